"""The sentences of the discussion: all of them there, none left over, each told without a hole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from facilitator.core.ids import WordsId
from facilitator.core.notices import Arg, Notice, Room, To, Who
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion as di
from facilitator.wording import Said, Wording
from tests.core.discussion_table import Table
from tests.core.round_table import ANA, BEN, CY, DI, ELI, FAY, by_mail, live, slow
from tests.core.round_table import words as ids
from tests.core.sayings import calls
from tests.wording.readers import Reader

SHELF = Path(__file__).parents[2] / "config" / "wording" / "en"
FILE = SHELF / "discussion.ftl"
TOLD_BY_ITSELF = {"letter"}
"""A member's own words need no sentence of ours."""
GO_AROUND_SAYS = {"letter_read", "chair_handed", "place_kept", "words_removed"}
"""Where the go-around's sentence fits as it is, it is not written twice."""
MEMBERS = (ANA, BEN, CY, DI, ELI, FAY)
NAMES = {member: member.title() for member in MEMBERS}
VOICE = Wording()
"""Read once: parsing the catalogue is most of the time."""


KINDS = {kind for called, kind in calls(di) if called in ("Notice", "_later")}
CODES = {code for called, code in calls(di) if called == "Refusal"}


def messages(file: Path) -> dict[str, ftl.Message]:
    """The messages of a file, which has no junk in it."""
    resource = FluentParser().parse(file.read_text("utf-8"))
    assert not [each for each in resource.body if isinstance(each, ftl.Junk)]
    return {each.id.name: each for each in resource.body if isinstance(each, ftl.Message)}


def name_of(kind: str) -> str:
    """The message of a kind: its own name if that begins with the form's."""
    name = kind.replace("_", "-")
    return name if name.startswith("discussion-") else f"discussion-{name}"


def tables() -> Iterator[Table]:
    """Discussions in which everything happens at least once."""
    everyone = (live(ANA), live(BEN), by_mail(CY), slow(DI), live(ELI))
    settings = di.Settings(queue=True, first=(ELI,), most_each=2)
    mixed = Table(everyone, settings, timed=True)
    mixed.say(ELI)
    mixed.do(say.Next(ANA, after=ELI))
    for kind in di.HandKind:
        mixed.hand(BEN, kind)
        mixed.write(CY, f"{kind.value} one")
        mixed.do(say.Next(ANA, after=BEN))
        mixed.do(say.TookBack(CY, ids(f"{kind.value} one")))
    mixed.write(CY, "first")
    mixed.write(CY, "second")
    mixed.do(say.More(DI))
    mixed.do(say.More(BEN))
    mixed.do(say.Outage(timedelta(hours=2)))
    mixed.do(say.Pause(ANA))
    mixed.write(BEN, "waits")
    mixed.pass_time(hours=3)
    mixed.do(say.Resume(ANA))
    mixed.do(say.Add(ANA, live(FAY)))
    mixed.do(say.Chair(ANA, BEN))
    mixed.do(say.StepOut(FAY))
    mixed.until_due()
    assert mixed.heard[-1].kind == "time_cue"
    mixed.hand(ELI)
    mixed.hand(ANA)
    mixed.until_due()
    while mixed.state.phase is di.Phase.OPEN:
        mixed.until_due()
    mixed.do(say.Pause(BEN))
    mixed.pass_time(hours=3)
    mixed.do(say.Resume(BEN))
    mixed.do(say.Extend(BEN, timedelta(days=1)))
    mixed.do(say.Pass(DI))
    mixed.do(say.Finish(FAY))
    mixed.run_out()
    mixed.write(ELI, "late")
    mixed.do(say.TookBack(CY, ids("first")))
    yield mixed
    yield from others()


def others() -> Iterator[Table]:
    """Questions only, letters only, a time that is up, called off."""
    asking = Table(
        (live(ANA), live(BEN), by_mail(CY), slow(DI)),
        di.Settings(questions=True, silent=(BEN,), most_each=1),
    )
    asking.do(say.Left(ANA))
    asking.do(say.Add(CY, slow(ELI), host=True))
    asking.do(say.Cancel(CY, host=True))
    yield asking
    asked = di.Settings(questions=True, answerers=(DI,))
    answered = Table((live(ANA), by_mail(CY), slow(DI)), asked)
    answered.write(CY, "first")
    answered.write(CY, "first")
    answered.do(say.Speak(ANA, (), say.Via.ROOM))
    yield answered
    letters = Table((slow(ANA), by_mail(CY)))
    letters.run_out()
    yield letters
    up = Table((live(ANA), live(BEN)), di.Settings(queue=True), timed=True)
    up.now += timedelta(minutes=29)
    up.hand(BEN)
    up.hand(ANA)
    up.pass_time(minutes=1)
    up.do(say.Finish(BEN))
    up.run_out()
    yield up
    yield from few()


