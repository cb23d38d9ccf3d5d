"""Answers to a poll by mail: in words, or on the ballot of our letter, wherever a program put it."""

from bridges.email import letters
from bridges.email.house import Arrival, MailHouse
from bridges.email.words import matter
from facilitator.core.rounds import poll as core
from facilitator.hosting import polls
from facilitator.hosting.rounds import state_of
from facilitator.visit import Record, Visit


def take(
    house: MailHouse, visit: Visit, arrival: Arrival, member: Record, row: Record, source: str
) -> None:
    """Let a mail count as an answer. Raises ``Refusal``, which its author hears with their words."""
    if polls.is_late(visit, row, member["id"]):
        return
    state: core.Poll = state_of(visit, row)
    words = matter(arrival.text, [member["name"]])
    text = core.on_paper(state, words, arrival.mail.text)
    if not text.strip():
        letters.ask(house, visit, arrival, "empty-poll", row["title"])
    elif not polls.take(visit, member["id"], row, text, source):
        raise polls.unclear(visit, row)


def last_source(state: core.Poll, member: str) -> str | None:
    """Return where the member's newest answer came from, late ones among them."""
    mine = [
        one for one in (*state.ballots, *state.late) if one.member == member and not one.withdrawn
    ]
    return max(mine, key=lambda one: one.heard_at).source if mine else None
