"""Words that are taken back, or hidden by a host, are gone from every message of ours too."""

from typing import Any

import pytest
from sqlalchemy import select

from facilitator.operating.housekeeping import tidy
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli"
BY_MAIL = "circle crew Garden: ana(host), ben, eli(slow); mail: cy"


async def play(meeting: Meeting, *lines: str) -> None:
    """Let happen what the lines say."""
    for line in lines:
        await meeting.take(line)


def room(meeting: Meeting) -> str:
    """Return the room as everybody reads it now."""
    return "\n".join(meeting.world.lines(meeting.people.named("room").id))


def private(meeting: Meeting, who: str) -> str:
    """Return somebody's private chat as they read it now."""
    chat = meeting.people.private(who)
    return "\n".join(meeting.world.lines(chat.id)) if chat else ""


async def remove(meeting: Meeting, who: str, words: str) -> str:
    """Let somebody remove the message that consists of these words; return what is told of it."""
    home, user = meeting.people.named("room"), meeting.world.user(who)
    found = [e for e in home.timeline if e["content"].get("body") == words]
    meeting.world.redact(user, home.id, found[-1]["event_id"])
    told = await meeting._outcome()
    return " ".join("\n".join(told).replace("|", " ").split())


def raw_says(meeting: Meeting) -> list[dict[str, Any]]:
    """Return the contents of the room's edits, in order."""
    timeline = meeting.people.named("room").timeline
    found = (event["content"] for event in timeline)
    return [c for c in found if c.get("m.relates_to", {}).get("rel_type") == "m.replace"]


OBJECTED = (
    GARDEN,
    "ana> !propose We rest on Sunday.",
    "ben re card> I object because the beds do not rest.",
)


@pytest.mark.parametrize(
    "line", ['ben - "I object because"', 'ben re "I object because"> !takeback']
)
async def test_an_objection_taken_back_leaves_its_notice(meeting: Meeting, line: str) -> None:
    """The notice stays with all it says, but for the reason that was taken back."""
    await play(meeting, *OBJECTED)
    assert "beds do not rest" in room(meeting)
    await play(meeting, line)
    assert "beds do not rest" not in room(meeting)
    assert "Ben objects (objection 1 to version 1)" in room(meeting)
    assert "(taken back by the one who said it)" in room(meeting)


async def test_a_concern_taken_back_leaves_the_outcome(meeting: Meeting) -> None:
    """The outcome of a decision goes on standing, also after its parcel's content was let go."""
    await play(
        meeting,
        GARDEN,
        "ana> !propose We rest on Sunday.",
        "ben re card> concern the beds are dry by then",
        "eli re card> consent",
        "+5d",
    )
    assert room(meeting).count("beds are dry by then") == 2  # Ben's own, and the outcome's
    await play(meeting, "+70d")
    await tidy(meeting.store, meeting.clock.now())
    await remove(meeting, "ben", "concern the beds are dry by then")
    assert "beds are dry" not in room(meeting)
    assert "Adopted, and in force: decision 1" in room(meeting)
    edit = next(c["m.new_content"] for c in raw_says(meeting) if "in force:" in c["body"])
    assert edit["org.facilitator.notice"]["kind"] == "decision_adopted"
    assert edit["m.mentions"] == {}


SPOKEN = (
    "ana> !goaround What is growing? order=@ana,@ben,@eli",
    "ben +👋 card",
    "eli +👋 card",
    "ana> Patience.",
    "ana> done",
    "ben> Something I regret.",
    "ben> done",
    "eli> Beans.",
    "eli> done",
)


async def test_the_circle_letter_is_said_anew(meeting: Meeting) -> None:
    """One place is empty in the letter; everybody else's words stay in it."""
    await play(meeting, GARDEN, *SPOKEN, "ana> !end")
    assert room(meeting).count("Something I regret") == 2
    await remove(meeting, "ben", "Something I regret.")
    assert "regret" not in room(meeting)
    letter = room(meeting).partition("The whole round in one letter")[2]
    assert "Patience." in letter
    assert "Beans." in letter
    assert "(taken back by the one who said it)" in letter


async def test_months_later_the_letter_itself_goes(meeting: Meeting) -> None:
    """Our copies of the others' words are gone by then, so the letter cannot be said anew."""
    await play(meeting, GARDEN, *SPOKEN, "ana> !end", "+40d")
    await tidy(meeting.store, meeting.clock.now())
    texts = await meeting.store.read(lambda c: list(c.execute(select(t.words.c.text)).scalars()))
    assert not any(texts)
    await remove(meeting, "ben", "Something I regret.")
    assert "regret" not in room(meeting)
    assert "The whole round in one letter" not in room(meeting)
    assert "Patience." in room(meeting)  # Ana's own message is hers


