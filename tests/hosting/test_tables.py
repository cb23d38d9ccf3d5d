"""Tables as a meeting meets them: a host's words for all, a new beginning, keys, and who sits there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.formats.checking import check_text
from facilitator.formats.library import Library
from facilitator.hosting.practices import shelf
from tests.transcripts.meeting import Meeting

TWOS = """\
format: 1
name: twos
title: In twos
purpose: Talk with one other person for a while.
for: [crew, congregation]
size: {least: 2, most: 30, ideal: 2-8}
privacy:
  record: none
  note: What is said between two stays there.
steps:
  - id: talk
    kind: pairs
    prompt: What do you see from your window?
    live: 10m
    slow: 3d
  - id: last
    kind: prompt_round
    prompt: One word to end with.
    live: 5m
    slow: 3d
"""
TALK = """\
format: 1
name: talk
title: A talk
purpose: Talk something over, at one table or at several.
for: [crew, congregation]
size: {least: 2, most: 8, ideal: 7-8, above: tables, tell: "What did you find?"}
privacy:
  record: none
  note: What is said at a table stays there.
steps:
  - id: talk
    kind: open_discussion
    prompt: What shall become of the lower field?
    live: 10m
    slow: 3d
"""
SIZE = "size: {least: 2, most: 30, ideal: 2-8}"
WIDE = "size: {least: 2, most: 8, ideal: 5-8, above: tables}"
FOUR = "circle crew Garden: ana(host), ben, eli, fay"
BY_MAIL = "circle crew Garden: ana(host), ben; mail: cy, di"
MANY = "circle congregation Riverside: ana(host), 15 more; mail: cy, di, 3 more"


@pytest.fixture
async def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Meeting]:
    """A meeting that has not begun, in a house that knows some practices more."""
    wide = TWOS.replace("name: twos", "name: wide").replace(SIZE, WIDE)
    for name, text in {"twos": TWOS, "wide": wide, "talk": TALK}.items():
        format_ = check_text(text, f"{name}.yaml", Library.shipped())
        monkeypatch.setitem(shelf.library(), name, format_)
    opened = await Meeting(tmp_path).open()
    yield opened
    await opened.close()


async def told(meeting: Meeting, *lines: str) -> str:
    """Let it happen; return what was seen."""
    return "\n".join([line for one in lines for line in await meeting.take(one)])


def tables(meeting: Meeting) -> list[str]:
    """The names of the tables' rooms so far."""
    labels = (meeting.seen.label(room) for room in meeting.world.rooms.values())
    return sorted(one for one in labels if one.startswith(("table-", "circle-")))


def heads(seen: str, word: str) -> set[str]:
    """Before which names a word was seen."""
    lines = [line for line in seen.splitlines() if word in line and not line.startswith(" ")]
    return {line.partition(" | ")[0].strip() for line in lines}


async def test_a_pause_in_the_circles_room_is_for_all_tables(meeting: Meeting) -> None:
    """No clock runs at any of them, until it goes on for all."""
    await told(meeting, FOUR, "ana> !start twos")
    both = set(tables(meeting))
    assert len(both) == 2
    assert both <= heads(await told(meeting, "ana> !pause"), "pause")
    assert "over" not in await told(meeting, "+2h")
    assert both <= heads(await told(meeting, "ana> !resume"), "We go on")
    assert both <= heads(await told(meeting, "+11m"), "Our time here is over")


async def test_more_time_in_the_circles_room_is_for_all_tables(meeting: Meeting) -> None:
    """Ten minutes more are ten minutes more for everybody."""
    await told(meeting, FOUR, "ana> !start twos")
    both = set(tables(meeting))
    assert both <= heads(await told(meeting, "ana> !extend 10m"), "more time")
    assert "Our time here is over" not in await told(meeting, "+11m")
    assert both <= heads(await told(meeting, "+10m"), "Our time here is over")


async def test_the_same_reaches_tables_that_hold_a_whole_practice(meeting: Meeting) -> None:
    """A pause while so many sit apart that each table has a session of its own."""
    await told(meeting, MANY, "ana in riverside/rounds> !start check_in", "+61s")
    all_ = set(tables(meeting))
    assert len(all_) == 4
    seen = await told(meeting, "ana in riverside/rounds> !pause")
    assert all_ <= heads(seen, "pause")
    assert "Sun" not in await told(meeting, "+9d")
    assert all_ <= heads(await told(meeting, "ana in riverside/rounds> !resume"), "We go on")
    await told(meeting, "+5m")
    more = await told(meeting, "ana in riverside/rounds> !extend 1d")
    assert all_ <= heads(more, "Wed 18 March")
    end = await told(meeting, "ana in riverside/rounds> !end")
    assert all_ <= heads(end, "ends here")
    assert "riverside/rounds" in heads(end, "ends here")


