"""Consent decisions, told as stories; each rule names where it comes from (contract §6, Dec. 4)."""

from datetime import datetime, timedelta

import msgspec
import pytest

from facilitator.core.ids import RoundId, WordsId
from facilitator.core.notices import At, Difference, Entry, Letter, Room, Text, To, Who, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Answer,
    BeginReview,
    Decision,
    End,
    Extend,
    Fact,
    Join,
    Leave,
    Outage,
    Pause,
    Phase,
    Place,
    Position,
    Postpone,
    Presence,
    Resolve,
    Resume,
    SameAgain,
    Settings,
    Silence,
    TakeBack,
    Tick,
    Why,
    Withdraw,
    ask_again,
    card,
    counts,
    decide,
    evolve,
    named,
    next_due,
    propose,
)
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.consent.state import Ending, Standing
from facilitator.core.rounds.consent.tally import needed
from facilitator.core.rounds.positions import Ask, Doubt
from facilitator.core.scales import Scale
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
    MIXED,
    START,
    TABLE,
    TEXT,
    Story,
    alone,
    in_room,
    kinds,
)

CONSENT, CONCERN, OBJECT = Position.CONSENT, Position.CONCERN, Position.OBJECT
ASIDE, PASS, MORE, QUESTION = Position.ASIDE, Position.PASS, Position.MORE, Position.QUESTION


def refused(story: Story, command: object, code: str) -> Refusal:
    """The refusal of a command; the state stays as it was."""
    before = story.d
    with pytest.raises(Refusal) as caught:
        story.do(command)  # type: ignore[arg-type]
    assert code == caught.value.code
    assert before == story.d
    return caught.value


# ── opening ──────────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_asks_everybody_once() -> None:
    """The room is asked with those at the table mentioned; each place by mail gets its own letter;
    the proposer consents (contract §6)."""
    story = Story()

    (room,) = in_room(story.last)
    assert room.kind == "proposal_opened"
    assert room.asks == (BEN, ELI)
    assert Text(TEXT) == room.args["text"]
    assert room.args["silence"] == "waits"
    assert [To(CY), To(DI)] == [notice.to for notice in story.last if notice.to != Room()]
    assert alone(story.last, CY)[0].asks == (CY,)
    assert room.shown["until"] == "2026-03-12T18:00:00Z"
    assert counts(story.d).consent == 1


def test_letters_have_three_days_at_least() -> None:
    """With mail members the window for letters is never below 72 h (contract §5)."""
    short = Settings(live_for=HOUR, slow_for=2 * HOUR)

    assert Story(settings=short).d.slow_until == START + 72 * HOUR
    assert Story(TABLE, settings=short).d.slow_until == START + HOUR


def test_without_slow_places_there_is_one_time() -> None:
    """At the table alone, the printed time is the same for all."""
    story = Story(TABLE)

    assert story.d.live_until == story.d.slow_until == START + 48 * HOUR


def test_an_empty_proposal_is_refused() -> None:
    """A proposal has a text, and its proposer a place."""
    with pytest.raises(Refusal, match="empty-proposal"):
        Story(text="  \n")
    with pytest.raises(Refusal, match="not-in-this-decision"):
        propose(RoundId("rnd_1"), 1, FAY, TEXT, MIXED, Settings(), START)


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def test_one_person_counts_once() -> None:
    """The last answer received counts, whatever handle it came from."""
    story = Story()
    story.says(BEN, CONSENT)
    story.says(BEN, CONCERN, "frost")

    now = counts(story.d)
    assert (now.consent, now.concern) == (1, 1)


def test_the_same_answer_twice_changes_nothing() -> None:
    """A command repeated from the same source adds no fact (Dec. 4.6, 3)."""
    story = Story()
    story.says(CY, CONCERN, "frost", source="mail_1")
    before = story.d

    assert story.says(CY, CONCERN, "frost", source="mail_1") == ()
    assert before == story.d


def test_a_letter_is_receipted_and_the_table_is_not() -> None:
    """Every position by mail is receipted (contract §7); in the room a reaction is enough."""
    story = Story()

    assert story.says(BEN, CONSENT) == ()
    (receipt,) = story.says(CY, CONCERN, "frost")
    assert ("position_received", To(CY)) == (receipt.kind, receipt.to)
    assert Words((WordsId("wrd_frost"),)) == receipt.args["words"]
    assert "position" not in receipt.shown


def test_an_older_version_is_asked_again() -> None:
    """Answers are bound to a version: an outdated one is not counted, and shown what changed."""
    story = Story()
    story.do(Amend(ANA, "We water at 8."))

    no = refused(story, Answer(CY, CONSENT, "mail_1", START, version=1), "outdated-version")

    assert Difference(TEXT, "We water at 8.") == no.words["difference"]
    assert counts(story.d).consent == 1


def test_an_unknown_version_is_refused() -> None:
    """A version that never was cannot be answered."""
    refused(Story(), Answer(CY, CONSENT, "mail_1", START, version=2), "no-such-version")


