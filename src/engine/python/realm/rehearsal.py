# Run once in every interpreter before its memory is restored: V8 compiles WebAssembly when it is first called, and
# this calls what most programs call. What it prints goes nowhere.
import collections
import dataclasses
import fractions
import heapq
import itertools
import json
import math
import re
import sys


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: float = 0.5

    def norm(self):
        return math.hypot(self.x + 2, self.y + 2)


def primes(limit):
    seen = set()
    for n in range(2, limit):
        if n not in seen:
            seen.update(range(n * n, limit, n))
            yield n


def fail(depth):
    if depth == 0:
        raise ValueError(f"wrong {depth!r}")
    fail(depth - 1)


numbers = [4, 7, 8, 8]
for order in itertools.islice(itertools.permutations(numbers), 2):
    for signs in itertools.islice(itertools.product("+-*/", repeat=3), 8):
        text = "(({}{}{}){}{}){}{}".format(*(part for pair in zip(order, [*signs, ""]) for part in pair))
        try:
            abs(eval(text) - 24) < 1e-6
        except ZeroDivisionError:
            pass
print(list(primes(50)), sorted("the quick brown fox".split(), key=len, reverse=True))
print(collections.Counter("abracadabra").most_common(2), {k: v for k, v in zip("abc", numbers)})
print(json.dumps(json.loads('{"a": [1, 2.5, null, "\\u00e9"]}')), re.findall(r"(\w+)@(\w+)", "me@here you@there"))
print(fractions.Fraction(1, 3) + 2, 2**200 % 10**9, f"{math.pi:.3f}", "%5d|%-5s" % (3, "x"), 7 // 2, -7 % 3)
heap = [5, 3, 1]
heapq.heapify(heap)
print(heapq.heappop(heap), Point(1) < Point(2), [*map(str, numbers)], {1, 2} | {3}, b"x".hex(), "a".encode())
try:
    fail(3)
except ValueError as error:
    print(error, file=sys.stderr)
fail(3)
