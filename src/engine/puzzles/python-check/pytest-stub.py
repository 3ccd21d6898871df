"""A small pytest of our own: raises, approx, parametrize, param and fail. Anything else is refused by its name, so
that no test passes because it was not understood."""


class Unsupported(BaseException):
    """Something of pytest that is not here, with the sentence that says so."""


class Raises:
    def __init__(self, expected, match):
        self.expected = expected
        self.match = match
        self.value = None
        self.type = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            raise AssertionError(f"did not raise {self.expected!r}")
        if not issubclass(kind, Exception) and not issubclass(kind, SystemExit | KeyboardInterrupt):
            return False
        if not issubclass(kind, self.expected):
            return False
        self.type, self.value = kind, error
        if self.match is not None:
            import re

            if re.search(self.match, str(error)) is None:
                raise AssertionError(f"{str(error)!r} does not match {self.match!r}") from error
        return True


def raises(expected, *args, match=None, **kwargs):
    context = Raises(expected, match)
    if not args:
        return context
    function, *rest = args
    with context:
        function(*rest, **kwargs)
    return context


class Approx:
    """Equal within a relative tolerance of 1e-6 or an absolute one of 1e-12, whichever is larger, as in pytest."""

    __hash__ = None

    def __init__(self, expected, rel, abs):
        self.expected = expected
        self.rel = rel
        self.abs = abs

    def near(self, actual, expected):
        if isinstance(expected, dict):
            return isinstance(actual, dict) and actual.keys() == expected.keys() and all(
                self.near(actual[key], expected[key]) for key in expected
            )
        if isinstance(expected, (list, tuple)):
            return type(actual) is type(expected) and len(actual) == len(expected) and all(
                map(self.near, actual, expected)
            )
        if not isinstance(expected, (int, float, complex)) or isinstance(expected, bool):
            return actual == expected
        if not isinstance(actual, (int, float, complex)) or isinstance(actual, bool):
            return False
        if actual == expected:
            return True
        if expected != expected or expected in (float("inf"), float("-inf")):
            return False
        relative = (1e-6 if self.rel is None else self.rel) * abs(expected)
        absolute = 1e-12 if self.abs is None else self.abs
        if self.abs is not None and self.rel is None:
            relative = 0
        return abs(actual - expected) <= max(relative, absolute)

    def __eq__(self, actual):
        return self.near(actual, self.expected)

    def __ne__(self, actual):
        return not self == actual

    def __repr__(self):
        return f"approx({self.expected!r})"


def approx(expected, rel=None, abs=None, nan_ok=False):
    if nan_ok:
        raise Unsupported("approx(nan_ok=True)")
    return Approx(expected, rel, abs)


class Param:
    def __init__(self, values):
        self.values = values


def param(*values, id=None, marks=()):
    if marks:
        raise Unsupported("pytest.param(marks=…)")
    return Param(values)


class Mark:
    """pytest.mark: parametrize works; a mark that would change whether or how a test runs is refused."""

    @staticmethod
    def parametrize(names, cases, ids=None):
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        rows = []
        for case in cases:
            values = case.values if isinstance(case, Param) else (case,) if len(names) == 1 else tuple(case)
            if len(values) != len(names):
                raise AssertionError(f"{len(values)} values for the parameters {', '.join(names)}")
            rows.append(dict(zip(names, values)))

        def decorate(test):
            test.baton_cases = [{**a, **b} for a in getattr(test, "baton_cases", [{}]) for b in rows]
            return test

        return decorate

    def __getattr__(self, name):
        raise Unsupported(f"pytest.mark.{name}")


def make_pytest():
    import types

    module = types.ModuleType("pytest")

    def fail(reason="", pytrace=True):
        raise AssertionError(reason)

    def missing(name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise Unsupported(f"pytest.{name}")

    module.__dict__.update(
        raises=raises, approx=approx, param=param, mark=Mark(), fail=fail, __getattr__=missing
    )
    return module
