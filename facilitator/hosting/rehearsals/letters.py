"""A rehearsal for a host who only has mail: played through by itself, and sent as one letter.

The desk plays nothing through: ``Play`` does it beside the desk, in books of its own that are thrown
away, and what it has seen comes back as ``Played``. Nothing of it is ever written into ours.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import NamedTuple

from facilitator.acts import Play, Say
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, Notice, Text, To
from facilitator.core.rounds.commands import Invited
from facilitator.core.scales import Scale
from facilitator.hosting.members.people import PLAYED
from facilitator.hosting.rehearsals.stage import BEAT, PART, Stage, read
from facilitator.hosting.voice import Occasion
from facilitator.intake import Intake, Played, Ticked
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, Row
from facilitator.visit import House, Record, Visit

HERE = "rehearsal"
"""The address, and the ids, of what there is one of in the books of a play."""


class Slip(NamedTuple):
    """What we note on a play: whose it is, and of what."""

    circle: str
    member: str
    title: str
    name: str
    played: int

    def written(self) -> str:
        """Return it as the act carries it."""
        return json.dumps(self)

    @classmethod
    def read(cls, text: str) -> "Slip":
        """Return the slip in what ``written`` gave."""
        return cls(*json.loads(text))


# -- asking for it, and sending it ---------------------------------------------------------------


def ask(visit: Visit, circle: Record, places: tuple[Invited, ...], stage: Stage, name: str) -> None:
    """Have it played; the host gets it by mail as soon as that is done."""
    host = places[0].member
    slip = Slip(circle["id"], host, stage.title, name, len(places) - 1)
    people = [(seat.member, _name(visit, seat.member), seat.by_mail) for seat in places]
    whole = json.dumps(asdict(replace(stage, unseen=True)))
    act = Play(slip.written(), whole, circle["name"], circle["zone"], people, micros(visit.now))
    visit.post(act, visit.place()["id"], lane=f"{PART}:{host}", medium="playhouse")


def _name(visit: Visit, member: str) -> str:
    return str((visit.ledger.one(t.member, id=member) or {})["name"])


def played(visit: Visit, seen: Played) -> None:
    """It was played: bring it to its host."""
    slip = Slip.read(seen.slip)
    circle = visit.ledger.one(t.circle, id=slip.circle)
    if circle is None or visit.house.mail is None:
        return
    member = MemberId(slip.member)
    notice = Notice("rehearsal_sent", To(member), {
        "title": Text(slip.title), "name": Text(slip.name), "played": slip.played,
        "text": Text(seen.text),
    })  # fmt: skip
    visit.house.mail.write(visit, notice, Occasion(circle), member)


# -- playing it ----------------------------------------------------------------------------------


def play(act: Play, ledger: Ledger, house: House, receive: Callable[[Visit], None]) -> Played:
    """Play it through in books that are empty so far; return all that was seen of it."""
    circle = _set_up(act, ledger)
    beats = 0
    while not read(circle).over:
        beats += 1
        at = moment(act.at)
        tick = Ticked(f"{BEAT}{HERE}", at)
        receive(Visit(Intake(f"{BEAT}{beats}", "inner", HERE, tick, at, at), ledger, house))
    return Played(act.slip, "\n\n".join(_script(ledger, house)))


def _set_up(act: Play, ledger: Ledger) -> Record:
    """Write down the circle, its people and the room in which they are seen."""
    circle = ledger.add(
        t.circle, id=HERE, slug=f"{PLAYED}{HERE}", name=act.circle, scale=Scale.CREW.value,
        zone=act.zone, founder=PART, made_at=act.at,
        settings=json.dumps({PART: {**json.loads(act.stage), "beats": 1}}),
    )  # fmt: skip
    ledger.add(t.place, id=HERE, circle=HERE, part=PART, address=HERE, made_at=act.at,
               assistants=Assistant.FACILITATOR, levels="{}")  # fmt: skip
    for number, (member, name, by_mail) in enumerate(act.people):
        ledger.add(t.member, id=member, name=name, ghost=f"_fac_member_{number}", made_at=act.at)
        ledger.add(
            t.membership, circle=HERE, member=member, host=number == 0, chat=not by_mail,
            lane="slow" if by_mail else "live", mail=by_mail, joined_at=act.at + number,
        )  # fmt: skip
    return circle


# -- writing it down -----------------------------------------------------------------------------


def _script(ledger: Ledger, house: House) -> Iterator[str]:
    """Return who said what, in order; what one says in a row stands under their name once."""
    speaker, said = "", list[str]()
    for row in ledger.posted:
        if not isinstance(row.act, Say) or row.act.edits or (row.refers or "").startswith("card:"):
            continue
        who = _speaker(ledger, house, row)
        if who != speaker and said:
            yield _speech(speaker, said)
            said = []
        speaker = who
        said.append(row.act.plain)
    if said:
        yield _speech(speaker, said)


def _speaker(ledger: Ledger, house: House, row: Row) -> str:
    member = ledger.one(t.member, ghost=row.sender)
    name = member["name"] if member else row.sender.capitalize()
    return name if row.place == HERE else house.wording.line("rehearsal-at-table", name=name)


def _speech(speaker: str, said: list[str]) -> str:
    lines = "\n\n".join(said).splitlines()
    return "\n".join([speaker, *(f"    {line}".rstrip() for line in lines)])