def test_somebody_without_a_place_is_refused() -> None:
    """Only members of the circle answer; strangers are told kindly."""
    refused(Story(), Answer(FAY, CONSENT, "evt_1", START), "not-in-this-decision")


def test_same_again_casts_the_earlier_answer_anew() -> None:
    """One tap repeats an answer with its words on the new version; it carries by nothing else."""
    story = Story()
    story.says(CY, CONCERN, "frost")
    story.do(Amend(ANA, "We water at 8."))
    assert counts(story.d).concern == 0

    story.do(SameAgain(CY, "mail_2", story.now))

    assert counts(story.d).concern == 1
    refused(story, SameAgain(CY, "mail_3", story.now), "already-answered")


def test_an_objection_is_never_repeated_by_a_tap() -> None:
    """Same again is refused to whoever objected, or has nothing to repeat."""
    story = Story()
    story.says(CY, OBJECT, "frost")
    story.do(Amend(ANA, "We water at 8."))

    refused(story, SameAgain(CY, "mail_2", story.now), "objected-before")
    refused(story, SameAgain(DI, "mail_3", story.now), "nothing-to-repeat")


def test_a_question_goes_to_the_proposer_and_is_no_answer() -> None:
    """A question reaches the proposer alone and leaves the place open (contract §4)."""
    story = Story()

    asked, passed_on = story.says(CY, QUESTION, "who", source="mail_1")

    assert ("question_asked", To(ANA), (ANA,)) == (asked.kind, asked.to, asked.asks)
    assert ("question_received", To(CY)) == (passed_on.kind, passed_on.to)
    assert counts(story.d).answered == 1
    assert story.says(CY, QUESTION, "who", source="mail_1") == ()
    refused(story, Answer(CY, QUESTION, "mail_2", START), "question-needs-words")


def test_a_question_to_somebody_who_left_is_heard_by_the_room() -> None:
    """Nothing is dropped silently (contract §8.1)."""
    story = Story()
    story.do(Leave(ANA))

    assert Room() == story.says(CY, QUESTION, "who")[0].to


def test_what_was_taken_back_stands_no_longer() -> None:
    """Taking back withdraws the position in force; no earlier one revives (design §6)."""
    story = Story()
    story.says(CY, CONSENT, source="mail_1")
    story.says(CY, CONCERN, "frost", source="mail_2")

    (told,) = story.do(TakeBack("mail_2"))

    assert ("position_taken_back", To(CY)) == (told.kind, told.to)
    assert (counts(story.d).consent, counts(story.d).concern) == (1, 0)
    assert story.do(TakeBack("mail_2")) == ()
    assert story.do(TakeBack("unknown")) == ()


def test_words_taken_back_are_gone_wherever_they_were_repeated() -> None:
    """After "same again" the words of the first answer are the same words."""
    story = Story()
    story.says(CY, CONCERN, "frost", source="mail_1")
    story.do(Amend(ANA, "We water at 8."))
    story.do(SameAgain(CY, "mail_2", story.now))

    story.do(TakeBack("mail_1"))

    assert counts(story.d).concern == 1
    assert all(ballot.words is None for ballot in story.d.ballots)


# ── closing ──────────────────────────────────────────────────────────────────────────────────────


def test_it_closes_early_when_all_have_answered() -> None:
    """Early close after ten minutes to think again (Dec. 4.3, rule 10)."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    assert next_due(story.d) == START + 10 * MINUTE

    story.after(9 * MINUTE)
    assert Phase.OPEN is story.phase()
    told = story.after(MINUTE)

    assert Phase.IN_FORCE is story.phase()
    assert {"decision_adopted"} == set(kinds(told))
    assert {Room(), To(CY), To(DI)} == {notice.to for notice in told}


def test_the_clock_may_look_too_early() -> None:
    """A tick before the time to think again is over does nothing."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    story.now += 9 * MINUTE

    assert story.do(Tick()) == ()
    assert Phase.OPEN is story.phase()


def test_a_change_of_mind_stops_the_closing() -> None:
    """In the time to think again, an objection or *more* keeps it open."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.says(BEN, OBJECT, "frost")

    assert story.d.closing_at is None
    story.after(HOUR)
    assert Phase.OPEN is story.phase()


def test_the_table_may_be_done_before_the_letters() -> None:
    """Live places settled, letters outstanding: adopted provisionally; the last letter brings it
    into force (contract §6)."""
    story = Story()
    story.consents(BEN, ELI)
    told = story.after(10 * MINUTE)

    assert Phase.PROVISIONAL is story.phase()
    assert in_room(told)[0].asks == ()
    assert alone(told, CY)[0].asks == (CY,)

    story.consents(CY, DI)
    story.after(10 * MINUTE)
    assert Phase.IN_FORCE is story.phase()
    assert sum(notice.kind == "decision_provisional" for notice in in_room(tuple(story.told))) == 1


def test_without_letters_the_provisional_step_is_skipped() -> None:
    """A table alone goes straight into force."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    told = story.after(10 * MINUTE)

    assert kinds(told) == ["decision_adopted"]


