"""The door for mail: SMTP or LMTP on the running loop (RFC 5321, RFC 2033).

A mail is accepted when it is kept, and not a moment before: 250 follows the return of ``receive``.
Whatever goes wrong on our side is answered with 451, so that the sender's server tries again; what
went wrong is told to the operator, never to the peer. Nothing of a mail or an address is logged.

The protocol itself is aiosmtpd's. Its threaded controller is not used: ``receive`` belongs to this
loop. Line ends are read strictly, so that no form of "end of data" but ``CRLF . CRLF`` ends a mail.
"""

import asyncio
import inspect
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any, Literal, cast

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

MIB = 1024 * 1024
RECIPIENTS = 100
"""Recipients of one mail; RFC 5321 §4.5.3.1.8 asks for at least a hundred."""

UNKNOWN = "I know nobody by this address. Please look at its spelling."
LATER = "451 4.3.0 Something went wrong here. Please try again later; nothing is lost."

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail as it came. ``envelope_from`` is empty for the null sender (bounces, RFC 5321 §4.5.5).

    ``peer`` is the address of the machine that handed it over, without its port.
    """

    envelope_from: str
    recipients: tuple[str, ...]
    peer: str
    raw: bytes
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What the peer is told instead of 250. ``text`` begins with the enhanced code (RFC 3463)."""

    code: int
    text: str

    def line(self) -> str:
        """One line of printable ASCII, as RFC 5321 §4.2 asks."""
        shown = "".join(c if c.isprintable() else " " for c in self.text)
        return f"{self.code} {shown}".encode("ascii", "replace").decode()[:500]


Receive = Callable[[RawMail], Awaitable[Reply | None]]
"""Keeps a mail. ``None`` means kept (250). An exception means later (451)."""

Accepts = Callable[[str], bool | str | Awaitable[bool | str]]
"""Whether mail for this address is taken; words instead of ``True`` are the reason against it."""


