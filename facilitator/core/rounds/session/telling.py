"""Who should hear of what happened in a session.

The rounds that hold its steps speak for themselves; a session says what is between them: that it
begins, who takes which part, what is told, when it is still, that it is over. What was said in its
steps goes into one circle letter at the end. Nobody is named but by what they chose to take.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.core.formats.format import HOST
from facilitator.core.formats.steps import Announce, Break, Reveal, Step
from facilitator.core.ids import MemberId, WordsId
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
    Outcome,
    Paused,
    Resumed,
)
from facilitator.core.rounds.session.course import holds
from facilitator.core.rounds.session.evolving import evolve
from facilitator.core.rounds.session.facts import (
    Fact,
    Opened,
    PartDeclined,
    PartOffered,
    PartSettled,
    PartTaken,
    PartTurned,
    StepBegan,
    StepEnded,
    StillnessMoved,
)
from facilitator.core.rounds.session.holding import matter
from facilitator.core.rounds.session.seeing import is_signed, is_withheld, readers, unopened
from facilitator.core.rounds.session.state import Heard, Phase, Session

Said = Iterator[Notice]


def notices(before: Session | None, facts: Sequence[Fact], after: Session) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state, last = before, None
    for fact in facts:
        told = evolve(state, fact)
        if isinstance(fact, Opened):
            said += _opened(told)
        elif isinstance(fact, Closed):
            untaken = fact.outcome is Outcome.ENDED and isinstance(last, PartSettled)
            said += _over("untaken" if untaken else fact.outcome.value, told)
        else:
            said += _of(fact, told)
        state, last = told, fact
    return tuple(said)


def _of(fact: Fact, state: Session) -> Said:
    match fact:
        case PartDeclined(member=member):
            yield from _declined(state, member)
        case PartOffered(role=role):
            yield from _offered(state, role)
        case PartTaken(role=role, member=member) | PartTurned(role=role, member=member):
            yield _taken(state, role, member)
        case StepBegan():
            yield from _began(state)
        case StepEnded(heard=heard):
            yield from _revealed(state, heard)
        case Cancelled():
            yield from _over("cancelled", state)
        case _:
            yield from _of_terms(fact, state)


def _of_terms(fact: Fact, state: Session) -> Said:
    match fact:
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed():
            yield Notice("round_resumed", Room(), {"title": Text(state.format.title)})
        case StillnessMoved(outage=outage):
            yield from _later(state, "outage" if outage else "host")
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


def _declined(state: Session, member: MemberId) -> Said:
    """Acknowledged alone, where no reaction can do that: nobody else hears who left it."""
    seat = state.seat(member)
    if seat is None or state.is_live(seat) or state.until is None:
        return
    args: dict[str, Arg] = {
        "prompt": Text(state.format.title), "until": At(state.until), "word": "pass",
        "step": "window", "letter": "none",
    }  # fmt: skip
    yield Notice("word_taken", To(member), args, shown=shown_fields(until=state.until))


def _later(state: Session, why: str) -> Said:
    if state.until is None:
        return
    args: dict[str, Arg] = {
        "prompt": Text(state.format.title), "until": At(state.until), "why": why,
        "step": "window", "where": "room",
    }  # fmt: skip
    yield Notice("round_extended", Room(), args, shown=shown_fields(until=state.until))


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
    """Sealed words open, all at once; what is for a role alone goes to each who has it."""
    step = state.format.step(heard.step)
    if step is None or not any(told.words for told in heard.told):
        return
    role = readers(step)
    if role is None and not isinstance(step.does, Reveal):
        return
    alone = (To(member) for member in state.holders(role)) if role is not None else ()
    for to in alone if role is not None else (Room(),):
        args: dict[str, Arg] = {
            "prompt": Text(_prompt(state, step)),
            "letter": letter(heard, signed=is_signed(state.format, step)),
            "where": where(to),
        }
        yield Notice("words_revealed", to, args)


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
    found = ((state.format.step(heard.step), heard) for heard in state.heard if heard.lap > since)
    said = [(step, heard) for step, heard in found if step and not is_withheld(state.format, step)]
    if state.phase is Phase.CLOSED:
        said += [(step, heard) for step, heard in unopened(state) if holds(state, step.when)]
    parts = (
        (_prompt(state, step), letter(heard, signed=is_signed(state.format, step)))
        for step, heard in _each_once(said)
        if heard.told
    )
    return Letters(tuple(parts))


def _each_once(said: Iterable[tuple[Step, Heard]]) -> Iterator[tuple[Step, Heard]]:
    """Words that a reveal shows in place of others stand where they were said."""
    known: set[WordsId] = set()
    for step, heard in said:
        told = tuple(one for one in heard.told if not one.words or not known.issuperset(one.words))
        known.update(word for one in told for word in one.words)
        yield step, replace(heard, told=told)


def told_between(state: Session) -> tuple[str, ...]:
    """What the room was told since the last step that asked somebody, for those who read by mail."""
    told: list[str] = []
    for step in reversed(state.format.steps[: state.at]):
        match step.does:
            case Announce(by=None, to=None) | Break():
                told.insert(0, matter(state, step)[0])
            case Reveal():
                continue
            case _:
                break
    return tuple(text for text in told if text)


def heard_last(state: Session) -> Letters:
    """What was said in the last step in which the circle heard anything."""
    laps = [heard.lap for heard in state.heard if letters(state, heard.lap - 1).parts]
    return letters(state, laps[-1] - 1) if laps else Letters(())


# -- the end -------------------------------------------------------------------------------------


def _over(outcome: str, state: Session) -> Said:
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
