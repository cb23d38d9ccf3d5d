"""The signed pages: a link shows one, a button on it acts.

GET and HEAD change nothing, because mail scanners follow every link; where a press counts for a
person, the choice has to be made by hand first, because some scanners press buttons. No script, no
picture, nothing from elsewhere, nothing for search engines. What is pressed becomes an intake like
everything else; only "List-Unsubscribe=One-Click" (RFC 8058) needs no page before it.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web
from sqlalchemy import Connection, select

from bridges.email.addresses import Purpose, row_of
from bridges.email.house import MailHouse
from bridges.email.mailing import LEAVE, NEVER, OFF
from bridges.email.tokens import is_real
from facilitator.clock import Clock, micros
from facilitator.intake import Pressed
from facilitator.postman import inner_body
from facilitator.store import UNAVAILABLE, Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from facilitator.visit import a_name
from facilitator.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Template

LARGEST_FORM = 16 * 1024
FRESH = 12 * 3600
"""Seconds for which a page's button works, twice over at most."""

STYLE = (
    "body{margin:0;background:#fbfaf7;color:#1f2421;font:1.125rem/1.6 system-ui,sans-serif}"
    "main{max-width:36rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.5rem;line-height:1.3}"
    "blockquote{margin:1rem 0;padding:.25rem 1rem;border-left:4px solid #7a8f83;"
    "white-space:pre-wrap;overflow-wrap:anywhere}fieldset{border:1px solid #7a8f83}"
    "button,input{font:inherit}button{padding:.6rem 1.2rem;border:2px solid #2f5d46;"
    "background:#2f5d46;color:#fff;border-radius:.4rem}:focus-visible{outline:3px solid #b4541a;"
    "outline-offset:2px}"
    "@media(prefers-color-scheme:dark){body{background:#191c1a;color:#eceae4}}"
)

_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: the word that is sent, and what the person reads."""

    word: str
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows. With ``by_hand`` one of the choices has to be picked, none is preset."""

    title: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    choices: tuple[Choice, ...] = ()
    by_hand: bool = False
    named: str = ""
    legend: str = ""
    send: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Ticket:
    """A proven token with what it is about."""

    row: Any
    circle: str
    by: str
    held: Any
    expired: bool

    @property
    def kind(self) -> str:
        """The first word of the token's item."""
        return str(self.row["item"]).partition(":")[0]

    @property
    def is_open(self) -> bool:
        """Whether a press can still change something."""
        return not self.expired and (self.held is None or self.held["settled_at"] is None)


