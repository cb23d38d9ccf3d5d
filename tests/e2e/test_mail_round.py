"""One round, two paces: three people in a room, two by mail, over a real homeserver and real SMTP."""

import pytest

from facilitator.assemble import Service
from facilitator.demo.outbox import MailSink
from tests.e2e.mailboxes import CY, DI, Mailboxes, garden, leap
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

KNEE = "My knee is better. I walked to the river and back."


async def test_a_letter_is_read_out_at_its_place_and_everyone_gets_the_circle_letter(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Asked, answered before the turn, read out by the ghost, echoed, closed (contract §5)."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    order = f"order=@{ana.user_id[1:]},@{ben.user_id[1:]},@{eli.user_id[1:]}"
    await ana.say(room, f"!goaround What is growing in you this week? {order} each=12h")
    await ana.see(room, kind="turn_opened")
    await mail.answer(CY, await mail.get(CY, "round_announced"), KNEE)
    receipt = await mail.get(CY, "words_received")
    assert KNEE.split(".")[0] in receipt.as_string()
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")

    for person in (ana, ben, eli):
        await person.say(room, f"{person.name} is here.")
        await person.say(room, "done")
    read = await eli.see(room, KNEE)
    ghost = await eli.state(room, "m.room.member", read["sender"])
    assert read["sender"].startswith("@_fac_")
    assert ghost is not None
    assert ghost["displayname"] == "Cy (by mail)"
    assert CY not in str(ghost)

    await mail.answer(CY, await mail.get(CY, "echo_opened"), "PASS")
    await leap(posted, days=4)
    letter = await mail.get(DI, "circle_letter")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "My knee is better." in body.get_content()
    assert "Ben is here." in body.get_content()
    await ben.see(room, kind="circle_letter")


async def test_an_objection_by_mail_improves_the_text_and_a_consent_by_mail_brings_it_into_force(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """OBJECT by mail, amended in the room, CONSENT by mail, adopted for all (contract §6)."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ben.say(room, "!propose We water the beds at 7 in the morning.")
    asked = await mail.get(CY, "proposal_opened")
    await mail.answer(CY, asked, "OBJECT because the well is locked till 8")
    raised = await ana.see(room, kind="objection_raised")
    assert "the well is locked till 8" in raised["content"]["body"]
    await mail.get(CY, "position_received")

    await ben.say(room, "!amend We water the beds at 8 in the morning.")
    await ana.see(room, kind="proposal_amended")
    await ana.say(room, "!consent")
    await eli.say(room, "!consent")
    await mail.answer(DI, await mail.get(DI, "proposal_amended"), "No objection.")
    await mail.answer(CY, await mail.get(CY, "proposal_amended"), "CONSENT")
    await ana.see(room, kind="objection_resolved")
    await mail.get(CY, "position_received", 2)
    await mail.get(DI, "position_received")
    await leap(posted, minutes=11)

    await ana.see(room, kind="decision_adopted")
    adopted = (await mail.get(CY, "decision_adopted")).get_body(("plain",))
    assert adopted is not None
    assert "We water the beds at 8 in the morning." in adopted.get_content()
    assert "no answer 0" in adopted.get_content()


async def test_a_sealed_round_opens_at_once_in_the_room_and_in_the_mailboxes(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Written alone, in chat and by mail; nobody sees anything before all have answered."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ana.say(room, "!round What do we need to talk about?")
    asked = await ben.see(room, kind="round_announced")
    await mail.answer(CY, await mail.get(CY, "round_announced"), "The fence falls.")
    receipt = (await mail.get(CY, "words_received")).get_body(("plain",))
    assert receipt is not None
    assert "The fence falls." in receipt.get_content()
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")
    me = f"@facilitator:{synapse.synapse.server_name}"
    for person in (ana, ben):
        chat = await person.create_dm(me)
        await person.see(chat, "Hello")
        await person.say(chat, f"{person.name} misses our Sundays.")
        await person.see(chat, kind="words_received")
    assert not [m for m in await eli.messages(room) if "misses" in str(m) or "fence" in str(m)]
    said = await eli.say(room, "pass", reply_to=asked["event_id"])
    await eli.see(room, lambda e: e["content"].get("m.relates_to", {}).get("event_id") == said)
    await leap(posted, minutes=2)

    opened = (await eli.see(room, kind="words_revealed"))["content"]["body"]
    letter = (await mail.get(DI, "circle_letter")).get_body(("plain",))
    assert letter is not None
    for words in ("The fence falls.", "Ana misses our Sundays.", "Ben misses our Sundays."):
        assert opened.count(words) == 1
        assert letter.get_content().count(words) == 1


async def test_a_check_in_runs_from_its_file_at_both_paces(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Stillness, turns with letters at their places, thanks, and the whole in one circle letter."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ana.say(room, "!start check_in")
    await ben.see(room, kind="session_opened")
    await ben.see(room, kind="stillness_began")
    await leap(posted, minutes=1)
    called = await ben.see(room, kind="roll_call")
    asked = await mail.get(CY, "round_announced")
    assert "step 2 of 3" in asked.as_string()
    await mail.answer(CY, asked, "Slept badly.")
    await mail.get(CY, "words_received")
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")
    for person in (ben, eli):
        await person.say(room, "!in", reply_to=called["event_id"])
    people = {person.user_id: person for person in (ana, ben, eli)}
    for _ in people:
        turn = await ana.see(room, kind="turn_opened")
        speaker = people[turn["content"]["org.facilitator.notice"]["member"]]
        await speaker.say(room, f"{speaker.name} is here.")
        await speaker.say(room, "done")
    echo = await ana.see(room, kind="echo_opened")
    for person in (ana, ben, eli):
        await person.say(room, "!pass", reply_to=echo["event_id"])
    await mail.answer(CY, await mail.get(CY, "echo_opened"), "PASS")

    letter = (await mail.get(CY, "circle_letter")).get_body(("plain",))
    assert letter is not None
    for words in ("Slept badly.", "Ana is here.", "Ben is here.", "Eli is here."):
        assert letter.get_content().count(words) == 1
    await ana.see(room, kind="round_closed")
