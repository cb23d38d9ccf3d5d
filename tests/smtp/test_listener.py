"""The door for mail: 250 after it is kept, 451 for every mishap of ours, nothing smuggled."""

import asyncio
import logging
import shutil
import smtplib
import subprocess

import pytest
import uvloop

from bridges.email.server import MailListener, RawMail, Reply
from tests.smtp.conftest import MONDAY, Connect, Keeper, Listen, until

pytestmark = pytest.mark.smtp

MAIL = "Subject: Seedlings\r\nMessage-ID: <1@example.org>\r\n\r\nThey are up.\r\n"


async def test_a_mail_is_kept_as_it_came(listen: Listen, keeper: Keeper) -> None:
    """smtplib hands over a mail: octets, sender, recipients, peer and hour are all there."""
    listener = await listen()

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", listener.port) as peer:
            peer.sendmail("ana@example.org", ["garden@lists.example.org"], MAIL)

    await asyncio.to_thread(send)
    assert keeper.mails == [
        RawMail(
            envelope_from="ana@example.org",
            recipients=("garden@lists.example.org",),
            peer="127.0.0.1",
            raw=MAIL.encode(),
            heard_at=MONDAY,
        )
    ]


async def test_the_null_sender_is_empty(listen: Listen, connect: Connect, keeper: Keeper) -> None:
    """A bounce comes from nobody, and is told so."""
    peer = await connect((await listen()).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    assert (await peer.say("MAIL FROM:<>")).startswith("250")
    await peer.say("RCPT TO:<garden@lists.example.org>")
    await peer.say("DATA")
    assert (await peer.say(b"Subject: bounce\r\n\r\n.")).startswith("250")
    assert keeper.mails[0].envelope_from == ""


async def test_250_is_said_only_after_the_mail_is_kept(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """While it is being kept the peer hears nothing."""
    gate, waiting = asyncio.Event(), asyncio.Event()

    async def slowly(_: RawMail) -> None:
        waiting.set()
        await gate.wait()

    keeper.answer = slowly
    peer = await connect((await listen()).port)
    await peer.begin()
    answer = asyncio.create_task(peer.say(b"Subject: x\r\n\r\nwords\r\n."))
    await waiting.wait()
    assert not answer.done()
    assert keeper.mails == []
    gate.set()
    assert (await answer).startswith("250 ")
    assert len(keeper.mails) == 1


@pytest.mark.parametrize("protocol", ["smtp", "lmtp"])
async def test_every_mishap_of_ours_means_later(
    listen: Listen,
    connect: Connect,
    keeper: Keeper,
    protocol: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An exception is answered with 451, tells the peer nothing, and the dialogue goes on."""

    async def broken(_: RawMail) -> None:
        raise RuntimeError("secret ana@example.org")

    keeper.answer = broken
    peer = await connect((await listen(protocol)).port)
    await peer.begin(hello="EHLO p" if protocol == "smtp" else "LHLO p")
    answer = await peer.say(b"Subject: x\r\n\r\nwords\r\n.")
    assert answer.startswith("451 4.3.0 ")
    assert "secret" not in answer
    assert "Error" not in answer
    logged = capsys.readouterr().out
    assert "RuntimeError" in logged
    assert "secret" not in logged
    assert "ana@" not in logged
    keeper.answer = None
    assert (await peer.say("MAIL FROM:<ana@example.org>")).startswith("250")


async def test_a_mishap_over_a_recipient_means_later_too(listen: Listen, connect: Connect) -> None:
    """When we cannot look an address up, nobody is told that it does not exist."""

    async def broken(_: str) -> bool:
        raise OSError("database")

    peer = await connect((await listen(accepts=broken)).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    await peer.say("MAIL FROM:<ana@example.org>")
    assert (await peer.say("RCPT TO:<garden@x.example>")).startswith("451 4.3.0 ")


async def test_recipients_are_decided_one_by_one(listen: Listen, connect: Connect) -> None:
    """Unknown addresses hear a kind 550, refused ones their reason, known ones 250."""

    known: dict[str, bool | str] = {
        "garden@x.example": True,
        "closed@x.example": "This circle rests.",
    }

    async def accepts(address: str) -> bool | str:
        return known.get(address, False)

    peer = await connect((await listen(accepts=accepts)).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    await peer.say("MAIL FROM:<ana@example.org>")
    assert (await peer.say("RCPT TO:<garden@x.example>")).startswith("250")
    unknown = await peer.say("RCPT TO:<gardn@x.example>")
    assert unknown.startswith("550 5.1.1 ")
    assert "spelling" in unknown
    assert (await peer.say("RCPT TO:<closed@x.example>")) == "550 5.1.1 This circle rests."


async def test_without_a_known_recipient_no_mail_begins(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """A stranger's mail to nowhere is turned away before its words are sent."""
    peer = await connect((await listen()).port)
    assert (await peer.begin("nobody@x.example")).startswith("503")
    assert keeper.mails == []


@pytest.mark.parametrize(
    "bad",
    [
        "<>",
        "<",
        "garden@",
        "<garden",
        "<@>",
        "<garden@x.example\x00>",
        '<"garden',
        "<a@b><c@d>",
        "((",
    ],
)
async def test_malformed_addresses_are_no_recipients(
    listen: Listen, connect: Connect, bad: str
) -> None:
    """Whatever is written after RCPT TO, the answer is a refusal and the door stays open."""
    peer = await connect((await listen(accepts=lambda address: "@" in address)).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    await peer.say("MAIL FROM:<ana@example.org>")
    assert (await peer.say(f"RCPT TO:{bad}"))[0] == "5"
    assert (await peer.say("NOOP")).startswith("250")


async def test_octets_that_are_no_text_are_no_address(listen: Listen, connect: Connect) -> None:
    """An address that no database can keep is refused for good."""
    peer = await connect((await listen(accepts=lambda _: True)).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    await peer.say("MAIL FROM:<ana@example.org>")
    assert (await peer.say(b"RCPT TO:<garden\xff@x.example>")).startswith("553")


async def test_addresses_in_other_scripts_are_heard(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """SMTPUTF8 senders and recipients come through as text."""
    peer = await connect((await listen()).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    assert (await peer.say("MAIL FROM:<zoë@example.org> SMTPUTF8")).startswith("250")
    assert (await peer.say("RCPT TO:<garden-über@x.example>")).startswith("250")
    await peer.say("DATA")
    assert (await peer.say("Subject: grün\r\n\r\nja\r\n.")).startswith("250")
    assert keeper.mails[0].envelope_from == "zoë@example.org"
    assert keeper.mails[0].recipients == ("garden-über@x.example",)


SMUGGLED = ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\n.\r", "\r\n\x00.\r\n"]


@pytest.mark.parametrize("end", SMUGGLED, ids=[repr(e) for e in SMUGGLED])
async def test_no_second_mail_can_be_smuggled(
    listen: Listen, connect: Connect, keeper: Keeper, end: str
) -> None:
    """Only CRLF.CRLF ends a mail: what others might take for an end stays inside."""
    peer = await connect((await listen()).port)
    await peer.begin()
    inner = "MAIL FROM:<eve@evil.example>\r\nRCPT TO:<garden@x.example>\r\nDATA\r\nevil"
    await peer.say(f"Subject: x\r\n\r\nwords{end}{inner}\r\n.")
    assert await peer.say("NOOP") == "250 OK"
    assert len(keeper.mails) == 1
    assert keeper.mails[0].envelope_from == "ana@example.org"
    assert b"evil" in keeper.mails[0].raw


async def test_dots_at_the_start_of_a_line_come_back(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """Dot-stuffing is undone once (RFC 5321 §4.5.2)."""
    peer = await connect((await listen()).port)
    await peer.begin()
    await peer.say("Subject: x\r\n\r\n..one\r\n...two\r\n.")
    assert keeper.mails[0].raw == b"Subject: x\r\n\r\n.one\r\n..two\r\n"


async def test_a_peer_that_drops_off_mid_mail_leaves_nothing(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """Half a mail is no mail, and the door stays open for the next."""
    listener = await listen()
    for _ in range(3):
        peer = await connect(listener.port)
        await peer.begin()
        peer.writer.write(b"Subject: x\r\n\r\nhalf a")
        await peer.writer.drain()
        await peer.close()
    half_closed = await connect(listener.port)
    await half_closed.begin()
    half_closed.writer.write(b"Subject: x\r\n\r\nhalf a")
    half_closed.writer.write_eof()
    assert await half_closed.reader.read() == b""
    peer = await connect(listener.port)
    await peer.begin()
    assert (await peer.say("Subject: whole\r\n\r\nyes\r\n.")).startswith("250")
    assert [mail.raw[:14] for mail in keeper.mails] == [b"Subject: whole"]


async def test_a_peer_that_leaves_while_we_keep_does_not_cut_us_off(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """Keeping goes on to its end; the peer heard no 250 and may send it again."""
    gate, waiting = asyncio.Event(), asyncio.Event()

    async def slowly(_: RawMail) -> None:
        waiting.set()
        await gate.wait()

    keeper.answer = slowly
    peer = await connect((await listen()).port)
    await peer.begin()
    peer.writer.write(b"Subject: x\r\n\r\nwords\r\n.\r\n")
    await waiting.wait()
    peer.writer.transport.abort()
    gate.set()
    await until(lambda: len(keeper.mails) == 1)


@pytest.mark.parametrize("protocol", ["smtp", "lmtp"])
async def test_too_much_is_refused_and_said(
    listen: Listen, connect: Connect, keeper: Keeper, protocol: str
) -> None:
    """A mail beyond the limit hears 552, announced or not, and the dialogue goes on in step."""
    hello = "EHLO p" if protocol == "smtp" else "LHLO p"
    peer = await connect((await listen(protocol, max_bytes=2000)).port)
    await peer.hear()
    await peer.say(hello)
    assert (await peer.say("MAIL FROM:<ana@example.org> SIZE=3000")).startswith("552")
    await peer.say("RSET")
    await peer.say("MAIL FROM:<ana@example.org>")
    for name in ("garden1", "garden2"):
        await peer.say(f"RCPT TO:<{name}@x.example>")
    await peer.say("DATA")
    assert (await peer.say("x\r\n" * 1000 + ".")).startswith("552")
    if protocol == "lmtp":
        assert (await peer.hear()).startswith("552")
    assert await peer.say("NOOP") == "250 OK"
    assert keeper.mails == []


async def test_long_lines_are_let_through(listen: Listen, connect: Connect, keeper: Keeper) -> None:
    """Some programs write a paragraph as one line of several thousand octets."""
    peer = await connect((await listen()).port)
    await peer.begin()
    long = "x" * 20_000
    assert (await peer.say(f"Subject: x\r\n\r\n{long}\r\n.")).startswith("250")
    assert long.encode() in keeper.mails[0].raw


async def test_each_lmtp_recipient_has_an_answer(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """One recipient's refusal or mishap is not another's (RFC 2033 §4.2)."""

    async def by_name(mail: RawMail) -> Reply | None:
        if mail.recipients == ("garden-broken@x.example",):
            raise RuntimeError("no")
        if mail.recipients == ("garden-closed@x.example",):
            return Reply(550, "5.7.1 Not here")
        return None

    keeper.answer = by_name
    peer = await connect((await listen("lmtp")).port)
    names = ("garden-broken@x.example", "garden@x.example", "garden-closed@x.example")
    await peer.begin(*names, hello="LHLO peer.example")
    answers = [await peer.say("Subject: x\r\n\r\nwords\r\n."), await peer.hear(), await peer.hear()]
    assert [answer[:3] for answer in answers] == ["451", "250", "550"]
    assert await peer.say("NOOP") == "250 OK"
    assert [mail.recipients for mail in keeper.mails] == [("garden@x.example",)]


async def test_a_verdict_on_the_mail_is_one_tame_line(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """A reply's words cannot add lines to the dialogue."""

    async def no(_: RawMail) -> Reply:
        return Reply(554, "5.6.0 I can’t read\r\n250 this")

    keeper.answer = no
    peer = await connect((await listen()).port)
    await peer.begin()
    assert await peer.say("Subject: x\r\n\r\n.") == "554 5.6.0 I can?t read  250 this"
    assert await peer.say("NOOP") == "250 OK"
    assert keeper.mails == []


async def test_nobody_learns_who_is_here(listen: Listen, connect: Connect) -> None:
    """VRFY answers the same for all (252), EXPN not at all."""
    peer = await connect((await listen()).port)
    await peer.hear()
    await peer.say("EHLO peer.example")
    known, unknown = await peer.say("VRFY garden@x.example"), await peer.say("VRFY b@x.example")
    assert known == unknown
    assert known.startswith("252")
    assert (await peer.say("EXPN garden")).startswith("502")


async def test_too_many_visitors_are_asked_to_come_back(listen: Listen, connect: Connect) -> None:
    """Beyond the limit a greeting of 421; when one leaves, another comes in."""
    listener = await listen(connections=2)
    first, second = await connect(listener.port), await connect(listener.port)
    assert (await first.hear()).startswith("220")
    assert (await second.hear()).startswith("220")
    third = await connect(listener.port)
    assert (await third.hear()).startswith("421 4.7.0")
    assert await third.reader.read() == b""
    assert (await first.say("QUIT")).startswith("221")
    assert await first.reader.read() == b""
    fourth = await connect(listener.port)
    assert (await fourth.hear()).startswith("220")


async def test_a_silent_peer_is_let_go(listen: Listen, connect: Connect) -> None:
    """A connection without a word ends after the timeout."""
    peer = await connect((await listen(timeout=0.05)).port)
    await peer.hear()
    async with asyncio.timeout(5):
        assert await peer.reader.read() == b""


async def test_stopping_hears_a_mail_to_its_end(
    listen: Listen, connect: Connect, keeper: Keeper
) -> None:
    """Idle peers hear 421 at once; the one in the middle of a mail still gets its 250."""
    listener = await listen()
    port = listener.port
    idle, busy = await connect(port), await connect(port)
    await idle.hear()
    await busy.begin()
    busy.writer.write(b"Subject: x\r\n\r\n")
    stopping = asyncio.create_task(listener.stop())
    assert (await idle.hear()).startswith("421 4.3.2")
    assert not stopping.done()
    assert (await busy.say("words\r\n.")).startswith("250")
    await stopping
    assert len(keeper.mails) == 1
    with pytest.raises(OSError):  # noqa: PT011 - whatever the system says of a closed port
        await connect(port)


async def test_stopping_does_not_wait_for_ever(listen: Listen, connect: Connect) -> None:
    """A peer that never finishes its mail is cut off after the grace."""
    listener = await listen()
    peer = await connect(listener.port)
    await peer.begin()
    async with asyncio.timeout(5):
        await listener.stop(grace=0.05)


async def test_no_word_and_no_address_reaches_a_log(
    listen: Listen, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    """Even where everything is logged, a mail leaves no trace of its people."""
    with caplog.at_level(logging.DEBUG):
        peer = await connect((await listen()).port)
        await peer.begin("garden+t.token@x.example")
        await peer.say("Subject: x\r\n\r\nprivate words\r\n.")
    assert "private" not in caplog.text
    assert "token" not in caplog.text
    assert "ana@" not in caplog.text


def test_it_works_on_uvloop_too(keeper: Keeper) -> None:
    """The service runs on uvloop where it is there."""

    async def one() -> None:
        listener = MailListener(
            "127.0.0.1", 0, "smtp", keeper.receive, lambda _: True, now=lambda: MONDAY
        )
        await listener.start()
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        writer.write(b"EHLO p\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<g@x.example>\r\nDATA\r\n")
        await reader.readuntil(b"354")
        writer.write(b"Subject: x\r\n\r\n.\r\n")
        await reader.readuntil(b"250 2.0.0")
        await listener.stop()
        writer.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(one())
    assert len(keeper.mails) == 1


@pytest.mark.skipif(shutil.which("swaks") is None, reason="swaks is not here")
@pytest.mark.parametrize("protocol", ["SMTP", "LMTP"])
async def test_swaks_gets_through(listen: Listen, keeper: Keeper, protocol: str) -> None:
    """A mail program that is not ours understands the door."""
    listener = await listen(protocol.lower())
    command = ["swaks", "--server", f"127.0.0.1:{listener.port}", "--protocol", protocol]
    command += ["--from", "ana@example.org", "--to", "garden@x.example,garden2@x.example"]
    command += ["--body", "hello"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=20)
    assert done.returncode == 0, done.stdout
    heard = [to for mail in keeper.mails for to in mail.recipients]
    assert heard == ["garden@x.example", "garden2@x.example"]
