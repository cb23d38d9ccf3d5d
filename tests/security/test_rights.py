"""Who may do what is read when it takes effect: not from what somebody once was (S16-S19)."""

import json
from typing import Any

import pytest

from facilitator.acts import Enter, React, Say
from facilitator.intake import Locked, Powers
from facilitator.matrix.inbound import hear
from facilitator.store import tables as t
from tests.mail.garden import ROOM, Garden
from tests.security.conftest import Events

ELSEWHERE = "!elsewhere:lab.test"


async def card_of(garden: Garden) -> str:
    """The event id of the newest card."""
    rounds = await garden.rows(t.round_)
    [row] = await garden.rows(t.outbox, id=rounds[-1]["card"])
    return str(row["ref"])


async def state_of(garden: Garden) -> dict[str, Any]:
    """The stored state of the newest round."""
    rows = await garden.rows(t.round_)
    found: dict[str, Any] = json.loads(rows[-1]["state"])
    return found


async def test_an_ex_member_learns_nothing_from_an_old_message(
    garden: Garden, events: Events
) -> None:
    """Somebody who left answers an old card from their private chat: as if it were not ours."""
    await events.say("ana", "!propose We water at seven")
    card = await card_of(garden)
    await events.move("ben", "leave")
    before = len(garden.private("ben"))
    for words in ("I do not know what to say about this, really?", "!consent", "!object it harms"):
        await events.say("ben", words, "!ben:lab.test", answers=card)
    told = "\n".join(garden.private("ben")[before:])
    assert "seven" not in told
    assert told  # answered, like any word without a round
    kinds = {
        (p.act.fields or {}).get("kind")
        for p in garden.matrix.brought
        if p.address == "!ben:lab.test" and isinstance(p.act, Say)
    }
    assert "position_received" not in kinds
    assert not any(b["member"] == "mem_ben" for b in (await state_of(garden))["ballots"])


async def test_an_ex_chair_moves_nothing(garden: Garden, events: Events) -> None:
    """Who began a go-around and left the circle cannot end it from elsewhere."""
    await events.say("ben", "!goaround What grows?")
    card = await card_of(garden)
    await events.move("ben", "leave")
    for word in ("!end", "!cancel", "!pause"):
        await events.say("ben", word, "!ben:lab.test", answers=card)
    [row] = await garden.rows(t.round_)
    assert row["open"]
    assert (await state_of(garden)).get("paused_at") is None


async def test_an_ex_proposer_withdraws_nothing(garden: Garden, events: Events) -> None:
    """A proposal stays the circle's when its proposer has left."""
    await events.say("ben", "!propose We water at seven")
    card = await card_of(garden)
    await events.move("ben", "leave")
    for word in ("!withdraw", "!amend We never water", "!postpone"):
        await events.say("ben", word, "!ben:lab.test", answers=card)
    [row] = await garden.rows(t.round_)
    assert row["open"]
    assert "never" not in row["state"]


async def test_a_reply_in_another_circles_room_needs_the_rounds_own_members(
    garden: Garden, events: Events
) -> None:
    """Being at home where one speaks gives no rights in the circle one's reply points to."""
    await events.say("ana", "!propose We water at seven")
    card = await card_of(garden)
    await garden.change(t.place, {"circle": "cir_r", "part": "commons"}, address=ELSEWHERE)
    await events.move("gus", "join", ELSEWHERE, displayname="Gus")
    await garden.change(t.place, {"circle": "cir_r", "part": "commons"}, address=ELSEWHERE)
    await events.move("gus", "join", ELSEWHERE, displayname="Gus")
    before = len(garden.matrix.brought)
    await events.say("gus", "consent", ELSEWHERE, answers=card)
    await events.say("gus", "well, what shall I say?", ELSEWHERE, answers=card)
    said = [p.act.plain for p in garden.matrix.brought[before:] if isinstance(p.act, Say)]
    assert not any("seven" in words or "Garden" in words for words in said)


async def test_a_stranger_redacts_nothing_from_another_room(garden: Garden, events: Events) -> None:
    """A redaction in one room hides no words that were said in another."""
    await events.say("ana", "!goaround What grows?")
    card = await card_of(garden)
    said = await events.say("ben", "Tomatoes", answers=card)
    await events.push("m.room.redaction", "mallory", {"redacts": said}, ELSEWHERE)
    [words] = await garden.rows(t.words, source=said)
    assert (words["text"], words["taken_back"]) == ("Tomatoes", False)
    await events.push("m.room.redaction", "ana", {"redacts": said})
    [words] = await garden.rows(t.words, source=said)
    assert (words["text"], words["taken_back"]) == ("", True)


