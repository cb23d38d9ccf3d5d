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
from facilitator.hosting.polls.finding import answered, is_named, knows
from facilitator.hosting.polls.listing import poll
from facilitator.hosting.polls.steering import lot, reopen, runoff, steer

__all__ = [
    "answered",
    "chose",
    "edited",
    "is_named",
    "knows",
    "lot",
    "option",
    "poll",
    "private",
    "reacted",
    "reopen",
    "reply",
    "runoff",
    "steer",
    "take",
    "take_back",
    "unclear",
    "vote",
    "word",
]
