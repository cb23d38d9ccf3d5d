"""Questions and first reactions before everybody is asked (Dec. 4.2, 4.3 rows 2 to 4)."""

from datetime import timedelta

import pytest

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Room, To, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Extend,
    Join,
    Kind,
    Leave,
    Outage,
    Pace,
    Pause,
    Phase,
    Position,
    Presence,
    Resume,
    SameAgain,
    Settings,
    TakeBack,
    Withdraw,
    card,
    named,
)
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.early import Gives
from facilitator.core.rounds.consent.early_commands import Contribute, MoveOn
from facilitator.core.rounds.consent.steps import (
    outstanding,
    questions,
    said_in,
    unanswered_questions,
)
from facilitator.core.rounds.consent.tally import unanswered
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    FAY,
    HOUR,
    MINUTE,
    START,
    TABLE,
    Story,
    alone,
    in_room,
    kinds,
)

FULL = Settings(full=True)


class Steps(Story):
    """A decision that hears questions and reactions first."""

    def brings(
        self, by: MemberId, words: str, *, about: int = 0, step: str = "", seen: bool = False
    ):  # type: ignore[no-untyped-def]
        self._source += 1
        source = f"evt_{self._source}"
        said = Contribute(by, source, self.now, WordsId(f"wrd_{words}"), step, about, seen)
        return self.do(said)

    def passes(self, *members: MemberId) -> None:
        for member in members:
            self.says(member, Position.PASS)

    def reactions(self) -> "Steps":
        """Nobody has a question; the reactions begin."""
        self.passes(BEN, ELI, *(p.member for p in self.d.places if p.member in (CY, DI)))
        self.after(11 * MINUTE)
        assert self.phase() is Phase.REACTIONS
        return self


def steps(**kept: object) -> Steps:
    return Steps(**{"settings": FULL, **kept})  # type: ignore[arg-type]


def refused(story: Story, *what: object) -> str:
    with pytest.raises(Refusal) as no:
        story.do(*what)  # type: ignore[arg-type]
    return str(no.value.code)


def test_it_begins_with_questions() -> None:
    """Everybody but the proposer is asked what they need to know; nobody is asked to consent."""
    story = steps()
    assert story.phase() is Phase.QUESTIONS
    assert set(kinds(story.last)) == {"questions_opened"}
    assert in_room(story.last)[0].asks == (BEN, ELI)
    assert len(alone(story.last, CY)) == len(alone(story.last, DI)) == 1


def test_light_is_as_it_was() -> None:
    """Without the steps everybody is asked at once."""
    assert Story().phase() is Phase.OPEN
    assert "proposal_opened" in kinds(Story().last)


def test_the_printed_times_of_a_step() -> None:
    """A day at the table and three with letters; a day for all without them."""
    assert (steps().d.live_until, steps().d.slow_until) == (START + DAY, START + 3 * DAY)
    assert steps(places=TABLE).d.slow_until == START + DAY


def test_all_heard_it_goes_on_after_a_time_to_think_again() -> None:
    """When everybody was heard, and every question has its answer, the next step begins."""
    story = steps()
    story.passes(BEN, ELI, CY)
    story.brings(DI, "which beds")
    assert story.d.closing_at is None
    story.brings(ANA, "all of them")
    assert story.d.closing_at == START + FULL.regret
    story.after(10 * MINUTE)
    assert story.phase() is Phase.REACTIONS
    story.passes(BEN, ELI, CY, DI)
    story.after(10 * MINUTE)
    assert story.phase() is Phase.OPEN
    assert story.d.slow_until == story.now + FULL.slow_for


def test_silence_goes_on_and_decides_nothing() -> None:
    """At its printed time a step is over whoever was heard; then all are asked to consent."""
    story = steps()
    story.after(3 * DAY - MINUTE)
    assert story.phase() is Phase.QUESTIONS
    story.after(MINUTE)
    assert story.phase() is Phase.REACTIONS
    story.after(3 * DAY)
    assert story.phase() is Phase.OPEN
    assert {p.member for p in story.d.places} >= {BEN, CY}
    assert [n.asks for n in in_room(story.last) if n.kind == Kind.PROPOSAL_OPENED] == [(BEN, ELI)]


