"""Twelve people take one decision, on a real homeserver and over real SMTP, from its first word to a count.

Seven are in chat and five write by mail; two of them say nothing from beginning to end. Between the
proposal and what holds lie a question, three objections, two new texts and a death of the service.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.demo.outbox import MailSink
from facilitator.demo.person import notice_of
from facilitator.demo.transcript import body_of
from tests.e2e.test_minutes import download
from tests.e2e.twelve import CHAT, MAIL, Twelve, twelve
from tests.kill.harness import ask_books, check_books, is_empty
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

SILENT = ("ida", "lea")
"""Somebody in chat and somebody by mail who say nothing."""

GATE = "At six the gate is locked."
PUMP = "because the pump wakes my mother"
ASLEEP = "because she is still asleep at seven"
LOUD = "the pump is as loud as before"
STREET = "because the whole street wakes up"
DEW = "because my beds rot when they are wet all day"


@pytest.fixture
async def circle(synapse: Lab, sink: MailSink, tmp_path: Path) -> AsyncIterator[Twelve]:
    """The twelve, before anybody has proposed anything."""
    async with twelve(synapse, sink, tmp_path / "service") as gathered:
        yield gathered


async def test_twelve_decide_and_look_again(circle: Twelve) -> None:
    """Three objections, two new texts, a death, a late objection, a review; and the count is the same."""
    try:
        await questions_and_reactions(circle)
        await first_version(circle)
        await death(circle)
        await second_version(circle)
        await third_version(circle)
        print(await outcome(circle))
        await late_objection(circle)
    finally:
        show(circle)


async def questions_and_reactions(circle: Twelve) -> None:
    """Jon asks by mail, Ben answers in the room; Fay and Kim say a first reaction."""
    await circle.say(
        "ben",
        "!propose We water the beds at six in the morning. "
        "steps=full silence=others_decide quorum=50% review=12w",
    )
    await circle.told("questions_opened")
    await circle.write("jon", "Who opens the gate?", "questions_opened")
    put = await circle.told("question_put", "Who opens the gate?")
    await circle.marked(await circle.say("ben", "I do, at six.", reply_to=put))
    assert "I do, at six." in (await circle.letter("jon", "question_answered")).plain
    circle.leap(days=3, hours=1)
    asked = await circle.told("reactions_opened")
    await circle.marked(await circle.say("fay", "I like the early hour.", reply_to=asked))
    await circle.write("kim", "Good for the tomatoes.", "reactions_opened")
    await circle.told("reaction_heard", "Good for the tomatoes.")
    circle.leap(days=3, hours=1)


async def first_version(circle: Twelve) -> None:
    """Consent by tap, an objection in the room, one without a name; and one would like more time."""
    opened = await circle.told("proposal_opened")
    await circle.tap(opened, "👍", "eli", "gus")
    await circle.say("hal", f"!object {GATE}")
    await circle.told("objection_raised", "Hal objects (objection 1")
    await circle.write("di", f"OBJECT UNNAMED {DEW}", "proposal_opened")
    await circle.told("objection_raised", "There is an objection (objection 2")
    await circle.write("jon", "MORE", "proposal_opened")
    await circle.told("round_extended", "more time")
    await circle.answered(1, 5)


async def death(circle: Twelve) -> None:
    """Killed with words on their way: Fay's pass, Ana's tap, and the mails of Cy and Kim."""
    opened = await circle.told("proposal_opened")
    await circle.say("fay", "pass", reply_to=opened)
    circle.process.kill()
    await circle.tap(opened, "👍", "ana")
    letters = asyncio.gather(
        circle.write("cy", f"OBJECT {PUMP}", "proposal_opened"),
        circle.write("kim", "CONSENT AHEAD 1", "proposal_opened"),
    )
    circle.process.start()
    await circle.process.ready()
    await letters
    await circle.told("objection_raised", "Cy objects (objection 3")
    await circle.letter("kim", "position_received")
    await circle.answered(1, 9)


async def second_version(circle: Twelve) -> None:
    """It meets Hal's objection and not Cy's; the unnamed one is examined, and becomes a concern."""
    await circle.say("ben", "!amend We water the beds at seven in the morning.")
    amended = await circle.told("proposal_amended", "version 2")
    assert "was “six”, now “seven”" in body_of(amended)
    await circle.tap(amended, "🔁", "ana", "eli")
    await circle.say("gus", "same again", reply_to=amended)
    await circle.say("hal", "consent", reply_to=amended)
    await circle.told("objection_resolved", "Objection 1 is resolved")
    await circle.letter("kim", "ahead_counts")
    await circle.write("cy", f"OBJECT {ASLEEP}", "proposal_amended")
    await circle.told("objection_raised", ASLEEP)
    await circle.say("gus", "!examine 2 The beds are dry again by noon.")
    await circle.letter("di", "examination_claimed")
    circle.leap(days=3, hours=1)
    asked = await circle.told("examination_asked")
    await circle.tap(asked, "🍃", "ana", "eli", "fay", "gus", "hal")
    await circle.tap(asked, "⏭️", "ben")
    for name in ("kim", "jon"):
        await circle.write(name, "DOES NOT QUALIFY", "examination_asked")
        await circle.letter(name, "judgement_received")
    circle.leap(days=3, hours=1)
    found = await circle.told("objection_resolved", "Objection 2 was looked at")
    assert "It qualifies 0 · it does not 7 · pass 1." in body_of(found)


async def third_version(circle: Twelve) -> None:
    """Jon finds the words by mail; Cy keeps a worry; "same again" is said, tapped and written."""
    await circle.told("integrating_began")
    await circle.write("jon", "!suggest We water the beds at eight in the morning.", "integrating_began")
    await circle.told("text_suggested", "at eight")
    await circle.say("ben", "!amend suggestion=1")
    amended = await circle.told("proposal_amended", "version 3")
    assert "was “seven”, now “eight”" in body_of(amended)
    await circle.tap(amended, "🔁", "ana", "eli", "hal")
    await circle.say("fay", "pass", reply_to=amended)
    await circle.say("gus", "same again", reply_to=amended)
    await circle.write("cy", f"CONCERN {LOUD}", "proposal_amended", 2)
    await circle.told("objection_resolved", "bjection 3")
    await circle.write("di", "ASIDE", "proposal_amended", 2)
    await circle.answered(3, 8)
    circle.leap(days=2, hours=1)
    await circle.write("jon", "CONSENT", "proposal_amended", 2)
    await circle.answered(3, 9)
    circle.leap(minutes=11)
    await circle.told("decision_provisional")
    await circle.write("kim", "SAME AGAIN", "decision_provisional")
    await circle.answered(3, 10)
    circle.leap(days=6)


async def outcome(circle: Twelve) -> str:
    """In force when everybody's time is over. Return the numbers that all were told."""
    adopted = body_of(await circle.told("decision_adopted", "decision 1, version 3"))
    numbers = re.search(r"^Consent .*no answer \d+.*$", adopted, re.MULTILINE)
    assert numbers, adopted
    for name in MAIL:
        assert numbers[0] in " ".join((await circle.letter(name, "decision_adopted")).plain.split())
    return numbers[0]


