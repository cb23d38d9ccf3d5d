"""What strangers, forgers and odd names do by mail: nothing is suppressed, nobody is flooded."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bridges.email.addresses import Lists
from bridges.email.assembly import Receiving
from bridges.email.server import RawMail
from facilitator.clock import SetClock
from facilitator.settings import Mail
from facilitator.store import tables as t
from tests.lab.once import blank_books
from tests.mail.garden import DOMAIN, LIST, MONDAY, ROOM, Garden, heard_mail, plant
from tests.security.conftest import Events


@pytest.fixture
async def receiving(tmp_path: Path) -> AsyncIterator[Receiving]:
    """The keeper of mails for Garden."""
    store = blank_books(tmp_path / "post.db")
    await store.open()
    await store.write(plant)
    mail = Mail(domain=DOMAIN, key=SecretStr("a key for one test, long enough for a key"))
    yield Receiving(Lists(DOMAIN), mail, store, SetClock(MONDAY), lambda: None)
    await store.close()


def raw(words: str, received: str = "by one") -> bytes:
    """A mail with an id that somebody else can know."""
    return (f"Received: {received}\r\nMessage-ID: <known@example.org>\r\nFrom: Cy <cy@example.org>"
            f"\r\nSubject: Hi\r\n\r\n{words}\r\n").encode()  # fmt: skip


async def kept(receiving: Receiving, *mails: bytes) -> int:
    """How many of these are kept."""
    for mail in mails:
        brought = RawMail("cy@example.org", (LIST,), "127.0.0.1", mail, MONDAY)
        assert await receiving.receive(brought) is None
    from tests.store.conftest import rows_of

    return len(await rows_of(receiving.store, t.inbox))


async def test_a_guessed_id_suppresses_nobodys_mail(receiving: Receiving) -> None:
    """The same id and sender over other words is another mail: both are kept (email.md §4)."""
    assert await kept(receiving, raw("Forged words"), raw("My own words")) == 2


async def test_the_same_mail_by_two_ways_is_one(receiving: Receiving) -> None:
    """What relays write above a mail makes no second one of it."""
    assert await kept(receiving, raw("My words"), raw("My words", "by another")) == 1


async def test_strangers_cannot_ring_a_host_all_day(garden: Garden, events: Events) -> None:
    """Many mails of strangers are all held, and their hosts are told of a few of them."""
    for n in range(14):
        await garden.write("eve", f"Buy {n}", by=f"eve{n}@example.com", trust=None)
        await garden.write(
            "eve", f"Call {n}", by=f"eve{n}@example.com", trust=None,
            to=f"riverside-garden-owner@{DOMAIN}",
        )  # fmt: skip
    assert 5 <= len(garden.private("ana")) <= 12
    held = await garden.rows(t.held, kind="stranger")
    told = "\n".join(garden.private("ana"))
    assert len(held) >= 14
    for n in range(14):
        assert f"Call {n}" in told or any(f'"Call {n}"' in row["body"] for row in held)


async def test_an_ex_member_learns_nothing_by_mail(garden: Garden, events: Events) -> None:
    """An old token answers for somebody who left: nothing counts, and no newer words are told."""
    await events.say("ben", "!propose We water at seven")
    mail = garden.newest("cy", "proposal_opened")
    await garden.write("cy", "LEAVE", to=f"riverside-garden-leave@{DOMAIN}")
    [row] = await garden.rows(t.membership, member="mem_cy")
    assert row["left_at"] is not None
    await events.say("ben", "!amend Only the gate code 4711 changes")
    before = len(garden.posts)
    await garden.write("cy", "Hm, what shall I say to this? I wonder.", mail)
    await garden.write("cy", "CONSENT", mail)
    told = [heard_mail(post) for post in garden.posts[before:]]
    assert not any("4711" in str(mail) for mail in told)
    assert len(told) >= 1  # answered, not dropped


HOSTILE = "Ana\r\nBcc: spy@example.com\u202e\u2066\x00\x07"


@pytest.mark.parametrize("name", [HOSTILE, " ", "\u202e", "x" * 600, "", "=?utf-8?q?=0d=0aBcc:x?="])
async def test_names_stay_names(garden: Garden, events: Events, name: str) -> None:
    """Whatever somebody calls themselves: one line of sane length, and mail goes on (S13, S25)."""
    await events.move("ana", "join", ROOM, displayname=name)
    [ana] = await garden.rows(t.member, id="mem_ana")
    assert 0 < len(ana["name"]) <= 100
    assert ana["name"].isprintable()
    await events.say("ana", f"!goaround What grows, {HOSTILE}?")
    await garden.write("cy", "For Ben: hello", garden.newest("cy"))
    await garden.write("cy", "A post for all")
    for post in garden.posts:
        mail = heard_mail(post)
        assert mail["Bcc"] is None
        heads = "\n".join(f"{key}: {value}" for key, value in mail.items())
        assert not {"\u202e", "\u2066", "\x00", "\x07"} & set(heads)


async def test_an_endless_circle_name_is_cut(garden: Garden, events: Events) -> None:
    """A name of sixty thousand letters founds a circle with a name people can read."""
    await events.say("ana", "!new congregation " + "Meadow " * 9000)
    names = [row["name"] for row in await garden.rows(t.circle)]
    assert all(len(name) <= 100 for name in names)
    assert any(name.startswith("Meadow") for name in names)
