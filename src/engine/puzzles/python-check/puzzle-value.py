"""Computes the value of an answer to a P3 puzzle and reports it as a literal. The answer can do here what it
likes: all that leaves is data, and it is judged elsewhere (puzzle-judge.py)."""


def run():
    import ast

    report = reporter()
    name = read("name.txt")
    source = read("answer.txt")
    try:
        tree = ast.parse(source, "answer")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        report(problem="syntax", message=describe(error), line=getattr(error, "lineno", None))
        return
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef) or tree.body[0].name != name:
        report(problem="shape", message=f"the answer is not one function {name}()", line=None)
        return
    module = {"__name__": "puzzle", "__builtins__": __builtins__}
    exec("from typing import *", module)
    try:
        exec(compile(read("puzzle.txt"), "puzzle", "exec", dont_inherit=True), module)
    except BaseException as error:
        report(problem="puzzle", message=describe(error), line=line_in(error, "puzzle"))
        return
    try:
        exec(compile(tree, "answer", "exec", dont_inherit=True), module)
        value = module[name]()
    except BaseException as error:
        report(problem="raised", message=describe(error), line=line_in(error, "answer"))
        return
    try:
        report(value=plain(value))
    except NotPlain as error:
        report(problem="not-plain", message=str(error), line=None)


run()
