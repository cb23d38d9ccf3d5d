"""From kind and arguments to a sentence."""

import html
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import WordsId
from facilitator.core.notices import Arg, At, Difference, Entry, Letter, People, Text, Who, Words
from facilitator.wording import NoWords, Said, Wording, WrongArguments
from tests.wording.readers import ANA, BEN, CY, DI, Reader, wording

SAMPLE = """
floor = **{ $who }**, the floor is yours. When you have finished: "done" or ✅.
announced = Your place is open until { $until }.
    .mail-subject = [{ $circle }] Your turn: { $prompt }, by { $until }
    .mail =
        Dear { $who }, everyone in { $circle } answers one question:
        { $prompt }
        Just reply with **your** words. Begin with
            CONSENT        go ahead
            CONCERN ...    go ahead, and write down my worry
        Or else:
        - one & <b>two</b>
        - *three*
        See { $link } or [the register]({ $link }).
go-around-announced = Here now?
heard =
    { $heard ->
        [one] { $heard } voice
       *[other] { $heard } voices
    } of { $of }, { $lane ->
        [live] here
       *[other] in their own time
    }.
by-mail =
    { $people_count ->
        [0] Nobody reads by mail.
        [one] { $people } reads by mail.
       *[other] { $people } read by mail.
    }
typed = She said “{ $text }” in `{ $text }`.
    .alone =
        Before
        { $text }
        after
    .quoted = > { $text }
    .indented =
        Before

        {"    "}{ $text }
    .tag = [here]({ $text })
    .mail-subject = { $text }
said = "{ $words }"
    .mail =
        { $words }
round = { $letter }
    .inline = Look: { $letter }
changed = { $text }
gapped =
    Before

    { $lane ->
        [live] here
       *[other] {""}
    }

    { $text }

    { $lane ->
        [live] here
       *[other] {""}
    }
"""

LINK = "https://example.org/d/3?a=1&b=2"
ARGS: dict[str, Arg] = {
    "who": Who(CY),
    "circle": Text("Garden"),
    "prompt": Text("What is\ngrowing?"),
    "until": At(datetime(2026, 3, 9, 18, 0, tzinfo=UTC)),
    "link": LINK,
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    return wording(tmp_path_factory.mktemp("shelf"), en=SAMPLE)


def test_a_paragraph_that_is_empty_this_time_leaves_no_gap(sample: Wording) -> None:
    """Between paragraphs of ours is one blank line, and none at an end; what is typed keeps its own."""
    args: dict[str, Arg] = {"lane": "slow", "text": Text("one\n\n\ntwo")}
    told = sample.phrase("gapped", args, Reader(), surface="chat")
    assert told.plain == "Before\n\n    one\n\n\n    two"
    assert told.html.startswith("<p>Before</p>")


def test_a_name_is_a_link_in_chat_and_a_name_in_plain(sample: Wording) -> None:
    """Plain has no markup; chat HTML has an isolated mention; its member is mentioned."""
    told = sample.phrase("floor", {"who": Who(BEN)}, Reader())
    assert told.plain == 'Ben, the floor is yours. When you have finished: "done" or ✅.'
    assert told.html == (
        '<strong>\u2068<a href="https://matrix.to/#/@ben:hs">Ben</a>\u2069</strong>, the floor is '
        'yours. When you have finished: "done" or ✅.'
    )
    assert told.mentioned == (BEN,)


def test_a_mail_is_told_in_two_twins(sample: Wording) -> None:
    """The mail's plain text keeps lines and columns; its HTML has the same as blocks."""
    told = sample.phrase("announced", ARGS, Reader(manner="own"), surface="mail")
    assert told.plain == (
        "Dear Cy, everyone in Garden answers one question:\n"
        "    What is\n"
        "    growing?\n"
        "Just reply with your words. Begin with\n"
        "    CONSENT        go ahead\n"
        "    CONCERN ...    go ahead, and write down my worry\n"
        "Or else:\n"
        "- one & <b>two</b>\n"
        "- three\n"
        f"See {LINK} or the register <{LINK}>."
    )
    safe = LINK.replace("&", "&amp;")
    assert told.html == (
        "<p>Dear Cy, everyone in Garden answers one question:</p>\n"
        "<blockquote>What is<br>growing?</blockquote>\n"
        "<p>Just reply with <strong>your</strong> words. Begin with</p>\n"
        "<pre><code>CONSENT        go ahead\n"
        "CONCERN ...    go ahead, and write down my worry\n"
        "</code></pre>\n"
        "<p>Or else:</p>\n"
        "<ul>\n<li>one &amp; &lt;b&gt;two&lt;/b&gt;</li>\n<li><em>three</em></li>\n</ul>\n"
        f'<p>See <a href="{safe}">{safe}</a> or <a href="{safe}">the register</a>.</p>'
    )


def test_a_subject_is_one_plain_line(sample: Wording) -> None:
    """A subject has no line breaks, marks or controls, a short date, and long text cut."""
    assert sample.subject("announced", ARGS, Reader(manner="own")) == (
        "[Garden] Your turn: What is growing?, by Mon 9 March, 18:00"
    )
    args = {"text": Text("ab\r\nBcc: x\x00\u202e " + "long words " * 40)}
    subject = sample.subject("typed", args, Reader())
    assert subject.startswith("ab Bcc: x long words")
    assert subject.endswith(" …")
    assert len(subject) <= 72


def test_a_form_has_its_own_words_where_it_has_any(sample: Wording) -> None:
    """`go-around-announced` wins in a go-around; where it has no such surface, `announced`."""
    reader = Reader()
    assert sample.phrase("announced", {}, reader, form="go_around").plain == "Here now?"
    assert "until Mon" in sample.phrase("announced", ARGS, reader, form="round").plain
    assert (
        "Dear Cy"
        in sample.phrase("announced", ARGS, reader, form="go_around", surface="mail").plain
    )
    assert sample.has("announced", "go_around", "mail")
    assert not sample.has("announced", "go_around", "page")
    assert not sample.has("nothing")


def test_numbers_and_choices_select(sample: Wording) -> None:
    """Plurals follow the number, a choice selects, and the same shapes do not share a cache."""
    for heard, lane, told in (
        (1, "live", "1 voice of 5, here."),
        (3, "slow", "3 voices of 5, in their own time."),
    ):
        assert (
            sample.phrase("heard", {"heard": heard, "of": 5, "lane": lane}, Reader()).plain == told
        )


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ((), "Nobody reads by mail."),
        ((CY,), "Cy reads by mail."),
        ((CY, DI), "Cy and Di read by mail."),
        ((ANA, CY, DI), "Ana, Cy and Di read by mail."),
    ],
)
def test_people_are_told_as_one_says_them(
    sample: Wording, people: tuple[str, ...], told: str
) -> None:
    """A list is spoken, and the catalogue can count it."""
    phrase = sample.phrase("by-mail", {"people": People(people)}, Reader())  # type: ignore[arg-type]
    assert phrase.plain == told
    assert phrase.mentioned == people


