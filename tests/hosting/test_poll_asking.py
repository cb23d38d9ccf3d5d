"""Asking a poll as people type it: on one line, without a kind, with a setting that does not fit."""

import pytest

from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"


async def asked(meeting: Meeting, line: str) -> str:
    """What the room sees when Ben types this."""
    return await play(meeting, CREW, "watch: room", f"ben> {line}")


@pytest.mark.parametrize(
    "line",
    [
        "!poll choose Lunch? Pizza, Pasta, Rice soup",
        "!poll choose Lunch? Pizza; Pasta; Rice soup",
        "!poll choose Lunch? Pizza / Pasta / Rice soup",
        "!poll choose Lunch? Pizza | Pasta | Rice soup",
        "!poll choose Lunch? Pizza, Pasta or Rice soup",
        "!poll choose Lunch? Pizza, Pasta, or Rice soup?",
        "!poll choose Lunch: Pizza, Pasta, Rice soup",
        "!poll Lunch? Pizza, Pasta, Rice soup",
        "!poll choose Lunch? hidden=no Pizza, Pasta, Rice soup",
    ],
)
async def test_options_on_the_line_of_the_question(meeting: Meeting, line: str) -> None:
    """Behind its question mark, or a colon, with commas or other signs between."""
    told = await asked(meeting, line)
    for said in ("Lunch", "1. Pizza\n", "2. Pasta\n", "3. Rice soup\n"):
        assert said in told
    assert "4." not in told


async def test_times_on_one_line(meeting: Meeting) -> None:
    """Of a poll about times, too."""
    told = await asked(meeting, "!poll time When? Fri 27 March 18:00; Sat 28 March 10:00")
    assert "1. Fri 27 March, 18:00" in told
    assert "2. Sat 28 March, 10:00" in told


async def test_a_question_with_commas_keeps_them(meeting: Meeting) -> None:
    """With options on lines of their own, nothing of the question is an option."""
    told = await asked(meeting, "!poll choose Ana asks: bread, or cake?\\nBread\\nCake")
    assert "Ana asks: bread, or cake?" in told
    assert "3." not in told


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("!poll Do we plant beans?\\nThis year\\nNext year", "Do we plant beans?"),
        ("!poll Does it matter?\\nA bit\\nVery much", "Does it matter?"),
        ("!poll Whose turn is it?\\nAna's\\nBen's", "Whose turn is it?"),
        ("!poll Who brings cake?\\nAna\\nBen", "Who brings cake?"),
        ("!poll When do we harvest?\\nEarly\\nLate", "When do we harvest?"),
    ],
)
async def test_a_question_without_a_kind(meeting: Meeting, line: str, question: str) -> None:
    """Its first word is no kind of poll, however like one it looks: it is a choice."""
    told = await asked(meeting, line)
    assert f" {question}\n" in told
    assert "Ben asks (poll 1):" in told


async def test_who_without_options_asks_who_is_in(meeting: Meeting) -> None:
    """And the question keeps its first word."""
    who = await asked(meeting, "!poll Who comes on Saturday?")
    assert "who is in" in who
    assert "Who comes on Saturday?" in who


async def test_when_with_times_asks_which_of_them(meeting: Meeting) -> None:
    """And the question keeps its first word."""
    when = await asked(meeting, "!poll When do we meet?\\nFri 27 March 18:00\\nSat 28 March 10am")
    assert "which time" in when
    assert "When do we meet?" in when


async def test_one_option_is_too_few(meeting: Meeting) -> None:
    """What is said is true: there is one."""
    told = await asked(meeting, "!poll choose Lunch?\\nPizza")
    assert "only one" in told
    assert "nothing to choose" not in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("!poll choose target=3 Lunch?\\nPizza\\nPasta", "`target=`"),
        ("!poll ranked scale=0..9 Lunch?\\nPizza\\nPasta", "`scale=`"),
        ("!poll check add=yes Is it good?", "`add=`"),
        ("!poll dots threshold=60% Lunch?\\nPizza\\nPasta", "`threshold=`"),
        ("!poll choose quorum=99 Lunch?\\nPizza\\nPasta", "99"),
        ("!poll choose hidden=maybe Lunch?\\nPizza\\nPasta", "voted"),
        ("!poll choose reason=sometimes Lunch?\\nPizza\\nPasta", "objection"),
        ("!poll choose choose=some Lunch?\\nPizza\\nPasta", "2..3"),
    ],
)
async def test_what_does_not_fit_is_refused(meeting: Meeting, line: str, said: str) -> None:
    """It is never left out in silence: nothing begins, and what would do is said."""
    told = await asked(meeting, line)
    assert said.strip("`") in told
    assert "card |" not in told


async def test_least_and_most_by_themselves(meeting: Meeting) -> None:
    """``min=`` and ``max=`` are what ``choose=`` says in one word."""
    told = await asked(meeting, "!poll choose min=2 max=3 What do we plant?\\nA1\\nB2\\nC3\\nD4")
    assert "2 to 3 of them" in told
    assert "min=" not in told
