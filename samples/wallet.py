"""Paying with whatever coins the king felt like minting."""


class NoChange(Exception):
    """There is no way to pay the amount with these coins."""


def pay(amount, coins):
    """The fewest coins that make up an amount, largest first. Every kind of coin may be used again and again."""
    raise NotImplementedError
