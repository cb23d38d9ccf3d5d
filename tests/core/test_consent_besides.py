"""What stands beside the positions: given ahead, unnamed, void, taken up again, paused by two, alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, People, Room, To, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Answer,
    AnswerAsked,
    AskObjector,
    Code,
    Command,
    ConsentAhead,
    Examine,
    Kind,
    Leave,
    Pause,
    Phase,
    Place,
    Position,
    Resolve,
    Resume,
    Reveal,
    SameAgain,
    Settings,
    TakeBack,
    TakeUp,
    Void,
    Withdraw,
    card,
    counts,
    named,
    need_rest,
    propose,
)
from facilitator.core.rounds.consent.facts import Adopted, ClosingBegan
from facilitator.core.rounds.consent.objections.relaying import question_of
from facilitator.core.rounds.consent.tally import ballot_of, blocking, concerns
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    FAY,
    MINUTE,
    START,
    TABLE,
    Story,
    alone,
    in_room,
    kinds,
)

CONSENT, OBJECT, CONCERN = Position.CONSENT, Position.OBJECT, Position.CONCERN
FIVE = (*TABLE, Place(CY, Lane.SLOW, by_mail=True), Place(DI, Lane.SLOW, by_mail=True))


def ahead(story: Story, by: MemberId, number: int | None = None, source: str = "a") -> ConsentAhead:
    return ConsentAhead(by, f"ahead_{source}_{by}", story.now, number)


def unnamed(story: Story, by: MemberId, words: str | None = "harm") -> tuple[Notice, ...]:
    given = None if words is None else WordsId(f"wrd_{words}")
    return story.do(Answer(by, OBJECT, f"evt_{by}_{words}", story.now, given, unnamed=True))


def refused(story: Story, command: Command) -> str:
    before = story.d
    with pytest.raises(Refusal) as no:
        story.do(command)
    assert story.d == before
    return no.value.code


def told_of(notices: tuple[Notice, ...] | list[Notice]) -> set[MemberId]:
    """Whom anybody but the one addressed could learn of."""
    found: set[MemberId] = set()
    for notice in notices:
        mine = notice.to.member if isinstance(notice.to, To) else None
        for name, arg in notice.args.items():
            if isinstance(arg, Who):
                found.add(arg.member)
            elif isinstance(arg, People) and name != "readers":
                found.update(arg.members)
        shown = notice.shown.get("member")
        if shown is not None and shown != mine:
            found.add(MemberId(str(shown)))
    return found


# -- given ahead ---------------------------------------------------------------------------------


def objected() -> Story:
    """Ben objects to version 1; Eli consents, also to what resolves it."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    story.do(ahead(story, ELI))
    return story


def test_a_consent_ahead_counts_when_the_objection_is_resolved_on_the_next_text() -> None:
    """Until its owner says so the person is asked as everybody; then it counts, and they are told."""
    story = objected()
    assert counts(story.d).consent == 2
    story.do(Amend(ANA, "We water the beds at eight."))
    assert ballot_of(story.d, ELI) is None
    assert ELI in in_room(story.last)[0].asks
    told = story.do(Resolve(BEN, "evt_met"))
    taken = ballot_of(story.d, ELI)
    assert taken is not None
    assert (taken.position, taken.ahead) == (CONSENT, 1)
    assert [n.kind for n in alone(told, ELI)] == [Kind.AHEAD_COUNTS]
    assert story.d.ahead == ()


def test_the_outcome_says_how_many_were_given_ahead() -> None:
    """They are counted like any consent, and said as part of the count."""
    story = objected()
    story.do(Amend(ANA, "We water the beds at eight."))
    story.says(BEN, CONSENT)
    story.consents(CY, DI)
    told = story.after(11 * MINUTE)
    [notice] = in_room(told)
    assert (notice.kind, notice.args["consents"], notice.args["ahead"]) == (
        Kind.DECISION_ADOPTED, 5, 1,
    )  # fmt: skip


