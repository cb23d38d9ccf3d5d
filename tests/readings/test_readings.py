"""Free answers to a proposal, as people write them: what was meant, and what is read.

The figures stand in docs/reading-answers.md; ``python -m bench readings`` prints them anew.
"""

from pathlib import Path

import pytest

from bench.readings import (
    COUNTS_AS_CONSENT,
    MEANINGS,
    SETS,
    Reply,
    measured,
    read_as,
    replies,
    table,
    wrong,
)

ALL = [reply for name in SETS for reply in replies(name)]
READ = [(reply, read_as(reply)) for reply in ALL]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading-answers.md"


def shown(found: list[tuple[Reply, str]]) -> list[tuple[str, str, str]]:
    return [(reply.meant, got, reply.text) for reply, got in found]


def test_the_sets_are_large_and_varied() -> None:
    """At least 200 replies in English, half of them by another hand, and thirty in German; no two of
    a set alike, each meaning met, by mail and in chat."""
    assert len(replies("author")) >= 110
    assert len(replies("unseen")) >= 110
    assert len(replies("german")) >= 30
    for name in SETS:
        texts = [(reply.text.strip(), reply.medium) for reply in replies(name)]
        assert len(set(texts)) == len(texts)
    assert {reply.meant for reply in ALL} == set(MEANINGS)
    assert {reply.medium for reply in ALL} == {"mail", "chat"}


def test_nothing_is_read_as_consent_that_did_not_mean_it() -> None:
    """The promise of contract §6, over every reply: a concern is a consent too."""
    assert shown(wrong(READ, COUNTS_AS_CONSENT, COUNTS_AS_CONSENT)) == []


def test_no_worry_is_lost() -> None:
    """Who consents with a worry is not read as consenting without one."""
    assert shown(wrong(READ, {"consent"}, {"consent"})) == []


@pytest.mark.parametrize("name", SETS)
def test_a_wrong_block_is_rarer_than_say_it_again(name: str) -> None:
    """A reading may err towards blocking, and asks far more often than it errs."""
    figures = measured(replies(name))
    assert figures["wrongly_blocking"] < figures["asked"]
    assert figures["wrongly_blocking"] == 0  # what was mended once stays mended


@pytest.mark.parametrize(("name", "least"), [("author", 86), ("unseen", 48), ("german", 27)])
def test_as_many_are_read_as_meant_as_ever(name: str, least: int) -> None:
    """Caution does not creep: what was understood once is understood again."""
    assert measured(replies(name))["as_meant"] >= least


@pytest.mark.parametrize("name", SETS)
def test_the_figures_on_the_page_are_these(name: str) -> None:
    """The page shows the newest table of each set."""
    for line in table(replies(name)):
        assert line.rstrip() in PAGE.read_text("utf-8")
