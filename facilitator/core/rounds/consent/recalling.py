"""What the notices of a review can say: which decision it is about, and what was worried about then."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import (
    Arg,
    At,
    Difference,
    Entry,
    Letter,
    Notice,
    Room,
    To,
    Words,
)
from facilitator.core.rounds.consent.bearing import Bearing, looks_again
from facilitator.core.rounds.consent.facts import Fact, Proposed
from facilitator.core.rounds.consent.state import Decision, Ending, Objection
from facilitator.core.rounds.consent.tally import is_nameless


def comes_back(d: Decision) -> datetime | None:
    """When the earlier decision is looked at again, after a review that has settled nothing."""
    bearing = d.settings.bearing
    if bearing is None or d.closed_at is None or d.ending is None:
        return None
    withdrawn = d.ending is Ending.WITHDRAWN
    back = looks_again(bearing, d.closed_at, withdrawn=withdrawn)
    return d.settings.quiet_times.waking(back)


def begins_review(facts: tuple[Fact, ...], d: Decision) -> bool:
    """Whether the facts open a review: what it begins with stands in its request."""
    return d.settings.bearing is not None and isinstance(facts[0], Proposed)


def owner_changed(
    d: Decision, kind: str, args: Mapping[str, Arg], apart: tuple[MemberId, ...]
) -> Iterator[Notice]:
    """The room hears who looks after it now, and so do both whom it concerns, where they are apart."""
    shown: dict[str, str | int] = {"number": d.number, "member": d.owner}
    yield Notice(kind, Room(), {**args, "yours": "no"}, shown=shown)
    for member in apart:
        if member in (d.owner, d.proposer):
            own = {**args, "yours": "yes" if member == d.owner else "no"}
            yield Notice(kind, To(member), own, shown=shown)


def asked_in_review(d: Decision) -> dict[str, Arg]:
    """What the request of a review can say, beside what every request says."""
    bearing = d.settings.bearing
    if bearing is None:
        return {}
    standing = [one for one in d.objections if one.blocks and one.reasons]
    return {
        "worried": len(bearing.worries),
        "recalled": _recalled(bearing),
        "objected": len(standing),
        "objecting": _objecting(d, standing),
        "revision": Difference(bearing.text, d.text),
    }


def _recalled(bearing: Bearing) -> Arg:
    return _quoted([(worry.member, worry.words) for worry in bearing.worries])


def _objecting(d: Decision, standing: list[Objection]) -> Arg:
    said: list[tuple[MemberId | None, tuple[WordsId, ...]]] = []
    for one in standing:
        whose = None if is_nameless(d, one) else one.member
        said.append((whose, tuple(reason.words for reason in one.reasons)))
    return _quoted(said)


def _quoted(said: list[tuple[MemberId | None, tuple[WordsId, ...]]]) -> Arg:
    """Words with their owners; without any names where none may be shown."""
    if any(member for member, _ in said):
        return Letter(tuple(Entry(member, words) for member, words in said))
    return Words(tuple(words for _, all_ in said for words in all_))


def of_review(d: Decision) -> dict[str, Arg]:
    """What every notice of a review can say: which decision it is about, and what it would do."""
    bearing = d.settings.bearing
    if bearing is None:
        return {}
    until = d.settings.review_on or d.review_at or d.slow_until
    return {
        "bears": bearing.what.value,
        "reviewed": bearing.number,
        "keeps_until": At(until),
        "again": At(comes_back(d) or until),
    }