def test_a_later_answer_takes_the_place_of_one_given_ahead() -> None:
    """Whatever they answer themselves is what counts."""
    story = objected()
    story.do(Amend(ANA, "We water the beds at eight."))
    story.says(ELI, CONCERN, "mud")
    story.do(Resolve(BEN, "evt_met"))
    taken = ballot_of(story.d, ELI)
    assert taken is not None
    assert (taken.position, taken.ahead) == (CONCERN, 0)


def test_it_goes_with_one_objection_only() -> None:
    """Withdrawn, or met by no new text, the objection carries nothing over."""
    withdrawn, same = objected(), objected()
    withdrawn.do(Amend(ANA, "We water the beds at eight."))
    withdrawn.do(Withdraw(BEN, "evt_w", 1))
    assert ballot_of(withdrawn.d, ELI) is None
    assert withdrawn.d.ahead == ()
    same.do(Resolve(BEN, "evt_met"))
    same.do(Amend(ANA, "We water the beds at eight."))
    assert ballot_of(same.d, ELI) is None


def test_a_concern_given_before_stays_one() -> None:
    """To consent ahead takes no worry off the record."""
    story = Story()
    story.says(ELI, CONCERN, "mud")
    story.says(BEN, OBJECT, "frost")
    story.do(ahead(story, ELI))
    story.do(Amend(ANA, "We water the beds at eight."))
    story.do(Resolve(BEN, "evt_met"))
    assert concerns(story.d) == ((ELI, (WordsId("wrd_mud"),)),)


def test_ahead_of_nothing_of_ones_own_and_of_which_are_asked_about() -> None:
    """Bad input gets one answer and changes nothing."""
    story = Story()
    assert refused(story, ahead(story, ELI)) == Code.NOTHING_AHEAD
    story.says(BEN, OBJECT, "frost")
    assert refused(story, ahead(story, BEN)) == Code.AHEAD_OF_OWN
    story.says(CY, OBJECT, "noise")
    assert refused(story, ahead(story, ELI)) == Code.AHEAD_OF_WHICH
    story.do(ahead(story, ELI, 2))
    assert [one.objection for one in story.d.ahead] == [2]
    before = story.d
    story.do(ahead(story, ELI, 2))
    assert story.d == before


def test_taken_back_it_counts_no_more() -> None:
    """The message is gone, and with it what it said for later."""
    story = objected()
    story.do(TakeBack(f"ahead_a_{ELI}"))
    assert story.d.ahead == ()
    story.do(Amend(ANA, "We water the beds at eight."))
    story.do(Resolve(BEN, "evt_met"))
    assert ballot_of(story.d, ELI) is None


# -- unnamed -------------------------------------------------------------------------------------


def test_an_unnamed_objection_names_its_owner_to_nobody() -> None:
    """Room, letters, card and machine-readable fields show its words, and not whose they are."""
    story = Story(FIVE)
    told = unnamed(story, CY)
    told += story.do(AskObjector(BEN, WordsId("wrd_when"), "evt_q", 1))
    told += story.do(AnswerAsked(CY, WordsId("wrd_then"), "evt_a"))
    told += story.do(Amend(ANA, "We water the beds at eight."))
    told += story.do(Resolve(CY, "evt_met"))
    story.consents(BEN, ELI, DI)
    told += story.after(11 * MINUTE)
    others = [notice for notice in told if notice.to != To(CY)]
    assert CY not in told_of(others)
    assert all(CY not in notice.asks for notice in others if notice.kind != Kind.PROPOSAL_AMENDED)
    assert CY not in str(dict(card(story.d).shown))
    assert story.phase() is Phase.IN_FORCE
    assert named(story.d) == ()


