"""Who hears of what, in which order.

The room hears what concerns everybody; whoever takes part by letter or in their own time hears it too,
alone. Private words go to the one they concern. Nobody silent is ever named outside their own notice,
and while it is hidden how it stands, nobody's answer is shown to anybody else.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Lines, Notice, Room, Text, To, Who, Words
from facilitator.core.rounds.poll import outcomes
from facilitator.core.rounds.poll.facts import (
    Fact,
    Joined,
    LotDrawn,
    OptionAdded,
    Paused,
    PollCancelled,
    PollClosed,
    PollOpened,
    PollReopened,
    Reminded,
    Resumed,
    TakenBack,
    TimeAdded,
    Voted,
    VotedLate,
)
from facilitator.core.rounds.poll.recounting import list_shown
from facilitator.core.rounds.poll.saying import (
    Kind,
    about,
    ballot,
    beside,
    everyone,
    iso,
    option_line,
    options,
    readers,
    rules,
    those_apart,
)
from facilitator.core.rounds.poll.state import Ballot, Cause, Hidden, Place, Poll
from facilitator.core.rounds.poll.tally import (
    ballot_of,
    counted,
    eligible,
    kind_of,
    needed,
    result,
    unanswered,
)


def notices(before: Poll | None, facts: tuple[Fact, ...], after: Poll) -> tuple[Notice, ...]:
    """What should be said of the facts, in order. ``before`` is the state they were decided in: the
    shape every form has."""
    return tuple(notice for fact in facts for notice in _of(fact, after))


def seen(poll: Poll, member: MemberId) -> Notice:
    """Tell one member alone that an answer of theirs, which is hidden, can be seen in the room."""
    found = ballot_of(poll, member)
    choice = kind_of(poll).tell(found.marks, poll.options, poll.settings) if found else ()
    passed = "yes" if found is None or found.passed else "no"
    args: dict[str, Arg] = {**about(poll), "passed": passed, "choice": Lines(choice)}
    return Notice(Kind.VOTE_SEEN, To(member), args, shown=beside(poll, member=member))


def late(poll: Poll, member: MemberId) -> Notice:
    """Tell one member that their answer came after the end of an anonymous poll, and is not kept."""
    came = poll.came.value if poll.came else "none"
    args: dict[str, Arg] = {**about(poll), "came": came, "kept": "no"}
    return Notice(Kind.LATE_VOTE, To(member), args, shown=beside(poll, member=member))


def _of(fact: Fact, poll: Poll) -> Iterable[Notice]:
    match fact:
        case PollOpened():
            return opened(poll)
        case Voted(voted, told):
            return _receipt(poll, voted) if told else ()
        case TakenBack(member):
            return _taken_back(poll, member)
        case VotedLate(late):
            return _late(poll, late)
        case OptionAdded():
            return _added(poll)
        case Joined(place):
            return (_request(poll, place),)
        case PollClosed() | PollCancelled() | PollReopened() | LotDrawn():
            return _of_phase(fact, poll)
        case _:
            return _of_time(fact, poll)


def _of_phase(
    fact: PollClosed | PollCancelled | PollReopened | LotDrawn, poll: Poll
) -> Iterable[Notice]:
    match fact:
        case PollClosed():
            return outcomes.closed(poll)
        case PollCancelled(by):
            args: dict[str, Arg] = {**about(poll), "by": Who(by)}
            shown = beside(poll, outcome="cancelled")
            return everyone(poll, Kind.POLL_CANCELLED, args, shown, by=by)
        case PollReopened(by):
            return _reopened(poll, by)
        case LotDrawn():
            return outcomes.drawn(poll)
        case _:
            assert_never(fact)


def _of_time(fact: Fact, poll: Poll) -> Iterable[Notice]:
    match fact:
        case TimeAdded(Cause.QUORUM):
            return _waited(poll)
        case TimeAdded(cause):
            return _extended(poll, cause)
        case Reminded():
            return [_asked(poll, place.member, "reminder") for place in unanswered(poll)]
        case Paused():
            return everyone(poll, Kind.ROUND_PAUSED, about(poll), beside(poll))
        case Resumed():
            until = beside(poll, until=iso(poll.until))
            return everyone(poll, Kind.ROUND_RESUMED, about(poll), until)
        case _:
            return ()  # presence, leaving, closing: they show on the card


# -- asking --------------------------------------------------------------------------------------


def opened(poll: Poll) -> Iterator[Notice]:
    """The question to everybody alike: those at the table in the room, the others alone."""
    args = _asking(poll)
    shown = beside(poll, until=iso(poll.until))
    yield Notice(Kind.POLL_OPENED, Room(), args, asks=_at_table(poll, poll.asker), shown=shown)
    for place in eligible(poll):
        if place.apart:
            yield _request(poll, place)


def _at_table(poll: Poll, besides: MemberId | None) -> tuple[MemberId, ...]:
    """Whom the room's message asks: all who are there but one, whether they have answered or not,
    because that is nobody's business."""
    live = (place.member for place in eligible(poll) if not place.apart and not place.away)
    return tuple(member for member in live if member != besides)


def _request(poll: Poll, place: Place) -> Notice:
    """The question to one member alone."""
    wrote = "yes" if place.member == poll.asker else "no"
    shown = beside(poll, member=place.member, until=iso(poll.until))
    asks = () if place.away else (place.member,)
    args: dict[str, Arg] = {**_asking(poll), "yours": wrote, "where": "alone"}
    return Notice(Kind.POLL_OPENED, To(place.member), args, asks=asks, shown=shown)


