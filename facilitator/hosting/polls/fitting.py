"""Settings that a kind of poll has no use for are refused: nothing that somebody asks for is left out in
silence."""

from collections.abc import Mapping

from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core

OWN: Mapping[str, tuple[str, ...]] = {
    "target": ("count",), "points": ("dots",), "scale": ("score",), "seats": ("stv",),
    "choose": ("choose",), "min": ("choose",), "max": ("choose",),
    "lasts": ("time",), "each": ("time",), "for": ("time",),
    "threshold": ("choose", "ranked", "time"),
}  # fmt: skip
"""Settings that only some kinds have, and which."""

LISTED = ("add", "none")
"""Settings of polls whose options somebody writes."""


def require_fitting(kind: core.AnyKind, line: Line) -> None:
    """Refuse a setting that this kind of poll has not. Raises ``Refusal``."""
    for option in line.options:
        kinds = OWN.get(option)
        if option in LISTED and kind.fixed:
            kinds = tuple(one.name for one in core.KINDS.values() if not one.fixed)
        if kinds is not None and kind.name not in kinds:
            told = ", ".join(f"!poll {one}" for one in kinds)
            args = {"setting": Text(option), "kind": Text(kind.name), "kinds": Text(told)}
            raise Refusal("poll-setting-elsewhere", args)


def require_reachable(settings: core.Settings, places: int) -> None:
    """Refuse a quorum of more people than there are. Raises ``Refusal``."""
    if settings.quorum_people > places:
        args = {"needed": settings.quorum_people, "places": places}
        raise Refusal("poll-quorum-too-high", args)
