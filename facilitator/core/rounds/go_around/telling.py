"""Who should hear of what happened in a go-around.

Nothing here names somebody as silent, late or away (contract §8.2): who moves to their own time is
told alone, the room hears a number; and what asks somebody asks exactly them. Words that came by
letter are read out in full, in their author's voice, as a reply to the card. A word given from
one's own time is receipted alone; what is typed in the room is acknowledged there by the medium.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Assistant, At, For, Notice, Room, To, Who, Words
from facilitator.core.rounds.arguments import matter, shown_fields
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import EchoSettled, EchoSpoke, LateWord, MemberLeft, Passed
from facilitator.core.rounds.go_around.announcing import announced, of_round, of_terms
from facilitator.core.rounds.go_around.evolving import evolve
from facilitator.core.rounds.go_around.facts import (
    Announced,
    CalledOut,
    CameToTable,
    ComingFact,
    Deferred,
    Fact,
    LetterFact,
    LetterRead,
    LetterReceived,
    MemberReturned,
    MoreTime,
    MovedToOwnTime,
    PlaceGoneBy,
    RoundFact,
    Spoke,
    TermFact,
    TimeCalled,
    TurnEnded,
    TurnFact,
    TurnOpened,
    Why,
    WordsTakenBack,
)
from facilitator.core.rounds.go_around.phrasing import pace, place_kept, sweep_notice, word_taken
from facilitator.core.rounds.go_around.state import Cue, GoAround, Phase, Place
from facilitator.core.rounds.telling import aloud, late_words, one_by_one, read_out, words_removed

Said = Iterator[Notice]


def notices(before: GoAround | None, facts: Sequence[Fact], after: GoAround) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    for was, fact, state in one_by_one(before, facts, evolve):
        if isinstance(fact, Announced):
            said += announced(state, roll_call=after.phase is Phase.ROLL_CALL)
        elif was is not None:
            said += _of(was, fact, state, after)
    return tuple(said)


def _of(before: GoAround, fact: Fact, state: GoAround, after: GoAround) -> Said:
    if isinstance(fact, RoundFact):
        return of_round(before, fact, state)
    if isinstance(fact, TermFact):
        return of_terms(before, fact, state)
    if isinstance(fact, TurnFact):
        return _of_turn(before, fact, state)
    if isinstance(fact, LetterFact):
        return _of_letter(fact, state, after)
    if isinstance(fact, ComingFact):
        return _of_coming(fact, state)
    if isinstance(fact, LateWord):
        return late_words(state, fact, {}, {"member": Who(fact.member)})
    return iter(())


def _of_turn(before: GoAround, fact: TurnFact, state: GoAround) -> Said:
    match fact:
        case TurnOpened():
            yield _turn(fact, state)
        case Spoke(member=member, words=words, via=Via.LETTER):
            yield _receipt(state, member, words, "read")
            yield aloud(member, words)
        case Deferred():
            yield from _deferred(before, fact, state)
        case Passed(member=member):
            yield from _passed(before, member, state)
        case TimeCalled():
            yield _cue(fact, state)
        case Spoke() | CalledOut() | TurnEnded() | PlaceGoneBy() | MoreTime():
            return
        case _:
            assert_never(fact)


def _turn(fact: TurnOpened, state: GoAround) -> Notice:
    args: Mapping[str, Arg] = {
        "member": Who(fact.member),
        "until": At(fact.until),
        "pace": pace(state),
    }
    shown = shown_fields(fact.member, fact.until)
    return Notice("turn_opened", Room(), args, asks=(fact.member,), shown=shown)


def _cue(fact: TimeCalled, state: GoAround) -> Notice:
    """The Timekeeper's word: it only informs until time is over; then it asks for a last sentence."""
    seat = state.seat(fact.member)
    over = fact.cue is Cue.OVER
    args: Mapping[str, Arg] = {
        "member": Who(fact.member),
        "cue": fact.cue.value,
        "left": For(state.settings.last_words),
        "more": "used" if seat and state.phase in seat.mores else "open",
    }
    return Notice(
        "time_cue", Room(), args, asks=(fact.member,) if over else (),
        shown=shown_fields(fact.member, seat.limit if seat else None), voice=Assistant.TIMEKEEPER,
    )  # fmt: skip


def _deferred(before: GoAround, fact: Deferred, state: GoAround) -> Said:
    was, seat = before.seat(fact.member), state.seat(fact.member)
    if was is None or seat is None or fact.why is not Why.ASKED:
        return
    if was.slow:
        yield word_taken(state, seat, "later")
    elif seat.slow:
        yield place_kept(state, seat, Why.ASKED)


def _passed(before: GoAround, member: MemberId, state: GoAround) -> Said:
    was, seat = before.seat(member), state.seat(member)
    if was is None or seat is None:
        return
    if was.until is not None:  # it was their turn, or the sweep asked them
        yield Notice("turn_passed", Room(), {"member": Who(member)}, shown=shown_fields(member))
    if was.slow:
        yield word_taken(state, seat, "pass", unread=bool(was.letter))


def _of_letter(fact: LetterFact, state: GoAround, after: GoAround) -> Said:
    match fact:
        case LetterReceived(member=member, via=Via.LETTER):
            yield _received(state, member, after)
        case LetterRead(member=member, words=words, again=again):
            yield from read_out(member, words, "again" if again else "first")
        case EchoSpoke(member=member, words=words, via=Via.LETTER):
            yield _receipt(state, member, words, "echo")
            yield from read_out(member, words, "echo")
        case EchoSettled(member=member):
            seat = state.seat(member)
            if seat is not None and seat.slow:
                yield word_taken(state, seat, "pass")
        case WordsTakenBack(member=member):
            yield _taken_back(state, member)
        case LetterReceived() | EchoSpoke():
            return
        case _:
            assert_never(fact)


def _received(state: GoAround, member: MemberId, after: GoAround) -> Notice:
    """Shows exactly what was taken: the whole letter as it would now be read, or is read at once."""
    seat, then = state.seat(member), after.seat(member)
    letter = seat.letter if seat else ()
    is_read = then is not None and then.place is Place.SPOKE
    added = seat is not None and seat.place is Place.SPOKE
    return _receipt(state, member, letter, "added" if added else "read" if is_read else "kept")


def _receipt(state: GoAround, member: MemberId, words: tuple[WordsId, ...], taken: str) -> Notice:
    args: dict[str, Arg] = {**matter(state), "words": Words(words), "taken": taken}
    return Notice("words_received", To(member), args, shown=shown_fields(until=state.ends))


def _taken_back(state: GoAround, member: MemberId) -> Notice:
    seat = state.seat(member)
    rest = "words" if seat and (seat.words or seat.letter or seat.echo) else "open"
    mailed = bool(state.by_mail) and state.phase in (Phase.ECHO, Phase.CLOSED)
    return words_removed(member, matter(state), "closed" if state.over else rest, mailed=mailed)


def _of_coming(fact: ComingFact, state: GoAround) -> Said:
    match fact:
        case CameToTable(member=member, until=until):
            if until:
                yield sweep_notice((member,), until)
        case MovedToOwnTime(member=member, why=why, at=at):
            seat = state.seat(member)
            if seat is not None and state.ends > at:
                yield place_kept(state, seat, why)
        case MemberReturned(member=member, place=place, until=until):
            seat = state.seat(member)
            if until:
                yield sweep_notice((member,), until)
            elif seat is not None and place is Place.OPEN:
                yield place_kept(state, seat, Why.ASKED)
        case MemberLeft():
            return
        case _:
            assert_never(fact)