def test_an_objection_by_letter_brings_a_provisional_decision_back() -> None:
    """Slow and fast weigh the same: effects are on hold, and all who were told hear of it."""
    story = Story()
    story.consents(BEN, ELI)
    story.after(HOUR)

    told = story.says(CY, OBJECT, "frost")

    assert Phase.OPEN is story.phase()
    raised = [notice for notice in told if notice.kind == "objection_raised"]
    assert {Room(), To(CY), To(DI)} == {notice.to for notice in raised}
    assert {"provisional"} == {notice.args["was"] for notice in raised}


def test_an_early_close_never_shortens_a_printed_right() -> None:
    """Until the printed time an objection counts as raised in time, also in force (contract §6)."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(10 * MINUTE)
    story.after(3 * DAY)

    told = story.says(CY, OBJECT, "frost")

    assert Phase.OPEN is story.phase()
    assert in_room(told)[0].args["was"] == "in_force"
    assert Standing.OPEN is story.d.objections[0].standing


def test_a_stop_without_words_brings_it_back_without_a_name() -> None:
    """🛑 blocks before it has words; the room hears that, not from whom."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(HOUR)

    told = story.says(BEN, OBJECT)

    assert Phase.OPEN is story.phase()
    assert in_room(told)[0].args["how"] == "wordless"
    assert "member" not in in_room(told)[0].shown
    assert alone(told, BEN)[0].shown["code"] == "objection-words"


def test_after_the_printed_time_an_objection_opens_a_review() -> None:
    """A late objection is kept and answered, and the decision is to be looked at again at once."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(5 * DAY)

    told = story.says(CY, OBJECT, "frost", source="mail_9")

    assert Phase.IN_FORCE is story.phase()
    assert story.d.look_again
    assert [("late_answer", To(CY))] == [(notice.kind, notice.to) for notice in told]
    assert next_due(story.d) == story.now
    assert story.says(CY, OBJECT, "frost", source="mail_9") == ()


def test_a_late_answer_is_kept_and_never_counted() -> None:
    """After the close an answer changes no count, and is answered kindly (Dec. 4.5)."""
    story = Story()
    story.do(Postpone(ANA))
    before = counts(story.d)

    told = story.says(CY, CONSENT)

    assert kinds(told) == ["late_answer"]
    assert before == counts(story.d)
    assert len(story.d.late) == 1
    refused(story, Answer(CY, MORE, "m", story.now), "decision-closed")
    refused(story, SameAgain(CY, "m", story.now), "decision-closed")


def test_somebody_else_must_say_yes() -> None:
    """From three places on, asides and passes alone adopt nothing: it lapses (Dec. 4.5)."""
    story = Story(TABLE)
    story.says(BEN, ASIDE)
    story.says(ELI, PASS)
    assert story.d.closing_at is None

    story.until_slow()

    assert (story.phase(), story.d.ending) == (Phase.LAPSED, Ending.CONSENTS)


def test_nobody_decides_for_an_absent_partner() -> None:
    """Of two places the other must have answered, also when they are away."""
    pair = (Place(ANA, Lane.LIVE), Place(BEN, Lane.LIVE, away=True))
    story = Story(pair)

    story.after(30 * DAY)

    assert Phase.LAPSED is story.phase()


def test_alone_ones_own_word_is_enough() -> None:
    """One eligible member: a personal decision with a review date (Dec. 4.5)."""
    story = Story((Place(ANA, Lane.LIVE),))
    story.after(10 * MINUTE)

    assert Phase.IN_FORCE is story.phase()


@pytest.mark.parametrize("settings", [Settings(quorum_people=4), Settings(quorum_percent=100)])
def test_the_quorum_counts_explicit_answers(settings: Settings) -> None:
    """A number or a share of the base; missed after the extension it lapses (contract §6)."""
    away = (*TABLE, Place(FAY, Lane.LIVE, away=True))
    story = Story(away, settings=settings)
    story.consents(BEN, ELI)
    story.until_slow()

    if settings.quorum_people:
        assert story.d.waited
        story.until_slow()
        assert (story.phase(), story.d.ending) == (Phase.LAPSED, Ending.QUORUM)
    else:
        assert Phase.IN_FORCE is story.phase()


# ── silence ──────────────────────────────────────────────────────────────────────────────────────


def test_silence_waits_two_days_asks_once_and_postpones() -> None:
    """*waits*: nothing is decided without you; the silent are asked alone, and never named."""
    story = Story()
    story.consents(BEN, ELI, DI)
    told = story.until_slow()
    asked = [notice for notice in told if notice.kind == "asked"]
    assert [(To(CY), "answer")] == [(notice.to, notice.shown["code"]) for notice in asked]
    (room,) = [notice for notice in in_room(told) if notice.kind == "round_extended"]
    assert (room.args["open"], room.asks) == (1, ())
    assert story.d.slow_until == START + 6 * DAY

    told = story.until_slow()

    assert (story.phase(), story.d.ending) == (Phase.POSTPONED, Ending.SILENCE)
    assert {"decision_closed"} == set(kinds(told))
    assert told[0].shown["outcome"] == "postponed"


def test_a_late_tick_still_gives_two_full_days() -> None:
    """When the clock looks late, the one extension begins then: nobody is timed out early."""
    story = Story(TABLE)
    story.now = START + 10 * DAY
    story.do(Tick())

    assert story.now + 2 * DAY == story.d.slow_until


def test_whoever_is_away_leaves_the_base() -> None:
    """Away and unreached people never count as consent and hold nobody up (contract §6)."""
    story = Story()
    story.consents(BEN, ELI)
    story.do(Presence(CY, away=True))
    story.do(Presence(DI, reached=False))
    story.after(10 * MINUTE)

    assert Phase.IN_FORCE is story.phase()
    now = counts(story.d)
    assert (now.consent, now.no_answer, now.not_reached) == (3, 1, 1)


def test_an_answer_is_a_sign_of_life() -> None:
    """Who answers while away counts."""
    story = Story()
    story.do(Presence(CY, away=True))
    story.says(CY, OBJECT, "frost")

    assert counts(story.d).objection == 1


def test_a_letter_accepted_late_keeps_its_full_time() -> None:
    """The clock of a mail member starts when their server has the mail (contract §7)."""
    places = (*TABLE, Place(CY, Lane.SLOW, by_mail=True, reached=False))
    story = Story(places)
    story.now = START + 2 * DAY
    told = story.do(Presence(CY, reached=True))

    assert story.d.slow_until == START + 5 * DAY
    assert {"letter"} == {notice.args["cause"] for notice in told}
    assert story.do(Presence(CY, reached=True)) == ()


# ── when the others decide, and when silence lets it go ahead ────────────────────────────────────

OTHERS = Settings(silence=Silence.OTHERS_DECIDE, quorum_percent=50)
LAZY = Settings(silence=Silence.CONSENTS, least_consents=3)


def test_the_others_decide_without_the_silent() -> None:
    """Eli is silent at the table: when its time is over it holds provisionally, and with the letters
    in it is in force. Nobody is counted as consenting who did not say so."""
    story = Story(settings=OTHERS)
    story.consents(BEN)
    assert next_due(story.d) == story.d.slow_until  # two of five: too few have answered
    story.consents(CY)
    assert next_due(story.d) == story.d.live_until
    story.until(story.d.live_until)
    assert Phase.OPEN is story.phase()  # some minutes to think again
    story.after(10 * MINUTE)
    assert Phase.PROVISIONAL is story.phase()
    story.until_slow()
    assert Phase.IN_FORCE is story.phase()
    assert (counts(story.d).consent, counts(story.d).no_answer) == (3, 2)


def test_until_the_printed_time_the_silent_are_waited_for() -> None:
    """An hour before the end of the table's time nothing closes; all answers close it early."""
    story = Story(settings=OTHERS)
    story.consents(BEN, CY)
    story.until(story.d.live_until - HOUR)
    assert story.d.closing_at is None
    story.consents(ELI, DI)
    story.after(10 * MINUTE)
    assert Phase.IN_FORCE is story.phase()