class Pages:
    """The pages of one service, over its books; ``ring`` tells the desk that a button was pressed."""

    def __init__(
        self,
        house: MailHouse,
        store: Store,
        clock: Clock,
        wording: Wording,
        ring: Callable[[], None],
    ) -> None:
        self.house, self.store, self.clock = house, store, clock
        self.wording, self.ring = wording, ring

    def app(self) -> web.Application:
        """Return the application that serves them, and nothing else."""
        app = web.Application(client_max_size=LARGEST_FORM, middlewares=[self._guarded])
        for path in ("/answer/{token}", "/leave/{token}"):
            app.router.add_get(path, self.show)
            app.router.add_post(path, self.press)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Put the same strict headers on every answer, and say every "no" in our own words."""
        try:
            response: web.StreamResponse = await handler(request)
        except web.HTTPException as no:
            if no.status not in (404, 405, 413):
                raise
            response = self._page(self._plain("gone"), status=no.status)
            if "Allow" in no.headers:
                response.headers["Allow"] = no.headers["Allow"]
        except UNAVAILABLE:
            response = self._page(self._plain("later"), status=503)
            response.headers["Retry-After"] = "60"
        response.headers.update(HEADERS)
        return response

    async def show(self, request: web.Request) -> web.Response:
        """Show what a link is about; change nothing."""
        ticket = await self._ticket(request)
        if not ticket.is_open:
            return self._page(self._plain("settled"), status=410)
        return self._page(self._view(ticket), self._nonce(request.match_info["token"]))

    async def press(self, request: web.Request) -> web.Response:
        """Take a button, or one click of a mail program."""
        ticket = await self._ticket(request)
        form = await request.post()
        if ticket.kind in (LEAVE, OFF, NEVER) and form.get("List-Unsubscribe") == "One-Click":
            await self._file(ticket, "yes", str(micros(self.clock.now())))
            return self._page(self._plain("done"))
        if not ticket.is_open:
            return self._page(self._plain("settled"), status=410)
        token, nonce = request.match_info["token"], str(form.get("nonce", ""))
        choice = str(form.get("choice", ""))
        view = self._view(ticket)
        name = a_name(str(form.get("name", ""))) if view.named else ""
        if not self._is_fresh(token, nonce) or choice not in {c.word for c in view.choices}:
            return self._page(view, self._nonce(token), status=400)
        if view.named and choice == "yes" and not name:
            return self._page(view, self._nonce(token), status=400)
        await self._file(ticket, f"{choice} {name}".strip(), nonce[:22])
        return self._page(self._plain("done"))

    async def _file(self, ticket: Ticket, choice: str, once: str) -> None:
        """Commit a press to the inbox; the same button of the same page counts once."""
        at = micros(self.clock.now())
        row = {"key": f"pressed:{ticket.row['id']}:{choice.partition(' ')[0]}:{once}",
               "ear": "inner", "place": ticket.row["circle"],
               "body": inner_body(Pressed(ticket.row["id"], choice)),
               "said_at": at, "heard_at": at, "state": 0}  # fmt: skip
        await self.store.write(lambda connection: insert_once(connection, t.inbox, [row]))
        self.ring()

    # -- proving --------------------------------------------------------------------------------

    async def _ticket(self, request: web.Request) -> Ticket:
        token = request.match_info["token"]
        found = await self.store.read(lambda c: _find(c, token, micros(self.clock.now())))
        if found is None or not is_real(self.house.key, token, found[0].row, found[1]):
            raise web.HTTPNotFound
        return found[0]

    def _nonce(self, token: str) -> str:
        """Return proof that a page was shown here not long ago; nothing has to be remembered."""
        salt = secrets.token_urlsafe(16)
        return f"{salt}.{self._sign(token, salt, self._hours())}"

    def _is_fresh(self, token: str, nonce: str) -> bool:
        salt, _, proof = nonce.partition(".")
        now = self._hours()
        return any(
            hmac.compare_digest(self._sign(token, salt, at).encode(), proof.encode())
            for at in (now, now - 1)
        )

    def _hours(self) -> int:
        return int(self.clock.now().timestamp()) // FRESH

    def _sign(self, token: str, salt: str, at: int) -> str:
        text = f"page {len(token)}:{token.casefold()} {len(salt)}:{salt} {at}"
        return hmac.digest(self.house.key, text.encode(), hashlib.sha256)[:16].hex()

    # -- showing --------------------------------------------------------------------------------

    def _view(self, ticket: Ticket) -> View:
        kind = "answer" if ticket.held and ticket.held["kind"] == "answer" else ticket.kind
        name = f"page-{kind}"
        words = self.wording.line
        held = json.loads(ticket.held["body"]) if ticket.held else {}
        choices = tuple(
            Choice(word, words(f"{name}-{word}", circle=ticket.circle))
            for word in _CHOICES[kind]
            if word != "add" or held.get("other")
        )
        unnamed = kind == "invite" and not held.get("name")
        return View(
            title=words(f"{name}-title", circle=ticket.circle, by=ticket.by),
            lines=(words(name, circle=ticket.circle, by=ticket.by),),
            quote=str(held.get("text", "")),
            choices=choices,
            by_hand=kind in _BY_HAND,
            named=words("page-name") if unnamed else "",
            legend=words("page-choose"),
            send=words("page-send"),
        )

    def _plain(self, name: str) -> View:
        line = self.wording.line
        return View(line(f"page-{name}-title"), (line(f"page-{name}"),))

    def _page(self, view: View, nonce: str = "", status: int = 200) -> web.Response:
        from markupsafe import Markup

        style = Markup(STYLE)  # noqa: S704 - our own constant, and its hash must be of these octets
        html = _template().render(
            view=view, nonce=nonce, style=style, language=self.wording.language
        )
        return web.Response(text=html, content_type="text/html", status=status)


_CHOICES = {
    "invite": ("yes", "no"), "link": ("yes", "no"), "hold": ("yes", "add", "no"),
    "answer": ("yes", "add", "no"), "undo": ("take-back",), "return": ("yes",),
    LEAVE: (LEAVE, OFF), OFF: (OFF, LEAVE), NEVER: (NEVER,),
}  # fmt: skip
_BY_HAND = frozenset({"invite", "link", "hold", "answer"})


def _find(connection: Connection, token: str, now: int) -> tuple[Ticket, str] | None:
    """Return what a token claims to be, unproven, and the slug it is bound to."""
    number = row_of(token)
    row = connection.execute(select(t.token).where(t.token.c.id == number)).mappings().first()
    if row is None or row["purpose"] != Purpose.CONFIRM:
        return None
    circle = (
        connection.execute(select(t.circle).where(t.circle.c.id == row["circle"]))
        .mappings()
        .first()
    )
    if circle is None:
        return None
    kind, _, id_ = row["item"].partition(":")
    if kind not in _CHOICES:
        return None
    held = connection.execute(select(t.held).where(t.held.c.id == id_)).mappings().first()
    by = held["member"] if held else None
    name = connection.execute(select(t.member.c.name).where(t.member.c.id == by)).scalar()
    ticket = Ticket(row, circle["name"], str(name or ""), held, row["expires_at"] < now)
    return ticket, circle["slug"]


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    shelf = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=shelf, autoescape=True, trim_blocks=True).get_template("page.html.j2")
