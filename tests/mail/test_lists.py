"""The list of a circle: asked in, confirmed, welcome, gone, and back; in words people type."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bridges.email.addresses import row_of
from bridges.email.mailing import OFF
from facilitator.clock import micros
from facilitator.intake import Pressed
from facilitator.postman import inner_body
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from tests.mail.scene import box, happen, scene, words
from tests.transcripts.language import Mistake
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben; mail: hal"


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat, and Hal by mail."""
    async with scene(tmp_path, GARDEN) as meeting:
        yield meeting


def kind(mail: EmailMessage) -> str:
    """Return what the mail says it is (contract §9)."""
    found = re.match(r"kind=(\w+);", str(mail["X-Facilitator-Notice"]))
    return found[1] if found else ""


def bodies(meeting: Meeting) -> list[str]:
    """Return what was said anywhere."""
    events = [event for room in meeting.world.rooms.values() for event in room.timeline]
    return [str(event["content"].get("body", "")) for event in events]


async def member(meeting: Meeting, name: str) -> dict[str, Any] | None:
    """Return the membership of whoever holds ``name``'s address."""

    def look(connection: Connection) -> dict[str, Any] | None:
        found = connection.execute(
            t.membership.select().join(t.handle, t.handle.c.member == t.membership.c.member)
            .where(t.handle.c.address == f"{name}@example.org")
        ).mappings().first()  # fmt: skip
        return dict(found) if found else None

    return await meeting.store.read(look)


async def test_an_invitation_is_confirmed_by_reply_and_makes_a_member(garden: Meeting) -> None:
    """Asked by mail, answered YES: a member by mail from then on, with a welcome (contract §7)."""
    await happen(garden, "ana> !mail invite cy@example.org Cy")
    (asked,) = box(garden, "cy")
    assert kind(asked) == "confirm_asked"
    assert "Ana invites you" in words(asked)
    assert "+c." in str(asked["Reply-To"])
    assert await member(garden, "cy") is None

    seen = await happen(garden, "cy@ YES")
    assert "Cy now takes part by mail" in seen
    assert kind(box(garden, "cy")[-1]) == "member_welcomed"
    here = await member(garden, "cy")
    assert here is not None
    assert (here["mail"], here["chat"], here["lane"], here["delivery"]) == (1, 0, "slow", "each")


async def test_the_line_with_the_address_is_removed_at_once(garden: Meeting) -> None:
    """An address typed in a room is used, and the line goes with a private word why (contract §4)."""
    seen = await happen(garden, "ana> !mail invite cy@example.org Cy")
    room = garden.people.named("room")
    assert all("cy@example.org" not in str(e["content"]) for e in room.timeline)
    assert "I took your line out of the room" in seen


async def test_a_wrong_line_with_an_address_is_removed_too(garden: Meeting) -> None:
    """What cannot be done is refused privately, and the address does not stay."""
    seen = await happen(garden, "ana> !mail invite cy@example.org di@example.org")
    assert "exactly one mail address" in seen
    room = garden.people.named("room")
    assert all("cy@example.org" not in str(e["content"]) for e in room.timeline)


async def test_asking_twice_a_day_writes_once_and_answers_the_same(garden: Meeting) -> None:
    """One confirmation for an address and list in 24 hours; nobody learns which it was."""
    first = await happen(garden, "ana> !mail invite cy@example.org Cy")
    second = await happen(garden, "ana> !mail invite cy@example.org Cy")
    assert len(box(garden, "cy")) == 1
    answer = "I write to cy@example.org and ask."
    assert answer in first
    assert answer in second
    await happen(garden, "+25h", "ana> !mail invite cy@example.org Cy")
    assert len(box(garden, "cy")) == 2


async def test_no_means_nothing_and_unclear_is_asked_once(garden: Meeting) -> None:
    """A no is a no; an answer that is neither is asked again, and never guessed."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ What is this about?")
    assert await member(garden, "cy") is None
    assert "YES or NO" in words(box(garden, "cy")[-1])
    await happen(garden, "cy@ No thank you")
    assert await member(garden, "cy") is None
    await happen(garden, 'cy re "Ana invites you"@ YES')
    assert await member(garden, "cy") is None, "what was settled stays settled"


@pytest.mark.parametrize("no", ["cy@ No thank you", "cy@ LEAVE", "press", "one click", "mailto"])
async def test_a_no_is_remembered(garden: Meeting, no: str) -> None:
    """However it was said, the circle never asks that address again, and its host hears so, kindly."""
    await happen(garden, "ana> !mail invite cy@example.org Cy")
    (asked,) = box(garden, "cy")
    if no in ("press", "one click"):
        await never(garden, asked, "never" if no == "press" else "yes")
    elif no == "mailto":
        await happen(garden, f"cy@garden+c.{never_token(asked)} NO")
    else:
        await happen(garden, no)
    assert await member(garden, "cy") is None
    so_far = len(box(garden, "cy"))
    seen = await happen(garden, "+30d", "ana> !mail invite cy@example.org Cy")
    assert "asked not to be invited" in seen
    told = next(body for body in bodies(garden) if "asked not to be invited" in body)
    assert "cy@example.org" not in told
    assert len(box(garden, "cy")) == so_far
    await happen(garden, "ana> !mail invite di@example.org Di")
    assert len(box(garden, "di")) == 1, "the no was Cy's alone"


async def test_who_said_no_can_open_the_door_again(garden: Meeting) -> None:
    """A mail of their own to the join address takes the no back; an invitation reaches them again."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ NO", "cy@garden-join Please.")
    so_far = len(box(garden, "cy"))
    await happen(garden, "+25h", "ana> !mail invite cy@example.org Cy")
    assert len(box(garden, "cy")) == so_far + 1
    await happen(garden, "cy@ Yes, add me please")
    assert await member(garden, "cy") is not None


