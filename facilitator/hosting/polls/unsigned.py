"""Answers to an anonymous poll: only alone, without a reason, and nothing is kept of those that come late."""

from facilitator.core.chain import code_of
from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.hosting import chance
from facilitator.hosting.polls.detaching import blank_raw
from facilitator.hosting.rounds import occasion_of, state_of
from facilitator.hosting.voice import tell_member
from facilitator.visit import Record, Visit


def is_alone(visit: Visit) -> bool:
    """Say whether nobody else can have seen what comes in just now: words in private, or a mail."""
    heard_in_room = visit.intake.ear == "matrix" and visit.place()["part"] != "private"
    return not heard_in_room


def require_alone(visit: Visit, poll: core.Poll, *, tapped: bool = False) -> None:
    """Refuse an answer that others can see, and a tap, which has no words of its own to be found by."""
    if poll.settings.anonymous and (tapped or not is_alone(visit)):
        raise Refusal("poll-anonymous-alone", {"title": Text(titled(poll.question))})


def code() -> str:
    """Return a code by chance, under which a ballot is found by whoever gave it."""
    return code_of(chance.salt() + chance.salt())


def is_late(visit: Visit, row: Record, member: str) -> bool:
    """Say whether what somebody writes alone comes after the end of an anonymous poll; then they hear
    so, and nothing of it is kept."""
    poll: core.Poll = state_of(visit, row)
    if not poll.settings.anonymous or not poll.over or not is_alone(visit):
        return False
    blank_raw(visit)
    me = MemberId(member)
    tell_member(visit, core.late(poll, me), occasion_of(visit, row), member)
    return True


def kept(visit: Visit, poll: core.Poll) -> None:
    """An answer is in the books: of the message or mail that brought it, nothing needs to stay."""
    if poll.settings.anonymous:
        blank_raw(visit)