async def test_tables_go_on_after_a_new_beginning(meeting: Meeting) -> None:
    """Stopped in the middle, the service knows from its books who sits where, and till when."""
    await told(meeting, BY_MAIL, "ana> !start twos", "cy@ The sea.", "restart")
    [theirs] = [one for one in tables(meeting) if "cy" in one]
    seen = await told(meeting, "di@ A wall.", "+3d")
    assert theirs in heads(seen, "Di (by mail) (to the card): A wall.")
    assert theirs in heads(seen, "Our time here is over")
    assert "One word to end with." in await told(meeting, "= room")


async def test_sessions_at_tables_go_on_after_a_new_beginning(meeting: Meeting) -> None:
    """So do tables that hold a whole practice each: all close, and the whole hears of it."""
    await told(meeting, MANY, "ana in riverside/rounds> !start check_in", "+61s", "restart")
    await told(meeting, "+4d", "restart")
    seen = await told(meeting, "+20d")
    assert "riverside/rounds" in heads(seen, "“Check-in” is complete")


async def test_a_table_without_letters_is_left_to_its_people(meeting: Meeting) -> None:
    """They have the keys, and no program stays with them."""
    await told(meeting, FOUR, "ana> !start twos")
    first = tables(meeting)[0]
    one, other = first.removeprefix("table-").split("-")
    await told(meeting, f"{one} joins {first}", f"{other} joins {first}", "+11m")
    seen = await told(meeting, f"{one} in {first}> !keep")
    assert f"{one.capitalize()} 100" in seen
    assert f"{other.capitalize()} 100" in seen
    room = meeting.world.room(meeting.people.named(first).id)
    assert {meeting.world.user(one), meeting.world.user(other)} == set(room.members())
    assert first not in heads(await told(meeting, "+2d"), "quiet")


async def test_a_table_of_a_whole_practice_can_be_kept_too(meeting: Meeting) -> None:
    """With letters to carry the Facilitator stays."""
    await told(meeting, MANY, "ana in riverside/rounds> !start check_in", "+61s")
    mine = next(one for one in tables(meeting) if "ana" in _people_of(meeting, one))
    await told(meeting, f"ana joins {mine}", "+3m")
    refused = await told(meeting, f"ana in {mine}> !keep")
    assert "Just talk on" in refused
    await told(meeting, f"ana in {mine}> !end")
    assert "Ana 100" in await told(meeting, f"ana in {mine}> !keep")


def _people_of(meeting: Meeting, table: str) -> set[str]:
    room = next(r for r in meeting.world.rooms.values() if meeting.seen.label(r) == table)
    asked = (key for kind, key in room.state if kind == "m.room.member")
    return {meeting.seen.people[user] for user in asked if user in meeting.seen.people}


async def test_a_letter_of_another_table_is_not_read_there(meeting: Meeting) -> None:
    """Whoever sits elsewhere writes to that address in vain: its owner is asked whether it was them."""
    line = "circle crew Garden: ana(host), ben; mail: cy, di, eli, fay"
    await told(meeting, line, "ana> !start twos")
    theirs = next(one for one in tables(meeting) if "cy" in one)
    stranger = next(name for name in ("di", "eli", "fay") if name not in theirs)
    box = meeting.world.mailboxes["cy@example.org"]
    to = next(str(mail.raw) for mail in box if b"+t." in mail.raw)
    token = to.partition("garden+t.")[2].partition("@")[0]
    seen = await told(meeting, f"{stranger}@garden+t.{token} Let me in on this.", "+20m")
    room = next(r for r in meeting.world.rooms.values() if meeting.seen.label(r) == theirs)
    assert "Let me in on this" not in "\n".join(meeting.world.lines(room.id))
    brought = [mail.raw for mail in box if b"Let me in on this" in mail.raw]
    assert all(b"Was this you?" in raw for raw in brought)
    assert f"{stranger}" in heads(seen, "mail:")


async def test_who_joins_a_lone_pair_sits_with_them(meeting: Meeting) -> None:
    """Three at one table, and no second room."""
    await told(meeting, "circle crew Garden: ana(host), ben", "people: eli", "ana> !start twos")
    assert tables(meeting) == []
    await told(meeting, "ana invites eli", "eli joins")
    seen = await told(meeting, "ana> !add @eli")
    assert tables(meeting) == []
    assert "✅" in seen
    await told(meeting, "eli> A birch.")
    assert "One word to end with." in await told(meeting, "+11m")


