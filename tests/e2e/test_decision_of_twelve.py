"""Twelve people take one decision, on a real homeserver and over real SMTP, from its first word to a count.

Seven are in chat and five write by mail; two of them say nothing from beginning to end. Between the
proposal and what holds lie a question, three objections, two new texts and a death of the service.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.demo.outbox import MailSink
from facilitator.demo.person import notice_of
from facilitator.demo.transcript import body_of
from facilitator.demo.waiting import until
from tests.e2e.test_minutes import download
from tests.e2e.twelve import MAIL, Twelve, is_about, twelve
from tests.kill.harness import ask_books, check_books, is_empty
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp, pytest.mark.timeout(300)]

SILENT = ("ida", "lea")
"""Somebody in chat and somebody by mail who say nothing."""

GATE = "At six the gate is locked."
PUMP = "because the pump wakes my mother"
ASLEEP = "because she is still asleep at seven"
LOUD = "the pump is as loud as before"
STREET = "because the whole street wakes up"
DEW = "because my beds rot when they are wet all day"

CODE = r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b"
"""A code of the close, or a receipt."""

POSITIONS = {
    "consent": "consent", "concern": "with a concern", "object": "objection", "aside": "aside",
    "pass": "pass",
}  # fmt: skip
"""Positions as a file has them, and as people are told of them."""


@pytest.fixture
async def circle(synapse: Lab, sink: MailSink, tmp_path: Path) -> AsyncIterator[Twelve]:
    """The twelve, before anybody has proposed anything."""
    async with twelve(synapse, sink, tmp_path) as gathered:
        yield gathered


async def test_twelve_decide_and_look_again(circle: Twelve) -> None:
    """Three objections, two new texts, a death, a review: each is heard once, and the count holds."""
    await questions_and_reactions(circle)
    await first_version(circle)
    await death(circle)
    await second_version(circle)
    await third_version(circle)
    told = await outcome(circle)
    receipt = re.search(CODE, (await circle.letter("cy", "position_received", 3)).plain)
    await each_is_asked_once(circle)
    await nobody_silent_is_named(circle)
    await review_after_a_late_objection(circle)
    in_chat, by_mail = await taken_away(circle)
    check_file(in_chat, told, circle.process.folder / "taken.json")
    assert receipt
    assert {"receipt": receipt[0], "position": "concern"} in _decision(in_chat)["answers"]
    assert _decision(in_chat) == _decision(by_mail)
    await nothing_is_lost_or_doubled(circle)


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
    await circle.leap(days=3, hours=1)
    asked = await circle.told("reactions_opened")
    await circle.marked(await circle.say("fay", "I like the early hour.", reply_to=asked))
    await circle.write("kim", "Good for the tomatoes.", "reactions_opened")
    await circle.told("reaction_heard", "Good for the tomatoes.")
    await circle.leap(days=3, hours=1)


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
    await circle.leap(days=3, hours=1)
    asked = await circle.told("examination_asked")
    await circle.tap(asked, "🍃", "ana", "eli", "fay", "gus", "hal")
    await circle.tap(asked, "⏭️", "ben")
    for name in ("kim", "jon"):
        await circle.write(name, "DOES NOT QUALIFY", "examination_asked")
        await circle.letter(name, "judgement_received")
    await circle.leap(days=3, hours=1)
    found = await circle.told("objection_resolved", "Objection 2 was looked at")
    assert "It qualifies 0 · it does not 7 · pass 1." in body_of(found)


async def third_version(circle: Twelve) -> None:
    """Jon finds the words by mail; Cy keeps a worry; "same again" is said, tapped and written."""
    await circle.told("integrating_began")
    await circle.write(
        "jon", "!suggest We water the beds at eight in the morning.", "integrating_began"
    )
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
    await circle.leap(days=2, hours=1)
    await circle.write("jon", "CONSENT", "proposal_amended", 2)
    await circle.answered(3, 9)
    await circle.leap(minutes=11)
    await circle.told("decision_provisional")
    await circle.write("kim", "SAME AGAIN", "decision_provisional")
    await circle.answered(3, 10)
    await circle.leap(days=6)


async def outcome(circle: Twelve) -> str:
    """In force when everybody's time is over. Return what the room was told."""
    adopted = body_of(await circle.told("decision_adopted", "decision 1, version 3"))
    assert "A voice" in adopted, "the concern without a name is not there"
    for name in MAIL:
        plain = (await circle.letter(name, "decision_adopted")).plain
        assert _numbers(adopted) == _numbers(plain)
        assert re.findall(CODE, adopted) == re.findall(CODE, plain)
    return adopted


def _numbers(told: str) -> dict[str, int]:
    """Read the numbers of an outcome."""
    (line,) = re.findall(r"^Consent \d+ · .+$", told, re.MULTILINE)
    return {name.lower(): int(n) for name, n in re.findall(r"([A-Za-z][A-Za-z ]*) (\d+)", line)}


