"""Who should hear of what happened in a session.

The rounds that hold its steps speak for themselves; a session says what is between them: that it
begins, who takes which part, what is told, when it is still, that it is over. What was said in its
steps goes into one circle letter at the end. Nobody is named but by what they chose to take.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.core.formats.format import HOST
from facilitator.core.formats.steps import (
    Announce,
    Break,
    ConsentVote,
    Harvest,
    Reveal,
    Step,
    asks,
)
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
    Words,
)
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.dot_vote.showing import sums as counted
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    Outcome,
    Paused,
    Resumed,
)
from facilitator.core.rounds.session import seated
from facilitator.core.rounds.session.apart import tables_for
from facilitator.core.rounds.session.course import holds, offered_to
from facilitator.core.rounds.session.evolving import evolve
from facilitator.core.rounds.session.facts import (
    Fact,
    LeftAlone,
    Opened,
    PartDeclined,
    PartOffered,
    PartSettled,
    PartTaken,
    PartTurned,
    SpeakersNamed,
    StepBegan,
    StepEnded,
    StepLeftOut,
    StillnessMoved,
    TablesLaid,
    WentOn,
)
from facilitator.core.rounds.session.holding import matter
from facilitator.core.rounds.session.outcomes import came
from facilitator.core.rounds.session.seeing import (
    begins_among_few,
    is_signed,
    is_withheld,
    opened,
    readers,
    unopened,
)
from facilitator.core.rounds.session.showing import for_whom
from facilitator.core.rounds.session.sources import tellers, tells_aloud, untold
from facilitator.core.rounds.session.state import Heard, Phase, Session
from facilitator.core.rounds.session.turning import is_first_left

Said = Iterator[Notice]


def notices(before: Session | None, facts: Sequence[Fact], after: Session) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state, last = before, None
    for fact in facts:
        told = evolve(state, fact)
        said += _unread(state, fact) if state else ()
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
        case TablesLaid(turn=turn):
            yield from seated.laid(state, turn)
        case LeftAlone(member=member, others=others):
            yield seated.left_alone(state, member, others)
        case SpeakersNamed(role=role, members=members):
            yield seated.speakers(state, role, members)
        case Cancelled():
            yield from _over("cancelled", state)
        case _:
            yield from _of_terms(fact, state)


def _unread(state: Session, fact: Fact) -> Said:
    """Who answered a step in an earlier letter is told when that step is not held after all."""
    match fact:
        case StepLeftOut(step=step):
            ahead = [one for one in state.ahead if one.step == step]
        case WentOn(at=at):
            past = {step.id for step in state.format.steps[state.at : at]}
            ahead = [one for one in state.ahead if one.step in past]
        case Closed() | Cancelled():
            ahead = [*state.ahead]
        case _:
            return
    for one in ahead:
        step_ = state.format.step(one.step)
        prompt = Text(matter(state, step_)[0] if step_ else "")
        for given in one.given:
            if given.words:
                yield Notice("answer_not_needed", To(given.member), {"prompt": prompt})


def _of_terms(fact: Fact, state: Session) -> Said:
    match fact:
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed():
            yield Notice("round_resumed", Room(), {"title": Text(state.format.title)})
        case StepLeftOut(step=name):
            step = state.format.step(name)
            if step is not None and is_first_left(state, step):
                yield Notice("turn_left", Room())
        case StillnessMoved(outage=outage):
            yield from _later(state, "outage" if outage else "host")
        case _:
            return


def _opened(state: Session) -> Said:
    if state.apart is not None:
        yield seated.opened(state, state.apart)
        return
    format_ = state.format
    named = state.chair is not None and not begins_among_few(format_)
    args: dict[str, Arg] = {
        "title": Text(format_.title),
        "purpose": Text(format_.purpose),
        "steps": len(format_.steps),
        "kept": format_.keeps.value.replace("_", "-"),
        "noted": "yes" if format_.note else "no",
        "note": Text(format_.note or ""),
        "letters": len(state.by_mail),
        "mail": People(state.by_mail),
        "inviter": "named" if named else "few" if begins_among_few(format_) else "circle",
        **_apart(state),
    }
    if named and state.chair:
        args["by"] = Who(state.chair)
    yield Notice("session_opened", Room(), args)


def _apart(state: Session) -> dict[str, Arg]:
    """Whether people will sit at several tables, because so many came; and at how many."""
    size, people = (state.each or state.format).size, len(state.seats)
    way = size.above if state.each else None
    count = tables_for(size, people) if state.each else None
    return {
        "way": way.value if way else "none", "people": people, "count": count or 1,
        "tells": "yes" if size.tell else "no",
    }  # fmt: skip


def _offered(state: Session, role: str) -> Said:
    if role == HOST and state.apart is not None:
        yield seated.offered(state, state.apart)
        return
    found = state.format.role(role)
    args: dict[str, Arg] = {
        "role": Text(found.title if found else role),
        "for": for_whom(found),
        "title": Text(state.format.title),
        "until": At(state.until) if state.until else "",
        "needed": "yes" if found and found.least else "no",
        "at": "midst" if state.lap else "first",
    }
    live = tuple(seat.member for seat in offered_to(state, role) if state.is_live(seat))
    shown = shown_fields(until=state.until)
    yield Notice("part_offered", Room(), {**args, "where": "room"}, asks=live, shown=shown)
    for seat in offered_to(state, role):
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
        "for": for_whom(found),
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
        case Reveal() as reveal if tells_aloud(state, step):
            yield from _reminded(state, reveal)
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
    if to is not None and to != HOST and (state.holders(to) or readers(step)):
        audience = tuple(To(member) for member in state.holders(to))
    for one in audience:
        args: dict[str, Arg] = {
            "text": Text(text), "where": where(one), "quoted": "yes" if words else "no",
        }  # fmt: skip
        yield Notice("step_told", one, {**args, "words": Words(words)} if words else args)


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
    if step is not None and heard.sums and not is_withheld(state.format, step):
        yield _counted(state, step, heard)
    if step is None or not any(told.words for told in heard.told):
        return
    if heard.vote is not None or heard.picked is not None:
        return  # the round of the step has told who may know
    if step.reveal is not None and step.reveal.aloud:
        heard = replace(heard, told=untold(heard))
        if not heard.told:
            return
    role = readers(step)
    if role is None and isinstance(step.does, Harvest):
        yield from _kept(state, step, heard)
        return
    if role is None and not isinstance(step.does, Reveal):
        return
    few = state.holders(role) if role is not None else ()
    for to in tuple(map(To, few)) if role is not None else (Room(),):
        others = tuple(one for one in few if isinstance(to, To) and one != to.member)
        args: dict[str, Arg] = {
            "prompt": Text(_prompt(state, step)),
            "letter": letter(heard, signed=is_signed(state.format, step)),
            "where": where(to),
            "others": People(others),
        }
        yield Notice("words_revealed", to, args)


def _counted(state: Session, step: Step, heard: Heard) -> Notice:
    """The sums of a vote, and nothing of who gave what."""
    args: dict[str, Arg] = {
        "prompt": Text(_prompt(state, step)),
        "letter": letter(heard),
        "placed": sum(one.points for one in heard.sums),
    }
    return Notice("points_shown", Room(), args)


def _kept(state: Session, step: Step, heard: Heard) -> Said:
    """What we keep: one message, and one mail."""
    signed = is_signed(state.format, step)
    audience: list[Room | To] = [Room(), *(To(member) for member in state.by_mail)]
    for to in audience:
        args: dict[str, Arg] = {
            "title": Text(state.format.title),
            "letter": letter(heard, signed=signed),
            "where": where(to),
        }
        yield Notice("harvest_kept", to, args)


def _reminded(state: Session, reveal: Reveal) -> Said:
    """Each who tells their own has it before them, alone."""
    mine = {told.member: told.words for told in opened(state, reveal)}
    for seat in tellers(state, reveal):
        if state.is_live(seat):
            args: dict[str, Arg] = {"words": Words(mine[seat.member])}
            yield Notice("words_to_tell", To(seat.member), args)


def _prompt(state: Session, step: Step) -> str:
    if isinstance(step.does, ConsentVote) and step.does.about is not None:
        return step.prompt or step.title or ""
    if isinstance(step.does, Reveal):
        first = state.format.step(step.does.of[0])
        return step.prompt or (matter(state, first)[0] if first else "")
    return matter(state, step)[0]


# -- what was said -------------------------------------------------------------------------------


def letter(heard: Heard, *, signed: bool = True) -> Letter:
    """What was said in one step, in its order; a pass has an entry without words."""
    entries = (
        Entry(told.member if signed else None, told.words, calls=told.calls) for told in heard.told
    )
    return Letter(tuple(entries), counted(heard.sums).items, came(heard))


def letters(state: Session, since: int = 0) -> Letters:
    """What everybody in the circle may read of the session, step by step; ``since`` a lap."""
    found = ((state.format.step(heard.step), heard) for heard in state.heard if heard.lap > since)
    said = [(step, heard) for step, heard in found if step and not is_withheld(state.format, step)]
    if state.phase is Phase.CLOSED:
        said += [(step, heard) for step, heard in unopened(state) if holds(state, step.when)]
    parts = (
        (_prompt(state, step), letter(heard, signed=is_signed(state.format, step)))
        for step, heard in _each_once(said)
        if heard.told or any(one.points for one in heard.sums) or came(heard)
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
                if holds(state, step.when):
                    told.insert(0, matter(state, step)[0])
            case Reveal():
                continue
            case _:
                break
    return tuple(text for text in told if text)


def talked_last(state: Session) -> str:
    """What was talked over in the step that ended last; empty where that was no talk."""
    step = state.format.step(state.heard[-1].step) if state.heard else None
    if step is None or step.open_discussion is None:
        return ""
    return matter(state, step)[0].partition("\n")[0]


def heard_last(state: Session) -> Letters:
    """What was said since those who read by mail were asked last, that step included.

    So a step in which they were not asked (a draft of the host, something told at the table)
    comes to them with the next one, and nothing comes twice.
    """
    if state.phase is Phase.TABLES and state.turn:
        return Letters(())  # it came with the first company of this step
    asked = [heard.lap for heard in state.heard if _asked_by_mail(state, heard)]
    return letters(state, asked[-1] - 1 if asked else 0)


def _asked_by_mail(state: Session, heard: Heard) -> bool:
    """Whether a step asked everybody who reads by mail."""
    step = state.format.step(heard.step)
    if step is None or step.slow is None or not asks(step):
        return False
    return {*state.by_mail} <= {seat.member for seat in state.places(step)}


# -- the end -------------------------------------------------------------------------------------


def _over(outcome: str, state: Session) -> Said:
    whole = letters(state)
    if outcome != "cancelled" and whole.parts:
        told = "\n\n".join(told_between(state))  # the room has heard it
        readers: list[Room | To] = [Room(), *(To(member) for member in state.by_mail)]
        for to in readers:
            args: dict[str, Arg] = {
                "title": Text(state.format.title), "letters": whole, "where": where(to),
                "told": "yes" if told else "no", "text": Text(told),
                "apart": "yes" if state.apart else "no",
            }  # fmt: skip
            yield Notice("circle_letter", to, args)
    apart: dict[str, Arg] = seated.about(state.apart) if state.apart else _apart(state)
    closing: dict[str, Arg] = {
        "title": Text(state.format.title), "outcome": outcome, "way": apart["way"],
        "apart": "yes" if state.apart else "no",
    }  # fmt: skip
    shown = shown_fields(outcome=outcome)
    yield Notice("round_closed", Room(), {**closing, "where": "room"}, shown=shown)
    if outcome == "cancelled" or not (whole.parts or state.each):  # a letter says it to all others
        for member in state.by_mail:
            yield Notice("round_closed", To(member), {**closing, "where": "alone"}, shown=shown)