async def test_who_comes_late_says_in(meeting: Meeting) -> None:
    """A new member says *in* where people sit at tables, and joins the smallest one."""
    await told(meeting, FOUR, "people: gus", "ana> !start twos", "ana invites gus", "gus joins")
    seen = await told(meeting, "gus> !in")
    assert any("invites Gus" in line for line in seen.splitlines())
    assert len(tables(meeting)) == 2


async def test_a_word_in_private_is_for_ones_own_table(meeting: Meeting) -> None:
    """*pass* to the Facilitator alone is no question of which table."""
    await told(meeting, FOUR, "ana> !start twos")
    assert "⏭️" in await told(meeting, "ben>> !pass")


async def test_talk_at_one_table_of_several_stays_there(meeting: Meeting) -> None:
    """It goes by mail to those who sit there, and to nobody else, not even at the end."""
    line = "circle congregation Riverside: ana(host), 13 more; mail: cy, di"
    await told(meeting, line, "ana in riverside/rounds> !start talk", "+4m")
    mine = next(one for one in tables(meeting) if "ana" in _people_of(meeting, one))
    await told(meeting, f"ana joins {mine}", f"ana in {mine}> The hedge is mine to say.", "+9d")
    boxes = {name: meeting.world.mailboxes.get(f"{name}@example.org", []) for name in ("cy", "di")}
    heard = [name for name, box in boxes.items() if any(b"The hedge is" in m.raw for m in box)]
    assert len(heard) == 1
    assert b"The hedge is" not in "".join(await meeting.take("= riverside/rounds")).encode()


async def test_calling_it_off_is_for_all_tables(meeting: Meeting) -> None:
    """Nothing goes on anywhere."""
    await told(meeting, MANY, "ana in riverside/rounds> !start check_in", "+5m")
    all_ = {*tables(meeting), "riverside/rounds"}
    assert all_ <= heads(await told(meeting, "ana in riverside/rounds> !cancel"), "does not go on")
    assert "How are you" not in await told(meeting, "+9d")


async def test_going_on_ends_all_tables_and_asks_for_a_line_of_each(meeting: Meeting) -> None:
    """*next* in the circle's room: those who host a table tell of it."""
    await told(meeting, MANY, "ana in riverside/rounds> !start check_in", "+5m")
    seen = await told(meeting, "ana in riverside/rounds> !next")
    assert {*tables(meeting)} <= heads(seen, "Check-in")
    assert "How is your table today?" in seen
    assert "riverside/rounds" in heads(seen, "tell us a line from the tables")


async def test_who_comes_late_sits_at_one_of_many_tables(meeting: Meeting) -> None:
    """In the room of that table they are asked in the step that is held there."""
    await told(meeting, "people: gus", MANY, "ana in riverside/rounds> !start check_in", "+5m")
    before = len(tables(meeting))
    await told(meeting, "ana invites gus to riverside", "gus joins riverside")
    await told(meeting, "gus joins riverside/rounds")
    seen = await told(meeting, "gus in riverside/rounds> !in")
    [theirs] = heads(seen, "invites Gus")
    await told(meeting, f"gus joins {theirs}", f"gus in {theirs} re card> Just here.")
    assert len(tables(meeting)) == before
    assert "Ana can help." in await told(meeting, f"gus in {theirs}> !end")
    await told(meeting, "ana in riverside/rounds> !next")
    assert "Just here." in await told(meeting, f"= {theirs}")


async def test_tables_within_tables(meeting: Meeting) -> None:
    """Twos at each of two tables: a pause reaches them, and all of it ends."""
    line = "circle congregation Riverside: ana(host), 9 more"
    await told(meeting, line, "ana in riverside/rounds> !start wide")
    within = {one for one in tables(meeting) if "riverside" not in one}
    assert len(within) < 4
    await told(meeting, "+4m")
    within = {one for one in tables(meeting) if "riverside" not in one}
    assert len(within) == 4
    assert within <= heads(await told(meeting, "ana in riverside/rounds> !pause"), "pause")
    assert within <= heads(await told(meeting, "ana in riverside/rounds> !resume"), "We go on")
    assert "riverside/rounds" in heads(await told(meeting, "+9d"), "“In twos” is complete")


async def test_who_sits_there_by_mail_can_be_forgotten(meeting: Meeting) -> None:
    """A reply to a table's letter asks, as any mail does, and a *yes* is not read out there."""
    await told(meeting, BY_MAIL, "ana> !start twos", "cy@ A wall.")
    seen = await told(meeting, "cy@ !forget me", "cy@ YES", "+1h")
    assert "Shall I forget you?" in seen
    assert "It is done" in seen
