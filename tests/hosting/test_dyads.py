"""A circle of two: only by both their wills, for both alone, and over when one goes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.store import tables as t
from tests.mail.scene import box, happen, words
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy, di"
MADE = ("ana> !new dyad @ben", "ben>> yes", "ana joins", "ben joins")
TWO = "ana-and-ben"


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A meeting in Garden."""
    opened = await Meeting(tmp_path).open()
    await opened.take(GARDEN)
    yield opened
    await opened.close()


async def rows(meeting: Meeting, table: Any) -> list[Any]:
    """Return every row of a table."""
    return list(await meeting.store.read(lambda c: c.execute(select(table)).mappings().all()))


async def dyads(meeting: Meeting) -> list[Any]:
    """Return the circles of two."""
    return [row for row in await rows(meeting, t.circle) if row["scale"] == "dyad"]


async def open_rounds(meeting: Meeting) -> list[Any]:
    """Return the rounds that are open."""
    return [row for row in await rows(meeting, t.round_) if row["open"]]


# -- only by both their wills --------------------------------------------------------------------


async def test_nobody_but_the_two_hears_of_a_question(meeting: Meeting) -> None:
    """What is asked, and that it is declined, stands in their private chats and in no room."""
    told = await happen(meeting, "ana> !new dyad @ben", "ben>> not now")
    assert "room |" not in told
    assert {line.split(" |")[0].strip() for line in told.splitlines()} <= {"ana", "ben", ""}
    assert await dyads(meeting) == []


async def test_silence_is_told_to_nobody(meeting: Meeting) -> None:
    """No answer is no news, and a yes that comes after two weeks finds the question lapsed."""
    await meeting.take("ana> !new dyad @ben")
    assert await happen(meeting, "+20d") == ""
    assert "has lapsed" in await happen(meeting, "ben>> yes")
    assert await dyads(meeting) == []


async def test_nobody_is_pressed(meeting: Meeting) -> None:
    """Once in two weeks, whatever was answered; then it may be asked again."""
    await happen(meeting, "ana> !new dyad @ben", "ben>> no")
    assert "once in two weeks" in await happen(meeting, "ana>> new dyad @ben")
    assert "ben |" in await happen(meeting, "+15d", "ana>> new dyad @ben")


async def test_an_open_question_is_found_again(meeting: Meeting) -> None:
    """``!missed`` tells it to the one who was asked, until it is answered."""
    await meeting.take("ana> !new dyad @ben")
    assert "Ana would like a circle of two" in await happen(meeting, "ben>> missed")
    assert "circle of two" not in await happen(meeting, "ana>> missed", "eli>> missed")
    await meeting.take('ben re "Would you like that">> not now')
    assert "circle of two" not in await happen(meeting, "ben>> missed")


async def test_two_who_ask_each_other_have_agreed(meeting: Meeting) -> None:
    """Asking back is a yes."""
    await happen(meeting, "ana> !new dyad @ben", "ben> !new dyad @ana")
    assert [row["name"] for row in await dyads(meeting)] == ["Ana and Ben"]


async def test_a_yes_counts_once(meeting: Meeting) -> None:
    """A second yes, by another tap, makes no second circle."""
    await meeting.take("ana> !new dyad @ben")
    await happen(meeting, "ben>> yes", 'ben privately +👍 "circle of two with you"')
    assert len(await dyads(meeting)) == 1


async def test_a_yes_that_could_mean_a_proposal_is_asked_about(meeting: Meeting) -> None:
    """With several things open, an answer that is no reply is asked which (contract §5)."""
    await happen(meeting, "ana> !propose We water at seven.", "eli> !new dyad @ben")
    assert "Several things are open" in await happen(meeting, "ben>> yes")
    assert await dyads(meeting) == []
    await meeting.take('ben re "Would you like that">> yes')
    assert len(await dyads(meeting)) == 1


