"""Who should hear of what happened in a session.

The rounds that hold its steps speak for themselves; a session says what is between them: that it
begins, who takes which part, what is told, when it is still, that it is over. What was said in its
steps goes into one circle letter at the end. Nobody is named but by what they chose to take.
"""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.core.formats.format import HOST
from facilitator.core.formats.steps import CIRCLE, Announce, Break, Reveal, SilentWriting, Step
from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    Assistant,
    At,
    Entry,
    Letter,
    Letters,
    Notice,
    People,
    Room,
    Text,
    To,
    Who,
)
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    Paused,
    Resumed,
)
from facilitator.core.rounds.session.evolving import evolve
from facilitator.core.rounds.session.facts import (
    Fact,
    Opened,
    PartOffered,
    PartTaken,
    PartTurned,
    StepBegan,
    StepEnded,
)
from facilitator.core.rounds.session.holding import matter
from facilitator.core.rounds.session.state import Heard, Session

Said = Iterator[Notice]


def notices(before: Session | None, facts: Sequence[Fact], after: Session) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state = before
    for fact in facts:
        told = evolve(state, fact)
        said += _opened(told) if isinstance(fact, Opened) else _of(fact, told)
        state = told
    return tuple(said)


def _of(fact: Fact, state: Session) -> Said:
    match fact:
        case PartOffered(role=role):
            yield from _offered(state, role)
        case PartTaken(role=role, member=member) | PartTurned(role=role, member=member):
            yield _taken(state, role, member)
        case StepBegan():
            yield from _began(state)
        case StepEnded(heard=heard):
            yield from _revealed(state, heard)
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed():
            yield Notice("round_resumed", Room(), {"title": Text(state.format.title)})
        case Closed() | Cancelled():
            yield from _over(fact, state)
        case _:
            return


def _opened(state: Session) -> Said:
    format_ = state.format
    args: dict[str, Arg] = {
        "title": Text(format_.title),
        "purpose": Text(format_.purpose),
        "steps": len(format_.steps),
        "kept": format_.record.value.replace("_", "-"),
        "noted": "yes" if format_.note else "no",
        "note": Text(format_.note or ""),
        "letters": len(state.by_mail),
        "mail": People(state.by_mail),
        "inviter": "named" if state.chair else "circle",
    }
    if state.chair:
        args["by"] = Who(state.chair)
    yield Notice("session_opened", Room(), args)


def _offered(state: Session, role: str) -> Said:
    found = state.format.role(role)
    args: dict[str, Arg] = {
        "role": Text(found.title if found else role),
        "title": Text(state.format.title),
        "until": At(state.until) if state.until else "",
    }
    live = tuple(seat.member for seat in state.seats if state.is_live(seat))
    shown = shown_fields(until=state.until)
    yield Notice("part_offered", Room(), {**args, "where": "room"}, asks=live, shown=shown)
    for seat in state.seats:
        if not state.is_live(seat):
            alone = {**args, "where": "alone"}
            yield Notice("part_offered", To(seat.member), alone, asks=(seat.member,), shown=shown)


def _taken(state: Session, role: str, member: MemberId) -> Notice:
    found = state.format.role(role)
    args: Mapping[str, Arg] = {
        "member": Who(member),
        "role": Text(found.title if found else role),
    }
    return Notice("part_taken", Room(), args, shown=shown_fields(member))


# -- steps ---------------------------------------------------------------------------------------


def _began(state: Session) -> Said:
    step = state.step
    if step is None:
        return
    if step.host and state.chair:
        args: dict[str, Arg] = {"sentence": Text(step.host), **_place(state)}
        yield Notice("host_sentence", To(state.chair), args)
    match step.does:
        case Announce(by=None, to=to):
            yield from _told(state, step, to)
        case Break():
            yield from _still(state, step)
        case _:
            return


