"""The record: nobody missing is named, no address is shown, and silence is never a yes."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.core.rounds.session.state import Phase
from facilitator.store import tables as t
from tests.mail.scene import box, words
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy, di"
ROUND = (
    "ana> !goaround What grew?",
    "ana +👋 card",
    "ben +👋 card",
    "eli +👋 card",
    "cy@ Beans.",
    "ana> !note The gate stays open.",
    "ana> !end",
)


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A meeting in Garden, in which only Cy has said something."""
    opened = await Meeting(tmp_path).open()
    for line in (GARDEN, *ROUND):
        await opened.take(line)
    yield opened
    await opened.close()


async def seen(meeting: Meeting, line: str) -> str:
    """Return what became visible by a line."""
    return "\n".join(await meeting.take(line))


async def rows(meeting: Meeting, table: Any) -> list[Any]:
    """Return every row of a table."""
    return list(await meeting.store.read(lambda c: c.execute(select(table)).mappings().all()))


async def test_minutes_name_nobody_who_was_not_heard(meeting: Meeting) -> None:
    """One was heard; who that was, and who was not, stands nowhere in them."""
    told = await seen(meeting, "ana> !minutes")
    assert "One of us was heard" in told
    assert not re.search(r"\b(Ben|Eli|Di|Cy)\b", told)
    await meeting.take("cy@garden MINUTES")
    mail = box(meeting, "cy")[-1]
    [file] = list(mail.iter_attachments())
    assert not re.search(r"\b(Ben|Eli|Di)\b", words(mail) + file.get_content())


async def test_no_address_stands_in_minutes_or_questions(meeting: Meeting) -> None:
    """What is asked by mail and told in the room shows nobody's address."""
    await meeting.take("ana> !action Prune the hedge by=Cy due=2026-03-20")
    await meeting.take("cy@ OK")
    told = await seen(meeting, "ana> !minutes")
    assert "Prune the hedge (Cy, by 20 March)" in told
    assert "@example.org" not in told
    [file] = list(await _minutes_file(meeting, "di"))
    assert "@example.org" not in file


async def _minutes_file(meeting: Meeting, who: str) -> list[str]:
    await meeting.take(f"{who}@garden MINUTES")
    return [part.get_content() for part in box(meeting, who)[-1].iter_attachments()]


async def test_who_is_asked_to_take_something_on_is_not_named_before_their_yes(
    meeting: Meeting,
) -> None:
    """An open question to somebody is nobody else's business."""
    await meeting.take("ana> !action Prune the hedge by=Cy")
    assert "(open for somebody)" in await seen(meeting, "ana> !minutes")
    assert "Cy does not take this on" in await seen(meeting, "cy@ NO")
    assert "(open for somebody)" in await seen(meeting, "ben> !action")


async def test_silence_keeps_words_out(meeting: Meeting) -> None:
    """Who does not answer is not quoted, however long one waits."""
    await meeting.take("ben> The soil lives.")
    await meeting.take('ana re "The soil lives"> !quote')
    await meeting.take("+30d")
    assert "The soil lives" not in await seen(meeting, "ana> !minutes")


async def test_words_are_asked_for_once(meeting: Meeting) -> None:
    """A second request for the same words is answered without asking their author again."""
    await meeting.take("ben> The soil lives.")
    first = await seen(meeting, 'ana re "The soil lives"> !quote')
    assert "Ben" in first
    again = await seen(meeting, 'eli re "The soil lives"> !quote')
    assert "I ask once only" in again
    assert "ben |" not in again


async def test_an_action_reminds_its_owner_once_alone(meeting: Meeting) -> None:
    """On the day, in the morning, one private word; and none after it was done."""
    await meeting.take("ana> !action Mend the hose due=2026-03-07")
    told = await seen(meeting, "+3d")
    assert told.count("For today you took this on") == 1
    assert "room |" not in told.partition("For today")[0].rpartition("(Sat")[2]
    await meeting.take("ana> !action Water the beds due=2026-03-10")
    await meeting.take("ana> !action done 2")
    assert "Water the beds" not in await seen(meeting, "+4d")


async def test_another_persons_action_is_not_mine_to_settle(meeting: Meeting) -> None:
    """Who neither took it on, nor noted it, nor hosts is answered kindly, and nothing changes."""
    await meeting.take("eli> !action Mend the hose")
    assert "for the one who took it on" in await seen(meeting, "ben> !action done 1")
    assert [row["state"] for row in await rows(meeting, t.note) if row["number"]] == ["kept"]


