"""Every notice, refusal and card face of a poll has its words, for every kind, and none is without."""

from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from facilitator.shipped import shipped
from facilitator.wording.markup import Said
from facilitator.wording.phrases import Wording
from facilitator.wording.times import Manner
from tests.core.poll_table import ANA, BEN, CY, DAY, DI, ELI, HOUR, MIXED, SEEN, TABLE, Story

FACES = {"open", "paused", "closed", "cancelled"}
ANSWERS = {
    "choose": ("1", "2", "pears because they keep"), "check": ("good", "not sure", "worried, wet"),
    "gradients": ("1", "6", "8"), "count": ("in", "in", "out"),
    "score": ("1: 5, 2: 3", "2: 4", "1: 0"), "dots": ("1: 5, 2: 3", "2: 8", "3: 1"),
    "ranked": ("1, 2", "2, 1", "3"), "stv": ("1, 2", "2, 1", "3"),
}  # fmt: skip


class Reader:
    """Somebody who reads by mail and in chat, in Lisbon."""

    zone = ZoneInfo("Europe/Lisbon")
    manner: Manner = "own"
    now = Story().now

    def name(self, member: MemberId) -> str:
        """A name."""
        return member.capitalize()

    def link(self, member: MemberId) -> str | None:
        """No mention."""
        return None

    def words(self, words: WordsId) -> Said:
        """What was said."""
        return Said("They keep.")


def stories() -> Iterator[Story]:
    """Polls that bring every notice about."""
    for kind, said in ANSWERS.items():
        fixed = poll.KINDS[kind].fixed
        settings = poll.KINDS[kind].usual(SEEN)
        story = Story(MIXED, settings, kind, fixed or ("Apples", "Pears", "Plums"))
        for who, text in zip((ANA, BEN, CY), said, strict=True):
            story.says(who, text)
        story.says(ELI, "pass")
        story.waits(HOUR)
        yield story
    yield from _others()


def _others() -> Iterator[Story]:
    waiting = Story(MIXED, poll.Settings(quorum_people=4, adds=True, names=True))
    waiting.says(CY, "1 because they keep", "cy")
    waiting.do(poll.TakeBack("cy"))
    waiting.do(poll.AddOption(BEN, "Quinces"))
    waiting.do(poll.Join(DI, Lane.SLOW, by_mail=True))
    waiting.do(poll.Pause(ANA))
    waiting.do(poll.Resume(ANA))
    waiting.waits(9 * DAY)
    waiting.do(poll.Reopen(ANA))
    waiting.says(BEN, "more")
    waiting.do(poll.Extend(ANA, DAY))
    waiting.do(poll.Outage(DAY))
    waiting.do(poll.Cancel(ANA))
    waiting.says(CY, "1")
    yield waiting
    tie = Story(MIXED)
    tie.says(ANA, "1")
    tie.says(CY, "2")
    tie.told.append(poll.seen(tie.state, ANA))
    tie.do(poll.End(CY))
    tie.do(poll.Draw(ANA, "seed"))
    tie.says(BEN, "2")
    yield tie
    yield Story(TABLE, poll.Settings(hidden=poll.Hidden.VOTED, threshold_percent=60))


@cache
def notices() -> tuple[Notice, ...]:
    """Everything that was told in the stories."""
    return tuple(notice for story in stories() for notice in story.told)


def test_every_kind_is_told_in_the_stories() -> None:
    """So that the tests below look at all of them."""
    assert {notice.kind for notice in notices()} == {kind.value for kind in poll.Kind}


def test_every_notice_can_be_told_on_its_surfaces() -> None:
    """In chat, and by mail with a subject where one person is told."""
    wording, reader = Wording(), Reader()
    for notice in notices():
        you = "cy" if isinstance(notice.to, To) else ""
        args = {**notice.args, "you": you, "circle": "Garden", "host": "Ana"}
        phrase = wording.phrase(notice.kind, args, reader, form="poll")
        assert phrase.plain.strip()
        assert "  " not in phrase.plain.replace("    ", "")
        if isinstance(notice.to, To):
            assert wording.phrase(notice.kind, args, reader, form="poll", surface="mail").plain
            assert wording.subject(notice.kind, args, reader, form="poll")


def test_every_card_can_be_told() -> None:
    """Every face of it, whatever the kind."""
    wording, reader, seen = Wording(), Reader(), set()
    paused = Story()
    paused.do(poll.Pause(ANA))
    fresh = (
        Story(kind=kind, options=poll.KINDS[kind].fixed or ("A", "B", "C")) for kind in ANSWERS
    )
    for story in (*stories(), *fresh, paused):
        card = poll.card(story.state)
        args = {**card.args, "you": "", "circle": "Garden", "host": "Ana"}
        assert wording.phrase("card", args, reader, form="poll", surface=card.face).plain
        assert wording.phrase("poll-shown", poll.shown(story.state), reader).plain
        seen.add(card.face)
    assert seen == FACES


@pytest.mark.parametrize("kind", poll.KINDS)
def test_every_kind_has_its_words(kind: str) -> None:
    """What it is called, how one answers, and its options where they are always the same."""
    known = set(_messages())
    needed = {f"poll-{kind}-name", f"poll-{kind}-how", f"poll-{kind}-how-by-mail"}
    needed |= {f"poll-{kind}-{key}" for key in poll.KINDS[kind].fixed}
    assert needed <= known


def test_no_sentence_is_an_orphan() -> None:
    """Whatever is written in the file is said by a notice, a sentence, or another message of it."""
    said = {f"poll-{kind.value.replace('_', '-')}" for kind in poll.Kind}
    said |= {kind.value.replace("_", "-") for kind in poll.Kind} | {"poll-card", "poll-none"}
    said |= {"polls-shown", "polls-none", "poll-listed", "poll-shown"}
    said |= {
        f"poll-{kind}-{part}" for kind in poll.KINDS for part in ("name", "how", "how-by-mail")
    }
    said |= {f"poll-{one.name}-{key}" for one in poll.KINDS.values() for key in one.fixed}
    said |= {"poll-option", "poll-winner", "poll-figure", "poll-count-figure", "poll-of-member"}
    text = (shipped("wording") / "en" / "poll.ftl").read_text("utf-8")
    orphans = [
        name
        for name in _messages("poll.ftl")
        if name not in said and not name.startswith("refused-") and f"{{ {name} }}" not in text
    ]
    assert orphans == []


def test_refusals_can_be_told() -> None:
    """Each is one kind sentence, with what it was raised with."""
    wording, reader = Wording(), Reader()
    story = Story(settings=poll.Settings(least=2, most=2))
    for text in ("7", "1", "1, 2, 3", "2. Apples"):
        with pytest.raises(Refusal) as no:
            poll.read(story.state, text)
        assert wording.phrase(f"refused-{no.value.code}", no.value.words, reader).plain


def _messages(file: str | None = None) -> list[str]:
    folder = shipped("wording") / "en"
    names = [file] if file else [one.name for one in folder.iterdir() if one.name.endswith(".ftl")]
    found = []
    for name in names:
        resource = FluentParser().parse((folder / name).read_text("utf-8"))
        found += [entry.id.name for entry in resource.body if isinstance(entry, ftl.Message)]
    return found
