"""Native polls in rooms: what is ticked there counts like any answer, and only we end them."""

import json
from typing import Any

import pytest

from facilitator.matrix.inbound import RESPONSES
from facilitator.matrix.rendering import POLL_END, POLL_START
from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"
ASK = "ben> !poll choose What first? hidden=no\\nApples\\nPears"


def polls(meeting: Meeting, kind: str = POLL_START) -> list[dict[str, Any]]:
    """Return the native polls in the room, or what ends them, oldest first."""
    room = meeting.people.named("room")
    return [event for event in room.timeline if event["type"] == kind]


async def tick(meeting: Meeting, who: str, kind: str, content: dict[str, Any]) -> str:
    """Let somebody send an answer to the newest native poll; return what became visible."""
    target = polls(meeting)[-1]["event_id"]
    relation = {"rel_type": "m.reference", "event_id": target}
    room = meeting.people.named("room")
    meeting.world.send(
        meeting.world.user(who), room.id, kind, {"m.relates_to": relation, **content}
    )
    return "\n".join(await meeting._outcome())


async def test_it_is_shown_as_element_reads_it(meeting: Meeting) -> None:
    """Question, answers and kind stand in the unstable form, with words for programs without polls."""
    await play(meeting, CREW, ASK)
    (shown,) = polls(meeting)
    poll, words = shown["content"][POLL_START], "org.matrix.msc1767.text"
    assert poll["kind"] == "org.matrix.msc3381.poll.disclosed"
    assert poll["max_selections"] == 1
    assert poll["question"][words].startswith("What first?")
    assert poll["answers"] == [{"id": "1", words: "Apples"}, {"id": "2", words: "Pears"}]
    assert "1. Apples\n2. Pears" in shown["content"][words]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (RESPONSES[0], {"m.selections": ["2"]}),
        (RESPONSES[0], {"m.poll.response": {"answers": ["2"]}}),
        (RESPONSES[1], {RESPONSES[1]: {"answers": ["2"]}}),
    ],
)
async def test_every_form_of_answer_counts(
    meeting: Meeting, kind: str, content: dict[str, Any]
) -> None:
    """Element sends the unstable form, others may send the stable one."""
    await play(meeting, CREW, ASK, "watch: room, eli")
    told = await tick(meeting, "eli", kind, content)
    assert "Pears: 1" in told
    assert "(private)" not in told  # their own program shows what they ticked


async def test_one_person_counts_once_over_all_four_ways(meeting: Meeting) -> None:
    """A tap, a word, a native answer and a private line are one person's, and the last one counts."""
    told = await play(
        meeting, CREW, ASK, "watch: room",
        "ana +1️⃣ card", "ana chooses 2", "ana re card> apples", "ana>> pears", "ana chooses 1",
        "ana> !poll 1",
    )  # fmt: skip
    assert "Apples: 1" in told
    assert "Pears: 0" in told
    assert "1 of 4 answered" in told


async def test_what_was_ticked_is_taken_back_with_a_word(meeting: Meeting) -> None:
    """All ways are one answer: also a private *take back* reaches it."""
    told = await play(
        meeting, CREW, ASK, "eli chooses 1", "watch: room, eli", "eli>> take back"
    )  # fmt: skip
    assert "Apples: 0" in told
    assert "is taken back" in told


async def test_an_older_answer_that_is_removed_changes_nothing(meeting: Meeting) -> None:
    """The newest counts, and stands."""
    await play(meeting, CREW, ASK, "eli chooses 1")
    room = meeting.people.named("room")
    first = next(event for event in room.timeline if event["type"] == RESPONSES[1])
    await play(meeting, "eli chooses 2", "watch: room, eli")
    meeting.world.redact(meeting.world.user("eli"), room.id, first["event_id"])
    assert await meeting._outcome() == []


async def test_others_polls_and_others_ends_are_talk(meeting: Meeting) -> None:
    """A poll that Ana opens is hers; her end of ours closes nothing, and answers go on to count."""
    await play(meeting, CREW, ASK, "watch: room, ana, eli")
    world, room, ana = meeting.world, meeting.people.named("room").id, meeting.world.user("ana")
    ours = polls(meeting)[-1]["event_id"]
    relation = {"rel_type": "m.reference", "event_id": ours}
    world.send(ana, room, POLL_END, {"m.relates_to": relation, POLL_END: {}})
    theirs = world.send(ana, room, POLL_START, {POLL_START: {}})
    world.choose(world.user("eli"), room, theirs, ["1"])
    assert await meeting._outcome() == []
    world.choose(world.user("eli"), room, ours, ["1"])
    assert "1 of 4 answered" in "\n".join(await meeting._outcome())


async def test_who_is_in_the_room_and_not_in_the_circle_ticks_in_vain(meeting: Meeting) -> None:
    """Nothing is counted and nothing is said: to them it is as if it were not ours."""
    await play(meeting, CREW, "people: fay", ASK)
    world, room = meeting.world, meeting.people.named("room")
    joined = {"content": {"membership": "join"}}  # as if she had come while we did not hear
    room.state["m.room.member", world.user("fay")] = joined
    world.choose(world.user("fay"), room.id, polls(meeting)[-1]["event_id"], ["1"])
    assert await meeting._outcome() == []


