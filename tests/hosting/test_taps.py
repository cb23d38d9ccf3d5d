"""One tap is enough in every step: the card stays, and a homeserver takes the same tap there once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.formats.checking import check_text
from facilitator.formats.library import Library
from facilitator.hosting.practices import shelf
from tests.transcripts.meeting import Meeting, play

TWICE = """\
format: 1
name: twice
title: Twice
purpose: Ask the same ways twice.
for: [crew]
size: {least: 2, most: 12, ideal: 4-8}
privacy:
  record: none
  note: What is said here stays here.
steps:
  - id: fine
    kind: consent_vote
    prompt: We meet under the tree.
    host: Ask once.
    live: 20m
    slow: 3d
  - id: hello
    kind: go_around
    prompt: How are you?
    host: Listen.
    live: {each: 2m}
    slow: 3d
  - id: again
    kind: consent_vote
    prompt: We meet again next week.
    host: Ask once more.
    live: 20m
    slow: 3d
  - id: talk
    kind: open_discussion
    queue: yes
    prompt: What else?
    host: One after another.
    live: 20m
    slow: 3d
  - id: word
    kind: prompt_round
    prompt: One word to end with.
    host: One word is enough.
    live: 5m
    slow: 3d
"""
GARDEN = "circle crew Garden: ana(host), ben, eli"
FIRST, CALL, SECOND = '"under the tree"', '"Here now"', '"next week"'


@pytest.fixture
async def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Meeting]:
    """A meeting that has not begun, in a house that knows one practice more."""
    format_ = check_text(TWICE, "twice.yaml", Library.shipped())
    monkeypatch.setitem(shelf.library(), "twice", format_)
    opened = await Meeting(tmp_path).open()
    yield opened
    await opened.close()


async def everybody(meeting: Meeting, emoji: str, under: str) -> str:
    """Let all three tap under a message."""
    return await play(meeting, *(f"{who} +{emoji} {under}" for who in ("ana", "ben", "eli")))


async def second_vote(meeting: Meeting) -> None:
    """Let all consent to the first thing by a tap under it, be there, and come to the second."""
    await play(meeting, GARDEN, "ana> !start twice")
    await everybody(meeting, "👍", FIRST)
    await play(meeting, "+1m")
    await everybody(meeting, "👋", CALL)
    told = await play(meeting, "ana> !pass", "ben> !pass", "eli> !pass")
    assert "next week" in told


async def test_a_second_vote_in_one_practice_is_answered_with_one_tap(meeting: Meeting) -> None:
    """Each vote carries its own taps, and a tap from the first does not count in the second."""
    await second_vote(meeting)
    assert "0 of 3 answered" in await play(meeting, "= room")
    told = await everybody(meeting, "👍", SECOND)
    assert "3 of 3 answered" in told


async def test_an_old_tap_taken_away_changes_nothing_now(meeting: Meeting) -> None:
    """Whoever tidies up under the first vote still has their answer in the second."""
    await second_vote(meeting)
    await play(meeting, f"ana +👍 {SECOND}", f"ana -👍 {FIRST}")
    assert "2 of 3 answered" in await play(meeting, f"ben +👍 {SECOND}")


async def test_a_late_tap_under_an_old_question_does_not_count_now(meeting: Meeting) -> None:
    """What is tapped under the first vote is about the first, whoever does it and when."""
    await second_vote(meeting)
    told = await play(meeting, f"ben +🤔 {FIRST}")
    assert "1 of 3 answered" not in told + await play(meeting, "= room")


async def test_a_roll_call_is_answered_where_it_is_asked(meeting: Meeting) -> None:
    """Two tap 👋 under the question itself, and the turns begin when the third is there."""
    await play(meeting, GARDEN, "ana> !start twice")
    seeded = await play(meeting, "ana> !next")
    assert seeded.count("puts 👋") == 1
    told = await everybody(meeting, "👋", CALL)
    assert "the floor is yours" in told
    assert "puts ✅ under" in told


async def test_a_talk_can_be_tapped_though_the_card_was(meeting: Meeting) -> None:
    """✅ under the talk says that one has spoken, after ✅ under the card ended a turn."""
    await second_vote(meeting)
    seeded = await play(meeting, "ana> !next")
    assert "puts ✋" in seeded
    told = await play(meeting, 'ben +✋ "What else"')
    assert "Ben, the word is yours" in told


async def test_a_new_version_can_be_tapped_again(meeting: Meeting) -> None:
    """👍 for the first text stays on the card; the new text brings taps of its own."""
    await play(meeting, GARDEN, "ana> !propose We water at six.", "ben +👍 card", "eli +🤔 card")
    seeded = await play(meeting, "ana> !amend We water at seven.")
    assert "puts 👍" in seeded
    assert "puts 🔁" in seeded
    told = await play(meeting, 'ben +👍 "We water at seven"')
    assert "Answered" in told or "2 of 3 answered" in told
