"""What members say for themselves: words, *done*, *pass*, *later*, *more*, *in* and *out*.

``pass`` is accepted everywhere, from everybody who has not been heard, and is final for the round.
Words that were said stay: who spoke and then passes has spoken. A word that could only have come
twice (a second *done*, a second *pass*) changes nothing; whatever else cannot be done is answered.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Finish,
    Here,
    Later,
    More,
    OwnWord,
    Pass,
    Speak,
    StepOut,
    Via,
)
from facilitator.core.rounds.facts import EchoSettled, EchoSpoke, LateWord, Passed
from facilitator.core.rounds.go_around.course import call_ends
from facilitator.core.rounds.go_around.facts import (
    CalledOut,
    CameToTable,
    Deferred,
    Extended,
    Fact,
    LetterReceived,
    MoreTime,
    MovedToOwnTime,
    Spoke,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.go_around.state import MOST_LATERS, GoAround, Phase, Place, Seat
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import MOST_EXTENSIONS, end_of, kept_open

Facts = tuple[Fact, ...]


def own_word(state: GoAround, said: OwnWord, now: datetime) -> Facts:
    """What a member's word means for their place; raises :class:`Refusal`."""
    seat = seat_of(state, said.by)
    match said:
        case Speak():
            return _speak(state, seat, said, now)
        case Finish():
            return _finish(state, seat)
        case Pass():
            return _pass(state, seat)
        case Later():
            return _later(state, seat)
        case More():
            return _more(state, seat, now)
        case Here():
            return _here(state, seat, now)
        case StepOut():
            return _step_out(state, seat, now)
        case _:
            assert_never(said)


def after_the_close(state: GoAround, said: OwnWord) -> Facts:
    """Late words are kept for the host; a late *done* is nothing; the rest is answered."""
    if isinstance(said, Finish) or (isinstance(said, Speak) and said.via is Via.ROOM):
        return ()
    seat = seat_of(state, said.by)
    if not isinstance(said, Speak):
        raise Refusal("round-over")
    known = {*seat.words, *seat.letter, *seat.echo, *state.late}
    new = tuple(word for word in said.words if word not in known)
    return (LateWord(said.by, new),) if new else ()


def _has_floor(state: GoAround, seat: Seat) -> bool:
    """Whether everything they post counts now."""
    asked = state.phase is Phase.SWEEP and seat.place is Place.SWEEP
    return asked or seat.place is Place.SPEAKING


def _speak(state: GoAround, seat: Seat, said: Speak, now: datetime) -> Facts:
    known = {*seat.words, *seat.letter, *seat.echo, *called_out(state, seat.member)}
    words = tuple(word for word in said.words if word not in known)
    if not words:
        return ()
    if _has_floor(state, seat) and not (said.via is Via.LETTER and seat.place is Place.SWEEP):
        limit = _limit(state, seat, now)
        until = _turn_end(state, replace(seat, limit=limit), now)
        return (Spoke(seat.member, words, said.via, seat.place, until, limit),)
    if said.via is Via.ROOM:
        return _call(state, seat, said, words)  # other talk is just talk
    if seat.place is Place.PASSED:
        raise Refusal("passed-already")
    if seat.place is Place.SPOKE and state.phase is Phase.ECHO:
        return (_echo(state, seat, words, said.via, now),)
    if said.via is Via.REPLY and seat.place is not Place.WAITING:
        return (Spoke(seat.member, words, said.via, Place.SPOKE),)
    return (LetterReceived(seat.member, words, said.via, said.replaces and bool(seat.letter)),)


def _call(state: GoAround, seat: Seat, said: Speak, words: tuple[WordsId, ...]) -> Facts:
    """Where a practice allows it, one short line belongs to the turn in which it is called out."""
    speaker = state.speaker
    if speaker is None or not (state.settings.calls and said.short):
        return ()
    if any(call.member == seat.member for call in speaker.calls):
        return ()
    return (CalledOut(speaker.member, seat.member, words),)


def called_out(state: GoAround, member: MemberId) -> tuple[WordsId, ...]:
    """The words that a member called out in the turns of others."""
    calls = (call for seat in state.seats for call in seat.calls if call.member == member)
    return tuple(word for call in calls for word in call.words)


def _limit(state: GoAround, seat: Seat, now: datetime) -> datetime | None:
    """Time to speak is as long as the call, from the first words on (contract §5)."""
    kept = state.timed and not state.settings.day_paced and seat.place is Place.SPEAKING
    if seat.limit is not None or not kept or seat.words:
        return seat.limit
    return now + state.settings.each


def _turn_end(state: GoAround, seat: Seat, now: datetime) -> datetime:
    """A turn ends a while after its last message, but never before time that was asked for.

    Where time is kept it ends with that, and a last sentence.
    """
    quiet = now + state.settings.pause
    if state.phase in seat.mores and seat.until:
        quiet = max(quiet, seat.until)
    return min(quiet, seat.limit + state.settings.grace) if seat.limit else quiet