@pytest.mark.parametrize("kind", ["m.room.power_levels", "m.room.encryption"])
def test_only_a_rooms_state_is_its_state(kind: str) -> None:
    """An event of a state's type that is no state, or another key's, says nothing of the room."""
    event = {"type": kind, "event_id": "$x", "sender": "@ben:lab.test",
             "content": {"users": {"@ben:lab.test": 100}}}  # fmt: skip
    assert hear(json.dumps(event).encode()) is None
    assert hear(json.dumps({**event, "state_key": "@ben:lab.test"}).encode()) is None
    heard = hear(json.dumps({**event, "state_key": ""}).encode())
    assert isinstance(heard, Powers | Locked)


async def test_a_ghost_goes_where_its_person_speaks_and_nowhere_else(
    garden: Garden, events: Events
) -> None:
    """A member's face follows nobody's invitation: only assistants can be asked in."""
    before = len(garden.matrix.brought)
    for who in ("@_fac_cy:lab.test", "@_fac_sender:lab.test", "@_fac_nobody:lab.test"):
        await events.move(who, "invite", ELSEWHERE, by="@ben:lab.test")
    assert not any(isinstance(p.act, Enter) for p in garden.matrix.brought[before:])
    await events.move("@scribe:lab.test", "invite", ROOM, by="@ben:lab.test")
    assert any(isinstance(p.act, Enter) for p in garden.matrix.brought[before:])


async def test_a_flood_of_invitations_is_a_handful_of_entries(
    garden: Garden, events: Events
) -> None:
    """One person can ask the assistants into so many rooms in an hour, and no more (S20)."""
    before = len(garden.matrix.brought)
    for n in range(60):
        await events.move("@facilitator:lab.test", "invite", f"!r{n}:lab.test", by="@ben:lab.test")
    entered = [p for p in garden.matrix.brought[before:] if isinstance(p.act, Enter)]
    assert 5 <= len(entered) <= 30
    await events.move("@facilitator:lab.test", "invite", "!eli1:lab.test", by="@eli:lab.test")
    entered = [p for p in garden.matrix.brought[before:] if isinstance(p.act, Enter)]
    assert entered[-1].address == "!eli1:lab.test"


@pytest.mark.parametrize("form", ["m.notice", "own"])
async def test_ghosts_and_notices_never_act(garden: Garden, events: Events, form: str) -> None:
    """No assistant acts on notices or on our own faces, in words or reactions (S18)."""
    await events.say("ana", "!propose We water at seven")
    card = await card_of(garden)
    by = "@_fac_cy:lab.test" if form == "own" else "@ben:lab.test"
    kind = "m.notice" if form == "m.notice" else "m.text"
    before = len(garden.matrix.brought)
    await events.push("m.room.message", by, {"msgtype": kind, "body": "!object no"})
    relation = {"rel_type": "m.annotation", "event_id": card, "key": "👍"}
    await events.push("m.reaction", "@_fac_cy:lab.test", {"m.relates_to": relation})
    await events.push("m.reaction", "@mallory:lab.test", {"m.relates_to": relation})
    assert len(garden.matrix.brought) == before
    voted = {ballot["member"] for ballot in (await state_of(garden))["ballots"]}
    assert voted == {"mem_ana"}  # who proposed


async def test_only_asks_mention(garden: Garden, events: Events) -> None:
    """`@room` and people's ids inside what members write ping nobody (S14)."""
    await events.say("ana", "!goaround Ask @room and @eli:lab.test what grows")
    await events.say("ana", "@room @eli:lab.test https://matrix.to/#/@eli:lab.test grows")
    for parcel in garden.matrix.brought:
        act = parcel.act
        if isinstance(act, Say) and act.aloud:
            assert act.asks == []
    texts = [p.act for p in garden.matrix.brought if isinstance(p.act, Say | React)]
    assert texts


async def test_a_circles_room_is_nobodys_private_chat(garden: Garden, events: Events) -> None:
    """Asking the Facilitator back in "directly" makes no circle's room one person's own."""
    await events.move("@facilitator:lab.test", "leave", ROOM, by="@ana:lab.test")
    await events.move("@facilitator:lab.test", "invite", ROOM, by="@ben:lab.test", is_direct=True)
    [place] = await garden.rows(t.place, address=ROOM)
    assert (place["part"], place["member"], place["gone"]) == ("crew", None, False)
    [chat] = await garden.rows(t.place, address="!ben:lab.test")
    assert not chat["gone"]