def _asking(poll: Poll) -> dict[str, Arg]:
    return {
        **about(poll),
        **rules(poll),
        **readers(poll),
        "options": options(poll),
        "ballot": ballot(poll),
        "yours": "no",
        "where": "room",
    }


def _asked(poll: Poll, member: MemberId, code: str) -> Notice:
    """A private question that waits for an answer; ``code`` says which (contract §9)."""
    args: dict[str, Arg] = {
        **_asking(poll), "code": code, "answered": len(counted(poll)), "where": "alone",
    }  # fmt: skip
    shown = beside(poll, code=code, member=member, until=iso(poll.until))
    return Notice(Kind.ASKED, To(member), args, asks=(member,), shown=shown)


def _added(poll: Poll) -> Iterator[Notice]:
    """One more option: everybody hears once, and an answer that was given stands."""
    option = poll.options[-1]
    args: dict[str, Arg] = {
        **_asking(poll),
        "added": Lines((option_line(poll, option),)),
        "by": Who(option.author or poll.asker),
        "own": "no",
    }
    shown = beside(poll, until=iso(poll.until))
    yield Notice(Kind.OPTION_ADDED, Room(), args, asks=_at_table(poll, option.author), shown=shown)
    for member in those_apart(poll):
        answered = "yes" if ballot_of(poll, member) else "no"
        own = "yes" if member == option.author else "no"
        mine = {**args, "where": "alone", "answered": answered, "own": own}
        yield Notice(Kind.OPTION_ADDED, To(member), mine, asks=(member,), shown=shown)


# -- receipts ------------------------------------------------------------------------------------


def _receipt(poll: Poll, voted: Ballot) -> Iterator[Notice]:
    """What was understood, and how to put it right; with the counts so far, where who has answered
    may see them."""
    settings = poll.settings
    shows = settings.hidden is not Hidden.CLOSED and not settings.anonymous
    choice = kind_of(poll).tell(voted.marks, poll.options, settings) if voted.marks else ()
    args: dict[str, Arg] = {
        **about(poll),
        "passed": "yes" if voted.passed else "no",
        "choice": Lines(choice),
        "reason": "yes" if voted.words else "no",
        "words": Words((voted.words,) if voted.words else ()),
        "stands": "yes" if shows else "no",
        "lines": Lines(result(poll).lines if shows else ()),
        "seen": "no" if poll.hides else "yes",
        "anonymous": "yes" if settings.anonymous else "no",
        "fewest": settings.shows_from,
        "code": Text(voted.code),
        "voice": _voice(poll, voted),
        "list": list_shown(poll),
        "receipt": Text(""),  # the shell knows it, where there is one
        "receipt_known": "no",
    }
    member = voted.member
    yield Notice(Kind.VOTE_RECEIVED, To(member), args, shown=beside(poll, member=member))


def _voice(poll: Poll, voted: Ballot) -> str:
    """``only`` where an answer is heard, and weighs nothing."""
    place = poll.place(voted.member)
    return "only" if place is not None and not place.weight else "vote"


def _taken_back(poll: Poll, member: MemberId) -> Iterator[Notice]:
    """Not where a newer answer of theirs stands: nothing has changed then."""
    if not poll.over and ballot_of(poll, member) is not None:
        return
    args: dict[str, Arg] = {**about(poll), "over": "yes" if poll.over else "no"}
    yield Notice(Kind.VOTE_TAKEN_BACK, To(member), args, shown=beside(poll, member=member))


def _late(poll: Poll, late: Ballot) -> Iterator[Notice]:
    """A late answer is kept, and answered kindly."""
    came = poll.came.value if poll.came else "none"
    args: dict[str, Arg] = {**about(poll), "came": came, "kept": "yes"}
    yield Notice(Kind.LATE_VOTE, To(late.member), args, shown=beside(poll, member=late.member))


# -- time ----------------------------------------------------------------------------------------


def _extended(poll: Poll, cause: Cause) -> Iterator[Notice]:
    args: dict[str, Arg] = {**about(poll), "cause": cause.value, "missing": 0}
    shown = beside(poll, until=iso(poll.until), cause=cause.value)
    return everyone(poll, Kind.ROUND_EXTENDED, args, shown)


def _waited(poll: Poll) -> Iterator[Notice]:
    """Too few have answered: a number for the room, a private question for each one it waits for."""
    missing = max(0, needed(poll) - len(counted(poll)))
    args: dict[str, Arg] = {**about(poll), "cause": Cause.QUORUM.value, "missing": missing}
    shown = beside(poll, until=iso(poll.until), cause=Cause.QUORUM.value)
    silent = tuple(place.member for place in unanswered(poll))
    yield from everyone(poll, Kind.ROUND_EXTENDED, args, shown, besides=silent)
    for member in silent:
        yield _asked(poll, member, "quorum")


def _reopened(poll: Poll, by: MemberId) -> Iterator[Notice]:
    """Open again, with all its answers: everybody is asked once more."""
    args: dict[str, Arg] = {**_asking(poll), "by": Who(by), "own": "no"}
    shown = beside(poll, until=iso(poll.until))
    yield Notice(Kind.POLL_REOPENED, Room(), args, asks=_at_table(poll, by), shown=shown)
    for member in those_apart(poll):
        own = "yes" if member == by else "no"
        alone: dict[str, Arg] = {**args, "where": "alone", "own": own}
        yield Notice(Kind.POLL_REOPENED, To(member), alone, asks=(member,), shown=shown)
