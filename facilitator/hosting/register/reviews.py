"""Looking again at what is in force: by the word ``!review``, because its day has come, or because
somebody objects after its time.

A review opens in the transaction that calls for it: the tick of its day, or the late objection. What
comes of it is done to the earlier decision in the transaction that settles it, so that a restart
anywhere finds both as they should be.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from facilitator.clock import moment
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.facts import (
    AnsweredLate,
    ReviewFell,
    TakenBack,
)
from facilitator.core.rounds.consent.lasting import is_question, lets_go, objects_late
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.consent.state import Ballot
from facilitator.core.scales import Scale
from facilitator.hosting.bearings import (
    earlier_of,
    meant,
    owner_here,
    reviews_of,
    running_review,
)
from facilitator.hosting.circles.circles import rounds_room
from facilitator.hosting.decisions.decisions import place_of, settings_of
from facilitator.hosting.decisions.limits import decides_here, need_decider, suggest_calm
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import first_host, need_circle, need_starter
from facilitator.hosting.nesting import parent_of
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import Course, act, begin, state_of
from facilitator.hosting.stillness import is_still
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

A_DAY, A_MONTH = timedelta(days=1), timedelta(days=30)
"""When it is tried again where the circle rests just now, and where nobody is there to be asked."""

A_MOMENT = timedelta(microseconds=1)
"""What opened a review came at its beginning, at the latest."""

_DROP = re.compile(
    r"drop(?:[\s.!]*|\s*[:,–—-]\s*(.+)|\s+((?:because|since|as)\b.+))", re.DOTALL | re.IGNORECASE
)
_PERHAPS = re.compile(r"drop\b", re.IGNORECASE)


# -- by a word -----------------------------------------------------------------------------------


def review(visit: Visit, said: Said, line: Line) -> None:
    """``!review N``: keep it? ``!review N NEW TEXT``: this instead. ``!review N drop``: let it go."""
    circle, place, by = need_circle(visit), visit.place(), visit.member_of(said.by)
    need_decider(circle)
    if not decides_here(circle, place):
        place = rounds_room(visit, circle)
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    row, rest = meant(visit, said, circle, line.rest)
    what, text = _wish(visit, row, rest)
    settings = settings_of(line, rules_of(Scale(circle["scale"])))
    asked = _Asked(what, core.Why.MEMBER, MemberId(by["id"]), text, settings)
    _open(visit, circle, place, row, asked)
    suggest_calm(visit, circle, by["id"])


def _wish(visit: Visit, row: Record, rest: str) -> tuple[core.What, str]:
    """Return what somebody would like of a decision, and the text that is asked about."""
    state: core.Decision = state_of(visit, row)
    if not rest:
        return core.What.KEEP, state.text
    found = _DROP.fullmatch(rest)
    if found is None and _PERHAPS.match(rest):
        raise Refusal("review-drop-how", {"number": row["number"]})
    if found is None:
        return core.What.REVISE, rest
    why = (found[1] or found[2] or "").strip()
    let_go = visit.house.wording.line("review-drop-text", number=row["number"], text=state.text)
    return core.What.DROP, f"{let_go}\n\n{why}".strip()


# -- by itself -----------------------------------------------------------------------------------


def follow(visit: Visit, course: Course) -> None:
    """Follow what became of a decision: its day, an objection after its time, the end of a review."""
    row = course.row
    if row["form"] != CONSENT.name:
        return
    for fact in course.facts:
        match fact:
            case ReviewFell():
                _look_again(visit, row)
            case AnsweredLate(ballot) if objects_late(ballot) and not lets_go(course.after):
                _heard_late(visit, row, course.after, ballot)
            case TakenBack(_, source):
                _taken_back(visit, row, course.after, source)
            case _:
                _bear(visit, row, fact, course.after)


def _heard_late(visit: Visit, row: Record, state: core.Decision, ballot: Ballot) -> None:
    """What somebody objects to after its time is looked at again, with their objection."""
    kept = is_question(state)  # it holds nothing itself: what it has kept is looked at again
    target = earlier_of(visit, row) if kept else row
    if target is None or state_of(visit, target).phase is not core.Phase.IN_FORCE:
        return
    brought = core.late_objections(state, ballot.heard_at) if kept else ()
    _look_again(visit, target, brought)


def _taken_back(visit: Visit, row: Record, state: core.Decision, source: str) -> None:
    """Words that opened a review are gone from it as well."""
    target = earlier_of(visit, row) if is_question(state) else row
    running = running_review(visit, target) if target else None
    if running is not None and running is not row:
        act(visit, running, core.TakeBack(source))


def _look_again(visit: Visit, row: Record, brought: tuple[core.Brought, ...] = ()) -> None:
    """Ask the circle whether to keep it; where it rests, or nobody is here, that comes later."""
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    state: core.Decision = state_of(visit, row)
    here = [MemberId(m["member"]) for m in memberships(visit, circle)]
    if state.under_review or not state.recorded:
        return
    if is_still(circle) or not here:
        again = visit.now + (A_DAY if here else A_MONTH)
        act(visit, row, core.LeaveReview(0, again))
        return
    brought = (*_left(visit, row), *brought)
    why = core.Why.OBJECTION if brought else core.Why.DATE
    asks = owner_here(visit, state, here) or first_host(visit, circle) or here[0]
    rules = _rules_it_was_taken_under(circle, state.settings)
    asked = _Asked(core.What.KEEP, why, MemberId(asks), state.text, rules, brought)
    _open(visit, circle, _room(visit, circle, row), row, asked)


def _rules_it_was_taken_under(circle: Record, then: core.Settings) -> core.Settings:
    """Return the circle's usual times, with what silence meant and who had to answer back then: nobody
    is there to choose another rule."""
    return replace(
        rules_of(Scale(circle["scale"])),
        silence=then.silence,
        quorum_people=then.quorum_people,
        quorum_percent=then.quorum_percent,
        least_consents=then.least_consents,
    )


def _left(visit: Visit, row: Record) -> tuple[core.Brought, ...]:
    """Return the objections that no review has met: those that came since, or were left open."""
    state: core.Decision = state_of(visit, row)
    last = next(reversed(reviews_of(visit, row)), None)
    since = moment(last["opened_at"]) + A_MOMENT if last else state.versions[0].at
    left = core.left_open(state_of(visit, last)) if last else ()
    return (*left, *core.late_objections(state, since))


def _room(visit: Visit, circle: Record, row: Record) -> Record:
    """Return where it was decided, or where the circle holds its rounds now."""
    place = visit.ledger.one(t.place, id=row["place"])
    return place if place and not place["gone"] else rounds_room(visit, circle)


# -- opening, and what comes of it ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a review asks: of its own words, by whom, why, with which rules and objections."""

    what: core.What
    why: core.Why
    by: MemberId
    text: str
    rules: core.Settings
    brought: tuple[core.Brought, ...] = ()


