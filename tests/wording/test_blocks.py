"""Letters, words and differences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import WordsId
from facilitator.core.notices import Difference, Entry, Letter, Words
from facilitator.wording import Said, Wording
from facilitator.wording.difference import Change, compared
from tests.wording.readers import ANA, BEN, CY, Reader, wording

SAMPLE = """
letter =
    Everyone's words:
    { $letter }
    .mail =
        Everyone's words:
        { $letter }
words =
    Cy wrote:
    { $words }
    .mail =
        Cy wrote:
        { $words }
amended =
    Ben has changed it:
    { $text }
"""

SEEDS, KNEE, RIVER = WordsId("wrd_1"), WordsId("wrd_2"), WordsId("wrd_3")
SAID = {
    SEEDS: Said("Tired, but the\n\nseedlings & I are up."),
    KNEE: Said("My knee is better.", "My knee is <strong>better</strong>."),
    RIVER: Said("I walked.", '<p><a href="https://matrix.to/#/@ana:hs">Ana</a> and I walked.</p>'),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    return wording(tmp_path_factory.mktemp("shelf"), en=SAMPLE)


def test_a_letter_has_names_words_passes_and_echoes(sample: Wording) -> None:
    """Entries stand in their order; a pass is told as one; the echo is set apart."""
    letter = Letter((Entry(ANA, (SEEDS,)), Entry(BEN, ()), Entry(CY, (KNEE, RIVER), (KNEE,))))
    told = sample.phrase("letter", {"letter": letter}, Reader(manner="own", said=SAID))
    assert told.plain == (
        "Everyone's words:\n"
        "Ana\n"
        "    Tired, but the\n"
        "\n"
        "    seedlings & I are up.\n"
        "\n"
        "Ben\n"
        "    passed\n"
        "\n"
        "Cy\n"
        "    My knee is better.\n"
        "    I walked.\n"
        "and in the echo:\n"
        "    My knee is better."
    )
    assert told.html == (
        "<p>Everyone's words:</p>\n"
        "<p><strong>\u2068Ana\u2069</strong></p>"
        "<blockquote>Tired, but the<br><br>seedlings &amp; I are up.</blockquote>"
        "<p><strong>\u2068Ben\u2069</strong></p><p><em>passed</em></p>"
        "<p><strong>\u2068Cy\u2069</strong></p>"
        "<blockquote><div>My knee is <strong>better</strong>.</div>"
        '<div><p><a href="https://matrix.to/#/@ana:hs">Ana</a> and I walked.</p></div></blockquote>'
        "<p>and in the echo:</p>"
        "<blockquote>My knee is <strong>better</strong>.</blockquote>"
    )


def test_room_and_mail_have_the_same_letter(sample: Wording) -> None:
    """The circle letter is the same in both lanes, word for word."""
    args = {"letter": Letter((Entry(ANA, (SEEDS,)), Entry(CY, (KNEE,), (RIVER,))))}
    room = sample.phrase("letter", args, Reader(said=SAID))
    mail = sample.phrase("letter", args, Reader(manner="own", said=SAID), surface="mail")
    assert room.plain == mail.plain


def test_words_by_mail_carry_no_matrix_ids(sample: Wording) -> None:
    """A mention within somebody's words is a name to those who read by mail."""
    args = {"words": Words((RIVER,))}
    told = sample.phrase("words", args, Reader(manner="own", said=SAID), surface="mail")
    assert "matrix.to" not in told.html
    assert "Ana</a> and I walked." in told.html


def test_a_small_change_is_marked_and_told_in_words(sample: Wording) -> None:
    """The new text stands whole, its new words strong; each change is a line in both twins."""
    old = "We water the beds at 6 in the morning. Ben looks after the hose."
    new = "We water the beds at 7 in the morning, always. Ben looks after the hose. Ana helps."
    told = sample.phrase("amended", {"text": Difference(old, new)}, Reader())
    assert told.plain == (
        "Ben has changed it:\n"
        f"    {new}\n"
        "- was “6”, now “7”\n"
        "- was “morning.”, now “morning, always.”\n"
        "- added: “Ana helps.”"
    )
    assert told.html == (
        "<p>Ben has changed it:</p>\n"
        "<blockquote>We water the beds at <strong>7</strong> in the <strong>morning, always."
        "</strong> Ben looks after the hose. <strong>Ana helps.</strong></blockquote>"
        "<ul><li>was “<del>6</del>”, now “<strong>7</strong>”</li>"
        "<li>was “<del>morning.</del>”, now “<strong>morning, always.</strong>”</li>"
        "<li>added: “<strong>Ana helps.</strong>”</li></ul>"
    )


def test_what_was_taken_out_is_told(sample: Wording) -> None:
    """Words that are gone have a line, since the new text cannot show them."""
    told = sample.phrase("amended", {"text": Difference("a b c d e", "a b d e")}, Reader())
    assert told.plain.endswith("    a b d e\n- taken out: “c”")
    assert told.html.endswith("<ul><li>taken out: “<del>c</del>”</li></ul>")


def test_a_new_text_is_told_beside_the_old(sample: Wording) -> None:
    """Texts that share little are shown whole, one below the other."""
    told = sample.phrase(
        "amended", {"text": Difference("We meet on\nMonday.", "No more.")}, Reader()
    )
    assert told.plain == (
        "Ben has changed it:\n    No more.\nBefore, it said:\n    We meet on\n    Monday."
    )


@settings(max_examples=200, deadline=None)
@given(st.text("ab c\n", max_size=40), st.text("ab c\n", max_size=40))
def test_a_comparison_loses_no_word(old: str, new: str) -> None:
    """The runs joined are the new text, and equal words make no change."""
    told = compared(old, new)
    assert "".join(run for run, _ in told.runs) == new
    if old.split() == new.split():
        assert told.changes == ()
    for change in told.changes or ():
        assert change != Change("", "")
        assert change.old in old
        assert change.new in new


def test_long_texts_are_not_compared() -> None:
    """Comparing takes quadratic time: beyond 2,000 words both texts are shown."""
    assert compared("a " * 3000, "b " * 3000).changes is None
