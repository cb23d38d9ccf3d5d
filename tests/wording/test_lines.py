"""Several sentences as lines, and one within a line."""

from datetime import UTC, datetime

from facilitator.core.notices import Arg, At, Lines, Sentence, Text, Who
from facilitator.wording import Wording
from tests.wording.readers import Reader


def told(*sentences: Sentence) -> tuple[str, str]:
    """The list of polls with these lines, in both twins."""
    args: dict[str, Arg] = {"count": len(sentences), "lines": Lines(sentences)}
    phrase = Wording().phrase("polls-shown", args, Reader())
    return phrase.plain, phrase.html


def test_each_sentence_stands_on_a_line_of_its_own() -> None:
    """Indented in plain text, and as lines of one block in HTML."""
    lines = [Sentence("poll-figure", {"option": Text(one), "votes": 2}) for one in ("Tea", "Milk")]
    plain, html = told(*lines)
    assert "    Tea: 2\n    Milk: 2" in plain
    assert "Tea: 2</div>" in html


def test_typed_text_is_never_markup_there() -> None:
    """Whatever somebody calls an option."""
    plain, html = told(Sentence("poll-figure", {"option": Text("<b>**x**</b>"), "votes": 1}))
    assert "<b>**x**</b>: 1" in plain
    assert "&lt;b&gt;**x**&lt;/b&gt;" in html


def test_names_and_times_are_the_readers() -> None:
    """A name as they know it, a moment in their zone; nobody is mentioned by a line."""
    when = At(datetime(2026, 3, 5, 18, tzinfo=UTC))
    plain, html = told(
        Sentence("poll-of-member", {"member": Who("ana"), "said": Text("Tea")}),  # type: ignore[arg-type]
        Sentence("poll-option", {"number": 1, "option": when}),
    )
    assert ": Tea" in plain
    assert "18:00" in plain
    assert "matrix.to" not in html
