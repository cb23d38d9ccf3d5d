"""YAML that remembers where each value stands, so that a mistake can be shown at its line.

Plain scalars stay the strings people wrote (``no`` is not False, ``12:30`` is not 750), a key given
twice is a mistake, and every mistake is told at once as ``file:line:column: path: what is wrong``.
"""

from dataclasses import dataclass
from difflib import get_close_matches
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
        for length in range(len(path), -1, -1):
            part = path[:length]
            if part in self.variables:
                return self.variables[part]
            if part in self.marks:
                line, column = self.marks[part]
                return f"{self.name}:{line}:{column}"
        return self.name


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
    if node is not None:
        marked.tree = _value(node, (), marked)
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

    A single underscore separates too where the tree of settings allows only one reading of it, so
    the documented form is ``FACILITATOR_MAIL_DOMAIN``; ``schema`` names resolve it.
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
        target[path[-1]] = value
        marked.variables[path] = name


def check(marked: Marked, model: type[Model]) -> Model:
    """Return the tree as ``model``; raises ``Mistakes`` with every mistake, in the file's order."""
    lines = list(marked.mistakes)
    try:
        good = model.model_validate(marked.tree if marked.tree is not None else {})
    except ValidationError as bad:
        lines += [_line(marked, model, dict(error)) for error in bad.errors()]
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
