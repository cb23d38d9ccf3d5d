"""What members say for themselves: words, *done*, *pass*, *later*, *more*, *in* and *out*.

``pass`` is accepted from everybody who has not been heard, and is final for the round. Words that
were said stay: who spoke and then passes has spoken. Words count as soon as they are there, and
the round waits a while after the last ones; so *done* and *in* have nothing to change.
"""

from datetime import datetime
from typing import assert_never

from facilitator.core.ids import WordsId
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
from facilitator.core.rounds.prompt_round.facts import (
    AskedLater,
    Extended,
    Fact,
    QuestionWanted,
    Spoke,
    Why,
)
from facilitator.core.rounds.prompt_round.state import Phase, Place, PromptRound, Seat
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import MOST_EXTENSIONS, kept_open

Facts = tuple[Fact, ...]


def own_word(state: PromptRound, said: OwnWord, now: datetime) -> Facts:
    """What a member's word means for their place; raises :class:`Refusal`."""
    seat = seat_of(state, said.by)
    match said:
        case Speak():
            return _speak(state, seat, said, now)
        case Finish():
            return _finish(state, seat)
        case Pass():
            return _pass(state, seat)
        case StepOut():
            return () if seat.heard and not _may_echo(state, seat) else _pass(state, seat)
        case Later():
            return _later(state, seat)
        case More():
            return _more(state, seat, now)
        case Here():
            return ()
        case _:
            assert_never(said)


def after_the_close(state: PromptRound, said: OwnWord) -> Facts:
    """Late words are kept for the host; a late *done* is nothing; the rest is answered."""
    if isinstance(said, Finish | Here) or (isinstance(said, Speak) and said.via is Via.ROOM):
        return ()
    seat = seat_of(state, said.by)
    if not isinstance(said, Speak):
        raise Refusal("round-over")
    new = _new(state, seat, said)
    return (LateWord(said.by, new),) if new else ()


def _new(state: PromptRound, seat: Seat, said: Speak) -> tuple[WordsId, ...]:
    known = {*seat.words, *seat.echo, *seat.withdrawn, *state.late}
    return tuple(word for word in said.words if word not in known)


def _speak(state: PromptRound, seat: Seat, said: Speak, now: datetime) -> Facts:
    words = _new(state, seat, said)
    if said.via is Via.ROOM or not words:
        return ()  # other talk is just talk
    if seat.place is Place.PASSED:
        raise Refusal("passed-already")
    quiet = now + state.settings.quiet
    if state.phase is Phase.ECHO and seat.place is Place.SPOKE:
        return (EchoSpoke(seat.member, words, said.via, quiet),)
    if _wants_question(state, seat, said):
        return (QuestionWanted(seat.member),)
    sealed = state.settings.sealed and said.via is Via.LETTER
    replaces = sealed and said.replaces and bool(seat.letter)
    if not replaces and _has_written(state, seat):
        if said.via is Via.REPLY:
            return ()  # the room has seen it: talk
        raise Refusal("letters-used")
    return (Spoke(seat.member, words, said.via, quiet, sealed, replaces),)


def _wants_question(state: PromptRound, seat: Seat, said: Speak) -> bool:
    """Whether these words are asked about: once, then they count as they are."""
    asked = state.settings.questions and seat.member not in state.settings.answerers
    return asked and not said.asks and not seat.reminded


def _has_written(state: PromptRound, seat: Seat) -> bool:
    """Whether they have written as often as the practice has room for."""
    most = state.settings.most_each
    if most is None or seat.member in state.settings.answerers:
        return False
    return len(seat.words) >= most


def _may_echo(state: PromptRound, seat: Seat) -> bool:
    return state.phase is Phase.ECHO and seat.echoing


def _finish(state: PromptRound, seat: Seat) -> Facts:
    if _may_echo(state, seat) and not seat.echo:
        return (EchoSettled(seat.member),)
    if seat.heard:
        return ()
    raise Refusal("nothing-said")


def _pass(state: PromptRound, seat: Seat) -> Facts:
    if _may_echo(state, seat):
        return (EchoSettled(seat.member),)
    if seat.place is Place.OPEN:
        return (Passed(seat.member),)
    if seat.place is Place.SPOKE and state.phase is not Phase.ECHO:
        raise _heard_already(state)
    return ()


def _heard_already(state: PromptRound) -> Refusal:
    """Says how to add: where it is sealed, never by a reply that everybody would see."""
    return Refusal("kept-already" if state.hidden else "already-heard")


def _later(state: PromptRound, seat: Seat) -> Facts:
    _refuse_settled(state, seat)
    return (AskedLater(seat.member),) if seat.slow else ()


def _refuse_settled(state: PromptRound, seat: Seat) -> None:
    if seat.place is Place.PASSED:
        raise Refusal("passed-already")
    if seat.place is Place.SPOKE:
        raise _heard_already(state)


def _more(state: PromptRound, seat: Seat, now: datetime) -> Facts:
    if not _may_echo(state, seat):
        _refuse_settled(state, seat)
    if state.phase in seat.mores:
        raise Refusal("more-used")
    if state.extensions >= MOST_EXTENSIONS:
        raise Refusal("no-more-time")
    until = kept_open(state.ends, state.settings.more, state.settings.quiet_times, now)
    return (Extended(until, Why.MORE, seat.member),)
