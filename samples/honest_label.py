"""A label that describes itself: its first digit says how many zeros it has, the next how many ones, and so on."""


def sat(label: str, length=10):
    assert len(label) == length and label.isdigit()
    return all(int(digit) == label.count(str(value)) for value, digit in enumerate(label))
