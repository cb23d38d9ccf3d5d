"""What members say for themselves: letters, a hand, *done*, *pass*, *more*, *in* and *out*.

Nobody is muted: whatever is typed in the room is talk, and only the moment of it matters, to whoever
has the word. ``pass`` is accepted from everybody at any time and binds nobody: talk is free. A word
that could only have come twice changes nothing; whatever else cannot be done is answered.
"""

from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.quiet import NEVER
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Finish,
    Here,
    Later,
    More,
    Pass,
    Speak,
    StepOut,
    Via,
)
from facilitator.core.rounds.discussion.commands import Hand, Lower, OwnWord
from facilitator.core.rounds.discussion.facts import (
    CameToTable,
    Extended,
    Fact,
    Finished,
    HandLowered,
    HandRaised,
    LetterReceived,
    MovedToOwnTime,
    QuestionWanted,
    Spoke,
    Talked,
    TellerFound,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.discussion.state import (
    Clock,
    Discussion,
    Phase,
    Place,
    Seat,
)
from facilitator.core.rounds.facts import LateWord, Passed
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import MOST_EXTENSIONS, end_of

Facts = tuple[Fact, ...]


def own_word(state: Discussion, said: OwnWord, now: datetime) -> Facts:
    """What a member's word means for their place; raises :class:`Refusal`."""
    if state.seat(said.by) is None and isinstance(said, Speak) and said.via is Via.ROOM:
        return ()  # a guest's talk is talk as well
    seat = seat_of(state, said.by)
    if seat.silent and isinstance(said, Speak | Hand | More):
        raise Refusal("only-listening")
    return _meaning(state, seat, said, now)


def _meaning(state: Discussion, seat: Seat, said: OwnWord, now: datetime) -> Facts:
    match said:
        case Speak():
            return _speak(state, seat, said, now)
        case Hand() | Lower():
            return _hand(state, seat, said, now)
        case Finish():
            return _finish(state, seat, now)
        case Pass():
            return _pass(state, seat, now)
        case Later():
            return ()
        case More():
            return _more(state, seat, now)
        case Here():
            return _here(state, seat)
        case StepOut():
            return _step_out(state, seat, now)
        case _:
            assert_never(said)


def after_the_close(state: Discussion, said: OwnWord) -> Facts:
    """Late letters are kept for the host; what can change nothing is nothing; the rest is answered."""
    if isinstance(said, Finish | Lower) or (isinstance(said, Speak) and said.via is not Via.LETTER):
        return ()
    seat = seat_of(state, said.by)
    if not isinstance(said, Speak):
        raise Refusal("round-over")
    new = _new(state, said)
    return (LateWord(seat.member, new),) if new else ()


# -- words ---------------------------------------------------------------------------------------


def _new(state: Discussion, said: Speak) -> tuple[WordsId, ...]:
    return tuple(word for word in said.words if word not in state.known)


def _speak(state: Discussion, seat: Seat, said: Speak, now: datetime) -> Facts:
    """A letter, and a reply from one's own time, is kept and counts; everything else is talk."""
    if said.via is Via.LETTER or (said.via is Via.REPLY and seat.slow):
        told = _write(state, seat, said, now)
    else:
        told = _talk(state, seat, now)
    if not _wants_question(state, seat, said):
        return told
    if said.via is Via.LETTER and told:
        return (QuestionWanted(seat.member),)
    return (QuestionWanted(seat.member, said=True), *told)


def _wants_question(state: Discussion, seat: Seat, said: Speak) -> bool:
    """Whether these words are asked about: once; then they count as they are. Whoever answers is free."""
    settings = state.settings
    open_ = settings.questions and seat.member not in settings.answerers
    return open_ and not said.asks and not seat.reminded


def _talk(state: Discussion, seat: Seat, now: datetime) -> Facts:
    """Keeps the word with whoever has it. Without a queue, who speaks has no need of a hand."""
    if state.floor and state.speaker == seat.member:
        until = now + state.settings.idle
        keeps = not state.floor.spoke or until > state.floor.until
        return (Spoke(seat.member, until),) if keeps else ()
    if not state.settings.queue and state.hand(seat.member):
        return (HandLowered(seat.member),)
    if state.settings.table and seat.slow:
        return (Talked(seat.member, now + state.settings.idle),)  # with a few, talk is an answer
    return ()


def _write(state: Discussion, seat: Seat, said: Speak, now: datetime) -> Facts:
    words, written = _new(state, said), state.letters_of(seat.member)
    if not words:
        return ()
    replaces = said.replaces and any(not letter.read for letter in written)
    most = state.most_of(seat.member)
    if most is not None and len(written) >= most and not replaces:
        if said.via is Via.REPLY:
            return ()  # the room has seen it: talk
        raise Refusal("letters-used")
    quiet = None if seat.by_mail else now + state.settings.idle
    return (LetterReceived(seat.member, words, said.via, replaces, quiet),)


# -- the queue -----------------------------------------------------------------------------------


def _hand(state: Discussion, seat: Seat, said: Hand | Lower, now: datetime) -> Facts:
    up = state.hand(seat.member)
    if isinstance(said, Lower):
        return (HandLowered(seat.member),) if up else ()
    if seat.by_mail:
        raise Refusal("live-needs-chat")
    if state.phase is not Phase.OPEN:
        raise Refusal("table-has-ended")
    if state.speaker == seat.member or (up and up.kind is said.kind):
        return ()
    if up:
        return (HandRaised(seat.member, said.kind, up.at, up.first),)
    coming: Facts = (CameToTable(seat.member),) if seat.slow else ()
    return (*coming, HandRaised(seat.member, said.kind, now))


def turn_ended(state: Discussion, seat: Seat, why: Why, now: datetime) -> Facts:
    """The word comes back from ``seat``, if they have it."""
    return (TurnEnded(seat.member, why, now),) if state.speaker == seat.member else ()


def _finish(state: Discussion, seat: Seat, now: datetime) -> Facts:
    """With the word: I give it back. Without: I am through with this discussion.

    A *done* soon after one's turn meant the turn, which the clock, a host or another tap had ended.
    """
    if ended := turn_ended(state, seat, Why.DONE, now):
        return ended
    just_ended = seat.turn_ended and now < seat.turn_ended + state.settings.idle
    if seat.silent or seat.place is not Place.OPEN or just_ended:
        return ()
    return (Finished(seat.member),)


def _pass(state: Discussion, seat: Seat, now: datetime) -> Facts:
    """Who has the word and used it has spoken, and gives it back."""
    if state.floor and state.floor.spoke and state.speaker == seat.member:
        return turn_ended(state, seat, Why.DONE, now)
    return (Passed(seat.member),) if seat.place is Place.OPEN else ()


# -- time ----------------------------------------------------------------------------------------


def _more(state: Discussion, seat: Seat, now: datetime) -> Facts:
    """Time for all: half the box again at the table, a day in one's own time."""
    clock = state.clock_of(seat)
    if clock in seat.mores:
        raise Refusal("more-used")
    if state.extensions.count(clock) >= MOST_EXTENSIONS:
        raise Refusal("no-more-time")
    span = state.settings.live / 2 if clock is Clock.BOX else state.settings.more
    return (longer(state, clock, span, Why.MORE, now, seat.member),)


def longer(
    state: Discussion,
    clock: Clock,
    span: timedelta,
    why: Why,
    now: datetime,
    by: MemberId | None = None,
) -> Extended:
    """One clock runs ``span`` longer; a box has its cue again, if there is time for one."""
    quiet = NEVER if clock is Clock.BOX else state.settings.quiet_times
    until = end_of(max(state.end_of(clock), now), span, quiet)
    cue = until - state.settings.last_call
    has_cue = clock is Clock.BOX and cue > now
    return Extended(clock, until, why, by, cue if has_cue else None)


# -- coming and going ----------------------------------------------------------------------------


def _here(state: Discussion, seat: Seat) -> Facts:
    if state.settings.table and state.settings.table.telling:
        return () if state.teller else (TellerFound(seat.member),)
    if seat.by_mail:
        raise Refusal("live-needs-chat")
    return come_to_table(state, seat)


def come_to_table(state: Discussion, seat: Seat) -> Facts:
    """At the table, while it talks."""
    coming = seat.counts and seat.slow and not seat.by_mail and state.phase is Phase.OPEN
    return (CameToTable(seat.member),) if coming else ()


def _step_out(state: Discussion, seat: Seat, now: datetime) -> Facts:
    if seat.slow:
        return _pass(state, seat, now)
    return leave_table(seat, now)


def leave_table(seat: Seat, now: datetime) -> Facts:
    """To one's own time: the place stays open; who is through already is through."""
    if not seat.counts or seat.slow or seat.place is not Place.OPEN:
        return ()
    return (MovedToOwnTime(seat.member, now),)
