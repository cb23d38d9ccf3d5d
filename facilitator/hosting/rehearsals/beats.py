"""The beats of a rehearsal: at each one thing happens; where nothing can, time is put forward."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Arg, For, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands
from facilitator.core.rounds import session as core
from facilitator.hosting.forms import FORMS, SESSION
from facilitator.hosting.rehearsals.casting import Scene
from facilitator.hosting.rehearsals.players import anybody_acts, enters
from facilitator.hosting.rehearsals.stage import (
    BEAT,
    PART,
    Stage,
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
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

PATIENCE = 20
"""Beats for which the host is waited for: a minute."""

MOST_BEATS = 1200
"""An hour for one meeting: whoever has not ended it by then is no longer there."""

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
    elif rows := rounds_of_circle(visit, circle):
        _go_on(visit, circle, place, rows)
    elif not stage.last:
        _begin(visit, circle, place)
    elif stage.scenes:
        _between(visit, circle, place)
    else:
        _end(visit, circle, place)


def _begin(visit: Visit, circle: Record, place: Record) -> None:
    """Hold the first of what is still to be played."""
    stage = read(circle)
    scene = Scene.read(stage.scenes[0])
    begun = replace(stage, scenes=stage.scenes[1:], last=scene.title, beats=2, idle=0, waited=0)
    write(visit, circle, begun)
    for one in cast(visit, circle):
        enters(visit, place, one["member"], by_mail=bool(one["mail"]))
    facts = core.announce(scene.begin, visit.now)
    begin(visit, SESSION, RoundId(new_id("rnd")), circle, place, scene.title, facts)
    wake(visit, circle, place)


def _between(visit: Visit, circle: Record, place: Record) -> None:
    """A meeting is over: say what comes, give time to look at it, then let the weeks pass."""
    stage = read(circle)
    span = timedelta(seconds=stage.between)
    if not stage.waited and not stage.unseen:
        args: dict[str, Arg] = {"last": Text(stage.last), "next": Text(stage.scenes[0][0])}
        say(visit, circle, place, "rehearsal-between", args)
    if stage.waited < PATIENCE and not stage.unseen:
        write(visit, circle, replace(stage, waited=stage.waited + 1))
        wake(visit, circle, place)
        return
    write(visit, circle, replace(stage, ahead=stage.ahead + stage.between))
    visit.ahead += span
    say(visit, circle, place, "rehearsal-meeting",
        {"span": For(span), "title": Text(stage.scenes[0][0])})  # fmt: skip
    _begin(visit, circle, place)


def goes_on(visit: Visit, word: str) -> bool:
    """Say whether a host's word is for the time between two meetings: *next* begins, *end* ends."""
    place, circle = visit.place(), visit.circle()
    if circle is None or place["part"] != PART or place["gone"]:
        return False
    stage = read(circle)
    if word not in ("next", "end", "cancel") or not stage.last or not stage.scenes or stage.over:
        return False
    scenes = stage.scenes if word == "next" else []
    write(visit, circle, replace(stage, scenes=scenes, waited=PATIENCE))
    wake(visit, circle, place, timedelta())
    return True


def _go_on(visit: Visit, circle: Record, place: Record, rows: list[Record]) -> None:
    stage = read(circle)
    if stage.beats > MOST_BEATS:
        stage = _call_off(visit, circle, rows)
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
    return not read(circle).unseen and any(
        FORMS[row["form"]].awaits(state_of(visit, row), member)
        for row in rows
        for member in hosts(visit, circle)
    )


def _forward(visit: Visit, circle: Record, place: Record, rows: list[Record]) -> Stage:
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


def _call_off(visit: Visit, circle: Record, rows: list[Record]) -> Stage:
    """Nobody is there any more: this ends, and nothing follows it."""
    write(visit, circle, replace(read(circle), scenes=[]))
    host = next(iter(hosts(visit, circle)), "")
    for row in rows:
        session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
        for one in filter(None, (session, row)):
            try:
                act(visit, one, commands.Cancel(MemberId(host), host=True))
            except Refusal:
                continue
    return read(circle)


def _end(visit: Visit, circle: Record, place: Record) -> None:
    """Say that it is over; the room stays a while."""
    stage = read(circle)
    args: dict[str, Arg] = {"title": Text(stage.title), "span": For(LEAVES)}
    if not stage.unseen:
        say(visit, circle, place, "rehearsal-over", args)
    write(visit, circle, replace(stage, over=True))
    wake(visit, circle, place, LEAVES)