def test_what_does_not_fit_is_a_bug_for_operators(sample: Wording) -> None:
    """Missing words, missing arguments, prose as a choice and misplaced blocks raise."""
    reader, letter = Reader(), Letter((Entry(ANA, ()),))
    with pytest.raises(NoWords):
        sample.phrase("nothing", {}, reader)
    with pytest.raises(NoWords):
        sample.phrase("floor", {"who": Who(ANA)}, reader, surface="mail")
    for kind, args, surface in (
        ("floor", {}, "chat"),
        ("floor", {"who": "Ana and Ben"}, "chat"),
        ("typed", {"text": Text("x")}, "tag"),
        ("round", {"letter": letter}, "inline"),
    ):
        with pytest.raises(WrongArguments):
            sample.phrase(kind, args, reader, surface=surface)


@pytest.mark.parametrize("surface", ["quoted", "indented"])
def test_a_block_may_be_quoted_or_indented_by_hand(sample: Wording, surface: str) -> None:
    """However a sentence sets typed text apart, all of its lines are set apart."""
    told = sample.phrase("typed", {"text": Text("a\nb")}, Reader(), surface=surface)
    assert told.plain.endswith("    a\n    b")
    assert told.html.endswith("<blockquote>a<br>b</blockquote>")


TRICKY = st.one_of(
    st.text(),
    st.text(alphabet="<>&\"'`*_[](){}!\\#-\n\t @room\ue000\ue001\uf001\uf0ff\u2068\u2069\u0002"),
)


