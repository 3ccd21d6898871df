"""Values as literals. Part of every program that takes a value out of an interpreter which an answer has touched."""

import json
import sys

MARK = "baton-report:"
MOST_CHARACTERS = 2_000_000
DEEPEST = 60


class NotPlain(Exception):
    """A value that is no plain data, with the sentence that says so."""


def literal(value, depth=0):
    """The Python literal of a value made of exactly the built-in types; subclasses are not what they seem."""
    kind = type(value)
    if value is None or kind is bool:
        return repr(value)
    if kind is int:
        # Decimal digits beyond Python's limit of 4300 are refused by int(); hexadecimal ones are not.
        return repr(value) if value.bit_length() < 10_000 else hex(value)
    if kind is float:
        if value != value:
            raise NotPlain("not-a-number has no literal")
        return repr(value).replace("inf", "1e999")
    if kind is str or kind is bytes:
        if len(value) > MOST_CHARACTERS:
            raise NotPlain("a text is too long")
        return ascii(value)
    if kind is complex:
        return repr(value)
    if depth >= DEEPEST:
        raise NotPlain("it is nested too deeply")
    if kind is list:
        return "[" + ", ".join([literal(item, depth + 1) for item in value]) + "]"
    if kind is tuple:
        return "(" + "".join([literal(item, depth + 1) + ", " for item in value]) + ")"
    if kind is dict:
        return "{" + ", ".join([literal(k, depth + 1) + ": " + literal(v, depth + 1) for k, v in value.items()]) + "}"
    if kind is set:
        return "{" + ", ".join(sorted(literal(item, depth + 1) for item in value)) + "}" if value else "set()"
    if kind is range:
        return repr(value)
    if kind is frozenset:
        return "frozenset(" + literal(set(value), depth) + ")"
    raise NotPlain(f"{kind.__name__} is no plain data")


def value_of(text):
    """The value of a literal(), read as data: like ast.literal_eval(), and ranges and frozensets besides."""
    import ast

    def build(node):
        if type(node) is ast.Call and not node.keywords and type(node.func) is ast.Name:
            name, given = node.func.id, [build(one) for one in node.args]
            if name == "range" and all(type(one) is int for one in given):
                return range(*given)
            if name == "frozenset" and len(given) == 1 and type(given[0]) is set:
                return frozenset(given[0])
            if name == "set" and not given:
                return set()
            raise ValueError(f"{name}() is no literal")
        if type(node) is ast.List:
            return [build(one) for one in node.elts]
        if type(node) is ast.Tuple:
            return tuple([build(one) for one in node.elts])
        if type(node) is ast.Set:
            return {build(one) for one in node.elts}
        if type(node) is ast.Dict:
            return {build(key): build(one) for key, one in zip(node.keys, node.values)}
        return ast.literal_eval(node)

    return build(ast.parse(text, mode="eval").body)


def plain(value):
    """literal(), with a limit on the whole."""
    try:
        text = literal(value)
    except RecursionError:
        raise NotPlain("it is nested too deeply") from None
    if len(text) > MOST_CHARACTERS:
        raise NotPlain("it is too large")
    return text


def describe(error):
    """An exception in one line, whatever its own methods do."""
    try:
        text = str(error)
    except BaseException:
        text = ""
    name = type(error).__name__
    return (f"{name}: {text}" if text else name)[:2_000]


def line_in(error, file):
    """The line of the innermost frame in a file, or None."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line


def read(name):
    with open(name, encoding="utf-8", errors="surrogatepass", newline="") as file:
        return file.read()


class Sink:
    """Standard output while what is checked runs: nothing that it prints can be taken for a report."""

    encoding = "utf-8"
    errors = "strict"

    def write(self, text):
        return len(text)

    def writelines(self, lines):
        pass

    def flush(self):
        pass

    def isatty(self):
        return False


def reporter():
    """A function that prints a report; from now on, nothing else is printed."""
    out = sys.stdout
    dumps = json.dumps
    sys.stdout = sys.__stdout__ = Sink()

    def report(**fields):
        out.write("\n" + MARK + dumps(fields) + "\n")
        out.flush()

    return report
