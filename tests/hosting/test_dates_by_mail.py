"""The dates of what comes back reach people: with the mail, and behind a link."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar
from sqlalchemy import select

from facilitator.operating.calendars import Calendars
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben; mail: cy"


async def held(folder: Path, *lines: str) -> Meeting:
    """A meeting in which these lines happened."""
    meeting = await Meeting(folder).open()
    for line in (GARDEN, *lines):
        await meeting.take(line)
    return meeting


def calendars(meeting: Meeting, subject: str) -> list[Any]:
    """The calendars that came to Cy with mails of this subject."""
    found = []
    for mail in meeting.world.mailboxes["cy@example.org"]:
        message = message_from_bytes(mail.raw, policy=policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/calendar" and subject in message["Subject"]:
                assert part.get_param("method") == "PUBLISH"
                assert part.get_filename() == "dates.ics"
                found.append(Calendar.from_ical(part.get_content()))
    return found


async def test_the_mail_that_tells_of_it_brings_the_dates(tmp_path: Path) -> None:
    """Beginning and end: the same event, cancelled at last."""
    meeting = await held(tmp_path, "ana> !every monday 18:00 check_in", "ana> !every stop 1")
    (begun,), (stopped,) = calendars(meeting, "every Monday"), calendars(meeting, "No more")
    one, other = begun.walk("VEVENT")[0], stopped.walk("VEVENT")[0]
    assert one["UID"] == other["UID"]
    assert (one["STATUS"], other["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert int(other["SEQUENCE"]) > int(one["SEQUENCE"])
    await meeting.close()


async def test_a_go_around_that_comes_back_brings_them_with_its_invitation(tmp_path: Path) -> None:
    """A go-around that somebody just begins brings none."""
    meeting = await held(tmp_path, "ana> !every monday 18:00 goaround What grows?", "+4d")
    assert calendars(meeting, "Your turn")
    await meeting.close()
    other = tmp_path / "other"
    other.mkdir()
    meeting = await held(other, "ana> !goaround What grows?")
    assert not calendars(meeting, "Your turn")
    await meeting.close()


async def test_the_link_shows_the_dates_and_nothing_else_opens(tmp_path: Path) -> None:
    """Read-only, unguessable, without names."""
    meeting = await held(tmp_path, "ana> !every monday 18:00 goaround What grows in Ben?")
    token = await meeting.store.read(lambda c: c.execute(select(t.rhythm.c.calendar)).scalar_one())
    pages = Calendars(meeting.store, meeting.clock, meeting.house.wording, "lab.test")
    app = web.Application()
    app.add_routes(pages.routes())
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(f"/calendar/{token}.ics")
        text = await answer.text()
        assert answer.content_type == "text/calendar"
        assert "BEGIN:VEVENT" in text
        assert "Ben" not in text
        for path in (f"/calendar/{'0' * 32}.ics", "/calendar/x.ics", "/calendar/"):
            assert (await client.get(path)).status == 404
        assert (await client.post(f"/calendar/{token}.ics")).status == 405
    await meeting.close()


UNCLEAR = (
    "!every 9 check_in", "!every monday 18:00 crew_season", "!every monday 18:00 goaround",
    "!every monday 18:00 check_in host=ben", "!every monday 18:00 check_in each=2m",
    "!every monday 18:00 goaround Hi order=@ben", "!every monday 18:00 round Hi sealed=maybe",
    "!every stop 1", "!every monday 18:00 check_in lead=x", "!season stop", "!season move 1 friday",
    "!season meetings=x", "!season every=3d", "!host", "!host decline", "!host swap @ben", "!host x",
)  # fmt: skip


async def test_bad_input_gets_one_answer_and_begins_nothing(tmp_path: Path) -> None:
    """One kind line each, and the books are as before."""
    meeting = await held(tmp_path)
    for line in UNCLEAR:
        seen = await meeting.take(f"ana> {line}")
        assert len([one for one in seen if "Facilitator (to" in one]) == 1, line
    rows = await meeting.store.read(lambda c: c.execute(select(t.rhythm.c.id)).all())
    assert rows == []
    await meeting.close()
