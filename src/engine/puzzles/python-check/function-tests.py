"""Runs the doctest examples and tests of one function.

Twice for an answer: as a rehearsal, with the answer's function in place, to learn which calls the tests make (and
to fail at once where they fail); and as the judge, in a pristine interpreter where the function is a stand-in that
replays recorded results of those very calls, one by one, as data. A call that is not recorded is a miss, and no
verdict stands on a miss. The answer's code is never where the judge is."""


class Miss(BaseException):
    """A call whose result is not recorded."""


class Unseparable(BaseException):
    """A call that cannot be recorded, with the sentence that says why."""


class Replay:
    """The calls of the function, in order."""

    def __init__(self, job):
        self.judging = job["mode"] == "judge"
        self.name = job["name"]
        self.table = job["table"]
        self.calls = []
        self.missed = False
        self.depth = 0
        self.modules = []

    def decorate(self, function):
        import functools
        import inspect

        if not self.judging:

            @functools.wraps(function)
            def rehearsed(*args, **kwargs):
                if self.depth == 0:
                    self.note(args, kwargs)
                self.depth += 1
                try:
                    return function(*args, **kwargs)
                finally:
                    self.depth -= 1

            return rehearsed

        signature = inspect.signature(function)
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def stand_in(*args, **kwargs):
                signature.bind(*args, **kwargs)
                return self.replay(args, kwargs)
        else:

            @functools.wraps(function)
            def stand_in(*args, **kwargs):
                signature.bind(*args, **kwargs)
                return self.replay(args, kwargs)

        return stand_in

    def note(self, args, kwargs):
        try:
            self.calls.append({"args": plain(args), "kwargs": plain(kwargs)})
        except NotPlain as error:
            raise Unseparable(f"{self.name}() is called with something that is no plain data: {error}") from None
        if len(self.calls) > 20_000:
            raise Unseparable(f"{self.name}() is called more than 20,000 times")

    def replay(self, args, kwargs):
        self.note(args, kwargs)
        at = len(self.calls) - 1
        if self.missed or at >= len(self.table) or self.table[at]["call"] != self.calls[at]:
            self.missed = True
            raise Miss
        recorded = self.table[at]["result"]
        sys.stdout.write(recorded["printed"])
        if recorded["after"] is not None:
            after_args, after_kwargs = value_of(recorded["after"])
            for value, after in zip(args, after_args):
                change(value, after)
            for key, value in kwargs.items():
                change(value, after_kwargs[key])
        kind = recorded["kind"]
        if kind == "raised":
            raise self.exception(recorded)
        if kind == "argument":
            return [*args, *kwargs.values()][int(recorded["value"])]
        value = value_of(recorded["value"])
        return run_through(value, recorded["more"]) if kind == "iterator" else value

    def exception(self, recorded):
        import builtins

        name = recorded["type"]
        places = [vars(builtins), *[vars(module) for module in self.modules]]
        kind = next((place[name] for place in places if name in place), None)
        if not isinstance(kind, type) or not issubclass(kind, BaseException) or issubclass(kind, (Miss, Unseparable)):
            return Exception(f"{name}: {recorded['value']}")
        try:
            return kind(*value_of(recorded["value"]))
        except Exception:
            return Exception(f"{name}: {recorded['value']}")


def change(value, after):
    """Makes a mutable argument what the call made of it, in place."""
    if type(value) is list and type(after) is list:
        if len(value) != len(after):
            value[:] = after
            return
        for index, (one, other) in enumerate(zip(value, after)):
            if type(one) in (list, dict, set) and type(one) is type(other):
                change(one, other)
            else:
                value[index] = other
    elif type(value) is dict and type(after) is dict:
        for key in [key for key in value if key not in after]:
            del value[key]
        for key, other in after.items():
            if key in value and type(value[key]) in (list, dict, set) and type(value[key]) is type(other):
                change(value[key], other)
            else:
                value[key] = other
    elif type(value) is set and type(after) is set:
        value.clear()
        value.update(after)


def run_through(values, more):
    yield from values
    if more:
        raise Unseparable("an iterator is followed further than it was recorded")


def load(replay, job):
    """The document's module, with the function decorated."""
    import ast
    import types

    tree = ast.parse(read("document.txt"), "document")
    blank = ast.parse(read("blank.txt"), "document")
    if [type(node) for node in tree.body] != [type(node) for node in blank.body]:
        # Looked at before any of it runs: an answer is the body of one function, and nothing beside it.
        raise SyntaxError("the answer is more than the body of the function")
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == job["name"]:
            if node.lineno == job["line"]:
                mark = ast.copy_location(ast.Name("__baton__", ast.Load()), node)
                node.decorator_list = [mark] if replay.judging else [mark, *node.decorator_list]
                break
    else:
        raise LookupError(f"there is no function {job['name']}() at line {job['line']}")
    module = types.ModuleType(job["module"])
    module.__file__ = job["module"] + ".py"
    module.__dict__["__baton__"] = replay.decorate
    sys.modules[job["module"]] = module
    replay.modules.append(module)
    exec(compile(tree, "document", "exec", dont_inherit=True), module.__dict__)
    return module


