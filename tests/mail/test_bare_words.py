"""Bare words by mail, dates, and letters to a host."""

from datetime import date, timedelta

import pytest

from bridges.email.words import Asking, Bare, bare_word, for_host, matter
from facilitator.core.dates import read_date

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("pass", Bare.PASS, ""),
        ("PASS.", Bare.PASS, ""),
        ("*More*", Bare.MORE, ""),
        ("“Later”", Bare.LATER, ""),
        ("Hello Ana,\n\ndone\n\nBest wishes,\nCy", Bare.DONE, ""),
        ("Thanks for asking!\npass", Bare.PASS, ""),
        ("Pass\n\nThank you!", Bare.PASS, ""),
        ("More\nI am in the mountains.\n", Bare.MORE, "I am in the mountains."),
        ("\n\nLiebe alle,\nPASS", Bare.PASS, ""),
    ],
)
def test_a_turns_word_at_the_start(text: str, word: Bare, rest: str) -> None:
    """A turn's word counts alone on the first line, after greeting and thanks."""
    read = bare_word(text, Asking.TURN, TODAY, ["Cy River"])
    assert read is not None
    assert (read.word, read.rest) == (word, rest)


@pytest.mark.parametrize(
    "text",
    [
        "I pass",
        "Pass the salt",
        "pass, please",
        "Some words.\npass",
        "more time",
        "No pass",
        "done and dusted",
        "passion",
        "",
        "\n \n",
        "Hello Ana,",
        "Help me say this: it rains.",
        "help\nme\nplease",
        "Leave the gate open.",
        "I am back",
        "take back your tools",
        "away",
        "Away until the snow melts",
        "away until 20 March\nand then there is rain",
        "away until 31 February",
        "away until 2026-03-01",
        "away until Friday 20 March 2027",
    ],
)
def test_everything_else_is_words(text: str) -> None:
    """What only looks like a word is the author's own text."""
    assert bare_word(text, Asking.TURN, TODAY) is None


@pytest.mark.parametrize("asking", Asking)
def test_whole_replies_count_anywhere(asking: Asking) -> None:
    """Leave, help, back, take back and away count wherever they are the whole reply."""
    for text, word in (
        ("leave", Bare.LEAVE),
        ("Hi,\nHelp!\nThanks", Bare.HELP),
        ("BACK", Bare.BACK),
        ("take back", Bare.TAKE_BACK),
        ("TAKE BACK.\n\nCy", Bare.TAKE_BACK),
    ):
        read = bare_word(text, asking, TODAY, ["Cy"])
        assert read is not None
        assert read.word is word


def test_a_turns_words_count_only_in_a_turn() -> None:
    """Pass, later, more and done mean nothing here to a post or a proposal."""
    for asking in (Asking.NONE, Asking.POST, Asking.PROPOSAL):
        assert bare_word("pass", asking, TODAY) is None


@pytest.mark.parametrize(
    ("text", "until", "span"),
    [
        ("Away until 20 March", date(2026, 3, 20), None),
        ("AWAY until 20 March.", date(2026, 3, 20), None),
        ("away until friday", date(2026, 3, 6), None),
        ("away until 20.3.", date(2026, 3, 20), None),
        ("away for 2 weeks", None, timedelta(weeks=2)),
        ("away 3d", None, timedelta(days=3)),
        ("away until 1w", None, timedelta(weeks=1)),
    ],
)
def test_away_until_a_day_or_for_a_time(
    text: str, until: date | None, span: timedelta | None
) -> None:
    """An absence has a day or a length."""
    read = bare_word(text, Asking.NONE, TODAY)
    assert read is not None
    assert (read.word, read.until, read.span) == (Bare.AWAY, until, span)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20 March", date(2026, 3, 20)),
        ("20th of March", date(2026, 3, 20)),
        ("the 20th March 2027", date(2027, 3, 20)),
        ("March 20", date(2026, 3, 20)),
        ("Mar. 20, 2026", date(2026, 3, 20)),
        ("Friday, 20 March", date(2026, 3, 20)),
        ("Friday 20 March", date(2026, 3, 20)),
        ("2026-03-20", date(2026, 3, 20)),
        ("20.3.", date(2026, 3, 20)),
        ("20.3.2026", date(2026, 3, 20)),
        ("20. 3. 2026", date(2026, 3, 20)),
        ("3 March", date(2027, 3, 3)),
        ("4 March", date(2027, 3, 4)),
        ("Wednesday", date(2026, 3, 11)),
        ("next Thu", date(2026, 3, 5)),
        ("Tuesday", date(2026, 3, 10)),
        ("30 Feb", None),
        ("3/4", None),
        ("Thursday 20 March", None),
        ("soon", None),
        ("", None),
        ("99.99.", None),
        ("0000-01-01", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    """A day is read in the common forms, always ahead, and never guessed."""
    assert day == read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("For Ana: please call me", ("Ana", "please call me")),
        ("Hello,\nfor ana:\nplease call me\nCy", ("ana", "please call me\nCy")),
        ('"For Ana: hm', None),
        ("For the one who reads this mail: x", None),
        ("For Ana", None),
        ("It is for Ana: x", None),
        ("", None),
    ],
)
def test_letters_to_a_host(text: str, read: tuple[str, str] | None) -> None:
    """A letter that begins "For Ana:" is told apart with its words."""
    assert read == for_host(text)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Hi all, consent from me.", "Hi all, consent from me."),
        ("Hello, I object", "Hello, I object"),
        ("Hi Ben, too early", "Hi Ben, too early"),
        ("Hi everybody I pass", "Hi everybody I pass"),
        ("Dear Ana, Ben and Di,", ""),
        ("Hi all, hope you're well", ""),
        ("Liebe Ana, lieber Ben,", ""),
    ],
)
def test_a_greeting_that_goes_on_with_an_answer_is_kept(line: str, left: str) -> None:
    """A line is stepped over only where it greets and does no more."""
    below = "and the rest"
    assert matter(f"{line}\n\n{below}", []) == (f"{left}\n\n{below}" if left else below)