def test_too_few_answers_are_waited_for_once_and_then_it_lapses() -> None:
    """Two of five are under half: two more days, and only the silent are asked (Dec. 4.3, 14, 15)."""
    story = Story(settings=OTHERS)
    story.consents(BEN)
    told = story.until_slow()
    asked = {notice.to.member for notice in told if isinstance(notice.to, To) and notice.asks}
    assert asked == {ELI, CY, DI}
    story.until_slow()
    assert (story.phase(), story.d.ending) == (Phase.LAPSED, Ending.QUORUM)


def test_whoever_is_not_reached_leaves_the_base_of_the_quorum() -> None:
    """Half of those reached: with Di and Cy unreached, two answers of three are enough."""
    story = Story(settings=OTHERS)
    story.consents(BEN)
    assert needed(story.d) == 3
    story.do(Presence(CY, reached=False))
    story.do(Presence(DI, reached=False))
    assert needed(story.d) == 2
    story.until(story.d.live_until)
    story.after(10 * MINUTE)
    assert Phase.PROVISIONAL is story.phase()  # Eli has the printed time, as everybody has
    story.until_slow()
    assert Phase.IN_FORCE is story.phase()


def test_an_objection_stops_it_under_every_rule_of_silence() -> None:
    """Silence lets nothing go ahead over an open objection."""
    for rules in (OTHERS, LAZY):
        story = Story(settings=rules)
        story.consents(BEN, CY, DI)
        story.says(ELI, OBJECT, "frost")
        for _ in range(3):
            story.until_slow()
        assert (story.phase(), story.d.ending) == (Phase.POSTPONED, Ending.OBJECTION)


def test_no_answer_lets_it_go_ahead_where_enough_say_yes() -> None:
    """With three consents it is in force at the printed time, and the silent stay a number."""
    story = Story(settings=LAZY)
    story.consents(BEN)
    story.says(DI, CONCERN, "slugs")
    story.until_slow()
    assert Phase.IN_FORCE is story.phase()
    assert (counts(story.d).consent, counts(story.d).no_answer) == (2, 2)