async def late_objection(circle: Twelve) -> None:
    """Ten days later Jon objects, by mail: the decision is looked at again, and gets a new text."""
    circle.leap(days=10)
    await circle.write("jon", f"OBJECT {STREET}", "decision_adopted")
    await circle.letter("jon", "late_answer")
    asked = await circle.told("proposal_opened", STREET)
    await circle.say("ben", "!amend We water the beds at nine in the morning.", reply_to=asked)
    amended = await circle.told("proposal_amended", "nine in the morning")
    await circle.write("jon", "CONSENT", "proposal_amended", 3)
    await circle.told("objection_resolved", "Objection 1 is resolved. Thank you for staying with it. No")
    await circle.tap(amended, "👍", "ana", "eli", "fay", "gus", "hal")
    for name in ("cy", "di", "kim"):
        await circle.write(name, "CONSENT", "proposal_amended", 3)
    circle.leap(days=6)
    await circle.told("decision_adopted", "takes the place of decision 1")


def show(circle: Twelve) -> None:
    out = Path("/tmp/twelve"); out.mkdir(exist_ok=True)
    (out / "room.txt").write_text("\n\n".join(circle.chat["eli"].transcript(circle.room)))
    (out / "log.txt").write_text(circle.process.log.read_text())
    for name, w in circle.mail.items():
        mails = [m for m in reversed(circle.outbox.mails()) if m.recipient == w.address]
        (out / f"{name}.txt").write_text("\n\n=====\n".join(f"{dict(m.head).get('X-Facilitator-Notice')}\nSubject: {m.subject}\n\n{m.plain}" for m in mails))
