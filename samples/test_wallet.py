import pytest
from wallet import NoChange, pay


@pytest.mark.parametrize(
    "amount, coins, expected",
    [
        (0, [1, 5], []),
        (11, [1, 5], [5, 5, 1]),
        # Taking the largest coin first is a trap here.
        (6, [1, 3, 4], [3, 3]),
        (48, [1, 10, 24, 25], [24, 24]),
        (7, [7, 1], [7]),
    ],
)
def test_fewest(amount, coins, expected):
    assert pay(amount, coins) == expected


def test_no_way_to_pay():
    with pytest.raises(NoChange):
        pay(3, [2])


def test_the_coins_are_left_alone():
    coins = [4, 1, 3]
    pay(10, coins)
    assert coins == [4, 1, 3]


def test_a_large_sum_in_good_time():
    paid = pay(9_999, [1, 7, 10, 33, 100])
    assert sum(paid) == 9_999
    assert len(paid) == 102
