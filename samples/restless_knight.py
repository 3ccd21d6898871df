"""A chess knight that never rests, on a board of five by five squares."""

from typing import List


def sat(squares: List[List[int]], size=5, start=[0, 0]):
    """Visit every square once, by knight's moves, beginning in the corner."""
    assert squares[0] == start
    assert sorted(squares) == [[row, column] for row in range(size) for column in range(size)]
    return all(sorted([abs(a - c), abs(b - d)]) == [1, 2] for (a, b), (c, d) in zip(squares, squares[1:]))
