"""One person who floods is answered calmly; what counts for a round always counts."""

from datetime import UTC, datetime, timedelta

from facilitator.acts import React, Say
from facilitator.core.patience import MOST, Patience, Reply
from facilitator.store import tables as t
from tests.mail.garden import Garden
from tests.security.conftest import Events

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SLOWER = "A little slower, please"


def answers(garden: Garden, before: int) -> list[str]:
    """What the Facilitator said since."""
    return [p.act.plain for p in garden.matrix.brought[before:] if isinstance(p.act, Say)]


async def test_a_flood_of_commands_is_a_handful_of_answers(garden: Garden, events: Events) -> None:
    """Thirty answers in a minute, one line that asks for calm, then none; the next minute is new."""
    before = len(garden.matrix.brought)
    for n in range(90):
        await events.say("ben", ("!help", "!circle", "!nonsense")[n % 3])
    said = answers(garden, before)
    assert len(said) == MOST + 1
    assert said[-1].startswith(SLOWER)
    notes = [row["note"] for row in await garden.rows(t.inbox)]
    assert notes.count("too many") == 90 - MOST
    assert all(row["state"] == 1 for row in await garden.rows(t.inbox))
    await events.say("ana", "!help")  # others are answered as always
    assert len(answers(garden, before)) == MOST + 2
    garden.clock.advance(timedelta(minutes=1))
    await events.say("ben", "!help")
    assert len(answers(garden, before)) == MOST + 3


async def test_what_counts_for_a_round_always_counts(garden: Garden, events: Events) -> None:
    """After a flood, a turn's words, a pass, a position and a taking back work as ever."""
    await events.say("ana", "!propose We water at seven")
    for _ in range(MOST + 5):
        await events.say("ben", "!help")
    before = len(garden.matrix.brought)
    said = await events.say("ben", "!object it harms the beds")
    [words] = await garden.rows(t.words, source=said)
    assert words["text"] == "it harms the beds"
    acks = [p.act for p in garden.matrix.brought[before:] if isinstance(p.act, React)]
    assert React("🛑") in acks
    assert any("it harms the beds" in told for told in answers(garden, before))
    await events.say("ben", "!takeback", answers=said)
    [words] = await garden.rows(t.words, source=said)
    assert words["text"] == ""


async def test_a_ping_is_always_answered(garden: Garden, events: Events) -> None:
    """Each has its one "pong" (contract §4): operators and tests tell by it that all is well."""
    before = len(garden.matrix.brought)
    for _ in range(MOST * 2):
        await events.say("ben", "!ping")
    assert answers(garden, before) == ["pong"] * (MOST * 2)


async def test_settings_of_ones_own_are_done_without_an_answer(
    garden: Garden, events: Events
) -> None:
    """Only the answer is left out, never what was asked for."""
    for _ in range(MOST + 1):
        await events.say("ben", "!help")
    before = len(garden.matrix.brought)
    await events.say("ben", "!pace slow")
    assert answers(garden, before) == []
    [row] = await garden.rows(t.membership, member="mem_ben")
    assert row["lane"] == "slow"


def test_a_steady_flood_hears_of_it_once_a_minute() -> None:
    """Asked twice a second for ten minutes: thirty answers and one line in any minute."""
    patience = Patience()
    moments = [NOON + timedelta(seconds=n / 2) for n in range(1200)]
    told = [(at, patience.reply(("ben", "!a"), str(at), at)) for at in moments]
    for start in range(0, 600, 7):
        since = NOON + timedelta(seconds=start)
        minute = [reply for at, reply in told if since <= at < since + timedelta(minutes=1)]
        assert minute.count(Reply.ANSWER) <= MOST
        assert minute.count(Reply.SLOWER) <= 1


def test_the_same_intake_taken_again_gets_the_same_reply() -> None:
    """A batch that is repeated one by one uses nobody's patience twice."""
    patience = Patience()
    first = [patience.reply(("ben", "!a"), f"{n}", NOON) for n in range(40)]
    assert first == [patience.reply(("ben", "!a"), f"{n}", NOON) for n in range(40)]
    assert first.count(Reply.ANSWER) == MOST


def test_who_stopped_asking_is_forgotten() -> None:
    """What is remembered does not grow with the people who ever asked."""
    patience = Patience()
    for n in range(5000):
        patience.reply((f"@p{n}:lab.test", "!a"), "k", NOON + timedelta(seconds=n))
    assert patience.remembered() < 1500
