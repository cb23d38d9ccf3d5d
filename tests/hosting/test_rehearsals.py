"""Rehearsals: they end, they reach nobody else, and nothing of them stays."""

from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.hosting.rehearsals import wanted
from facilitator.hosting.people import PLAYED
from facilitator.hosting.rehearsals.stage import PART
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli"


async def rows(meeting: Meeting, table: object) -> list[dict[str, object]]:
    """Return all rows of a table."""
    return await meeting.store.read(
        lambda c: [dict(row) for row in c.execute(select(table)).mappings()]  # type: ignore[call-overload]
    )


async def rehearsed(meeting: Meeting, *lines: str) -> list[str]:
    """Return what was seen of a rehearsal that was asked for, entered, and left to itself."""
    seen: list[str] = []
    for line in (GARDEN, *lines, "ana joins", "+1h"):
        seen += await meeting.take(line)
    return seen


@pytest.mark.parametrize(
    ("typed", "words", "asked"),
    [
        ("rehearse=yes", "", True),
        ("What grows? rehearse=yes", "What grows?", True),
        ("Rehearse=Yes minutes=5", "minutes=5", True),
        ("We rehearse tonight", "We rehearse tonight", False),
    ],
)
def test_only_the_option_asks_for_a_rehearsal(typed: str, words: str, asked: bool) -> None:
    """Other words stay the matter of the format."""
    assert wanted(typed) == (words, asked)


async def test_a_rehearsal_ends_and_leaves_nothing(tmp_path: Path) -> None:
    """Even when its host says nothing: no words, no members and no clocks stay behind."""
    meeting = await Meeting(tmp_path).open()
    seen = await rehearsed(meeting, "ana> !start check_in rehearse=yes")
    assert any("That was" in line for line in seen)
    assert seen[-1].endswith("Facilitator leaves")
    assert [row["text"] for row in await rows(meeting, t.words) if row["text"]] == []
    assert await rows(meeting, t.alarm) == []
    played = {
        row["id"] for row in await rows(meeting, t.circle) if str(row["slug"]).startswith(PLAYED)
    }
    assert played
    assert [m for m in await rows(meeting, t.membership) if m["circle"] in played] == []
    await meeting.close()


async def test_nobody_else_sees_anything_of_it(tmp_path: Path) -> None:
    """The circle's room hears of nothing, no mail leaves, nobody but the host is asked in."""
    meeting = await Meeting(tmp_path).open()
    await meeting.take("circle crew Orchard: fay(host), gus; mail: cy")
    seen = await rehearsed(meeting, "ana> !start check_in rehearse=yes")
    elsewhere = [line for line in seen if line.startswith(("ben", "eli", "fay", "gus", "cy"))]
    assert elsewhere == []
    assert [line for line in seen if line.startswith("room")][1:] == []
    assert meeting.world.mailboxes == {}
    places = [row for row in await rows(meeting, t.place) if row["part"] == PART]
    room = meeting.world.rooms[str(places[0]["address"])]
    invited = [e["state_key"] for e in room.timeline
               if e["type"] == "m.room.member" and not meeting.house.is_ours(e["state_key"])]  # fmt: skip
    assert set(invited) == {meeting.world.user("ana")}
    await meeting.close()


async def test_a_host_who_leaves_ends_it(tmp_path: Path) -> None:
    """Nobody is left to play for: the room is left at once, and another rehearsal can begin."""
    meeting = await Meeting(tmp_path).open()
    for line in (GARDEN, "ana> !start check_in rehearse=yes", "ana joins", "+20s"):
        await meeting.take(line)
    seen = await meeting.take("ana leaves rehearsal")
    assert seen[-1].endswith("Facilitator leaves")
    assert await rows(meeting, t.alarm) == []
    seen = await meeting.take("ana> !start check_out rehearse=yes")
    assert "I have made a room for you alone" in seen[0]
    await meeting.close()


async def test_a_room_that_nobody_enters_is_left_after_a_day(tmp_path: Path) -> None:
    """The invitation does not stand for ever."""
    meeting = await Meeting(tmp_path).open()
    for line in (GARDEN, "ana> !start check_in rehearse=yes"):
        await meeting.take(line)
    seen = await meeting.take("+25h")
    assert seen[-1].endswith("Facilitator leaves")
    await meeting.close()
