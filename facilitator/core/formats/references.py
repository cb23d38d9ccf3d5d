"""Where steps name other steps, and where they name roles: to look them up, and to rename them.

Renaming is for formats that use others: the ids of the steps that come in get a prefix, and roles
get the names they have in the using format.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from facilitator.core.formats.steps import (
    ALL,
    CIRCLE,
    EACH,
    END,
    GROUP,
    OBJECTOR,
    PAIR,
    RESERVED,
    SELF,
    BackTo,
    Choice,
    Does,
    Pick,
    Slow,
    Step,
    Who,
    field_of,
)

Path = tuple[str | int, ...]
Rename = Callable[[str], str]

_STEPS = ("about", "rewrites", "over", "topics")
_ROLES = (
    "by",
    "to",
    "first",
    "last",
    "silent",
    "answered_by",
    "decides",
    "role",
    "speaker",
    "partner",
)
_OTHERS = {
    "see": frozenset({CIRCLE, GROUP, PAIR, SELF}),
    "decides": frozenset({ALL, EACH}),
    "first": frozenset({OBJECTOR}),
}
"""Where a word may stand that is no role."""

_WRITTEN = {"partner": "with"}
"""Keys of files that are called otherwise here."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in a step that names something. ``on``: it may (only) name a later step."""

    path: Path
    name: str
    on: bool = False


def step_references(step: Step) -> Iterator[Reference]:
    """Give every place that names a step (``prompt_from`` may name an ask as well, and is not here)."""
    if step.slow and step.slow.beside is not None:
        yield Reference(("slow", "with"), step.slow.beside)
    if step.back_to:
        yield Reference(("back_to", "step"), step.back_to.step)
    for name in _STEPS:
        value = getattr(step.does, name, None)
        if value is not None:
            yield Reference((name,), value)
    for number, value in enumerate(getattr(step.does, "of", ())):
        yield Reference(("of", number), value)
    yield from _of_choices(step.does)


def _of_choices(does: Does) -> Iterator[Reference]:
    for choice in does.choices if isinstance(does, Pick) else ():
        if choice.back_to:
            yield Reference(("choices", choice.name, "back_to", "step"), choice.back_to.step)
        if choice.on_to is not None and choice.on_to != END:
            yield Reference(("choices", choice.name, "on_to"), choice.on_to, on=True)


def role_references(step: Step) -> Iterator[Reference]:
    """Give every place that names a role."""
    if step.who.role is not None:
        yield Reference(("who", "but") if step.who.but else ("who",), step.who.role)
    if step.see not in _OTHERS["see"]:
        yield Reference(("see",), step.see)
    if step.once_each is not None:
        yield Reference(("once_each",), step.once_each)
    does = step.does
    for name in _ROLES:
        value = getattr(does, name, None)
        if value is not None and value not in _OTHERS.get(name, ()):
            yield Reference((_WRITTEN.get(name, name),), value)


def renamed(step: Step, of_step: Rename, of_role: Rename, of_ask: Rename) -> Step:
    """Return the step with everything it names, and its own id, called as the functions say.

    ``of_ask`` is for ``prompt_from``, which may name either a step or an ask.
    """

    def role(name: str | None) -> str | None:
        return name if name is None or name in RESERVED else of_role(name)

    does = step.does
    changes: dict[str, object] = {
        name: of_step(getattr(does, name))
        for name in _STEPS
        if getattr(does, name, None) is not None
    }
    changes |= {name: role(getattr(does, name)) for name in _ROLES if hasattr(does, name)}
    if hasattr(does, "of"):
        changes["of"] = tuple(of_step(name) for name in does.of)
    if isinstance(does, Pick):
        changes["choices"] = tuple(_choice(choice, of_step) for choice in does.choices)
    return replace(
        step,
        id=of_step(step.id),
        prompt_from=None if step.prompt_from is None else of_ask(step.prompt_from),
        who=Who(role(step.who.role), step.who.but),
        see=role(step.see) or step.see,
        once_each=role(step.once_each),
        slow=_slow(step.slow, of_step),
        back_to=_back(step.back_to, of_step),
        **{field_of(step.kind): replace(does, **changes)},  # type: ignore[arg-type]
    )


def _slow(slow: Slow | None, of_step: Rename) -> Slow | None:
    return Slow(beside=of_step(slow.beside)) if slow and slow.beside is not None else slow


def _back(back: BackTo | None, of_step: Rename) -> BackTo | None:
    return None if back is None else BackTo(of_step(back.step), back.at_most)


def _choice(choice: Choice, of_step: Rename) -> Choice:
    on_to = choice.on_to
    if on_to is not None and on_to != END:
        on_to = of_step(on_to)
    return replace(choice, back_to=_back(choice.back_to, of_step), on_to=on_to)
