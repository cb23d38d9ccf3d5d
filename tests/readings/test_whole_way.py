"""Free answers on their whole way: a mail over the desk to its receipt, a reply in a room."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from bench.readings import read_as, replies
from facilitator.core.rounds.positions import Doubt
from tests.mail.garden import Garden, garden, kind, plain, shown

__all__ = ["garden"]

CATALOGUE = Path(__file__).resolve().parents[2] / "config" / "wording" / "en"

RECEIPTS = {
    "consent": "consent", "consent, with a concern": "concern", "an objection": "object",
    "you stand aside": "aside", "pass": "pass",
}  # fmt: skip


def told(mail: EmailMessage) -> str:
    """What a mail tells its author of how they were read."""
    notice = shown(mail)
    match notice["kind"]:
        case "position_received":
            subject = str(mail["Subject"]).partition("I read your answer as: ")[2]
            return RECEIPTS[subject.partition(" (")[0]]
        case "question_received":
            return "question"
        case "refused":
            return "same" if notice["code"] == "nothing-to-repeat" else notice["code"]
    return "ask" if notice["kind"] == "asked" else notice["kind"]


async def test_a_mail_is_read_on_its_whole_way_as_it_was_measured(garden: Garden) -> None:
    """Mails of the measured set, each a reply to the proposal: their author gets the receipt, or the
    question back, that the figures say. (All of them were tried; every sixth is, each time.)"""
    await garden.say("ben", "!propose We water the beds at 7 in the morning. window=6w")
    letter = garden.newest("cy", "proposal_opened")
    by_mail = [reply for reply in replies("author") if reply.medium == "mail"][::6]
    assert {reply.meant for reply in by_mail} >= {"consent", "concern", "object", "ask"}
    for reply in by_mail:
        before = len(garden.mails("cy"))
        await garden.write("cy", reply.text, letter)
        assert told(garden.mails("cy")[before]) == read_as(reply), reply.text
        if told(garden.mails("cy")[before]) in RECEIPTS.values():
            await garden.write("cy", "TAKE BACK", letter)
        await garden.later(minutes=10)


async def test_an_answer_from_before_stands_while_a_new_one_is_asked_about(garden: Garden) -> None:
    """Whoever is asked hears truly what counts meanwhile: nothing, or what they had said."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning.")
    letter = garden.newest("cy", "proposal_opened")
    await garden.write("cy", "I'm not sure about the hour", letter)
    assert "Nothing is counted yet." in plain(garden.newest("cy", "asked")).replace("\n", " ")
    await garden.write("cy", "Consent", letter)
    await garden.write("cy", "same as Ana", letter)
    asked = " ".join(plain(garden.newest("cy", "asked")).split())
    assert "Everybody answers “We water the beds at 7 in the morning” for themselves" in asked
    assert "Until then your answer from before stands." in asked


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("!consent if the pump is fixed", "unclear-condition"),
        ("!consent, at eight", "unclear-unclear"),
        ("!concern I object to the hour", "unclear-two"),
    ],
)
async def test_a_limit_behind_the_command_is_asked_about_too(
    garden: Garden, typed: str, code: str
) -> None:
    """``!consent if …`` is no consent: in chat as by mail it is asked about, alone."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning.")
    letter = garden.newest("cy", "proposal_opened")
    await garden.say("eli", typed)
    assert len(garden.private("eli")) == 1
    await garden.write("cy", typed, letter)
    assert shown(garden.newest("cy"))["code"] == code
    assert garden.mails("cy", "position_received") == []


async def test_words_beside_the_command_of_consent_are_kept(garden: Garden) -> None:
    """``!consent`` and a kind word is a consent with these words."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning.")
    await garden.write("cy", "!consent thank you for this", garden.newest("cy", "proposal_opened"))
    assert kind(garden.newest("cy")) == "position_received"


@pytest.mark.parametrize("doubt", Doubt)
def test_each_doubt_has_a_question_of_its_own(doubt: Doubt) -> None:
    """No doubt is met with the words of another; only the plainest has the plainest words."""
    words = (CATALOGUE / "consent.ftl").read_text("utf-8")
    asked = words[words.index("\nconsent-asked-words =") :].partition(".mail-subject")[0]
    assert asked.count(f"[unclear-{doubt.value}]") == 1
