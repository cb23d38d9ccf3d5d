"""The calendar file: what other programs read in it, and what nobody finds there."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from facilitator.clock import micros
from facilitator.core.quiet import Days, Night, Quiet
from facilitator.core.rhythms import GO_AROUND, Moved, Rhythm, Shifted, What, read_beat
from facilitator.hosting.rhythms.calendar import written
from facilitator.wording import Wording

LISBON = Quiet("Europe/Lisbon")
NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
ROW: dict[str, Any] = {"id": "rhy_1", "made_at": micros(NOW), "ended_at": None}
PROMPT = "What grows in Ana; and in Ben, really?"


def rhythm(text: str, **more: Any) -> Rhythm:
    """A go-around on a beat."""
    beat = read_beat(text, date(2026, 3, 9))[0]
    return Rhythm(beat, What(GO_AROUND, PROMPT), "plc", NOW, **more)


def file(one: Rhythm, row: dict[str, Any] = ROW, times: Quiet = LISBON) -> tuple[str, Any]:
    """The text of a calendar, and what a calendar program reads in it."""
    octets = written(row, one, {"name": "Garden"}, times, Wording(), "lab.test", NOW)
    return octets.decode(), Calendar.from_ical(octets)


def test_what_comes_back_is_one_event_with_a_rule() -> None:
    """Its hour is the circle's, and the file says how that zone goes."""
    text, whole = file(rhythm("2 weeks monday 18:00"))
    (event,) = whole.walk("VEVENT")
    assert whole["METHOD"] == "PUBLISH"
    assert event["UID"] == "rhy_1@lab.test"
    assert event["DTSTART"].dt.isoformat() == "2026-03-09T18:00:00+00:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Lisbon"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO"
    assert whole.walk("VTIMEZONE")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_no_words_and_no_names_of_members_are_in_it() -> None:
    """A question is somebody's words."""
    text, _ = file(rhythm("month last friday 9:00"))
    assert "Ana" not in text
    assert "grows" not in text
    assert "BYDAY=-1FR" in text
    assert "SUMMARY:Go-around in Garden" in text


def test_the_meetings_of_a_season_are_events_that_can_move() -> None:
    """The UID stays, the number of the version grows."""
    season = rhythm("monday 18:00", meetings=3)
    _, before = file(season)
    to = datetime(2026, 3, 18, 17, tzinfo=UTC)
    _, after = file(replace(season, moved=(Moved(2, to),), sequence=1))
    uids = [str(event["UID"]) for event in before.walk("VEVENT")]
    assert uids == ["rhy_1-1@lab.test", "rhy_1-2@lab.test", "rhy_1-3@lab.test"]
    assert [str(event["UID"]) for event in after.walk("VEVENT")] == uids
    assert after.walk("VEVENT")[1]["DTSTART"].dt == to
    assert {event["SEQUENCE"] for event in after.walk("VEVENT")} == {1}
    assert not any("RRULE" in event for event in after.walk("VEVENT"))


def test_what_was_stopped_is_cancelled() -> None:
    """So that programs that had it let go of it."""
    _, whole = file(rhythm("monday 18:00", sequence=1), ROW | {"ended_at": micros(NOW)})
    assert whole.walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_lead_is_no_part_of_it() -> None:
    """The date is when people meet."""
    _, whole = file(rhythm("day 9:00", lead=timedelta(days=2)))
    assert whole.walk("VEVENT")[0]["DTSTART"].dt.hour == 9


def test_quiet_days_are_left_out_of_the_rule() -> None:
    """One run of days is an exception; a day of the week that is always quiet is no part of it."""
    times = Quiet("Europe/Lisbon", days=(Days(date(2026, 3, 20), date(2026, 4, 1)),))
    (event,) = file(rhythm("monday 18:00"), times=times)[1].walk("VEVENT")
    left_out = [one.dt.isoformat() for one in event["EXDATE"].dts]
    assert left_out == ["2026-03-23T18:00:00+00:00", "2026-03-30T18:00:00+01:00"]
    sundays = Quiet("Europe/Lisbon", weekdays=(6,))
    (event,) = file(rhythm("sun,mon 18:00"), times=sundays)[1].walk("VEVENT")
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO"
    (event,) = file(rhythm("day 18:00"), times=sundays)[1].walk("VEVENT")
    assert "SU" not in event["RRULE"]["BYDAY"]
    assert "EXDATE" not in event


def test_a_moved_date_is_an_exception_of_the_same_event() -> None:
    """It names which date it stands for, and the rule stays as it was."""
    of, at = datetime(2026, 3, 16, 18, tzinfo=UTC), datetime(2026, 3, 18, 17, tzinfo=UTC)
    moved = rhythm("monday 18:00", shifted=(Shifted(of, at),), sequence=1)
    whole, exception = file(moved)[1].walk("VEVENT")
    assert whole["UID"] == exception["UID"]
    assert exception["RECURRENCE-ID"].dt == of
    assert exception["RECURRENCE-ID"].params["TZID"] == whole["DTSTART"].params["TZID"]
    assert exception["DTSTART"].dt == at
    assert "RRULE" not in exception


def test_a_date_moved_out_of_quiet_days_is_not_left_out() -> None:
    """Somebody has found another day for it."""
    of, at = datetime(2026, 3, 23, 18, tzinfo=UTC), datetime(2026, 3, 19, 18, tzinfo=UTC)
    times = Quiet("Europe/Lisbon", days=(Days(date(2026, 3, 20), date(2026, 3, 26)),))
    moved = rhythm("monday 18:00", shifted=(Shifted(of, at),))
    whole, exception = file(moved, times=times)[1].walk("VEVENT")
    assert "EXDATE" not in whole
    assert exception["DTSTART"].dt == at


def test_what_is_quiet_for_good_is_cancelled() -> None:
    """Its hour lies in the night, so no date is left."""
    night = Quiet("Europe/Lisbon", Night(time(17), time(7)))
    (event,) = file(rhythm("monday 18:00"), times=night)[1].walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
