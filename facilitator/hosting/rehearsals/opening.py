"""``!start FORMAT rehearse=yes``: a stage is made, and its host asked in; by mail the play is sent."""

import json
from dataclasses import asdict, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from facilitator.acts import MakeRoom
from facilitator.clock import micros
from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, Text
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import session as core
from facilitator.core.rounds.commands import Invited
from facilitator.core.scales import HOST_POWER, Scale
from facilitator.hosting.members.people import PLAYED, is_played
from facilitator.hosting.members.rights import need_starter
from facilitator.hosting.rehearsals import letters
from facilitator.hosting.rehearsals.casting import BETWEEN, Scene, scenes, seats, stand_ins
from facilitator.hosting.rehearsals.stage import PART, Stage, wake
from facilitator.hosting.voice import answer, chat_handle
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

WAITS = timedelta(days=1)
"""How long the room waits for its host."""


def ask(
    visit: Visit, said: Said, circle: Record, format_: Format, answers: tuple[core.Answer, ...],
    named: tuple[MemberId, ...] = (),
) -> None:  # fmt: skip
    """Make a room with a circle of its own in it. Raises ``Refusal`` for what cannot be held.

    Whoever has only mail, or asks by mail, gets the whole of it as a letter. The parts of those
    ``named`` are played, except the host's own.
    """
    by = visit.member_of(said.by)
    need_starter(visit, circle, by["id"])
    handle = None if visit.intake.ear == "mail" else chat_handle(visit, by["id"])
    if handle is not None and _is_rehearsing(visit, by["id"]):
        raise Refusal("rehearsal-running")
    host = Invited(MemberId(by["id"]))
    if handle is None:
        host = replace(host, lane=Lane.SLOW, by_mail=True)
    places = seats(visit, circle, host, format_)
    zone = ZoneInfo(circle["zone"])
    played = scenes(format_, places, answers, stand_ins(named, places), visit.now, zone)
    if handle is None:
        letters.ask(visit, circle, places, _stage(format_, played), format_.name)
        return
    own = _circle(visit, circle, _stage(format_, played))
    _people(visit, own, places)
    _room(visit, own, format_, handle)
    answer(visit, "rehearsal-asked", {"title": Text(format_.title)})


def _is_rehearsing(visit: Visit, member: str) -> bool:
    rows = visit.ledger.all(t.membership, member=member, host=True)
    circles = (visit.ledger.one(t.circle, id=row["circle"]) for row in rows)
    return any(one is not None and is_played(one) for one in circles)


def _stage(format_: Format, played: tuple[Scene, ...]) -> Stage:
    between = format_.every or BETWEEN
    return Stage(
        [one.written() for one in played], format_.title, len(played), between.total_seconds()
    )


def _circle(visit: Visit, circle: Record, stage: Stage) -> Record:
    id_ = new_id("cir")
    return visit.ledger.add(
        t.circle, id=id_, slug=f"{PLAYED}{id_[4:].lower()}", name=circle["name"],
        scale=Scale.CREW.value, parent=None, zone=circle["zone"], founder=PART,
        settings=json.dumps({PART: asdict(stage)}), made_at=micros(visit.now),
    )  # fmt: skip


def _people(visit: Visit, own: Record, places: tuple[Invited, ...]) -> None:
    for number, seat in enumerate(places):
        visit.ledger.add(
            t.membership, circle=own["id"], member=seat.member, host=number == 0,
            lane=seat.lane.value, chat=not seat.by_mail, mail=seat.by_mail,
            joined_at=micros(visit.now) + number,
        )  # fmt: skip


def _room(visit: Visit, own: Record, format_: Format, handle: str) -> None:
    place = visit.ledger.add(
        t.place, id=new_id("plc"), circle=own["id"], part=PART, made_at=micros(visit.now),
        levels=json.dumps({handle: HOST_POWER}), assistants=Assistant.FACILITATOR,
    )  # fmt: skip
    name = visit.house.wording.line("rehearsal-room", title=format_.title)
    visit.post(
        MakeRoom(
            name, f"fac_{PART}_{place['id'][4:].lower()}", history="invited",
            powers={handle: HOST_POWER}, invite=[handle],
        ),
        place["id"],
    )  # fmt: skip
    wake(visit, own, place, WAITS)