async def test_who_is_forgotten_leaves_no_trace_of_address_name_or_words(meeting: Meeting) -> None:
    """After the *yes* no table knows the address, the name, or what was said."""
    await meeting.take("cy@garden !note Beans need sticks.")
    await meeting.take("cy@garden FORGET ME")
    await meeting.take("cy@ YES")
    kept = [
        str(dict(row))
        for table in (t.member, t.handle, t.words, t.note, t.held, t.sent_mail, t.token)
        for row in await rows(meeting, table)
    ]
    whole = "\n".join(kept)
    assert "cy@example.org" not in whole
    assert "'Cy'" not in whole
    # What we wrote to others is let go by itself, as for everybody: it tells their quotes apart.
    others = [m["plain"] for m in await rows(meeting, t.sent_mail) if m["plain"]]
    assert "Beans" not in "\n".join(k for k in kept if not any(repr(o) in k for o in others))
    [mine] = [m for m in await rows(meeting, t.membership) if m["left_at"]]
    assert (mine["mail"], mine["host"]) == (False, False)


async def test_nothing_is_forgotten_without_a_yes(meeting: Meeting) -> None:
    """Asking changes nothing, and neither does a *no*."""
    before = len(await rows(meeting, t.handle))
    await meeting.take("ben> !forget me")
    await meeting.take("ben>> no")
    assert len(await rows(meeting, t.handle)) == before


async def test_a_decision_stays_when_its_proposer_is_forgotten(meeting: Meeting) -> None:
    """The register keeps the text; the name is gone."""
    await meeting.take("ben> !propose We rest on Sunday.")
    await meeting.take("ben> !forget me")
    await meeting.take("ben>> yes")
    shown = await seen(meeting, "ana> !decision 1")
    assert "We rest on Sunday." in shown
    assert "Ben" not in shown
    assert "someone who left" in shown


async def test_a_practice_of_which_nothing_is_kept_brings_no_minutes(meeting: Meeting) -> None:
    """At the end of a check-in the Scribe is silent."""
    await meeting.take("ana> !start check_in")
    told = await seen(meeting, "ana> !end")
    assert "Minutes" not in told
    sessions = [row for row in await rows(meeting, t.round_) if row["form"] == "session"]
    assert [f'"{Phase.CLOSED}"' in row["state"] for row in sessions] == [True]


@pytest.mark.parametrize(
    ("word", "becomes"),
    [
        ("HELP", "these words work"),
        ("AWAY until 20 March", "Have a good time"),
        ("BACK", "Welcome back"),
        ("LEAVE", "You have left"),
    ],
)
async def test_a_word_known_anywhere_is_no_new_wording(
    meeting: Meeting, word: str, becomes: str
) -> None:
    """In reply to a question about a line LEAVE, HELP, AWAY and BACK are what they are elsewhere."""
    await meeting.take("cy@garden The soil lives.")
    await meeting.take("+3m")
    await meeting.take('ana re "The soil lives"> !quote')
    await meeting.take(f'cy re "May this stand"@ {word}')
    assert becomes in " ".join(words(box(meeting, "cy")[-1]).split())
    [quote] = [row for row in await rows(meeting, t.note) if row["kind"] == "quote"]
    assert (quote["text"], quote["state"]) != (word, "kept")


async def test_take_back_in_reply_leaves_a_line_out(meeting: Meeting) -> None:
    """Who answers TAKE BACK does not want the words "take back" in the minutes."""
    await meeting.take("ben> The soil lives.")
    await meeting.take('ana re "The soil lives"> !quote')
    assert "not in the minutes" in await seen(meeting, "ben>> take back")


async def test_help_in_the_private_chat_is_no_new_wording(meeting: Meeting) -> None:
    """A reply to the question that is only *help* brings help."""
    await meeting.take("ben> The soil lives.")
    await meeting.take('ana re "The soil lives"> !quote')
    told = await seen(meeting, "ben re last>> help")
    assert "tells more" in told
    [quote] = [row for row in await rows(meeting, t.note) if row["kind"] == "quote"]
    assert quote["state"] == "asked"


async def test_a_refused_address_is_not_said_to_be_used(meeting: Meeting) -> None:
    """The line goes out of the room; what was refused was not used, and what was taken was."""
    await meeting.take("ana> !mail")
    told = await seen(meeting, "ana> !mail invite nor@example.org kim@example.org")
    assert "I took your line out of the room" in told
    assert "used all the same" not in told
    told = await seen(meeting, "ana> !mail invite nor@example.org Nor")
    assert "used all the same" in told
