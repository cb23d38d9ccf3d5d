"""The demo's mail program: reading shows, only a button sends, and nothing in a mail can act."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bridges.email.server import MailListener, RawMail, Reply
from facilitator.demo.letters import Outbox, read, threads
from facilitator.demo.viewer import viewer

MONDAY = datetime(2026, 3, 9, 18, tzinfo=UTC)
PEOPLE = {"cy@example.org": "Cy", "di@example.org": "Di"}

TURN = """\
Delivered-To: {to}
From: "Garden (Riverside)" <garden@lists.example.org>
To: {to}
Reply-To: garden+t.k3m7@lists.example.org
Subject: {subject}
Date: Thu, 05 Mar 2026 18:05:00 +0000
Message-ID: <{name}@lists.example.org>
{more}MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{plain}
--b
Content-Type: text/html; charset=utf-8

<html><head></head><body><p>Twin</p><script>parent.x()</script></body></html>
--b--
"""


def turn(
    to: str = "cy@example.org",
    name: str = "1",
    plain: str = "Dear Cy\n\nWhat grows?",
    subject: str = "[Garden] Your turn",
    more: str = "",
) -> bytes:
    return TURN.format(to=to, name=name, plain=plain, subject=subject, more=more).encode()


@dataclass
class Desk:
    """The viewer with its folder, its browser and what the service heard."""

    maildir: Path
    browser: TestClient[web.Request, web.Application]
    heard: list[RawMail]
    answers: list[Reply]

    def deliver(self, key: str, raw: bytes) -> None:
        (self.maildir / "new").mkdir(parents=True, exist_ok=True)
        (self.maildir / "new" / key).write_bytes(raw)

    async def page(self, path: str) -> str:
        response = await self.browser.get(path)
        assert response.status == 200
        return await response.text()

    async def first_mail(self) -> str:
        """The address of the newest mail's page of the first person."""
        box = links(await self.page("/mail/"), r"/mail/\w{12}/")[0]
        return links(await self.page(box), box + r"[\w.]+")[0]

    async def send(self, mail: str, **form: str) -> ClientResponse:
        form = {"words": "My knee is better.", "quote": "below", **form}
        return await self.browser.post(f"{mail}/reply", data=form, allow_redirects=False)


def links(page: str, pattern: str) -> list[str]:
    return re.findall(f'href="({pattern})"', page)


def nonce(page: str) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    heard: list[RawMail] = []
    answers: list[Reply] = []

    async def receive(mail: RawMail) -> Reply | None:
        if answers:
            return answers.pop()
        heard.append(mail)
        return None

    listener = MailListener("127.0.0.1", 0, "smtp", receive, lambda _: True, now=lambda: MONDAY)
    await listener.start()
    app = web.Application()
    smtp = ("127.0.0.1", listener.port)
    app.add_subapp("/mail/", viewer(tmp_path / "box", PEOPLE, smtp, now=lambda: MONDAY))
    async with TestClient(TestServer(app)) as browser:
        yield Desk(tmp_path / "box", browser, heard, answers)
    await listener.stop(1)


async def test_everyone_has_a_mailbox_even_an_empty_one(desk: Desk) -> None:
    """People are listed by name before their first mail, strangers by address after it."""
    page = await desk.page("/mail/")
    assert "Cy" in page
    assert "no mail" in page
    desk.deliver("1.new", turn("eve@example.net"))
    page = await desk.page("/mail/")
    assert "eve@example.net" in page
    assert "1 mail" in page
    boxes = links(page, r"/mail/\w{12}/")
    assert len(boxes) == 3
    assert "No mail for Cy yet" in await desk.page(boxes[0])


async def test_mails_stand_in_threads_the_newest_first(desk: Desk) -> None:
    """What belongs together by its references stands together."""
    desk.deliver("1.a", turn(name="a", subject="First"))
    desk.deliver("2.b", turn(name="b", subject="Second"))
    desk.deliver(
        "3.c", turn(name="c", subject="Re: First", more="In-Reply-To: <a@lists.example.org>\n")
    )
    box = links(await desk.page("/mail/"), r"/mail/\w{12}/")[0]
    page = await desk.page(box)
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page) == ["First", "Second"]
    assert [link[len(box) :] for link in links(page, box + r"[\w.]+")] == ["3.c", "1.a", "2.b"]


async def test_a_mail_shows_what_matters(desk: Desk) -> None:
    """Sender, reply address, words, and every header for who wants to look."""
    desk.deliver(
        "1.a", turn(plain="See https://circles.example.org/p?a=1&b=2, please.\nme@x.example")
    )
    page = await desk.page(await desk.first_mail())
    assert "Garden (Riverside) &lt;garden@lists.example.org&gt;" in page
    assert "garden+t.k3m7@lists.example.org" in page
    assert "Thu 5 Mar 2026, 18:05 UTC" in page
    assert 'href="https://circles.example.org/p?a=1&amp;b=2"' in page
    assert "mailto:" not in page
    assert "MIME-Version" in page