def test_it_blocks_as_any_objection_does() -> None:
    """Unnamed is not unheard."""
    story = Story(FIVE)
    unnamed(story, CY)
    story.consents(BEN, ELI, DI)
    story.after(DAY)
    assert [o.member for o in blocking(story.d)] == [CY]
    assert story.phase() is Phase.OPEN


def test_an_unnamed_objection_of_the_proposer_calls_them_like_any_other() -> None:
    """Not to ask who proposed it would tell whose it is."""
    mine, other = Story(FIVE), Story(FIVE)
    unnamed(mine, ANA)
    unnamed(other, BEN)
    assert in_room(mine.last)[0] == in_room(other.last)[0]


def test_fewer_than_five_cannot_object_unnamed() -> None:
    """It would be easy to guess; nor does an unnamed objection go without its words."""
    few, five = Story(TABLE), Story(FIVE)
    with pytest.raises(Refusal) as no:
        unnamed(few, BEN)
    assert no.value.code == Code.UNNAMED_TOO_FEW
    with pytest.raises(Refusal) as no:
        unnamed(five, BEN, None)
    assert no.value.code == Code.UNNAMED_NEEDS_WORDS
    five.says(BEN, OBJECT, "frost")
    with pytest.raises(Refusal) as no:
        unnamed(five, BEN)
    assert no.value.code == Code.UNNAMED_HAS_NAME


def test_the_owner_is_asked_alone_and_answers_without_a_name() -> None:
    """The line goes both ways; only what the owner says goes to all."""
    story = Story(FIVE)
    unnamed(story, CY)
    told = story.do(AskObjector(BEN, WordsId("wrd_when"), "evt_q", 1))
    assert [n.kind for n in alone(told, CY)] == [Kind.OBJECTOR_ASKED]
    assert in_room(told) == []
    question = question_of(story.d, 1)
    assert question is not None
    told = story.do(AnswerAsked(CY, WordsId("wrd_then"), "evt_a"))
    [notice] = in_room(told)
    assert notice.kind == Kind.OBJECTOR_ANSWERED
    assert question_of(story.d, 1) is None
    assert refused(story, AnswerAsked(CY, WordsId("wrd_more"), "evt_b")) == Code.NOTHING_ASKED
    assert refused(story, AnswerAsked(BEN, WordsId("wrd_no"), "evt_c")) == Code.NOTHING_ASKED


def test_only_the_owner_reveals_it() -> None:
    """Then everybody reads whose it is."""
    story = Story(FIVE)
    unnamed(story, CY)
    assert refused(story, Reveal(BEN, 1)) == Code.NOTHING_TO_REVEAL
    told = story.do(Reveal(CY, 1))
    assert CY in told_of(in_room(told))
    assert not story.d.objections[0].unnamed


def test_an_unnamed_objection_whose_owner_leaves_tells_nothing_of_it() -> None:
    """It stays until the end, so that nobody can see with whom it went; then it is a concern."""
    story = Story(FIVE)
    unnamed(story, DI)
    told = story.do(Leave(DI))
    assert kinds(told) == []
    story.consents(BEN, ELI, CY)
    story.after(3 * DAY)
    assert blocking(story.d)
    story.after(30 * DAY)
    assert not blocking(story.d)
    assert concerns(story.d) == ((None, (WordsId("wrd_harm"),)),)


def test_who_is_asked_about_an_unnamed_objection_does_not_tell_whose_it_is() -> None:
    """In the room all are called, its owner as well: whoever is left out would be known."""
    places = tuple(Place(member, Lane.LIVE) for member in (ANA, BEN, CY, DI, ELI))
    story = Story(places)
    unnamed(story, CY)
    story.do(Examine(BEN, "evt_e", 1, WordsId("wrd_why"), "seed"))
    told = story.after(2 * DAY)
    [asked] = [n for n in in_room(told) if n.kind == Kind.EXAMINATION_ASKED]
    assert set(asked.asks) == {ANA, BEN, CY, DI, ELI}


