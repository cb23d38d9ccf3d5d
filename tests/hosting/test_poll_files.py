"""What comes with the end of a poll as a file: the time for calendars, ballots to be counted again."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.core.poll.test_transferable import papers_of
from tests.mail.scene import box
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy, di(Europe/Berlin)"
TIMES = (
    r"ben> !poll time lasts=90m When do we meet?\nFri 13 March 18:00\nSat 14 March 10:00",
    "ana>> 1", "ben>> 1, 2", "eli>> 2",
)  # fmt: skip
FRUIT = (
    r"ben> !poll ranked What do we plant?\nApples\nPears\nPlums",
    "ana>> 1, 2", "ben>> 1, 2", "eli>> 3", "cy@ pears",
)  # fmt: skip


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of five, two of them by mail."""
    opened = await Meeting(tmp_path).open()
    await opened.take(GARDEN)
    yield opened
    await opened.close()


async def held(meeting: Meeting, *lines: str) -> str:
    """What became visible by some lines."""
    return "\n".join([seen for line in lines for seen in await meeting.take(line)])


def enclosed(meeting: Meeting, who: str) -> list[tuple[str, str]]:
    """The files of somebody's newest mail: their names and what is in them."""
    files = box(meeting, who)[-1].iter_attachments()
    return [(str(file.get_filename()), file.get_content()) for file in files]


async def test_the_time_that_is_chosen_comes_for_calendars(meeting: Meeting) -> None:
    """In the room and with each letter: one event, in the circle's zone, and nobody's name."""
    await held(meeting, *TIMES, "cy@ 1", "restart", "di@ 1 yes, 2 no")
    assert "brings the file “poll-1.ics”" in await held(meeting, "+15m")
    for who in ("cy", "di"):
        [(name, text)] = enclosed(meeting, who)
        [event] = Calendar.from_ical(text).walk("VEVENT")
        assert name == "poll-1.ics"
        assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 3, 13, 18, tzinfo=UTC)
        assert event.decoded("duration") == timedelta(minutes=90)
        assert str(event["summary"]) == "When do we meet? (Garden)"
        assert not any(person in text for person in ("Ana", "Ben", "Eli", "Cy", "Di", "@example"))


async def test_a_tie_brings_the_time_once_it_is_drawn(meeting: Meeting) -> None:
    """Level times are no time yet; the lot's is."""
    await held(meeting, *TIMES, "cy@ 2", "di@ 1")
    assert "brings the file" not in await held(meeting, "+15m")
    assert enclosed(meeting, "cy") == []
    assert "brings the file “poll-1.ics”" in await held(meeting, "ana> !lot 1")
    assert len(enclosed(meeting, "cy")) == 1


async def test_ballots_come_to_be_counted_again(meeting: Meeting, tmp_path: Path) -> None:
    """Equal ones together and sorted, with the options' names and nobody's."""
    await held(meeting, *FRUIT, "di@ 3, 2")
    assert "brings the file “poll-1.blt”" in await held(meeting, "+15m")
    [(name, text)] = enclosed(meeting, "cy")
    file = tmp_path / name
    file.write_text(text.replace("\r\n", "\n"), "utf-8")
    assert papers_of(file) == ({(1, 2): 2, (2,): 1, (3,): 1, (3, 2): 1}, 1)
    assert not any(person in text for person in ("Ana", "Ben", "Eli", "Cy", "Di"))


async def test_few_ballots_are_nobodys_to_read(meeting: Meeting) -> None:
    """With four of them whole orders could tell whose they are: there is no file."""
    await held(meeting, *FRUIT, "di@ PASS")
    assert "brings the file" not in await held(meeting, "+15m")
    assert enclosed(meeting, "cy") == []


async def test_a_time_can_be_added(meeting: Meeting) -> None:
    """One more time is read like the others, and a line that is none is asked about."""
    asked = r"ben> !poll time add=yes When do we meet?\nFri 13 March 18:00\nSat 14 March 10:00"
    await held(meeting, asked)
    assert "no time to come" in await held(meeting, "ana> !option some day")
    told = await held(meeting, "ana> !option Sun 15 March 11:00")
    assert "Sunday 15 March, 12:00, Berlin time" in told


async def test_a_time_that_would_be_over_is_not_taken(meeting: Meeting) -> None:
    """Who answers by mail has three days: what is sooner could be chosen behind their back."""
    told = await held(meeting, r"ben> !poll time When?\ntomorrow 18:00\nFri 13 March 18:00")
    assert "before all of us have had time to answer" in told
    assert "Garden" not in "".join(str(mail["subject"]) for mail in box(meeting, "cy"))