def test_silence_alone_decides_nothing() -> None:
    """Two consents are too few: the silent are asked once more, and then it lapses."""
    story = Story(settings=LAZY)
    story.consents(BEN)
    story.until_slow()
    assert Phase.OPEN is story.phase()
    story.until_slow()
    assert (story.phase(), story.d.ending) == (Phase.LAPSED, Ending.CONSENTS)


def test_a_circle_has_the_rules_of_its_scale() -> None:
    """Small ones wait; a congregation's others decide, with half of those reached; a network's
    silence lets go ahead what three consent to, after a week (contract §6)."""
    assert rules_of(Scale.CREW) == rules_of(Scale.DYAD) == Settings()
    rules = rules_of(Scale.CONGREGATION)
    assert (rules.silence, rules.quorum_percent) == (Silence.OTHERS_DECIDE, 50)
    rules = rules_of(Scale.NETWORK)
    assert (rules.silence, rules.least_consents, rules.slow_for) == (Silence.CONSENTS, 3, 7 * DAY)


# ── objections ───────────────────────────────────────────────────────────────────────────────────


def test_an_objection_is_heard_at_once_and_blocks() -> None:
    """Its text is visible at once, owned, and asks the proposer; nothing is adopted meanwhile."""
    story = Story()
    told = story.says(CY, OBJECT, "frost")
    (room,) = in_room(told)
    assert ("objection_raised", (ANA,), Who(CY)) == (room.kind, room.asks, room.args["by"])
    story.consents(BEN, ELI, DI)

    story.after(3 * DAY)

    assert Phase.OPEN is story.phase()


def test_a_proposer_by_mail_gets_the_objection_by_mail() -> None:
    """Whoever must act hears it where they are."""
    by_mail = (Place(ANA, Lane.SLOW, by_mail=True), Place(BEN, Lane.LIVE), Place(ELI, Lane.LIVE))
    story = Story(by_mail)
    told = story.says(BEN, OBJECT, "frost")

    assert in_room(told)[0].asks == ()
    assert alone(told, ANA)[0].asks == (ANA,)


def test_a_later_consent_of_its_owner_withdraws_it() -> None:
    """And the receipt says so, also in the room (contract §6)."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    told = story.says(BEN, CONSENT)

    assert Standing.WITHDRAWN is story.d.objections[0].standing
    (receipt,) = alone(told, BEN)
    assert (receipt.args["effect"], receipt.args["objection"]) == ("withdrawn", 1)
    assert kinds(tuple(in_room(told))) == ["objection_resolved"]


def test_a_pass_leaves_the_objection_standing() -> None:
    """To leave it to the others is not to say that the harm is gone; the receipt says so."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    (receipt,) = story.says(BEN, PASS)

    assert story.d.objections[0].blocks
    assert receipt.args["effect"] == "open"


def test_more_words_join_the_same_objection() -> None:
    """One is enough: an owner's further words are added to the one that is open."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    told = story.says(BEN, OBJECT, "ice")

    assert len(story.d.objections) == 1
    assert told[0].args["how"] == "again"
    assert Words((WordsId("wrd_frost"), WordsId("wrd_ice"))) == told[0].args["words"]


def test_an_amendment_does_not_resolve_an_objection() -> None:
    """It stays open on version n+1 until its owner answers; their silence keeps it open."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    told = story.do(Amend(ANA, "We water at 8.", "it freezes at 7"))
    assert [notice.shown["code"] for notice in alone(told, BEN)] == ["objection-amended"]
    story.consents(ELI, CY, DI)

    story.after(30 * DAY)

    assert (story.phase(), story.d.ending) == (Phase.POSTPONED, Ending.OBJECTION)


@pytest.mark.parametrize("answer", [CONSENT, CONCERN, ASIDE])
def test_the_owners_answer_to_the_new_version_resolves_it(answer: Position) -> None:
    """Met by a later version: resolved, and the objection is thanked by number."""
    story = Story(TABLE)
    story.says(BEN, OBJECT, "frost")
    story.do(Amend(ANA, "We water at 8."))
    story.says(BEN, answer, "well")
    story.says(ELI, CONSENT)
    told = story.after(10 * MINUTE)

    assert Standing.RESOLVED is story.d.objections[0].standing
    assert (1, Text("1")) == (told[0].args["thanks"], told[0].args["thanked"])


def test_resolved_lets_it_go_and_is_never_counted_as_consent() -> None:
    """``!resolved`` answers for its owner as a pass: consent is counted by its own word only."""
    story = Story(TABLE)
    story.says(BEN, OBJECT, "frost")
    refused(story, Resolve(ELI, "evt_9"), "no-open-objection")
    refused(story, Resolve(BEN, "evt_9", 2), "no-open-objection")

    story.do(Resolve(BEN, "evt_9"))

    now = counts(story.d)
    assert (now.consent, now.passed, now.objection) == (1, 1, 0)
    refused(story, Resolve(BEN, "evt_9"), "no-open-objection")