async def test_a_late_yes_makes_no_second_circle(meeting: Meeting) -> None:
    """A lot may have brought the two together before the answer came."""
    await happen(
        meeting, "eli> !new dyad @ben", "ana> !helpers +greeter", "ana> !pairs",
        'eli +👋 "Who would like to be paired"', 'ben +👋 "Who would like to be paired"', "+3d",
    )  # fmt: skip
    told = await happen(meeting, 'ben re "Would you like that">> yes')
    assert "You two have your circle already" in told
    assert len(await dyads(meeting)) == 1


async def test_only_the_one_who_was_asked_can_answer(meeting: Meeting) -> None:
    """Somebody else's yes in their own chat is about nothing."""
    await happen(meeting, "ana> !new dyad @ben", "eli>> yes")
    assert await dyads(meeting) == []


async def test_a_mail_member_needs_one_yes(meeting: Meeting) -> None:
    """Who is known and confirmed is asked in one letter; the address is shown to nobody."""
    await meeting.take("ana> !new dyad cy")
    told = await happen(meeting, 're "circle of two"@ YES'.join(("cy ", "")), "ana joins")
    assert "@example.org" not in told
    assert words(box(meeting, "cy")[-1]).startswith("Dear Cy, Ana and you have a circle of two")
    assert "Cy reads and writes here by mail" in told


@pytest.mark.parametrize("word", ["no", "NOT NOW", "Not now, thank you"])
async def test_a_mail_member_can_decline(meeting: Meeting, word: str) -> None:
    """A letter is answered as kindly as a chat."""
    await meeting.take("ana> !new dyad cy")
    told = await happen(meeting, f'cy re "circle of two"@ {word}')
    assert "does not fit just now" in told
    assert await dyads(meeting) == []


async def test_leave_leaves_the_circle_whose_letter_asks(meeting: Meeting) -> None:
    """What stands below every letter holds below this one, too; the question stays unanswered."""
    await meeting.take("ana> !new dyad cy")
    told = await happen(meeting, 'cy re "circle of two"@ LEAVE')
    assert "You have left Garden" in told
    assert "ana |" not in told


async def test_a_stranger_is_asked_by_nobodys_address(meeting: Meeting) -> None:
    """Hosts may name a member by address; of any other address nothing is said, nothing is sent."""
    told = await happen(meeting, "ana> !new dyad someone@example.org")
    assert "I know nobody with this address" in told
    assert "removes" in told
    assert await happen(meeting, "ben>> new dyad cy@example.org") != ""
    assert box(meeting, "someone") == box(meeting, "cy") == []
    await meeting.take("ana>> new dyad cy@example.org")
    assert len(box(meeting, "cy")) == 1


# -- a circle as others are ----------------------------------------------------------------------


async def test_its_name_meets_no_other(meeting: Meeting) -> None:
    """A taken name is told to nobody: theirs gets a number, and its alias tells no names."""
    await meeting.take("circle congregation Ana and Ben: eli(keeper)")
    told = await happen(meeting, "ana in garden> !new dyad @ben", "ben>> yes")
    assert "taken" not in told
    [circle] = await dyads(meeting)
    assert (circle["slug"], circle["name"]) == ("ana-and-ben-2", "Ana and Ben")
    aliases = [alias for alias in meeting.world.aliases if "dyad" in alias]
    assert len(aliases) == 1
    assert "ana" not in aliases[0]


async def test_both_host_it_and_nobody_reads_from_before(meeting: Meeting) -> None:
    """Power 100 for both, invite only, history from joining, in no space (contract §2)."""
    await happen(meeting, *MADE)
    room = meeting.people.named(TWO)
    users = room.content("m.room.power_levels", "")["users"]
    assert [users[meeting.world.user(name)] for name in ("ana", "ben")] == [100, 100]
    assert room.content("m.room.join_rules", "")["join_rule"] == "invite"
    assert room.content("m.room.history_visibility", "")["history_visibility"] == "joined"
    assert not any(kind == "m.space.parent" for kind, _ in room.state)


