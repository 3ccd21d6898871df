"""Four lighthouses stand in a bay. Tonight the keeper wants to see all of them flash in the same second."""


def sat(second: int, lights=[(7, 3), (11, 8), (13, 1), (16, 5)]):
    """Each light is (period, first flash): it flashes at first, first + period, first + 2 * period, ...

    Find the first second after midnight, before the night is over, in which all four flash.
    """
    night = 12 * 60 * 60
    assert 0 <= second < night, "the night is over"
    return all(second >= first and (second - first) % period == 0 for period, first in lights)
