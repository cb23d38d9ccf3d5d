"""Who should hear of what happened in a go-around.

Nothing here names somebody as silent, late or away (contract §8.2): who moves to their own time is
told alone, the room hears a number; and what asks somebody asks exactly them. Words that came by
letter are read out in full, in their author's voice, as a reply to the card. A word given from
one's own time is receipted alone; what is typed in the room is acknowledged there by the medium.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, At, Notice, People, Room, Text, To, Who, Words
from facilitator.core.rounds.go_around.evolving import evolve
from facilitator.core.rounds.go_around.facts import (
    Announced,
    CameToTable,
    Cancelled,
    ChairHanded,
    Closed,
    ComingFact,
    Deferred,
    EchoOpened,
    EchoSettled,
    EchoSpoke,
    Extended,
    Fact,
    LateWord,
    LetterFact,
    LetterRead,
    LetterReceived,
    MemberLeft,
    MemberReturned,
    MoreTime,
    MovedToOwnTime,
    OutageGivenBack,
    Passed,
    Paused,
    PlaceGoneBy,
    Resumed,
    RollCallOpened,
    RoundFact,
    SeatAdded,
    SlowOpened,
    Spoke,
    SweepOpened,
    TermFact,
    TurnEnded,
    TurnFact,
    TurnOpened,
    TurnsBegan,
    Why,
    WordsTakenBack,
)
from facilitator.core.rounds.go_around.showing import circle_letter
from facilitator.core.rounds.go_around.state import (
    WORTH_TELLING,
    GoAround,
    Phase,
    Place,
    Seat,
    Via,
)

Said = Iterator[Notice]


def notices(before: GoAround | None, facts: Sequence[Fact], after: GoAround) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state = before
    for fact in facts:
        told = evolve(state, fact)
        if isinstance(fact, Announced):
            said += _announced(told, roll_call=after.phase is Phase.ROLL_CALL)
        elif state is not None:
            said += _of(state, fact, told)
        state = told
    return tuple(said)


def _of(before: GoAround, fact: Fact, state: GoAround) -> Said:
    if isinstance(fact, RoundFact):
        return _of_round(before, fact, state)
    if isinstance(fact, TermFact):
        return _of_terms(before, fact, state)
    if isinstance(fact, TurnFact):
        return _of_turn(before, fact, state)
    if isinstance(fact, LetterFact):
        return _of_letter(fact, state)
    if isinstance(fact, ComingFact):
        return _of_coming(fact, state)
    return _late(fact, state) if isinstance(fact, LateWord) else iter(())


# --- beginning -------------------------------------------------------------------------------


def _announced(state: GoAround, *, roll_call: bool) -> Said:
    """Places in their own time are asked at once; the room by the roll-call where there is one."""
    for seat in state.seats:
        if seat.slow:
            yield _invitation(state, seat.member)
    if not roll_call:
        yield _invitation(state, None)


def _invitation(state: GoAround, member: MemberId | None) -> Notice:
    """The prompt, to one member or to all at the table; who began it need not be asked."""
    others = tuple(seat.member for seat in state.counted if seat.member != member)
    at_table = tuple(s.member for s in state.counted if not s.slow and s.member != state.chair)
    return Notice(
        kind="round_announced",
        to=To(member) if member else Room(),
        args={
            **_matter(state),
            **_by_mail(state),
            "inviter": "named" if state.chair else "circle",
            **({"by": Who(state.chair)} if state.chair else {}),
            "others": People(others),
            "where": "alone" if member else "room",
            "lead": "later" if state.settings.lead else "now",
            "opens": At(state.step_until or state.until),
            "pace": _pace(state),
        },
        asks=(member,) if member else at_table,
        shown=_shown(until=state.until),
    )


def _matter(state: GoAround) -> Mapping[str, Arg]:
    return {"prompt": Text(state.prompt), "until": At(state.ends)}


def _by_mail(state: GoAround) -> Mapping[str, Arg]:
    return {"letters": len(state.by_mail), "mail": People(state.by_mail)}


def _pace(state: GoAround) -> str:
    return "day" if state.settings.day_paced else "live"


def _shown(
    member: MemberId | None = None, until: datetime | None = None, outcome: str | None = None
) -> Mapping[str, str]:
    stamp = until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if until else None
    fields = {"member": member, "until": stamp, "outcome": outcome}
    return {name: value for name, value in fields.items() if value is not None}


# --- the round's own steps -------------------------------------------------------------------


def _of_round(before: GoAround, fact: RoundFact, state: GoAround) -> Said:
    match fact:
        case RollCallOpened(until=until):
            yield _roll_call(state, until)
        case TurnsBegan():
            yield _opened(state)
        case SweepOpened(until=until):
            yield _sweep(tuple(s.member for s in state.placed(Place.SWEEP)), until)
        case SlowOpened(at=at):
            yield from _stays_open(state, at)
        case EchoOpened():
            yield from _echo(state)
        case Closed() | Cancelled():
            yield from _over(fact, state)
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed(span=span):
            yield from _moved("round_resumed", before, state, span, {"why": "resumed"})
        case _:
            assert_never(fact)


def _roll_call(state: GoAround, begins: datetime) -> Notice:
    asked = tuple(s.member for s in state.placed(Place.WAITING) if not s.slow and not s.here)
    args = {**_matter(state), **_by_mail(state), "begins": At(begins)}
    return Notice("roll_call", Room(), args, asks=asked, shown=_shown(until=begins))


def _opened(state: GoAround) -> Notice:
    """The order of everyone whose place is still to come, in one's own time or at the table."""
    order = tuple(s.member for s in state.counted if s.place is not Place.PASSED)
    args: Mapping[str, Arg] = {"order": People(order), "places": len(order), "pace": _pace(state)}
    return Notice("round_opened", Room(), args)