async def test_both_stay_hosts(meeting: Meeting) -> None:
    """Neither of the two can take the other's rights away."""
    await happen(meeting, *MADE)
    assert "both host" in await happen(meeting, f"ana in {TWO}> !hosts remove Ben")


async def test_who_wants_no_mail_is_not_asked(meeting: Meeting) -> None:
    """Delivery off is off, for this question too; only who asked is told so."""
    await meeting.take("cy@garden-request deliver off")
    mails = len(box(meeting, "cy"))
    assert "can't ask Cy just now" in await happen(meeting, "ana> !new dyad cy")
    assert len(box(meeting, "cy")) == mails


# -- for two -------------------------------------------------------------------------------------


async def test_a_third_is_no_member(meeting: Meeting) -> None:
    """Asked in by hand, somebody is a guest: both are told, nobody is sent away."""
    await meeting.take("people: fay")
    await happen(meeting, *MADE)
    told = await happen(meeting, f"ana invites fay to {TWO}", "fay joins")
    assert told.count("Somebody else has just been asked") == 1
    assert "sends" not in told
    assert "Fay" not in await happen(meeting, f"ana in {TWO}> !round How are you?")
    assert len([row for row in await rows(meeting, t.membership) if row["chat"]]) == 3 + 2


async def test_a_third_by_mail_is_not_asked(meeting: Meeting) -> None:
    """A list of two stays one."""
    await happen(meeting, *MADE)
    told = await happen(meeting, f"ana in {TWO}> !mail invite fay@example.org Fay")
    assert "opened to no third" in told
    assert box(meeting, "fay") == []


# -- when one goes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "going", [f"ben leaves {TWO}", "ben>> forget me", f"ana removes ben from {TWO}"]
)
async def test_when_one_goes_what_runs_is_over(meeting: Meeting, going: str) -> None:
    """Rounds, proposals and dates end; nothing rings any more, and the other hears one line."""
    await happen(
        meeting, *MADE, f"ana in {TWO}> !start dyad_conversation",
        f"ben in {TWO}> !propose We walk on Mondays.", f"ana in {TWO}> !every monday 18:00 check_in",
    )  # fmt: skip
    told = await happen(meeting, going, *(["ben>> yes"] if "forget" in going else []))
    assert told.count("This is a room for one from now on") == 1
    assert await open_rounds(meeting) == []
    assert f"{TWO} |" not in await happen(meeting, "+30d")


@pytest.mark.parametrize("before", ["!pause", "!rest"])
async def test_what_stands_still_is_over_too(meeting: Meeting, before: str) -> None:
    """A pause, or a whole circle's rest, keeps nothing open for somebody who has gone."""
    await happen(
        meeting, *MADE, f"ben in {TWO}> !propose We walk on Mondays.", f"ben in {TWO}> {before}",
    )  # fmt: skip
    await meeting.take(f"ben leaves {TWO}")
    assert await open_rounds(meeting) == []


async def test_who_said_yes_and_does_not_come_is_let_go(meeting: Meeting) -> None:
    """The invitation to the room can still be declined; the other hears the same line."""
    await happen(meeting, "ana> !new dyad @ben", "ben>> yes", "ana joins")
    told = await happen(meeting, f"ben leaves {TWO}")
    assert "a room for one" in told
    assert "Ben" not in told


async def test_after_an_end_two_can_begin_anew(meeting: Meeting) -> None:
    """A new circle of the same two is another one, with another room."""
    await happen(meeting, *MADE, f"ben leaves {TWO}")
    await happen(meeting, "ben> !new dyad @ana", "ana>> yes")
    assert [row["slug"] for row in await dyads(meeting)] == ["ana-and-ben", "ben-and-ana"]


async def test_a_mail_member_who_leaves_is_let_go_at_once(meeting: Meeting) -> None:
    """LEAVE ends it as leaving a room does."""
    await happen(meeting, "ana> !new dyad cy", 'cy re "circle of two"@ yes', "ana joins")
    told = await happen(meeting, "cy@ana-and-cy LEAVE")
    assert "a room for one" in told
    assert "Cy" not in told.partition("cy |")[0]
