"""The pages in a real browser: what a person sees and presses, without a script of ours."""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright

from bridges.email.server import MailListener, RawMail
from facilitator.demo.viewer import viewer
from tests.lab.parts import chromium
from tests.web.test_pages import Web
from tests.web.test_pages import web as garden
from tests.web.test_viewer import MONDAY, PEOPLE, turn

pytestmark = pytest.mark.chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip

__all__ = ["garden"]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium, the system's own."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=str(chromium()), args=FLAGS)
        yield running
        await running.close()


async def open_page(browser: Browser) -> tuple[Page, list[str]]:
    """A page as narrow as a phone, with scripts off, and the list of what it complained about."""
    context = await browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    return page, complaints


async def test_a_visitor_reads_a_mail_and_answers_it(browser: Browser, tmp_path: Path) -> None:
    """From the list of people to a sent reply by clicks alone, on a phone, without scripts."""
    heard: list[RawMail] = []

    async def receive(mail: RawMail) -> None:
        heard.append(mail)

    listener = MailListener("127.0.0.1", 0, "smtp", receive, lambda _: True, now=lambda: MONDAY)
    await listener.start()
    app = web.Application()
    shown = viewer(tmp_path, PEOPLE, ("127.0.0.1", listener.port), now=lambda: MONDAY)
    app.add_subapp("/outbox/", shown)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.a").write_bytes(turn(plain="Dear Cy,\n\nWhat is growing in you?"))
    async with TestServer(app, host="127.0.0.1") as server:
        page, complaints = await open_page(browser)
        await page.goto(str(server.make_url("/outbox/")))
        await page.get_by_role("link", name="Cy").first.click()
        await page.get_by_role("link", name="What is growing in you?").click()
        assert "What is growing in you?" in await page.inner_text("body")
        frame = page.frame_locator("iframe")
        await frame.get_by_text("Twin").wait_for(state="attached")  # folded away until opened
        await page.get_by_role("textbox").fill("My knee is better.")
        await page.get_by_role("button", name="Send").click()
        await page.wait_for_load_state()
        wide = await page.locator("body").evaluate("b => b.scrollWidth <= window.innerWidth")
        assert wide, "the page is wider than a phone"
    await listener.stop(1)

    assert complaints, "the script in the mail was not even tried"
    assert all("sandboxed" in complaint for complaint in complaints)
    [sent] = heard
    mail = message_from_bytes(sent.raw, policy=policy.default)
    assert mail["In-Reply-To"] == "<1@lists.example.org>"
    assert list(sent.recipients) == ["garden+t.k3m7@lists.example.org"]


async def test_a_person_confirms_by_pressing_not_by_looking(browser: Browser, garden: Web) -> None:
    """Opening the link, twice, changes nothing; the button does, and says so."""
    token = await garden.token("cy")
    url = str(garden.client.make_url(f"/answer/{token}"))
    page, complaints = await open_page(browser)
    await page.goto(url)
    await page.goto(url)
    assert await garden.presses() == 0
    await page.get_by_role("button").click()
    assert await garden.presses() == 0, "a choice has to be made by hand"
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button").click()
    await page.wait_for_load_state()
    await garden.goes_on()

    assert await garden.presses() == 1
    assert (await garden.standing("cy"))[0]
    assert complaints == []