def test_positions_are_not_counted_out_beside_an_unnamed_objection() -> None:
    """Whose tap is gone from the count could be seen in the room."""
    story = Story(FIVE)
    story.says(ELI, CONSENT)
    assert card(story.d).counts is not None
    unnamed(story, ELI)
    assert card(story.d).counts is None
    assert "consent" not in card(story.d).shown


def test_asking_about_nothing_is_answered_kindly() -> None:
    """No such objection, one's own, or which of several."""
    story = Story(FIVE)
    words = WordsId("wrd_q")
    assert refused(story, AskObjector(BEN, words, "q", 1)) == Code.NO_SUCH_OBJECTION
    unnamed(story, CY)
    assert refused(story, AskObjector(CY, words, "q", 1)) == Code.ABOUT_OWN
    story.says(DI, OBJECT, "noise")
    assert refused(story, AskObjector(BEN, words, "q")) == Code.ABOUT_WHICH


# -- void, and taken up again --------------------------------------------------------------------


def test_a_decision_is_void_at_the_second_word() -> None:
    """The first says why, to the host alone; the second tells everybody."""
    story = Story()
    told = story.do(Void(ANA, "evt_1", WordsId("wrd_why")))
    assert [n.to for n in told] == [To(ANA)]
    assert story.phase() is Phase.OPEN
    told = story.do(Void(ANA, "evt_2", sure=True))
    assert story.phase() is Phase.VOID
    assert {n.to for n in told} == {Room(), To(CY), To(DI)}
    assert {n.kind for n in told} == {Kind.DECISION_CLOSED}
    assert refused(story, Void(ANA, "evt_3", WordsId("wrd_why"))) == Code.VOID_OVER


