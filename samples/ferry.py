"""A ferryman, a wolf, a goat and a cabbage, and other parties that had better not be left alone."""


def cross(party, quarrels):
    """A shortest list of crossings that brings a party over the river.

    The boat holds the ferryman and at most one of the party. Each crossing is the name of who sits beside the
    ferryman, or None. A quarrel is a pair that must not be left on a bank without the ferryman. Where there is
    no way, the answer is None.
    """
    ...