def run_examples(module, job, checks):
    import doctest

    class Runner(doctest.DocTestRunner):
        def add(self, example, test, message):
            checks.append({"name": f"example {len(checks) + 1}", "file": None, "line": test.lineno + example.lineno + 1,
                           "message": message})

        def report_start(self, out, test, example):
            pass

        def report_success(self, out, test, example, got):
            self.add(example, test, None)

        def report_failure(self, out, test, example, got):
            wanted = example.want.strip() or "nothing"
            self.add(example, test, f"{example.source.strip()} gives {got.strip() or 'nothing'}, not {wanted}")

        def report_unexpected_exception(self, out, test, example, exc_info):
            if isinstance(exc_info[1], (Unseparable, Unsupported)):
                raise exc_info[1]
            self.add(example, test, f"{example.source.strip()} raised {describe(exc_info[1])}")

    docstring = vars(module)[job["name"]].__doc__ or ""
    test = doctest.DocTestParser().get_doctest(
        docstring, dict(vars(module)), job["name"], "document", job["docstring_line"] - 1
    )
    Runner(verbose=False).run(test, out=lambda text: None, clear_globs=False)


def run_tests(index, job, replay, checks):
    import inspect
    import types

    file = job["tests"][index]
    source = read(f"tests-{index}.txt")
    module = types.ModuleType(file["module"])
    module.__file__ = file["name"]
    sys.modules[file["module"]] = module
    replay.modules.append(module)
    exec(compile(source, file["name"], "exec", dont_inherit=True), module.__dict__)
    found = {}
    for name, value in vars(module).items():
        if isinstance(value, types.FunctionType) and name.startswith("test") and value.__module__ == module.__name__:
            found[name] = value
        if isinstance(value, type) and name.startswith("Test") and value.__module__ == module.__name__:
            if value.__bases__ != (object,):
                raise Unsupported(f"the test class {name}, which has a base class")
            for method_name, method in vars(value).items():
                if method_name.startswith("test"):
                    found[f"{name}::{method_name}"] = getattr(value(), method_name)
                elif method_name.startswith(("setup", "teardown")):
                    raise Unsupported(f"{name}.{method_name}()")
    lines = source.splitlines()
    for name in file["run"]:
        if name not in found:
            continue
        test = found[name]
        if inspect.iscoroutinefunction(test) or inspect.isgeneratorfunction(test):
            raise Unsupported(f"{name}(), which is no plain function")
        cases = getattr(test, "baton_cases", [{}])
        wanted = [p.name for p in inspect.signature(test).parameters.values() if p.default is p.empty]
        for case in cases or [{}]:
            strange = [one for one in wanted if one not in case]
            if strange:
                raise Unsupported(f"the fixture {strange[0]} of {name}()")
        if not cases:
            raise Unsupported(f"{name}(), which has no cases")
        check = {"name": name, "file": file["name"], "line": None, "message": None}
        for case in cases:
            try:
                test(**case)
            except (Unseparable, Unsupported):
                raise
            except BaseException as error:
                line = line_in(error, file["name"])
                text = lines[line - 1].strip() if line is not None and line <= len(lines) else ""
                check["line"] = line
                check["message"] = f"{describe(error)}{f' ({text})' if text else ''}"
                break
        checks.append(check)
    return [*found]


def run():
    report = reporter()
    job = json.loads(read("job.json"))
    sys.modules["pytest"] = make_pytest()
    replay = Replay(job)
    checks = []
    collected = []
    problem = None
    try:
        module = load(replay, job)
        if job["docstring_line"] is not None:
            run_examples(module, job, checks)
        for index in range(len(job["tests"])):
            collected.append(run_tests(index, job, replay, checks))
    except Unsupported as error:
        problem = {"kind": "unsupported", "message": str(error)}
    except Unseparable as error:
        problem = {"kind": "unseparable", "message": str(error)}
    except Miss:
        pass
    except BaseException as error:
        problem = {"kind": "broken", "message": describe(error), "line": line_in(error, "document")}
    report(problem=problem, checks=checks, collected=collected, calls=replay.calls, missed=replay.missed)


run()