def test_what_is_in_force_can_be_void_too() -> None:
    """A fault found later undoes it; the second word comes within a day."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    story.after(DAY)
    assert story.phase() is Phase.IN_FORCE
    assert refused(story, Void(ANA, "evt_1", sure=True)) == Code.VOID_UNSAID
    assert refused(story, Void(ANA, "evt_1")) == Code.VOID_NEEDS_WORDS
    story.do(Void(ANA, "evt_1", WordsId("wrd_why")))
    story.now += 2 * DAY
    assert refused(story, Void(ANA, "evt_2", sure=True)) == Code.VOID_UNSAID
    story.do(Void(ANA, "evt_3", WordsId("wrd_why")))
    story.do(Void(BEN, "evt_4", sure=True))
    assert story.phase() is Phase.VOID


def test_a_text_rests_until_it_is_taken_up() -> None:
    """A withdrawn one for a week; a postponed or void one for as long as it takes."""
    story = Story(TABLE)
    with pytest.raises(Refusal):
        need_rest(story.d, story.now)
    story.do(Withdraw(ANA, "evt_w", 0))
    need_rest(story.d, story.now + 7 * DAY)
    with pytest.raises(Refusal) as no:
        need_rest(story.d, story.now + 8 * DAY)
    assert no.value.code == Code.TAKE_UP_LATE
    need_rest(replace(story.d, phase=Phase.POSTPONED), story.now + 100 * DAY)
    need_rest(replace(story.d, phase=Phase.VOID), story.now + 100 * DAY)
    story.do(TakeUp(8))
    story.do(TakeUp(8))
    assert story.d.taken_up == (8,)


# -- two stop the clock --------------------------------------------------------------------------


def test_two_members_stop_the_clock_together() -> None:
    """The first asks for it; the second does it; either of the two lets it run on."""
    story = Story(FIVE)
    told = story.do(Pause(BEN, as_host=False))
    assert {n.kind for n in told} == {Kind.PAUSE_ASKED}
    assert BEN not in told_of(told)
    assert story.d.paused_at is None
    assert refused(story, Pause(BEN, as_host=False)) == Code.PAUSE_NEEDS_TWO
    story.do(Pause(CY, as_host=False))
    assert story.d.paused_at is not None
    assert refused(story, Resume(ELI, as_host=False)) == Code.PAUSE_NOT_YOURS
    until = story.d.slow_until
    story.now += DAY
    story.do(Resume(BEN, as_host=False))
    assert story.d.slow_until == until + DAY


def test_what_a_host_paused_only_a_host_resumes() -> None:
    """And a host resumes what two members paused."""
    story = Story(FIVE)
    story.do(Pause(ANA))
    assert refused(story, Resume(BEN, as_host=False)) == Code.PAUSE_NOT_YOURS
    story.do(Resume(ANA))
    story.do(Pause(BEN, as_host=False))
    story.do(Pause(CY, as_host=False))
    story.do(Resume(ANA))
    assert story.d.paused_at is None
    assert refused(story, Pause(FAY, as_host=False)) == Code.NOT_IN_THIS_DECISION


# -- two channels, a change, one member ----------------------------------------------------------


def test_two_answers_by_two_channels_are_asked_about_once() -> None:
    """The last one counts; which is meant is asked once for each version."""
    story = Story(FIVE)
    story.do(Answer(ELI, CONSENT, "evt_1", story.now))
    told = story.do(
        Answer(ELI, OBJECT, "mail_1", story.now + 3 * MINUTE, WordsId("wrd_x"), by_mail=True)
    )
    asked = [n for n in alone(told, ELI) if n.shown.get("code") == "two-answers"]
    assert len(asked) == 1
    assert (asked[0].args["earlier"], asked[0].args["later"]) == ("consent", "object")
    told = story.do(Answer(ELI, CONSENT, "evt_2", story.now + 5 * MINUTE))
    assert not [n for n in alone(told, ELI) if n.shown.get("code") == "two-answers"]


def test_the_same_answer_or_a_later_one_is_not_asked_about() -> None:
    """Only what differs, and came close together."""
    story = Story(FIVE)
    story.do(Answer(ELI, CONSENT, "evt_1", story.now))
    story.do(Answer(ELI, CONSENT, "mail_1", story.now + MINUTE, by_mail=True))
    story.now += timedelta(minutes=20)
    story.do(Answer(ELI, CONCERN, "evt_2", story.now, WordsId("wrd_x")))
    assert not [n for n in story.told if n.shown.get("code") == "two-answers"]


@pytest.mark.parametrize(("minutes", "shown"), [(14, "none"), (16, "consent")])
def test_a_quick_correction_is_quiet_and_a_change_is_said(minutes: int, shown: str) -> None:
    """The receipt of another answer says what it takes the place of, after a quarter of an hour."""
    story = Story(FIVE)
    story.says(CY, CONSENT)
    story.now += timedelta(minutes=minutes)
    told = story.says(CY, Position.ASIDE)
    [receipt] = alone(told, CY)
    assert receipt.args["earlier"] == shown


def test_who_is_alone_decides_at_once() -> None:
    """No consent round: it is kept, with its day to look again, and nobody is asked."""
    places = (Place(ANA, Lane.LIVE),)
    facts = propose(RoundId("rnd_1"), 1, ANA, "I walk daily.", places, Settings(), START)
    assert isinstance(facts[-1], Adopted)
    assert not any(isinstance(fact, ClosingBegan) for fact in facts)
    story = Story(places)
    assert story.phase() is Phase.IN_FORCE
    assert story.d.review_at is not None
    assert kinds(tuple(story.told)) == [Kind.DECISION_ADOPTED]


def test_same_again_after_an_answer_given_ahead_is_an_own_answer() -> None:
    """One tap is an act of its own."""
    story = objected()
    story.do(Amend(ANA, "We water the beds at eight."))
    story.do(SameAgain(ELI, "evt_same", story.now))
    taken = ballot_of(story.d, ELI)
    assert taken is not None
    assert taken.ahead == 0
    assert story.d.ahead == ()
