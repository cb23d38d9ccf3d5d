"""Pairs by lot in a circle: what nobody said is not done, and the room learns no names."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from facilitator.store.tables import inbox
from facilitator.ticker import outage_rows
from tests.mail.scene import box, happen
from tests.transcripts.meeting import Meeting

ASKS = '"Who would like to be paired"'


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A meeting in Garden, where the Greeter has asked."""
    opened = await Meeting(tmp_path).open()
    await opened.take("circle crew Garden: ana(host), ben, eli, fay; mail: cy")
    await happen(opened, "ana> !helpers +greeter", "ana> !pairs")
    yield opened
    await opened.close()


def founded(told: str) -> int:
    """Return how many circles of two were opened."""
    return told.count("Facilitator opens the room")


async def test_nobody_is_paired_without_a_word(meeting: Meeting) -> None:
    """Silence is no yes: without two there is no pair, and nobody hears who was missing."""
    told = await happen(meeting, "+3d")
    assert "No pair came about" in told
    assert founded(told) == 0
    assert box(meeting, "cy")[1:] == []


async def test_the_room_hears_no_names(meeting: Meeting) -> None:
    """Who was drawn with whom is told to those two."""
    told = await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "+3d")
    room = "\n".join(line for line in told.splitlines() if line.strip().startswith("room |"))
    assert "A pair has come about" in room
    assert "Ben" not in room
    assert "Eli" not in room
    assert founded(told) == 1


async def test_who_has_left_is_not_drawn(meeting: Meeting) -> None:
    """A yes of somebody who went since counts for nothing."""
    told = await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "ben leaves", "+3d")
    assert founded(told) == 0
    assert "eli | (private) Facilitator: The number did not come out even" in told


async def test_a_host_who_is_forgotten_takes_no_lot_along(meeting: Meeting) -> None:
    """The question is the circle's; of earlier lots nothing is lost either."""
    await happen(meeting, "ana> !hosts add Ben", f"fay +👋 {ASKS}", f"eli +👋 {ASKS}")
    await happen(meeting, "ana>> forget me", "ana>> yes")
    assert founded(await happen(meeting, "+3d")) == 1
    await happen(meeting, "ben> !pairs again", f"fay +👋 {ASKS}", f"ben +👋 {ASKS}")
    assert founded(await happen(meeting, "+3d")) == 1


async def test_a_wave_taken_back_is_none(meeting: Meeting) -> None:
    """Removing the reaction takes the yes back."""
    await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", f"eli -👋 {ASKS}")
    assert founded(await happen(meeting, "+3d")) == 0


async def test_a_letter_pairs_as_a_tap_does(meeting: Meeting) -> None:
    """Yes by mail is in the same lot, and the circle of two works by mail."""
    told = await happen(meeting, f"ben +👋 {ASKS}", "cy@ Yes please", "+3d")
    assert founded(told) == 1
    assert box(meeting, "cy")[-1]["Subject"].endswith("Your circle of two with Ben")


async def test_without_the_greeter_nothing_is_drawn(meeting: Meeting) -> None:
    """Membership is the switch: its job ends with its leaving, and that is said."""
    told = await happen(
        meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "ana> !helpers -greeter", "+3d"
    )
    assert founded(told) == 0
    assert "no pairs are drawn" in told


async def test_two_who_have_a_circle_are_not_given_another(meeting: Meeting) -> None:
    """Drawn together for want of others, they are reminded of the one they have."""
    await happen(meeting, "ben> !new dyad @eli", "eli>> yes", "ben joins", "eli joins")
    told = await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "+3d")
    assert founded(told) == 0
    assert told.count("You have a circle of two already") == 2


async def test_in_a_circle_that_rests_the_lot_waits(meeting: Meeting) -> None:
    """No clock of ours runs while people rest; the lot is drawn after they woke."""
    await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "ana> !rest")
    assert founded(await happen(meeting, "+4d")) == 0
    await meeting.take("ana> !wake")
    assert founded(await happen(meeting, "+4d")) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ben> !pairs", "for the hosts"),
        ("ana> !pairs soon", "I know !pairs"),
        ("ana> !pairs", "asked already"),
        ("ana>> !pairs", "in a circle's room"),
    ],
)
async def test_what_cannot_be_is_said_kindly(meeting: Meeting, line: str, told: str) -> None:
    """One answer, and nothing changes."""
    assert told in await happen(meeting, line)


async def test_again_lets_those_meet_who_never_did(meeting: Meeting) -> None:
    """Also a circle of two that is over counts as having met, however long ago that was."""
    four = [f"{who} +👋 {ASKS}" for who in ("ana", "ben", "eli", "fay")]
    first = await happen(meeting, *four, "+3d", *(f"{who} joins" for who in ("ana", "ben")))
    rooms = {line.split(" |")[0].strip() for line in first.splitlines() if "opens the room" in line}
    await happen(
        meeting, *(f"{who} leaves {room}" for room in rooms for who in room.split("-and-"))
    )
    again = await happen(meeting, "+30d", "ana> !pairs again", *four, "+3d")
    later = {line.split(" |")[0].strip() for line in again.splitlines() if "opens the room" in line}
    assert len(rooms) == len(later) == 2
    assert not {frozenset(r.split("-and-")) for r in rooms} & {
        frozenset(r.split("-and-")) for r in later
    }


async def test_a_host_by_mail_asks_as_any_other(meeting: Meeting) -> None:
    """The first line of a mail is enough; whoever asked is asked, too."""
    await happen(meeting, "+3d", "ana> !hosts add Cy")
    told = await happen(meeting, "cy@garden !pairs again")
    assert "room | Greeter → Ana, Ben, Eli, Fay: Who would like to be paired" in told
    assert "Would you like to be paired with somebody?" in told
    assert (
        founded(await happen(meeting, f"fay +👋 {ASKS}", 'cy re "to be paired"@ yes', "+3d")) == 1
    )


async def test_time_we_could_not_hear_is_given_back(meeting: Meeting) -> None:
    """A lot that fell into an outage is drawn later by as long."""
    await happen(meeting, f"ben +👋 {ASKS}", f"eli +👋 {ASKS}", "+60h")
    since = meeting.clock.now()
    meeting.clock.advance(timedelta(hours=5))
    rows = await meeting.store.read(lambda c: outage_rows(c, since, meeting.clock.now()))
    await meeting.store.write(lambda c: c.execute(insert(inbox), rows))
    assert founded(await happen(meeting, "+10h")) == 0
    assert founded(await happen(meeting, "+3h")) == 1
