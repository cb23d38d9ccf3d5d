"""Words that a letter asked for, sent back as people do: just as they are."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.scene import box, happen, scene, words
from tests.transcripts.meeting import Meeting

HARM = "The shed leaks, and seeds would rot."


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat and two by mail."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy, di") as meeting:
        yield meeting


async def test_what_answers_the_question_for_the_harm_is_the_objection(garden: Meeting) -> None:
    """OBJECT alone is asked about; the words that come back are its words, whatever they begin with."""
    await happen(garden, "ana> !propose We open a seed library.", "di@ OBJECT")
    assert "What harm do you see?" in str(box(garden, "di")[-1]["Subject"])
    await happen(garden, f"di@ {HARM}")
    receipt = box(garden, "di")[-1]
    assert "I read your answer as: an objection" in str(receipt["Subject"])
    assert HARM.rstrip(".") in words(receipt)
    assert HARM.rstrip(".") in words(box(garden, "cy")[-1]), "all the others read it"


async def test_a_worry_without_words_is_completed_in_the_same_way(garden: Meeting) -> None:
    """CONCERN alone, and then what it is."""
    await happen(
        garden, "ana> !propose We open a seed library.", "di@ CONCERN", "di@ Mice like seeds."
    )
    receipt = box(garden, "di")[-1]
    assert "consent, with a concern" in str(receipt["Subject"])
    assert "Mice like seeds" in words(receipt)


async def test_another_answer_is_no_reason(garden: Meeting) -> None:
    """Whoever consents after all does so, although they were asked what harm they see."""
    await happen(garden, "ana> !propose We open a seed library.", "di@ OBJECT", "di@ I consent.")
    assert "I read your answer as: consent (" in str(box(garden, "di")[-1]["Subject"])


async def test_letting_go_by_mail_and_then_consenting_are_no_two_answers(garden: Meeting) -> None:
    """Both came by mail and one after the other: there is nothing to ask."""
    await happen(garden, "ana> !propose We open a seed library.", f"di@ OBJECT because {HARM}")
    await happen(garden, "ana> !amend We open a seed library in a metal box.")
    await happen(garden, 'di re "version 2"@ !resolved', 'di re "version 2"@ consent')
    subjects = [str(mail["Subject"]) for mail in box(garden, "di")]
    assert not any("Which answer is yours" in subject for subject in subjects)
    assert "I read your answer as: consent (" in subjects[-1]


async def test_a_reply_to_the_receipt_of_an_answer_stays_with_its_question(garden: Meeting) -> None:
    """More words to the second question do not answer the first, which is still open."""
    await happen(garden, "cy@garden !propose We open a seed library. steps=full")
    await happen(garden, "di@ Who looks after it?", "ana re card> When is it open?")
    await happen(garden, 'cy re "When is it open"@ On Saturdays.', "cy@ From ten to twelve.")
    receipt = words(box(garden, "cy")[-1])
    assert "Your answer to question 2" in receipt
    assert "When is it open?" in receipt
    assert not any("answers your question" in str(mail["Subject"]) for mail in box(garden, "di"))


async def test_resolved_counts_without_its_mark(garden: Meeting) -> None:
    """RESOLVED as a whole reply lets the reader's own objection go; of somebody who has none it is asked."""
    await happen(garden, "ana> !propose We open a seed library.", f"di@ OBJECT because {HARM}")
    await happen(garden, "ana> !amend We open a seed library in a metal box.")
    await happen(garden, 'di re "version 2"@ Resolved.', 'cy re "version 2"@ Resolved.')
    assert "Your objection 1 counts as resolved" in str(box(garden, "di")[-1]["Subject"])
    assert "How may I read your answer?" in str(box(garden, "cy")[-1]["Subject"])
