"""An answer that is said into the room, to nobody, is talk; whoever means it hears how to say it."""

import pytest

from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli, fay, gus"
PROPOSED = (CREW, "ben> !propose We water the beds at six.")
TALK = "that is talk"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("consent", "!consent"),
        ("I object because it is too early", "!object and why"),
        ("Objection: it is too early", "!object and why"),
        ("I have a concern about the pump", "!concern and your worry"),
        ("pass", "!pass"),
        ("no objections", "!consent"),
    ],
)
async def test_an_answer_to_nobody_is_told_how_it_counts(
    meeting: Meeting, said: str, word: str
) -> None:
    """It counts for nothing, and is not lost in silence."""
    await play(meeting, *PROPOSED)
    told = "\n".join(await meeting.take(f"eli> {said}"))
    assert TALK in told
    assert word in told
    assert "answered. Consent" not in told  # the card counts no more than before


@pytest.mark.parametrize("said", ["ok", "I'll pass you the hose", "we need consent here", "yes"])
async def test_talk_stays_talk(meeting: Meeting, said: str) -> None:
    """Nobody is corrected for words that are no answer."""
    await play(meeting, *PROPOSED)
    assert TALK not in "\n".join(await meeting.take(f"eli> {said}"))


async def test_who_has_answered_may_say_it_again(meeting: Meeting) -> None:
    """An answer that is there already is not asked for once more; an objection after it is."""
    await play(meeting, *PROPOSED, "eli +👍 card")
    assert TALK not in "\n".join(await meeting.take("eli> consent"))
    assert TALK in "\n".join(await meeting.take("eli> I object because of the frost"))


async def test_an_unnamed_objection_is_answered_alone(meeting: Meeting) -> None:
    """In the room nobody is pointed at."""
    await play(meeting, *PROPOSED)
    told = await meeting.take("eli> object unnamed it is too early")
    assert any("An objection without a name is for me alone" in line for line in told)
    assert TALK not in "\n".join(told)


async def test_a_sealed_answer_is_asked_for_alone(meeting: Meeting) -> None:
    """A command in the room would show it once more."""
    await play(meeting, CREW, "ben> !propose We water the beds at six. sealed=yes")
    told = "\n".join(await meeting.take("eli> consent"))
    assert "write it to me alone" in told


async def test_whether_an_objection_qualifies(meeting: Meeting) -> None:
    """Who is asked, and says it to nobody, hears how it counts."""
    await play(
        meeting, *PROPOSED, "eli> !object I sleep then", "ana> !examine 1 He can sleep later",
        "+25h",
    )  # fmt: skip
    assert "!qualifies not" in "\n".join(await meeting.take("fay> does not qualify"))
    assert TALK not in "\n".join(await meeting.take("eli> does not qualify"))


async def test_nothing_to_ask_is_heard_where_it_can_be(meeting: Meeting) -> None:
    """The same before consent is asked."""
    await play(meeting, CREW, "ben> !propose We water the beds at six. steps=full")
    assert "!pass" in "\n".join(await meeting.take("gus> no questions"))


async def test_the_proposer_answers_by_number(meeting: Meeting) -> None:
    """ "2: at nine" in the room is the answer to question 2, as the handbook says."""
    await play(
        meeting, CREW, "ben> !propose We water the beds at six. steps=full",
        "eli> !question Who has the key?", "fay> !question And on Sunday?",
    )  # fmt: skip
    told = "\n".join(await meeting.take("ben> 2: nobody waters on Sunday"))
    assert "puts 💬 under “2: nobody" in told
    assert "puts" not in "\n".join(await meeting.take("ben> 7: no such question"))


async def test_a_question_that_waits_is_seen_to_wait(meeting: Meeting) -> None:
    """All are heard, and nobody wonders why it does not go on."""
    await play(
        meeting, "circle crew Garden: ana(host), ben, eli",
        "ben> !propose We water the beds at six. steps=full", "ana +⏭️ card",
    )  # fmt: skip
    told = "\n".join(await meeting.take("eli> !question Who has the key?"))
    assert "2 of 2 heard. One question waits for its answer." in told
    assert "A question waits for its answer." in "\n".join(await meeting.take("eli> !status"))
    told = "\n".join(await meeting.take("ben> 1: I have it"))
    assert "waits for its answer" not in told


async def test_a_decision_is_named_by_its_number(meeting: Meeting) -> None:
    """What is missing is said of the word that was typed."""
    await play(meeting, *PROPOSED)
    assert "Which decision shall I show?" in "\n".join(await meeting.take("ana> !decision one"))
    assert "version by version" in "\n".join(await meeting.take("ana> !decision 1 version"))
    assert "would be void" in "\n".join(await meeting.take("ana> !void"))