def test_the_table_is_not_waited_for_beyond_its_time() -> None:
    """All letters are in; whoever is silent at the table is waited for until the table's time."""
    story = steps()
    story.passes(CY, DI, BEN)
    story.after(DAY - MINUTE)
    assert story.phase() is Phase.QUESTIONS
    story.after(12 * MINUTE)
    assert story.phase() is Phase.REACTIONS


def test_a_question_goes_to_all_and_to_the_proposer() -> None:
    """The room reads it with a name and a number, and the proposer is asked; a letter's author has
    a receipt."""
    story = steps()
    said = story.brings(CY, "who waters on Sunday")
    (room,) = in_room(said)
    assert (room.kind, room.asks, room.args["question"]) == (Kind.QUESTION_PUT, (ANA,), 1)
    assert room.args["by"] == Who(CY)
    assert kinds(tuple(alone(said, CY))) == ["step_received"]


def test_what_stands_in_the_room_is_not_said_again() -> None:
    """Words that all can read already are not repeated."""
    story = steps()
    (put,) = in_room(story.brings(BEN, "which beds", seen=True))
    assert put.args["seen"] == "yes"
    assert in_room(story.brings(ANA, "all", seen=True)) == []


def test_the_proposers_reply_is_the_answer() -> None:
    """The answer belongs to its question, and goes to whoever asked by letter."""
    story = steps()
    story.brings(CY, "who")
    story.brings(DI, "when")
    assert refused(story, Contribute(ANA, "x", story.now, WordsId("w"))) == Code.ANSWERS_WHICH
    told = story.brings(ANA, "I do", about=1)
    assert kinds(tuple(alone(told, CY))) == ["question_answered"]
    assert alone(told, DI) == []
    assert [q.number for q in unanswered_questions(story.d)] == [2]
    story.brings(ANA, "at seven")
    assert unanswered_questions(story.d) == ()


def test_the_letter_of_the_next_step_has_what_was_said() -> None:
    """Who was not in the room reads questions and answers with the next request, in one letter."""
    story = steps()
    story.brings(CY, "who")
    story.brings(ANA, "I do", seen=True)
    story.passes(BEN, ELI, DI)
    story.after(10 * MINUTE)
    (letter,) = [n for n in story.last if n.to == To(DI)]
    entries = letter.args["before"].entries  # type: ignore[union-attr]
    assert [(e.member, e.words) for e in entries] == [(CY, ("wrd_who",)), (ANA, ("wrd_I do",))]


def test_one_letter_a_step_for_each() -> None:
    """Every step asks each one apart once (Dec. 4.6, 6)."""
    story = steps()
    story.after(7 * DAY)
    asks = [n.kind for n in story.told if n.to == To(CY) and n.asks]
    assert asks[:3] == ["questions_opened", "reactions_opened", "proposal_opened"]


@pytest.mark.parametrize("position", [Position.CONSENT, Position.ASIDE])
def test_consent_is_not_asked_yet(position: Position) -> None:
    """An early yes is answered kindly, and nothing is counted or lost."""
    story = steps()
    before = story.d
    with pytest.raises(Refusal) as no:
        story.says(BEN, position)
    assert no.value.code == Code.NOT_ASKED_YET
    assert story.d == before
    assert refused(story, SameAgain(BEN, "e", story.now)) == Code.NOT_ASKED_YET


def test_an_early_objection_is_heard_and_asked_again() -> None:
    """It stands as a reaction, blocks nothing yet, and its owner is asked when all are."""
    story = steps()
    said = story.says(BEN, Position.OBJECT, "the well is low")
    assert in_room(said)[0].args["worry"] == "yes"
    assert not story.d.objections
    story.passes(ELI, CY, DI)
    story.after(10 * MINUTE)
    story.passes(BEN, ELI, CY, DI)
    story.after(10 * MINUTE)
    (asked,) = [n for n in story.last if n.to == To(BEN)]
    assert asked.args["code"] == "worried-before"


def test_an_early_objection_without_words_is_asked_for_them() -> None:
    """🛑 and 🤔 alone say nothing that could be heard as a reaction."""
    story = steps()
    for position in (Position.OBJECT, Position.CONCERN):
        with pytest.raises(Refusal) as no:
            story.says(BEN, position)
        assert no.value.code == Code.WORDS_BEFORE_ASKING


