"""Judges a value: is it of the type that the puzzle declares, and does the puzzle accept it? Of the answer only
this literal is here. Nothing of what the answer's code did to its own interpreter is."""


def fits(value, declared):
    """Whether a plain value has a declared type, all the way down. A bool is no int here, and a list no tuple."""
    import collections.abc
    import types
    import typing

    if declared is typing.Any or declared is object:
        return True
    if declared is None or declared is type(None):
        return value is None
    if declared is float:
        # An int will do wherever a float is asked for (PEP 484).
        return type(value) in (float, int)
    if declared is complex:
        return type(value) in (complex, float, int)
    origin = typing.get_origin(declared)
    parts = typing.get_args(declared)
    if origin is None:
        bare = {
            typing.List: list, typing.Tuple: tuple, typing.Dict: dict, typing.Set: set,
            typing.Sequence: collections.abc.Sequence, typing.Iterable: collections.abc.Iterable,
        }.get(declared, declared)
        if isinstance(bare, typing.TypeVar):
            return True
        if not isinstance(bare, type):
            raise TypeError(f"{declared!r} is no type that can be checked")
        return type(value) is bare or bare.__module__ == "collections.abc" and isinstance(value, bare)
    if origin is typing.Union or origin is types.UnionType:
        return any(fits(value, part) for part in parts)
    if origin is typing.Literal:
        return any(type(value) is type(part) and value == part for part in parts)
    if origin is typing.Annotated or origin is typing.Final:
        return fits(value, parts[0])
    if origin is tuple:
        if type(value) is not tuple:
            return False
        if len(parts) == 2 and parts[1] is Ellipsis:
            return all(fits(item, parts[0]) for item in value)
        return len(parts) == len(value) and all(map(fits, value, parts))
    if origin in (dict, collections.abc.Mapping, collections.abc.MutableMapping):
        return type(value) is dict and all(fits(k, parts[0]) and fits(v, parts[1]) for k, v in value.items())
    if origin in (list, set):
        return type(value) is origin and all(fits(item, parts[0]) for item in value)
    if origin in (collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection):
        return type(value) in (list, tuple, str) and all(fits(item, parts[0]) for item in value)
    raise TypeError(f"{declared!r} is no type that can be checked")


def run():
    import inspect
    import typing

    report = reporter()
    name = read("name.txt")
    module = {"__name__": "puzzle", "__builtins__": __builtins__}
    exec("from typing import *", module)
    try:
        exec(compile(read("puzzle.txt"), "puzzle", "exec", dont_inherit=True), module)
        sat = module[name]
        first = next(iter(inspect.signature(sat).parameters.values()), None)
        if first is None:
            raise TypeError(f"{name} takes no argument")
        declared = typing.get_type_hints(sat, module).get(first.name, typing.Any)
    except BaseException as error:
        report(problem="puzzle", message=describe(error), line=line_in(error, "puzzle"))
        return
    try:
        value = value_of(read("value.txt"))
    except BaseException as error:
        report(problem="not-plain", message=describe(error), line=None)
        return
    try:
        if not fits(value, declared):
            report(problem="type", message=inspect.formatannotation(declared), line=None)
            return
    except BaseException as error:
        report(problem="puzzle", message=describe(error), line=None)
        return
    try:
        result = sat(value)
    except BaseException as error:
        report(problem="raised", message=describe(error), line=line_in(error, "puzzle"))
        return
    if result is True:
        report(passed=True)
    else:
        report(problem="refused", message=ascii(result)[:200] if type(result) in (bool, int, str, type(None)) else type(result).__name__, line=None)


run()
