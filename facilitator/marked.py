"""YAML that remembers where each value stands, so that a mistake can be shown at its line.

Plain scalars stay the strings people wrote (``no`` is not False, ``12:30`` is not 750), a key given
twice is a mistake, and every mistake is told at once as ``file:line:column: path: what is wrong``.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Mark = tuple[int, int]
Where = tuple[str | int, ...]


class Mistakes(Exception):
    """Everything that is wrong with a file, each as one line a person can act on."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(slots=True)
class Marked:
    """A tree of plain values, and where each path of it stands (or which variable set it)."""

    name: str
    tree: Any
    marks: dict[Where, Mark]
    variables: dict[Where, str]
    mistakes: list[str]

    def spot(self, path: Where) -> str:
        """Return the place of ``path``: ``file:line:column``, or the variable that set it."""
        known = self._nearest(path)
        if known in self.variables:
            return self.variables[known]
        if known not in self.marks:
            return self.name
        line, column = self.marks[known]
        return f"{self.name}:{line}:{column}"

    def order(self, path: Where) -> tuple[bool, Mark, str]:
        """Return where ``path`` stands, to sort by; what a variable set comes last, by its name."""
        known = self._nearest(path)
        return known in self.variables, self.marks.get(known, (0, 0)), self.variables.get(known, "")

    def _nearest(self, path: Where) -> Where:
        """Return ``path``, or what it stands in, as far up as anything is known of it."""
        below = (p for p in self.variables if p[: len(path)] == path)
        above = (path[:length] for length in range(len(path), 0, -1))
        known = (p for p in above if p in self.variables or p in self.marks)
        return next(known if path in self.marks else chain(below, known), ())


def load(text: str, name: str) -> Marked:
    """Read YAML text; mistakes of form are gathered in ``mistakes``, not raised."""
    marked = Marked(name, {}, {}, {}, [])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as bad:
        mark = getattr(bad, "problem_mark", None)
        spot = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        marked.mistakes.append(f"{spot}: this is not YAML: {getattr(bad, 'problem', bad)}")
        return marked
    try:
        marked.tree = {} if node is None else _value(node, (), marked)
    except RecursionError:
        marked.mistakes.append(f"{name}: an alias in this file stands for itself")
    return marked


def _value(node: yaml.Node, path: Where, marked: Marked) -> Any:
    marked.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    match node:
        case yaml.MappingNode():
            return _mapping(node, path, marked)
        case yaml.SequenceNode():
            return [_value(item, (*path, n), marked) for n, item in enumerate(node.value)]
        case yaml.ScalarNode():
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        case _:
            return None


def _mapping(node: yaml.MappingNode, path: Where, marked: Marked) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            line = key_node.start_mark.line + 1
            column = key_node.start_mark.column + 1
            marked.mistakes.append(
                f"{marked.name}:{line}:{column}: {_dotted((*path, key))}: this stands here twice"
            )
        found[key] = _value(value_node, (*path, key), marked)
    return found


def lay_over(marked: Marked, variables: dict[str, str], prefix: str) -> None:
    """Lay environment variables over the tree: ``PREFIX_A__B=x`` sets ``a.b`` before validation.

    A variable wins over the file in both forms of a secret: ``A`` over ``a_file``, ``A_FILE`` over
    ``a``.
    """
    for name, value in sorted(variables.items()):
        if not name.startswith(prefix):
            continue
        path = tuple(name.removeprefix(prefix).lower().split("__"))
        target = marked.tree if isinstance(marked.tree, dict) else {}
        marked.tree = target
        for part in path[:-1]:
            step = target.get(part)
            if not isinstance(step, dict):
                step = target[part] = {}
            target = step
        target.pop(_other_form(path[-1]), None)
        target[path[-1]] = value
        marked.variables[path] = name


def _other_form(key: str) -> str:
    return key.removesuffix("_file") if key.endswith("_file") else f"{key}_file"


def check(marked: Marked, model: type[Model]) -> Model:
    """Return the tree as ``model``; raises ``Mistakes`` with every mistake, in the file's order."""
    lines = list(marked.mistakes)
    try:
        good = model.model_validate(marked.tree if marked.tree is not None else {})
    except ValidationError as bad:
        errors = sorted(bad.errors(), key=lambda error: marked.order(error["loc"]))
        lines += [_line(marked, model, dict(error)) for error in errors]
        raise Mistakes(lines) from None
    if lines:
        raise Mistakes(lines)
    return good


def read_file(path: Path) -> str:
    """Return a file's text; raises ``Mistakes`` when there is none or it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as bad:
        raise Mistakes([f"{path}: cannot be read: {bad.strerror}"]) from None
    except UnicodeDecodeError:
        raise Mistakes([f"{path}: is not UTF-8 text"]) from None


def _line(marked: Marked, model: type[BaseModel], error: dict[str, Any]) -> str:
    path: Where = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), _keys(model, path[:-1]), n=1)
        told = "there is no such setting" + (f"; did you mean {near[0]}?" if near else "")
    elif kind == "missing":
        told = "this is needed"
    else:
        told = str(error["msg"]).removeprefix("Value error, ")
        told = told[:1].lower() + told[1:]
    return f"{marked.spot(path)}: {_dotted(path)}: {told}"


def _keys(model: Any, path: Where) -> list[str]:
    for part in path:
        field = getattr(model, "model_fields", {}).get(str(part))
        model = _inner(field.annotation) if field else None
    return list(getattr(model, "model_fields", {}))


def _inner(annotation: Any) -> Any:
    options = [annotation, *getattr(annotation, "__args__", ())]
    return next((o for o in options if hasattr(o, "model_fields")), None)


def _dotted(path: Where) -> str:
    return ".".join(str(part) for part in path) or "the file"