class MailListener:
    """Mail comes in here, between ``start`` and ``stop``.

    Over SMTP ``receive`` gets each mail once with all its recipients. Over LMTP it gets it once for
    each, since each has an answer of its own. A ``receive`` that has begun is never cut off by
    a peer who leaves; that peer heard no 250, so the same mail may come again.
    """

    def __init__(
        self,
        host: str,
        port: int,
        protocol: Literal["smtp", "lmtp"],
        receive: Receive,
        accepts: Accepts,
        *,
        now: Callable[[], datetime],
        max_bytes: int = 16 * MIB,
        hostname: str = "localhost",
        timeout: float = 300,
        connections: int = 50,
    ) -> None:
        self._host, self._port = host, port
        self._dialogue = _Lmtp if protocol == "lmtp" else _Smtp
        self._hooks = _Hooks(receive, accepts, now, one_by_one=protocol == "lmtp")
        self._max_bytes, self._hostname, self._timeout = max_bytes, hostname, timeout
        self._connections = connections
        self._open: set[_Smtp] = set()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port it listens on (chosen by the system where 0 was asked for)."""
        if self._server is None:
            raise RuntimeError("the listener is not started")
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """It listens when this returns. Raises ``OSError`` when the port is taken."""
        # aiosmtpd logs addresses and, line by line, words.
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._answer, self._host, self._port)

    async def stop(self, grace: float = 10) -> None:
        """No new mail comes in; what is under way has ``grace`` seconds to finish."""
        if self._server is None:
            return
        self._server.close()
        for dialogue in tuple(self._open):
            dialogue.leave()
        await self._quiet(grace)
        for dialogue in tuple(self._open):
            dialogue.cut()
        await self._hooks.finish(grace)
        await self._server.wait_closed()
        self._server = None

    async def _quiet(self, grace: float) -> None:
        """Returns when every dialogue has ended, or after ``grace`` seconds."""
        if ends := [asyncio.ensure_future(d.ended.wait()) for d in self._open]:
            _, unfinished = await asyncio.wait(ends, timeout=grace)
            for end in unfinished:
                end.cancel()

    def _answer(self) -> asyncio.Protocol:
        """A dialogue for one connection, or a word that we are busy."""
        if len(self._open) >= self._connections:
            return _Busy()
        return self._dialogue(
            self._hooks,
            self._open,
            hostname=self._hostname,
            ident="ready",
            data_size_limit=self._max_bytes,
            enable_SMTPUTF8=True,
            timeout=self._timeout,
            loop=asyncio.get_running_loop(),
        )


class _Hooks:
    """What aiosmtpd asks at each step (its names: ``handle_…``)."""

    def __init__(
        self, receive: Receive, accepts: Accepts, now: Callable[[], datetime], *, one_by_one: bool
    ) -> None:
        self._receive, self._accepts, self._now = receive, accepts, now
        self._one_by_one = one_by_one
        self._running: set[asyncio.Task[str]] = set()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Each recipient is decided at once: a bounce later would go to forged senders."""
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients at once. Please send the others separately."
        verdict = self._accepts(address)
        if inspect.isawaitable(verdict):
            verdict = await verdict
        if verdict is not True:
            return Reply(550, f"5.1.1 {verdict or UNKNOWN}").line()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The whole mail is here; the answer is one line, or one for each LMTP recipient."""
        sender = envelope.mail_from or ""
        everyone = tuple(envelope.rcpt_tos)
        mails = [
            RawMail(
                envelope_from="" if sender == "<>" else sender,
                recipients=recipients,
                peer=str(session.peer[0]) if session.peer else "",
                raw=bytes(envelope.original_content or b""),
                heard_at=self._now(),
            )
            for recipients in ([(one,) for one in everyone] if self._one_by_one else [everyone])
        ]
        return "\r\n".join([await self._keep(mail) for mail in mails])

    async def handle_exception(self, error: Exception) -> str:
        """Any mishap outside ``receive``: the peer learns only that it is not their fault."""
        _report(error)
        return LATER

    async def finish(self, grace: float) -> None:
        """Waits for what is being kept, ``grace`` seconds at most."""
        if self._running:
            await asyncio.wait(self._running, timeout=grace)

    async def _keep(self, mail: RawMail) -> str:
        # A task of its own: aiosmtpd cancels a dialogue whose peer leaves, and a cut through
        # the middle of a commit is worse than a mail that comes twice.
        task = asyncio.create_task(self._kept(mail))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _kept(self, mail: RawMail) -> str:
        try:
            reply = await self._receive(mail)
        except Exception as error:  # noqa: BLE001 - a loop top: every mishap means "later"
            _report(error)
            return LATER
        return reply.line() if reply else "250 2.0.0 Kept, thank you"


def _report(error: Exception) -> None:
    """One line for the operator: the kind of mishap and where, never its words (they may quote)."""
    frames = extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"
    log.error("mail.not_kept", error=type(error).__name__, where=where)


def _unremarkable(dialogue: asyncio.Task[None]) -> None:
    """A peer who vanishes in the middle is no news: the loop need not complain."""
    if not dialogue.cancelled():
        dialogue.exception()


class _Smtp(SMTP):
    """One peer's dialogue."""

    # Real mail has lines beyond RFC 5321's 1000 octets, and other servers let them pass.
    line_length_limit = 64 * 1024

    def __init__(self, hooks: _Hooks, opened: "set[_Smtp]", **settings: Any) -> None:
        super().__init__(hooks, **settings)
        # aiosmtpd keeps these limits on the class, where every EHLO would widen them for all.
        self.command_size_limits = defaultdict(lambda: 1024)
        self._opened = opened
        self._in_data = self._leaving = False
        self.ended = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._opened.add(self)
        super().connection_made(transport)
        if self._handler_coroutine is not None:
            self._handler_coroutine.add_done_callback(_unremarkable)

    def connection_lost(self, error: Exception | None) -> None:
        self._opened.discard(self)
        self.ended.set()
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        self._in_data = True
        try:
            await super().smtp_DATA(arg)
        finally:
            self._in_data = False
            if self._leaving:
                self.leave()

    def leave(self) -> None:
        """Says goodbye; a mail on its way is heard to its end first."""
        if self._in_data:
            self._leaving = True
        elif self.transport is not None:
            self._writer.write(b"421 4.3.2 Closing for now. Please come again.\r\n")
            self.transport.close()

    def cut(self) -> None:
        """Ends the connection at once."""
        if self.transport is not None:
            cast("asyncio.WriteTransport", self.transport).abort()

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """An address as the peer wrote it, or nothing.

        The standard library's parser trips over some malformed ones, and octets that are not UTF-8
        would come through as halves of characters that no database keeps.
        """
        try:
            address, rest = super()._getaddr(arg)
            (address or "").encode()
        except (IndexError, ValueError, AttributeError):
            return None, None
        return (None, None) if address and not address.isprintable() else (address, rest)


class _Lmtp(_Smtp, LMTP):
    """The same over LMTP, where each recipient hears their own answer (RFC 2033 §4.2)."""

    _answers_due = 0

    async def push(self, status: Any) -> None:
        """Sends a status: after the data as often as there are recipients."""
        text = status if isinstance(status, str) else status.decode()
        if self._answers_due:
            if "\r\n" not in text:
                text = "\r\n".join([text] * self._answers_due)
            self._answers_due = 0
        elif text.startswith("354 ") and self.envelope is not None:
            self._answers_due = len(self.envelope.rcpt_tos)
        await super().push(text)


class _Busy(asyncio.Protocol):
    """A greeting that asks to come back."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = cast("asyncio.WriteTransport", transport)
        peer.write(b"421 4.7.0 Too many visitors just now. Please come again.\r\n")
        peer.close()
