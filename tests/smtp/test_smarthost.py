"""The way out: three answers, kept connections, and no network trouble that raises."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import given
from hypothesis import strategies as st

from bridges.email.sender import (
    GIVE_UP,
    Accepted,
    Deferred,
    Outcome,
    Refused,
    Smarthost,
    next_try,
)
from bridges.email.server import RawMail, Reply
from tests.smtp.conftest import Keeper, Listen

pytestmark = pytest.mark.smtp

MAIL = b"Subject: x\r\nMessage-ID: <m1@lists.example.org>\r\n\r\n.dot\r\nwords\r\n"


@asynccontextmanager
async def way_out(port: int, **settings: object) -> AsyncIterator[Smarthost]:
    settings = {"starttls": "no", "timeout": 2, **settings}
    smarthost = Smarthost("127.0.0.1", port, **settings)  # type: ignore[arg-type]
    try:
        yield smarthost
    finally:
        await smarthost.close(grace=1)


def send(
    smarthost: Smarthost, to: str = "garden@x.example", raw: bytes = MAIL
) -> asyncio.Task[Outcome]:
    return asyncio.create_task(smarthost.deliver("b@lists.example.org", to, raw))


class Scripted:
    """A server that answers each command with what its table says, and drops what has none."""

    def __init__(self, **answers: str | None) -> None:
        self.answers = {"HELLO": "220 here", "EHLO": "250 here", **answers}
        self.heard: list[str] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = "HELLO"
        while (answer := self.answers.get(command, "250 fine")) is not None:
            writer.write(answer.encode() + b"\r\n")
            if answer.startswith("354"):
                await reader.readuntil(b"\r\n.\r\n")
                if (answer := self.answers.get("END", "250 kept")) is None:
                    return
                writer.write(answer.encode() + b"\r\n")
            line = (await reader.readline()).decode()
            self.heard.append(line.rstrip())
            command = line.partition(" ")[0].strip().upper()
            if not command:
                return


@asynccontextmanager
async def scripted(**answers: str | None) -> AsyncIterator[tuple[Scripted, int]]:
    script = Scripted(**{"DATA": "354 go on", **answers})
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0)
    yield script, server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


async def test_a_mail_arrives_as_it_was(listen: Listen, keeper: Keeper) -> None:
    """Octets, sender and recipient reach the other side unchanged."""
    async with way_out((await listen()).port) as smarthost:
        assert isinstance(await send(smarthost), Accepted)
    assert keeper.mails[0].raw == MAIL
    assert keeper.mails[0].envelope_from == "b@lists.example.org"


async def test_the_null_sender_stays_empty(listen: Listen, keeper: Keeper) -> None:
    """Answers to nobody's mail come from nobody."""
    async with way_out((await listen()).port) as smarthost:
        assert isinstance(await smarthost.deliver("", "garden@x.example", MAIL), Accepted)
    assert keeper.mails[0].envelope_from == ""


async def test_connections_are_few_and_kept(listen: Listen, keeper: Keeper) -> None:
    """Forty mails at once use at most the connections allowed, each for many mails."""
    async with scripted() as (script, port), way_out(port, connections=3) as smarthost:
        outcomes = await asyncio.gather(*(send(smarthost) for _ in range(40)))
        assert all(isinstance(outcome, Accepted) for outcome in outcomes)
        assert script.connections <= 3
        assert "RSET" in script.heard


async def test_unknown_recipients_are_refused(listen: Listen, keeper: Keeper) -> None:
    """The other side's 550 is final, with its words; the next mail on that connection goes out."""
    async with way_out((await listen()).port, connections=1) as smarthost:
        refused = await send(smarthost, "nobody@x.example")
        assert isinstance(refused, Refused)
        assert refused.reason.startswith("550 ")
        assert isinstance(await send(smarthost), Accepted)


async def test_a_mail_that_is_not_taken_is_refused(listen: Listen, keeper: Keeper) -> None:
    """A 554 after the data is about this mail."""

    async def no(_: RawMail) -> Reply:
        return Reply(554, "5.6.0 No")

    keeper.answer = no
    async with way_out((await listen()).port) as smarthost:
        assert await send(smarthost) == Refused("554 5.6.0 No")


async def test_a_mishap_there_means_later(
    listen: Listen, keeper: Keeper, capsys: pytest.CaptureFixture[str]
) -> None:
    """451 keeps the mail with us."""

    async def broken(_: RawMail) -> None:
        raise RuntimeError

    keeper.answer = broken
    async with way_out((await listen()).port) as smarthost:
        outcome = await send(smarthost)
    assert isinstance(outcome, Deferred)
    assert outcome.reason.startswith("451 ")