async def test_an_old_invitations_one_click_lets_a_member_rest(garden: Meeting) -> None:
    """Whoever came after all and presses it later gets no more mail, and keeps their place."""
    await happen(garden, "ana> !mail invite cy@example.org Cy")
    asked = box(garden, "cy")[-1]
    await happen(garden, "cy@ YES")
    await never(garden, asked, "yes")
    here = await member(garden, "cy")
    assert here is not None
    assert (here["delivery"], here["left_at"]) == ("off", None)


async def test_the_invitation_has_no_gap(garden: Meeting) -> None:
    """Where there is no page, nothing stands in its place."""
    await happen(garden, "ana> !mail invite cy@example.org Cy")
    assert "\n\n\n" not in words(box(garden, "cy")[-1])


async def test_an_invitation_has_one_click(garden: Meeting) -> None:
    """By mail and by one POST, as every mail of a list (RFC 8058)."""
    mail = replace(garden.desk.house.mail, web="https://pages.example")
    garden.house = garden.desk.house = replace(garden.desk.house, mail=mail)
    await happen(garden, "ana> !mail invite cy@example.org Cy")
    (asked,) = box(garden, "cy")
    token = never_token(asked)
    assert f"<https://pages.example/leave/{token}>" in str(asked["List-Unsubscribe"])
    assert asked["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token not in str(asked["Reply-To"]), "it can do nothing else"


def never_token(asked: EmailMessage) -> str:
    """Return the token of an invitation that means "do not ask me again"."""
    mailto = re.search(r"<mailto:garden\+c\.(\w+)@[^>]+\?subject=", str(asked["List-Unsubscribe"]))
    assert mailto is not None
    return mailto[1]


async def never(meeting: Meeting, asked: EmailMessage, choice: str) -> None:
    """Press what the mail's one click leads to."""
    number = row_of(never_token(asked))
    assert number is not None

    def press(connection: Connection) -> None:
        at = micros(meeting.clock.now())
        circle = connection.execute(t.circle.select()).mappings().one()
        insert_once(connection, t.inbox, [
            {"key": "pressed:never", "ear": "inner", "place": circle["id"],
             "body": inner_body(Pressed(number, choice)), "said_at": at, "heard_at": at, "state": 0}
        ])  # fmt: skip

    await meeting.store.write(press)
    await happen(meeting, "ben> hm")


async def test_leaving_is_at_once_and_has_a_way_back(garden: Meeting) -> None:
    """LEAVE as a whole reply leaves; the goodbye's YES brings back within 30 days."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ YES", "cy@ LEAVE")
    here = await member(garden, "cy")
    assert here is not None
    assert here["left_at"] is not None
    assert "You have left Garden" in words(box(garden, "cy")[-1])
    await happen(garden, "cy@ yes please")
    here = await member(garden, "cy")
    assert here is not None
    assert here["left_at"] is None
    assert here["mail"]


async def test_a_mail_to_leave_leaves(garden: Meeting) -> None:
    """The address the headers name works with any words."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ YES", "cy@garden-leave bye")
    here = await member(garden, "cy")
    assert here is not None
    assert here["left_at"] is not None


