"""Answers that are none, late or given twice: each hears what became of it."""

from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"
OPEN = "ben> !poll choose Lunch? hidden=no\\nPizza\\nPasta\\nSoup"
HIDDEN = "ben> !poll choose Lunch?\\nPizza\\nPasta\\nSoup"


async def test_nothing_to_take_back(meeting: Meeting) -> None:
    """Whoever takes back what they never said is told so."""
    told = await play(meeting, CREW, HIDDEN, "watch: ana", "ana>> take back")
    assert "no answer of yours" in told
    assert "can't read" not in told


async def test_a_late_answer_gets_no_sign_that_it_counts(meeting: Meeting) -> None:
    """In the room neither: it is kept and not counted, and its author hears so alone."""
    told = await play(meeting, CREW, OPEN, "ben> !end", "watch: room, ana", "ana re card> 3")
    assert "had closed" in told
    assert "🗳️" not in told


async def test_talk_to_a_closed_poll_by_mail_hears_that_it_is_over(meeting: Meeting) -> None:
    """And not that it could not be read."""
    told = await play(
        meeting, CREW, OPEN, "ben> !end", "watch: cy", 'cy re "Your"@ Pizza is always great with me'
    )
    assert "is over" in told
    assert "can't read" not in told


async def test_a_reply_that_names_an_option_is_not_passed_over(meeting: Meeting) -> None:
    """In the room: it may be meant as an answer, so its author is told alone how to give one."""
    told = await play(
        meeting, CREW, OPEN, "watch: room, ana", "ana re card> Soup sounds great to me"
    )
    assert "I can't read that as an answer to “Lunch?”" in told
    assert "room | Facilitator" not in told


async def test_talk_in_reply_to_the_card_stays_talk(meeting: Meeting) -> None:
    """Words that name no option, and anything by somebody who has answered."""
    told = await play(
        meeting, CREW, OPEN, "ana re card> 1", "watch: room, ana, eli",
        "eli re card> who brings plates?",
    )  # fmt: skip
    more = await play(meeting, "ana re card> the pizza place is round the corner")
    assert "can't read" not in told + more


async def test_what_was_read_in_the_room_is_told_where_it_is_hidden(meeting: Meeting) -> None:
    """The word about its being seen says what was noted."""
    told = await play(meeting, CREW, HIDDEN, "watch: ana", "ana re card> pasta")
    assert "2. Pasta" in told


async def test_whoever_is_in_or_out_is_asked_for_those_words(meeting: Meeting) -> None:
    """A poll about who comes has no use for a number."""
    told = await play(meeting, CREW, "ben> !poll count Picnic?", "watch: cy", "cy@ perhaps")
    assert '"in" or "out"' in told


async def test_an_option_that_is_there_already(meeting: Meeting) -> None:
    """Whoever adds it anew is told its number."""
    told = await play(
        meeting, CREW, "ben> !poll choose add=yes Lunch?\\nPizza\\nPasta", "watch: room", "eli> !option pasta"
    )  # fmt: skip
    assert "is there already: it is number 2" in told


async def test_by_mail_there_is_no_card(meeting: Meeting) -> None:
    """Who sees what is told in words that hold for readers of letters."""
    told = await play(meeting, CREW, "watch: cy", OPEN)
    assert "card" not in told
    assert "as we go" in told


async def test_of_several_polls_the_private_chat_says_how_to_name_one(meeting: Meeting) -> None:
    """Not by a reply to the card: that would show what is hidden."""
    told = await play(
        meeting, CREW, HIDDEN, "ben> !poll check Is it warm?", "watch: ana", "ana>> 1"
    )  # fmt: skip
    assert "1 “Lunch?”, 2 “Is it warm?”" in told
    assert "!vote 1" in told
    assert "on its card" not in told


async def test_of_a_poll_and_a_proposal_both_ways_are_told(meeting: Meeting) -> None:
    """A poll by its number, the proposal by a reply."""
    told = await play(meeting, CREW, HIDDEN, "ben> !propose Tea", "watch: ana", "ana>> 1")
    assert "!vote 1" in told
    assert "as a reply to it" in told
