"""The signed pages: a link shows, a button acts, and nothing else answers."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, func, select

from bridges.email.addresses import Purpose
from bridges.email.mailing import LEAVE, OFF
from bridges.email.pages import Pages
from bridges.email.tokens import give
from facilitator.core.durations import read_span
from facilitator.intake import Intake, Pressed
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from facilitator.visit import Visit
from tests.lab.once import ENGLISH
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben; mail: hal"


class Web:
    """A meeting with pages, and a browser that keeps nothing."""

    def __init__(self, meeting: Meeting, client: TestClient) -> None:  # type: ignore[type-arg]
        self.meeting, self.client = meeting, client

    async def token(self, name: str) -> str:
        """Return the confirmation token in the newest mail of somebody's mailbox."""
        mail = self.meeting.world.mailboxes[f"{name}@example.org"][-1]
        found = re.search(rb"\+c\.([a-z2-7]{26})@", mail.raw)
        assert found is not None
        return found[1].decode()

    async def leaving(self, item: str) -> str:
        """Return Hal's token to leave or to rest."""
        office = self.meeting.post_office
        assert office is not None

        def make(connection: Connection) -> str:
            now = self.meeting.clock.now()
            ledger = Ledger(connection, now)
            intake = Intake("test", "inner", "", Pressed(0, ""), now, now)
            visit = Visit(intake, ledger, self.meeting.house)
            circle = ledger.one(t.circle, slug="garden")
            hal = ledger.one(t.handle, medium="mail", address="hal@example.org")
            span = read_span("30d")
            assert circle is not None
            assert hal is not None
            assert span is not None
            token = give(
                office.house, visit, Purpose.CONFIRM, circle, item, hal["member"], now + span
            )
            ledger.flush()
            return token

        return await self.meeting.store.write(make)

    async def nonce(self, path: str) -> str:
        """Return the nonce of a page."""
        page = await (await self.client.get(path)).text()
        found = re.search(r'name="nonce" value="([^"]+)"', page)
        assert found is not None
        return found[1]

    async def presses(self) -> int:
        """Return how many presses were ever taken in."""
        count = select(func.count()).where(t.inbox.c.key.startswith("pressed:"))
        return int(await self.meeting.store.read(lambda c: c.execute(count).scalar_one()))

    async def standing(self, name: str) -> tuple[bool, str]:
        """Return whether somebody is a member, and what they get by mail."""
        statement = (
            select(t.membership.c.left_at, t.membership.c.delivery)
            .join(t.handle, t.handle.c.member == t.membership.c.member)
            .where(t.handle.c.address == f"{name}@example.org")
        )
        row = await self.meeting.store.read(lambda c: c.execute(statement).first())
        return (False, "") if row is None else (row.left_at is None, row.delivery)

    async def goes_on(self) -> None:
        """Let the desk take what was pressed."""
        await self.meeting.take("ben> hm")


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """Garden, with Cy invited and not yet answered."""
    meeting = await Meeting(tmp_path).open()
    await meeting.take(GARDEN)
    await meeting.take("ana> !mail invite cy@example.org Cy")
    office = meeting.post_office
    assert office is not None
    pages = Pages(office.house, meeting.store, meeting.clock, ENGLISH, lambda: None)
    async with TestClient(TestServer(pages.app(), host="127.0.0.1")) as client:
        yield Web(meeting, client)
    await meeting.close()


def is_safe(response: ClientResponse) -> None:
    """Every answer forbids scripts, referrers, frames, caches and search engines."""
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Cache-Control"] == "no-store"


async def test_get_and_head_change_nothing(web: Web) -> None:
    """A scanner that follows every link confirms nothing (contract §7)."""
    path = f"/answer/{await web.token('cy')}"
    for _ in range(2):
        shown = await web.client.get(path)
        assert shown.status == 200
        is_safe(shown)
        assert (await web.client.head(path)).status == 200
    await web.goes_on()
    assert await web.presses() == 0
    assert await web.standing("cy") == (False, "")


async def test_a_page_shows_no_address_and_presets_nothing(web: Web) -> None:
    """What counts is chosen by hand; a page that leaks shows nobody's address."""
    page = await (await web.client.get(f"/answer/{await web.token('cy')}")).text()
    assert "example.org" not in page
    assert " checked" not in page
    assert "<script" not in page
    assert "Garden" in page
    assert '<html lang="en">' in page
    assert page.count("<label") == page.count('type="radio"')


async def test_choosing_yes_and_pressing_confirms_once(web: Web) -> None:
    """The button makes Cy a member; the same button pressed again changes nothing."""
    path = f"/answer/{await web.token('cy')}"
    form = {"nonce": await web.nonce(path), "choice": "yes"}
    done = await web.client.post(path, data=form)
    assert done.status == 200
    is_safe(done)
    await web.client.post(path, data=form)
    assert await web.presses() == 1
    await web.goes_on()
    assert await web.standing("cy") == (True, "each")
    assert (await web.client.get(path)).status == 410