async def test_one_click_on_a_mail_that_asks_keeps_the_membership(garden: Meeting) -> None:
    """Unsubscribing there means off and away, with a way back (contract §7)."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ YES")
    here = await member(garden, "cy")
    assert here is not None

    whose = here["member"]

    def press(connection: Connection) -> None:
        circle = connection.execute(t.circle.select()).mappings().one()
        connection.execute(t.token.insert().values(
            id=7, purpose="c", member=whose, circle=circle["id"], item=OFF,
            expires_at=micros(garden.clock.now()) * 2))  # fmt: skip
        at = micros(garden.clock.now())
        insert_once(connection, t.inbox, [
            {"key": "pressed:7", "ear": "inner", "place": circle["id"],
             "body": inner_body(Pressed(7, "yes")), "said_at": at, "heard_at": at, "state": 0}])  # fmt: skip

    await garden.store.write(press)
    await happen(garden, "ana> hello")
    here = await member(garden, "cy")
    assert here is not None
    assert (here["left_at"], here["delivery"]) == (None, "off")
    assert here["away_until"] is not None
    await happen(garden, "cy@ YES")
    here = await member(garden, "cy")
    assert here is not None
    assert (here["delivery"], here["away_until"]) == ("each", None)


async def test_the_state_of_the_list_is_told_privately(garden: Meeting) -> None:
    """``!mail`` says where the list is, how many read by mail, and how one gets it oneself."""
    seen = await happen(garden, "ana> !mail")
    assert "[ana]" in seen or "privately" in seen or "ana |" in seen
    assert "garden@" in seen
    assert "One member takes part by mail." in seen


async def test_delivery_can_be_chosen(garden: Meeting) -> None:
    """What exists can be chosen, what comes later is said, what needs an address asks for one."""
    assert "later version" in await happen(garden, "ana> !mail deliver daily")
    assert "no mail address of yours" in await happen(garden, "ana> !mail deliver each")
    await happen(garden, "ana>> !mail link ana@example.org", "ana@ yes")
    assert "You get each post" in await happen(garden, "ana> !mail deliver each")
    await happen(garden, "ben> The beds are dry.", "+16m")
    assert "The beds are dry." in words(box(garden, "ana")[-1])


async def test_linking_anothers_address_changes_nothing(garden: Meeting) -> None:
    """Two members are not made one; both go on, and the mailbox is told why (design §3)."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ YES")
    await happen(garden, "+25h", "ben>> !mail link cy@example.org", "cy@ yes")
    assert "belongs to another member already" in words(box(garden, "cy")[-1])


async def test_strangers_are_held_for_hosts_by_name_and_number(garden: Meeting) -> None:
    """A stranger's mail reaches no room by itself; a host lets it in or lets it go."""
    seen = await happen(garden, "eve@garden Hello all, I have seeds.")
    assert "number 1" in seen
    assert "eve@example.org" not in seen
    assert box(garden, "eve") == []
    seen = await happen(garden, "ana> !mail accept 1")
    assert "I have seeds." in seen
    assert "Nothing is held" in await happen(garden, "ana> !mail held")
    await happen(garden, "eve@garden Once more.")
    assert "1:" in await happen(garden, "ana> !mail held")
    assert "let go" in await happen(garden, "ana> !mail reject 1")
    assert "Nothing is held" in await happen(garden, "ana> !mail held")


async def test_only_hosts_see_what_is_held(garden: Meeting) -> None:
    """A member who does not host is told so, kindly."""
    assert "held" not in await happen(garden, "ben> !mail")
    seen = await happen(garden, "ben> !mail held")
    assert "Nothing is held" not in seen


async def test_strangers_who_want_to_join_hear_how_once_a_day(garden: Meeting) -> None:
    """Joining opens by invitation for now; the answer comes once in 24 hours (RFC 3834)."""
    await happen(garden, "eve@garden-join Hello", "eve@garden-join Hello?")
    (answer,) = box(garden, "eve")
    assert "by invitation" in words(answer)


async def test_away_and_back_by_mail(garden: Meeting) -> None:
    """AWAY as a whole reply marks a member away, BACK ends it; each is answered."""
    await happen(
        garden, "ana> !mail invite cy@example.org Cy", "cy@ YES", "cy@ AWAY until 20 March"
    )
    here = await member(garden, "cy")
    assert here is not None
    assert here["away_until"] is not None
    assert "Have a good time" in words(box(garden, "cy")[-1])
    await happen(garden, "cy@ BACK")
    here = await member(garden, "cy")
    assert here is not None
    assert here["away_until"] is None


async def test_the_hosts_address_reaches_hosts_alone(garden: Meeting) -> None:
    """What is written to ``-owner@`` comes to each host privately, with its words."""
    seen = await happen(garden, "eve@garden-owner Please call me.")
    assert "wrote to the hosts" in seen
    assert "Please call me." in seen
    room = garden.people.named("room")
    assert all("Please call me." not in str(e["content"]) for e in room.timeline)


async def test_an_address_that_does_not_exist_tells_the_inviter(garden: Meeting) -> None:
    """An invitation that cannot be brought is said to whoever invited, and only to them."""
    garden.world.closed.add("nobody@example.org")
    with pytest.raises(Mistake, match="550"):
        await happen(garden, "ana> !mail invite nobody@example.org")
    told = [body for body in bodies(garden) if "could not be brought" in body]
    assert len(told) == 1


async def test_a_member_whose_mail_comes_back_is_away_and_one_host_knows(garden: Meeting) -> None:
    """Undelivered mail is never an answer: it marks away, and tells whoever invited, once."""
    await happen(garden, "ana> !mail invite cy@example.org Cy", "cy@ YES")
    garden.world.closed.add("cy@example.org")
    for line in ("ben> The beds are dry.", "+16m", "ben> Hm.", "+16m"):
        with contextlib.suppress(Mistake):  # the meeting tells of what was parked
            await happen(garden, line)
    told = [body for body in bodies(garden) if "does not arrive at the moment" in body]
    assert len(told) == 1
    here = await member(garden, "cy")
    assert here is not None
    assert here["away_until"] is not None
    room = garden.people.named("room")
    assert all("does not arrive" not in str(e["content"]) for e in room.timeline)
