"""The sentences of the prompt round: all of them there, none left over, each told without a hole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, Room, Text, To, Who
from facilitator.core.people import Lane
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import prompt_round as pr
from facilitator.wording import Said, Wording
from tests.core.prompt_round_table import SEALED, UNSIGNED, Table
from tests.core.round_table import ANA, BEN, CY, DI, ELI, by_mail, live, slow, words
from tests.core.sayings import calls
from tests.wording.readers import Reader

FILE = Path(__file__).parents[2] / "config" / "wording" / "en" / "prompt_round.ftl"
FORM = "prompt_round"
TOLD_BY_ITSELF = {"letter"}
"""A member's own words need no sentence of ours."""
VOICE = Wording()
"""Read once: parsing the catalogue is most of the time."""
SAID = ("one", "two", "three", "four", "echo", "late", "two?")


KINDS = {kind for called, kind in calls(pr) if called in ("Notice", "_moved", "_letter")}
CODES = {code for called, code in calls(pr) if called == "Refusal"}


def catalogue() -> set[str]:
    """The messages of the file, which has no junk in it."""
    resource = FluentParser().parse(FILE.read_text("utf-8"))
    junk = [each for each in resource.body if isinstance(each, ftl.Junk)]
    assert not junk, [each.annotations for each in junk]
    return {each.id.name for each in resource.body if isinstance(each, ftl.Message)}


def eventful(settings: pr.Settings) -> Table:
    """A round in which everything happens that can."""
    table = Table((live(ANA), live(BEN), by_mail(CY), slow(DI), live(ELI)), settings)
    table.write(CY, "one")
    table.do(say.More(DI))
    table.do(say.Later(DI))
    table.do(say.Outage(timedelta(hours=2)))
    table.do(say.Pause(ANA))
    table.pass_time(hours=3)
    table.do(say.Resume(ANA))
    table.do(say.Add(ANA, live(MemberId("fay"))))
    table.do(say.Add(ANA, by_mail(MemberId("gus"))))
    table.do(say.Chair(ANA, BEN))
    table.do(say.Pace(ELI, Lane.SLOW))
    table.reply(ANA, "two")
    table.write(DI, "three")
    table.write(DI, "four")
    table.do(say.TookBack(DI, words("four")))
    table.do(say.TookBack(CY, words("one")))
    table.do(say.Pass(MemberId("gus")))
    table.do(say.Extend(BEN, timedelta(days=1)))
    table.until_due()
    if table.phase() is pr.Phase.ECHO:
        table.do(say.More(DI))
        table.write(DI, "echo")
    table.run_out()
    table.write(ELI, "late")
    table.do(say.TookBack(ANA, words("two")))
    return table


def tables() -> Iterator[Table]:
    """Rounds in which everything happens at least once, in every manner of sealing."""
    for settings in (pr.Settings(), SEALED, UNSIGNED):
        yield eventful(settings)
        gone = Table((live(ANA), by_mail(CY)), settings)
        gone.do(say.Left(ANA))
        gone.do(say.Add(CY, by_mail(DI), host=True))
        gone.do(say.Cancel(CY, host=True))
        yield gone
        silent = Table((live(ANA), by_mail(CY)), settings)
        silent.run_out()
        yield silent
        asking = replace(settings, questions=True, most_each=1, answerers=(ANA,))
        asked = Table((slow(ANA), by_mail(CY)), asking)
        asked.write(CY, "one")
        asked.write(CY, "two?")
        yield asked
        alone = Table((slow(ANA), by_mail(CY)), settings)
        alone.write(ANA, "one")
        alone.do(say.End(ANA))
        yield alone


