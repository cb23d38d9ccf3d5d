"""What happens before everybody is asked: questions, then first reactions (``steps=full``).

The rules (Dec. 4.2, 4.3 rows 2 to 4; Sociocracy 3.0, "consent decision making"):

* Everybody says what they need to know, and the proposer answers; then everybody says their first
  reaction, and the proposer only listens. Only after that a position counts.
* A step ends when everybody was heard or passed, after a few minutes to think again, or at its
  printed time. Nothing is decided by silence in it: it goes on without, and whoever comes later is
  still heard.
* An objection that comes before its time is kept as a reaction, and its owner is asked again.
"""

from datetime import datetime

from facilitator.core.ids import WordsId
from facilitator.core.notices import Arg, At
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import mending
from facilitator.core.rounds.consent.answering import more_time, place_in
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import Answer, SameAgain
from facilitator.core.rounds.consent.early import Gives, Saying
from facilitator.core.rounds.consent.early_commands import CallAnew, Contribute, MoveOn, OnSteps
from facilitator.core.rounds.consent.early_facts import Contributed, StepBegan
from facilitator.core.rounds.consent.facts import ClosingBegan, ClosingStopped, Fact
from facilitator.core.rounds.consent.printed import window
from facilitator.core.rounds.consent.state import RUNNING, STEPS, Decision, Phase
from facilitator.core.rounds.consent.steps import (
    NEXT,
    is_ripe,
    lengths,
    outstanding,
    question,
    unanswered_questions,
)
from facilitator.core.rounds.positions import Position


def commanded(
    d: Decision, command: OnSteps | Answer | SameAgain, now: datetime
) -> tuple[Fact, ...]:
    """What a command does before the asking; raises :class:`Refusal` for what has its time later."""
    match command:
        case Contribute():
            return _bring(d, command, _free(d, command), command.words, command.about)
        case Answer():
            return _answer(d, command)
        case MoveOn():
            return _move_on(d, now)
        case CallAnew(by):
            return mending.call_anew(d, by, now)
        case SameAgain(by):
            place_in(d, by)
            raise Refusal(Code.NOT_ASKED_YET, _when(d))


# -- what is said --------------------------------------------------------------------------------


def _answer(d: Decision, said: Answer) -> tuple[Fact, ...]:
    """A word for a position: some have their place already, the others are asked for later."""
    place_in(d, said.by)
    match said.position:
        case Position.MORE:
            return more_time(d, said)
        case Position.PASS:
            return _bring(d, said, Gives.PASS)
        case Position.QUESTION if said.words is None:
            raise Refusal(Code.QUESTION_NEEDS_WORDS)
        case Position.QUESTION:
            own = said.by == d.proposer
            return _bring(d, said, Gives.ANSWER if own else Gives.QUESTION, said.words)
        case Position.OBJECT | Position.CONCERN if said.words is not None:
            worry = said.position is Position.OBJECT
            return _bring(d, said, Gives.WORRY if worry else Gives.REACTION, said.words)
        case Position.OBJECT | Position.CONCERN:
            raise Refusal(Code.WORDS_BEFORE_ASKING, _when(d))
        case _:
            raise Refusal(Code.NOT_ASKED_YET, _when(d))


def _free(d: Decision, said: Contribute) -> Gives:
    """What free words are, by who says them and in which step."""
    place_in(d, said.by)
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    step = said.step or d.phase
    if said.by == d.proposer:
        if step != Phase.QUESTIONS and not said.about:
            raise Refusal(Code.PROPOSER_LISTENS)
        return Gives.ANSWER
    return Gives.QUESTION if step == Phase.QUESTIONS else Gives.REACTION


def _bring(
    d: Decision,
    said: Answer | Contribute,
    gives: Gives,
    words: WordsId | None = None,
    about: int = 0,
) -> tuple[Fact, ...]:
    """The fact that something was said; the same once more from the same source is nothing new."""
    mine = [s for s in d.sayings if s.member == said.by]
    if any((s.source, s.gives, s.words) == (said.source, gives, words) for s in mine):
        return ()
    if gives is Gives.PASS and any(
        s.gives is gives and s.step == d.phase for s in mine if s.stands
    ):
        return ()
    number = max((s.number for s in d.sayings), default=0) + 1
    saying = Saying(
        said.by, gives, d.phase.value, words, said.source, said.heard_at,
        number=number if gives is Gives.QUESTION else 0,
        about=_about(d, about) if gives is Gives.ANSWER else 0,
    )  # fmt: skip
    return (Contributed(saying, said.seen),)


def _about(d: Decision, number: int) -> int:
    """The question that an answer belongs to: the one it names, or the only one that is open."""
    if number and question(d, number) is not None:
        return number
    open_ = unanswered_questions(d)
    if len(open_) > 1:
        raise Refusal(Code.ANSWERS_WHICH, {"first": open_[0].number})
    return open_[0].number if open_ else 0


def _when(d: Decision) -> dict[str, Arg]:
    """When the asking begins at the latest, as far as it is printed."""
    ends = d.slow_until
    if d.phase is Phase.QUESTIONS:
        ends = window(d.places, lengths(d.settings), ends)[1]
    return {"until": At(ends), "step": d.phase.value, "number": d.number}


# -- time ----------------------------------------------------------------------------------------


def consequences(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """A step begins to close when all are heard, and stops closing when somebody is not."""
    ripe = is_ripe(d, now)
    if ripe and d.closing_at is None:
        return (ClosingBegan(now + d.settings.regret),)
    if not ripe and d.closing_at is not None:
        return (ClosingStopped(),)
    return ()


def next_due(d: Decision) -> datetime:
    """When the step ends, or may begin to close, unless something happens before."""
    closes = [d.closing_at] if d.closing_at else []
    table = [d.live_until] if d.closing_at is None and is_ripe(d, d.live_until) else []
    return min([d.slow_until, *closes, *table])


def tick(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """The next step, where this one is over."""
    over = now >= d.slow_until or (d.closing_at is not None and now >= d.closing_at)
    return (_next(d, now),) if over else ()


def _next(d: Decision, now: datetime) -> StepBegan:
    phase = NEXT[d.phase]
    rules = lengths(d.settings) if phase in STEPS else d.settings
    return StepBegan(phase, now, *window(d.places, rules, now))


def _move_on(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """A host's *next*: nobody loses their printed time by it."""
    if d.phase not in STEPS:
        raise Refusal(Code.NO_NEXT_STEP)
    if d.paused_at is not None:
        raise Refusal(Code.ALREADY_PAUSED)
    if outstanding(d) and now < d.slow_until:
        raise Refusal(Code.STEP_STILL_OPEN, {"until": At(d.slow_until)})
    return (_next(d, now),)