async def test_nothing_in_a_mail_is_markup(desk: Desk) -> None:
    """Subject, sender, headers and words are shown as text."""
    evil = '<script>x()</script>"\'><img src=x onerror=x()> http://x.example/"onclick=x()'
    desk.deliver("1.a", turn(plain=evil, subject=evil, more=f"X-Note: {evil}\n"))
    mail = await desk.first_mail()
    for path in ("/mail/", mail.rpartition("/")[0] + "/", mail):
        page = await desk.page(path)
        assert "<script" not in page
        assert "<img" not in page
        assert 'x.example/"onclick' not in page
    assert evil in unescape(page)


async def test_the_html_part_sits_in_a_cage(desk: Desk) -> None:
    """The frame runs no script, has no origin and can call nobody."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    page = await desk.page(mail)
    frame = re.search(r"<iframe[^>]*>", page)
    assert frame
    sandbox = re.search(r'sandbox="([^"]*)"', frame[0])
    assert sandbox
    assert "allow-scripts" not in sandbox[1]
    assert "allow-same-origin" not in sandbox[1]
    response = await desk.browser.get(f"{mail}/html")
    csp = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "sandbox" in csp
    assert "allow-scripts" not in csp
    assert "script-src" not in csp
    assert "<p>Twin</p>" in await response.text()


@pytest.mark.parametrize(
    "path", ["/mail/", "/mail/style.css", "/mail/nobody/", "{mail}", "{mail}/html"]
)
async def test_every_answer_is_guarded(desk: Desk, path: str) -> None:
    """No page may be framed elsewhere, sniffed, kept or sent a script."""
    desk.deliver("1.a", turn())
    response = await desk.browser.get(path.format(mail=await desk.first_mail()))
    csp = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "unsafe-eval" not in csp
    assert "frame-ancestors" in csp
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/mail/x/", "/mail/x/y", "/mail/x/y/html", "/mail/..%2f..%2fetc/y"]
)
async def test_what_is_not_there_is_said(desk: Desk, path: str) -> None:
    """A wrong address leads to a page with a way back, not to a file."""
    response = await desk.browser.get(path)
    assert response.status == 404
    if path.startswith("/mail/x"):
        assert 'href="/mail/"' in await response.text()


async def test_other_names_for_this_machine_are_turned_away(desk: Desk) -> None:
    """A foreign page that points its own name here reads nothing (DNS rebinding)."""
    response = await desk.browser.get("/mail/", headers={"Host": "evil.example"})
    assert response.status == 421
    assert "Cy" not in await response.text()


async def test_an_answer_goes_out_as_a_mail_program_writes_it(desk: Desk) -> None:
    """To Reply-To, from the person, in the thread, with the quote below; then a page says so."""
    desk.deliver("1.a", turn(more="References: <0@lists.example.org>\n"))
    mail = await desk.first_mail()
    response = await desk.send(
        mail, nonce=nonce(await desk.page(mail)), words="Besser.\r\n\r\nÜben"
    )
    assert response.status == 303
    assert "Sent as Cy" in await desk.page(response.headers["Location"])
    [heard] = desk.heard
    assert heard.envelope_from == "cy@example.org"
    assert heard.recipients == ("garden+t.k3m7@lists.example.org",)
    sent = message_from_bytes(heard.raw, policy=policy.default)
    assert isinstance(sent, EmailMessage)
    assert sent["From"] == "Cy <cy@example.org>"
    assert sent["To"] == "garden+t.k3m7@lists.example.org"
    assert sent["Subject"] == "Re: [Garden] Your turn"
    assert sent["In-Reply-To"] == "<1@lists.example.org>"
    assert sent["References"] == "<0@lists.example.org> <1@lists.example.org>"
    assert sent["Message-ID"].endswith("@example.org>")
    assert sent.get_content().replace("\r\n", "\n") == (
        "Besser.\n\nÜben\n\n"
        "On Thu, 05 Mar 2026 at 18:05, Garden (Riverside) <garden@lists.example.org> wrote:\n"
        "> Dear Cy\n>\n> What grows?\n"
    )


@pytest.mark.parametrize(("quote", "start"), [("above", "On Thu"), ("none", "My knee")])
async def test_the_quote_goes_where_it_is_wanted(desk: Desk, quote: str, start: str) -> None:
    """Some programs quote above, some not at all."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    await desk.send(mail, nonce=nonce(await desk.page(mail)), quote=quote)
    body = desk.heard[0].raw.split(b"\r\n\r\n", 1)[1].decode()
    assert body.startswith(start)
    assert ("> What grows?" in body) == (quote == "above")


