"""Polls in rooms: what counts where, what is asked about alone, and who may steer."""

import pytest

from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"
ASK = "ben> !poll choose Which word? hidden=no\\nRest\\nHelp\\nCircle"


async def test_the_name_of_an_option_is_an_answer_whatever_word_it_is(meeting: Meeting) -> None:
    """In the private chat "rest" answers the poll that has such an option, and lets no circle rest."""
    told = await play(meeting, CREW, ASK, "watch: room, ana", "ana>> Rest")
    assert "I have noted" in told
    assert "lets Garden rest" not in told


@pytest.mark.parametrize("word", ["!end", "!extend 1d", "!cancel", "!pause"])
async def test_only_hosts_and_whoever_asked_steer(meeting: Meeting, word: str) -> None:
    """Everybody else hears so, kindly, and nothing changes."""
    told = await play(meeting, CREW, ASK, "watch: room", f"eli re card> {word}")
    assert "whoever asked the question" in told
    assert "card |" not in told


async def test_whoever_asked_ends_it_without_being_host(meeting: Meeting) -> None:
    """It is their question; who ended it is said."""
    told = await play(meeting, CREW, ASK, "watch: room", "ana re card> 1", "ben> !end")
    assert "Ben has ended poll 1" in told
    assert "Chosen: “Rest”." in told


async def test_a_removed_message_takes_the_answer_back(meeting: Meeting) -> None:
    """Words and the reason with them, also where they were typed in the room."""
    told = await play(
        meeting, CREW, ASK, "ana re card> 1 because I am tired", "watch: room", 'ana - "1 because"'
    )
    assert "0 of 4 answered" in told


async def test_talk_below_the_card_reaches_those_by_mail(meeting: Meeting) -> None:
    """A reply that is no answer is talk, and goes where talk goes."""
    told = await play(
        meeting, CREW, ASK, "watch: room, cy", "ana re card> Is there cake as well?", "+20m"
    )
    assert "Is there cake as well?" in told
    assert "of 4 answered" not in told


async def test_a_poll_runs_beside_a_round(meeting: Meeting) -> None:
    """The words of a host are the round's; the poll is answered by its card and by its word."""
    begun = (CREW, "ana> !round What is growing?", ASK, "watch: room, ana")
    told = await play(meeting, *begun, "ana> !vote help")
    assert "1 of 4 answered" in told
    assert "Ana asks for a pause" in await play(meeting, "ana> !pause")


async def test_one_counts_once_over_chat_and_mail(meeting: Meeting) -> None:
    """A tap, a word in the room and a private line are one person's one answer."""
    told = await play(
        meeting, CREW, ASK, "watch: room",
        "ana +1️⃣ card", "ana re card> help", "ana>> circle", "ana> !poll 1",
    )  # fmt: skip
    assert "Circle: 1" in told
    assert "1 of 4 answered" in told
    assert "2 of 4" not in told


async def test_a_reason_taken_back_after_the_end_leaves_what_was_shown(meeting: Meeting) -> None:
    """The outcome is said anew without the words, and what was counted stays a number."""
    told = await play(
        meeting, CREW, ASK, "cy@ 1 because I am tired", "ana re card> 1", "ben> !end",
        "watch: room, cy", "cy@ TAKE BACK",
    )  # fmt: skip
    assert "tired" not in told
    assert "Rest: 2" in told
    assert "stays a number" in told


async def test_a_tie_is_drawn_by_whoever_asked(meeting: Meeting) -> None:
    """The seed is published; a second lot is refused."""
    begun = (CREW, ASK, "ana re card> 1", "eli re card> 2", "ben> !end", "watch: room")
    assert "the seed is" in await play(meeting, *begun, "ben> !lot 1")
    assert "There is no tie" in await play(meeting, "ben> !lot 1")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("!poll", "No polls here yet"),
        ("!poll 7", "There is no poll"),
        ("!poll guess", "There is no kind of poll"),
        ("!poll choose", "What would you like to ask?"),
        ("!poll check Good?\\nYes\\nNo", "always the same"),
        ("!poll choose Which? hidden=maybe\\nA\\nB", "can't make sense of hidden="),
        ("!poll choose Which? choose=3..2\\nA\\nB", "can't make sense of choose="),
        ("!poll choose Which? hiden=no\\nA\\nB", "hidden"),
        ("!poll choose Which?\\nA\\na", "there twice"),
        ("!vote 1", "No poll is open"),
        ("!option Tea", "No poll is open"),
        ("!reopen 1", "There is no poll"),
    ],
)
async def test_what_cannot_be_done_has_one_kind_answer(
    meeting: Meeting, typed: str, says: str
) -> None:
    """And changes nothing."""
    told = await play(meeting, CREW, "watch: room", f"ana> {typed}")
    assert says in told
    assert "pins the card" not in told


async def test_a_kind_may_be_left_out_where_there_is_something_to_choose(meeting: Meeting) -> None:
    """A question and two lines are a choice."""
    told = await play(meeting, CREW, "ana> !poll Where do we meet?\\n- The barn\\n- The shed")
    assert "1. The barn" in told
    assert "asks (poll 1)" in told
