"""Mail goes out here: through one smarthost, over a few kept connections (RFC 5321).

The answer is always one of three: accepted, later, or refused. Trouble of the network and of our
own relay is *later*, since it says nothing about the person; only the verdict on a recipient or on
the mail itself is *refused*. Delivery is at least once: a connection that breaks between the data
and its 250 means later, and the same mail, with the same Message-ID, may arrive twice.
"""

import asyncio
import inspect
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

GIVE_UP = timedelta(days=5)
"""After this a mail is parked (RFC 5321 §4.5.4.1 asks for four to five days)."""

PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 180))
"""Pauses between attempts. The first are short: greylisting servers take a mail within minutes, and
a member's clock starts only then. The last repeats."""

DATA_TIMEOUT = 600
"""Seconds for the final answer (RFC 5321 §4.5.3.2.6): giving up early doubles mails."""

_ADDRESS = re.compile(r'[^\s<>"(),:;\\]+@[^\s<>"(),;\\@]+')


@dataclass(frozen=True, slots=True)
class Accepted:
    """The smarthost has taken responsibility; ``reply`` is what it said (often a queue id)."""

    reply: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now. ``reason`` is for operators; ``after`` is the pause that was asked for, if any."""

    reason: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: this recipient, or this mail, is not taken. ``reason`` is the server's answer."""

    reason: str


Outcome = Accepted | Deferred | Refused

Watch = Callable[[str, str], Awaitable[None] | None]
"""Hears ``data-begins`` and ``accepted`` with the Message-ID: between the two a kill may double."""


def next_try(attempts: int, age: timedelta) -> timedelta | None:
    """The pause before the next attempt, after ``attempts`` of them on a mail that is ``age`` old.

    ``None`` when it is time to give up. The last attempt falls on the end of the fifth day.
    """
    if age >= GIVE_UP:
        return None
    return min(PAUSES[min(max(attempts, 1), len(PAUSES)) - 1], GIVE_UP - age)