def _open(visit: Visit, circle: Record, place: Record, row: Record, asked: _Asked) -> Record:
    """Open a review of a decision in force. Raises ``Refusal`` before anything is changed."""
    number, round_id = circle["numbers"] + 1, RoundId(new_id("rnd"))
    state: core.Decision = state_of(visit, row)
    places = tuple(place_of(visit, m) for m in memberships(visit, circle))
    settings = _settings(visit, circle, state, asked)
    brought = asked.brought or (_left(visit, row) if asked.what is core.What.KEEP else ())
    facts = core.review(
        round_id, number, asked.by, asked.text, places, settings, visit.now, brought
    )
    act(visit, row, core.BeginReview(number, asked.why))
    visit.ledger.change(t.circle, circle, numbers=number)
    return begin(visit, CONSENT, round_id, circle, place, asked.text, facts, number, bears_on=row)


def _settings(visit: Visit, circle: Record, state: core.Decision, asked: _Asked) -> core.Settings:
    """Return the rules of a review. What was sealed is looked at again sealed, and a day to look
    again only moves later by being kept."""
    quiet = quiet_times(circle)
    again = quiet.waking(visit.now + asked.rules.review_after)
    bearing = core.Bearing(
        asked.what, state.id, state.number, state.text, asked.why, core.worries_of(state),
        None if state.reviewed else state.review_at,
    )  # fmt: skip
    keeps = asked.what is core.What.KEEP
    return replace(
        asked.rules,
        quiet_times=quiet,
        sealed=asked.rules.sealed or state.settings.sealed,
        review_on=max(again, state.review_at or again) if keeps else None,
        wider=parent_of(visit, circle) is not None,
        bearing=bearing,
    )


def _bear(visit: Visit, row: Record, fact: core.Fact, state: core.Decision) -> None:
    """Let the earlier decision follow what has become of its review."""
    earlier = earlier_of(visit, row)
    if earlier is not None:
        for command in core.borne(state, fact):
            act(visit, earlier, command)