def test_after_the_close_nothing_is_resolved() -> None:
    """What was postponed with an objection keeps it in its record, and its numbers as they were."""
    story = Story(TABLE)
    story.says(BEN, Position.OBJECT, "gate")
    story.do(Postpone(ANA))
    before = story.d
    with pytest.raises(Refusal, match="decision-closed"):
        story.do(Resolve(BEN, "evt_r"))
    assert story.d == before


def test_resolved_keeps_an_answer_that_is_there() -> None:
    """Who passed on the new version and then says resolved keeps that answer."""
    story = Story(TABLE)
    story.says(BEN, OBJECT, "frost")
    story.says(BEN, PASS)
    ballots = len(story.d.ballots)
    story.do(Resolve(BEN, "evt_9"))

    assert ballots == len(story.d.ballots)


def test_withdraw_takes_what_the_sender_owns() -> None:
    """The proposal by its proposer, the objection by its owner; with both, it asks (contract §4)."""
    story = Story(TABLE)
    story.says(BEN, OBJECT, "frost")
    story.says(ANA, OBJECT, "ice")
    no = refused(story, Withdraw(ANA, "e"), "withdraw-which")
    assert no.words["objection"] == 2
    refused(story, Withdraw(ELI, "e"), "nothing-to-withdraw")
    refused(story, Withdraw(BEN, "e", 2), "nothing-to-withdraw")

    story.do(Withdraw(BEN, "e"))
    story.do(Withdraw(ANA, "e", 2))
    assert [o.standing for o in story.d.objections] == [Standing.WITHDRAWN] * 2
    told = story.do(Withdraw(ANA, "e"))

    assert (story.phase(), told[0].kind) == (Phase.WITHDRAWN, "decision_closed")
    refused(story, Withdraw(ANA, "e"), "decision-closed")


def test_taking_back_an_objection_withdraws_it() -> None:
    """Redacting or un-reacting it: its words are gone and it blocks no more."""
    story = Story(TABLE)
    story.says(BEN, OBJECT, "frost", source="evt_o")
    told = story.do(TakeBack("evt_o"))

    assert Standing.WITHDRAWN is story.d.objections[0].standing
    assert story.d.objections[0].reasons == ()
    assert kinds(told) == ["objection_resolved"]


def test_an_objection_owes_words_and_blocks_without_them() -> None:
    """Without words by the deadline it takes the one extension, then stands as a concern."""
    story = Story(TABLE)
    (asked,) = story.says(BEN, OBJECT)
    assert (asked.kind, asked.shown["code"], asked.asks) == ("asked", "objection-words", (BEN,))
    story.consents(ELI)
    story.after(10 * HOUR)
    assert Phase.OPEN is story.phase()

    told = story.until_slow()
    assert [notice.shown["code"] for notice in alone(told, BEN)] == ["objection-words"]
    story.until_slow()

    assert Phase.IN_FORCE is story.phase()
    assert (
        counts(story.d).consent,
        counts(story.d).concern,
        counts(story.d).objection,
    ) == (2, 1, 0)


def test_words_make_it_an_objection_like_any_other() -> None:
    """🛑 and then words: one objection."""
    story = Story(TABLE)
    story.says(BEN, OBJECT)
    told = story.says(BEN, OBJECT, "frost")

    assert kinds(told) == ["objection_raised"]
    assert len(story.d.objections) == 1


def test_a_concern_without_words_counts_and_asks_for_them() -> None:
    """🤔 alone is a consent with a concern; its words are asked for, and nothing waits for them."""
    story = Story(TABLE)
    (asked,) = story.says(BEN, CONCERN)
    story.consents(ELI)

    assert asked.shown["code"] == "concern-words"
    assert story.d.closing_at is not None


def test_an_orphaned_objection_becomes_a_concern() -> None:
    """The owner left: it blocks for 48 h more, then it is kept as a concern (Dec. 4.5)."""
    story = Story(MIXED)
    story.says(BEN, OBJECT, "frost")
    story.consents(ELI, CY, DI)
    told = story.do(Leave(BEN))
    assert kinds(told) == ["objection_orphaned"] * 3, "whoever is asked apart may adopt it too"
    assert story.do(Leave(BEN)) == ()

    story.after(47 * HOUR)
    assert Phase.OPEN is story.phase()
    told = story.after(2 * HOUR)

    assert Phase.IN_FORCE is story.phase()
    adopted = next(notice for notice in told if notice.kind == "decision_adopted")
    assert Letter((Entry(BEN, (WordsId("wrd_frost"),)),)) == adopted.args["concerns"]


# ── amending ─────────────────────────────────────────────────────────────────────────────────────


def test_a_new_version_has_its_own_window_and_asks_anew() -> None:
    """Deadlines restart and never move earlier; amending counts as its author's consent."""
    story = Story()
    story.consents(BEN, ELI, CY)
    story.now = START + DAY
    told = story.do(Amend(ANA, "We water at 8."))

    assert (story.d.version, story.d.slow_until) == (2, START + 5 * DAY)
    assert counts(story.d).consent == 1
    (room,) = in_room(told)
    assert (room.kind, room.asks) == ("proposal_amended", (BEN, ELI))
    assert Difference(TEXT, "We water at 8.") == room.args["difference"]
    assert [To(CY), To(DI)] == [notice.to for notice in told if notice.to != Room()]


