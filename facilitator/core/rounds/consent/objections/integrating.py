"""Building an objection in: time for it, wordings that are offered, and an end of trying.

When the printed time is over and an objection is open, nothing is decided by the clock alone: there
is a week to find a text that meets it. Three new texts may try (Dec. 4.3, rows 20 and 21); then it
is postponed with its history, or handed to the wider circle.
"""

from datetime import datetime

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.answering import place_in
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.facts import Fact, PositionTaken
from facilitator.core.rounds.consent.objection_commands import Adopt, Hold, Suggest
from facilitator.core.rounds.consent.objection_facts import (
    IntegratingBegan,
    ObjectionAdopted,
    ObjectionHeld,
    TextSuggested,
)
from facilitator.core.rounds.consent.state import (
    RUNNING,
    STANDS,
    Ballot,
    Decision,
    Objection,
    Standing,
)
from facilitator.core.rounds.consent.tally import ballot_of, hidden, is_nameless
from facilitator.core.rounds.positions import Position
from facilitator.core.rounds.windows import end_of


def loops_made(d: Decision) -> int:
    """How many new texts were meant to meet an objection."""
    return sum(bool(version.integrates) for version in d.versions)


def loops_left(d: Decision) -> int:
    """How many more may try."""
    return max(0, d.settings.loops - loops_made(d))


def standing(d: Decision) -> tuple[Objection, ...]:
    """The objections whose owners hold to them."""
    return tuple(o for o in d.objections if o.standing in STANDS)


def need_loops(d: Decision) -> None:
    """Refuses a new text where three have tried, and the objection is still open."""
    if standing(d) and not loops_left(d):
        raise Refusal(Code.LOOPS_SPENT, {
            "loops": d.settings.loops, "number": d.number,
            "wider": "yes" if d.settings.wider else "no",
        })  # fmt: skip


def begins(d: Decision) -> bool:
    """True when the time is over and there is somebody whose objection can be built in."""
    alone = d.settings.within is None
    return alone and d.integrating_until is None and bool(standing(d))


def began(d: Decision, now: datetime) -> IntegratingBegan:
    """A week; where no further text is possible, only the days to agree on the wider circle."""
    last = not loops_left(d)
    span = d.settings.integrate_for if not last else d.settings.letters_for
    return IntegratingBegan(end_of(max(now, d.slow_until), span, d.settings.quiet_times), last)


def suggest(d: Decision, said: Suggest) -> tuple[Fact, ...]:
    """A wording for the next version: offered by anybody, taken by the proposer or a host."""
    place_in(d, said.by)
    _need_open(d)
    if any(one.source == said.source for one in d.suggestions):
        return ()
    return (TextSuggested(len(d.suggestions) + 1, said.by, said.words, said.source),)


def hold(d: Decision, said: Hold, now: datetime) -> tuple[Fact, ...]:
    """Asked whether the new text meets it, the owner says no: their objection is to this one too."""
    place_in(d, said.by)
    _need_open(d)
    own = d.owned(said.by)
    if own is None or d.version == own.version:
        raise Refusal(Code.NO_OPEN_OBJECTION)
    current = ballot_of(d, said.by)
    if current is not None and current.position is Position.OBJECT:
        return ()
    objects = Ballot(said.by, d.version, Position.OBJECT, None, said.source, now)
    return (PositionTaken(objects), ObjectionHeld(own.number))


def adopt(d: Decision, said: Adopt, now: datetime) -> tuple[Fact, ...]:
    """An objection that lost its owner becomes somebody's own; they object with it."""
    place_in(d, said.by)
    _need_open(d)
    lost = [o for o in d.objections if o.standing is Standing.ORPHANED and not is_nameless(d, o)]
    lost = [o for o in lost if said.number in (None, o.number)]
    own = d.owned(said.by)
    if own is not None:
        raise Refusal(Code.ADOPT_HAVE_OWN, {"objection": own.number, **hidden(d)})
    if not lost:
        raise Refusal(Code.ADOPT_NOTHING)
    if len(lost) > 1:
        raise Refusal(Code.ADOPT_WHICH)
    objects = Ballot(said.by, d.version, Position.OBJECT, None, said.source, now)
    return (ObjectionAdopted(lost[0].number, said.by), PositionTaken(objects))


def _need_open(d: Decision) -> None:
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    if d.settings.within is not None:
        raise Refusal(Code.TEXT_IN_PRACTICE)
