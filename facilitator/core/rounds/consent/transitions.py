"""The state machine of a decision as a table: from where, by what, to where, in which facts.

The numbers are those of the design (Dec. 4.3); where the contract (§6) or this house does it another
way, ``changed`` says how. Nothing runs by this table: :mod:`.deciding` decides. It is what may happen,
written once; a property test plays decisions at random and finds each of their steps in it, and
``docs/consent.md`` is drawn from it.
"""

from dataclasses import dataclass
from typing import Any

from facilitator.core.rounds.consent.early_facts import (
    CalledAnew,
    Contributed,
    StepBegan,
    WordingMended,
)
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    AheadGiven,
    Amended,
    AnsweredLate,
    AnswersDiffered,
    Closed,
    ClosingBegan,
    ClosingStopped,
    Dropped,
    Fact,
    Joined,
    Kept,
    LaneChosen,
    LastAsked,
    Left,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
    ObjectorAnswered,
    ObjectorAsked,
    ObjectorRevealed,
    OwnerTaken,
    PauseAsked,
    Paused,
    PositionTaken,
    PresenceChanged,
    Proposed,
    QuestionAsked,
    Reopened,
    Resumed,
    ReviewBegan,
    ReviewFell,
    ReviewOver,
    Revived,
    Superseded,
    TakenBack,
    TakenUp,
    TimeAdded,
    VoidAsked,
    Waited,
    WordsAsked,
    WordsMissed,
)
from facilitator.core.rounds.consent.objection_facts import (
    CameFrom,
    EscalationAnswered,
    EscalationAsked,
    ExaminationAsked,
    ExaminationClaimed,
    ExaminationEnded,
    ExaminationSeconded,
    HandedTo,
    IntegratingBegan,
    Judged,
    JudgementTakenBack,
    ObjectionAdopted,
    ObjectionHeld,
    TextSuggested,
)
from facilitator.core.rounds.consent.state import (
    RUNNING,
    STEPS,
    Cause,
    Ending,
    Phase,
    Standing,
)

