def sat(n: int) -> bool:
    assert n > 0, "too small"
    return n * 2 == 10


def solution():
    return -5


def sat_whole(n: int) -> bool:
    return n % 2 == 0


def solution_whole():
    return 4
