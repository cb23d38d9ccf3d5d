"""The mail bridge put together: listener, ear, medium, pages; started and stopped as one."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from aiohttp import web
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import InterfaceError, OperationalError

from bridges.email.addresses import Addressed, Lists, Purpose, Role
from bridges.email.face import MailFace
from bridges.email.medium import MailMedium
from bridges.email.pages import Pages
from bridges.email.parsing import Unreadable, read_mail
from bridges.email.sender import Smarthost
from bridges.email.server import MailListener, RawMail, Reply
from facilitator.clock import Clock, micros
from facilitator.core.scales import MAKEUP, Scale
from facilitator.failpoints import pass_by
from facilitator.intake import Heard, Mailed
from facilitator.settings import Mail, Settings
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from facilitator.wording import Wording

log = structlog.get_logger()

GATHER = 0.2
"""Real seconds for which "our mail was taken" is gathered into one commit."""

_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^<>\s]{1,996}>)")
_HEAD = 256 * 1024

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Mailed)


def write_mail(mailed: Mailed) -> bytes:
    """Return a mail as the inbox stores it."""
    return _encoder.encode(mailed)


def hear_mail(body: bytes) -> Heard | None:
    """Return the mail that ``write_mail`` stored."""
    return _decoder.decode(body)


class MailBridge:
    """Mail in and out for one service. ``start`` opens the door; ``stop`` leaves nothing half done."""

    name = "mail"

    def __init__(
        self,
        settings: Settings,
        mail: Mail,
        store: Store,
        clock: Clock,
        wording: Wording,
        ring: Callable[[], None],
    ) -> None:
        self.store, self.clock, self.ring = store, clock, ring
        self.settings, self.mail = settings, mail
        key = mail.key.get_secret_value().encode()
        lists = Lists(mail.domain, mail.delimiter)
        self.house = MailFace(
            lists, key, settings.public_url, timedelta(seconds=mail.undo),
            mail.inbound.authserv_id, mail.inbound.assume_trusted,
        )  # fmt: skip
        self.smarthost = _smarthost(mail)
        self.reached = Reached(store, clock)
        self.medium = MailMedium(self.smarthost, self.reached.note)
        self.ear = hear_mail
        self.receiving = Receiving(lists, mail, store, clock, ring)
        self.listener = MailListener(
            mail.inbound.host, mail.inbound.port, mail.inbound.protocol,
            self.receiving.receive, self.receiving.accepts, now=clock.now, hostname=mail.domain,
        )  # fmt: skip
        self.pages = Pages(self.house, store, clock, wording, ring)
        self._runner: web.AppRunner | None = None

    @property
    def web_port(self) -> int:
        """The port the pages are served on (chosen by the system where 0 was asked for)."""
        if self._runner is None:
            raise RuntimeError("the pages are not served")
        return int(self._runner.addresses[0][1])

    async def start(self, routes: Iterable[web.AbstractRouteDef] = ()) -> None:
        """Open the pages and then the door for mail. Raises ``OSError`` when a port is taken."""
        app = self.pages.app()
        app.add_routes(routes)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.settings.web.host, self.settings.web.port).start()
        await self.listener.start()

    async def stop_listening(self) -> None:
        """Take nothing new; what is being kept is kept."""
        await self.listener.stop(grace=2)
        if self._runner is not None:
            await self._runner.cleanup()

    async def stop(self) -> None:
        """Let go of the smarthost, and write down whom it took our last mails for."""
        await self.smarthost.close(grace=2)
        await self.reached.finish()

    async def run(self) -> None:
        """Write down whom we reached, until cancelled."""
        await self.reached.run()


def _smarthost(mail: Mail) -> Smarthost:
    out = mail.outgoing
    password = out.password.get_secret_value() if out.password else None
    return Smarthost(out.host, out.port, out.starttls, out.username, password, hostname=mail.domain)


class Receiving:
    """Keeps what comes in: known addresses only, one row for each list, committed before the 250."""

    def __init__(
        self, lists: Lists, mail: Mail, store: Store, clock: Clock, ring: Callable[[], None]
    ) -> None:
        self.lists, self.store, self.clock, self.ring = lists, store, clock, ring
        self.trusted = frozenset(mail.inbound.trusted_peers)

    async def accepts(self, address: str) -> bool:
        """Say whether an address leads to one of our circles (one look at their names)."""
        addressed = self.lists.parse(address)
        return addressed is not None and bool(await self._circles([addressed.slug]))

    async def receive(self, mail: RawMail) -> Reply | None:
        """Commit one mail; None says that it is kept. Raises when the books cannot be written."""
        no = await asyncio.to_thread(_verdict, mail.raw)
        if no is not None:
            return no
        meant = _one_for_each_list(self.lists, mail.recipients)
        places = await self._circles([addressed.slug for addressed in meant.values()])
        rows = [
            self._row(mail, recipient, addressed, places[addressed.slug])
            for recipient, addressed in meant.items()
            if addressed.slug in places
        ]
        if rows:
            await self.store.write(lambda connection: _file(connection, rows))
            pass_by("receive.after_commit")
            self.ring()
        return None

    def _row(
        self, mail: RawMail, recipient: str, addressed: Addressed, place: str | None
    ) -> dict[str, Any]:
        heard_at = micros(mail.heard_at)
        mailed = Mailed(mail.raw, mail.envelope_from, recipient, mail.peer in self.trusted)
        return {"key": _key(addressed, mail), "ear": "mail", "place": place or recipient[:320],
                "body": write_mail(mailed), "said_at": heard_at, "heard_at": heard_at,
                "state": 0}  # fmt: skip

    async def _circles(self, slugs: list[str]) -> dict[str, str | None]:
        """Return the home room (None while it is not made) of each of these circles we know."""
        return await self.store.read(lambda connection: _homes(connection, slugs))


def _verdict(raw: bytes) -> Reply | None:
    """Return what to say against a mail that cannot be read, while its sender still listens."""
    try:
        read_mail(raw)
    except Unreadable as unreadable:
        if unreadable.code == "too-large":
            return Reply(552, "5.3.4 This mail is too large for a list.")
        return Reply(554, f"5.6.0 This mail cannot be read here ({unreadable.code}).")
    return None


def _one_for_each_list(lists: Lists, recipients: tuple[str, ...]) -> dict[str, Addressed]:
    """Return one recipient for each list: where a token came too, that says more."""
    chosen: dict[tuple[str, str], tuple[str, Addressed]] = {}
    for recipient in recipients:
        addressed = lists.parse(recipient)
        if addressed is None:
            continue
        list_ = (addressed.slug, _errand(addressed))
        if list_ not in chosen or (addressed.token and not chosen[list_][1].token):
            chosen[list_] = (recipient, addressed)
    return dict(chosen.values())


def _errand(addressed: Addressed) -> str:
    """Return what a mail to this address is for, as far as two addresses are one list."""
    talk = {Role.POST, Purpose.REPLY, Purpose.TURN, Purpose.POSITION}
    return "" if addressed.role in talk else str(addressed.role)


def _key(addressed: Addressed, mail: RawMail) -> str:
    """Return the key that the same mail to the same list always has (design §1).

    Its words are part of it: who knows another's Message-ID must not be able to come first with it,
    and let theirs be taken for a repetition (email.md §4).
    """
    head, _, words = mail.raw.partition(b"\r\n\r\n")
    found = _MESSAGE_ID.search(head[:_HEAD])
    name = found[1] if found else head
    parts = (addressed.slug.encode(), _errand(addressed).encode(), name,
             mail.envelope_from.casefold().encode(), hashlib.sha256(words).digest())  # fmt: skip
    text = b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return f"mail:{hashlib.sha256(text).hexdigest()}"


def _homes(connection: Connection, slugs: list[str]) -> dict[str, str | None]:
    rows = connection.execute(
        select(t.circle.c.slug, t.circle.c.scale, t.place.c.part, t.place.c.address)
        .join(t.place, t.place.c.circle == t.circle.c.id)
        .where(t.circle.c.slug.in_(slugs))
    ).all()
    homes: dict[str, str | None] = {}
    for slug, scale, part, address in rows:
        parts = [each.name for each in MAKEUP[Scale(scale)].parts]
        homes.setdefault(slug, None)
        if part == ("commons" if "commons" in parts else parts[0]):
            homes[slug] = address
    return homes


def _file(connection: Connection, rows: list[dict[str, Any]]) -> None:
    insert_once(connection, t.inbox, rows)
    pass_by("receive.before_commit")


class Reached:
    """Remembers for whom our relay took a mail: a clock must not run for someone unreached."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self._fresh: dict[str, int] = {}
        self._some = asyncio.Event()

    def note(self, address: str) -> None:
        """Remember one address; it is written down soon."""
        self._fresh[address] = micros(self.clock.now())
        self._some.set()

    async def run(self) -> None:
        """Write down what was noted, in groups, until cancelled."""
        while True:
            await self._some.wait()
            await asyncio.sleep(GATHER)
            self._some.clear()
            try:
                await self.finish()
            except (OperationalError, InterfaceError) as trouble:
                log.warning("mail.waits_for_database", reason=type(trouble.orig).__name__)
                await asyncio.sleep(1)
                self._some.set()

    async def finish(self) -> None:
        """Write down everything noted so far."""
        fresh = dict(self._fresh)
        if fresh:
            await self.store.write(lambda connection: _mark_reached(connection, fresh))
            self._fresh = {a: at for a, at in self._fresh.items() if fresh.get(a) != at}


def _mark_reached(connection: Connection, fresh: dict[str, int]) -> None:
    statement = (
        update(t.handle)
        .where(t.handle.c.medium == "mail", t.handle.c.address == bindparam("b_address"))
        .values(reached_at=bindparam("b_at"))
    )
    connection.execute(statement, [{"b_address": a, "b_at": at} for a, at in fresh.items()])
