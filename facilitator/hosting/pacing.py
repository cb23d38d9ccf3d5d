"""A person's own pace: at the table or in their own time, also in the middle of a round.

It is theirs alone: nobody else is told. A slow week is asked for once and holds in all their
circles; it ends by itself.
"""

from datetime import datetime, timedelta

from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import At, Notice, To
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.rounds import act, rounds_of_member, with_sessions
from facilitator.hosting.voice import Occasion, answer_alone, private_chat, tell_privately
from facilitator.intake import Said, Ticked
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

SLOW_WEEK = "slow-week:"
"""How the alarm is named that ends a member's slow week."""

WEEK = timedelta(days=7)


def pace(visit: Visit, said: Said, line: Line) -> None:
    """``!pace live|slow``: here, or everywhere when said privately; ``!pace slow week``: everywhere."""
    by = visit.member_of(said.by)
    word = " ".join(line.rest.lower().split()).rstrip(".!")
    if word not in ("live", "slow", "slow week"):
        raise Refusal("pace-how")
    here = [m for m in _memberships(visit, by) if not (m["mail"] and not m["chat"])]
    if not here and _memberships(visit, by):
        answer_alone(visit, by["id"], "pace-by-mail")
    elif word == "slow week":
        _slow_week(visit, by)
    else:
        _set(visit, by, here, Lane(word))


def lane_of(here: Record, now: datetime) -> Lane:
    """Return the lane of a member who sits in the room: in a slow week, and away, their own time."""
    until = max(here["slow_until"] or 0, here["away_until"] or 0)
    return Lane.SLOW if until > micros(now) else Lane(here["lane"])


def _set(visit: Visit, by: Record, here: list[Record], lane: Lane) -> None:
    ends = lane is Lane.LIVE and any(m["slow_until"] for m in _all(visit, by))
    for membership in here:
        visit.ledger.change(t.membership, membership, lane=lane.value)
    if ends:
        _end_week(visit, by)
    _tell_rounds(visit, by, here, lane)
    answer_alone(visit, by["id"], "pace-set", {"pace": lane.value})


def _slow_week(visit: Visit, by: Record) -> None:
    until = visit.now + WEEK
    for membership in _all(visit, by):
        visit.ledger.change(t.membership, membership, slow_until=micros(until))
    _tell_rounds(visit, by, _all(visit, by), Lane.SLOW)
    place = visit.ledger.one(t.place, member=by["id"], part="private", gone=False) or visit.place()
    visit.ledger.wake(f"{SLOW_WEEK}{by['id']}", place["id"], until)
    answer_alone(visit, by["id"], "slow-week-set", {"until": At(until)})


def week_over(visit: Visit, tick: Ticked) -> None:
    """The slow week is over: back to the pace they had, and they hear of it once."""
    by = visit.ledger.one(t.member, id=tick.subject.removeprefix(SLOW_WEEK))
    visit.ledger.wake(tick.subject, "", None)
    if by is None or not any(_is_over(visit, m) for m in _all(visit, by)):
        return
    _end_week(visit, by)
    member = MemberId(by["id"])
    private_chat(visit, member)
    tell_privately(visit, Notice("slow_week_over", To(member)), Occasion(), member)


def _is_over(visit: Visit, here: Record) -> bool:
    return here["slow_until"] is not None and moment(here["slow_until"]) <= visit.now


def _end_week(visit: Visit, by: Record) -> None:
    """No slow week any more, anywhere: at the table again, where that is their pace."""
    visit.ledger.wake(f"{SLOW_WEEK}{by['id']}", "", None)
    slow = [m for m in _all(visit, by) if m["slow_until"]]
    for membership in slow:
        visit.ledger.change(t.membership, membership, slow_until=None)
    back = [m for m in slow if lane_of(m, visit.now) is Lane.LIVE]
    _tell_rounds(visit, by, back, Lane.LIVE)


def _tell_rounds(visit: Visit, by: Record, here: list[Record], lane: Lane) -> None:
    """Let everything that is open in these circles know of a member's pace."""
    member, circles = MemberId(by["id"]), {m["circle"] for m in here}
    for row in with_sessions(visit, rounds_of_member(visit, member)):
        if row["circle"] not in circles:
            continue
        try:
            act(visit, row, _chosen(row, member, lane))
        except Refusal:
            continue  # a round in which they have no place does not mind


def _chosen(row: Record, member: MemberId, lane: Lane) -> object:
    if row["form"] in BESIDE:
        return consent.Pace(member, lane)
    return commands.Pace(member, lane)


def _memberships(visit: Visit, by: Record) -> list[Record]:
    """Return the memberships that are meant: here, or in the private chat all of them."""
    circle = visit.circle()
    return [m for m in _all(visit, by) if circle is None or m["circle"] == circle["id"]]


def _all(visit: Visit, by: Record) -> list[Record]:
    rows = visit.ledger.all(t.membership, member=by["id"])
    return [m for m in rows if m["left_at"] is None and m["joined_at"] is not None]
