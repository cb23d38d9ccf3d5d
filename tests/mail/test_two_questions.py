"""Two questions in one letter: which words are for which, what waits, and that nothing of it leaks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.formats.checking import check_text
from facilitator.formats.library import Library
from facilitator.hosting.practices import shelf
from tests.mail.scene import box, happen, scene, words
from tests.transcripts.meeting import Meeting

LETTER = 'cy re "Your turn"@ '
OWN = """\
format: 1
name: own
title: Our own
purpose: Ask several questions, some of them in one letter.
for: [crew]
size: {least: 2, most: 20, ideal: 2-8}
privacy: {record: none, note: What is said stays there.}
steps:
"""
ASK = '  - {id: %s, kind: prompt_round, prompt: "Question %s?", live: 5m, slow: %s}\n'
WHERE = """\
  - id: where
    kind: pick
    what: choice
    prompt: Where to?
    choices:
      there: {title: There, %s}
      near: {title: Near}
    live: 5m
    slow: 3d
"""
FIRST, SECOND, LAST = (
    ASK % ("a", "one", "3d"),
    ASK % ("b", "two", "{with: a}"),
    ASK % ("d", "four", "3d"),
)
WEIGHED = (
    FIRST.replace("id: a", "id: listed")
    + FIRST
    + """\
  - {id: b, kind: dot_vote, over: listed, points: 3, prompt: Weigh., live: 5m, slow: {with: a}}
"""
    + LAST
)
CROSSING = FIRST + ASK % ("c", "three", "3d") + SECOND + ASK % ("d", "four", "{with: c}")
ROUND_AGAIN = FIRST + WHERE % "back_to: {step: a, at_most: 2}" + SECOND
PAST_IT = FIRST + WHERE % "on_to: d" + SECOND + LAST


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A check-out has begun: its first two questions are in one letter."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy, di") as meeting:
        await happen(meeting, "ana> !start check_out")
        yield meeting


@pytest.fixture
async def circle(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A talking circle has come to its second turn: the question beside it is a choice of two."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy") as meeting:
        await happen(
            meeting, "ana> !start talking_circle", "ana re card> !next", "ana> !consent",
            "ben> !consent", "cy@ consent", "+12m", 'cy re "moving in you"@ PASS',
            "ana +👍 card", "ana +👋 card", "ben +👋 card", "ana re card> pass", "ben re card> pass",
        )  # fmt: skip
        yield meeting


def heard(meeting: Meeting) -> str:
    """Everything that was said in the room."""
    timeline = meeting.people.named("room").timeline
    return "\n".join(
        str(e["content"].get("body")) for e in timeline if e["type"] == "m.room.message"
    )


def last(meeting: Meeting, name: str = "cy") -> str:
    """The newest mail in somebody's mailbox, in one line."""
    return " ".join(words(box(meeting, name)[-1]).split())


async def come_to_b(meeting: Meeting) -> str:
    """Let the first question be over; return what is seen."""
    return await happen(
        meeting, "ben +👋 card", "ben re card> pass", "ana re card> pass", "ana re card> !next"
    )  # fmt: skip


async def test_there_is_one_letter_and_one_address(garden: Meeting) -> None:
    """Both questions stand in one letter with one reply address, and no second letter asks B."""
    (letter,) = [mail for mail in box(garden, "cy") if "Your turn" in str(mail["Subject"])]
    assert "goes home with you" in words(letter)
    assert "About the way we met" in words(letter)
    await happen(garden, LETTER + "A: Rain.\\nB: Tea.", 'di re "Your turn"@ PASS', "+80h")
    subjects = [str(mail["Subject"]) for mail in box(garden, "cy")]
    assert not any("question for you: About the way" in subject for subject in subjects)


async def test_what_waits_is_in_no_room_before_its_step(garden: Meeting) -> None:
    """B waits unseen; the receipt shows it under its letter; then it is read out once."""
    await happen(garden, LETTER + "A: Rain on the roof.\\nB: Shorter meetings.")
    assert "For B I keep, until the circle comes to it: Shorter meetings." in last(garden)
    assert "Shorter meetings" not in heard(garden)
    await happen(garden, "+80h")
    assert heard(garden).count("Shorter meetings.") == 1