LATER: dict[str, dict[str, str | None]] = {
    "greeting 554": {"HELLO": "554 no"},
    "greeting 421": {"HELLO": "421 busy"},
    "no greeting": {"HELLO": None},
    "not a reply": {"HELLO": "hello there"},
    "MAIL 550": {"MAIL": "550 no relaying"},
    "MAIL 530": {"MAIL": "530 log in first"},
    "RCPT 450": {"RCPT": "450 greylisted"},
    "RCPT drop": {"RCPT": None},
    "RCPT 421": {"RCPT": "421 going down"},
    "DATA 451": {"DATA": "451 no room"},
    "DATA drop": {"DATA": None},
    "END 452": {"END": "452 no room"},
    "END drop": {"END": None},
}


@pytest.mark.parametrize("answers", LATER.values(), ids=LATER)
async def test_everything_that_is_not_about_the_person_means_later(
    answers: dict[str, str | None],
) -> None:
    """Trouble of relay, login or network never says that a member cannot be reached."""
    async with scripted(**answers) as (_, port), way_out(port) as smarthost:
        assert isinstance(await send(smarthost), Deferred)
        assert isinstance(await send(smarthost), Deferred)


FINAL: dict[str, dict[str, str | None]] = {
    "RCPT 550": {"RCPT": "550 unknown"},
    "RCPT 553": {"RCPT": "553 not a mailbox"},
    "DATA 554": {"DATA": "554 no"},
    "END 552": {"END": "552 too large"},
}


@pytest.mark.parametrize("answers", FINAL.values(), ids=FINAL)
async def test_verdicts_on_the_person_or_the_mail_are_final(
    answers: dict[str, str | None],
) -> None:
    """Only these end in a bounce."""
    async with scripted(**answers) as (_, port), way_out(port) as smarthost:
        assert isinstance(await send(smarthost), Refused)


async def test_a_closed_port_means_later() -> None:
    """Nobody there is trouble of the network."""
    async with scripted() as (_, port):
        pass
    async with way_out(port) as smarthost:
        assert isinstance(await send(smarthost), Deferred)


async def test_a_silent_server_means_later() -> None:
    """A timeout defers, and its connection is not used again."""
    gate = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with way_out(server.sockets[0].getsockname()[1], timeout=0.05) as smarthost:
        assert isinstance(await send(smarthost), Deferred)
    gate.set()
    server.close()
    await server.wait_closed()


async def test_a_kept_connection_that_is_gone_is_renewed(listen: Listen, keeper: Keeper) -> None:
    """The other side's idle timeout costs no mail."""
    listener = await listen(timeout=0.05)
    async with way_out(listener.port, connections=1) as smarthost:
        assert isinstance(await send(smarthost), Accepted)
        idle = smarthost._idle[0]
        async with asyncio.timeout(5):
            while idle.is_connected:  # noqa: ASYNC110 - a condition, with a deadline
                await asyncio.sleep(0.005)
        assert isinstance(await send(smarthost), Accepted)
    assert len(keeper.mails) == 2


async def test_a_server_that_restarts_is_found_again(listen: Listen, keeper: Keeper) -> None:
    """Deferred while it is away, accepted when it is back."""
    listener = await listen()
    port = listener.port
    async with way_out(port, connections=1) as smarthost:
        assert isinstance(await send(smarthost), Accepted)
        await listener.stop()
        assert isinstance(await send(smarthost), Deferred)
        listener._port = port
        await listener.start()
        assert isinstance(await send(smarthost), Accepted)


async def test_without_tls_nothing_is_said_where_it_is_required() -> None:
    """Neither password nor mail leaves without TLS."""
    answers = {"EHLO": "250-here\r\n250 AUTH PLAIN LOGIN"}
    settings = {"starttls": "required", "username": "u", "password": "p"}
    async with scripted(**answers) as (script, port), way_out(port, **settings) as smarthost:
        assert isinstance(await send(smarthost), Deferred)
        assert [line for line in script.heard if line and not line.startswith("EHLO")] == []


@pytest.fixture
async def with_tls(tmp_path: Path) -> AsyncIterator[tuple[list[bool], int]]:
    """A server with a certificate that nobody vouches for; it notes which mails came by TLS."""
    files = [str(tmp_path / "key"), str(tmp_path / "certificate")]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", "/CN=localhost", "-keyout", files[0], "-out", files[1]]
    await asyncio.to_thread(subprocess.run, command, capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[1], files[0])
    came: list[bool] = []

    class Notes:
        async def handle_DATA(self, _server: SMTP, session: Session, _envelope: Envelope) -> str:  # noqa: N802
            came.append(session.ssl is not None)
            return "250 kept"

    loop = asyncio.get_running_loop()
    answer = partial(SMTP, Notes(), hostname="localhost", tls_context=context, loop=loop)
    server = await loop.create_server(answer, "127.0.0.1", 0)
    yield came, server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")
