"""Guards of a museum. A guard in a room watches that room and every room next to it, up, down, left and right."""

from typing import List


def sat(guards: List[List[int]], rows=5, columns=5, most=7):
    """Place at most seven guards (row, column) so that every room of the five by five museum is watched."""
    assert len(guards) <= most, "the budget is spent"
    watched = set()
    for row, column in guards:
        assert 0 <= row < rows and 0 <= column < columns, "that is the garden"
        watched |= {(row, column), (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)}
    return all((row, column) in watched for row in range(rows) for column in range(columns))