async def test_words_without_a_letter_answer_a(garden: Meeting) -> None:
    """They are A's, and the receipt says that B is still open."""
    await happen(garden, LETTER + "Rain on the roof.")
    assert "Rain on the roof." in last(garden)
    assert "B is still open for you" in last(garden)


async def test_a_pass_alone_passes_both(garden: Meeting) -> None:
    """One word, both questions; the receipt says so."""
    await happen(garden, LETTER + "PASS")
    assert "For B it is noted that you pass" in last(garden)
    seen = await happen(
        garden, 'di re "Your turn"@ PASS', "ben +👋 card", "ben re card> pass", "ana re card> pass"
    )
    assert "Heard 2 of 4" in seen, "both are heard as soon as the circle comes to B"


async def test_b_pass_passes_b_alone(garden: Meeting) -> None:
    """The first question stays open."""
    seen = await happen(garden, LETTER + "B: PASS")
    assert "For B it is noted that you pass" in " ".join(seen.replace("|", " ").split())
    seen = await happen(garden, LETTER + "Rain.")
    assert "Rain." in seen


async def test_a_new_b_replaces_the_one_before(garden: Meeting) -> None:
    """Only the last one is read out."""
    await happen(garden, LETTER + "B: Shorter.", LETTER + "B: Longer.", LETTER + "A: Rain.", "+80h")
    assert "Longer." in heard(garden)
    assert "Shorter." not in heard(garden)


async def test_b_is_taken_back(garden: Meeting) -> None:
    """B alone by its letter; both by the word alone."""
    await happen(garden, LETTER + "A: Rain.\\nB: Shorter.", LETTER + "B: TAKE BACK")
    assert "yours again" in last(garden)
    await happen(garden, LETTER + "B: Longer.", LETTER + "TAKE BACK", "+80h")
    assert "Longer." not in heard(garden)
    assert "Shorter." not in heard(garden)


async def test_more_time_for_b_is_more_time_for_both(garden: Meeting) -> None:
    """There is one printed time."""
    seen = await happen(garden, LETTER + "B: MORE")
    assert "until Mon 9 March" in seen


async def test_answers_below_the_quoted_questions(garden: Meeting) -> None:
    """Who writes below each quoted question needs no letters."""
    quoted = (
        "> What goes home with you from this time together? A thought, a\\n"
        "> feeling, a next step.\\n\\nRain on the roof.\\n\\n"
        "> About the way we met - what shall we keep, and what might we try\\n"
        "> another way?\\n\\nShorter meetings."
    )
    await happen(garden, LETTER + quoted)
    assert "For B I keep, until the circle comes to it: Shorter meetings." in last(garden)
    assert "in Garden: Rain on the roof." in last(garden)


async def test_words_above_the_whole_quote_are_no_answer_to_b(garden: Meeting) -> None:
    """Neither above the quote nor at its very end."""
    letter = words(box(garden, "cy")[-1])
    quote = "\\n".join(f"> {line}" for line in letter.splitlines())
    await happen(garden, LETTER + f"Rain on the roof.\\n\\n{quote}")
    assert "B is still open for you" in last(garden)
    await happen(garden, LETTER + f"{quote}\\n\\nAnd the bell.")
    assert "B is still open for you" in last(garden)


async def test_an_answer_after_a_is_over_reaches_b(garden: Meeting) -> None:
    """Once the circle has come to B, B: is read out at once; words without a letter are asked about."""
    await come_to_b(garden)
    await happen(garden, LETTER + "Rain.")
    assert "I could not see for certain which one you answer" in last(garden)
    await happen(garden, LETTER + "B: Shorter meetings.")
    assert "Shorter meetings." in heard(garden)