async def review_after_a_late_objection(circle: Twelve) -> None:
    """Ten days later Jon objects, by mail: a new text takes its place, and now all twelve answer."""
    await circle.leap(days=10)
    await circle.write("jon", f"OBJECT {STREET}", "decision_adopted")
    await circle.letter("jon", "late_answer")
    asked = await circle.told("proposal_opened", STREET)
    await circle.say("ben", "!amend We water the beds at nine in the morning.", reply_to=asked)
    amended = await circle.told("proposal_amended", "nine in the morning")
    await circle.write("jon", "CONSENT", "proposal_amended", 3)
    await circle.told("objection_resolved", "No objection is open.")
    await circle.tap(amended, "👍", "ana", "eli", "fay", "gus", "hal", "ida")
    for name in ("cy", "di", "kim", "lea"):
        await circle.write(name, "CONSENT", "proposal_amended", 3)
    await circle.answered(2, 12)
    await circle.leap(minutes=11)
    await circle.told("decision_adopted", "takes the place of decision 1")


async def taken_away(circle: Twelve) -> list[bytes]:
    """Eli takes decision 1 away in chat and Cy by mail; return both files."""
    eli = circle.chat["eli"]
    await circle.say("eli", "!export 1 json")
    invite = await eli.invited(lambda one: one.is_direct, timeout=30)
    await eli.join(invite.room)
    brought = await eli.see_any(
        invite.room, lambda e: e["content"].get("msgtype") == "m.file", timeout=30
    )
    await circle.write("cy", "!export 1 json", "decision_adopted")
    mailed = await circle.letter("cy", "export_brought")
    return [await download(circle.lab, eli, brought["content"]["url"]), mailed.files[0][1]]


# What must be so in the end


def check_file(file: bytes, told: str, at: Path) -> None:
    """Anybody counts it again, with nothing but the file, to the numbers that all were told."""
    at.write_bytes(file)
    command = [sys.executable, "-m", "facilitator", "verify", str(at)]
    verified = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert verified.returncode == 0, verified.stderr
    decision, said = _decision(file), _numbers(told)
    assert decision["result"] == {
        "outcome": "in_force", "ending": "", "version": 3,
        "counts": {name: said[words] for name, words in POSITIONS.items() if said[words]},
    }  # fmt: skip
    assert [decision["code"]] == re.findall(CODE, told)
    assert not _silent_in(file.decode())


def _decision(file: bytes) -> dict[str, Any]:
    (decision,) = json.loads(file)["decisions"]
    return dict(decision)


async def each_is_asked_once(circle: Twelve) -> None:
    """One letter per version and step to each who reads by mail, and one message in the room."""
    once = {
        ("questions_opened", 1): 1, ("reactions_opened", 1): 1, ("proposal_opened", 1): 1,
        ("proposal_amended", 2): 1, ("proposal_amended", 3): 1, ("decision_adopted", 3): 1,
    }  # fmt: skip
    room = [notice_of(event) or {} for event in await circle.said()]
    heard = Counter((notice.get("kind"), notice.get("version")) for notice in room)
    assert {key: heard[key] for key in once} == once
    for name in MAIL:
        got = Counter(
            (kind, version)
            for kind, version in once
            for mail in circle.mail[name].mails(kind)
            if is_about(mail, version)
        )
        assert got == once, f"{name} was not asked once"


async def nobody_silent_is_named(circle: Twelve) -> None:
    """Who says nothing stands nowhere but where it is told who reads by mail, and in their own mail."""
    for event in await circle.said():
        content = {key: value for key, value in event["content"].items() if key != "m.mentions"}
        new = content.get("m.new_content", {})
        new.pop("m.mentions", None)
        assert not _silent_in(json.dumps(content, ensure_ascii=False)), body_of(event)
        ids = [circle.chat["ida"].user_id]
        assert not any(one in json.dumps(content) for one in ids), body_of(event)
    for mail in circle.about_decisions():
        if mail.recipient != circle.mail["lea"].address:
            assert not _silent_in(f"{mail.subject} {mail.plain} {mail.html}"), mail.plain


def _silent_in(text: str) -> list[str]:
    """Find the names of those who say nothing, but where it is told beforehand who reads by mail."""
    told = re.sub(r"[^.]*read\s+and\s+answer\s+by\s+mail", "", text)
    return [name for name in SILENT if re.search(rf"\b{name.title()}\b", told)]


async def nothing_is_lost_or_doubled(circle: Twelve) -> None:
    """What anybody said stands in the books once; nothing waits there, and nothing was set aside."""
    books: Any = circle.process.books
    await until(lambda: is_empty(books), "something still waits in the books", 30)
    await circle.process.stop()
    check_books(books)
    kept = Counter(text for (text,) in ask_books(books, "SELECT text FROM words"))
    for words in (GATE, PUMP, DEW, ASLEEP, LOUD):
        assert kept[words] == 1, words
