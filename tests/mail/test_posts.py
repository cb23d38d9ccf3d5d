"""What people say to each other, both ways: from the room to mailboxes, from mail into the room."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bridges.email.posts import bare_subject
from bridges.email.pressing import choice_of
from facilitator.intake import Edited, Intake
from facilitator.store.ledger import Ledger
from facilitator.visit import Visit
from tests.mail.scene import box, happen, scene, words
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben; mail: cy, di"


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat and two by mail."""
    async with scene(tmp_path, GARDEN) as meeting:
        yield meeting


def said(meeting: Meeting) -> list[dict[str, Any]]:
    """Return the messages in the room."""
    timeline = meeting.people.named("room").timeline
    return [event for event in timeline if event["type"] == "m.room.message"]


def by_mail(meeting: Meeting) -> list[dict[str, Any]]:
    """Return what ghosts said in the room."""
    return [event for event in said(meeting) if event["sender"].startswith("@_fac_")]


# -- from the room -------------------------------------------------------------------------------


async def test_a_talk_is_one_mail_when_it_pauses(garden: Meeting) -> None:
    """What is said within fifteen quiet minutes is one mail to each, all posts in order."""
    await happen(garden, "ana> The beds are dry.", "+10m", "ben> I water them at seven.", "+14m")
    assert box(garden, "cy") == []
    await happen(garden, "+2m")
    (mail,) = box(garden, "cy")
    text = words(mail)
    assert text.index("The beds are dry.") < text.index("I water them at seven.")
    assert "Ana, " in text
    assert "Ben, " in text
    assert str(mail["Subject"]) == "[Garden] The beds are dry."
    assert str(mail["Precedence"]) == "list"
    assert mail["Auto-Submitted"] is None
    assert str(mail["Message-ID"]) == str(box(garden, "di")[0]["Message-ID"])
    assert str(mail["Reply-To"]) != str(box(garden, "di")[0]["Reply-To"])


async def test_one_voice_is_named_in_the_sender(garden: Meeting) -> None:
    """The first line is the matter itself, and From says who speaks (contract §7)."""
    await happen(garden, "ana> The beds are dry.", "+16m")
    (mail,) = box(garden, "cy")
    assert words(mail).startswith("The beds are dry.")
    assert "Ana in Garden" in str(mail["From"])


async def test_a_talk_without_pause_is_mailed_in_parts(garden: Meeting) -> None:
    """After an hour what was said goes out, though the talk goes on."""
    for minute in range(8):
        await happen(garden, f"ana> word {minute}", "+10m")
    assert len(box(garden, "cy")) == 1


async def test_commands_and_words_of_a_round_are_no_posts(garden: Meeting) -> None:
    """Only plain talk is mailed: a round's words come once, as its letter (contract §7)."""
    await happen(garden, "ana> !status", "ana> !ping", "+16m")
    assert box(garden, "cy") == []


async def test_what_is_taken_back_in_time_is_not_mailed(garden: Meeting) -> None:
    """A message removed before the mail leaves is in no mail."""
    await happen(garden, "ana> A slip.", "ana> The beds are dry.", 'ana - "A slip."', "+16m")
    (mail,) = box(garden, "cy")
    assert "A slip." not in words(mail)
    await happen(garden, "ana> Another.", 'ana - "Another."', "+16m")
    assert len(box(garden, "cy")) == 1


async def test_an_edit_before_the_mail_is_followed(garden: Meeting) -> None:
    """What its author put right in time goes out right; nobody else can change it."""
    await happen(garden, "ana> The beds are fry.")
    event = said(garden)[-1]["event_id"]

    def edit(connection: Connection, by: str, words: str) -> None:
        heard, now = Edited("$edit", garden.world.user(by), event, words), garden.clock.now()
        ledger = Ledger(connection, now)
        place = garden.people.named("room").id
        visit = Visit(Intake("edit", "matrix", place, heard, now, now), ledger, garden.house)
        garden.house.mail.edited(visit, heard)
        ledger.flush()

    await garden.store.write(lambda c: edit(c, "ana", "The beds are dry."))
    await garden.store.write(lambda c: edit(c, "ben", "The beds are mine."))
    await happen(garden, "+16m")
    assert words(box(garden, "cy")[-1]).startswith("The beds are dry.")


