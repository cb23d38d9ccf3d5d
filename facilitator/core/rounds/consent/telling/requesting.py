"""The request for everybody's answer: when it opens, with a new text, and to one who is asked alone."""

from collections.abc import Iterator, Mapping

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Difference, Notice, Room, Text, To, Who
from facilitator.core.rounds.consent.before import own_before, said_before
from facilitator.core.rounds.consent.lasting import is_question
from facilitator.core.rounds.consent.recalling import asked_in_review
from facilitator.core.rounds.consent.state import Decision, Phase, Place
from facilitator.core.rounds.consent.tally import ballot_of, blocking, eligible, holds_back
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asked_by_practice,
    asking,
    beside,
    iso,
    readers,
    those_apart,
    timing,
)


def _requests(d: Decision, kind: Kind, extra: Mapping[str, Arg]) -> Iterator[Notice]:
    """The request to everybody alike: those at the table in the room, the others alone."""
    args = {**about(d), **timing(d), **asked_by_practice(d), **asked_in_review(d), **extra}
    args["text"] = Text(d.text)
    shown = beside(d, until=iso(d.slow_until))
    asked = [p for p in eligible(d) if not holds_back(d, p.member)]
    open_to = [p for p in asked if ballot_of(d, p.member) is None]
    live = tuple(p.member for p in open_to if not p.apart and not p.away)
    apart = [p for p in asked if p.apart]
    room: dict[str, Arg] = {**args, **readers(d), "yours": "no", "objection": 0}
    yield Notice(kind, Room(), room, asks=live, shown=shown)
    for place in apart:
        yield Notice(
            kind,
            To(place.member),
            {**room, **_own(d, place), **own_before(d, place.member)},
            asks=(place.member,) if place in open_to and not place.away else (),
            shown={**shown, "member": place.member},
        )


def asked_now(d: Decision, member: MemberId) -> Iterator[Notice]:
    """One member is asked by themselves: they came late to it, or are asked last."""
    place = d.place(member)
    if place is None or place.left:
        return
    args: dict[str, Arg] = {
        **about(d), **timing(d), **asked_by_practice(d), **asked_in_review(d), **said_before(d), **readers(d),
        **_own(d, place), "text": Text(d.text), "member": Who(member),
        "turn": "last" if d.last_asked else "new",
    }  # fmt: skip
    shown = beside(d, member=member, until=iso(d.slow_until))
    if place.apart:
        yield Notice(Kind.PROPOSAL_OPENED, To(member), args, asks=(member,), shown=shown)
    else:
        yield Notice(Kind.ASKED_NOW, Room(), args, asks=(member,), shown=shown)


def _own(d: Decision, place: Place) -> dict[str, Arg]:
    """What differs for this one reader: that they wrote it, that it should meet their worry, that
    an earlier answer of theirs can be given once more."""
    owned = d.owned(place.member)
    wrote = d.versions[-1].author == place.member
    newest = next((b for b in reversed(d.ballots) if b.member == place.member), None)
    return {
        "yours": "yes" if wrote and not is_question(d) else "no",
        "objection": owned.number if owned else 0,
        "answered": "yes" if newest and not newest.withdrawn else "no",
        "ahead": next((one.objection for one in d.ahead if one.member == place.member), 0),
    }


def opened(d: Decision) -> Iterator[Notice]:
    """Everybody is asked for their answer; who is alone has given it."""
    if d.phase is Phase.IN_FORCE:
        return iter(())
    return _requests(d, Kind.PROPOSAL_OPENED, said_before(d))


def amended(d: Decision, because: str = "") -> Iterator[Notice]:
    """The new text with its difference; whoever objected is asked whether it helps. ``because``
    names what made it new, where nobody gave a reason."""
    old, new = d.versions[-2], d.versions[-1]
    extra: dict[str, Arg] = {
        "author": Who(new.author),
        "difference": Difference(old.text, new.text),
        "because": because or ("yes" if new.reason else "no"),
        "reason": Text(new.reason),
        "open": len(blocking(d)),
    }
    yield from _requests(d, Kind.PROPOSAL_AMENDED, extra)
    apart = those_apart(d)
    for objection in blocking(d):
        if d.owned(objection.member) and objection.member not in apart:
            yield asking(d, objection.member, "objection-amended")