def told(table: Table, notice: Notice, surface: str) -> str:
    """A notice as one reader gets it."""
    alone = isinstance(notice.to, To)
    reader = Reader(
        names={seat.member: seat.member.title() for seat in table.state.seats},
        said={WordsId(w): Said(f"words {w}") for w in SAID},
        manner="own" if alone else "room",
    )
    you = notice.to.member if isinstance(notice.to, To) else ANA
    house: dict[str, Arg] = {
        "you": Text(you.title()),
        "circle": Text("Garden"),
        "host": Text("Ana"),
        "follows": "whole",
        "questions": "one",
    }
    args = {**house, **notice.args}
    if surface == "mail-subject":
        return VOICE.subject(notice.kind, args, reader, form=FORM)
    return VOICE.phrase(notice.kind, args, reader, form=FORM, surface=surface).plain


def test_no_words_are_left_over() -> None:
    """Each message of the file is the words of a kind, a code or the card."""
    own = {f"prompt-round-{kind.replace('_', '-')}" for kind in KINDS - TOLD_BY_ITSELF}
    assert catalogue() <= own | {f"refused-{code}" for code in CODES} | {"prompt-round-card"}


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
            assert not any("  " in line.strip() for line in lines), text
            assert "!" not in text
            assert "your turn" not in text.lower()
            assert "None" not in text


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


def test_a_sealed_round_sends_nobody_to_the_room_to_answer() -> None:
    """Before it opens no sentence asks for a reply that everyone would see."""
    for settings in (SEALED, UNSIGNED):
        table = Table((live(ANA), live(BEN), by_mail(CY), slow(DI)), settings)
        table.do(say.Pace(BEN, Lane.SLOW))
        table.do(say.Add(ANA, live(ELI)))
        table.write(CY, "one")
        table.reply(DI, "two")
        table.do(say.Pause(ANA))
        texts = [told(table, notice, "chat") for notice in table.heard]
        shown = pr.card(table.state)
        for face in (shown, replace(shown, paused=False)):
            surface = pr.card_surface(face)
            args = {**pr.card_args(face), "follows": "whole"}
            card = VOICE.phrase("card", args, Reader(), form=FORM, surface=surface)
            texts.append(card.plain)
        for text in texts:
            assert "reply here" not in text.lower()
            assert "reply to" not in text.lower()


def test_what_is_shown_together_says_whether_with_names() -> None:
    """Signed words stand below their author's name, unsigned ones below "A voice"."""
    for settings, name in ((SEALED, "Cy"), (UNSIGNED, "A voice")):
        table = Table((live(ANA), by_mail(CY)), settings)
        table.write(CY, "one")
        opened = table.do(say.End(ANA))
        room, mail = told(table, opened[0], "chat"), told(table, opened[1], "mail")
        for text in (room, mail):
            assert f"{name}\n    words one" in text
        assert ("Cy" in room) is (name == "Cy")
    letter = pr.circle_letter(table.state)
    args: dict[str, Arg] = {"prompt": Text("Well?"), "letter": letter, "seal": "unsigned"}
    reader = Reader(said={WordsId("one"): Said("words one")})
    html = VOICE.phrase("words_revealed", args, reader, form=FORM).html
    assert "<p><strong>A voice</strong></p><blockquote>words one</blockquote>" in html


def test_the_card_says_what_to_do_in_sixty_characters() -> None:
    """Its first line is what phones show (contract §5)."""
    for settings in (pr.Settings(), SEALED, UNSIGNED):
        table = Table((live(ANA), live(BEN), by_mail(CY)), settings)
        for phase in pr.Phase:
            state = replace(table.state, phase=phase)
            for shown in (pr.card(state), pr.card(replace(state, paused_at=table.now))):
                phrase = VOICE.phrase(
                    "card",
                    {**pr.card_args(shown), "follows": "whole"},
                    Reader(),
                    form=FORM,
                    surface=pr.card_surface(shown),
                )
                first = phrase.plain.splitlines()[0]
                assert len(first) <= 60, first
                assert "!" not in phrase.plain
                if phase is pr.Phase.OPEN:
                    assert "0 of 3" in phrase.plain


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_refusal_is_a_plain_sentence(code: str) -> None:
    """A refusal needs no arguments beside a host's name."""
    text = VOICE.phrase(f"refused-{code}", {"host": Who(ANA)}, Reader(names={ANA: "Ana"})).plain
    assert text.endswith((".", "1d", "?"))