@pytest.mark.parametrize(
    "form", [{}, {"choice": "yes"}, {"choice": "yes", "nonce": "made.up"}, {"choice": "leave"}]
)
async def test_a_press_needs_its_page_and_a_choice_of_it(web: Web, form: dict[str, str]) -> None:
    """A form from elsewhere, without a nonce or with another choice, is shown the page again."""
    path = f"/answer/{await web.token('cy')}"
    response = await web.client.post(path, data=form)
    assert response.status == 400
    is_safe(response)
    assert await web.presses() == 0


async def test_a_nonce_is_for_one_page(web: Web) -> None:
    """What one page gave opens no other, and not for ever."""
    first, other = f"/answer/{await web.token('cy')}", f"/leave/{await web.leaving(LEAVE)}"
    nonce = await web.nonce(first)
    assert (await web.client.post(other, data={"nonce": nonce, "choice": "leave"})).status == 400
    await web.meeting.take("+25h")
    assert (await web.client.post(first, data={"nonce": nonce, "choice": "yes"})).status == 400
    assert await web.presses() == 0


async def test_one_click_needs_no_page_and_no_cookie(web: Web) -> None:
    """A mail program's button works by one POST (RFC 8058): at once, without a login."""
    path = f"/leave/{await web.leaving(LEAVE)}"
    response = await web.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert response.status == 200
    assert "Set-Cookie" not in response.headers
    await web.goes_on()
    assert (await web.standing("hal"))[0] is False


async def test_one_click_on_a_mail_that_asks_keeps_the_place(web: Web) -> None:
    """There it means off and away, membership kept (contract §7)."""
    path = f"/leave/{await web.leaving(OFF)}"
    await web.client.post(path, data={"List-Unsubscribe": "One-Click"})
    await web.goes_on()
    assert await web.standing("hal") == (True, "off")


async def test_one_click_on_an_invitation_is_a_no(web: Web) -> None:
    """The page behind it says what it does; one click does it: the address is asked no more."""
    raw = web.meeting.world.mailboxes["cy@example.org"][-1].raw
    token = re.search(rb"\+c\.([a-z2-7]{26})@[^>]*\?subject=", raw)
    assert token is not None
    path = f"/leave/{token[1].decode()}"
    page = await (await web.client.get(path)).text()
    assert "Do not invite me again" in page
    assert "cy@example.org" not in page
    assert await web.presses() == 0
    await web.client.post(path, data={"List-Unsubscribe": "One-Click"})
    await web.goes_on()
    seen = "\n".join(await web.meeting.take("ana> !mail invite cy@example.org Cy"))
    assert "asked not to be invited" in seen
    assert (await web.client.get(path)).status == 410


async def test_one_click_confirms_nothing_else(web: Web) -> None:
    """Its words on another page are no choice there."""
    path = f"/answer/{await web.token('cy')}"
    assert (await web.client.post(path, data={"List-Unsubscribe": "One-Click"})).status == 400
    assert await web.presses() == 0


async def test_leaving_by_page_offers_to_rest_instead(web: Web) -> None:
    """A person at the page can choose between leaving and only resting."""
    path = f"/leave/{await web.leaving(LEAVE)}"
    page = await (await web.client.get(path)).text()
    assert 'value="leave"' in page
    assert 'value="off"' in page
    await web.client.post(path, data={"nonce": await web.nonce(path), "choice": "off"})
    await web.goes_on()
    assert await web.standing("hal") == (True, "off")


@pytest.mark.parametrize(
    "path", ["/", "/answer", "/answer/x", f"/answer/{'a' * 26}", "/leave/%00", "/style.css"]
)
async def test_nothing_else_answers(web: Web, path: str) -> None:
    """Without a signed link there is nothing to see (contract §10)."""
    response = await web.client.get(path)
    assert response.status == 404
    is_safe(response)


async def test_a_changed_token_is_nothing(web: Web) -> None:
    """Each letter counts: a token is the row and its proof together."""
    token = await web.token("cy")
    other = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert (await web.client.get(f"/answer/{other}")).status == 404


async def test_a_post_can_be_taken_back_by_its_page(web: Web) -> None:
    """The receipt's link stops a post in its two minutes, and shows what it is."""
    await web.meeting.take("hal@garden I bring <b>seeds</b>.")
    path = f"/answer/{await web.token('hal')}"
    page = await (await web.client.get(path)).text()
    assert "I bring &lt;b&gt;seeds&lt;/b&gt;." in page
    await web.client.post(path, data={"nonce": await web.nonce(path), "choice": "take-back"})
    await web.goes_on()
    await web.meeting.take("+5m")
    room = web.meeting.people.named("room")
    assert not any("seeds" in str(event["content"]) for event in room.timeline)
