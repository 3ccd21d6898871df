"""A door that opens to a rhythm."""


def knock(word):
    """Write a word as knocks: each letter is its row, a dot, its column in this square (k knocks as c).

        a b c d e
        f g h i j
        l m n o p
        q r s t u
        v w x y z

    Letters are parted by spaces. What is no letter is not knocked.

    >>> knock("abe")
    '1.1 1.2 1.5'
    >>> knock("Open up!")
    '3.4 3.5 1.5 3.3 4.5 3.5'
    >>> knock("kick") == knock("cicc")
    True
    >>> knock("...")
    ''
    """
    raise NotImplementedError
