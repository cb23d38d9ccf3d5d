"""The sentences of the go-around: all of them there, none left over, each told without a hole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, Room, To, Who
from facilitator.core.people import Lane
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga
from facilitator.wording import Said, Wording
from tests.core.go_around_table import Table
from tests.core.round_table import ANA, BEN, CY, DI, ELI, by_mail, live, slow, words
from tests.core.sayings import calls
from tests.wording.readers import Reader

FILE = Path(__file__).parents[2] / "config" / "wording" / "en" / "go_around.ftl"
TOLD_BY_ITSELF = {"letter"}
"""A member's own words need no sentence of ours."""
VOICE = Wording()
"""Read once: parsing the catalogue is most of the time."""
REFERRED_TO = {"go-around-card", "go-around-signed", "letter-comes", "then-closes"}


KINDS = {kind for called, kind in calls(ga) if called in ("Notice", "_moved")}
CODES = {code for called, code in calls(ga) if called == "Refusal"}


def catalogue() -> dict[str, ftl.Message]:
    """The messages of the file, which has no junk in it."""
    resource = FluentParser().parse(FILE.read_text("utf-8"))
    junk = [each for each in resource.body if isinstance(each, ftl.Junk)]
    assert not junk, [each.annotations for each in junk]
    return {each.id.name: each for each in resource.body if isinstance(each, ftl.Message)}


def tables() -> Iterator[Table]:
    """Rounds in which everything happens at least once."""
    mixed = Table((live(ANA), live(BEN), by_mail(CY), slow(DI), live(ELI)))
    mixed.write(CY, "one")
    mixed.write(CY, "two", replaces=True)
    mixed.do(say.More(DI))
    mixed.do(say.Later(DI))
    mixed.do(say.Outage(timedelta(hours=2)))
    mixed.do(say.Pause(ANA))
    mixed.pass_time(hours=3)
    mixed.do(say.Resume(ANA))
    mixed.do(say.Here(BEN))
    mixed.until_due()
    mixed.do(say.Add(ANA, live(MemberId("fay"))))
    mixed.do(say.Add(ANA, by_mail(MemberId("gus"))))
    mixed.do(say.Chair(ANA, BEN))
    mixed.say(ANA, "three")
    mixed.do(say.Finish(ANA))
    mixed.do(say.Pass(BEN))
    while mixed.phase() is not ga.Phase.SLOW:
        mixed.until_due()
    mixed.write(DI, "four")
    mixed.write(DI, "five")
    mixed.do(say.TookBack(DI, words("five")))
    mixed.do(say.Pass(MemberId("gus")))
    mixed.do(say.Extend(BEN, timedelta(days=1)))
    mixed.until_due()
    assert mixed.phase() is ga.Phase.ECHO
    mixed.do(say.More(CY))
    mixed.write(DI, "echo")
    mixed.do(say.Pass(CY))
    mixed.run_out()
    mixed.write(ELI, "late")
    mixed.do(say.TookBack(ANA, words("three")))
    yield mixed
    gone = Table((live(ANA), by_mail(CY)), ga.Settings(lead=timedelta(days=1)))
    gone.write(CY, "one")
    gone.do(say.TookBack(CY, words("one")))
    gone.write(CY, "two")
    gone.do(say.Pass(CY))
    gone.do(say.Left(ANA))
    gone.do(say.Add(CY, live(BEN), host=True))
    gone.do(say.Add(CY, by_mail(DI), host=True))
    gone.do(say.Cancel(CY, host=True))
    yield gone
    silent = Table((live(ANA), live(BEN), by_mail(CY)), ga.Settings(each=ga.DAY_CALL))
    silent.do(say.Pace(BEN, Lane.SLOW))
    silent.run_out()
    yield silent
    timed = Table((live(ANA), live(BEN)), timed=True)
    timed.everyone_here()
    for said in ("one", "two"):
        timed.say(ANA, said)
        timed.pass_time(seconds=50)
    timed.do(say.More(ANA))
    for said in ("three", "four", "five", "late"):
        timed.say(ANA, said)
        timed.pass_time(seconds=50)
    yield timed