async def test_nobody_waits_for_b_once_the_printed_time_is_over(garden: Meeting) -> None:
    """Three days for the letter are three days, and not six: then B closes with those who spoke."""
    await happen(garden, "ben +👋 card", "ben re card> pass", "ana re card> pass", "+73h")
    assert "About the way we met" in heard(garden)
    await happen(garden, "ben re card> Tea.", "ana re card> Bread.", "+1h")
    assert "This meeting is complete." in heard(garden)


async def test_silence_at_b_keeps_its_printed_time(garden: Meeting) -> None:
    """Where A ends early, B waits as long as the letter says."""
    await happen(garden, LETTER + "Rain.", 'di re "Your turn"@ A: Light.\\nB: PASS')
    await happen(garden, "ben +👋 card", "ben re card> pass", "ana re card> pass")
    await happen(garden, "ben re card> Tea.", "ana re card> Bread.", "+40h")
    assert "This meeting is complete." not in heard(garden)
    await happen(garden, LETTER + "B: Longer evenings.")
    assert "Longer evenings." in heard(garden)


async def test_a_choice_is_understood_at_once(circle: Meeting) -> None:
    """By its number or its words; what cannot be told is said so, and A is taken all the same."""
    await happen(circle, LETTER + "A: Water.\\nB: 2")
    assert "For B I keep, until the circle comes to it: It is enough" in last(circle)
    await happen(circle, LETTER + "A: Stones, too.\\nB: perhaps on Tuesday")
    assert "I could not read your answer to B" in last(circle)
    assert "Stones, too." in last(circle)


async def test_words_that_might_be_either_are_asked_about(circle: Meeting) -> None:
    """A number alone is an answer to B as well: a reading is never a guess."""
    await happen(circle, LETTER + "2")
    assert "I could not see for certain which one you answer" in last(circle)
    await happen(circle, LETTER + "B: 2")
    assert "It is enough" in last(circle)


async def test_words_for_a_step_that_never_comes_are_given_back(garden: Meeting) -> None:
    """The host ends all: whoever had written for B hears that nobody has seen it."""
    await happen(garden, LETTER + "B: Shorter meetings.", "ana re card> !cancel")
    assert any("Not asked after all" in str(mail["Subject"]) for mail in box(garden, "cy"))
    assert "Shorter meetings" not in heard(garden)


@pytest.fixture
async def own(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Meeting]:
    """A practice with these steps has begun, and both of its first questions are answered by mail."""
    format_ = check_text(OWN + request.param, "own.yaml", Library.shipped())
    monkeypatch.setitem(shelf.library(), "own", format_)
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy") as meeting:
        await happen(
            meeting, "ana> !start own", "cy@ A: One from Cy.\\nB: Two from Cy.",
            "ana re card> pass", "ben re card> pass", "+2m",
        )  # fmt: skip
        yield meeting


@pytest.mark.parametrize("own", [CROSSING], indirect=True)
async def test_while_one_second_question_waits_no_other_is_asked_beside(own: Meeting) -> None:
    """Whoever has answered B of one letter is asked the next one by itself, when its step comes."""
    await happen(
        own, "cy@ Three from Cy.", "ana re card> pass", "ben re card> pass", "+2m",
        "ana re card> pass", "ben re card> pass", "+2m",
    )  # fmt: skip
    assert heard(own).count("Two from Cy.") > 0
    assert "Question four?" in last(own)
    await happen(own, "cy@ Four from Cy.")
    assert "Four from Cy." in heard(own)


@pytest.mark.parametrize("own", [ROUND_AGAIN], indirect=True)
async def test_what_waits_is_not_lost_when_a_comes_round_again(own: Meeting) -> None:
    """The first question is asked once more; what was answered to B is still read out."""
    await happen(own, "ana re card> 1", "ben re card> 1", "cy@ 1", "+2m", "cy@ PASS")
    await happen(own, "ana re card> pass", "ben re card> pass", "+2m")
    await happen(own, "ana re card> 2", "ben re card> 2", "cy@ 2", "+2m")
    assert "Two from Cy." in heard(own)