async def test_who_gets_moments_gets_no_talk(garden: Meeting) -> None:
    """Delivery is each person's own."""
    await happen(garden, "cy@garden-request deliver moments", "ana> The beds are dry.", "+16m")
    assert not any("beds" in words(mail) for mail in box(garden, "cy"))
    assert any("beds" in words(mail) for mail in box(garden, "di"))


async def test_without_postie_nothing_leaves_or_enters(garden: Meeting) -> None:
    """Postie's membership is the switch; a mail meanwhile is answered, not dropped (contract §3)."""
    await happen(garden, "ana> !helpers -postie", "ana> The beds are dry.", "+16m")
    assert [mail["Subject"] for mail in box(garden, "cy")] == [
        "[Garden] The mail of Garden rests for now"
    ]
    await happen(garden, "cy@garden I bring seeds.", "+3m")
    assert by_mail(garden) == []
    assert "I bring seeds." in words(box(garden, "cy")[-1])


# -- from mail -----------------------------------------------------------------------------------


async def test_a_reply_is_said_by_the_ghost_as_a_reply(garden: Meeting) -> None:
    """After two minutes a reply stands in the room, under the message it answers (contract §7)."""
    await happen(garden, "ana> The beds are dry.", "+16m", "cy@ I come at seven.")
    assert by_mail(garden) == []
    assert "I come at seven." in words(box(garden, "cy")[-1]), "its receipt shows what is posted"
    await happen(garden, "+2m")
    (post,) = by_mail(garden)
    dry = next(e for e in said(garden) if "dry" in e["content"]["body"])
    assert post["content"]["body"] == "I come at seven."
    assert post["content"]["m.relates_to"]["m.in_reply_to"] == {"event_id": dry["event_id"]}


async def test_a_post_by_mail_reaches_the_other_mailboxes_in_its_thread(garden: Meeting) -> None:
    """Other mail members get it like any post, below what it answers; its author does not."""
    await happen(garden, "ana> The beds are dry.", "+16m", "cy@ I come at seven.", "+20m")
    first, second = box(garden, "di")
    assert "I come at seven." in words(second)
    assert str(second["In-Reply-To"]) == str(first["Message-ID"])
    assert str(second["Subject"]) == "Re: [Garden] The beds are dry."
    assert "Cy in Garden" in str(second["From"])
    assert "cy@example.org" not in second.as_string()
    assert not any(words(m).startswith("I come") for m in box(garden, "cy"))


async def test_a_new_mail_to_the_list_is_a_post_of_its_own(garden: Meeting) -> None:
    """A trusted member's fresh mail is simply said, and answers in the room find back to it."""
    await happen(garden, "cy@garden Who has a spade?", "+3m", "+16m")
    (post,) = by_mail(garden)
    assert "m.relates_to" not in post["content"]
    assert "Who has a spade?" in words(box(garden, "di")[-1])
    await happen(garden, 'ana re "Who has a spade?"> I have two.', "+16m")
    answer = box(garden, "cy")[-1]
    assert words(answer).startswith("I have two.")
    assert str(answer["Subject"]).startswith("Re: ")


async def test_take_back_within_two_minutes(garden: Meeting) -> None:
    """TAKE BACK in reply to the receipt stops it; afterwards it is too late, and said so."""
    await happen(garden, "cy@garden Who has a spade?", "cy@ TAKE BACK", "+3m")
    assert by_mail(garden) == []
    assert "Taken back" in words(box(garden, "cy")[-1])
    await happen(garden, "cy@garden Who has a rake?", "+3m", "cy@ take back")
    assert len(by_mail(garden)) == 1
    assert "in the room already" in words(box(garden, "cy")[-1])


