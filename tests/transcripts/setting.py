"""Where a meeting begins: people, rooms and circles that are there already.

Circles are written into books and world directly, as founding them by ``!new`` would leave them:
a meeting about watering the beds need not begin with the making of the garden.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from facilitator.acts import MakeRoom
from facilitator.clock import micros
from facilitator.core.naming import slug_of
from facilitator.core.notices import Assistant
from facilitator.core.scales import HOST_POWER, KEEPER_POWER, MAKEUP, Part, Scale
from facilitator.matrix.rendering import room
from facilitator.postcard import World
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, new_id
from facilitator.visit import House, Record
from tests.transcripts.language import Circle, Somebody

HELPERS = (Assistant.TIMEKEEPER, Assistant.SCRIBE, Assistant.POSTIE)
"""Who sits in a circle's home beside the Facilitator, as in the demo (contract §10)."""


def address_of(name: str) -> str:
    """Return the mail address of somebody who takes part by mail."""
    return f"{name}@example.org"


@dataclass(slots=True)
class Setting:
    """Puts what a meeting begins with into the books (``connection``) and the world."""

    connection: Connection
    world: World
    house: House
    circles: dict[str, str]
    """Name → slug of the circles so far."""

    def circle(self, asked: Circle) -> list[tuple[str, str]]:
        """Set up a circle; return its rooms as (name in the meeting, room id), its home first."""
        ledger = Ledger(self.connection, self.world.clock.now())
        row = self._circle_row(ledger, asked)
        made = [(part, self._room(ledger, asked, row, part)) for part in self._parts(asked)]
        for number, somebody in enumerate([*asked.chat, *asked.mail]):
            self._member(ledger, row, somebody, number, by_mail=somebody in asked.mail)
        ledger.flush()
        self.circles[asked.name] = row["slug"]
        home = next((m for m in made if m[0].name == "commons"), made[0])
        made.sort(key=lambda each: each is not home)
        path = row["slug"].replace("-", "/") if asked.parent else row["slug"]
        first = self._parts(asked)[0]
        return [(path if part is first else f"{path}/{part.name}", id_) for part, id_ in made]

    def _parts(self, asked: Circle) -> tuple[Part, ...]:
        return MAKEUP[Scale(asked.scale)].parts

    def _circle_row(self, ledger: Ledger, asked: Circle) -> Record:
        parent = ledger.one(t.circle, slug=self.circles[asked.parent]) if asked.parent else None
        own = slug_of(asked.name)
        people = [*asked.chat, *asked.mail]
        founder = next((p for p in people if p.flags & {"keeper", "host"}), people[0])
        return ledger.add(
            t.circle, id=new_id("cir"), slug=f"{parent['slug']}-{own}" if parent else own,
            name=asked.name, scale=asked.scale, parent=parent["id"] if parent else None,
            zone=self.house.zone.key, founder=member_id(founder.name),
            made_at=micros(self.world.clock.now()),
        )  # fmt: skip

    # -- rooms ----------------------------------------------------------------------------------

    def _room(self, ledger: Ledger, asked: Circle, circle: Record, part: Part) -> str:
        powers = {
            self.world.user(p.name): KEEPER_POWER if "keeper" in p.flags else HOST_POWER
            for p in asked.chat
            if p.flags & {"keeper", "host"}
        }
        first = part is self._parts(asked)[0]
        act = MakeRoom(
            asked.name if first else f"{asked.name} {part.name}",
            f"fac_{circle['slug'].replace('-', '_')}{'' if first else '_' + part.name}",
            space=part.name == "space", join=part.join, history=part.history, powers=powers,
            talk=part.power, parent=asked.parent,
        )  # fmt: skip
        space = self._space(asked, circle, first)
        facilitator = self.world.user(Assistant.FACILITATOR)
        id_ = self.world.make_room(facilitator, room(act, space, self.world.server_name))
        if space:
            link = {"via": [self.world.server_name]}
            self.world.put_state(facilitator, space, "m.space.child", link, id_)
        self._seat(id_, [p.name for p in asked.chat], part)
        ours = [Assistant.FACILITATOR, *(HELPERS if part.name != "space" else ())]
        ledger.add(
            t.place, id=new_id("plc"), circle=circle["id"], part=part.name, address=id_,
            assistants=" ".join(ours), levels=json.dumps(powers),
            made_at=micros(self.world.clock.now()),
        )  # fmt: skip
        return id_

    def _space(self, asked: Circle, circle: Record, first: bool) -> str | None:
        slug = circle["slug"] if not first else self.circles.get(asked.parent or "")
        return self.world.aliases.get(f"fac_{slug.replace('-', '_')}") if slug else None

    def _seat(self, room_id: str, people: list[str], part: Part) -> None:
        facilitator = self.world.user(Assistant.FACILITATOR)
        ours = [] if part.name == "space" else [helper.value for helper in HELPERS]
        for name in [*ours, *people]:
            self.world.invite(facilitator, room_id, self.world.user(name))
            self.world.join(self.world.user(name), room_id)

    # -- members --------------------------------------------------------------------------------

    def _member(
        self, ledger: Ledger, circle: Record, somebody: Somebody, number: int, *, by_mail: bool
    ) -> None:
        member = self._known(ledger, somebody, by_mail)
        also_mail = "mail" in somebody.flags
        ledger.add(
            t.membership, circle=circle["id"], member=member["id"],
            host=bool(somebody.flags & {"host", "keeper"}),
            lane="slow" if by_mail or "slow" in somebody.flags else "live",
            chat=not by_mail, mail=by_mail or also_mail,
            # One after another, so that the order of joining is theirs in every run.
            joined_at=micros(self.world.clock.now()) + number,
        )  # fmt: skip

    def _known(self, ledger: Ledger, somebody: Somebody, by_mail: bool) -> Record:
        id_ = member_id(somebody.name)
        if found := ledger.one(t.member, id=id_):
            return found
        now = micros(self.world.clock.now())
        member = ledger.add(t.member, id=id_, name=somebody.name.capitalize(),
                            zone=somebody.zone, made_at=now)  # fmt: skip
        handles = [] if by_mail else [("matrix", self.world.user(somebody.name))]
        if by_mail or "mail" in somebody.flags:
            handles.append(("mail", address_of(somebody.name)))
        for medium, address in handles:
            ledger.add(t.handle, medium=medium, address=address, member=id_, verified_at=now,
                       reached_at=now)  # fmt: skip
        return member


def member_id(name: str) -> str:
    """Return an id that is the same in every run and sorts as the name does."""
    digits = "".join(f"{ord(letter):03d}" for letter in name[:8])
    return f"mem_{digits:0<26}"
