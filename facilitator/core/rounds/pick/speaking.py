"""What members say in a pick: what they name, *pass*, *more*, and what they take back."""

from datetime import datetime

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Here,
    More,
    OwnWord,
    Pass,
    Speak,
    StepOut,
    TookBack,
    Via,
)
from facilitator.core.rounds.facts import Closed, Outcome, Passed
from facilitator.core.rounds.pick.commands import Name
from facilitator.core.rounds.pick.course import most_named
from facilitator.core.rounds.pick.facts import Extended, Fact, Named, NamingTakenBack, Picked
from facilitator.core.rounds.pick.state import How, Option, Phase, Pick, Place
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import MOST_EXTENSIONS, kept_open

Facts = tuple[Fact, ...]


def name(state: Pick, said: Name, now: datetime) -> Facts:
    """These are named, in place of what was named before; or picked, where the host is asked."""
    keys = tuple(dict.fromkeys(option.key for option in said.options))
    if not keys:
        return ()
    if len(keys) > state.settings.most:
        raise Refusal("pick-too-many", {"most": state.settings.most})
    new = tuple(option for option in said.options if state.option(option.key) is None)
    if state.phase is Phase.CHOOSING:
        return _chosen(state, said, keys, new, now)
    seat = seat_of(state, said.by)
    if any(word in (*seat.words, *seat.withdrawn) for word in said.words):
        return ()  # delivered again
    return (Named(seat.member, keys, said.words, said.via, new),)


def _chosen(
    state: Pick, said: Name, keys: tuple[str, ...], new: tuple[Option, ...], now: datetime
) -> Facts:
    if said.by != state.decider:
        seat_of(state, said.by)
        raise Refusal("pick-is-chosen")
    return (Picked(keys, How.CHAIR, said.words, new), Closed(Outcome.COMPLETE, now))


def own_word(state: Pick, said: OwnWord, now: datetime) -> Facts:
    """What a member's word means; *pass* is accepted at any time while it is open."""
    if state.phase is Phase.CHOOSING and said.by == state.decider:
        leaves = isinstance(said, Pass | StepOut)
        return most_named(state, now) if leaves else _more(state, said, now)
    seat = seat_of(state, said.by)
    match said:
        case Pass() | StepOut():
            passes = state.phase is Phase.NAMING and seat.place is not Place.PASSED
            return (Passed(seat.member),) if passes else ()
        case Here() if state.settings.what is What.PERSON and state.phase is Phase.NAMING:
            me = state.option(seat.member)
            named_me = me is None or me.key in seat.keys
            return () if named_me else (Named(seat.member, (seat.member,), (), Via.REPLY),)
        case Speak(words=words) if said.via is not Via.ROOM:
            return _in_words(state, said, now) if words else ()
        case _:
            return _more(state, said, now)


def _in_words(state: Pick, said: Speak, now: datetime) -> Facts:
    """Words as they are, where words are picked; elsewhere they first have to be read."""
    if state.settings.what is not What.WORDS:
        return ()
    option = Option(f"w:{said.words[0]}", owner=said.by, words=said.words[0])
    return name(state, Name(said.by, (option,), said.words, said.via), now)


def _more(state: Pick, said: OwnWord, now: datetime) -> Facts:
    if not isinstance(said, More):
        return ()
    seat = state.seat(said.by)
    if seat is not None and seat.more:
        raise Refusal("more-used")
    if state.extensions >= MOST_EXTENSIONS:
        raise Refusal("no-more-time")
    until = kept_open(state.ends, state.settings.more, state.settings.quiet_times, now)
    return (Extended(until, said.by),)


def taken_back(state: Pick, taking: TookBack) -> Facts:
    """What was named in words goes with them; the host's own words, too."""
    seat = state.seat(taking.by)
    own = {*(seat.words if seat else ()), *_brought(state, taking.by)}
    words = tuple(word for word in taking.words if word in own)
    return (NamingTakenBack(taking.by, words),) if words else ()


def _brought(state: Pick, member: MemberId) -> list[object]:
    return [one.words for one in state.options if one.owner == member and one.words is not None]