async def test_an_answer_in_another_room_is_none(meeting: Meeting) -> None:
    """A native poll is answered where it stands."""
    await play(meeting, CREW, ASK, "watch: room, eli", "room Kitchen: eli, ana")
    world = meeting.world
    ours = next(
        event["event_id"] for room in world.rooms.values() for event in room.timeline
        if event["type"] == POLL_START
    )  # fmt: skip
    world.choose(world.user("eli"), meeting.people.named("kitchen").id, ours, ["1"])
    assert await meeting._outcome() == []


async def test_a_second_opening_has_one_of_its_own(meeting: Meeting) -> None:
    """What was ended stays ended for every program; a new one is shown, answers stay."""
    told = await play(meeting, CREW, ASK, "eli chooses 2", "ana re card> !end", "ben> !reopen 1")
    assert "shows a native poll" in told
    assert len(polls(meeting)) == 2
    assert len(polls(meeting, POLL_END)) == 1
    assert "2 of 4 answered" in await play(meeting, "watch: room", "ana chooses 1")


async def test_each_is_ended_once(meeting: Meeting) -> None:
    """Also after a restart, options that came, and a second opening."""
    await play(
        meeting, CREW, ASK.replace("hidden=no", "hidden=no add=yes"), "restart",
        "ana> !option Plums", "ana> !option Quinces", "eli chooses 4", "restart",
        "ana re card> !end", "ben> !reopen 1", "ana re card> !end",
    )  # fmt: skip
    ended = [event["content"]["m.relates_to"]["event_id"] for event in polls(meeting, POLL_END)]
    assert sorted(ended) == sorted(event["event_id"] for event in polls(meeting))
    assert "Quinces: 1" in polls(meeting, POLL_END)[-1]["content"]["org.matrix.msc1767.text"]


async def test_more_options_than_it_can_show_end_it(meeting: Meeting) -> None:
    """Then there is the card, and the words of its end say so."""
    names = "\\n".join(f"Fruit {n}" for n in range(20))
    await play(meeting, CREW, f"ben> !poll choose What first? hidden=no add=yes\\n{names}")
    told = await play(meeting, "watch: room", "ana> !option One more")
    assert "Please answer its card." in told
    assert len(polls(meeting)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "!poll choose What first? native=yes\\nApples\\nPears",
        "!poll check Good? hidden=voted native=yes",
        "!poll ranked What first? hidden=no native=yes\\nApples\\nPears",
        "!poll check Good? reason=always native=yes",
        "!poll choose Which? hidden=no choose=2..2 native=yes\\nApples\\nPears\\nPlums",
    ],
)
async def test_what_it_cannot_carry_is_refused_where_it_was_asked_for(
    meeting: Meeting, typed: str
) -> None:
    """With the reason, and nothing is begun."""
    told = await play(meeting, CREW, "watch: room", f"ben> {typed}")
    assert "can't be shown in the room as one to tick" in told
    assert "pins" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "!poll choose What first?\\nApples\\nPears",
        "!poll check Good? native=no",
        "!poll check Good? hidden=closed",
        "!poll ranked What first? hidden=no\\nApples\\nPears",
    ],
)
async def test_no_native_poll_where_it_would_show_or_lose_something(
    meeting: Meeting, typed: str
) -> None:
    """Its answers are events that all can read: what is hidden has none, by nobody's asking."""
    told = await play(meeting, CREW, "watch: room", f"ben> {typed}", "ana> !status")
    assert "Poll 1" in told
    assert polls(meeting) == []


async def test_a_proposal_has_none(meeting: Meeting) -> None:
    """An objection needs words: consent stays with words and taps."""
    await play(meeting, CREW, "ben> !propose We plant apples.")
    assert polls(meeting) == []


async def test_a_reply_to_it_is_an_answer_or_a_word(meeting: Meeting) -> None:
    """As below the card: the name of an option counts, and who asked may give more time."""
    await play(meeting, CREW, ASK, "watch: room")
    world, room = meeting.world, meeting.people.named("room").id
    ours = polls(meeting)[-1]["event_id"]
    world.say(world.user("eli"), room, "pears", reply_to=ours)
    assert "Pears: 1" in "\n".join(await meeting._outcome())
    world.say(world.user("ben"), room, "extend 1d", reply_to=ours)
    assert "There is more time" in "\n".join(await meeting._outcome())


async def test_where_few_may_speak_everybody_may_tick(meeting: Meeting) -> None:
    """Before it shows a native poll in a room like that, the Facilitator opens answers to all."""
    await play(meeting, CREW)
    world, room = meeting.world, meeting.people.named("room")
    facilitator = world.user("facilitator")
    levels = room.content("m.room.power_levels")
    closed = {**levels, "events_default": 50, "events": {"m.room.pinned_events": 50}}
    world.put_state(facilitator, room.id, "m.room.power_levels", closed)
    await meeting._outcome()
    await play(meeting, "ana> !poll check Good so far?", "watch: room")
    opened = room.content("m.room.power_levels")
    assert opened["events"] == {"m.room.pinned_events": 50, **dict.fromkeys(RESPONSES, 0)}
    assert opened["events_default"] == 50
    assert "1 of 4 answered" in await play(meeting, "eli chooses 1")


async def test_its_messages_hold_no_address(meeting: Meeting) -> None:
    """Nor who answered: only the question and the count."""
    await play(meeting, CREW, ASK, "cy@ 2", "eli chooses 1", "ana re card> !end")
    sent = json.dumps([*polls(meeting), *polls(meeting, POLL_END)])
    assert "example.org" not in sent
    assert "Cy" not in sent
