"""Runs one program in this interpreter. Part of the snapshot; imported by nothing else.

What the program can reach here it may change: this file decides nothing but what the program itself could
decide, its own outcome. Limits, locks and the answer's shape are kept outside the interpreter.
"""

import atexit
import builtins
import gc
import importlib
import io
import json
import linecache
import os
import random
import sys
import traceback
import types
import warnings

FOLDER = "/home/expert"
PROGRAM = FOLDER + "/program.py"

# Imported once, so that a program's own import costs nothing. No module here keeps state that depends on time.
PRELOADED = """
    abc argparse array ast asyncio base64 bisect calendar cmath collections collections.abc concurrent.futures
    contextlib copy csv dataclasses datetime decimal difflib doctest enum fractions functools hashlib heapq
    inspect io itertools logging math numbers operator os.path pathlib pickle platform pprint queue random re
    secrets socket statistics string struct subprocess tempfile textwrap threading time timeit tokenize types
    typing unicodedata unittest unittest.mock urllib.parse urllib.request uuid zlib
""".split()

# Doors of Pyodide to JavaScript and to foreign functions. Behind them stands nothing (see door-list.ts); this tells a
# program so by an ImportError that it can read.
FORBIDDEN = ("js", "pyodide_js", "_pyodide_core", "_pyodide", "pyodide", "_ctypes")


class NoHost:
    """The first finder: there is no host to import."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in FORBIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r} (closed in Expert Python)", name=name)
        return None


def prepare():
    """Makes the interpreter what every program finds. Runs once, before the snapshot."""
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except ImportError:
            pass
    for name in [name for name in sys.modules if name.partition(".")[0] in FORBIDDEN]:
        del sys.modules[name]
    sys.meta_path[:] = [NoHost, *(f for f in sys.meta_path if "js" not in type(f).__name__.lower())]
    sys.stdout = sys.__stdout__ = straight(1, "strict")
    sys.stderr = sys.__stderr__ = straight(2, "backslashreplace")
    sys.path[:] = [FOLDER, *(p for p in sys.path if p not in ("", FOLDER))]
    sys.argv[:] = [PROGRAM]
    os.environ.pop("PYTHONINSPECT", None)
    use_plain_event_loop()
    linecache.clearcache()
    warnings.resetwarnings()
    gc.collect()
    gc.freeze()


def straight(descriptor, errors):
    """A stream that keeps nothing back, as `python3 -u` has it: what was printed before a time limit is printed."""
    raw = io.FileIO(descriptor, "w", closefd=False)
    stream = io.TextIOWrapper(raw, encoding="utf-8", errors=errors, newline="\n", write_through=True)
    stream.mode = "w"
    return stream


def use_plain_event_loop():
    """Gives asyncio a loop that waits by sleeping: there is no host whose events could be waited for."""
    import asyncio
    import time

    class Clock:
        def select(self, timeout):
            time.sleep(3600 if timeout is None else max(0, timeout))
            return ()

        def close(self):
            pass

    class PlainLoop(asyncio.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Clock()

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    class PlainPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = PlainLoop

    asyncio.events._event_loop_policy = PlainPolicy()


def report(**answer):
    """Says how the program ended, on the descriptor that the realm reads afterwards."""
    text = json.dumps(answer).encode("utf-8", "backslashreplace")
    descriptor = os.open("/dev/answer", os.O_WRONLY)
    try:
        os.write(descriptor, text)
    finally:
        os.close(descriptor)


def line_in_program(error):
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        return error.lineno
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == PROGRAM:
            line = step.tb_lineno
        step = step.tb_next
    return line


def message_of(error):
    try:
        return str(error)
    except Exception:
        return "(its message could not be made)"


def run():
    """Runs PROGRAM as `python3 program.py` would, and reports how it ended."""
    random.seed()
    with open(PROGRAM, encoding="utf-8", errors="surrogatepass", newline="") as file:
        source = file.read()
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=PROGRAM, __builtins__=builtins, __cached__=None)
    sys.modules["__main__"] = main
    ended = {"outcome": "ok"}
    try:
        exec(compile(source, PROGRAM, "exec", dont_inherit=True), main.__dict__)
    except SystemExit as exit:
        ended = leave(exit)
    except BaseException as error:
        ended = fail(error)
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:
        if ended["outcome"] == "ok":
            ended = fail(error)
    report(**ended)


def leave(exit):
    code = exit.code
    if code is None or code == 0:
        return {"outcome": "ok"}
    if not isinstance(code, int):
        print(code, file=sys.stderr)
    return {"outcome": "exception", "type": "SystemExit", "message": message_of(exit), "line": line_in_program(exit)}


def fail(error):
    # The first frame is run() above: the program did not write it, so it is not shown.
    inner = error.__traceback__.tb_next if error.__traceback__ else None
    error = error.with_traceback(inner)
    try:
        sys.excepthook(type(error), error, inner)
    except BaseException:
        pass
    outcome = "memory-limit" if isinstance(error, MemoryError) else "exception"
    return {
        "outcome": outcome,
        "type": type(error).__name__,
        "message": message_of(error),
        "line": line_in_program(error),
    }


def probe(canary, port):
    """Tries to get out: lists every way that was open. An empty list is what must come back."""
    import socket

    out = []
    try:
        with open(canary, "rb") as file:
            out.append("host file: " + repr(file.read()[:80]))
    except OSError:
        pass
    try:
        with socket.socket() as host:
            host.settimeout(1)
            host.connect(("127.0.0.1", port))
            out.append("network")
    except OSError:
        pass
    for name in FORBIDDEN:
        try:
            importlib.import_module(name)
            out.append("host object: " + name)
        except ImportError:
            pass
    report(open=out)