async def test_tls_is_used_when_offered_and_checked_where_it_matters(
    with_tls: tuple[list[bool], int],
) -> None:
    """Any certificate hides a mail from passers-by; passwords and ``required`` need a good one."""
    came, port = with_tls
    async with way_out(port, starttls="if-offered") as smarthost:
        assert isinstance(await send(smarthost), Accepted)
    assert came == [True]
    checked: list[dict[str, str]] = [
        {"starttls": "required"},
        {"starttls": "if-offered", "username": "u", "password": "p"},
    ]
    for settings in checked:
        async with way_out(port, **settings) as smarthost:
            assert isinstance(await send(smarthost), Deferred)
    assert came == [True]


async def test_a_wrong_password_means_later() -> None:
    """Settings are the operator's to mend; no member is marked unreachable for them."""
    answers = {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 wrong"}
    settings = {"username": "u", "password": "p"}
    async with scripted(**answers) as (_, port), way_out(port, **settings) as smarthost:
        outcome = await send(smarthost)
    assert isinstance(outcome, Deferred)
    assert "535" in outcome.reason


@pytest.mark.parametrize(
    "address", ["", "ana", "a b@x.example", "a@b>\r\nDATA", "<a@b>", "a@b, c@d", "a@x\x7f.example"]
)
async def test_what_is_no_address_is_refused_unsent(address: str) -> None:
    """No command can be injected through an address."""
    async with scripted() as (script, port), way_out(port) as smarthost:
        assert isinstance(await send(smarthost, address), Refused)
        assert script.connections == 0


async def test_addresses_in_other_scripts_go_out_where_they_can(
    listen: Listen, keeper: Keeper
) -> None:
    """A foreign domain becomes ASCII; a foreign local part needs SMTPUTF8 on the other side."""
    async with way_out((await listen()).port) as smarthost:
        assert isinstance(await send(smarthost, "garden@bücher.example"), Accepted)
        assert isinstance(await send(smarthost, "garden-ü@x.example"), Accepted)
    assert keeper.mails[0].recipients == ("garden@xn--bcher-kva.example",)
    assert keeper.mails[1].recipients == ("garden-ü@x.example",)
    async with scripted() as (_, port), way_out(port) as smarthost:
        assert isinstance(await send(smarthost, "garden-ü@x.example"), Refused)


async def test_the_dangerous_moment_can_be_watched(listen: Listen, keeper: Keeper) -> None:
    """``data-begins`` comes before the mail can be kept, ``accepted`` after; callables of both kinds."""
    seen: list[tuple[str, str, int]] = []

    def watch(moment: str, mail: str) -> None:
        seen.append((moment, mail, len(keeper.mails)))

    async def patiently(moment: str, mail: str) -> None:
        watch(moment, mail)

    port = (await listen()).port
    async with way_out(port, watch=watch) as smarthost:
        await send(smarthost)
        await send(smarthost, "nobody@x.example")
    mail = "<m1@lists.example.org>"
    assert seen == [("data-begins", mail, 0), ("accepted", mail, 1)]
    async with way_out(port, watch=patiently) as smarthost:
        await send(smarthost)
    assert seen[2:] == [("data-begins", mail, 1), ("accepted", mail, 2)]


async def test_closing_lets_what_is_under_way_arrive(listen: Listen, keeper: Keeper) -> None:
    """After ``close`` has begun nothing new starts, and nothing old is cut."""
    gate, waiting = asyncio.Event(), asyncio.Event()

    async def slowly(_: RawMail) -> None:
        waiting.set()
        await gate.wait()

    keeper.answer = slowly
    async with way_out((await listen()).port, connections=1) as smarthost:
        under_way = send(smarthost)
        await waiting.wait()
        queued = send(smarthost)
        closing = asyncio.create_task(smarthost.close())
        await asyncio.sleep(0)
        assert not closing.done()
        gate.set()
        assert isinstance(await under_way, Accepted)
        assert isinstance(await queued, Deferred)
        await closing
        assert isinstance(await send(smarthost), Deferred)
    assert len(keeper.mails) == 1


def test_pauses_grow_and_end_after_five_days() -> None:
    """Minutes first, then hours, then the end (RFC 5321 §4.5.4.1)."""
    age, attempts, pauses = timedelta(0), 1, list[timedelta]()
    while (pause := next_try(attempts, age)) is not None:
        pauses.append(pause)
        age, attempts = age + pause, attempts + 1
    assert age == GIVE_UP
    assert pauses[0] == timedelta(minutes=1)
    assert max(pauses) == timedelta(hours=3)
    assert all(one <= other for one, other in pairwise(pauses[:-1]))


@given(st.integers(-5, 10_000), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_no_attempt_is_planned_beyond_the_end(attempts: int, age: timedelta) -> None:
    """A pause is positive and never reaches past the fifth day."""
    pause = next_try(attempts, age)
    assert (pause is None) == (age >= GIVE_UP)
    assert pause is None or timedelta(0) < pause <= GIVE_UP - age
