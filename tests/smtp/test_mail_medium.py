"""The mail medium over real SMTP: what is taken, what waits, what never will be."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bridges.email.medium import GAVE_UP, MailMedium
from bridges.email.sender import Deferred, Outcome, Smarthost
from bridges.email.server import MailListener, RawMail, Reply
from facilitator.acts import Post, Say
from facilitator.demo.outbox import MailSink
from facilitator.medium import Delivered, Later, Parcel, Parked

RAW = b"From: garden@lists.example.org\r\nMessage-ID: <1@lists.example.org>\r\n\r\nHello.\r\n"


def parcel(age: float = 0.0) -> Parcel:
    """Return a mail for Cy, ``age`` seconds old."""
    post = Post("cy@example.org", "garden+b.x@lists.example.org", "<1@lists.example.org>", RAW)
    return Parcel("out_1", "facilitator", post, age=age)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Closes what a test opened."""
    async with AsyncExitStack() as stack:
        yield stack


async def medium_to(
    stack: AsyncExitStack, port: int, reached: Callable[[str], None] = lambda _: None
) -> MailMedium:
    """Return a medium whose smarthost is at ``port``."""
    smarthost = Smarthost("127.0.0.1", port, "no")
    stack.push_async_callback(smarthost.close, 1)
    return MailMedium(smarthost, reached)


async def server_that(stack: AsyncExitStack, answer: Reply) -> int:
    """Return the port of a server that answers every mail with ``answer``."""

    async def receive(_: RawMail) -> Reply:
        return answer

    listener = MailListener(
        "127.0.0.1", 0, "smtp", receive, lambda _: True, now=lambda: datetime.now(UTC)
    )
    await listener.start()
    stack.push_async_callback(listener.stop, 1)
    return listener.port


async def test_a_mail_that_is_taken_is_delivered_and_its_reader_reached(
    stack: AsyncExitStack, tmp_path: Path
) -> None:
    """The outcome names the Message-ID, every octet arrives, and the address counts as reached."""
    sink = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await sink.start()
    stack.push_async_callback(sink.stop)
    reached: list[str] = []
    medium = await medium_to(stack, sink.port, reached.append)

    assert await medium.deliver(parcel()) == Delivered("<1@lists.example.org>")

    (kept,) = (tmp_path / "outbox" / "new").iterdir()
    assert kept.read_bytes() == b"Delivered-To: cy@example.org\n" + RAW.replace(b"\r\n", b"\n")
    assert reached == ["cy@example.org"]


async def test_twice_delivered_is_the_same_mail_twice(
    stack: AsyncExitStack, tmp_path: Path
) -> None:
    """Mail is at least once: the second copy has the same Message-ID, so that readers fold it."""
    sink = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await sink.start()
    stack.push_async_callback(sink.stop)
    medium = await medium_to(stack, sink.port)
    assert await medium.deliver(parcel()) == await medium.deliver(parcel())
    first, second = (f.read_bytes() for f in (tmp_path / "outbox" / "new").iterdir())
    assert first == second


async def test_a_refusal_is_parked_without_an_address_in_its_reason(stack: AsyncExitStack) -> None:
    """Servers repeat addresses in what they say; we keep the codes alone."""
    port = await server_that(stack, Reply(550, "5.1.1 <cy@example.org> is unknown"))
    medium = await medium_to(stack, port)
    assert await medium.deliver(parcel()) == Parked("refused for good: 550 5.1.1")


async def test_later_means_later_and_says_no_address(stack: AsyncExitStack) -> None:
    """A server that asks to come back is waited for, a minute at first."""
    port = await server_that(stack, Reply(451, "4.7.1 cy@example.org is greylisted"))
    medium = await medium_to(stack, port)
    assert await medium.deliver(parcel()) == Later("451 4.7.1", 60.0)


async def test_nobody_there_is_later(stack: AsyncExitStack, unused_port: int) -> None:
    """A smarthost that is down says nothing about the person."""
    medium = await medium_to(stack, unused_port)
    outcome = await medium.deliver(parcel())
    assert isinstance(outcome, Later)
    assert "@" not in outcome.reason


@pytest.fixture
def unused_port() -> int:
    """A port nobody listens on."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Never:
    """A way out that always says later."""

    async def deliver(self, _from: str, _to: str, _raw: bytes) -> Outcome:
        return Deferred("451 4.3.0 busy", timedelta(minutes=7))


@pytest.mark.parametrize(
    ("age", "after"),
    [(0, 420), (59, 420), (61, 420), (3600, 3600), (86_400, 10_800), (5 * 86_400 - 60, 420)],
)
async def test_pauses_grow_with_a_mails_age(age: float, after: float) -> None:
    """The pause comes from the age, which a restart does not forget; a longer one asked for wins."""
    assert await MailMedium(Never()).deliver(parcel(age)) == Later("451 4.3.0", after)


async def test_after_five_days_it_is_given_up() -> None:
    """RFC 5321 §4.5.4.1: four to five days, then it is said."""
    assert await MailMedium(Never()).deliver(parcel(5 * 86_400)) == Parked(GAVE_UP)


async def test_mail_brings_only_mail() -> None:
    """An act of rooms is no mail: parked, and no crash."""
    assert isinstance(await MailMedium(Never()).deliver(Parcel("o", "f", Say("hi"))), Parked)
