"""Minutes as people get them: a message, a file from the homeserver, a mail with the same file.

What somebody takes back is gone from the message, and the file that had it is gone from the room.
"""

from typing import Any

import aiohttp
import pytest

from facilitator.assemble import Service
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person
from facilitator.demo.waiting import until
from tests.e2e.mailboxes import CY, DI, Mailboxes, garden
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

NOTE, TO_DO = "Ben knows somebody who digs ponds.", "Ask what a pond costs"


async def download(lab: Lab, person: Person, uri: str) -> bytes:
    """Fetch a file from the homeserver as this person (authenticated media, spec 1.11)."""
    url = f"{lab.synapse.url}/_matrix/client/v1/media/download/{uri.removeprefix('mxc://')}"
    head = {"Authorization": f"Bearer {person.account.access_token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=head) as answer:
        assert answer.status == 200
        return await answer.read()


async def files(person: Person, room: str) -> list[dict[str, Any]]:
    """Return the minutes that stand in the room as files now, asked of the homeserver."""
    said = [event["content"] for event in await person.messages(room)]
    return [content for content in said if content.get("msgtype") == "m.file"]


async def test_minutes_come_as_message_file_and_mail_and_forget_what_is_taken_back(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Everybody has the same words; Ben's note is gone everywhere once he takes it back."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)
    await ana.say(room, "!helpers +scribe")
    await ana.see(room, lambda e: "@scribe" in str(e.get("state_key")))
    await ana.say(room, "!start advice_process Shall we dig a pond?")
    await ana.see(room, kind="session_opened", timeout=20)
    note = await ben.say(room, f"!note {NOTE}")
    await ana.say(room, f"!action {TO_DO} due=2w")
    for _ in (NOTE, TO_DO):
        await ana.see(room, _is_kept)
    await ana.say(room, "!end")

    told = await eli.see(room, kind="minutes", timeout=20)
    assert NOTE in told["content"]["body"]
    shown = await eli.see(room, lambda e: e["content"].get("msgtype") == "m.file", timeout=20)
    content = shown["content"]
    brought = await download(synapse, eli, content["url"])
    assert brought.decode().count(NOTE) == brought.decode().count(TO_DO) == 1
    assert content["filename"].endswith(".md")
    assert content["info"] == {"mimetype": "text/markdown", "size": len(brought)}
    for who in (CY, DI):
        letter = await mail.get(who, "minutes")
        (attached,) = letter.iter_attachments()
        assert attached.get_filename() == content["filename"]
        assert attached.get_content().encode() == brought

    await ben.say(room, "!takeback", reply_to=note)
    await eli.see(room, lambda e: e.get("redacts") or e["content"].get("redacts"), timeout=20)
    renewed = await eli.see(room, lambda e: e["content"].get("msgtype") == "m.file", timeout=20)
    (left,) = await files(eli, room)
    assert left["url"] == renewed["content"]["url"] != content["url"]
    text = (await download(synapse, eli, left["url"])).decode()
    assert NOTE not in text
    assert TO_DO in text
    await until(lambda: NOTE not in _minutes(eli, room), "the message still has the note")


def _is_kept(event: dict[str, Any]) -> bool:
    """Whether this is the mark under what was noted."""
    relates = event["content"].get("m.relates_to", {})
    return event["type"] == "m.reaction" and relates.get("key") == "📝"


def _minutes(person: Person, room: str) -> str:
    """The minutes as they stand in the room now, edits in their place."""
    return next(text for text in person.transcript(room) if "Minutes: Advice process" in text)
