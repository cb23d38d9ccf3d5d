"""The demo's mail server for outgoing mail: what leaves the service stops here, in a Maildir.

Each recipient gets a copy of their own, with ``Delivered-To`` on top, so that the folder shows who
would have got what. Nothing goes any further. A copy is complete when it is seen: it is written and
synced in ``tmp`` and then renamed into ``new``. Lines end in LF alone, as mail programs want it in a
Maildir; no mail is kept in which a CR or LF stands by itself, so that with CRLF again each copy is
the very mail that came.
"""

import asyncio
import itertools
import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path

from bridges.email.server import MailListener, RawMail, Reply

_DELIVERED_TO = re.compile(rb"(?im)^delivered-to:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_END_OF_HEAD = re.compile(rb"(?m)^\n")
_HALF_AN_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_REFUSED = Reply(554, "5.6.0 A line of this mail ends in CR or LF alone")


class MailSink:
    """An SMTP server that takes every mail for everyone and keeps it in ``maildir``.

    ``start`` makes the folder (mode 0700) and listens; 250 means that all copies are on the disk.
    """

    def __init__(self, host: str, port: int, maildir: Path) -> None:
        self.maildir = maildir
        self._count = itertools.count(1)
        self._listener = MailListener(
            host, port, "smtp", self._receive, lambda _: True, now=lambda: datetime.now(UTC)
        )

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._listener.port

    async def start(self) -> None:
        """Raises ``OSError`` when the folder cannot be made or the port is taken."""
        for part in ("", "tmp", "new", "cur"):
            (self.maildir / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        await self._listener.start()

    async def stop(self) -> None:
        """What is under way is kept first."""
        await self._listener.stop()

    async def _receive(self, mail: RawMail) -> Reply | None:
        try:
            copies = [(self._name(), addressed(mail.raw, to)) for to in mail.recipients]
        except ValueError:
            return _REFUSED
        await asyncio.to_thread(self._keep, copies)
        return None

    def _name(self) -> str:
        """A name that nobody else gives (the Maildir convention), in the order of arrival."""
        now = time.time_ns()
        return f"{now // 10**9}.M{now // 1000 % 10**6:06}P{os.getpid()}Q{next(self._count):06}.demo"

    def _keep(self, copies: list[tuple[str, bytes]]) -> None:
        for name, copy in copies:
            with (self.maildir / "tmp" / name).open("xb") as file:
                file.write(copy)
                file.flush()
                os.fsync(file.fileno())
        for name, _ in copies:
            (self.maildir / "tmp" / name).rename(self.maildir / "new" / name)
        new = os.open(self.maildir / "new", os.O_RDONLY)
        try:
            os.fsync(new)
        finally:
            os.close(new)


def addressed(raw: bytes, recipient: str) -> bytes:
    """The mail with exactly one ``Delivered-To`` and LF lines; every other octet as it came.

    Raises ``ValueError`` for a CR or LF that is half a line end (RFC 5321 §2.3.8 forbids them).
    """
    if _HALF_AN_END.search(raw):
        raise ValueError("half a line end")
    lines = raw.replace(b"\r\n", b"\n")
    end = _END_OF_HEAD.search(lines)
    cut = end.start() if end else len(lines)
    head = _DELIVERED_TO.sub(b"", lines[:cut])
    return b"Delivered-To: " + recipient.encode() + b"\n" + head + lines[cut:]