def told(table: Table, notice: Notice, surface: str) -> str:
    """A notice as one reader gets it."""
    members = [seat.member for seat in table.state.seats]
    every = {
        WordsId(w): Said(f"words {w}")
        for w in ["one", "two", "three", "four", "five", "echo", "late"]
    }
    alone = isinstance(notice.to, To)
    reader = Reader(
        names={member: member.title() for member in members},
        said=every,
        manner="own" if alone else "room",
    )
    you = notice.to.member if isinstance(notice.to, To) else ANA
    house: dict[str, Arg] = {
        "you": Who(you),
        "circle": "Garden",
        "host": Who(ANA),
        "follows": "whole",
        "questions": "one",
    }
    args = {**house, **notice.args}
    if surface == "mail-subject":
        return VOICE.subject(notice.kind, args, reader)
    return VOICE.phrase(notice.kind, args, reader, surface=surface).plain


def test_every_kind_and_code_has_its_words_and_nothing_is_left_over() -> None:
    """The catalogue and the core name the same things."""
    wanted = {kind.replace("_", "-") for kind in KINDS - TOLD_BY_ITSELF}
    wanted |= {f"refused-{code}" for code in CODES} | REFERRED_TO
    assert set(catalogue()) == wanted


def test_every_story_together_says_everything() -> None:
    """The rounds below leave no kind of notice out, so that all are told in the next tests."""
    assert {notice.kind for table in tables() for notice in table.heard} == KINDS


@pytest.mark.parametrize("surface", ["chat", "mail", "mail-subject"])
def test_everything_is_told_on_every_surface_it_goes_to(surface: str) -> None:
    """No missing argument, no wrong choice, and no double blank where something is left out."""
    for table in tables():
        for notice in table.heard:
            if notice.kind in TOLD_BY_ITSELF or (surface != "chat" and notice.to == Room()):
                continue
            text = told(table, notice, surface)
            assert text.strip()
            lines = text.replace("   More", " More").replace("   Travelling", " T").splitlines()
            assert not any("  " in line.strip() for line in lines)
            assert "!" not in text.replace("!goaround", "").replace("!extend", "")


def test_each_mail_begins_with_the_matter_and_says_how_to_answer() -> None:
    """The first line is the phone's preview (contract §7); an asking mail says until when."""
    for table in tables():
        for notice in table.heard:
            if isinstance(notice.to, To):
                mail = told(table, notice, "mail")
                assert mail.startswith(f"Dear {notice.to.member.title()}, ")
                assert "a program, not a person" in mail
                if notice.asks:
                    assert "PASS" in mail
                    assert "until" in mail
                    assert "nobody is named" in mail


def test_the_card_says_who_speaks_and_how_to_answer_in_sixty_characters() -> None:
    """Its first line is what phones show (contract §5)."""
    table = Table((live(ANA), live(BEN), by_mail(CY)))
    reader = Reader(names={member: member.title() for member in (ANA, BEN, CY)})
    for phase in ga.Phase:
        state = replace(table.state, phase=phase)
        if phase is ga.Phase.TURNS:
            table.everyone_here()
            state = table.state
        for shown in (ga.card(state), ga.card(replace(state, paused_at=table.now))):
            args = {**ga.card_args(shown), "follows": "whole"}
            phrase = VOICE.phrase("go-around-card", args, reader, surface=ga.card_surface(shown))
            first = phrase.plain.splitlines()[0]
            assert len(first) <= 60, first
            assert "!" not in phrase.plain


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_refusal_is_a_plain_sentence(code: str) -> None:
    """A refusal needs no arguments beside a host's name."""
    reader = Reader(names={ANA: "Ana"})
    text = VOICE.phrase(f"refused-{code}", {"host": Who(ANA)}, reader).plain
    assert text.endswith((".", "1d", "?"))