@settings(max_examples=200, deadline=None)
@given(text=TRICKY)
def test_typed_text_is_never_markup(sample: Wording, text: str) -> None:
    """Whatever somebody types stands literally in plain and escaped once in HTML."""
    told = sample.phrase("typed", {"text": Text(text)}, Reader())
    escaped = html.escape(text).replace("\n", "<br>")
    assert told.plain == f"She said “{text}” in {text}."
    assert told.html == f"She said “\u2068{escaped}\u2069” in <code>{escaped}</code>."
    assert told.mentioned == ()

    alone = sample.phrase("typed", {"text": Text(text)}, Reader(), surface="alone")
    assert alone.html == f"<p>Before</p>\n<blockquote>{escaped}</blockquote>\n<p>after</p>"
    lines = [f"    {line}" if line.strip() else "" for line in text.split("\n")]
    assert alone.plain == "\n".join(["Before", *lines, "after"])


@settings(max_examples=200, deadline=None)
@given(name=TRICKY, words=TRICKY)
def test_names_and_words_are_never_markup(sample: Wording, name: str, words: str) -> None:
    """No tag in HTML comes from a name or from plain words, in any argument."""
    said = WordsId("wrd_1")
    reader = Reader(names={ANA: name}, said={said: Said(words)})
    told = sample.phrase("round", {"letter": Letter((Entry(ANA, (said,), (said,)),))}, reader)
    tags = set(re.findall(r"<[^>]*>", told.html))
    assert tags <= {
        '<a href="https://matrix.to/#/@ana:hs">',
        *("</a>", "<p>", "</p>", "<strong>", "</strong>", "<blockquote>", "</blockquote>", "<br>"),
    }
    changed = sample.phrase("changed", {"text": Difference(name, words)}, Reader())
    assert not re.search(r"<(?!/?(blockquote|strong|del|ul|li|p|br)>)", changed.html)
    inline = sample.phrase("said", {"words": Words((said,))}, reader)
    assert inline.plain == f'"{words}"'


@settings(max_examples=100, deadline=None)
@given(text=TRICKY)
def test_no_typed_text_is_a_subject_of_two_lines(sample: Wording, text: str) -> None:
    """A subject cannot be split, whatever was typed: no header can be smuggled in."""
    subject = sample.subject("typed", {"text": Text(text)}, Reader())
    assert len(subject.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", subject)


def test_a_language_that_lacks_something_is_helped_out(tmp_path: Path) -> None:
    """Missing message, missing region, missing language: each falls back, down to English."""
    folder = tmp_path / "shelf"
    german = wording(folder, "de-AT", en="hello = Hello\nbye = Bye", de="hello = Hallo")
    assert german.language == "de"
    assert german.phrase("hello", {}, Reader()).plain == "Hallo"
    assert german.line("bye") == "Bye"
    for stranger in ("xx", "../en", ""):
        assert Wording(stranger, folder).language == "en"
        assert Wording(stranger, folder).line("hello") == "Hello"


def test_the_special_in_english_wins_over_the_general(tmp_path: Path) -> None:
    """A form's own words in English are better than the wrong words in one's language."""
    both = wording(tmp_path, "de", en="a = A\nround-a = Round A", de="a = Das A")
    assert both.phrase("a", {}, Reader(), form="round").plain == "Round A"


def test_lines_are_plain_labels(tmp_path: Path) -> None:
    """A label takes words as they are, and reads underscores as hyphens."""
    labels = wording(
        tmp_path, en="by-mail = { $name } (by mail)\nn = { $n ->\n  [1] x\n *[2] y\n }"
    )
    assert labels.line("by_mail", name="*Ana*") == "*Ana* (by mail)"
    assert labels.line("n", n=1) == "x"


def test_telling_twice_gives_the_same_bytes(sample: Wording, tmp_path: Path) -> None:
    """Same kind, arguments and reader: same phrase, cached or not (a retry repeats the words)."""
    again = wording(tmp_path, en=SAMPLE)
    for surface in ("chat", "mail"):
        first = sample.phrase("announced", ARGS, Reader(), surface=surface)
        assert first == sample.phrase("announced", ARGS, Reader(), surface=surface)
        assert first == again.phrase("announced", ARGS, Reader(), surface=surface)


def test_no_cache_holds_what_somebody_typed(tmp_path: Path) -> None:
    """Telling a thousand texts to the same sentence compiles it once."""
    fresh = wording(tmp_path, en=SAMPLE)
    for number in range(1000):
        fresh.phrase("typed", {"text": Text(f"text {number}")}, Reader())
    assert fresh._templates.cache_info().currsize == 1


def test_importing_loads_no_library() -> None:
    """`import facilitator.wording` costs nothing: libraries come with the first sentence."""
    code = (
        "import sys, facilitator.wording; "
        "print(*({'babel', 'markdown', 'nh3', 'fluent', 'pytz'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