def _place(state: Session) -> Mapping[str, Arg]:
    """Which step it is, of how many, of what."""
    steps = len(state.format.steps)
    return {"title": Text(state.format.title), "step": state.at + 1, "steps": steps}


def _told(state: Session, step: Step, to: str | None) -> Said:
    text, words = matter(state, step)
    if not text and not words:
        return
    audience: tuple[Room | To, ...] = (Room(),)
    if to is not None and to != HOST and state.holders(to):
        audience = tuple(To(member) for member in state.holders(to))
    for one in audience:
        args: dict[str, Arg] = {"text": Text(text), "where": where(one)}
        yield Notice("step_told", one, args)


def _still(state: Session, step: Step) -> Said:
    if state.until is None:
        return
    args: dict[str, Arg] = {"text": Text(step.prompt or ""), "until": At(state.until)}
    voice = Assistant.TIMEKEEPER if state.timed else Assistant.FACILITATOR
    shown = shown_fields(until=state.until)
    yield Notice("stillness_began", Room(), args, shown=shown, voice=voice)


def _revealed(state: Session, heard: Heard) -> Said:
    """Sealed words open: all at once, in an order by chance."""
    step = state.format.step(heard.step)
    if step is not None and isinstance(step.does, Reveal) and heard.told:
        args: dict[str, Arg] = {
            "prompt": Text(_prompt(state, step)),
            "letter": letter(heard, signed=step.does.signed),
            "where": "room",
        }
        yield Notice("words_revealed", Room(), args)


def _prompt(state: Session, step: Step) -> str:
    if isinstance(step.does, Reveal):
        first = state.format.step(step.does.of[0])
        return step.prompt or (matter(state, first)[0] if first else "")
    return matter(state, step)[0]


# -- what was said -------------------------------------------------------------------------------


def letter(heard: Heard, *, signed: bool = True) -> Letter:
    """What was said in one step, in its order; a pass has an entry without words."""
    return Letter(tuple(Entry(told.member if signed else None, told.words) for told in heard.told))


def letters(state: Session, since: int = 0) -> Letters:
    """What everybody in the circle may read of the session, step by step; ``since`` a lap."""
    parts = []
    for heard in state.heard:
        step = state.format.step(heard.step)
        if heard.lap > since and step is not None and heard.told and _is_for_all(step):
            signed = not isinstance(step.does, Reveal) or step.does.signed
            parts.append((_prompt(state, step), letter(heard, signed=signed)))
    return Letters(tuple(parts))


def _is_for_all(step: Step) -> bool:
    """Sealed writing opens in a step of its own, or stays its author's."""
    return step.see == CIRCLE and not isinstance(step.does, SilentWriting)


# -- the end -------------------------------------------------------------------------------------


def _is_untaken(state: Session) -> bool:
    """Whether a part was offered, and nobody took it."""
    roles = (state.format.role(name) for name in state.settled)
    return any(role and len(state.holders(role.name)) < role.least for role in roles)


def _over(fact: Closed | Cancelled, state: Session) -> Said:
    outcome = "cancelled" if isinstance(fact, Cancelled) else fact.outcome.value
    if outcome == "ended" and _is_untaken(state):
        outcome = "untaken"
    whole = letters(state)
    if outcome != "cancelled" and whole.parts:
        readers: list[Room | To] = [Room(), *(To(member) for member in state.by_mail)]
        for to in readers:
            args: dict[str, Arg] = {
                "title": Text(state.format.title), "letters": whole, "where": where(to),
            }  # fmt: skip
            yield Notice("circle_letter", to, args)
    closing: dict[str, Arg] = {"title": Text(state.format.title), "outcome": outcome}
    shown = shown_fields(outcome=outcome)
    yield Notice("round_closed", Room(), {**closing, "where": "room"}, shown=shown)
    if outcome == "cancelled":
        for member in state.by_mail:
            yield Notice("round_closed", To(member), {**closing, "where": "alone"}, shown=shown)
