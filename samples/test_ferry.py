from ferry import cross

CLASSIC = [("wolf", "goat"), ("goat", "cabbage")]


def sail(party, quarrels, crossings):
    """Follows the crossings; the names that arrive."""
    here, there = set(party), set()
    for passenger in crossings:
        if passenger is not None:
            here.remove(passenger)
        assert not any({one, other} <= here for one, other in quarrels), "a quarrel on the bank"
        here, there = there, here
        if passenger is not None:
            here.add(passenger)
    return here


def test_the_classic():
    crossings = cross(["wolf", "goat", "cabbage"], CLASSIC)
    assert len(crossings) == 7
    assert sail(["wolf", "goat", "cabbage"], CLASSIC, crossings) == {"wolf", "goat", "cabbage"}


def test_friends_take_turns():
    crossings = cross(["ann", "bob"], [])
    assert len(crossings) == 3
    assert sail(["ann", "bob"], [], crossings) == {"ann", "bob"}


def test_nobody_stays_at_home():
    assert cross([], []) in ([], [None])


def test_some_parties_must_stay():
    assert cross(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")]) is None
