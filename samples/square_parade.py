"""The numbers 1 to 15 line up for a parade, and neighbours insist on adding up to a square."""

from math import isqrt
from typing import List


def sat(parade: List[int], n=15):
    assert sorted(parade) == list(range(1, n + 1)), "everyone marches exactly once"
    for a, b in zip(parade, parade[1:]):
        assert isqrt(a + b) ** 2 == a + b, f"{a} and {b} refuse to stand together"
    return True
