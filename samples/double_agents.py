"""Two puzzles on words that lead two lives."""

from typing import List, Tuple

WORDS = "stressed diaper drawer reward live evil desserts repaid straw warts lemon melon night thing".split()


def sat_mirror(pairs: List[Tuple[str, str]], n=5):
    """Five pairs of words of the list, each the other read backwards; every word at most once."""
    used = [word for pair in pairs for word in pair]
    assert len(pairs) == n and len(set(used)) == 2 * n and set(used) <= set(WORDS)
    return all(one == other[::-1] for one, other in pairs)


def sat_shuffle(pairs: List[Tuple[str, str]], n=2):
    """Two pairs of words of the list with the same letters, neither of them the other read backwards."""
    used = [word for pair in pairs for word in pair]
    assert len(set(used)) == 2 * n and set(used) <= set(WORDS)
    return all(sorted(one) == sorted(other) and one != other[::-1] for one, other in pairs)
