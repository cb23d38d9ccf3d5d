"""``weights=`` and ``anonymous=`` as they are typed: what is read, refused and carried on."""

from pathlib import Path

import pytest

from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy, di"
ASK = "ana> !poll choose weights={} Which?\\nBeans\\nKale"


@pytest.fixture
async def meeting(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A blank meeting."""
    one = await Meeting(tmp_path).open()
    yield one
    await one.close()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Ana:2", "Ana counts 2."),
        ("@ben:lab.test:0.5,cy:0", "Cy has a voice and no vote."),
        ("BEN:1.125", "Ben counts 1.125."),
        ("Ana:1.2345", "as a weight"),
        ("Ana:-1", "as a weight"),
        ("Ana", "as a weight"),
        ("2", "as a weight"),
        (",", "as a weight"),
        ("Ana:2,Ana:3", "two weights"),
        ("Zoe:2", "Zoe"),
        ("Ana:0,Ben:0,Eli:0,Cy:0,Di:0", "Somebody has to have a vote"),
    ],
)
async def test_weights_are_read_or_asked_about(meeting: Meeting, typed: str, says: str) -> None:
    """A name or an id, a colon, a number; what is no weight starts nothing."""
    told = await play(meeting, CREW, ASK.format(typed))
    assert says in told
    assert ("pins the card" in told) == ("count" in says or "voice" in says)


async def test_a_runoff_weighs_as_the_poll_did(meeting: Meeting) -> None:
    """Weights are the question's, and go on with it."""
    told = await play(
        meeting,
        CREW,
        ASK.format("Ben:2,Eli:2"),
        "ben>> 1",
        "eli>> 2",
        "ana> !end",
        "ana> !runoff 1",
    )
    assert told.count("Ben counts 2. Eli counts 2.") > 1
    assert "(poll 2)" in told


async def test_anonymous_no_is_a_poll_as_any(meeting: Meeting) -> None:
    """And so is a proposal."""
    told = await play(meeting, CREW, "ana> !poll choose anonymous=no Which?\\nA\\nB",
                      "ana> !propose anonymous=no We sow.")  # fmt: skip
    assert "It is anonymous" not in told
    assert "can't be anonymous" not in told


async def test_an_edited_answer_is_read_anew_and_kept_nowhere_else(meeting: Meeting) -> None:
    """In the private chat an edit is a new answer, with a new code."""
    ask = "ana> !poll choose anonymous=yes Which?\\nBeans\\nKale"
    first = await play(meeting, CREW, ask, "watch: ben, room", "ben>> 1")
    edited = await play(meeting, 'ben privately ~ "1" -> "2"')
    assert "Your code is" in first
    assert "2. Kale" in edited
    assert "Your code is" in edited
    assert "1 of 5 answered" in await play(meeting, "ana> !poll 1")
