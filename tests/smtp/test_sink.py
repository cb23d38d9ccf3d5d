"""The demo's outgoing mail server: one copy per recipient, on the disk, and nothing else changed."""

import asyncio
import mailbox
import shutil
import smtplib
import stat
import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bridges.email.composing import Letter, ListHeaders, compose
from bridges.email.sender import Accepted, Deferred, Smarthost
from facilitator.demo.outbox import MailSink, addressed

pytestmark = pytest.mark.smtp

MAIL = (
    b"Subject: x\r\nMessage-ID: <m1@lists.example.org>\r\n\r\nDelivered-To: stays\r\n\xff\r\n.\r\n"
)


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[MailSink]:
    sink = MailSink("127.0.0.1", 0, tmp_path / "deep" / "outbox")
    await sink.start()
    yield sink
    await sink.stop()


def stored(mail: bytes, recipient: str = "cy@example.org") -> bytes:
    """A mail as its copy stands on the disk."""
    return f"Delivered-To: {recipient}\n".encode() + mail.replace(b"\r\n", b"\n")


def copies(sink: MailSink) -> list[bytes]:
    return [path.read_bytes() for path in sorted((sink.maildir / "new").iterdir())]


async def test_each_recipient_gets_a_copy_and_250_means_kept(sink: MailSink) -> None:
    """Words stay, in the lines of a file; on top stands who got it; nothing is left half written."""

    def send() -> list[bytes]:
        with smtplib.SMTP("127.0.0.1", sink.port) as peer:
            peer.ehlo()
            peer.mail("b@lists.example.org")
            peer.rcpt("cy@example.org")
            peer.rcpt("di@example.org")
            peer.data(MAIL)
            return copies(sink)

    found = await asyncio.to_thread(send)
    assert found == [stored(MAIL), stored(MAIL, "di@example.org")]
    assert list((sink.maildir / "tmp").iterdir()) == []


async def test_it_is_a_real_maildir_and_nobody_elses(sink: MailSink) -> None:
    """Any mail program can read it, in the order of arrival; other users of the machine cannot."""
    smarthost = Smarthost("127.0.0.1", sink.port, "no", connections=1)
    for n in range(5):
        raw = f"Subject: {n}\r\n\r\nwords\r\n".encode()
        assert isinstance(await smarthost.deliver("b@x.example", "cy@example.org", raw), Accepted)
    await smarthost.close()
    box = mailbox.Maildir(sink.maildir, create=False)
    assert [box[key]["Subject"] for key in sorted(box.keys())] == list("01234")
    assert {mail["Delivered-To"] for mail in box} == {"cy@example.org"}
    assert stat.S_IMODE(sink.maildir.stat().st_mode) == 0o700


async def test_many_at_once_are_all_kept(sink: MailSink) -> None:
    """No two copies share a name."""
    smarthost = Smarthost("127.0.0.1", sink.port, "no")
    sends = [smarthost.deliver("b@x.example", f"u{n}@x.example", MAIL) for n in range(100)]
    assert all(isinstance(outcome, Accepted) for outcome in await asyncio.gather(*sends))
    await smarthost.close()
    assert len({copy.split(b"\n")[0] for copy in copies(sink)}) == 100


async def test_a_letter_goes_all_the_way(sink: MailSink) -> None:
    """What we compose, our sender carries and the sink keeps: with CRLF again it is the very same."""
    letter = Letter(
        message_id="<turn.cy.1@lists.example.org>",
        date=datetime(2026, 3, 5, 18, 5, tzinfo=UTC),
        from_name="Garden (Riverside)",
        from_address="riverside-garden@lists.example.org",
        to_address="cy@example.org",
        subject="[Garden] Grüße",
        plain=".\n..\nFrom me – with “words”\n",
        html="<p>words</p>",
        list=ListHeaders("Garden", "garden.lists.example.org", *["g@lists.example.org"] * 5),
        kind="post",
    )
    smarthost = Smarthost("127.0.0.1", sink.port, "no")
    mail = compose(letter)
    assert isinstance(await smarthost.deliver("b@x.example", "cy@example.org", mail), Accepted)
    await smarthost.close()
    (copy,) = copies(sink)
    assert b"\r" not in copy, "a file has LF lines; mail programs show ^M for more"
    assert copy.partition(b"\n")[2].replace(b"\n", b"\r\n") == mail


async def test_what_cannot_be_kept_is_not_accepted(
    sink: MailSink, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lost folder or a full disk means later, and leaves no copy for anyone."""
    shutil.rmtree(sink.maildir / "tmp")
    smarthost = Smarthost("127.0.0.1", sink.port, "no")
    outcome = await smarthost.deliver("b@x.example", "cy@example.org", MAIL)
    await smarthost.close()
    assert isinstance(outcome, Deferred)
    assert outcome.reason.startswith("451")
    assert copies(sink) == []


@pytest.mark.parametrize("words", [b"a\nb", b"a\rb", b"a\r\r\nb", b"a\n\r\nb"])
def test_half_a_line_end_is_refused(words: bytes) -> None:
    """A copy must tell what came, so no mail is kept whose line ends could not be told apart."""
    with pytest.raises(ValueError, match="half a line end"):
        addressed(b"Subject: x\r\n\r\n" + words + b"\r\n", "cy@example.org")


async def test_what_breaks_the_rules_of_smtp_is_told_so(sink: MailSink) -> None:
    """Such a mail is answered with 554 for good, and leaves no copy (RFC 5321 §2.3.8)."""

    def send() -> int:
        with smtplib.SMTP("127.0.0.1", sink.port) as peer:
            peer.ehlo()
            peer.mail("a@x.example")
            peer.rcpt("cy@example.org")
            return peer.data(b"Subject: x\r\n\r\nhalf a line\nend\r\n")[0]

    assert await asyncio.to_thread(send) == 554
    assert copies(sink) == []


@pytest.mark.parametrize(
    "head",
    [
        b"Delivered-To: eve@evil.example\r\nSubject: x\r\n",
        b"Subject: x\r\nDELIVERED-TO: a@b\r\n",
        b"Delivered-To: a@b\r\nDelivered-To:\r\n c@d\r\n\tfolded\r\nSubject: x\r\n",
    ],
)
def test_a_forged_delivered_to_is_taken_out(head: bytes) -> None:
    """Only the envelope says who got a mail; what the body says stays."""
    body = b"\r\nDelivered-To: in the words\r\n"
    assert addressed(head + body, "cy@example.org") == stored(b"Subject: x\r\n" + body)


def test_a_mail_without_a_body_is_addressed_too() -> None:
    """Even a torn mail shows who got it."""
    assert addressed(b"", "a@b") == b"Delivered-To: a@b\n"
    assert addressed(b"Delivered-To: x", "a@b") == b"Delivered-To: a@b\n"
    assert addressed(b"Subject: x", "a@b") == b"Delivered-To: a@b\nSubject: x"


@pytest.mark.skipif(shutil.which("swaks") is None, reason="swaks is not here")
async def test_swaks_can_send_here(sink: MailSink) -> None:
    """Any mail program may be pointed at it."""
    command = ["swaks", "--server", f"127.0.0.1:{sink.port}", "--from", "a@x.example"]
    command += ["--to", "cy@example.org", "--body", "hello"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=20)
    assert done.returncode == 0, done.stdout
    assert copies(sink)[0].startswith(b"Delivered-To: cy@example.org\n")
