"""Native polls on the wire: how ours are written, and how answers are read (MSC3381, both forms)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.acts import Ask, Conclude, decode, encode
from facilitator.intake import Chose
from facilitator.matrix.inbound import RESPONSES, hear_event
from facilitator.matrix.receiving import OUTBOX_ID
from facilitator.matrix.rendering import (
    LEVELS,
    NOTICE,
    native_end,
    native_poll,
    opened_to_answers,
)

ANA = "@ana:lab.test"
STABLE, UNSTABLE = RESPONSES
TEXT = "org.matrix.msc1767.text"
POLL = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$poll"}}


def heard(kind: str, content: Any) -> object:
    """Return what the ear makes of an answer."""
    event = {"type": kind, "event_id": "$1", "sender": ANA, "content": content}
    return hear_event(json.loads(json.dumps(event)))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (STABLE, {"m.selections": ["2", "1"]}),
        (STABLE, {STABLE: {"answers": ["2", "1"]}}),
        (UNSTABLE, {UNSTABLE: {"answers": ["2", "1"]}}),
        (UNSTABLE, {"m.selections": ["2", "1"], UNSTABLE: {"answers": ["9"]}}),
    ],
)
def test_every_form_of_an_answer_is_read(kind: str, content: dict[str, Any]) -> None:
    """As the specification has it, as Element sends it, and both in one: then the stable one holds."""
    assert heard(kind, {**POLL, **content}) == Chose("$1", ANA, "$poll", ("2", "1"))


@pytest.mark.parametrize(
    "content",
    [
        {},
        {UNSTABLE: {"answers": []}},
        {UNSTABLE: {"answers": "1"}},
        {UNSTABLE: {"answers": ["1", 2]}},
        {UNSTABLE: {"answers": [None]}},
        {UNSTABLE: []},
        {"m.selections": {"1": True}},
    ],
)
def test_nothing_ticked_and_nothing_readable_are_the_same(content: dict[str, Any]) -> None:
    """An empty answer takes back, a spoiled one as well."""
    assert heard(UNSTABLE, {**POLL, **content}) == Chose("$1", ANA, "$poll")


@pytest.mark.parametrize(
    "relation",
    [None, {}, {"rel_type": "m.thread", "event_id": "$poll"}, {"rel_type": "m.reference"}, "$poll"],
)
def test_an_answer_to_nothing_is_nothing(relation: object) -> None:
    """A removed answer is empty, and others may relate in other ways."""
    assert heard(UNSTABLE, {"m.relates_to": relation, UNSTABLE: {"answers": ["1"]}}) is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_no_content_breaks_the_ear(poison: object) -> None:
    """Whatever stands there is an answer of texts, or none."""
    said = heard(UNSTABLE, {**POLL, "m.selections": poison, UNSTABLE: poison})
    assert isinstance(said, Chose)
    assert all(isinstance(one, str) for one in said.answers)


def test_starts_and_ends_of_others_are_not_heard() -> None:
    """They are talk, and an end of ours by others ends nothing."""
    for kind in (
        "m.poll.start",
        "org.matrix.msc3381.poll.start",
        "m.poll.end",
        "org.matrix.msc3381.poll.end",
    ):
        assert heard(kind, POLL) is None


def test_a_poll_is_written_as_element_reads_it() -> None:
    """In the unstable form, disclosed, with a text for other programs, naming its parcel."""
    act = Ask("What first?", [("1", "Apples")], 1, "What first?\n1. Apples", {"v": 1})
    assert native_poll(act, "out_1") == {
        TEXT: act.plain,
        "org.matrix.msc3381.poll.start": {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "question": {TEXT: "What first?"},
            "answers": [{"id": "1", TEXT: "Apples"}],
        },
        "m.mentions": {},
        OUTBOX_ID: "out_1",
        NOTICE: {"v": 1},
    }


def test_an_end_refers_to_its_poll_and_says_what_holds() -> None:
    """The words are those of the books, whatever a program counts."""
    content = native_end(Conclude("Chosen: Apples."), "out_2", "$poll")
    assert content["m.relates_to"] == POLL["m.relates_to"]
    assert content["org.matrix.msc3381.poll.end"] == {}
    assert (content[TEXT], content[OUTBOX_ID]) == ("Chosen: Apples.", "out_2")


@pytest.mark.parametrize(
    "act", [Ask("What?", [("1", "A"), ("2", "B")], 2, "What?"), Conclude("Over.")]
)
def test_both_come_through_the_books(act: Ask | Conclude) -> None:
    """What was written down is what is sent after a restart."""
    again = decode(encode(act))
    assert encode(again) == encode(act)
    assert isinstance(again, type(act))


def test_answers_are_open_to_all_in_rooms_of_ours() -> None:
    """In both forms, also where few may speak."""
    assert {LEVELS[kind] for kind in RESPONSES} == {0}
    assert opened_to_answers({"events": LEVELS, "events_default": 100}) is None


@pytest.mark.parametrize(
    ("levels", "opened"),
    [
        ({}, None),
        ({"events_default": 0, "users_default": 0}, None),
        ({"events_default": 50, "users_default": 50}, None),
        ({"events_default": 50}, {STABLE: 0, UNSTABLE: 0}),
        ({"events_default": 50, "events": {STABLE: 0}}, {STABLE: 0, UNSTABLE: 0}),
        ({"events": {UNSTABLE: 50, "m.room.name": 50}}, {UNSTABLE: 0, "m.room.name": 50}),
        ({"events_default": 50, "users_default": 10}, {STABLE: 10, UNSTABLE: 10}),
    ],
)
def test_a_room_in_which_few_may_speak_is_opened_to_answers(
    levels: dict[str, Any], opened: dict[str, int] | None
) -> None:
    """Only the levels of answers change, to what everybody has."""
    expected = None if opened is None else {**levels, "events": opened}
    assert opened_to_answers(levels) == expected