def few() -> Iterator[Table]:
    """A few at a table of a session: with the word going round, by mail, one who only listens."""
    turns = di.AtTable(turns=(ANA, BEN), telling="speaker", kept_time=True)
    swapping = Table((live(ANA), live(BEN), by_mail(CY)), di.Settings(table=turns), timed=True)
    swapping.do(say.Here(CY))
    swapping.write(CY, "waits")
    swapping.do(say.Add(CY, by_mail(DI), host=True))
    swapping.run_out()
    yield swapping
    listening = Table(
        (by_mail(ANA), by_mail(CY)), di.Settings(silent=(CY,), table=di.AtTable(apart=False))
    )
    listening.run_out()
    yield listening
    free = Table((slow(ANA), by_mail(CY)), di.Settings(table=di.AtTable(stays=True)))
    free.do(say.Speak(ANA, (), say.Via.ROOM))
    free.do(say.Cancel(CY, host=True))
    yield free


TABLES = tuple(tables())


def told(notice: Notice, surface: str) -> str:
    """A notice as one reader gets it."""
    kinds = [f"{kind.value} one" for kind in di.HandKind]
    names = ["first", "second", "waits", "late", *kinds]
    every = {WordsId(name): Said(f"words {name}") for name in names}
    alone = isinstance(notice.to, To)
    reader = Reader(names=NAMES, said=every, manner="own" if alone else "room")
    you = notice.to.member if isinstance(notice.to, To) else ANA
    house: dict[str, Arg] = {
        "you": Who(you),
        "circle": "Garden",
        "host": Who(ANA),
        "follows": "whole",
    }
    args = {**house, **notice.args}
    if surface == "mail-subject":
        return VOICE.subject(notice.kind, args, reader, form="discussion")
    return VOICE.phrase(notice.kind, args, reader, form="discussion", surface=surface).plain


def test_every_kind_and_code_has_its_words_and_nothing_is_left_over() -> None:
    """The catalogue and the core name the same things; what another form says is found there."""
    own = {name_of(kind) for kind in KINDS - TOLD_BY_ITSELF - GO_AROUND_SAYS}
    refusals = {f"refused-{code}" for code in CODES}
    elsewhere = messages(SHELF / "go_around.ftl").keys()
    assert messages(FILE).keys() - {"discussion-card"} == own | refusals - elsewhere
    assert {kind.replace("_", "-") for kind in GO_AROUND_SAYS} <= elsewhere


def test_every_story_together_says_everything() -> None:
    """The discussions above leave no kind of notice out, so that all are told in the next tests."""
    assert {notice.kind for table in TABLES for notice in table.heard} == KINDS


@pytest.mark.parametrize("surface", ["chat", "mail", "mail-subject"])
def test_everything_is_told_on_every_surface_it_goes_to(surface: str) -> None:
    """No missing argument, no wrong choice, and no double blank where something is left out."""
    for table in TABLES:
        for notice in table.heard:
            if notice.kind in TOLD_BY_ITSELF or (surface != "chat" and notice.to == Room()):
                continue
            text = told(notice, surface)
            assert text.strip()
            lines = text.replace("   More", " More").replace("   Travelling", " T").splitlines()
            assert not any("  " in line.strip() for line in lines), text
            assert "!" not in re.sub(r"!(?:in|keep)\b", "", text)  # words that are typed so
            assert " ," not in text
            assert " :" not in text


def test_each_mail_begins_with_the_matter_and_says_how_to_answer() -> None:
    """The first line is the phone's preview (contract §7); an asking mail says until when."""
    for table in TABLES:
        for notice in table.heard:
            if isinstance(notice.to, To):
                mail = told(notice, "mail")
                assert mail.startswith(f"Dear {notice.to.member.title()}, ")
                assert "a program, not a person" in mail
                if notice.asks:
                    assert "PASS" in mail
                    assert "until" in mail
                    assert "nobody is named" in mail


def test_what_asks_the_room_says_until_when_and_that_silence_is_fine() -> None:
    """The opening holds the rule of silence, the deadline, and the way to pass (contract §8.8)."""
    for table in TABLES:
        (opened,) = [n for n in table.heard if n.kind in ("discussion_opened", "table_opened")]
        text = told(opened, "chat")
        assert '"pass" is always fine' in text
        assert "until" in text
        assert "nobody is named" in text


def test_the_card_says_what_to_do_now_in_sixty_characters() -> None:
    """Its first line is what phones show (contract §5), on every face of it."""
    reader = Reader(names=NAMES)
    everyone = (live(ANA), live(BEN), by_mail(CY))
    for settings in (di.Settings(), di.Settings(questions=True), di.Settings(queue=True)):
        for table in (Table(everyone, settings), Table(everyone[:2], settings)):
            table.hand(ANA)
            if settings.queue:
                table.hand(BEN)
            for phase in di.Phase:
                state = replace(table.state, phase=phase)
                for at in (state, replace(state, paused_at=table.now), replace(state, floor=None)):
                    shown = di.card(at)
                    text = VOICE.phrase(
                        "card",
                        di.card_args(shown),
                        reader,
                        form="discussion",
                        surface=di.card_surface(shown),
                    ).plain
                    assert len(text.splitlines()[0]) <= 60, text
                    assert "!" not in text
                    assert "  " not in text


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_refusal_is_a_plain_sentence(code: str) -> None:
    """A refusal needs no arguments beside a host's name."""
    text = VOICE.phrase(f"refused-{code}", {"host": Who(ANA)}, Reader(names=NAMES)).plain
    assert text.endswith((".", "1d", "?"))