@pytest.mark.parametrize("own", [PAST_IT], indirect=True)
async def test_a_question_that_is_passed_over_waits_no_more(own: Meeting) -> None:
    """Its author is told at once, and nothing is kept for it any more."""
    await happen(own, "ana re card> 1", "ben re card> 1", "cy@ 1", "+2m")
    assert any("Not asked after all" in str(mail["Subject"]) for mail in box(own, "cy"))
    await happen(own, "cy@ B: Four from Cy.")
    assert "I keep, until the circle comes to it" not in last(own)


async def test_the_letter_says_that_it_asks_two(garden: Meeting) -> None:
    """Its first sentence does not speak of one question where B stands below."""
    (letter,) = [mail for mail in box(garden, "cy") if "Your turn" in str(mail["Subject"])]
    said = " ".join(words(letter).split())
    assert "to answer two questions:" in said
    assert "one question" not in said


async def test_a_letter_with_one_question_says_one(garden: Meeting) -> None:
    """Where no second question stands below, the sentence stays as it was."""
    await happen(garden, LETTER + "PASS", 'di re "Your turn"@ PASS', "ana> !cancel")
    await happen(garden, "ana> !goaround What grew?")
    assert "to answer one question:" in last(garden)


@pytest.fixture
async def unhurried(tmp_path: Path) -> AsyncIterator[Meeting]:
    """Ben takes part in his own time, and has answered both questions in one private message."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben(slow); mail: cy") as meeting:
        await happen(meeting, "ana> !start check_out", "ben>> A: Rain.\\nB: Tea.")
        yield meeting


async def test_an_edit_keeps_each_answer_at_its_question(unhurried: Meeting) -> None:
    """What is written for B does not become words of A, and B reads as it was changed."""
    await happen(unhurried, 'ben privately ~ "Rain" -> "Snow"', 'ben privately ~ "Tea" -> "Coffee"')
    await happen(unhurried, "+80h")
    assert "Snow." in heard(unhurried)
    assert "Rain." not in heard(unhurried)
    assert "Tea." not in heard(unhurried)
    assert "B: Coffee." not in heard(unhurried)
    assert "Coffee." in heard(unhurried)


async def test_who_removes_the_message_takes_back_both(unhurried: Meeting) -> None:
    """Neither of the answers is read out."""
    await happen(unhurried, 'ben privately - "A: Rain."', "+80h", "+80h")
    assert "Rain." not in heard(unhurried)
    assert "Tea." not in heard(unhurried)


async def test_who_is_forgotten_leaves_no_answer_waiting(unhurried: Meeting) -> None:
    """What waited for B goes with the rest; nothing of it comes to the room."""
    await happen(unhurried, "ben>> !forget me", "ben>> yes", "+80h", "+80h")
    assert "Rain." not in heard(unhurried)
    assert "Tea." not in heard(unhurried)


async def test_the_letter_of_a_is_not_read_out(unhurried: Meeting) -> None:
    """A letter before an answer to A alone only says whose it is, by mail and in chat; A can be passed."""
    await happen(unhurried, LETTER + "A: Sun.", "ben>> A: Wind.", "+80h")
    assert "Sun." in heard(unhurried)
    assert "Wind." in heard(unhurried)
    assert "A: " not in heard(unhurried)


async def test_a_pass_alone_passes_a(garden: Meeting) -> None:
    """It is a pass, and no words for others to hear; B stays open."""
    await happen(garden, LETTER + "A: PASS", "+80h")
    assert "A: PASS" not in heard(garden)
    assert "Cy (by mail)" not in heard(garden)


async def test_points_that_come_too_late_are_kept_as_nobodys_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever answers B when the vote is over hears so, and no host can read what they placed."""
    format_ = check_text(OWN + WEIGHED, "own.yaml", Library.shipped())
    monkeypatch.setitem(shelf.library(), "own", format_)
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy") as meeting:
        await happen(meeting, "ana> !start own", "ana re card> The gate.", "ben re card> The well.")
        for _ in range(3):
            await happen(meeting, "ana re card> !next", "+2m")
        await happen(meeting, 'cy re "That was A"@ B: 1: 3')
        assert "The points are counted already" in last(meeting)