async def test_a_private_letter_of_the_round_is_said_anew_too(meeting: Meeting) -> None:
    """What one member was told alone, in their own time, shows the words no longer either."""
    await play(
        meeting,
        BY_MAIL,
        "ana> !goaround What is growing? order=@ana,@ben",
        "ben +👋 card",
        "ana> Patience.",
        "ana> done",
        "ben> Something I regret.",
        "ben> done",
        "eli>> Beans.",
        "cy@ Too much rain.",
    )
    assert "Something I regret" in private(meeting, "eli")
    await remove(meeting, "ben", "Something I regret.")
    assert "regret" not in private(meeting, "eli")
    assert "Patience." in private(meeting, "eli")


async def test_the_answer_says_what_mail_cannot_undo(meeting: Meeting) -> None:
    """While nothing went out by mail nothing is said of it; once letters went, the truth is."""
    mailbox = "mailbox already I cannot call back"
    await play(meeting, BY_MAIL, "ana> !goaround What is growing? order=@ana,@ben", "ben +👋 card")
    await play(meeting, "ana> Hm.", 'ana - "Hm."')
    assert mailbox not in private(meeting, "ana")
    await play(meeting, "ana> Patience.", "ana> done", "ben> Rest.", "ben> done", "eli>> Beans.")
    await play(meeting, "cy@ Too much rain.", 'ana - "Patience."')
    assert mailbox in private(meeting, "ana")


async def test_taken_back_within_one_batch(meeting: Meeting) -> None:
    """Heard together after an outage, what was taken back is shown by nothing either."""
    await play(meeting, *OBJECTED[:2])
    world, home = meeting.world, meeting.people.named("room")
    card = next(e["event_id"] for e in home.timeline if e["type"] == "m.room.message")
    ben = world.user("ben")
    said = world.say(ben, home.id, "object because the beds do not rest", reply_to=card)
    world.redact(ben, home.id, said)
    await meeting._settle()
    assert "beds do not rest" not in room(meeting)


# -- hidden by a host ----------------------------------------------------------------------------

READ_OUT = (
    BY_MAIL,
    "ana> !goaround What is growing? order=@ana,@ben",
    "ben +👋 card",
    "ana> Patience.",
    "ana> done",
    "ben> Rest.",
    "ben> done",
    "cy@ Something rude.",
)


async def test_a_host_hides_what_a_ghost_read_out(meeting: Meeting) -> None:
    """Removed in the room, it is in no letter and no record; the author is told alone, and why."""
    await play(meeting, *READ_OUT)
    assert "Something rude." in room(meeting)
    mailed = await remove(meeting, "ana", "Something rude.")
    assert "Ana has taken your words on “What is growing?” out of the room" in mailed
    assert "Ana is the one to ask" in mailed
    await play(meeting, "eli>> Beans.", "+20d")
    letter = room(meeting).partition("The whole round in one letter")[2]
    assert "rude" not in room(meeting)
    assert "(hidden by a host)" in letter
    rows = await meeting.store.read(lambda c: list(c.execute(select(t.words)).mappings()))
    [hidden] = [row for row in rows if row["taken_back"]]
    assert (hidden["text"], hidden["html"]) == ("", None)
    boxes = [mail for box in meeting.world.mailboxes.values() for mail in box]
    assert not any(b"Something rude" in mail.raw for mail in boxes[-2:])


async def test_a_letter_that_is_there_already_loses_what_a_host_hides(meeting: Meeting) -> None:
    """The circle letter in the room is said anew, and the author's place still counts."""
    await play(meeting, *READ_OUT, "eli>> Beans.", "ana> !end")
    assert room(meeting).count("Something rude.") == 2
    await remove(meeting, "ana", "Something rude.")
    assert "rude" not in room(meeting)
    assert "(hidden by a host)" in room(meeting)
    assert "Beans." in room(meeting)


async def test_a_host_hides_a_chat_members_words_kindly(meeting: Meeting) -> None:
    """The author hears it in the private chat, and that their answer still stands."""
    await play(meeting, *OBJECTED, 'ana - "I object because"')
    assert "beds do not rest" not in room(meeting)
    assert "(hidden by a host)" in room(meeting)
    assert "Ana has taken your words on “We rest on Sunday” out of the room" in private(
        meeting, "ben"
    )
    assert "One objection is open" in room(meeting)
