"""An answer may name its decision by the number; a number that may be a word is never guessed at."""

from facilitator.core.rounds.consent import Decision
from facilitator.core.rounds.positions import Position
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli"
ADOPTED = ("ana +👍 card", "ben +👍 card", "eli +👍 card", "+15m")
ONE = (CREW, "ana> !propose We water the beds at seven.", *ADOPTED, "+5d")


async def decisions(meeting: Meeting) -> dict[int, Decision]:
    """The decisions of the meeting by their number, as they stand in the books."""

    def read(ledger: Ledger) -> dict[int, Decision]:
        rows = ledger.all(t.round_, form="consent")
        return {row["number"]: codecs.read(Decision, row["state"]) for row in rows}

    return await meeting.store.read(lambda c: read(Ledger(c, meeting.clock.now())))


def answers(decision: Decision, position: Position) -> int:
    """How many answered so."""
    return sum(ballot.position is position for ballot in decision.ballots)


async def test_of_two_that_are_open_the_number_says_which(meeting: Meeting) -> None:
    """In the room, and alone."""
    await play(
        meeting, CREW, "ana> !propose We water at seven.", "ben> !propose We paint the shed.",
        "eli> !consent 2", "ana>> concern 2 the ladder is broken", "ben> !object #1 too late",
    )  # fmt: skip
    found = await decisions(meeting)
    assert answers(found[2], Position.CONSENT) == 2
    assert answers(found[2], Position.CONCERN) == 1
    assert [o.version for o in found[1].objections] == [1]


async def test_harm_that_shows_up_later_needs_no_old_message(meeting: Meeting) -> None:
    """The outcome says "object, any time": with one decision in force the word alone is enough."""
    await play(meeting, *ONE, "eli> !object the pump wakes my mother")
    found = await decisions(meeting)
    assert set(found) == {1, 2}
    assert len(found[2].objections) == 1


async def test_of_several_in_force_it_is_asked_which(meeting: Meeting) -> None:
    """And the number answers it."""
    await play(meeting, *ONE, "ana> !propose We paint the shed.", *ADOPTED, "+5d")
    said = "\n".join(await meeting.take("eli> !object the pump wakes my mother"))
    assert "!object #2" in said
    await play(meeting, "eli> !object #1 the pump wakes my mother")
    found = await decisions(meeting)
    assert found[1].under_review == 3


async def test_a_number_that_may_be_a_word_is_asked_about(meeting: Meeting) -> None:
    """One proposal is open, and decision 1 is in force: "1 bed is too few" may mean either."""
    await play(meeting, *ONE, "ana> !propose We dig one bed.")
    said = "\n".join(await meeting.take("eli> !object 1 bed is too few"))
    assert "!object #1" in said
    assert "!object #2" in said
    assert not (await decisions(meeting))[2].objections


async def test_words_may_begin_with_a_number(meeting: Meeting) -> None:
    """It stays a word where no decision of that number can be meant."""
    await play(meeting, CREW, "ana> !propose We dig one bed.", "eli> !object 1 bed is too few")
    found = await decisions(meeting)
    assert len(found[1].objections) == 1


async def test_harm_without_words_is_asked_for_them(meeting: Meeting) -> None:
    """A tap or a bare word on what is in force is no dead end."""
    await play(meeting, *ONE)
    said = "\n".join(await meeting.take("eli> !object"))
    assert "What harm do you see?" in said
    assert "!object #1 and why" in said
    await play(meeting, "eli>> object it wakes my dog")
    assert (await decisions(meeting))[1].under_review == 2


async def test_what_belongs_to_a_proposal_says_what_there_is(meeting: Meeting) -> None:
    """With none open, the words that change what is in force are named."""
    await play(meeting, *ONE)
    assert "!review 3 and a text" in "\n".join(await meeting.take("eli> !amend We water at eight."))