class Smarthost:
    """The one server that takes our mail.

    ``starttls``: ``required`` checks the certificate and sends nothing without TLS; ``if-offered``
    checks it only where a password is at stake, since who can forge a certificate can also hide the
    offer. Connections are opened when needed, kept, and renewed when they turn out to be gone.
    """

    def __init__(
        self,
        host: str,
        port: int,
        starttls: Literal["no", "if-offered", "required"] = "if-offered",
        username: str | None = None,
        password: str | None = None,
        timeout: float = 60,
        connections: int = 4,
        *,
        hostname: str = "localhost",
        watch: Watch | None = None,
    ) -> None:
        self._host, self._port, self._hostname = host, port, hostname
        self._starttls = {"no": False, "if-offered": None, "required": True}[starttls]
        self._username, self._password, self._timeout = username, password, timeout
        self._places = asyncio.Semaphore(connections)
        self._connections = connections
        self._idle: list[SMTP] = []
        self._watch = watch
        self._closed = False

    async def deliver(self, envelope_from: str, recipient: str, raw: bytes) -> Outcome:
        """Hands over one mail to one recipient; ``envelope_from`` may be empty (null sender).

        Never raises for trouble of the network or the other side.
        """
        if not (_sendable(recipient) and (not envelope_from or _sendable(envelope_from))):
            return Refused("this is not an address that mail can carry")
        async with self._places:
            if self._closed:
                return Deferred("the way out is closed")
            return await self._attempt(_ascii_domain(envelope_from), _ascii_domain(recipient), raw)

    async def close(self, grace: float = 10) -> None:
        """Nothing new goes out; what is under way has ``grace`` seconds to finish."""
        self._closed = True
        held = 0
        # A delivery that outlives the grace goes on alone, and its connection ends with it.
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                while held < self._connections:
                    await self._places.acquire()
                    held += 1
        while self._idle:
            await _part(self._idle.pop(), self._timeout)
        for _ in range(held):
            self._places.release()

    async def _attempt(self, sender: str, recipient: str, raw: bytes) -> Outcome:
        """One transaction on one connection, which is kept only if it ended in good order."""
        client: SMTP | None = None
        outcome: Outcome
        try:
            client = await self._connected()
            outcome = await self._transaction(client, sender, recipient, raw)
        except SMTPResponseException as refusal:
            outcome = _outcome(refusal)
        except (SMTPException, OSError, TimeoutError) as trouble:
            outcome = Deferred(f"{type(trouble).__name__}: {trouble}"[:500])
            _drop(client)
        except BaseException:
            _drop(client)
            raise
        if client is not None and client.is_connected:
            if self._closed:
                await _part(client, self._timeout)
            else:
                self._idle.append(client)
        return outcome

    async def _connected(self) -> SMTP:
        """A connection that has just answered: a kept one, or else a new one."""
        while self._idle:
            client = self._idle.pop()
            try:
                await client.rset()
            except (SMTPException, OSError):
                _drop(client)
            else:
                return client
        return await self._connect()

    async def _connect(self) -> SMTP:
        client = SMTP(
            hostname=self._host,
            port=self._port,
            username=self._username,
            password=self._password,
            local_hostname=self._hostname,
            timeout=self._timeout,
            start_tls=self._starttls,
            validate_certs=self._starttls is True or self._username is not None,
        )
        await client.connect()
        return client

    async def _transaction(self, client: SMTP, sender: str, recipient: str, raw: bytes) -> Outcome:
        """MAIL, RCPT, DATA. Raises what aiosmtplib raises."""
        if client.is_ehlo_or_helo_needed:
            await client.ehlo()
        wide = not (sender.isascii() and recipient.isascii() and raw.isascii())
        options = ["BODY=8BITMIME"] if wide and client.supports_extension("8bitmime") else []
        if not (sender.isascii() and recipient.isascii()):
            if not client.supports_extension("smtputf8"):
                return Refused("the mail server cannot carry this address (no SMTPUTF8)")
            options.append("SMTPUTF8")
        await client.mail(sender, options=options, encoding="utf-8")
        await client.rcpt(recipient, encoding="utf-8")
        mail = _message_id(raw)
        await self._tell("data-begins", mail)
        reply = await client.data(raw, timeout=max(DATA_TIMEOUT, self._timeout))
        await self._tell("accepted", mail)
        return Accepted(f"{reply.code} {reply.message}"[:500])

    async def _tell(self, moment: str, mail: str) -> None:
        if self._watch is not None:
            heard = self._watch(moment, mail)
            if inspect.isawaitable(heard):
                await heard


def _outcome(refusal: SMTPResponseException) -> Deferred | Refused:
    """Five hundreds are final only about the recipient or the mail.

    Before that (greeting, TLS, login, MAIL) they speak of our relay or our settings: a member must
    not be marked unreachable because a password changed.
    """
    reason = f"{refusal.code} {refusal.message}"[:500]
    final = isinstance(refusal, SMTPRecipientRefused | SMTPDataError)
    return Refused(reason) if final and 500 <= refusal.code < 600 else Deferred(reason)


def _drop(client: SMTP | None) -> None:
    """Ends a connection without a word: what is on it is out of step."""
    if client is not None:
        client.close()


async def _part(client: SMTP, patience: float) -> None:
    """Ends a connection with QUIT, whether or not the other side still listens."""
    try:
        await client.quit(timeout=min(patience, 5))
    except (SMTPException, OSError, TimeoutError):
        client.close()


def _sendable(address: str) -> bool:
    """Whether it can stand between angle brackets in a command."""
    return address.isprintable() and bool(_ADDRESS.fullmatch(address))


def _ascii_domain(address: str) -> str:
    """The address with its domain in ASCII (RFC 5891), which every server can carry."""
    local, at, domain = address.rpartition("@")
    try:
        return local + at + domain.encode("idna").decode()
    except UnicodeError:
        return address


def _message_id(raw: bytes) -> str:
    head = raw.split(b"\r\n\r\n", 1)[0]
    found = re.search(rb"(?im)^message-id:\s*(<[^>\r\n]*>)", head)
    return found[1].decode("ascii", "replace") if found else ""