def test_a_new_version_never_shortens_the_time() -> None:
    """Whoever was promised more time keeps it."""
    story = Story()
    story.do(Extend(BEN, 7 * DAY))
    until = story.d.slow_until
    story.do(Amend(ANA, "We water at 8."))

    assert until == story.d.slow_until


def test_only_the_proposer_or_a_host_amends() -> None:
    """And only into another text, while it is open."""
    story = Story()
    refused(story, Amend(BEN, "Other."), "not-your-proposal")
    refused(story, Amend(ANA, TEXT), "same-text")
    refused(story, Amend(ANA, " "), "empty-proposal")

    told = story.do(Amend(BEN, "Other.", as_host=True))

    assert Who(BEN) == told[0].args["author"]
    assert in_room(told)[0].asks == (ANA, ELI)


def test_an_amendment_reopens_a_provisional_decision() -> None:
    """A new text is not adopted by the answers to the old one."""
    story = Story()
    story.consents(BEN, ELI)
    story.after(HOUR)
    story.do(Amend(ANA, "We water at 8."))

    assert Phase.OPEN is story.phase()


def test_somebody_who_joins_is_asked_from_the_next_version() -> None:
    """Voice now, a position from version n+1 on (Dec. 4.5)."""
    story = Story(TABLE)
    (told,) = story.do(Join(FAY, Lane.LIVE))
    assert told.kind == "joined_later"
    assert story.do(Join(FAY, Lane.LIVE)) == ()
    refused(story, Answer(FAY, CONSENT, "e", START), "joined-later")
    assert story.says(FAY, QUESTION, "why")[0].kind == "question_asked"

    told_all = story.do(Amend(ANA, "We water at 8."))
    assert in_room(told_all)[0].asks == (BEN, ELI, FAY)
    story.says(FAY, CONSENT)

    assert counts(story.d).consent == 2


def test_whoever_leaves_is_not_counted() -> None:
    """Their ballots stay in the record and out of the count; the rest may be complete now."""
    story = Story(TABLE)
    story.says(BEN, CONSENT)
    story.do(Leave(ELI))
    assert story.d.closing_at is not None
    story.do(Leave(BEN))

    assert counts(story.d).consent == 1
    assert len(story.d.ballots) == 2
    story.do(Join(BEN, Lane.LIVE))
    assert counts(story.d).consent == 1


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


def test_more_gives_everybody_two_days() -> None:
    """Each person once per version, two in all; nobody hears who asked (Dec. 4.3, rule 11)."""
    story = Story()
    told = story.says(BEN, MORE)
    assert story.d.slow_until == START + 6 * DAY
    assert {Room(), To(CY), To(DI)} == {notice.to for notice in told}
    assert all("member" not in notice.shown for notice in told)
    no = refused(story, Answer(BEN, MORE, "e", START), "more-once")
    assert At(START + 6 * DAY) == no.words["until"]

    story.says(CY, MORE)
    refused(story, Answer(DI, MORE, "e", START), "more-spent")


def test_more_holds_the_early_close_until_they_answer() -> None:
    """Somebody who asked for time after answering is waited for, at most to the printed time."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    story.says(BEN, MORE)
    assert story.d.closing_at is None

    story.says(BEN, CONSENT)
    assert story.d.closing_at is not None


def test_more_never_outlives_the_printed_time() -> None:
    """At the time itself the answer that stands counts."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    story.says(BEN, MORE)
    story.until_slow()

    assert Phase.IN_FORCE is story.phase()


def test_a_host_extends_pauses_and_resumes() -> None:
    """Time is given, and a pause is given back; nothing is due while it lasts."""
    story = Story()
    story.do(Extend(BEN, DAY))
    assert story.d.slow_until == START + 5 * DAY
    refused(story, Extend(BEN, timedelta(0)), "no-time-given")
    refused(story, Resume(BEN), "not-paused")

    story.do(Pause(BEN))
    refused(story, Pause(BEN), "already-paused")
    assert next_due(story.d) is None
    story.now += 3 * DAY
    assert story.do(Tick()) == ()
    told = story.do(Resume(BEN))

    assert story.d.slow_until == START + 8 * DAY
    assert {"round_resumed"} == set(kinds(told))


def test_answers_given_in_a_pause_count() -> None:
    """The clock stands still, people do not; closing begins when it goes on."""
    story = Story(TABLE)
    story.do(Pause(BEN))
    story.consents(BEN, ELI)
    assert story.d.closing_at is None

    story.do(Resume(BEN))
    assert story.d.closing_at is not None


def test_a_decision_is_not_ended_by_one_persons_word() -> None:
    """``!end`` is refused; postponing is the proposer's or a host's."""
    story = Story()
    refused(story, End(BEN), "decision-not-ended")
    refused(story, Postpone(BEN), "not-your-proposal")
    story.do(Postpone(BEN, as_host=True))

    assert (story.phase(), story.d.ending) == (Phase.POSTPONED, Ending.ASKED)
    refused(story, Extend(BEN, DAY), "decision-closed")


