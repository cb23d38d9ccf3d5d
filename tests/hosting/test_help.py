"""Help leads to every word that works, and says only what works here and now."""

import pytest

from facilitator.core.notices import Arg
from facilitator.core.reading import COMMANDS, NOT_YET
from facilitator.hosting.helping import TOPICS, topic_of
from facilitator.wording import Wording
from tests.transcripts.meeting import Meeting, play
from tests.wording.readers import Reader

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"
MOST_LINES = 6


def told(kind: str, **args: Arg) -> str:
    """What help says, as a member reads it."""
    return Wording().phrase(kind, args, Reader()).plain


@pytest.mark.parametrize("word", sorted(set(COMMANDS) - NOT_YET - {"help"}))
def test_every_working_word_is_reached(word: str) -> None:
    """``!help`` and the word lead to a topic that tells of it."""
    topic = topic_of(word)
    assert topic is not None
    assert f"!{word}" in told(f"help-{topic}")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_short_and_named(topic: str) -> None:
    """Six lines at most, and the general help names it."""
    assert len(told(f"help-{topic}").splitlines()) <= MOST_LINES
    for mail in ("yes", "no"):
        assert topic in told("help-topics", mail=mail) or (topic, mail) == ("mail", "no")


def test_words_that_come_later_are_in_no_topic() -> None:
    """Nobody is led to what is not built yet."""
    words = {word for words in TOPICS.values() for word in words.split()}
    assert words & NOT_YET == set()
    assert {topic_of(word) for word in NOT_YET} <= {None, *TOPICS}


@pytest.mark.parametrize(
    ("begun", "says"),
    [
        ("ana> !goaround What is growing?", "A go-around is open"),
        ("ana> !round What is growing?", "A question is open"),
        ("ana> !propose We rest.", "A proposal is open"),
        ("ana> !start check_in", "A practice of several steps is open"),
        ("ana> !start crew_kickoff", "is open"),
    ],
)
async def test_help_begins_with_what_is_open(meeting: Meeting, begun: str, says: str) -> None:
    """Whatever runs in the room, its own words come first, and never where to go instead."""
    told = await play(meeting, CREW, begun, "ben> !help")
    assert says in told
    assert "are held in the rooms" not in told


async def test_only_who_leads_is_told_a_hosts_words(meeting: Meeting) -> None:
    """A host, and whoever has the chair; to others only how to take it."""
    await play(meeting, CREW, "ben> !goaround What is growing?")
    assert "!skip NAME" in await play(meeting, "ana> !help")
    assert "!skip NAME" in await play(meeting, "ben> !help")
    assert "!skip NAME" not in await play(meeting, "eli> !help")


async def test_notes_are_told_of_where_the_scribe_is(meeting: Meeting) -> None:
    """Only what works here: without the Scribe nothing is noted."""
    assert "!note" in await play(meeting, CREW, "ana> !help")
    assert "!note" not in await play(meeting, "ana> !helpers -scribe", "ana> !help")


async def test_a_letter_that_begins_with_help_stays_a_letter(meeting: Meeting) -> None:
    """Only a topic of ours behind it makes it a question to us."""
    await play(meeting, CREW, "ana> !round What do we need?")
    assert "!pause" in await play(meeting, "ben>> help pause")
    assert "👂 under “help Cy”" in await play(meeting, "ben>> help Cy")


async def test_status_in_a_strange_room_tells_nothing(meeting: Meeting) -> None:
    """What is open in somebody's circles is not told where others read."""
    await play(meeting, CREW, "ana> !goaround What is growing?", "room Kitchen: ana, fay")
    told = await play(meeting, "ana> !status")
    assert "growing" not in told


async def test_status_of_many_circles_says_which(meeting: Meeting) -> None:
    """In the private chat each line begins with its circle."""
    await play(meeting, CREW, "circle crew Meadow: ana(host), fay", "ana> !round What is new?")
    told = await play(meeting, "ana>> status")
    assert "Garden: nothing is open" in told
    assert "Meadow: One question to all. “What is new?”" in told


async def test_a_host_is_told_of_dates_and_helpers_where_nothing_runs(meeting: Meeting) -> None:
    """What a host can set going stands in a host's help, and in nobody else's."""
    assert "As a host" in await play(meeting, CREW, "ana> !help")
    assert "As a host" not in await play(meeting, "ben> !help")
