"""Transcripts: what a person reads after edits, reactions and redactions."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.demo.transcript import transcript

ANA, BEN = "@ana:lab.test", "@ben:lab.test"


def _name(user: str) -> str:
    return user[1:].partition(":")[0].capitalize()


def _event(number: int, kind: str, sender: str = ANA, **content: Any) -> dict[str, Any]:
    return {"event_id": f"${number}", "type": kind, "sender": sender, "content": content}


def _said(number: int, text: str, sender: str = ANA) -> dict[str, Any]:
    return _event(number, "m.room.message", sender, msgtype="m.text", body=text)


def _edit(number: int, of: int, text: str, sender: str = ANA) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": f"${of}"}
    new = {"msgtype": "m.text", "body": text}
    content = {"body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
    return _event(number, "m.room.message", sender, **content)


def _reaction(number: int, to: int, key: str, sender: str = ANA) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": f"${to}", "key": key}
    return _event(number, "m.reaction", sender, **{"m.relates_to": relation})


def _redaction(number: int, of: int) -> dict[str, Any]:
    return _event(number, "m.room.redaction", redacts=f"${of}")


def _shown(*events: dict[str, Any]) -> list[str]:
    return transcript(events, _name)


def test_a_strangers_edit_changes_nothing() -> None:
    """Only who said it can change it."""
    assert _shown(_said(1, "peas"), _edit(2, 1, "beans", BEN)) == ["Ana  peas"]


def test_the_last_edit_counts_and_a_redacted_one_does_not() -> None:
    """A redacted edit gives way to the one before it."""
    told = [_said(1, "peas"), _edit(2, 1, "beans"), _edit(3, 1, "corn")]
    assert _shown(*told) == ["Ana  corn"]
    assert _shown(*told, _redaction(4, 3)) == ["Ana  beans"]


def test_what_is_redacted_takes_its_edits_and_reactions_along() -> None:
    """Nothing of a redacted message is left, not even through its edits."""
    told = [_said(1, "peas"), _edit(2, 1, "beans"), _reaction(3, 1, "👍"), _said(4, "corn")]
    assert _shown(*told, _redaction(5, 1)) == ["Ana  corn"]


def test_an_event_that_arrives_redacted_is_not_shown() -> None:
    """A latecomer gets the empty shell of a message, and is shown nothing."""
    shell = {**_event(1, "m.room.message"), "unsigned": {"redacted_because": {}}}
    assert _shown(shell, _said(2, "corn")) == ["Ana  corn"]


def test_reactions_count_people() -> None:
    """The same emoji twice by one person counts once."""
    told = [
        _said(1, "peas"),
        _reaction(2, 1, "👍"),
        _reaction(3, 1, "👍"),
        _reaction(4, 1, "👍", BEN),
    ]
    assert _shown(*told, _reaction(5, 1, "🌱", BEN)) == ["Ana  peas  👍 2  🌱 1"]


def test_emotes_and_polls_are_shown_as_they_read() -> None:
    """An emote reads as a sentence, a poll as its text."""
    emote = _event(1, "m.room.message", msgtype="m.emote", body="waves")
    poll = _event(2, "org.matrix.msc3381.poll.start", **{"org.matrix.msc1767.text": "Beans?"})
    assert _shown(emote, poll) == ["* Ana waves", "Ana  Beans?"]


HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(["say", "edit", "react", "redact"]),
        st.integers(0, 9),
        st.sampled_from([ANA, BEN]),
    ),
    max_size=12,
)


@given(HAPPENINGS)
@settings(max_examples=200)
def test_any_history_shows_each_unredacted_message_once(
    happenings: list[tuple[str, int, str]],
) -> None:
    """Whatever happens in whatever order, one line stands for each message that is left."""
    events = []
    for number, (what, target, sender) in enumerate(happenings):
        match what:
            case "say":
                events.append(_said(number, f"m{number}", sender))
            case "edit":
                events.append(_edit(number, target, f"m{target} again", sender))
            case "react":
                events.append(_reaction(number, target, "👍", sender))
            case _:
                events.append(_redaction(number, target))
    gone = {target for what, target, _ in happenings if what == "redact"}
    left = [n for n, (what, _, _) in enumerate(happenings) if what == "say" and n not in gone]
    assert [line.split()[1] for line in _shown(*events)] == [f"m{number}" for number in left]
