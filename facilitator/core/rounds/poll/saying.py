"""What every notice of a poll can say, and the shapes they share."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    At,
    Lines,
    Notice,
    People,
    Room,
    Sentence,
    Text,
    To,
    Who,
)
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.poll.kinds.kind import figure
from facilitator.core.rounds.poll.state import Option, Place, Poll
from facilitator.core.rounds.poll.tally import eligible, kind_of, needed

FEW = 3
"""With no more places than that the numbers may tell who chose what, and that is said beforehand."""


class Kind(StrEnum):
    """The notices of a poll (contract §9); the words of each are ``poll-<kind>``."""

    POLL_OPENED = "poll_opened"
    VOTE_RECEIVED = "vote_received"
    VOTE_TAKEN_BACK = "vote_taken_back"
    VOTE_SEEN = "vote_seen"
    LATE_VOTE = "late_vote"
    ASKED = "asked"
    OPTION_ADDED = "option_added"
    ROUND_EXTENDED = "round_extended"
    ROUND_PAUSED = "round_paused"
    ROUND_RESUMED = "round_resumed"
    POLL_CLOSED = "poll_closed"
    POLL_CANCELLED = "poll_cancelled"
    POLL_REOPENED = "poll_reopened"
    LOT_DRAWN = "lot_drawn"


def iso(moment: datetime) -> str:
    """A moment as machine-readable notices carry it: UTC, whole seconds (contract §9)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def about(poll: Poll) -> dict[str, Arg]:
    """What every notice of a poll can say."""
    return {
        "number": poll.number,
        "kind": poll.kind,
        "title": Text(titled(poll.question)),
        "question": Text(poll.question),
        "asker": Who(poll.asker),
        "until": At(poll.until),
    }


def rules(poll: Poll) -> dict[str, Arg]:
    """The printed rules: how it is answered, who sees what, and how many it takes."""
    settings = poll.settings
    return {
        "called": Sentence(f"poll-{poll.kind}-name"),
        "how": Sentence(f"poll-{poll.kind}-how", limits(poll)),
        "how_by_mail": Sentence(f"poll-{poll.kind}-how-by-mail", limits(poll)),
        "hidden": settings.hidden.value,
        "seen": "no" if poll.hides else "yes",
        "names": "yes" if settings.names and not settings.anonymous else "no",
        "few": "yes" if len(eligible(poll)) <= FEW else "no",
        "why": settings.reason.value,
        "adds": "yes" if settings.adds and not kind_of(poll).fixed else "no",
        "decides": "yes" if kind_of(poll).decides else "no",
        "needed": needed(poll),
        "threshold": settings.threshold_percent,
        "target": settings.target,
        "early": "no" if poll.runs_on else "yes",
        "waited": "yes" if poll.waited else "no",
        "anonymous": "yes" if settings.anonymous else "no",
        "fewest": settings.shows_from,
        "weighted": "yes" if settings.weighted else "no",
        "weights": weights(poll),
        "chosen": "yes" if settings.chosen else "no",
        "voters": People(tuple(place.member for place in eligible(poll))),
    }


def weights(poll: Poll) -> Lines:
    """Whose answer weighs more or less than one, told to everybody alike."""
    unit = poll.settings.unit
    others = [place for place in eligible(poll) if place.weight != unit]
    return Lines(tuple(_weight(poll, place) for place in others if poll.settings.weighted))


def _weight(poll: Poll, place: Place) -> Sentence:
    weight = Text(str(figure(place.weight, poll.settings)))
    votes = "yes" if place.weight else "no"
    return Sentence(
        "poll-weight-of-member",
        {"member": Who(place.member), "weight": weight, "votes": votes},
    )


def limits(poll: Poll) -> Mapping[str, int | str]:
    """The numbers that say how an answer of this kind is given."""
    settings = poll.settings
    taps = not poll.hides and bool(kind_of(poll).taps(poll.options, settings))
    return {
        "seen": "no" if poll.hides else "yes",
        "anonymous": "yes" if settings.anonymous else "no",
        "taps": "yes" if taps else "no",
        "options": len(poll.options),
        "least": settings.least,
        "most": settings.most,
        "points": settings.points,
        "low": settings.low,
        "high": settings.high,
        "seats": settings.seats,
        "target": settings.target,
    }


def options(poll: Poll) -> Lines:
    """What there is to choose, numbered."""
    return Lines(tuple(option_line(poll, option) for option in poll.options))


def option_line(poll: Poll, option: Option) -> Sentence:
    """One option with its number, told to its reader: a moment in their own zone."""
    named = kind_of(poll).label(option, poll.settings)
    return Sentence("poll-option", {"number": option.number, "option": named})


def ballot(poll: Poll) -> Text | Lines:
    """The ballot that a mail program can fill in; moments stand there as its reader reads them."""
    if not any(option.begins for option in poll.options):
        return Text(kind_of(poll).write(poll.options, poll.settings, ()))
    return Lines(tuple(_ballot_line(poll, option) for option in poll.options))


def _ballot_line(poll: Poll, option: Option) -> Sentence:
    named = kind_of(poll).label(option, poll.settings)
    return Sentence("poll-ballot-line", {"mark": " ", "number": option.number, "option": named})


def readers(poll: Poll) -> dict[str, Arg]:
    """Who reads and answers by mail: said beforehand, to all (contract §8.6)."""
    members = tuple(place.member for place in eligible(poll) if place.by_mail)
    return {"letters": len(members), "readers": People(members)}


def beside(poll: Poll, **more: str | int) -> dict[str, str | int]:
    """The machine-readable fields of a notice (contract §9)."""
    return {"number": poll.number, **more}


def those_apart(poll: Poll) -> tuple[MemberId, ...]:
    """Who must also be told outside the room, in the order of places."""
    return tuple(place.member for place in poll.places if place.apart and not place.left)


def everyone(
    poll: Poll,
    kind: Kind,
    args: Mapping[str, Arg],
    shown: Mapping[str, str | int],
    besides: tuple[MemberId, ...] = (),
    by: MemberId | None = None,
) -> Iterator[Notice]:
    """Plain information for the room and for each one apart, but not those told otherwise. ``by`` is
    whose doing it is: they hear of it as that."""
    yield Notice(kind, Room(), {**args, "own": "no"}, shown=shown)
    for member in those_apart(poll):
        if member not in besides:
            own = "yes" if member == by else "no"
            yield Notice(kind, To(member), {**args, "own": own}, shown=shown)
