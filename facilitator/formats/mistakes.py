"""Mistakes in the words of people who write formats, each at its line and column.

``consent.yaml:11:15 steps[1].live.each: "5 minuts" is not a span of time (write 5m, 2h, 3d)``
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from facilitator.formats.kinds import STEPS, UseStep
from facilitator.formats.reading import Mark, Mistake, Text, Where
from facilitator.formats.vocabulary import quoted
from facilitator.formats.written import Format
from facilitator.marked import Mistakes

_TAGGED: dict[str, type[BaseModel]] = {**STEPS, "use": UseStep}
MOST_TOLD = 200
"""A file with more mistakes than this was not meant as a format."""

_ABSENT = object()
_SIMPLE = re.compile(r"[A-Za-z_][\w-]{0,59}")


def shape(text: Text) -> Format:
    """Return the file as written; raises ``Mistakes`` with all that is wrong with its shape."""
    found = list(text.mistakes)
    try:
        good = Format.model_validate(text.tree)
    except ValidationError as bad:
        if not _is_unread(found):
            found += _of_shape(text, bad)
        raise Mistakes(lines(text.name, found)) from None
    if found:
        raise Mistakes(lines(text.name, found))
    return good


def _of_shape(text: Text, bad: ValidationError) -> Iterator[Mistake]:
    """Give what pydantic found, but not where reading found something already."""
    told = {mistake.path for mistake in text.mistakes}
    errors = bad.errors(include_url=False, include_input=False, include_context=True)
    for error in errors[:MOST_TOLD]:
        mistake = _mistake(text, dict(error))
        if mistake.path not in told:
            yield mistake
    if len(errors) > MOST_TOLD:
        yield Mistake(text.last, (), f"and {len(errors) - MOST_TOLD} more mistakes")


def _is_unread(found: list[Mistake]) -> bool:
    """Whether reading stopped half-way, so that what is missing says nothing."""
    return any(
        mistake.path == () or mistake.words.startswith("this is nested") for mistake in found
    )


def lines(name: str, mistakes: Iterable[Mistake]) -> list[str]:
    """Return each mistake as a line, in the file's order, none twice."""
    ordered = sorted(mistakes, key=lambda mistake: mistake.mark)
    return list(dict.fromkeys(line(name, m.mark, m.path, m.words) for m in ordered))


def line(name: str, mark: Mark, path: Where, words: str) -> str:
    """Return one mistake as people read it."""
    return f"{name}:{mark[0]}:{mark[1]} {dotted(path)}: {words}"


def dotted(path: Where) -> str:
    """Return a path as people write it: ``steps[1].live.each``."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            shown += f".{part}" if _SIMPLE.fullmatch(part) else f".{quoted(part)}"
    return shown.removeprefix(".") or "the file"


def _mistake(text: Text, error: dict[str, Any]) -> Mistake:
    kind, loc = error["type"], tuple(error["loc"])
    path = _in_file(text.tree, loc, kind)
    if kind == "no_kind":
        return _without_kind(text, path)
    is_key = kind == "extra_forbidden" or loc[-1:] == ("[key]",)
    return Mistake(text.mark(path, is_key), path, _words(error, loc, value_at(text.tree, path)))


def _in_file(tree: Any, loc: Where, kind: str) -> Where:
    """Return pydantic's path without what is not in the file: names of kinds, of shapes."""
    path: list[str | int] = []
    for part in _untagged(loc):
        below = _below(tree, part)
        if below is not _ABSENT:
            path.append(part)
            tree = below
    if kind == "missing":
        path.append(loc[-1])
    return tuple(path)


def _untagged(loc: Where) -> Where:
    """Return the path without the kind that pydantic puts after a step's number."""
    return loc[:2] + loc[3:] if loc[:1] == ("steps",) else loc


def _below(tree: Any, part: str | int) -> Any:
    if isinstance(tree, dict) and isinstance(part, str):
        return tree.get(part, _ABSENT)
    if isinstance(tree, list) and isinstance(part, int) and part < len(tree):
        return tree[part]
    return _ABSENT


def value_at(tree: Any, path: Where) -> Any:
    """Return what stands at ``path`` of a tree, or None."""
    for part in path:
        tree = _below(tree, part)
    return None if tree is _ABSENT else tree


def _without_kind(text: Text, path: Where) -> Mistake:
    step = value_at(text.tree, path)
    kind = step.get("kind") if isinstance(step, dict) else None
    if kind is None:
        words = f"a step has a kind ({', '.join(STEPS)}), or use"
        return Mistake(text.mark(path), path, words)
    return Mistake(text.mark((*path, "kind")), (*path, "kind"), _none_of(kind, list(STEPS)))


def _none_of(value: Any, known: list[str]) -> str:
    near = get_close_matches(value, known, n=1) if isinstance(value, str) else []
    told = f"{quoted(value)} is none of {', '.join(known)}"
    return told + (f"; did you mean {near[0]}?" if near else "")


_WORDS = {
    "missing": "this is needed",
    "string_type": "this is text, not a list or a mapping",
    "model_type": "this is a mapping: keys, each with its value",
    "dict_type": "this is a mapping: keys, each with its value",
    "list_type": "this is a list: lines that begin with -, or [a, b]",
    "string_too_long": "this is longer than {max_length} characters",
    "string_too_short": "nothing stands here",
    "too_long": "these are more than {max_length}",
    "too_short": "at least {min_length} is needed here",
    "less_than_equal": "this is {le} at most",
    "greater_than_equal": "this is {ge} at least",
}
"""What pydantic finds, by its name for it, in our words; what our own types find has its words."""


def _words(error: dict[str, Any], loc: Where, value: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(loc)
    if kind in ("enum", "literal_error"):
        return _none_of(value, re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind in _WORDS:
        return _WORDS[kind].format(**context)
    return str(error["msg"]).removeprefix("Value error, ")


def _unknown_key(loc: Where) -> str:
    key, models = str(loc[-1]), _models(loc[:-1])
    known = [field.alias or name for model in models for name, field in model.model_fields.items()]
    if UseStep in models and key in set[str]().union(*map(_keys, STEPS.values())):
        return "a step that uses a format has use, id, roles and asks, and nothing else"
    others = [kind for kind, model in STEPS.items() if key in _keys(model)]
    if others and any(model in _TAGGED.values() for model in models):
        return f"this is a key of {', '.join(others)}, and of no other kind"
    near = get_close_matches(key, known, n=1)
    return "there is no such key here" + (f"; did you mean {near[0]}?" if near else "")


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _models(loc: Where) -> list[type[BaseModel]]:
    """Return the models that may stand at ``loc``: one, unless a value has several shapes."""
    models: list[type[BaseModel]] = [Format]
    for part in loc:
        if part in _TAGGED and len(models) > 1:
            models = [_TAGGED[str(part)]]
            continue
        for model in models:
            field = next((f for n, f in model.model_fields.items() if (f.alias or n) == part), None)
            if field is not None:
                models = _in(field.annotation)
                break
    return models


def _in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _in(inner)]


__all__ = ["Mistakes", "dotted", "line", "lines", "shape"]
