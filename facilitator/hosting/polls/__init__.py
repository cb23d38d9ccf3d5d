"""Polls: asking, answering on every surface, steering, the list."""

from facilitator.hosting.polls.answering import (
    chose,
    edited,
    option,
    private,
    reacted,
    reply,
    take,
    take_back,
    unclear,
    vote,
    word,
)
from facilitator.hosting.polls.finding import answered, is_named, knows, which
from facilitator.hosting.polls.listing import poll
from facilitator.hosting.polls.steering import lot, reopen, runoff, steer
from facilitator.hosting.polls.taking_away import export, receipt
from facilitator.hosting.polls.unsigned import is_late

__all__ = [
    "answered",
    "chose",
    "edited",
    "export",
    "is_late",
    "is_named",
    "knows",
    "lot",
    "option",
    "poll",
    "private",
    "reacted",
    "receipt",
    "reopen",
    "reply",
    "runoff",
    "steer",
    "take",
    "take_back",
    "unclear",
    "vote",
    "which",
    "word",
]