def _sweep(asked: tuple[MemberId, ...], until: datetime) -> Notice:
    args: Mapping[str, Arg] = {"members": People(asked), "until": At(until)}
    return Notice("sweep_opened", Room(), args, asks=asked, shown=_shown(until=until))


def _stays_open(state: GoAround, at: datetime) -> Said:
    if state.until > at:
        args: Mapping[str, Arg] = {"until": At(state.until), **_counts(state)}
        yield Notice("place_stays_open", Room(), args, shown=_shown(until=state.until))


def _counts(state: GoAround) -> Mapping[str, Arg]:
    return {
        "heard": state.heard,
        "seats": len(state.counted),
        "open_places": state.open_places,
    }


def _echo(state: GoAround) -> Said:
    """The room's readers have heard it all; those in their own time get it whole."""
    at_table = tuple(s.member for s in state.seats if s.echoing and not s.slow)
    yield _echo_notice(state, Room(), at_table)
    for seat in state.seats:
        if seat.slow and seat.present and seat.place is not Place.PASSED:
            yield _echo_notice(state, To(seat.member), (seat.member,))


def _echo_notice(state: GoAround, to: Room | To, asks: tuple[MemberId, ...]) -> Notice:
    args: dict[str, Arg] = {**_matter(state), "letter": circle_letter(state), "where": _where(to)}
    return Notice("echo_opened", to, args, asks=asks, shown=_shown(until=state.ends))


def _where(to: Room | To) -> str:
    return "room" if isinstance(to, Room) else "alone"


def _over(fact: Closed | Cancelled, state: GoAround) -> Said:
    if isinstance(fact, Closed):
        yield _letter(state, Room())
        yield from (_letter(state, To(member)) for member in state.by_mail)
        yield _closed(state, Room(), fact.outcome.value)
        return
    yield _closed(state, Room(), "cancelled")
    for seat in state.seats:
        if seat.slow and seat.present:
            yield _closed(state, To(seat.member), "cancelled")


def _letter(state: GoAround, to: Room | To) -> Notice:
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "letter": circle_letter(state),
        "where": _where(to),
        **_counts(state),
    }
    return Notice("circle_letter", to, args)


