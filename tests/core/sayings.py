"""What a form may say: every notice and refusal that its package, or what it shares, can bring about."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

SHARED = "facilitator.core.rounds."


@cache
def calls(package: ModuleType) -> tuple[tuple[str, str], ...]:
    """Each call with a text as its first argument (or its ``kind``): in the package's own files, and
    in the shared functions that these import by name."""
    folder = Path(str(package.__file__)).parent
    trees = [_tree(file) for file in folder.glob("*.py")]
    shared = {one for tree in trees for one in _imported(tree, folder.parent)}
    return tuple(call for tree in (*trees, *_functions(shared)) for call in _calls(tree))


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _imported(tree: ast.Module, rounds: Path) -> Iterator[tuple[Path, str]]:
    """The file and name of whatever comes from a module that all forms share."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SHARED):
            file = rounds / f"{(node.module or '').removeprefix(SHARED)}.py"
            if file.is_file():
                yield from ((file, one.name) for one in node.names)


def _functions(wanted: set[tuple[Path, str]]) -> Iterator[ast.AST]:
    """Those functions, and whichever these call in their own module."""
    open_, seen = [*wanted], set(wanted)
    while open_:
        file, name = open_.pop()
        for node in _tree(file).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                yield node
                called = {(file, n.id) for n in ast.walk(node) if isinstance(n, ast.Name)} - seen
                seen |= called
                open_ += called


def _calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "kind")]
            for value in (arm for each in first for arm in ast.walk(each)):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield node.func.id, value.value
