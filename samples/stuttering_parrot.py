"""A parrot that says what it sees."""


def describe(sentence, times=1):
    """Say how often each digit comes in a row, and which: "112" is two ones, one two.

    >>> describe("1")
    '11'
    >>> describe("112")
    '2112'
    >>> describe("1", times=5)
    '312211'
    >>> describe("22", times=100)
    '22'
    >>> len(describe("3", times=20))
    470
    >>> describe("1", times=-1)
    Traceback (most recent call last):
    ValueError: a parrot cannot unsay
    """
    ...
