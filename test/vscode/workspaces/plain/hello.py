def sat(n: int) -> bool:
    return n * n == 49


def sol() -> int:
    return 7
