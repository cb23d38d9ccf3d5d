"""What a decision is that bears on an earlier one: it keeps it, puts a new text in its place, or lets
it go. Values only; what follows from them stands in :mod:`.lasting`
and :mod:`.reviewing`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, RoundId, WordsId

A_MONTH = timedelta(days=30)
"""After how long a review that settled nothing comes back."""


class What(StrEnum):
    """What becomes of the earlier decision when this one is adopted."""

    KEEP = "keep"
    """It stays as it is, and is looked at again later."""
    REVISE = "revise"
    """The new text takes its place."""
    DROP = "drop"
    """It is let go, and nothing takes its place."""


class Why(StrEnum):
    """Why the earlier decision is looked at again."""

    DATE = "date"
    OBJECTION = "objection"
    """Somebody objected after the printed time."""
    MEMBER = "member"
    """Somebody asked for it."""


@dataclass(frozen=True, slots=True)
class Worry:
    """A concern from when the earlier one was decided; without a member where it is sealed."""

    member: MemberId | None
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """The earlier decision a proposal is about: its round, number and text in force.

    ``review_at`` is when it would have been looked at again in any case.
    """

    what: What
    on: RoundId
    number: int
    text: str
    why: Why = Why.MEMBER
    worries: tuple[Worry, ...] = ()
    review_at: datetime | None = None


def with_text(bearing: Bearing, text: str) -> Bearing:
    """The same bearing for a text that was amended: the words in force are kept, others revise."""
    what = What.KEEP if text == bearing.text else What.REVISE
    return Bearing(
        what, bearing.on, bearing.number, bearing.text, bearing.why, bearing.worries,
        bearing.review_at,
    )  # fmt: skip


def looks_again(bearing: Bearing, closed_at: datetime, *, withdrawn: bool) -> datetime:
    """When the earlier one is looked at again, after a review that settled nothing.

    A month later; sooner where its own day comes before that. Whoever withdraws what they alone had
    brought leaves the day as it was.
    """
    planned = bearing.review_at
    if planned is None or planned <= closed_at:
        return closed_at + A_MONTH
    if bearing.why is Why.MEMBER and withdrawn:
        return planned
    return min(planned, closed_at + A_MONTH)