def _closed(state: GoAround, to: Room | To, outcome: str) -> Notice:
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "outcome": outcome,
        "where": _where(to),
        **_counts(state),
    }
    return Notice("round_closed", to, args, shown=_shown(outcome=outcome))


# --- deadlines, chair, new places ------------------------------------------------------------


def _of_terms(before: GoAround, fact: TermFact, state: GoAround) -> Said:
    match fact:
        case Extended(why=why, by=by):
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, {"why": why.value}, by)
            asker = state.seat(by) if by else None
            if asker is not None and asker.slow:
                yield _taken(state, asker, "more")
        case OutageGivenBack():
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, {"why": "outage"})
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case SeatAdded():
            yield from _added(fact, state)
        case _:
            assert_never(fact)


def _moved(
    kind: str,
    before: GoAround,
    state: GoAround,
    span: timedelta,
    why: Mapping[str, Arg],
    by: MemberId | None = None,
) -> Said:
    """A printed time moved: the room hears it, and alone whoever still plans by it.

    ``by`` asked for it and has a receipt of their own.
    """
    step = "echo" if before.phase is Phase.ECHO else "window"
    args = {**_matter(state), **why, "step": step}
    shown = _shown(until=state.ends)
    yield Notice(kind, Room(), {**args, "where": "room"}, shown=shown)
    if span >= WORTH_TELLING:
        for seat in _planning(state):
            if seat.member != by:
                yield Notice(kind, To(seat.member), {**args, "where": "alone"}, shown=shown)


def _planning(state: GoAround) -> Iterator[Seat]:
    """Those in their own time whose answer is still awaited."""
    echo = state.phase is Phase.ECHO
    return (s for s in state.seats if s.slow and (s.echoing if echo else not s.settled))


def _added(fact: SeatAdded, state: GoAround) -> Said:
    member = fact.invited.member
    if state.seats[-1].slow:
        yield _invitation(state, member)
    elif fact.until:
        yield _sweep((member,), fact.until)
    else:
        yield Notice("place_added", Room(), {"member": Who(member)}, asks=(member,))


# --- turns -----------------------------------------------------------------------------------


def _of_turn(before: GoAround, fact: TurnFact, state: GoAround) -> Said:
    match fact:
        case TurnOpened():
            yield _turn(fact, state)
        case Spoke(member=member, words=words, via=Via.LETTER):
            yield _aloud(member, words)
        case Deferred():
            yield from _deferred(before, fact, state)
        case Passed(member=member):
            yield from _passed(before, member, state)
        case Spoke() | TurnEnded() | PlaceGoneBy() | MoreTime():
            return
        case _:
            assert_never(fact)


def _turn(fact: TurnOpened, state: GoAround) -> Notice:
    args: Mapping[str, Arg] = {
        "member": Who(fact.member),
        "until": At(fact.until),
        "pace": _pace(state),
    }
    shown = _shown(fact.member, fact.until)
    return Notice("turn_opened", Room(), args, asks=(fact.member,), shown=shown)


def _aloud(member: MemberId, words: tuple[WordsId, ...]) -> Notice:
    """A member's own words, in their voice: no catalogue is asked."""
    args = {"words": Words(words)}
    return Notice("letter", Room(), args, shown=_shown(member), voice=member, on_card=True)


def _deferred(before: GoAround, fact: Deferred, state: GoAround) -> Said:
    was, seat = before.seat(fact.member), state.seat(fact.member)
    if was is None or seat is None or fact.why is not Why.ASKED:
        return
    if was.slow:
        yield _taken(state, seat, "later")
    elif seat.slow:
        yield _kept(state, seat, Why.ASKED)


def _passed(before: GoAround, member: MemberId, state: GoAround) -> Said:
    was, seat = before.seat(member), state.seat(member)
    if was is None or seat is None:
        return
    if was.until is not None:  # it was their turn, or the sweep asked them
        yield Notice("turn_passed", Room(), {"member": Who(member)}, shown=_shown(member))
    if was.slow:
        yield _taken(state, seat, "pass", unread=bool(was.letter))


