"""A circle in the lines of a meeting, and what lies in its people's mailboxes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.transcripts.meeting import Meeting


@asynccontextmanager
async def scene(folder: Path, circle: str) -> AsyncIterator[Meeting]:
    """A meeting whose first line says who is in the circle."""
    meeting = await Meeting(folder).open()
    await meeting.take(circle)
    yield meeting
    await meeting.close()


async def happen(meeting: Meeting, *lines: str) -> str:
    """Let lines happen; return what was seen, as one text."""
    seen: list[str] = []
    for line in lines:
        seen += await meeting.take(line)
    return "\n".join(seen)


def box(meeting: Meeting, name: str) -> list[EmailMessage]:
    """Return the mails in somebody's mailbox, oldest first."""
    mails = meeting.world.mailboxes.get(f"{name}@example.org", [])
    return [message_from_bytes(m.raw, policy=policy.default) for m in mails]


def words(mail: EmailMessage) -> str:
    """Return the plain words of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
