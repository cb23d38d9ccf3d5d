"""The edges of a decision that come by mail, or from a service that was away (Dec. 4.5)."""

import json
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from facilitator.clock import micros
from facilitator.intake import Outage
from facilitator.postman import inner_body
from facilitator.store import tables as t
from tests.mail.garden import ADDRESS, LIST, ROOM, Garden, garden, plain, shown

__all__ = ["garden"]

HARM = "OBJECT because the well is locked till 8"


async def proposed(garden: Garden) -> EmailMessage:
    """Ben proposes; return the mail that asks Cy."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning.")
    return garden.newest("cy", "proposal_opened")


async def state_of(garden: Garden) -> dict[str, Any]:
    """The stored state of the newest decision."""
    rows = await garden.rows(t.round_)
    found: dict[str, Any] = json.loads(rows[-1]["state"])
    return found


async def answered(garden: Garden) -> set[str]:
    """Who has answered in so many words."""
    return {b["member"] for b in (await state_of(garden))["ballots"] if b["source"]}


async def test_a_forwarded_request_counts_for_nobody_before_its_member_says_so(
    garden: Garden,
) -> None:
    """Di answers Cy's letter: neither has answered; Cy is asked, and Di is told how to."""
    mail = await proposed(garden)
    await garden.write("di", HARM, mail)
    assert await answered(garden) == set()
    assert (await state_of(garden))["objections"] == []
    assert shown(garden.newest("cy"))["code"] == "confirm"
    assert ADDRESS["di"].lower() not in plain(garden.newest("cy")).lower()
    assert shown(garden.newest("di"))["code"] == "not-yours"


async def test_a_request_answered_from_an_unknown_address_waits_for_its_member(
    garden: Garden,
) -> None:
    """The token alone is not enough: with Cy's yes it counts, as of the time it came."""
    mail = await proposed(garden)
    await garden.write("cy", HARM, mail, by="cy@elsewhere.example")
    assert await answered(garden) == set()
    await garden.write("cy", "Yes", garden.newest("cy"))
    assert await answered(garden) == {"mem_cy"}
    assert len((await state_of(garden))["objections"]) == 1


async def test_a_strangers_position_is_held_for_the_hosts(garden: Garden) -> None:
    """Mail to the list from an address nobody knows is no vote, whatever it says."""
    await proposed(garden)
    await garden.write("eve", HARM, to=LIST, by="eve@elsewhere.example")
    assert await answered(garden) == set()
    assert (await state_of(garden))["objections"] == []
    assert await garden.rows(t.held), "nothing is dropped silently"


async def test_an_out_of_office_is_no_answer_and_marks_its_member_away(garden: Garden) -> None:
    """It says neither consent nor pass, though its text might; the base is smaller by one."""
    mail = await proposed(garden)
    head = {"Auto-Submitted": "auto-replied", "Subject": "Out of office"}
    await garden.write("cy", "CONSENT", mail, head=head)
    assert await answered(garden) == set()
    places = {p["member"]: p for p in (await state_of(garden))["places"]}
    assert places["mem_cy"]["away"]


async def test_a_deadline_in_a_time_we_were_away_is_moved_and_said(garden: Garden) -> None:
    """What was away at the printed time gives the time back before any clock rings; nothing is lapsed."""
    await proposed(garden)
    before = (await state_of(garden))["slow_until"]
    since = garden.clock.now() + timedelta(days=3)
    until = since + timedelta(days=2)
    garden.clock._now = until
    [row] = await garden.rows(t.round_)
    gone = Outage(f"round:{row['id']}", since, until)
    await garden._take("inner", f"outage:{micros(until)}", ROOM, inner_body(gone))
    await garden.later(minutes=1)
    after = await state_of(garden)
    assert after["slow_until"] > before
    assert (after["phase"], after.get("waited", False)) == ("open", False)
    assert "I was away for a while" in garden.heard("round_extended")[0]
    await garden.write("cy", "CONSENT", garden.newest("cy", "proposal_opened"))
    assert await answered(garden) == {"mem_cy"}


@pytest.mark.parametrize(
    "words",
    [
        "object unnamed it floods there",
        "OBJECT UNNAMED because it floods",
        "Dear all,\n\nI object without my name: it floods.\n\nThanks,\nCy",
    ],
)
@pytest.mark.parametrize("to", ["", LIST, "last"])
async def test_what_is_to_stay_unnamed_goes_to_nobodys_mailbox(
    garden: Garden, words: str, to: str
) -> None:
    """However it comes, the room reads it without a name, or its author is asked how to send it."""
    mail = await proposed(garden)
    if to == "last":  # a letter that asks for talk: a reply to it goes to the room
        await garden.write("cy", "Does the hose reach, Ben?", mail)
        await garden.say("eli", "!object it is too early", None)
        mail = garden.newest("cy")
    await garden.write("cy", words, mail if to != LIST else None, to=to if to == LIST else None)
    await garden.later(minutes=10)
    assert not [said for said in garden.read_out() if "floods" in said]
    told = [said for said in garden.heard() if "floods" in said]
    assert all("Cy" not in said for said in told)
    assert told or shown(garden.newest("cy")).get("code")


async def test_the_number_of_a_letter_does_not_tell_whose_an_unnamed_objection_is(
    garden: Garden,
) -> None:
    """Its owner is told last and in other words; by the numbers nobody finds out who was left out."""
    mail = await proposed(garden)
    await garden.write("cy", "OBJECT UNNAMED because it floods", mail)
    await garden.say("eli", "!examine 1 The beds are high.")
    for kind in ("objection_raised", "examination_claimed"):
        assert len({shown(garden.newest(who, kind))["seq"] for who in ("cy", "di")}) == 1