def test_an_outage_is_given_back() -> None:
    """Later by its length, and no sooner than 12 h after the return (design §5)."""
    story = Story()
    story.now = START + 97 * HOUR
    told = story.do(Outage(3 * HOUR))

    assert story.now + 12 * HOUR == story.d.slow_until
    assert {"outage"} == {notice.args["cause"] for notice in told}
    assert story.d.live_until == START + 48 * HOUR


def test_an_outage_after_an_early_close_gives_the_right_back() -> None:
    """Nobody needs to hear of it, but an objection is in time for as much longer."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(10 * MINUTE)
    story.now = START + 97 * HOUR
    assert story.do(Outage(3 * HOUR)) == ()
    story.says(CY, OBJECT, "frost")

    assert Phase.OPEN is story.phase()


def test_an_outage_that_touches_nothing_moves_nothing() -> None:
    """A decision that is over has no time to give back."""
    story = Story()
    story.do(Postpone(ANA))

    assert story.do(Outage(HOUR)) == ()


def test_the_review_comes_back_by_itself_once() -> None:
    """Its day comes once; the review that begins then says so, and asks (contract §6)."""
    story = Story(TABLE)
    story.says(BEN, CONCERN, "frost")
    story.consents(ELI)
    story.after(HOUR)
    story.after(92 * DAY)

    assert story.d.reviewed
    assert next_due(story.d) is None
    assert kinds(story.do(BeginReview(8, Why.DATE))) == ["review_due"]


# ── what is seen ─────────────────────────────────────────────────────────────────────────────────


def test_the_card_shows_numbers_and_never_who() -> None:
    """Phase, version, counts, until, how many answered (contract §9)."""
    story = Story()
    story.says(BEN, CONCERN, "frost")
    seen = card(story.d)

    assert (seen.face, seen.answered, seen.places) == ("open", 2, 5)
    assert tuple(seen.shown[key] for key in ("phase", "consent", "concern", "object")) == (
        "open",
        1,
        1,
        0,
    )
    story.says(BEN, OBJECT, "ice")
    assert card(story.d).face == "objection"
    story.do(Pause(BEN))
    assert card(story.d).face == "paused"
    story.do(Withdraw(ANA, "e"))
    assert card(story.d).face == "withdrawn"


def test_sealed_hides_positions_and_counts_until_the_close() -> None:
    """The card shows how many answered; an objection shows its words without its owner."""
    story = Story(TABLE, settings=Settings(sealed=True))
    told = story.says(BEN, OBJECT, "frost")

    seen = card(story.d)
    assert seen.counts is None
    assert not {"consent", "concern", "object", "aside", "pass"} & set(seen.shown)
    assert told[0].args["named"] == "no"
    assert "member" not in told[0].shown
    story.do(Withdraw(BEN, "e"))
    story.says(BEN, CONCERN, "ice")
    story.consents(ELI)
    adopted = story.after(HOUR)

    assert Words((WordsId("wrd_ice"),)) == adopted[0].args["concerns"]
    assert named(story.d) == ()
    assert card(story.d).counts is not None


def test_names_stand_by_positions_only_after_the_close() -> None:
    """Other positions are counts while open, by name after the close unless sealed."""
    story = Story(TABLE)
    story.consents(BEN, ELI)
    assert named(story.d) == ()
    story.after(HOUR)

    assert [ballot.member for ballot in named(story.d)] == [ANA, BEN, ELI]


def test_an_unclear_reading_is_asked_privately() -> None:
    """A doubt becomes a private question with its code."""
    notice = ask_again(Story().d, CY, Ask(Doubt.CONDITION))

    assert ("asked", To(CY), "unclear-condition") == (
        notice.kind,
        notice.to,
        notice.shown["code"],
    )


def test_state_and_facts_survive_storing() -> None:
    """Everything is plain data: a codec without hooks reads back what it wrote."""
    story = Story(MIXED)
    story.says(BEN, OBJECT, "frost")
    story.says(CY, MORE)
    story.do(Amend(ANA, "We water at 8."))
    story.do(Leave(BEN))
    story.says(DI, QUESTION, "why")
    story.after(30 * DAY)

    stored = msgspec.json.encode(story.d)
    assert story.d == msgspec.json.decode(stored, type=Decision)
    for fact in story.facts:
        assert fact == msgspec.json.decode(msgspec.json.encode(fact), type=type(fact))


def test_folding_the_facts_gives_the_state() -> None:
    """Replaying the journal is exact, and facts without a beginning are a bug."""
    story = Story()
    story.says(BEN, OBJECT, "frost")
    story.after(30 * DAY)

    state: Decision | None = None
    for fact in story.facts:
        state = evolve(state, fact)
    assert state == story.d
    later: Fact = story.facts[1]
    with pytest.raises(ValueError, match="before Proposed"):
        evolve(None, later)


def test_ticking_again_at_the_same_moment_does_nothing() -> None:
    """A deadline is due once."""
    story = Story()
    story.until_slow()
    again: datetime = story.now

    assert decide(story.d, Tick(), again) == ()