QUESTIONS, REACTIONS, OPEN = Phase.QUESTIONS, Phase.REACTIONS, Phase.OPEN
PROVISIONAL, IN_FORCE = Phase.PROVISIONAL, Phase.IN_FORCE
DECIDING = frozenset({OPEN, PROVISIONAL})
ENDED = frozenset(Phase) - RUNNING
LIVING = RUNNING | {IN_FORCE}
GIVEN_UP = frozenset({Phase.POSTPONED, Phase.LAPSED})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can happen to a decision.

    ``origin`` are the phases it happens in; None among them: there is no decision yet. ``to`` is the
    phase it leads to; None: the phase stays. ``facts`` carry it out, ``beside`` may go with it and
    move nothing; ``by`` tells facts of one kind apart, as :func:`told_apart` does. Without ``facts`` it is
    refused, or only looked at. ``shown`` names the transcript, or the test with its file, that shows it.
    """

    number: str
    origin: frozenset[Phase | None]
    event: str
    guard: str
    to: Phase | None
    facts: tuple[type[Any], ...]
    shown: str
    beside: tuple[type[Any], ...] = ()
    changed: str = ""
    by: tuple[Ending | Cause | Standing, ...] = ()

    def carried_by(self, before: Phase | None, fact: Fact, after: Phase) -> bool:
        """Whether this fact carries the row out, leading from the one phase to the other."""
        kind = type(fact) in self.facts and (not self.by or told_apart(fact) in self.by)
        return kind and before in self.origin and after is (self.to or before)

    def allows(self, before: Phase | None, fact: Fact, after: Phase) -> bool:
        """Whether this fact carries the row out, or goes with it."""
        goes_with = type(fact) in self.beside and before in self.origin
        return (goes_with and after in (before, self.to)) or self.carried_by(before, fact, after)


def told_apart(fact: Fact) -> Ending | Cause | Standing | None:
    """What tells facts of one kind apart: why it closed, why there is more time, what became of an
    objection."""
    match fact:
        case Closed(_, ending):
            return ending
        case TimeAdded(cause):
            return cause
        case ObjectionSettled(_, standing):
            return standing
        case _:
            return None


def _at(*phases: Phase | None) -> frozenset[Phase | None]:
    return frozenset(phases)


_ANY: frozenset[Phase | None] = frozenset(Phase)
_STEPS: frozenset[Phase | None] = frozenset(STEPS)
_DECIDING: frozenset[Phase | None] = frozenset(DECIDING)
_RUNNING: frozenset[Phase | None] = frozenset(RUNNING)
_LIVING: frozenset[Phase | None] = frozenset(LIVING)
_ENDED: frozenset[Phase | None] = frozenset(ENDED)
_OWN = (PositionTaken, ObjectionSettled)

BEFORE_THE_ASKING = (
    Row("1", _at(None), "somebody proposes", "has a text; the proposer has a place", OPEN,
        (Proposed,), "consent_decision", (CameFrom,),
        "asked at once, the proposer consents unless they say otherwise; nothing is only announced"),
    Row("2", _at(None), "somebody proposes with steps=full", "as 1", QUESTIONS,
        (Proposed,), "steps_full"),
    Row("3", _at(QUESTIONS), "the questions end",
        "time over, or all heard and every question answered (10 minutes to think again), or !next",
        REACTIONS, (StepBegan,), "steps_full"),
    Row("3a", _at(REACTIONS), "the reactions end", "time over, or all heard, or !next", OPEN,
        (StepBegan,), "steps_full"),
    Row("3b", _RUNNING, "a question, an answer, a reaction", "a place here; late ones are passed on",
        None, (Contributed,), "steps_full_time"),
    Row("4", _STEPS, "a new text before the asking", "proposer or host", None, (Amended,),
        "steps_full", _OWN, "the step goes on with the new text"),
    Row("5", _RUNNING, "other words, the same matter (!amend wording=yes)", "proposer or host", None,
        (WordingMended,), "wording_only", (),
        "every answer stays; it does not close early for a day"),
    Row("5a", _DECIDING, "somebody calls it another matter (!anew)", "within a day", OPEN,
        (CalledAnew,), "wording_called_anew", _OWN),
    Row("5b", _STEPS, "somebody calls it another matter before the asking", "within a day", None,
        (CalledAnew,), "tests/core/test_mending.py::test_before_the_asking_the_step_goes_on", _OWN),
)  # fmt: skip

ANSWERING = (
    Row("6", _DECIDING, "a new text (!amend)", "proposer or host; another text; tries left", OPEN,
        (Amended,), "consent_in_chat", _OWN,
        "amending is the author's consent; open objections stay open until their owner answers"),
    Row("7", _RUNNING, "an answer", "a place here; to the version that stands", None,
        (PositionTaken,), "consent_decision", (WordsAsked, ObjectionSettled, AnswersDiffered),
        "the last one received counts; in the steps only the author's own consent"),
    Row("8", _DECIDING, "an answer to an older version", "—", None, (), "edited_command", (),
        "not counted; the difference is shown, and one tap says the same again"),
    Row("9", _DECIDING, "an objection", "with its reason; without one it blocks, and owes it", None,
        (ObjectionRaised, ObjectionContinued), "consent_decision", (PositionTaken, WordsAsked),
        "may be unnamed where five or more are asked"),
    Row("10", _RUNNING, "all is settled, or no longer",
        "nobody waited for, no objection, no wish for more time", None,
        (ClosingBegan, ClosingStopped), "consent_by_mail", (),
        "ten minutes to think again; an early close shortens no printed right"),
    Row("11", _RUNNING, "more time, please", "once a person and version (and step), two in all", None,
        (TimeAdded,), "more_time", by=(Cause.MORE,)),
    Row("12", _DECIDING, "the printed time is over", "what came in has been read first", None, (),
        "consent_waits", (), "one of 13 to 16 follows"),
)  # fmt: skip

CLOSING = (
    Row("13", _at(OPEN), "time over, an objection stands", "the first time", None,
        (IntegratingBegan,), "integrate_two_loops", (),
        "a week to build it in; the printed time moves with it"),
    Row("14", _DECIDING, "time over, answers are missing", "the first time on this version", None,
        (Waited,), "consent_waits", (), "two days more, and each one missing is asked alone"),
    Row("15", _DECIDING, "too few answers, or nobody beside the proposer consents",
        "after the two days; at once where all have answered", Phase.LAPSED, (Closed,),
        "too_few_answers", (WordsMissed, ObjectionSettled),
        by=(Ending.QUORUM, Ending.CONSENTS)),
    Row("15a", _DECIDING, "somebody has not answered, and nothing is decided without them",
        "rule of silence waits; after the two days", Phase.POSTPONED, (Closed,), "consent_waits",
        (WordsMissed, ObjectionSettled), by=(Ending.SILENCE,)),
    Row("16", _at(OPEN), "those at the table are settled, letters are open",
        "no objection; quorum; somebody else consents", PROVISIONAL, (AdoptedProvisionally,),
        "others_decide"),
    Row("16a", _at(OPEN), "all are settled, or the rule of silence allows it",
        "no objection; quorum; somebody else consents", IN_FORCE, (Adopted,), "consent_decision",
        (WordsMissed, ObjectionSettled)),
    Row("16b", _at(QUESTIONS), "who is alone proposes", "nobody else to ask", IN_FORCE, (Adopted,),
        "tests/core/test_steps_full.py::test_alone_one_does_not_wait_for_oneself"),
)  # fmt: skip

OBJECTING = (
    Row("17", _at(OPEN), "somebody doubts that an objection qualifies (!examine)",
        "with a reason, three or more of us; who wrote the text needs a second voice", None,
        (ExaminationClaimed, ExaminationSeconded), "examine_not_qualified"),
    Row("18", _at(OPEN), "its owner holds to it, and the others are asked",
        "the owner's time is over", None, (ExaminationAsked,), "examine_doubt", (),
        "where there is nobody to ask it qualifies"),
    Row("19", _at(OPEN), "the others have found, or the doubt is taken back",
        "a concern only if half answer clearly and nobody says it qualifies", None,
        (Judged, JudgementTakenBack, ExaminationEnded), "examine_not_qualified",
        (ObjectionSettled, PositionTaken), "doubt goes to the objector"),
    Row("20", _RUNNING, "a wording is offered (!suggest)", "a place here", None, (TextSuggested,),
        "integrate_two_loops"),
    Row("20a", _at(OPEN), "its owner says whether the new text meets it", "asked of the owner alone",
        None, (ObjectionHeld,), "integrate_two_loops", (PositionTaken, ObjectionSettled),
        "their silence keeps it open"),
    Row("21", _at(OPEN), "no text met it", "three tried, or the week is over", Phase.POSTPONED,
        (Closed,), "loops_spent", (WordsMissed, ObjectionSettled), by=(Ending.OBJECTION,)),
    Row("21a", frozenset(RUNNING | GIVEN_UP), "it goes to the wider circle (!escalate)",
        "proposer or host, and everybody who objects agrees", Phase.ESCALATED, (Closed,), "escalated",
        (EscalationAsked, EscalationAnswered), by=(Ending.ESCALATED,)),
    Row("21b", _at(QUESTIONS, OPEN, Phase.ESCALATED), "the two circles' decisions know of each other",
        "—", None, (HandedTo, CameFrom), "escalated"),
    Row("23", _at(OPEN), "an objection is let go", "by its owner", None, (ObjectionSettled,),
        "orphan_adopted", (PositionTaken, TakenBack), "its owner then leaves it to the others",
        (Standing.RESOLVED, Standing.WITHDRAWN)),
    Row("34", _at(OPEN), "an objector leaves", "—", None, (ObjectionOrphaned,), "orphan_adopted",
        (Left,)),
    Row("34a", _at(OPEN), "somebody makes it their own (!adopt)", "without one of their own", None,
        (ObjectionAdopted,), "orphan_adopted", (PositionTaken,)),
    Row("34b", _at(OPEN), "nobody does: it is kept as a concern",
        "after two days; an unnamed one at the end", None, (ObjectionSettled,), "orphan_kept",
        by=(Standing.CONCERN,)),
    Row("35", _at(OPEN), "an objection never got its words", "at the very end", None, (WordsMissed,),
        "tests/core/test_consent.py::test_an_objection_owes_words_and_blocks_without_them"),
    Row("36", _at(OPEN), "consent given ahead", "for one open objection of somebody else", None,
        (AheadGiven,), "standing_consent", (PositionTaken, ObjectionSettled)),
    Row("37", _ANY, "words to and from the owner of an objection", "the owner alone shows a name",
        None, (ObjectorAsked, ObjectorAnswered, ObjectorRevealed), "unnamed_objection"),
)  # fmt: skip

LASTING = (
    Row("22", _RUNNING, "the proposer withdraws", "the proposer", Phase.WITHDRAWN, (Closed,),
        "taken_up_again", by=(Ending.WITHDRAWN,)),
    Row("22a", _at(Phase.WITHDRAWN, Phase.VOID, *GIVEN_UP), "its text is taken up again",
        "a withdrawn one within a week", None, (TakenUp,), "taken_up_again"),
    Row("24", _at(PROVISIONAL, IN_FORCE), "an objection in time",
        "before the printed time; in force only where it closed early", OPEN, (Reopened,),
        "others_decide", (PositionTaken, ObjectionRaised, WordsAsked), "what was adopted is on hold"),
    Row("25", _at(PROVISIONAL), "the letters are in", "no objection", IN_FORCE, (Adopted,),
        "consent_by_mail", (WordsMissed, ObjectionSettled)),
    Row("26", _at(IN_FORCE), "its day has come, or an objection came late", "in the register", None,
        (ReviewFell, ReviewBegan), "review_kept", (), "the review is a decision of its own"),
    Row("26a", _at(IN_FORCE), "the review keeps it, or settles nothing", "the review is over", None,
        (Kept, ReviewOver), "review_kept"),
    Row("26b", _at(IN_FORCE), "the review brings a new text", "the review is in force",
        Phase.SUPERSEDED, (Superseded,), "review_revised"),
    Row("26c", _at(IN_FORCE), "the review lets it go", "the review is in force", Phase.DROPPED,
        (Dropped,), "review_dropped_by_mail"),
    Row("26d", _at(IN_FORCE, Phase.SUPERSEDED, Phase.DROPPED), "an objection in time to its review",
        "what that review settled is open again", IN_FORCE, (Revived,), "review_dropped_by_mail"),
    Row("38", _ANY - _STEPS, "a question to the proposer", "a place here", None,
        (QuestionAsked,), "joins_mid_vote"),
    Row("39", _ENDED, "an answer after the close", "never counted", None, (AnsweredLate,),
        "vote_after_close", (), "an objection with its reason opens a review"),
    Row("40", _ANY, "words are taken back", "by who said them, or by a host's hand", None,
        (TakenBack,), "redacted_answers", (ObjectionSettled,), "no earlier answer revives"),
)  # fmt: skip

STEERING = (
    Row("27", _RUNNING, "the clocks stop, and run on", "a host, or two members", None,
        (PauseAsked, Paused, Resumed), "paused_by_two", (), "every time moves by the length of it"),
    Row("28", _LIVING, "a fault is found (!void)", "a host, twice, with the reason", Phase.VOID,
        (Closed,), "voided", by=(Ending.VOID,)),
    Row("28a", _LIVING, "a host says why it should be void", "a host", None, (VoidAsked,), "voided"),
    Row("29", _RUNNING, "it is postponed (!postpone)", "proposer or host", Phase.POSTPONED, (Closed,),
        "taken_up_again", by=(Ending.ASKED,)),
    Row("30", _LIVING, "a host gives time, or time is given back",
        "an outage; a letter that was accepted late", None, (TimeAdded,), "more_time",
        by=(Cause.HOST, Cause.OUTAGE, Cause.LETTER)),
    Row("31", _LIVING, "somebody joins", "asked now in the steps, else from the next version", None,
        (Joined,), "steps_joined"),
    Row("32", _LIVING, "somebody leaves", "their answers stay in the record and count no more", None,
        (Left,), "leaves_mid_vote"),
    Row("33", _LIVING, "somebody is away, back, reached or not, or chooses their pace", "—", None,
        (PresenceChanged, LaneChosen), "pace_midway", (TimeAdded,)),
    Row("41", _at(OPEN), "whoever is asked last is asked", "in a practice that asks somebody last",
        None, (LastAsked,), "selection"),
    Row("42", _at(OPEN), "an objection ends a step of a practice", "all were heard, or time over",
        Phase.POSTPONED, (Closed,), "selection", (WordsMissed, ObjectionSettled),
        by=(Ending.OBJECTION,)),
    Row("43", _LIVING, "somebody else looks after it", "by their own yes", None, (OwnerTaken,),
        "owner_changes"),
)  # fmt: skip

GROUPS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    ("Before everybody is asked", BEFORE_THE_ASKING),
    ("Answering", ANSWERING),
    ("Closing", CLOSING),
    ("Objections", OBJECTING),
    ("What lasts", LASTING),
    ("Steering, places", STEERING),
)
"""The rows in the order in which they are told."""

TABLE = tuple(row for _, rows in GROUPS for row in rows)
"""All rows. Numbers from 29 on are ours."""


def rows_of(before: Phase | None, fact: Fact, after: Phase) -> tuple[Row, ...]:
    """The rows by which such a fact leads from the one phase (None: from nothing) to the other."""
    return tuple(row for row in TABLE if row.allows(before, fact, after))