def test_the_proposer_listens_to_reactions() -> None:
    """They answer a question that is still open, and do not answer reactions."""
    story = steps().reactions()
    assert refused(story, Contribute(ANA, "x", story.now, WordsId("w"))) == Code.PROPOSER_LISTENS
    story.says(ANA, Position.PASS)


def test_a_new_text_while_reacting() -> None:
    """Version 2, and the step goes on to its time; whoever was heard was heard (row 4)."""
    story = steps().reactions()
    story.brings(BEN, "seven is better")
    until = story.d.slow_until
    said = story.do(Amend(ANA, "We water the beds at 8."))
    assert (story.d.version, story.d.phase, story.d.slow_until) == (2, Phase.REACTIONS, until)
    assert kinds(said) == ["text_changed"]
    assert BEN not in {p.member for p in outstanding(story.d)}
    story.passes(ELI, CY, DI)
    story.after(10 * MINUTE)
    (letter,) = [n for n in story.last if n.to == To(CY)]
    assert letter.args["rewritten"] == "yes"
    story.consents(BEN, ELI, CY, DI)
    story.after(10 * MINUTE)
    assert story.phase() is Phase.IN_FORCE


def test_late_words_are_heard_and_passed_on() -> None:
    """A question while others react, and a reaction while all are asked, are never lost."""
    story = steps().reactions()
    said = story.brings(CY, "who", step="questions")
    assert in_room(said)[0].args["late"] == "yes"
    assert CY in {p.member for p in outstanding(story.d)}, "a late question is no reaction"
    story.after(3 * DAY)
    late = story.brings(DI, "too early", step="reactions")
    assert in_room(late)[0].kind == Kind.REACTION_HEARD
    assert [s.gives for s in said_in(story.d, Phase.OPEN)] == [Gives.REACTION]
    assert story.d.ballots == tuple(b for b in story.d.ballots if b.member == ANA)


def test_more_time_once_a_step_and_twice_in_all() -> None:
    """Everybody may ask for more once in each step; two in all (contract §5)."""
    story = steps(places=TABLE)
    story.says(BEN, Position.MORE)
    assert story.d.slow_until == START + DAY + FULL.step
    with pytest.raises(Refusal, match="more-once"):
        story.says(BEN, Position.MORE)
    story.passes(BEN, ELI)
    story.after(10 * MINUTE)
    story.says(BEN, Position.MORE)
    with pytest.raises(Refusal, match="more-spent"):
        story.says(ELI, Position.MORE)
    story.passes(BEN, ELI)
    story.after(10 * MINUTE)
    story.consents(ELI)
    story.says(BEN, Position.ASIDE)
    assert story.d.closing_at is not None, "more time in a step holds up nothing later"


def test_next_takes_nobodys_time() -> None:
    """A host goes on when nobody is waited for, and is refused kindly before."""
    story = steps()
    assert refused(story, MoveOn(ANA)) == Code.STEP_STILL_OPEN
    story.brings(BEN, "why so early")
    story.passes(ELI, CY, DI)
    story.do(MoveOn(ANA))
    assert story.phase() is Phase.REACTIONS
    story.passes(BEN, ELI, CY, DI)
    story.do(MoveOn(ANA))
    assert refused(story, MoveOn(ANA)) == Code.NO_NEXT_STEP


def test_pause_extend_and_outage_move_a_step() -> None:
    """Its clock stands still, and given time is given."""
    story = steps()
    story.do(Pause(ANA))
    assert refused(story, MoveOn(ANA)) == Code.ALREADY_PAUSED
    story.now += 2 * DAY
    story.do(Resume(ANA))
    assert story.d.slow_until == START + 5 * DAY
    story.do(Extend(ANA, HOUR))
    story.do(Outage(HOUR))
    assert story.d.slow_until == START + 5 * DAY + 2 * HOUR


def test_who_is_away_is_not_waited_for_and_still_welcome() -> None:
    """Being away leaves the base of a step as it leaves that of the asking."""
    story = steps()
    story.do(Presence(CY, away=True))
    story.passes(BEN, ELI, DI)
    assert story.d.closing_at is not None
    story.brings(CY, "hello")


