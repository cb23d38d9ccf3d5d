"""What values look like in a file: spans, numbers, yes and no, names, texts, and the like.

Each type reads the string that stands in the file, says in one line what is wrong with it, and
carries how it is shown in the reference (``Told``) and in the JSON Schema.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from facilitator.core.durations import read_span

MOST_TEXT, MOST_LINE = 2000, 200


@dataclass(frozen=True, slots=True)
class Told:
    """How the reference says what can be written here."""

    text: str


def quoted(value: Any) -> str:
    """Return a value as it can stand in one line of a message, shortened."""
    if not isinstance(value, str):
        return "this"
    return json.dumps(value if len(value) <= 40 else value[:39] + "…", ensure_ascii=False)


def _span(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    span = read_span(value) if isinstance(value, str) else None
    if span is None:
        raise ValueError(f"{quoted(value)} is not a span of time (write 5m, 2h, 3d)")
    return span


def _window(value: Any) -> timedelta | None:
    return None if value in ("none", None) else _span(value)


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,4}", value) or int(value) == 0:
        raise ValueError(f"{quoted(value)} is not a number (write 1 or more, like 5)")
    return int(value)


def _count(value: Any) -> int:
    return 0 if value == "0" else _whole(value)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise ValueError(f"{quoted(value)} is neither yes nor no")
    return bool(value == "yes")


def _ideal(value: Any) -> tuple[int, int]:
    if isinstance(value, tuple):
        return value
    found = re.fullmatch(r"([0-9]{1,4})(?:\s*-\s*([0-9]{1,4}))?", str(value).strip())
    if not found:
        raise ValueError(f"{quoted(value)} is no number and no range (write 5, or 4-6)")
    return int(found[1]), int(found[2] or found[1])


def _name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", value):
        raise ValueError(
            f"{quoted(value)} is not a name (small letters, digits and _, like case_giver)"
        )
    return value


def _named(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,4}", value) or len(value) > 120:
        raise ValueError(
            f"{quoted(value)} is not a name (like turns, or in.round for a step of a format used)"
        )
    return value


def _line(value: str) -> str:
    if "\n" in value:
        raise ValueError("this is one line")
    return value


def _schema(kind: str, pattern: str | None = None, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **({"pattern": pattern} if pattern else {}), **more})


_SPAN_PATTERN = r"^[0-9]{1,4} ?(s|m|h|d|w|seconds?|minutes?|hours?|days?|weeks?)$"

Span = Annotated[
    timedelta, BeforeValidator(_span), Told("a span: `90s` `5m` `2h` `3d` `1w`"),
    _schema("string", _SPAN_PATTERN),
]  # fmt: skip
Window = Annotated[
    timedelta | None, BeforeValidator(_window), Told("a span, or `none`"),
    _schema("string", _SPAN_PATTERN.replace("^", "^none$|^")),
]  # fmt: skip
Whole = Annotated[int, BeforeValidator(_whole), Told("a number"), _schema("integer", minimum=1)]
Count = Annotated[
    int, BeforeValidator(_count), Told("a number, 0 too"), _schema("integer", minimum=0)
]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), Told("`yes` or `no`"), WithJsonSchema({"enum": ["yes", "no"]})
]
Ideal = Annotated[
    tuple[int, int], BeforeValidator(_ideal), Told("a number, or a range like `4-6`"),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]{1,4}( ?- ?[0-9]{1,4})?$"}),
]  # fmt: skip
Name = Annotated[
    str, AfterValidator(_name), Told("a name: small letters, digits, `_`"),
    _schema("string", "^[a-z][a-z0-9_]{0,39}$"),
]  # fmt: skip
StepName = Annotated[str, AfterValidator(_named), Told("the id of a step")]
RoleName = Annotated[str, AfterValidator(_named), Told("a role")]
Source = Annotated[
    str, AfterValidator(_named), Told("the name of an ask, or the id of an earlier step")
]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT), Told("text")
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LINE),
    AfterValidator(_line), Told("one line"),
]  # fmt: skip