def _taken(state: GoAround, seat: Seat, word: str, *, unread: bool = False) -> Notice:
    """The receipt of a word from somebody in their own time."""
    args: dict[str, Arg] = {
        **_matter(state),
        "word": word,
        "step": "echo" if state.phase is Phase.ECHO else "window",
        "letter": "unread" if unread else "none",
    }
    return Notice("word_taken", To(seat.member), args, shown=_shown(until=state.ends))


def _kept(state: GoAround, seat: Seat, why: Why) -> Notice:
    args: dict[str, Arg] = {**_matter(state), "why": why.value}
    shown = _shown(until=state.ends)
    return Notice("place_kept", To(seat.member), args, asks=(seat.member,), shown=shown)


# --- letters and the echo --------------------------------------------------------------------


def _of_letter(fact: LetterFact, state: GoAround) -> Said:
    match fact:
        case LetterReceived(member=member, via=Via.LETTER):
            yield _received(state, member)
        case LetterRead(member=member, words=words, again=again):
            yield _introduced(member, "again" if again else "first")
            yield _aloud(member, words)
        case EchoSpoke(member=member, words=words, via=Via.LETTER):
            yield _receipt(state, member, words, "echo")
            yield _introduced(member, "echo")
            yield _aloud(member, words)
        case EchoSettled(member=member):
            seat = state.seat(member)
            if seat is not None and seat.slow:
                yield _taken(state, seat, "pass")
        case WordsTakenBack(member=member):
            yield _taken_back(state, member)
        case LetterReceived() | EchoSpoke():
            return
        case _:
            assert_never(fact)


def _received(state: GoAround, member: MemberId) -> Notice:
    """Shows exactly what was taken: the whole letter as it would now be read."""
    seat = state.seat(member)
    letter = seat.letter if seat else ()
    added = seat is not None and seat.place is Place.SPOKE
    return _receipt(state, member, letter, "added" if added else "kept")


def _receipt(state: GoAround, member: MemberId, words: tuple[WordsId, ...], taken: str) -> Notice:
    args: dict[str, Arg] = {**_matter(state), "words": Words(words), "taken": taken}
    return Notice("words_received", To(member), args, shown=_shown(until=state.ends))


def _introduced(member: MemberId, reading: str) -> Notice:
    args: Mapping[str, Arg] = {"member": Who(member), "reading": reading}
    return Notice("letter_read", Room(), args, shown=_shown(member))


def _taken_back(state: GoAround, member: MemberId) -> Notice:
    """What is left of the place: open, still held by other words, or closed with the round."""
    seat = state.seat(member)
    rest = "words" if seat and (seat.words or seat.letter or seat.echo) else "open"
    args: dict[str, Arg] = {**_matter(state), "rest": "closed" if state.over else rest}
    return Notice("words_removed", To(member), args)


# --- coming and going ------------------------------------------------------------------------


def _of_coming(fact: ComingFact, state: GoAround) -> Said:
    match fact:
        case CameToTable(member=member, until=until):
            if until:
                yield _sweep((member,), until)
        case MovedToOwnTime(member=member, why=why, at=at):
            seat = state.seat(member)
            if seat is not None and state.ends > at:
                yield _kept(state, seat, why)
        case MemberReturned(member=member, place=place, until=until):
            seat = state.seat(member)
            if until:
                yield _sweep((member,), until)
            elif seat is not None and place is Place.OPEN:
                yield _kept(state, seat, Why.ASKED)
        case MemberLeft():
            return
        case _:
            assert_never(fact)


def _late(fact: LateWord, state: GoAround) -> Said:
    """Kept, answered kindly, shown to who has the chair, never added (contract §5)."""
    prompt = Text(state.prompt)
    yield Notice("late_words_kept", To(fact.member), {"prompt": prompt})
    if state.chair is not None and state.chair != fact.member:
        args: Mapping[str, Arg] = {
            "prompt": prompt,
            "member": Who(fact.member),
            "words": Words(fact.words),
        }
        yield Notice("late_words_for_host", To(state.chair), args)
