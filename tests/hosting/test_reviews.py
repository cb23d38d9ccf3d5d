"""What is looked at again opens once, with every objection it should have, and none twice."""

import pytest

from facilitator.core.rounds.consent import Decision, Phase
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from tests.transcripts.meeting import Meeting, play

CREW = "circle crew Garden: ana(host), ben, eli; mail: cy"
IN_FORCE = (
    CREW, "ana> !propose We water the beds at seven.", "ben +👍 card", "eli +👍 card", "cy@ CONSENT",
    "+5d",
)  # fmt: skip


async def decisions(meeting: Meeting) -> dict[int, Decision]:
    """The decisions of the meeting by their number, as they stand in the books."""

    def read(ledger: Ledger) -> dict[int, Decision]:
        rows = ledger.all(t.round_, form="consent")
        return {row["number"]: codecs.read(Decision, row["state"]) for row in rows}

    return await meeting.store.read(lambda c: read(Ledger(c, meeting.clock.now())))


async def test_a_day_that_comes_opens_one_review(meeting: Meeting) -> None:
    """However often the clock looks, and the service begins anew."""
    await play(meeting, *IN_FORCE, "+87d", "restart", "+1h", "restart", "+1h")
    found = await decisions(meeting)
    assert set(found) == {1, 2}
    assert found[1].under_review == 2


async def test_late_objections_meet_in_one_review(meeting: Meeting) -> None:
    """The first opens it, the others join it, whichever message of ours they answer."""
    await play(
        meeting, *IN_FORCE, "cy@ OBJECT because the pump wakes my mother.",
        'eli re "Adopted, and in force"> object because of the frost',
    )  # fmt: skip
    found = await decisions(meeting)
    assert set(found) == {1, 2}
    assert len(found[2].objections) == 2
    assert [ballot.member for ballot in found[1].late] == [found[2].objections[0].member]


async def test_words_that_opened_a_review_can_be_taken_back(meeting: Meeting) -> None:
    """They are gone from the review as well, and nothing stands in its way any more."""
    said = 'eli re "Adopted, and in force"> object because of the frost'
    await play(meeting, *IN_FORCE, said, 'eli - "object because of the frost"')
    found = await decisions(meeting)
    assert not any(objection.blocks for objection in found[2].objections)
    assert not any(objection.reasons for objection in found[2].objections)


async def test_what_was_settled_does_not_come_back(meeting: Meeting) -> None:
    """An objection that was met in one review is not brought to the next."""
    said = 'eli re "Adopted, and in force"> object because of the frost'
    await play(
        meeting, *IN_FORCE, said, "eli> !resolved", "ana> !consent", "ben> !consent",
        "eli> !consent", "cy@ CONSENT", "+5d", "ben> !review 1",
    )  # fmt: skip
    found = await decisions(meeting)
    assert found[1].kept_by == (2,)
    assert found[3].objections == ()


async def test_what_was_left_open_comes_back(meeting: Meeting) -> None:
    """A review that is postponed hands its open objections on."""
    said = 'eli re "Adopted, and in force"> object because of the frost'
    await play(meeting, *IN_FORCE, said, "ana> !postpone", "+31d")
    found = await decisions(meeting)
    assert found[2].phase is Phase.POSTPONED
    assert [one.member for one in found[3].objections] == [found[2].objections[0].member]


async def test_a_host_asks_when_the_owner_has_left(meeting: Meeting) -> None:
    """Somebody who is here looks after the question."""
    circle = "circle crew Garden: ana(host), ben(host), eli; mail: cy"
    await play(meeting, circle, *IN_FORCE[1:], "ana leaves", "+87d")
    found = await decisions(meeting)
    assert found[2].proposer != found[1].owner
    assert found[2].place(found[2].proposer) is not None


@pytest.mark.parametrize("word", ["!review 1", "!review 1 We water at nine.", "!review 1 drop"])
async def test_who_may_not_propose_may_not_review(meeting: Meeting, word: str) -> None:
    """A congregation's hosts begin what is decided."""
    told = await play(
        meeting, "circle congregation Riverside: ana(host), ben", f"ben in riverside/rounds> {word}"
    )
    assert "for the hosts" in told


async def test_a_sealed_decision_is_looked_at_again_sealed(meeting: Meeting) -> None:
    """The concern is quoted without a name, and the late objection stands without one."""
    lines = (CREW, "ana> !propose sealed=yes We pay ten euros.", "ben>> concern: my purse is empty",
             "eli>> consent", "cy@ CONSENT", "+5d")  # fmt: skip
    told = await play(meeting, *lines, "cy@ OBJECT because of the debts")
    found = await decisions(meeting)
    assert found[2].settings.sealed
    assert "my purse is empty" in told
    assert "because of the debts" in told
    assert "Ben\n" not in told
