"""The lift of a very tall and very polite hotel."""


def ride(floor, calls):
    """Yield the floors at which the lift stops, from the floor where it stands.

    It goes to the nearest call, and of two equally near ones to the upper. Each floor is visited once.

    >>> list(ride(4, [5, 2, 9]))
    [5, 2, 9]
    >>> list(ride(4, [3, 5, 6]))
    [5, 6, 3]
    >>> list(ride(0, []))
    []
    >>> list(ride(2, [2, 7, 7]))
    [2, 7]
    >>> next(ride(10, range(1000)))
    10
    """
    pass
