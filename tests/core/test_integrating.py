"""Building an objection in, told as stories (Dec. 4.3, rows 13, 15, 20, 21; 4.5)."""

import pytest

from facilitator.core.ids import WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Adopt,
    Amend,
    AnswerEscalation,
    Escalate,
    Hold,
    Leave,
    Phase,
    Place,
    Position,
    Resolve,
    Settings,
    Suggest,
    Withdraw,
)
from facilitator.core.rounds.consent.state import Ending, Standing
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    HOUR,
    MIXED,
    TABLE,
    Story,
    alone,
    in_room,
    kinds,
)


def objected(places: tuple[Place, ...] = TABLE) -> Story:
    """Ben has objected."""
    story = Story(places)
    story.says(BEN, Position.OBJECT, "frost")
    return story


def refused(story: Story, command: object, code: str) -> None:
    """The command is refused, and changes nothing."""
    before = story.d
    with pytest.raises(Refusal) as caught:
        story.do(command)  # type: ignore[arg-type]
    assert code == caught.value.code
    assert before == story.d


def test_at_the_printed_time_there_is_a_week() -> None:
    """The proposer is asked for a text and the owner what would help; nothing is decided."""
    story = objected()
    story.consents(ELI)
    ends = story.d.slow_until
    story.until_slow()

    (room,) = in_room(story.last)
    assert kinds(story.last) == ["integrating_began"] * 2
    assert room.asks == (ANA,)
    assert alone(story.last, BEN)[0].asks == (BEN,)
    assert story.phase() is Phase.OPEN
    assert story.d.slow_until == story.d.integrating_until == ends + 7 * DAY


def test_without_a_new_text_it_is_postponed() -> None:
    """The week is over and the owner holds to it."""
    story = objected()
    story.until_slow()
    story.after(7 * DAY)

    assert story.phase() is Phase.POSTPONED
    assert story.d.ending is Ending.OBJECTION


def test_met_in_that_week_it_is_adopted() -> None:
    """With the last objection the clock of building in is over, and the rest is as always."""
    story = objected()
    story.consents(ELI)
    story.until_slow()
    story.do(Resolve(BEN, "e"))
    assert story.d.integrating_until is None
    story.after(HOUR)

    assert story.phase() is Phase.IN_FORCE


def test_three_texts_may_try() -> None:
    """The fourth is refused while the objection is open; without it, a text is just a text."""
    story = objected()
    for n in (1, 2, 3):
        story.do(Amend(ANA, f"We water at {n}."))
        assert story.d.versions[-1].integrates == (1,)
        story.says(BEN, Position.OBJECT, f"still_{n}")
        assert story.last[0].args["tried"] == n
    refused(story, Amend(ANA, "We water at 4."), "loops-spent")
    story.until_slow()
    (room,) = in_room(story.last)
    assert room.args["last"] == "yes"
    story.until_slow()
    assert story.phase() is Phase.POSTPONED

    again = objected()
    again.do(Resolve(BEN, "e"))
    again.do(Amend(ANA, "We water at 8."))
    assert again.d.versions[-1].integrates == ()


def test_a_no_to_the_new_text_is_enough() -> None:
    """Asked whether it meets it, the owner need not find new words; the next way is offered."""
    story = objected()
    refused(story, Hold(BEN, "e"), "no-open-objection")
    story.do(Amend(ANA, "We water at 8."))
    story.do(Hold(BEN, "e"))

    (room,) = in_room(story.last)
    assert (room.kind, room.asks) == ("objection_stands", (ANA,))
    assert room.args["tried"] == 1
    assert story.d.objections[0].blocks
    assert story.do(Hold(BEN, "e2")) == ()


def test_anybody_offers_a_wording() -> None:
    """All see it, the proposer is asked, and the text stays as it is."""
    story = objected(MIXED)
    story.do(Suggest(CY, WordsId("wrd_eight"), "mail_1"))

    (room,) = in_room(story.last)
    assert room.asks == (ANA,)
    assert alone(story.last, CY)[0].args["yours"] == "yes"
    assert alone(story.last, DI)[0].args["yours"] == "no"
    assert story.d.version == 1
    assert story.do(Suggest(CY, WordsId("wrd_eight"), "mail_1")) == ()


def test_a_lost_objection_finds_somebody() -> None:
    """Whoever adopts it objects with it; then it is theirs to let go."""
    story = objected()
    story.consents(ELI)
    refused(story, Adopt(ELI, "e"), "adopt-nothing")
    story.do(Leave(BEN))
    story.do(Adopt(ELI, "e"))

    (o,) = story.d.objections
    assert (o.member, o.standing) == (ELI, Standing.OPEN)
    assert o.reasons[0].words == "wrd_frost"
    story.after(3 * DAY)
    assert story.d.objections[0].blocks
    story.do(Withdraw(ELI, "e2"))
    assert not story.d.objections[0].blocks


def test_who_has_an_objection_adopts_none() -> None:
    """One person has one."""
    story = objected()
    story.says(ELI, Position.OBJECT, "ice")
    story.do(Leave(BEN))

    refused(story, Adopt(ELI, "e"), "adopt-have-own")


def test_the_objector_agrees_before_it_goes_further() -> None:
    """Asked by the proposer, it goes with the yes of everybody who objects."""
    story = objected()
    refused(story, Escalate(ELI), "not-your-proposal")
    refused(story, AnswerEscalation(BEN, agrees=True), "not-asked-escalation")
    story.do(Escalate(ANA))
    assert alone(story.last, BEN)[0].asks == (BEN,)
    assert story.phase() is Phase.OPEN

    story.do(AnswerEscalation(BEN, agrees=True, words=False))

    assert story.phase() is Phase.ESCALATED
    assert story.d.escalation is not None
    assert story.d.escalation.words == ()
    assert kinds(story.last)[-1] == "decision_closed"


def test_a_no_keeps_it_here() -> None:
    """The room hears that it stays, and nobody's name."""
    story = objected()
    story.do(Escalate(ELI, as_host=True))
    story.do(AnswerEscalation(BEN, agrees=False))

    assert story.phase() is Phase.OPEN
    assert story.d.escalation is None
    assert all(n.args["yours"] == "no" for n in in_room(story.last))


def test_without_an_objection_it_goes_at_once() -> None:
    """Also when too few have answered: what lapsed here may be taken further."""
    story = Story(TABLE, Settings(quorum_people=3))
    story.until_slow()
    story.until_slow()
    closed = story.phase()
    assert closed in (Phase.LAPSED, Phase.POSTPONED)
    story.do(Escalate(ANA))

    assert story.phase() is Phase.ESCALATED


def test_it_goes_when_the_last_who_was_asked_lets_go() -> None:
    """Two object; one agrees and the other withdraws: nobody is waited for."""
    story = objected()
    story.says(ELI, Position.OBJECT, "ice")
    story.do(Escalate(ANA))
    story.do(AnswerEscalation(BEN, agrees=True))
    assert story.phase() is Phase.OPEN
    story.do(Withdraw(ELI, "e"))

    assert story.phase() is Phase.ESCALATED