async def test_an_answer_to_something_old_is_asked_about(garden: Meeting) -> None:
    """An expired token may mean something new: YES posts it, else nobody sees it (contract §7)."""
    await happen(garden, "cy@garden Who has a spade?", "+20m")
    await happen(garden, "+30d", "+30d", 'di re "Who has a spade"@ Me, at last.', "+3m")
    assert len(by_mail(garden)) == 1
    assert "A new message for Garden?" in str(box(garden, "di")[-1]["Subject"])
    await happen(garden, "di@ YES", "+3m")
    assert by_mail(garden)[-1]["content"]["body"] == "Me, at last."


async def test_a_reply_without_new_words_is_answered(garden: Meeting) -> None:
    """Nothing is dropped silently: an empty reply is told that it was empty."""
    await happen(garden, "ana> The beds are dry.", "+16m", "cy@ >", "+3m")
    assert by_mail(garden) == []
    assert "no new words" in words(box(garden, "cy")[-1])


def doubt(meeting: Meeting) -> None:
    """Let no mail be vouched for from now on."""
    house = replace(meeting.desk.house, mail=replace(meeting.desk.house.mail, assume_trusted=False))
    meeting.house = meeting.desk.house = house


async def test_a_mail_nobody_vouches_for_waits_for_its_author(garden: Meeting) -> None:
    """Anybody can write Cy's name: Cy is asked, and only Cy's yes posts it (contract §7)."""
    doubt(garden)
    await happen(garden, "cy@garden Give me the key.", "+5m")
    assert by_mail(garden) == []
    assert "Was this you?" in words(box(garden, "cy")[-1])
    await happen(garden, "cy@ Yes", "+3m")
    assert by_mail(garden)[-1]["content"]["body"] == "Give me the key."


async def test_a_reply_from_another_address_is_asked_at_the_known_one(garden: Meeting) -> None:
    """A forwarded mail's token posts nothing; "yes, add" makes the address count from then on."""
    await happen(garden, "ana> The beds are dry.", "+16m")
    garden.world.mailboxes["eve@example.org"] = garden.world.mailboxes["cy@example.org"][-1:]
    await happen(garden, "eve@ I come at seven.", "+3m")
    assert by_mail(garden) == []
    asked = box(garden, "cy")[-1]
    assert "an address I do not know" in words(asked)
    assert "eve@example.org" not in words(asked)
    await happen(garden, "cy@ yes, add", "+3m")
    assert len(by_mail(garden)) == 1
    await happen(garden, "eve@garden And I bring seeds.", "+3m")
    first, second = by_mail(garden)
    assert first["sender"] == second["sender"]


async def test_a_no_lets_a_held_mail_go(garden: Meeting) -> None:
    """Nobody ever sees what its supposed author did not write."""
    doubt(garden)
    await happen(garden, "cy@garden Give me the key.", "cy@ no", "+5m")
    assert by_mail(garden) == []


# -- reading a choice ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("YES", "yes"), ("yes please!", "yes"), ("Ok", "yes"), ("Yes, that was me", "yes"),
        ("Yes, add", "add"), ("yes and add that address", "add"), ("no", "no"),
        ("No thank you", "no"), ("Not me", "no"), ("TAKE BACK", "take-back"), ("Leave", "leave"),
        ("What is this?", None), ("yesterday it rained", None), ("yes, but not now", None), ("", None),
        ("Nobody told me", None),
    ],
)  # fmt: skip
def test_a_choice_is_read_from_the_first_words(text: str, choice: str | None) -> None:
    """A yes must stand at the start, and what holds a "but" is asked again."""
    assert choice_of(text) == choice


@pytest.mark.parametrize(
    "subject",
    ["Re: [Garden] The beds", "[Garden] The beds", "AW: Re: [Garden] the beds", "The beds"],
)
def test_a_subject_is_compared_without_its_prefixes(subject: str) -> None:
    """However often it was answered, it is the same subject."""
    assert bare_subject(subject) == "the beds"
