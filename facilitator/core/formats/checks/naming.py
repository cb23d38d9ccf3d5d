"""Steps that name steps: they exist, lie the right way, and bring what is wanted of them."""

from collections.abc import Iterator

from facilitator.core.formats.checks.flaw import Flaw, places, unknown
from facilitator.core.formats.checks.people import filled_by
from facilitator.core.formats.format import Format
from facilitator.core.formats.references import role_references, step_references
from facilitator.core.formats.steps import (
    RESERVED,
    Announce,
    Break,
    DotVote,
    Pick,
    PromptRound,
    Reveal,
    SilentWriting,
    Step,
    When,
)

VOTES = (When.ANY_OBJECTION, When.NO_OBJECTION, When.ANY_CONCERN)
"""Conditions that a consent vote answers."""


def ids_are_unique(whole: Format) -> Iterator[Flaw]:
    """No two steps, and no step and no ask, are called the same."""
    first = places(whole)
    for number, step in enumerate(whole.steps):
        if first[step.id] != number:
            yield Flaw(("steps", number, "id"), f'there is a step "{step.id}" already')
        if step.id in RESERVED:
            yield Flaw(
                ("steps", number, "id"), f'"{step.id}" means something else; call it otherwise'
            )
        if whole.ask(step.id):
            yield Flaw(
                ("steps", number, "id"), f'"{step.id}" is asked under this name; call it otherwise'
            )


def steps_named_exist(whole: Format) -> Iterator[Flaw]:
    """Whatever step is named is there."""
    known = places(whole)
    for number, step in enumerate(whole.steps):
        for found in step_references(step):
            if found.name not in known:
                yield Flaw(("steps", number, *found.path), unknown("step", found.name, known))
    for role in whole.roles:
        if role.step is not None and role.step not in known:
            yield Flaw(("roles", role.name, "step"), unknown("step", role.step, known))


def steps_named_lie_the_right_way(whole: Format) -> Iterator[Flaw]:
    """What is shown, opened or gone back to was before; what is gone on to comes after."""
    known = places(whole)
    for number, step in enumerate(whole.steps):
        for found in step_references(step):
            there = known.get(found.name, -1 if not found.on else len(known))
            if found.on and there <= number:
                yield Flaw(("steps", number, *found.path), f'"{found.name}" is not a later step')
            if not found.on and there > number - ("back_to" not in found.path):
                yield Flaw(("steps", number, *found.path), f'"{found.name}" is not an earlier step')


def prompts_from_somewhere(whole: Format) -> Iterator[Flaw]:
    """A prompt comes from an ask, or from an earlier step that brought words."""
    known = places(whole)
    for number, step in enumerate(whole.steps):
        source, path = step.prompt_from, ("steps", number, "prompt_from")
        if source is None or whole.ask(source):
            continue
        if source not in known:
            yield Flaw(
                path, unknown("ask or step", source, [*known, *(a.name for a in whole.asks)])
            )
        elif known[source] >= number:
            yield Flaw(path, f'"{source}" is not an earlier step')
        elif not brings_words(whole.steps[known[source]]):
            yield Flaw(path, f'nobody says anything in "{source}" that could be shown')


def brings_words(step: Step) -> bool:
    """Whether there is something to show, to weigh or to keep of a step."""
    match step.does:
        case Break() | Reveal():
            return False
        case Announce(by=by):
            return by is not None or bool(step.prompt or step.prompt_from)
        case SilentWriting(kept=kept):
            return not kept
        case _:
            return True


def words_named_are_words(whole: Format) -> Iterator[Flaw]:
    """What is opened was sealed, and what is weighed, kept or rewritten are words."""
    known = places(whole)
    for number, step in enumerate(whole.steps):
        for found in step_references(step):
            if (
                found.name not in known
                or found.on
                or "with" in found.path
                or "back_to" in found.path
            ):
                continue
            source = whole.steps[known[found.name]]
            if isinstance(step.does, Reveal) and not is_sealed(source):
                yield Flaw(
                    ("steps", number, *found.path), f'nothing in "{found.name}" waits to be opened'
                )
            elif not brings_words(source):
                yield Flaw(("steps", number, *found.path), f'there are no words in "{found.name}"')


def is_sealed(step: Step) -> bool:
    """Whether what is said in a step is seen by others only when it opens."""
    match step.does:
        case SilentWriting(kept=kept):
            return not kept
        case PromptRound(sealed=sealed):
            return sealed
        case Pick() | DotVote():
            return True
        case _:
            return False


def one_letter_can_ask_both(whole: Format) -> Iterator[Flaw]:
    """A step asked in the same letter as another needs nothing that the other, or a step since, brings."""
    known = places(whole)
    for number, step in enumerate(whole.steps):
        beside = step.slow.beside if step.slow else None
        if beside is None or known.get(beside, number) >= number:
            continue
        first = whole.steps[known[beside]]
        if first.slow is None or first.slow.span is None:
            yield Flaw(
                ("steps", number, "slow", "with"),
                f'"{beside}" has no window of its own (write one there: slow: 3d)',
            )
        elif _may_be_left_out(whole, known, known[beside], number):
            yield Flaw(
                ("steps", number, "slow", "with"),
                f'"{beside}" may be left out, and this step then has no window: give it its own',
            )
        for brought in sorted(set(_needed(whole, number, known))):
            if known[beside] <= brought < number:
                yield Flaw(
                    ("steps", number, "slow"),
                    f'cannot be asked in the same letter as "{beside}": it needs what comes from'
                    f' "{whole.steps[brought].id}"',
                )


def _may_be_left_out(whole: Format, known: dict[str, int], first: int, number: int) -> bool:
    """Whether step ``number`` can be held without step ``first``.

    By its condition, because the role it fills is held already, or because a pick leads on past it.
    """
    step = whole.steps[first]
    if step.when not in (None, whole.steps[number].when) or (step.pick and step.pick.role):
        return True
    return any(
        first < known.get(found.name, -1) <= number
        for step in whole.steps[:first]
        for found in step_references(step)
        if found.on
    )


def _needed(whole: Format, number: int, known: dict[str, int]) -> Iterator[int]:
    """Give the steps that bring what a step needs: words, people, answers."""
    step = whole.steps[number]
    shown = [step.prompt_from] if step.prompt_from is not None else []
    named = [
        r.name for r in step_references(step) if not r.on and not {"with", "back_to"} & set(r.path)
    ]
    yield from (known[source] for source in [*shown, *named] if source in known)
    for found in role_references(step):
        filled = [n for n in filled_by(whole, found.name) if n < number]
        if found.path not in (("role",), ("speaker",)):
            yield from filled[-1:]
    if step.when in VOTES:
        yield from [n for n, s in enumerate(whole.steps[:number]) if s.consent_vote][-1:]
