"""Makes recorded calls of an answer's function and reports what each did, as data. The answer can do here what it
likes; what leaves is judged elsewhere (function-tests.py)."""

MOST_ITEMS = 10_000


def one_call(function, call):
    import inspect
    import io

    args, kwargs = value_of(call["args"]), value_of(call["kwargs"])
    given = [*args, *kwargs.values()]
    before = plain((args, kwargs))
    screen = sys.stdout
    sys.stdout = paper = io.StringIO()
    outcome = {"kind": "value", "more": False}
    try:
        value = function(*args, **kwargs)
        if inspect.iscoroutine(value):
            import asyncio

            value = asyncio.run(value)
        alias = next((str(i) for i, one in enumerate(given) if one is value and type(one) in (list, dict, set)), None)
        if alias is not None:
            outcome.update(kind="argument", value=alias)
        elif hasattr(type(value), "__next__") and not isinstance(value, io.IOBase):
            items = []
            for item in value:
                if len(items) == MOST_ITEMS:
                    outcome["more"] = True
                    break
                items.append(item)
            outcome.update(kind="iterator", value=plain(items))
        else:
            outcome["value"] = plain(value)
    except NotPlain as error:
        kind = type(value)
        outcome.update(kind="not-plain", value=str(error), type=f"{kind.__module__}.{kind.__qualname__}")
    except BaseException as error:
        try:
            arguments = plain(error.args)
        except BaseException:
            arguments = plain((describe(error),))
        outcome.update(kind="raised", value=arguments, type=type(error).__name__)
    finally:
        sys.stdout = screen
    try:
        after = plain((args, kwargs))
    except NotPlain:
        after = before
    return {**outcome, "printed": paper.getvalue()[:MOST_CHARACTERS], "after": after if after != before else None}


def run():
    import types

    report = reporter()
    job = json.loads(read("job.json"))
    module = types.ModuleType(job["module"])
    module.__file__ = job["module"] + ".py"
    sys.modules[job["module"]] = module
    try:
        exec(compile(read("document.txt"), "document", "exec", dont_inherit=True), module.__dict__)
        function = vars(module)[job["name"]]
    except BaseException as error:
        report(problem=describe(error), results=[])
        return
    report(problem=None, results=[one_call(function, call) for call in job["calls"]])


run()