def test_who_comes_later_takes_part_at_once() -> None:
    """They ask and react like all, and are asked for consent with all."""
    story = steps()
    said = story.do(Join(FAY, Lane.SLOW, by_mail=True))
    assert [(n.to, n.args["later"]) for n in said] == [(To(FAY), "yes")]
    assert FAY in {p.member for p in outstanding(story.d)}
    story.brings(FAY, "what is a bed")
    with pytest.raises(Refusal, match="not-asked-yet"):
        story.says(FAY, Position.CONSENT)
    story.until_slow()
    said = story.until_slow()
    assert (story.phase(), story.d.version) == (Phase.OPEN, 1)
    assert [n.kind for n in alone(said, FAY)] == [Kind.PROPOSAL_OPENED]
    story.consents(BEN, CY, DI, ELI)
    assert [p.member for p in unanswered(story.d)] == [FAY]
    story.consents(FAY)
    assert story.d.closing_at is not None


def test_who_comes_after_the_asking_waits_for_the_next_text() -> None:
    """From the asking on it is as in every decision: a voice at once, a place with the next version."""
    story = steps()
    story.until_slow()
    story.until_slow()
    story.do(Join(FAY, Lane.LIVE))
    with pytest.raises(Refusal, match="joined-later"):
        story.says(FAY, Position.CONSENT)


def test_who_leaves_is_not_waited_for() -> None:
    """A proposer who left owes no answers either."""
    story = steps(places=TABLE)
    story.brings(BEN, "why")
    story.do(Leave(ELI))
    story.do(Leave(ANA))
    assert story.d.closing_at is not None


def test_another_pace_has_its_time() -> None:
    """Whoever takes their own time has all of a step's."""
    story = steps(places=TABLE)
    story.do(Pace(BEN, Lane.SLOW))
    assert story.d.slow_until == START + 3 * DAY


def test_words_taken_back_are_gone() -> None:
    """A question goes, its place is open again, and nothing of it is told later."""
    story = steps()
    story.brings(CY, "who")
    source = story.d.sayings[0].source
    story.do(TakeBack(source))
    assert questions(story.d) == ()
    assert all(s.words is None for s in story.d.sayings)
    assert CY in {p.member for p in outstanding(story.d)}
    assert kinds(story.last) == ["words_taken_back"]
    story.do(TakeBack(source))
    assert story.last == ()


def test_it_can_be_withdrawn() -> None:
    """The proposer takes it off the table at any time."""
    story = steps()
    story.do(Withdraw(ANA, "e"))
    assert story.phase() is Phase.WITHDRAWN
    with pytest.raises(Refusal, match="decision-closed"):
        story.brings(BEN, "too late")


def test_sealed_has_no_names() -> None:
    """Neither question nor reaction is shown with a name, and no field has one."""
    story = steps(settings=Settings(full=True, sealed=True))
    story.brings(CY, "who")
    story.brings(ANA, "I do")
    story.passes(BEN, ELI, DI)
    story.after(10 * MINUTE)
    story.brings(BEN, "fine")
    told = [n for n in story.told if n.to in (Room(), To(DI))]
    assert not any(arg == Who(m) for n in told for arg in n.args.values() for m in (BEN, CY))
    assert all(n.shown.get("member") in (None, DI) for n in told)
    letter = next(n for n in story.told if n.to == To(DI) and n.kind == Kind.REACTIONS_OPENED)
    assert [e.member for e in letter.args["before"].entries] == [None, ANA]  # type: ignore[union-attr]
    assert named(story.d) == ()


def test_the_card_counts_who_was_heard() -> None:
    """It shows how many were heard and how it goes on, and no position."""
    story = steps()
    story.passes(BEN)
    seen = card(story.d)
    assert (seen.face, seen.answered, seen.places, seen.counts) == ("questions", 1, 4, None)
    assert seen.shown["phase"] == "questions"
    story.do(Pause(ANA))
    assert card(story.d).shown["phase"] == "paused"


def test_alone_one_does_not_wait_for_oneself() -> None:
    """A proposer without a circle is asked after a moment."""
    story = steps(places=TABLE[:1])
    story.after(timedelta(minutes=25))
    assert story.phase() in (Phase.OPEN, Phase.IN_FORCE)
