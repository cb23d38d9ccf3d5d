"""One member's crafted words cost milliseconds: nobody stops the others (S13, S31)."""

import time

import pytest

from facilitator.store import tables as t
from tests.mail.garden import Garden
from tests.security.conftest import Events

N = 60_000
AT_MOST = 1.5
"""Seconds of work; a regular expression gone wild takes many more."""

BODIES = {
    "spaces": "!goaround" + " " * N + "x",
    "equals": "!goaround x " + "window=" * (N // 7),
    "options": "!goaround " + "each=2m " * (N // 8),
    "at signs": "!skip " + "@" * N,
    "ids": "!skip " + "@a.b:c." * (N // 7),
    "commas": "!hosts add " + ", " * (N // 2) + "x",
    "an order": "!goaround order=" + "@a," * (N // 3) + " x",
    "a word": "!" + "a" * N,
    "consents": "!propose " + "consent but " * (N // 12),
    "one long word": "x" * N,
    "quotes": "> " * (N // 2),
    "digits": "!extend " + "9" * N,
    "an address": "!mail invite " + "a@" * (N // 2),
    "dots": "!mail invite " + "a." * (N // 2) + "@b",
    "a new circle": "!new crew " + "é-" * (N // 2),
    "a date": "!away until " + "1 march " * (N // 8),
    "direction": "!purpose " + "\u202e" * N,
    "lines": "!propose " + "\n" * N,
    "dashes": "!goaround " + "-" * N,
}
HTML = {
    "an open pill": '<a href="https://matrix.to/#/@' + "a" * N,
    "open pills": '<a href="https://matrix.to/#/@a:b">' * (N // 35),
    "deep": "<b>" * (N // 3),
    "details": "<details><summary>" * (N // 18),
    "pictures": '<img alt="' * (N // 10),
    "replies": "<mx-reply>" * (N // 10),
    "angles": "<" * N,
    "entities": "&" * N,
    "comments": "<!--" * (N // 4),
    "attributes": "<a " + "x=1 " * (N // 4) + ">",
    "lists": "<ul><li>" * (N // 8),
    "tables": "<table><tr><td>" * (N // 15),
}


async def timed(events: Events, body: str, html: str | None = None, **more: object) -> float:
    """How long one message takes, from push to delivery."""
    content: dict[str, object] = {"msgtype": "m.text", "body": body, **more}
    if html:
        content |= {"format": "org.matrix.custom.html", "formatted_body": html}
    begun = time.process_time()
    await events.push("m.room.message", "ben", content)
    return time.process_time() - begun


@pytest.mark.parametrize("what", BODIES)
async def test_words_cost_little(garden: Garden, events: Events, what: str) -> None:
    """Sixty thousand letters of any kind in a room are taken at once."""
    assert await timed(events, BODIES[what]) < AT_MOST


@pytest.mark.parametrize(
    ("what", "body"),
    [(what, "It grows") for what in HTML]
    + [(what, "!skip someone") for what in ("an open pill", "open pills", "angles", "replies")],
)
async def test_rich_words_cost_little(garden: Garden, events: Events, what: str, body: str) -> None:
    """So are sixty thousand of rich text, said as a command or in one's turn."""
    await events.say("ben", "!goaround What grows?")
    assert await timed(events, body, HTML[what]) < AT_MOST


@pytest.mark.parametrize("what", ["consents", "one long word", "quotes", "spaces", "dots"])
async def test_answers_cost_little(garden: Garden, events: Events, what: str) -> None:
    """So are answers to a proposal, whatever is read in them."""
    await events.say("ana", "!propose We water at seven")
    [round_] = await garden.rows(t.round_)
    [card] = await garden.rows(t.outbox, id=round_["card"])
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": card["ref"]}}}
    words = BODIES[what].partition(" ")[2] or BODIES[what]
    assert await timed(events, words, None, **reply) < AT_MOST
