"""A word that answers a round, sent where nothing was asked: asked about, never posted or guessed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridges.email.words import answering_word
from tests.mail.scene import box, happen, scene, words
from tests.transcripts.meeting import Meeting

TALK = ("ana> The beds are dry.", "+16m")


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat and two by mail."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy, di") as meeting:
        yield meeting


def said_by_ghosts(meeting: Meeting) -> list[str]:
    """What came into the room by mail."""
    timeline = meeting.people.named("room").timeline
    return [e["content"]["body"] for e in timeline
            if e["type"] == "m.room.message" and e["sender"].startswith("@_fac_")]  # fmt: skip


@pytest.mark.parametrize("word", ["CONSENT", "pass", "OBJECT because it floods.", "Done.", "later"])
async def test_with_nothing_open_the_word_is_asked_about(garden: Meeting, word: str) -> None:
    """It is no post: its author hears that nothing is open, and what to do if all should read it."""
    await happen(garden, *TALK, f"cy@ {word}", "+5m")
    answer = words(box(garden, "cy")[-1])
    assert "Nothing is open" in answer
    assert word in answer, "their words are in the answer"
    assert "garden@" in answer
    assert "\n\n\n" not in answer
    assert said_by_ghosts(garden) == []


async def test_with_one_thing_open_a_reply_to_the_question_counts(garden: Meeting) -> None:
    """The word is not counted; sent once more in reply to the question it is."""
    await happen(garden, "ana> !propose We water the beds at seven.", *TALK)
    await happen(garden, 'cy re "The beds are dry"@ CONSENT', "+5m")
    asked = box(garden, "cy")[-1]
    assert "We water the beds at seven." in words(asked)
    assert "+v." in str(asked["Reply-To"])
    assert said_by_ghosts(garden) == []
    await happen(garden, "cy@ CONSENT", "+5m")
    assert "I read this as" in words(box(garden, "cy")[-1])
    assert said_by_ghosts(garden) == []


async def test_only_what_knows_the_word_is_offered(garden: Meeting) -> None:
    """DONE cannot mean a proposal; so with a proposal open alone nothing is open for it."""
    await happen(garden, "ana> !propose We water the beds at seven.", *TALK)
    await happen(garden, 'cy re "The beds are dry"@ DONE')
    assert "Nothing is open" in words(box(garden, "cy")[-1])


async def test_with_several_open_each_is_named(garden: Meeting) -> None:
    """Which is meant is for the author to say, by a reply to that one's mail."""
    await happen(
        garden, "ana> !propose We water at seven.", "ben> !propose We mow on Friday.", *TALK
    )
    await happen(garden, 'cy re "The beds are dry"@ PASS', "+5m")
    asked = words(box(garden, "cy")[-1])
    assert "We water at seven." in asked
    assert "We mow on Friday." in asked
    assert said_by_ghosts(garden) == []


async def test_a_word_for_a_round_that_closed_is_asked_about(garden: Meeting) -> None:
    """A reply to a circle letter is no late word: what is open now is offered instead."""
    await happen(garden, "ana> !goaround What grows? order=seats", "ana> !end")
    await happen(garden, 'cy re "What grows"@ CONSENT', "+5m")
    assert "Nothing is open" in words(box(garden, "cy")[-1])
    assert "late" not in await happen(garden, "+1m")


async def test_a_second_word_on_the_same_day_is_answered_too(garden: Meeting) -> None:
    """Nothing that a person sends is dropped silently (contract §8.1)."""
    await happen(garden, *TALK, 'cy re "The beds"@ PASS', 'cy re "The beds"@ DONE')
    assert [("Nothing is open" in words(mail)) for mail in box(garden, "cy")[-2:]] == [True, True]


async def test_a_lost_thread_counts_only_for_what_knows_the_word(garden: Meeting) -> None:
    """CONSENT without a thread is no turn's words, though a go-around is all that is open."""
    await happen(garden, "ana> !goaround What grows? order=seats")
    await happen(garden, "cy@garden Re: your mail\\nCONSENT", "+5m")
    assert "Nothing is open" in words(box(garden, "cy")[-1])
    assert said_by_ghosts(garden) == []


async def test_a_few_more_words_are_a_post(garden: Meeting) -> None:
    """What is plainly talk goes its way, as the question says."""
    await happen(garden, *TALK, "cy@ Done and dusted, they are wet now.", "+3m")
    assert said_by_ghosts(garden) == ["Done and dusted, they are wet now."]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("CONSENT", "consent"), ("Consent.", "consent"), ("*pass*", "pass"), ("Later!", "later"),
        ("DONE\n\nCy", "done"), ("Hello Ana,\nmore\nThanks", "more"), ("More time", "more"),
        ("object because it floods", "object"), ("OBJECT it floods", "object"),
        ("OBJECT because the path floods every spring and the\nseedlings drown", "object"),
        ("Concern: it may rain", "concern"), ("ASIDE", "aside"), ("same again", "same"),
        ("No objections", "consent"), ("consent, with the concern that it rains", "consent"),
    ],
)  # fmt: skip
def test_a_word_alone_or_with_a_short_reason(text: str, word: str) -> None:
    """The words of a round and of a proposal, alone; a position also with its reason."""
    assert answering_word(text, ["Cy"]) == word


@pytest.mark.parametrize(
    "text",
    [
        "Pass the salt", "done and dusted", "more compost", "later we dig", "ok", "yes", "",
        "Object lessons are fun", "Concerns about slugs? Come by.", "consenting adults",
        "pass\nthe salt", "I object", "CONSENT\n\nAnd there is more to tell:\n\nIt rained.",
        "OBJECT " + "because " * 60,
    ],
)  # fmt: skip
def test_talk_stays_talk(text: str) -> None:
    """Sentences that only begin like a word are a post, as is everything long."""
    assert answering_word(text, ["Cy"]) is None


async def test_words_to_a_hosts_sentence_are_read_to_nobody(garden: Meeting) -> None:
    """In the still minute of a check-in nothing is asked; whoever leads it by mail hears so."""
    await happen(garden, "cy@garden !start check_in", "cy@ I am here.")
    answer = words(box(garden, "cy")[-1])
    assert "asks for no\nwords" in answer
    assert "I am here." in answer, "their words are in the answer"
    await happen(garden, "+5m")
    assert said_by_ghosts(garden) == []


async def test_words_to_a_hosts_sentence_wait_for_the_question_that_is_open(
    garden: Meeting,
) -> None:
    """Sent once more, in reply to the question back, they are the words for one's place."""
    await happen(garden, "cy@garden !start check_in", "+1m")
    await happen(garden, 'cy re "next sentence"@ I am here.')
    asked = words(box(garden, "cy")[-1])
    assert "How are you as you come in" in asked
    await happen(garden, "cy@ I am here.", "+5m")
    assert said_by_ghosts(garden) == ["I am here."]


@pytest.mark.parametrize("word", ["IN", "Yes.", "!in"])
async def test_a_part_is_taken_by_one_plain_word(garden: Meeting, word: str) -> None:
    """Who is offered a part need not know of commands."""
    await happen(garden, "ana> !start talking_circle What do we carry?")
    assert "Cy is the Guardian of the quiet." in await happen(garden, f"cy@ {word}")


async def test_other_words_to_an_offer_are_asked_about(garden: Meeting) -> None:
    """They may be a yes or a no: whoever wrote them hears how to say it."""
    await happen(garden, "ana> !start talking_circle What do we carry?")
    assert "Cy is" not in await happen(garden, "cy@ Yes, gladly, if nobody else would.")
    assert "the one word IN" in words(box(garden, "cy")[-1]).replace("\n", " ")