async def test_looking_changes_nothing(desk: Desk) -> None:
    """No GET and no HEAD sends a mail, touches the folder, or opens the reply address."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    before = sorted(desk.maildir.rglob("*"))
    for path in ("/mail/", mail, f"{mail}/html", f"{mail}?sent=yes"):
        assert (await desk.browser.get(path)).status == 200
        assert (await desk.browser.head(path)).status == 200
    assert (await desk.browser.get(f"{mail}/reply")).status == 405
    assert desk.heard == []
    assert sorted(desk.maildir.rglob("*")) == before


async def test_only_the_page_itself_can_send(desk: Desk) -> None:
    """Without the page's nonce, with another mail's, or with a used one, nothing goes out."""
    desk.deliver("1.a", turn(name="a"))
    desk.deliver("2.b", turn(name="b"))
    mail = await desk.first_mail()
    other = mail.replace("2.b", "1.a")
    wrong = ["", "x", "x.y", "é.é", nonce(await desk.page(other))]
    for bad in wrong:
        response = await desk.send(mail, nonce=bad)
        assert response.status == 403
        assert "My knee is better." in await response.text()
    good = nonce(await desk.page(mail))
    assert (await desk.send(mail, nonce=good)).status == 303
    assert (await desk.send(mail, nonce=good)).status == 403
    assert len(desk.heard) == 1


@pytest.mark.parametrize(
    "form", [{"words": " \n "}, {"quote": "sideways"}, {"words": "x" * 100_001}]
)
async def test_what_cannot_be_sent_is_asked_again(desk: Desk, form: dict[str, str]) -> None:
    """No words, or too many, come back in the form."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    response = await desk.send(mail, nonce=nonce(await desk.page(mail)), **form)
    assert response.status == 400
    assert 'role="alert"' in await response.text()
    assert desk.heard == []


async def test_words_that_the_service_refuses_stay_in_the_form(desk: Desk) -> None:
    """The visitor reads the service's own answer, and can send again from the same page."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    desk.answers.append(Reply(550, "5.7.1 This circle rests."))
    response = await desk.send(mail, nonce=nonce(await desk.page(mail)))
    page = await response.text()
    assert response.status == 502
    assert "550 5.7.1 This circle rests." in page
    assert "My knee is better.</textarea>" in page
    assert (await desk.send(mail, nonce=nonce(page))).status == 303


async def test_pages_work_for_everyone(desk: Desk) -> None:
    """No script; a language, a title, one main heading, labels, and a way past the head."""
    desk.deliver("1.a", turn())
    mail = await desk.first_mail()
    for path in ("/mail/", mail.rpartition("/")[0] + "/", mail):
        page = await desk.page(path)
        assert '<html lang="en">' in page
        assert 'name="viewport"' in page
        assert page.count("<h1") == 1
        assert 'href="#main"' in page
        assert "<script" not in page
        assert " style=" not in page
    assert '<label for="words">' in page
    assert "<legend>" in page


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"Subject: =?rot13?q?x?=\r\nFrom: <[x@b]>\r\nMessage-ID: <[x@b]>\r\n\r\nwords",
        b"Content-Type: text/plain; charset=hex\r\n\r\nwords",
        b'Content-Type: text/plain; charset="a\x00b"\r\n\r\nwords',
        b"Date: yesterday\r\nFrom: nobody\r\n\r\nwords",
        b"From: " + b"(" * 3000 + b")" * 3000 + b"\r\n\r\nwords",
    ],
    ids=range(7),
)
def test_a_mail_that_cannot_be_read_is_shown_as_it_is(raw: bytes) -> None:
    """One broken file does not take the page down."""
    mail = read("1.x", b"Delivered-To: cy@example.org\r\n" + raw)
    assert mail.recipient == "cy@example.org"
    assert mail.preview is not None
    assert threads([mail]) == [[mail]]


def test_the_folder_may_be_missing_or_grow(tmp_path: Path) -> None:
    """A folder that is not there is empty; what is moved to ``cur`` is the same mail."""
    outbox = Outbox(tmp_path / "box")
    assert outbox.mails() == []
    (tmp_path / "box/new").mkdir(parents=True)
    (tmp_path / "box/cur").mkdir()
    (tmp_path / "box/new/1.a").write_bytes(turn(name="a"))
    assert [mail.key for mail in outbox.mails()] == ["1.a"]
    shutil.move(tmp_path / "box/new/1.a", tmp_path / "box/cur/1.a:2,S")
    (tmp_path / "box/new/2.b").write_bytes(turn(name="b"))
    assert [mail.key for mail in outbox.mails()] == ["2.b", "1.a"]


async def test_what_is_attached_is_named_and_can_be_kept(desk: Desk) -> None:
    """Dates and minutes come with a mail: their names stand below it, and a press keeps the file."""
    mail = EmailMessage()
    mail["Delivered-To"], mail["From"] = "cy@example.org", "garden@lists.example.org"
    mail.set_content("The dates come with this mail.")
    mail.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename='<b>"dates.ics')
    desk.deliver("1.M1P1.demo", mail.as_bytes())
    path = await desk.first_mail()
    page = await desk.page(path)
    assert 'Attached: <a href="' + path + '/file/0" download="&lt;b&gt;&#34;dates.ics">' in page
    kept = await desk.browser.get(f"{path}/file/0")
    assert (await kept.read()) == b"BEGIN:VCALENDAR"
    assert kept.headers["Content-Disposition"] == "attachment"
    assert kept.content_type == "application/octet-stream"
    assert (await desk.browser.get(f"{path}/file/1")).status == 404
