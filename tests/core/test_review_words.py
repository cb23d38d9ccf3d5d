"""Every notice of a review has words, reads as one, and no sentence of its own is left over."""

import re
from collections.abc import Iterator
from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from facilitator.core.notices import Arg, Notice, Text, To, Who
from facilitator.core.rounds.consent import Amend, Brought, Kind, Position, Postpone, What, card
from facilitator.shipped import shipped
from facilitator.wording.phrases import Wording
from tests.core.consent_table import ANA, BEN, CY, DAY, HOUR, MIXED, START, TABLE, TEXT
from tests.core.test_consent_words import Reader
from tests.core.test_reviews import FROST, Review

WORDING = Wording()
_EXCLAIMS = re.compile(r"!(?![a-z])")
SHELL: dict[str, Arg] = {
    "you": Who(CY), "circle": Text("Garden"), "host": Who(ANA), "follows": "whole",
    "log_code_known": "no", "log_code": Text(""), "receipt_known": "no", "receipt": Text(""),
}  # fmt: skip
"""What the shell adds to every notice."""


def reviews() -> Iterator[Review]:
    """Reviews of each kind: settled, settled provisionally, left as it was, with a late objection."""
    for what in What:
        text = TEXT if what is What.KEEP else "We water at eight."
        brought = (Brought(CY, FROST, "mail_1", START),)
        for sealed in (False, True):
            agreed = Review(MIXED).open(what, text, sealed=sealed)
            agreed.consents(*(place.member for place in TABLE))
            agreed.after(HOUR)
            agreed.says(MIXED[3].member, Position.CONCERN, "noise")
            agreed.consents(MIXED[4].member)
            agreed.after(10 * DAY)
            yield agreed
            left = Review(MIXED).open(what, text, brought, sealed=sealed)
            left.do(Amend(ANA, "We water at nine."))
            left.says(BEN, Position.OBJECT, "noise")
            left.do(Postpone(ANA))
            yield left


def spoken(notice: Notice) -> Iterator[str]:
    args = {**notice.args, **SHELL}
    yield WORDING.phrase(notice.kind, args, Reader(), form="review").plain
    if isinstance(notice.to, To):
        yield WORDING.phrase(notice.kind, args, Reader(), form="review", surface="mail").plain
        yield WORDING.subject(notice.kind, args, Reader(), form="review")


def test_every_notice_of_a_review_can_be_told() -> None:
    """In chat and by mail; no empty ones, no holes, no exclamation marks."""
    for story in reviews():
        for notice in story.told:
            for text in spoken(notice):
                assert text.strip()
                assert "{" not in text
                assert not _EXCLAIMS.search(text)


def test_every_card_of_a_review_can_be_told() -> None:
    """On each of its faces."""
    for story in reviews():
        shown = card(story.d)
        args = {**shown.args, **SHELL}
        phrase = WORDING.phrase("card", args, Reader(), form="review", surface=shown.face)
        assert phrase.plain.strip()


def test_no_sentence_of_a_review_is_an_orphan() -> None:
    """Each is a notice's, the card's, the shell's, or taken in by another."""
    used = {f"review-{kind.value.replace('_', '-')}" for kind in Kind}
    used |= {"review-card", "review-drop-text"}
    for message in _messages().values():
        used |= _taken_in(message)
    assert set(_messages()) - used == set()


@cache
def _messages() -> dict[str, ftl.Message]:
    source = (shipped("wording") / "en" / "review.ftl").read_text(encoding="utf-8")
    body = FluentParser().parse(source).body
    assert not [entry for entry in body if isinstance(entry, ftl.Junk)]
    return {entry.id.name: entry for entry in body if isinstance(entry, ftl.Message)}


def _taken_in(message: ftl.Message) -> set[str]:
    found: set[str] = set()

    class References(Visitor):
        def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
            found.add(node.id.name)

    References().visit(message)
    return found