def _echo(
    state: GoAround, seat: Seat, words: tuple[WordsId, ...], via: Via, now: datetime
) -> EchoSpoke:
    quiet = None if via is Via.LETTER else now + state.settings.pause
    return EchoSpoke(seat.member, words, via, quiet)


def _finish(state: GoAround, seat: Seat) -> Facts:
    if seat.place is Place.SPOKE and state.phase is Phase.ECHO:
        return (EchoSettled(seat.member),) if seat.echoing else ()
    if seat.settled or seat.letter:
        return ()
    if seat.words:
        return (TurnEnded(seat.member, Why.DONE),)
    coming = seat.place in (Place.WAITING, Place.SWEEP) and not _has_floor(state, seat)
    raise Refusal("turn-not-yet" if coming and not seat.slow else "nothing-said")


def _pass(state: GoAround, seat: Seat) -> Facts:
    if seat.place is Place.PASSED:
        return ()
    if seat.place is Place.SPOKE:
        return _nothing_to_echo(state, seat)
    if seat.words:
        return (TurnEnded(seat.member, Why.DONE),)
    return (Passed(seat.member),)


def _nothing_to_echo(state: GoAround, seat: Seat) -> Facts:
    if state.phase is not Phase.ECHO:
        raise Refusal("already-heard")
    return (EchoSettled(seat.member),) if seat.echoing else ()


def _later(state: GoAround, seat: Seat) -> Facts:
    _refuse_settled(seat)
    if seat.words:
        return (TurnEnded(seat.member, Why.DONE),)
    if seat.place is Place.SWEEP and state.phase is not Phase.SWEEP:
        return ()  # they are asked at the end already
    if seat.laters >= MOST_LATERS:
        raise Refusal("later-used")
    return (Deferred(seat.member, _later_place(state, seat), Why.ASKED),)


def _later_place(state: GoAround, seat: Seat) -> Place:
    if seat.slow:
        return seat.place
    return Place.OPEN if state.phase is Phase.SWEEP else Place.SWEEP


def _refuse_settled(seat: Seat) -> None:
    if seat.place is Place.PASSED:
        raise Refusal("passed-already")
    if seat.place is Place.SPOKE:
        raise Refusal("already-heard")


def _more(state: GoAround, seat: Seat, now: datetime) -> Facts:
    if not (state.phase is Phase.ECHO and seat.echoing):
        _refuse_settled(seat)
    step = _step(state, seat)
    if step in seat.mores:
        raise Refusal("more-used")
    if step in (Phase.TURNS, Phase.SWEEP):
        each = state.settings.each
        until = end_of(max(seat.until or now, now), each, state.settings.quiet_times)
        limit = max(seat.limit, now) + each if seat.limit else None
        return (MoreTime(seat.member, until, step, limit),)
    if state.extensions >= MOST_EXTENSIONS:
        raise Refusal("no-more-time")
    until = kept_open(state.ends, state.settings.more, state.settings.quiet_times, now)
    return (Extended(until, Why.MORE, seat.member, step),)


def _step(state: GoAround, seat: Seat) -> Phase:
    """The step they need more time in: their turn, the sweep, their own time, or the echo."""
    if _has_floor(state, seat):
        return state.phase
    if state.phase is Phase.ECHO:
        return Phase.ECHO
    if not seat.slow:
        raise Refusal("turn-not-yet")
    return Phase.SLOW


def _here(state: GoAround, seat: Seat, now: datetime) -> Facts:
    if seat.by_mail:
        raise Refusal("live-needs-chat")
    return come_to_table(state, seat, now)


def come_to_table(state: GoAround, seat: Seat, now: datetime) -> Facts:
    """At the table: in the order while their place is to come, in the sweep while there is one."""
    if seat.place is Place.WAITING and not (seat.here and not seat.slow):
        return (CameToTable(seat.member, Place.WAITING),)
    if seat.place is Place.OPEN and state.phase in (Phase.TURNS, Phase.SWEEP):
        return (CameToTable(seat.member, Place.SWEEP, sweep_end(state, now)),)
    return ()


def sweep_end(state: GoAround, now: datetime) -> datetime | None:
    """Until when the running sweep asks somebody who comes into it now."""
    return call_ends(state, now) if state.phase is Phase.SWEEP else None


def _step_out(state: GoAround, seat: Seat, now: datetime) -> Facts:
    if state.phase is Phase.ECHO and seat.echoing:
        return (EchoSettled(seat.member),)
    if seat.slow and not seat.settled and not seat.letter:
        return (Passed(seat.member),)
    return leave_table(seat, now)


def leave_table(seat: Seat, now: datetime) -> Facts:
    """To one's own time: the place stays open; words already said end the turn instead."""
    if seat.settled or seat.slow:
        return ()
    if seat.words:
        return (TurnEnded(seat.member, Why.DONE),)
    place = Place.WAITING if seat.place is Place.WAITING else Place.OPEN
    return (MovedToOwnTime(seat.member, place, Why.ASKED, now),)
