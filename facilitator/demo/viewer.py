"""The demo's mail program in the browser: read what each person got, and answer as them.

A part of the demo only: whoever can open these pages can read and write as anybody. Therefore they
answer only on names of this machine, looking changes nothing, a reply needs a nonce from its own
page (used once), no script runs, and a mail's HTML sits in a sandboxed frame that can call nobody.
"""

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.headerregistry import Address
from email.utils import make_msgid
from pathlib import Path
from typing import Any, get_args

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bridges.email.sender import Accepted, Smarthost
from facilitator.demo.letters import Mail, Outbox, Quote, reply, threads

PAGES = Path(__file__).parent / "pages"
LONGEST = 100_000
"""Characters of a reply."""

# In escaped text: it ends before closing punctuation and before an escaped quote or bracket.
_WEB_ADDRESS = re.compile(r"https?://(?:(?!&(?:gt|lt|#34|#39);)[^\s])*[^\s.,;:!?)\]&]")
_HERE = {"127.0.0.1", "localhost", "::1"}
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# A click on a link opens a page of its own; nothing else gets out of the frame.
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    f"base-uri 'none'; frame-ancestors 'self'; sandbox {_SANDBOX}"
)


def viewer(
    maildir: Path,
    people: Mapping[str, str],
    smtp: tuple[str, int],
    *,
    now: Callable[[], datetime],
) -> web.Application:
    """A sub-application that shows ``maildir``, to be mounted under any prefix.

    ``people`` are names by address; whoever else got mail is listed by address. Replies go to the
    server at ``smtp`` as mail from that person.
    """
    pages = _Viewer(Outbox(maildir), people, Smarthost(*smtp, "no", connections=1), now)
    app = web.Application(middlewares=[_only_here, pages.kindly])
    app.router.add_get("/", pages.everyone, name="everyone")
    app.router.add_get("/style.css", _style, name="style")
    app.router.add_get("/{box}/", pages.mailbox, name="mailbox")
    app.router.add_get("/{box}/{mail}", pages.mail, name="mail")
    app.router.add_get("/{box}/{mail}/html", pages.html, name="html")
    app.router.add_get(r"/{box}/{mail}/file/{number:\d{1,3}}", pages.file, name="file")
    app.router.add_post("/{box}/{mail}/reply", pages.reply, name="reply")
    app.on_response_prepare.append(_guard)
    app.on_cleanup.append(pages.close)
    return app


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another name for this machine is a foreign page trying its luck (DNS rebinding)."""
    if request.url.host not in _HERE:
        raise web.HTTPMisdirectedRequest(text="This page answers only on this machine.")
    return await handler(request)


async def _guard(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _EVERYWHERE.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)


async def _style(_request: web.Request) -> web.Response:
    text = await asyncio.to_thread((PAGES / "style.css").read_text)
    return web.Response(text=text, content_type="text/css")


class _Viewer:
    """The pages. A mailbox's address in the browser is a short hash, not the mail address."""

    def __init__(
        self,
        outbox: Outbox,
        people: Mapping[str, str],
        smarthost: Smarthost,
        now: Callable[[], datetime],
    ) -> None:
        self._outbox, self._people = outbox, people
        self._smarthost, self._now = smarthost, now
        self._secret, self._used = secrets.token_bytes(32), set[str]()
        self._pages = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.filters["linked"] = _linked

    async def close(self, _app: web.Application) -> None:
        await self._smarthost.close(grace=1)

    @web.middleware
    async def kindly(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What is not there is said on a page like the others."""
        try:
            return await handler(request)
        except web.HTTPNotFound:
            return self._page(request, "nothing.html.j2", status=404)

    async def everyone(self, request: web.Request) -> web.Response:
        """The people, each with how many mails they got and the newest."""
        boxes = await self._boxes()
        rows = [
            {"key": _key(a), "address": a, "name": self._name(a), "mails": mails}
            for a, mails in boxes.items()
        ]
        return self._page(request, "everyone.html.j2", rows=rows)

    async def mailbox(self, request: web.Request) -> web.Response:
        """One person's mails in threads, the newest first."""
        address, mails = await self._box(request)
        return self._page(
            request, "mailbox.html.j2", **self._owner(address), threads=threads(mails)
        )

    async def mail(self, request: web.Request) -> web.Response:
        """One mail and a form to answer it."""
        address, mail = await self._mail(request)
        said = "sent" if "sent" in request.query else ""
        return self._mail_page(request, address, mail, said=said)

    async def html(self, request: web.Request) -> web.Response:
        """The HTML part alone, for the frame."""
        _, mail = await self._mail(request)
        if mail.html is None:
            raise web.HTTPNotFound
        framed = mail.html.replace("<head>", '<head><base target="_blank">', 1)
        headers = {"Content-Security-Policy": _FRAME_POLICY}
        return web.Response(text=framed, content_type="text/html", headers=headers)

    async def file(self, request: web.Request) -> web.Response:
        """One attachment, to be kept and never shown by the browser: it may be of any kind."""
        _, mail = await self._mail(request)
        number = int(request.match_info["number"])
        if number >= len(mail.files):
            raise web.HTTPNotFound
        headers = {"Content-Disposition": "attachment"}
        return web.Response(body=mail.files[number][1], headers=headers)

    async def reply(self, request: web.Request) -> web.Response:
        """Sends the answer; words that cannot be sent stay in the form."""
        address, mail = await self._mail(request)
        form = await request.post()
        words, quote = str(form.get("words", "")), str(form.get("quote", "below"))
        if not self._spend(str(form.get("nonce", "")), mail):
            said, status = "This form was used before, or is too old. Please send it again.", 403
        elif not words.strip() or len(words) > LONGEST or quote not in get_args(Quote):
            said, status = "Please write a few words first.", 400
        elif trouble := await self._send(address, mail, words, quote):
            said, status = f"The service did not take it: {trouble}", 502
        else:
            raise web.HTTPSeeOther(self._url(request, "mail", address, mail).with_query(sent="yes"))
        return self._mail_page(request, address, mail, said=said, words=words, status=status)

    async def _send(self, address: str, mail: Mail, words: str, quote: Any) -> str | None:
        """Returns what the other side had against it."""
        author = Address(self._name(address), addr_spec=address)
        own_id = make_msgid(domain=author.domain)
        raw = reply(mail, author, words, quote, self._now(), own_id)
        outcome = await self._smarthost.deliver(address, mail.reply_to.addr_spec, raw)
        return None if isinstance(outcome, Accepted) else outcome.reason

    async def _boxes(self) -> dict[str, list[Mail]]:
        """Mails by recipient: first the people in their order, then whoever else got some."""
        boxes: dict[str, list[Mail]] = {address: [] for address in self._people}
        for mail in await asyncio.to_thread(self._outbox.mails):
            boxes.setdefault(mail.recipient, []).append(mail)
        return boxes

    async def _box(self, request: web.Request) -> tuple[str, list[Mail]]:
        for address, mails in (await self._boxes()).items():
            if _key(address) == request.match_info["box"]:
                return address, mails
        raise web.HTTPNotFound

    async def _mail(self, request: web.Request) -> tuple[str, Mail]:
        address, mails = await self._box(request)
        for mail in mails:
            if mail.key == request.match_info["mail"]:
                return address, mail
        raise web.HTTPNotFound

    def _name(self, address: str) -> str:
        return self._people.get(address, address)

    def _owner(self, address: str) -> dict[str, Any]:
        return {"key": _key(address), "address": address, "name": self._name(address)}

    def _url(self, request: web.Request, name: str, address: str, mail: Mail) -> Any:
        return request.app.router[name].url_for(box=_key(address), mail=mail.key)

    def _mail_page(
        self,
        request: web.Request,
        address: str,
        mail: Mail,
        *,
        said: str,
        words: str = "",
        status: int = 200,
    ) -> web.Response:
        return self._page(
            request,
            "mail.html.j2",
            status=status,
            **self._owner(address),
            mail=mail,
            said=said,
            words=words,
            nonce=self._nonce(mail),
            sandbox=_SANDBOX,
            longest=LONGEST,
        )

    def _page(
        self, request: web.Request, page: str, *, status: int = 200, **values: Any
    ) -> web.Response:
        def to(name: str, **parts: str) -> str:
            return str(request.app.router[name].url_for(**parts))

        text = self._pages.get_template(page).render(to=to, **values)
        return web.Response(text=text, content_type="text/html", status=status)

    def _nonce(self, mail: Mail) -> str:
        """A word that only this page of this mail holds; nothing is remembered for it."""
        chance = secrets.token_hex(12)
        return f"{chance}.{self._seal(chance, mail)}"

    def _seal(self, chance: str, mail: Mail) -> str:
        return hmac.digest(self._secret, f"{chance} {mail.key}".encode(), "sha256").hex()

    def _spend(self, nonce: str, mail: Mail) -> bool:
        """Whether the nonce is good, once: a second press of the button sends no second mail."""
        chance, _, seal = nonce.partition(".")
        good = hmac.compare_digest(seal.encode(), self._seal(chance, mail).encode())
        if not good or chance in self._used:
            return False
        self._used.add(chance)
        return True


def _linked(text: str) -> Markup:
    """The text, escaped, with its web addresses as links (and no mail addresses: nothing leaves)."""
    link = r'<a href="\g<0>" target="_blank" rel="noopener noreferrer">\g<0></a>'
    return Markup(_WEB_ADDRESS.sub(link, str(escape(text))))  # noqa: S704 - escaped just here


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:12]
