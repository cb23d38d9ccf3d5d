"""The beats of a rehearsal: at each one thing happens; where nothing can, time is put forward."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import For, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands
from facilitator.core.rounds import session as core
from facilitator.hosting.forms import FORMS, SESSION
from facilitator.hosting.rehearsals.players import anybody_acts, enters
from facilitator.hosting.rehearsals.stage import (
    BEAT,
    PART,
    cast,
    hosts,
    read,
    say,
    strike,
    wake,
    write,
)
from facilitator.hosting.rounds import act, begin, rounds_of_circle, state_of
from facilitator.intake import Ticked
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

PATIENCE = 20
"""Beats for which the host is waited for: a minute."""

MOST_BEATS = 1200
"""An hour: whoever has not ended it by then is no longer there."""

TOLD_FROM = timedelta(hours=1)
"""So long a time is not put forward without a word."""

LEAVES = timedelta(minutes=10)
"""How long the room stays after the end, to be read again."""


def beat(visit: Visit, tick: Ticked) -> None:
    """Let one thing happen."""
    circle = visit.ledger.one(t.circle, id=tick.subject.removeprefix(BEAT))
    place = visit.ledger.one(t.place, circle=circle["id"], part=PART) if circle else None
    if circle is None or place is None or place["gone"]:
        visit.ledger.wake(tick.subject, "", None)
        return
    stage = read(circle)
    if stage.over or not stage.beats:  # it was played, or nobody ever came
        strike(visit, circle, place)
    elif stage.begin:
        _begin(visit, circle, place)
    elif rows := rounds_of_circle(visit, circle):
        _go_on(visit, circle, place, rows)
    else:
        _end(visit, circle, place)


def _begin(visit: Visit, circle: Record, place: Record) -> None:
    stage = read(circle)
    command = codecs.read(core.Begin, stage.begin)
    write(visit, circle, replace(stage, begin="", beats=stage.beats + 1))
    for one in cast(visit, circle):
        enters(visit, place, one["member"], by_mail=bool(one["mail"]))
    facts = core.announce(command, visit.now)
    begin(visit, SESSION, RoundId(new_id("rnd")), circle, place, stage.title, facts)
    wake(visit, circle, place)


def _go_on(visit: Visit, circle: Record, place: Record, rows: list[Record]) -> None:
    stage = read(circle)
    if stage.beats > MOST_BEATS:
        _call_off(visit, circle, rows)
    elif anybody_acts(visit, circle, rows):
        stage = replace(read(circle), idle=0)
    elif stage.idle >= (PATIENCE if _waits_for_host(visit, circle, rows) else 1):
        stage = replace(_forward(visit, circle, place, rows), idle=0)
    else:
        stage = replace(stage, idle=stage.idle + 1)
    stage = replace(stage, beats=stage.beats + 1, shown=read(circle).shown)
    write(visit, circle, stage)
    wake(visit, circle, place)


def _waits_for_host(visit: Visit, circle: Record, rows: list[Record]) -> bool:
    return any(
        FORMS[row["form"]].awaits(state_of(visit, row), member)
        for row in rows
        for member in hosts(visit, circle)
    )


def _forward(visit: Visit, circle: Record, place: Record, rows: list[Record]) -> Any:
    """Put time forward to the next moment at which something would happen, and let it happen."""
    due = min((moment for row in rows if (moment := _due(visit, row))), default=None)
    stage = read(circle)
    if due is None:
        return stage
    passed = max(timedelta(), due - visit.now)
    stage = replace(stage, ahead=stage.ahead + passed.total_seconds())
    write(visit, circle, stage)
    visit.ahead += passed
    if passed >= TOLD_FROM:
        say(visit, circle, place, "rehearsal-later", {"span": For(passed)})
    for row in rows:
        if (moment := _due(visit, row)) is not None and moment <= visit.now:
            act(visit, row, FORMS[row["form"]].tick)
    return read(circle)


def _due(visit: Visit, row: Record) -> datetime | None:
    return FORMS[row["form"]].next_due(state_of(visit, row)) if row["open"] else None


def _call_off(visit: Visit, circle: Record, rows: list[Record]) -> None:
    host = next(iter(hosts(visit, circle)), "")
    for row in rows:
        session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
        for one in filter(None, (session, row)):
            try:
                act(visit, one, commands.Cancel(MemberId(host), host=True))
            except Refusal:
                continue


def _end(visit: Visit, circle: Record, place: Record) -> None:
    """Say that it is over; the room stays a while."""
    stage = read(circle)
    say(visit, circle, place, "rehearsal-over", {"title": Text(stage.title), "span": For(LEAVES)})
    write(visit, circle, replace(stage, over=True))
    wake(visit, circle, place, LEAVES)
