"""Rehearsals: they end, they reach nobody else, and nothing of them stays."""

from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.hosting.members.people import PLAYED
from facilitator.hosting.rehearsals import wanted
from facilitator.hosting.rehearsals.stage import PART
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli"

ASKS = "why=It is dry. review=12 June"


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


async def test_played_members_do_what_each_step_asks(tmp_path: Path) -> None:
    """Points are spread, lines are kept and left out, an objection is raised once and met."""
    meeting = await Meeting(tmp_path).open()
    ask = f"ana> !start consent_decision We water at six. {ASKS} rehearse=yes"
    seen = await rehearsed(meeting, ask)
    told = "\n".join(seen)
    assert told.count("An objection stands. We look for what would meet it") == 1
    assert "with a concern 1 · objection 0" in told
    await meeting.close()


async def test_played_members_spread_points_and_name_somebody(tmp_path: Path) -> None:
    """A proposal is formed from the first question to the vote, and somebody tunes it."""
    meeting = await Meeting(tmp_path).open()
    ask = "ana> !start proposal_forming need=The beds dry out. rehearse=yes"
    told = "\n".join(await rehearsed(meeting, ask))
    assert "This is how the points fell" in told
    assert "Member 1 and Member 2" in told
    await meeting.close()


async def test_the_parts_of_those_named_are_played(tmp_path: Path) -> None:
    """Ben is not asked in: somebody played proposes in his place."""
    meeting = await Meeting(tmp_path).open()
    line = f"ana> !start consent_decision @ben We water at six. {ASKS} rehearse=yes"
    told = "\n".join(await rehearsed(meeting, line))
    assert "Now we listen to Member 1" in told
    assert not any("Ben" in line for line in told.splitlines()[1:])
    await meeting.close()


async def test_tables_are_left_with_the_room(tmp_path: Path) -> None:
    """Rooms in which pairs sat are not forgotten, and no clock of theirs goes on."""
    meeting = await Meeting(tmp_path).open()
    seen = await rehearsed(meeting, "ana> !start one_two_four_all The shed? rehearse=yes")
    opened = {line.split(" | ")[0] for line in seen if "opens the room" in line}
    left = {line.split(" | ")[0] for line in seen if line.endswith("Facilitator leaves")}
    assert len(opened) > 1
    assert opened == left
    assert await rows(meeting, t.alarm) == []
    await meeting.close()


async def test_words_at_a_table_are_said_in_the_time_of_the_rehearsal(tmp_path: Path) -> None:
    """What its host says at a table counts there, however far time was put forward."""
    meeting = await Meeting(tmp_path).open()
    for line in (GARDEN, "ana> !start one_two_four_all The shed? rehearse=yes", "ana joins"):
        await meeting.take(line)
    seen = await meeting.take("+90s")
    names = (line.split(" | ")[0].strip() for line in seen if "opens the room" in line)
    table = next(name for name in names if "ana" in name)
    await meeting.take(f"ana joins {table}")
    seen = await meeting.take(f"ana in {table}> !done")
    assert any("✅" in line for line in seen)
    await meeting.close()


async def test_by_mail_it_comes_as_one_letter_and_leaves_nothing(tmp_path: Path) -> None:
    """No round, no room and no clock of it is ever in our books."""
    meeting = await Meeting(tmp_path).open()
    await meeting.take("circle crew Garden: ana, ben; mail: cy(host)")
    await meeting.take("cy@garden !start check_in rehearse=yes")
    ((_, mails),) = meeting.world.mailboxes.items()
    assert len(mails) == 1
    for table in (t.round_, t.words, t.alarm):
        assert await rows(meeting, table) == []
    assert {row["slug"] for row in await rows(meeting, t.circle)} == {"garden"}
    await meeting.close()


@pytest.mark.parametrize(("word", "on"), [("!next", True), ("!end", False)])
async def test_between_two_meetings_the_host_goes_on_or_ends(
    tmp_path: Path, word: str, on: bool
) -> None:
    """*next* begins the next meeting at once; *end* leaves the others out."""
    meeting = await Meeting(tmp_path).open()
    lines = ("ana> !start crew_season rehearse=yes", "ana joins", "+10s",
             "ana in rehearsal re card> !end", "+10s")  # fmt: skip
    for line in (GARDEN, *lines):
        await meeting.take(line)
    seen = [*await meeting.take(f"ana in rehearsal> {word}"), *await meeting.take("+10s")]
    told = "\n".join(seen)
    assert ("“One of us in the middle” begins" in told) is on
    assert ("That was “Crew season”" in told) is not on
    await meeting.close()


@pytest.mark.parametrize(
    "practice",
    [f"consent_decision We water at six. {ASKS}", "open_space What now?", "anti_retreat",
     "welcome_circle", "offers_needs_market", "crew_season"],
)  # fmt: skip
async def test_every_kind_of_practice_plays_itself_to_the_end(
    tmp_path: Path, practice: str
) -> None:
    """With points, picks, votes, tables, lines to keep: nobody has to be there for it to close."""
    meeting = await Meeting(tmp_path).open()
    await meeting.take("circle crew Garden: ana, ben; mail: cy(host)")
    letter = "\n".join(await meeting.take(f"cy@garden !start {practice} rehearse=yes"))
    assert "is complete. Thank you, everyone." in " ".join(letter.replace("|", " ").split())
    assert "That was all of it" in letter
    await meeting.close()
