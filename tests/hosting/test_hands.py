"""Hands in a talk with a queue: raised, called one after another, lowered, and refused elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.formats.checking import check_text
from facilitator.formats.library import Library
from facilitator.hosting.practices import shelf
from tests.transcripts.meeting import Meeting, play

TALK = """\
format: 1
name: table_talk
title: Table talk
purpose: Talk one thing over, one voice after another.
for: [crew]
size: {least: 2, most: 12, ideal: 4-8}
privacy:
  record: none
  note: What is said here stays here.
steps:
  - id: talk
    kind: open_discussion
    queue: yes
    prompt: What shall become of the lower field?
    host: Call nobody twice before everybody was called once.
    live: 20m
    slow: 3d
  - id: thanks
    kind: prompt_round
    prompt: One word to end with.
    host: One word is enough.
    live: 5m
    slow: 3d
"""
GARDEN = "circle crew Garden: ana(host), ben, eli"


@pytest.fixture
async def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Meeting]:
    """A meeting that has not begun, in a house that knows one practice more."""
    format_ = check_text(TALK, "table_talk.yaml", Library.shipped())
    monkeypatch.setitem(shelf.library(), "table_talk", format_)
    opened = await Meeting(tmp_path).open()
    yield opened
    await opened.close()


async def talk(meeting: Meeting, *lines: str) -> str:
    """Begin the talk, and let happen what the lines say."""
    return await play(meeting, GARDEN, "ana> !start table_talk", *lines)


async def test_hands_are_called_one_after_another(meeting: Meeting) -> None:
    """The first hand has the word at once; *done* alone gives it to the next."""
    assert "Ben, the word is yours" in await talk(meeting, "ben> !hand")
    assert "Hands: Eli" in await play(meeting, "eli +✋ card")
    assert "room" not in await play(meeting, "ben> We could plant beans.")
    told = await play(meeting, "ben> done")
    assert "Eli, the word is yours" in told
    assert "puts ✅ under “done”" in told


async def test_talk_keeps_the_word(meeting: Meeting) -> None:
    """Silence gives the word on after two minutes, words after ninety seconds of quiet."""
    await talk(meeting, "ben> !hand", "eli> !hand", "+100s", "ben> Beans.")
    assert "Eli, the word is yours" not in await play(meeting, "+80s")
    assert "Eli, the word is yours" in await play(meeting, "+20s")


async def test_a_word_for_a_hand_also_without_the_mark(meeting: Meeting) -> None:
    """As the card says it: alone in the room, and as an answer to the card, with what it is for."""
    assert "puts ✋ under “hand”" in await talk(meeting, "ben> hand", "eli> hand")
    told = await play(meeting, "ana re card> hand order")
    assert "puts ✋ under “hand order”" in told
    assert "Hands: Ana and Eli" in told


async def test_a_hand_taken_back_is_down(meeting: Meeting) -> None:
    """The reaction, or the message, that raised it is gone: so is the hand."""
    await talk(meeting, "ben> !hand", "eli +✋ card")
    assert "Hands: Ana and Eli" in await play(meeting, "ana> !hand order")
    assert "Hands: Ana" in await play(meeting, "eli -✋ card")
    assert "Hands:" not in await play(meeting, 'ana - "!hand order"')


async def test_a_hand_taken_back_after_the_talk_is_nothing(meeting: Meeting) -> None:
    """A round that is over does not mind."""
    await talk(meeting, "ben> !hand", "eli +✋ card", "ana re card> !next", "ana re card> !next")
    await play(meeting, "ana re card> !next")
    assert "refused" not in await play(meeting, "eli -✋ card")


async def test_a_host_calls_the_next_hand(meeting: Meeting) -> None:
    """*next* and *skip* take the word back, and the queue goes on by itself."""
    await talk(meeting, "ben> !hand", "eli> !hand")
    assert "Eli, the word is yours" in await play(meeting, "ana re card> !next")
    await play(meeting, "ben> !hand")
    assert "Ben, the word is yours" in await play(meeting, "ana re card> !skip eli")


async def test_other_words_of_hosts_and_members(meeting: Meeting) -> None:
    """A pause, more time and the way out and in again are said as in every round."""
    assert "All clocks stand still" in await talk(meeting, "ana re card> !pause")
    assert "We go on" in await play(meeting, "ana re card> !resume")
    assert "There is more time" in await play(meeting, "ana re card> !extend 10m")
    assert "more time for everyone" in await play(meeting, "ben> !more")
    assert "puts 👋 under “!out”" in await play(meeting, "ben> !out")
    assert "puts 👋 under “!in”" in await play(meeting, "ben> !in")
    assert "puts ✅ under “!chair eli”" in await play(meeting, "ana> !chair eli")
    assert "puts ⏭️ under “!pass”" in await play(meeting, "ben> !pass")
    assert "called off" in await play(meeting, "ana> !cancel")


async def test_a_second_letter_is_welcome(meeting: Meeting) -> None:
    """Somebody in their own time writes as often as they like, and each is read out."""
    circle = "circle crew Garden: ana(host), ben, eli(slow)"
    await play(meeting, circle, "ana> !start table_talk", "eli>> Beans.")
    assert "Eli (by letter) (to the card): Or rest." in await play(meeting, "eli>> Or rest.")


@pytest.mark.parametrize("begin", ["ana> !goaround What is growing?", "ana> !propose We rest."])
async def test_where_nobody_is_called_there_is_no_hand(meeting: Meeting, begin: str) -> None:
    """In every other form, and where nothing runs, it is refused kindly; a tap is just warmth."""
    await play(meeting, GARDEN, begin)
    assert "There is no queue of hands here just now" in await play(meeting, "ben> !hand")
    assert "There is no queue of hands here just now" in await play(meeting, "ben re card> !hand")


async def test_late_letters_do_not_end_the_next_step(meeting: Meeting) -> None:
    """A letter to a talk that is over is kept; the step that is held now goes on."""
    circle = "circle crew Garden: ana(host), ben; mail: cy"
    await play(meeting, circle, "ana> !start table_talk", "ana re card> !next")
    await play(meeting, "ana re card> !next")
    assert "Your words are kept" in await play(meeting, 'cy re "Let us talk"@ Late, and glad.')
    assert "puts 👂 under “Thanks.”" in await play(meeting, "ben re card> Thanks.")
