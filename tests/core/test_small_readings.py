"""Spans, days and names as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.dates import read_date
from facilitator.core.durations import read_span
from facilitator.core.naming import is_reserved, slug_of, suggestions

TODAY = date(2026, 3, 5)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("2m", timedelta(minutes=2)),
        ("3 h", timedelta(hours=3)),
        ("2 days", timedelta(days=2)),
        ("1W", timedelta(weeks=1)),
        ("0m", None),
        ("m", None),
        ("2 fortnights", None),
        ("9999w", None),
        ("-2h", None),
        ("2.5h", None),
    ],
)
def test_spans(typed: str, span: timedelta | None) -> None:
    """``90s 2m 3h 2d 1w``; nothing else is guessed."""
    assert read_span(typed) == span


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20 March", date(2026, 3, 20)),
        ("until 20 March", date(2026, 3, 20)),
        ("March 20th", date(2026, 3, 20)),
        ("1 March", date(2027, 3, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("20.3.", date(2026, 3, 20)),
        ("Mon 9 March", date(2026, 3, 9)),
        ("until Mon 9 March", date(2026, 3, 9)),
        ("Friday", date(2026, 3, 6)),
        ("Thursday", date(2026, 3, 12)),
        ("tomorrow", date(2026, 3, 6)),
        ("31 February", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days(typed: str, day: date | None) -> None:
    """Days as people write them, always the next time they come round."""
    assert read_date(typed, TODAY) == day


@given(st.text(max_size=40))
def test_no_text_breaks_a_date(text: str) -> None:
    """Anything may be typed after ``!away``."""
    found = read_date(text, TODAY)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Riverside", "riverside"),
        ("  The Garden! ", "the-garden"),
        ("Café Crème", "cafe-creme"),
        ("日本", ""),
        ("a" * 80, "a" * 30),
        ("--x--", "x"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """Letters, digits and ``-``."""
    assert slug_of(name) == slug


@given(st.text(max_size=60))
def test_slugs_stand_in_every_address(name: str) -> None:
    """Whatever a circle is called, its slug can stand in an alias and an address, or is empty."""
    slug = slug_of(name)
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_the_words_of_mail_and_rooms_are_kept_free() -> None:
    """No circle is called like a mail word or a room of a circle (contract §2)."""
    assert all(is_reserved(slug) for slug in ("hosts", "garden-leave", "request", "commons"))
    assert not is_reserved("garden")
    assert suggestions("garden", frozenset({"garden", "garden-2"})) == "garden-3"
