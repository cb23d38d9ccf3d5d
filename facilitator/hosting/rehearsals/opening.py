"""``!start FORMAT rehearse=yes``: a stage is made, and its host asked in."""

import json
from dataclasses import asdict
from datetime import timedelta

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
from facilitator.hosting.chance import seed
from facilitator.hosting.people import PLAYED, is_played, memberships
from facilitator.hosting.rehearsals.stage import PART, Stage, wake
from facilitator.hosting.rights import need_starter
from facilitator.hosting.voice import answer, chat_handle
from facilitator.intake import Said
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

MOST_TOGETHER = 6
"""At a rehearsal no more sit together, unless the format needs more."""

WAITS = timedelta(days=1)
"""How long the room waits for its host."""


def ask(
    visit: Visit, said: Said, circle: Record, format_: Format, answers: tuple[core.Answer, ...]
) -> None:
    """Make a room with a circle of its own in it. Raises ``Refusal`` for what cannot be held."""
    by = visit.member_of(said.by)
    need_starter(visit, circle, by["id"])
    handle = chat_handle(visit, by["id"])
    if handle is None or visit.intake.ear == "mail":
        raise Refusal("rehearsal-needs-chat", {"name": Text(format_.name)})
    if format_.plan:
        first = format_.plan[0].format.name
        raise Refusal("rehearsal-of-one", {"name": Text(first)})
    if _is_rehearsing(visit, by["id"]):
        raise Refusal("rehearsal-running")
    played = _how_many(visit, circle, format_)
    seats = _seats(visit, by, played)
    begin = core.Begin(MemberId(by["id"]), format_, seats, seed(), answers)
    core.announce(begin, visit.now)  # what cannot be held is refused before a room is made
    own = _circle(visit, circle, begin)
    _people(visit, own, begin)
    _room(visit, own, format_, handle)
    answer(visit, "rehearsal-asked", {"title": Text(format_.title)})


def _is_rehearsing(visit: Visit, member: str) -> bool:
    rows = visit.ledger.all(t.membership, member=member, host=True)
    circles = (visit.ledger.one(t.circle, id=row["circle"]) for row in rows)
    return any(one is not None and is_played(one) for one in circles)


def _how_many(visit: Visit, circle: Record, format_: Format) -> int:
    """Return how many are played: as many as the circle has, or as the format is best with."""
    size = format_.size
    people = max(len(memberships(visit, circle)), size.ideal_least)
    return max(min(people, size.most, MOST_TOGETHER), size.least, 2) - 1


def _seats(visit: Visit, by: Record, played: int) -> tuple[Invited, ...]:
    """Return the places: the host's, and those of the played, every third of them by mail."""
    others = []
    for number in range(1, played + 1):
        by_mail = visit.house.mail is not None and (number % 3 == 0 or number == played < 3)
        member = MemberId(_player(visit, number)["id"])
        others.append(Invited(member, Lane.SLOW if by_mail else Lane.LIVE, by_mail))
    return (Invited(MemberId(by["id"])), *others)


def _player(visit: Visit, number: int) -> Record:
    """Return the member who is played under this number, the same in every rehearsal."""
    ghost = f"_fac_member_{number}"
    found = visit.ledger.one(t.member, ghost=ghost)
    name = visit.house.wording.line("rehearsal-member", number=str(number))
    return found or visit.ledger.add(
        t.member, id=new_id("mem"), name=name, ghost=ghost, made_at=micros(visit.now)
    )


def _circle(visit: Visit, circle: Record, begin: core.Begin) -> Record:
    id_ = new_id("cir")
    stage = Stage(codecs.write(begin), begin.format.title)
    return visit.ledger.add(
        t.circle, id=id_, slug=f"{PLAYED}{id_[4:].lower()}", name=circle["name"],
        scale=Scale.CREW.value, parent=None, zone=circle["zone"], founder=PART,
        settings=json.dumps({PART: asdict(stage)}), made_at=micros(visit.now),
    )  # fmt: skip


def _people(visit: Visit, own: Record, begin: core.Begin) -> None:
    for number, seat in enumerate(begin.seats):
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
