"""Founding circles and speaking about them: ``!new``, ``!circle``, ``!hosts``, ``!helpers``."""

import json

from facilitator.acts import Invite, Link, MakeRoom, Power
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.naming import is_reserved, slug_of, suggestions
from facilitator.core.notices import Arg, Assistant, Notice, People, Room, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.scales import HOST_POWER, KEEPER_POWER, MAKEUP, Part, Scale
from facilitator.hosting.members.people import (
    circle_members,
    memberships,
    one_member,
    take_people,
    whose,
)
from facilitator.hosting.members.rights import (
    is_host,
    is_keeper,
    may_found,
    need_circle,
    need_host,
    need_member,
)
from facilitator.hosting.nesting import parent_of
from facilitator.hosting.quiet import quiet_args
from facilitator.hosting.resting import is_resting
from facilitator.hosting.rhythms import telling
from facilitator.hosting.voice import Occasion, answer, chat_handle, tell_room
from facilitator.intake import RoomMade, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit, a_name

FOUNDED_PER_HOUR = 5
"""Circles one person may found in an hour: more is a mistake or a machine."""


# -- founding ------------------------------------------------------------------------------------


def new_circle(visit: Visit, said: Said, line: Line) -> None:
    """``!new congregation NAME`` or ``!new crew NAME [with=@a,@b]``."""
    kind, _, rest = line.rest.partition(" ")
    if kind.lower() == "network":
        raise Refusal("not-yet", {"typed": Text(f"new {kind.lower()}")})
    if kind.lower() not in ("congregation", "crew"):
        raise Refusal("new-what")
    founder = visit.member_of(said.by)
    if not may_found(visit, said.by):
        raise Refusal("may-not-found")
    _not_too_many(visit, founder)
    guests, name = take_people(visit, said, f"{rest} {line.options.get('with', '')}")
    if by_mail := next((one for one in guests if visit.house.is_ghost(one)), None):
        member = visit.ledger.one(t.member, id=whose(visit, by_mail)) or {}
        raise Refusal("guest-by-mail", {"name": Text(str(member.get("name", "")))})
    if kind.lower() == "congregation":
        found(visit, said, Scale.CONGREGATION, name, None, founder, guests)
    else:
        parent = _parent(visit, founder)
        found(visit, said, Scale.CREW, name, parent, founder, guests)


def _not_too_many(visit: Visit, founder: Record) -> None:
    hour_ago = micros(visit.now) - 3600 * 1_000_000
    recent = [
        c for c in visit.ledger.all(t.circle, founder=founder["id"]) if c["made_at"] > hour_ago
    ]
    if len(recent) >= FOUNDED_PER_HOUR:
        raise Refusal("founding-too-fast")


def _parent(visit: Visit, founder: Record) -> Record:
    """Return the congregation a new crew belongs to: the one spoken in, or the founder's only one."""
    here = visit.circle()
    if here and here["scale"] == Scale.CONGREGATION:
        need_member(visit, here, founder["id"])
        return here
    mine = [
        circle
        for m in visit.ledger.all(t.membership, member=founder["id"])
        if m["left_at"] is None and (circle := visit.ledger.one(t.circle, id=m["circle"]))
    ]
    congregations = [c for c in mine if c["scale"] == Scale.CONGREGATION]
    if here and here["parent"] in [c["id"] for c in congregations]:
        return next(c for c in congregations if c["id"] == here["parent"])
    if not congregations:
        raise Refusal("crew-needs-congregation")
    if len(congregations) > 1:
        raise Refusal("which-congregation")
    return congregations[0]


def found(
    visit: Visit,
    said: Said,
    scale: Scale,
    name: str,
    parent: Record | None,
    founder: Record,
    guests: list[str],
) -> Record:
    """Write a circle down and let its first room be made; the others follow when that is there."""
    name = a_name(name)
    slug = _free_slug(visit, name, parent)
    circle = visit.ledger.add(
        t.circle,
        id=new_id("cir"),
        slug=slug,
        name=name,
        scale=scale.value,
        parent=parent["id"] if parent else None,
        zone=parent["zone"] if parent else visit.house.zone.key,
        founder=founder["id"],
        settings=json.dumps({"asked_in": visit.place()["id"], "asked_ref": said.ref}),
        made_at=micros(visit.now),
    )
    visit.ledger.add(
        t.membership, circle=circle["id"], member=founder["id"], host=True, chat=True,
        joined_at=micros(visit.now),
    )  # fmt: skip
    for part in MAKEUP[scale].parts:
        visit.ledger.add(
            t.place,
            id=new_id("plc"),
            circle=circle["id"],
            part=part.name,
            made_at=micros(visit.now),
        )
    handles = list(dict.fromkeys([said.by, *guests]))
    _make(visit, circle, MAKEUP[scale].parts[0], said.by, handles)
    return circle


def _free_slug(visit: Visit, name: str, parent: Record | None) -> str:
    own = slug_of(name)
    if not own:
        raise Refusal("name-missing")
    if is_reserved(own):
        raise Refusal("name-reserved", {"name": Text(name)})
    slug = f"{parent['slug']}-{own}" if parent else own
    if visit.ledger.one(t.circle, slug=slug):
        taken = frozenset(c["slug"] for c in visit.ledger.all(t.circle))
        free = suggestions(slug, taken)
        if parent:
            free = free.removeprefix(f"{parent['slug']}-")
        raise Refusal("name-taken", {"name": Text(name), "free": Text(free)})
    return slug


def alias_of(circle: Record, parent: Record | None, part: str) -> str:
    """Return the alias localpart of a circle's room: ``fac_riverside_garden`` (contract §2).

    An alias can be looked up by anybody: that of a dyad does not say whose it is.
    """
    if circle["scale"] == Scale.DYAD:
        return f"fac_dyad_{circle['id'].rpartition('_')[2].lower()}"
    own = circle["slug"].removeprefix(f"{parent['slug']}-") if parent else circle["slug"]
    path = [parent["slug"]] if parent else []
    first = MAKEUP[Scale(circle["scale"])].parts[0].name
    return "_".join(["fac", *path, own, *([] if part == first else [part])])


def _make(visit: Visit, circle: Record, part: Part, founder: str, guests: list[str]) -> None:
    place = part_of(visit, circle, part.name)
    parent = parent_of(visit, circle)
    space = _space_of(visit, circle, part)
    first = MAKEUP[Scale(circle["scale"])].parts[0] is part
    powers = {founder: KEEPER_POWER}
    visit.ledger.change(t.place, place, levels=json.dumps(powers), assistants=Assistant.FACILITATOR)
    visit.post(
        MakeRoom(
            circle["name"] if first else f"{circle['name']} {part.name}",
            alias_of(circle, parent, part.name),
            topic=visit.house.wording.line(f"topic-{part.name}", circle=circle["name"]),
            space=part.name == "space",
            parent=space["id"] if space else None,
            join=part.join,
            history=part.history,
            powers=powers,
            invite=[g for g in guests if part.asked_in or (part.hosts_only and g == founder)],
            talk=part.power,
        ),
        place["id"],
    )


def _space_of(visit: Visit, circle: Record, part: Part) -> Record | None:
    """Return the space a room stands in: its own circle's, or for a first room the parent's."""
    first = MAKEUP[Scale(circle["scale"])].parts[0]
    if part is not first:
        return part_of(visit, circle, first.name)
    parent = parent_of(visit, circle)
    return part_of(visit, parent, "space") if parent else None


def part_of(visit: Visit, circle: Record, part: str) -> Record:
    """Return the place that is a part of the circle."""
    found = visit.ledger.one(t.place, circle=circle["id"], part=part)
    if found is None:
        raise LookupError(f"the circle has no {part}")
    return found


def home_of(visit: Visit, circle: Record) -> Record:
    """Return the room where the circle talks: a crew's one room, a congregation's commons."""
    names = [part.name for part in MAKEUP[Scale(circle["scale"])].parts if part.name != "space"]
    return part_of(visit, circle, "commons" if "commons" in names else names[0])


def rounds_room(visit: Visit, circle: Record) -> Record:
    """Return the room where the circle holds its rounds."""
    parts = [part.name for part in MAKEUP[Scale(circle["scale"])].parts]
    return part_of(visit, circle, "rounds") if "rounds" in parts else home_of(visit, circle)


def room_made(visit: Visit, made: RoomMade) -> None:
    """A room of ours exists: show it in its space, make what stands in it, tell when all is there."""
    place = visit.ledger.one(t.place, id=made.place)
    circle = visit.ledger.one(t.circle, id=place["circle"]) if place and place["circle"] else None
    if place is None or circle is None:
        return
    parts = MAKEUP[Scale(circle["scale"])].parts
    part = next((p for p in parts if p.name == place["part"]), None)
    if part is None:
        return  # a room beside the circle's own: of a rehearsal
    space = _space_of(visit, circle, part)
    if space:
        visit.post(Link(place["id"], order=f"{parts.index(part):02d}"), space["id"])
    founder = chat_handle(visit, circle["founder"]) or ""
    if part is parts[0]:
        for other in parts[1:]:
            _make(visit, circle, other, founder, [founder])
    if all(p["address"] for p in visit.ledger.all(t.place, circle=circle["id"])):
        _announce(visit, circle)


def _announce(visit: Visit, circle: Record) -> None:
    """Say where it was asked for that the circle is there."""
    settings = json.loads(circle["settings"])
    asked_in = visit.ledger.one(t.place, id=settings.pop("asked_in", None))
    if asked_in is None:
        return  # it was told: several rooms can become known in one commit
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))
    parent = parent_of(visit, circle)
    alias = f"#{alias_of(circle, parent, MAKEUP[Scale(circle['scale'])].parts[0].name)}"
    link = f"https://matrix.to/#/{alias}:{visit.house.server_name}"
    notice = Notice("circle_created", Room(), {"scale": circle["scale"], "link": Text(link)})
    tell_room(visit, notice, Occasion(circle, asked_in))


# -- speaking of a circle ------------------------------------------------------------------------


def show_circle(visit: Visit, said: Said, line: Line) -> None:
    """``!circle``: what this circle is, who hosts it, who can read here."""
    circle = need_circle(visit)
    members = circle_members(visit, circle)
    by_mail = [m for m in memberships(visit, circle) if m["mail"]]
    hosts = [MemberId(m["id"]) for m in members if is_host(visit, circle, m["id"])]
    mail = visit.house.mail
    args: dict[str, Arg] = {
        "scale": circle["scale"],
        "members": len(members),
        "mail_members": len(by_mail),
        "hosts": People(tuple(hosts)),
        "purpose": Text(circle["purpose"] or ""),
        "has_purpose": "yes" if circle["purpose"] else "no",
        "agreements": Text(circle["agreements"] or ""),
        "has_agreements": "yes" if circle["agreements"] else "no",
        "address": Text(mail.post_address(circle) if mail else ""),
        "has_mail": "yes" if mail and by_mail else "no",
        "zone": Text(circle["zone"].replace("_", " ").rpartition("/")[2]),
        "rests": "yes" if is_resting(circle) else "no",
        **quiet_args(visit, circle),
    }
    args |= _dates(visit, circle, said)
    answer(visit, "circle-shown", args)


def _dates(visit: Visit, circle: Record, said: Said) -> dict[str, Arg]:
    return telling.circle_dates(visit, circle, visit.member_of(said.by)["id"])


def set_text(visit: Visit, said: Said, line: Line) -> None:
    """``!purpose TEXT`` and ``!agreements TEXT``: hosts write them, everyone reads them."""
    circle = need_circle(visit)
    need_host(visit, circle, visit.member_of(said.by)["id"])
    if not line.rest:
        raise Refusal("text-missing", {"typed": Text(line.word)})
    visit.ledger.change(t.circle, circle, **{line.word: line.rest})
    answer(visit, f"{line.word}-set", {"text": Text(line.rest)})


def hosts(visit: Visit, said: Said, line: Line) -> None:
    """``!hosts [add|remove @x]``."""
    circle = need_circle(visit)
    word, _, rest = line.rest.partition(" ")
    if not word:
        members = circle_members(visit, circle)
        named = tuple(MemberId(m["id"]) for m in members if is_host(visit, circle, m["id"]))
        answer(visit, "hosts-shown", {"hosts": People(named), "count": len(named)})
        return
    by = visit.member_of(said.by)
    need_host(visit, circle, by["id"])
    if word.lower() not in ("add", "remove"):
        raise Refusal("hosts-how")
    member = one_member(visit, said, rest, circle)
    if word.lower() == "add":
        make_host(visit, circle, member, HOST_POWER)
        answer(visit, "host-added", {"member": People((MemberId(member["id"]),))})
    else:
        _unmake_host(visit, circle, member, by)
        answer(visit, "host-removed", {"member": People((MemberId(member["id"]),))})


def make_host(visit: Visit, circle: Record, member: Record, power: int) -> None:
    """Give a member the rights of a host in every room of the circle."""
    membership = need_member(visit, circle, member["id"])
    visit.ledger.change(t.membership, membership, host=True)
    handle = chat_handle(visit, member["id"])
    if handle is None:
        return
    for place in visit.ledger.all(t.place, circle=circle["id"]):
        set_power(visit, place, handle, max(power, json.loads(place["levels"]).get(handle, 0)))
        if place["part"] == "hosts":
            visit.post(Invite(handle), place["id"])


def _unmake_host(visit: Visit, circle: Record, member: Record, by: Record) -> None:
    membership = need_member(visit, circle, member["id"])
    others = [
        m for m in circle_members(visit, circle)
        if m["id"] != member["id"] and is_host(visit, circle, m["id"])
    ]  # fmt: skip
    if not others:
        raise Refusal("last-host")
    if circle["scale"] == Scale.DYAD:
        raise Refusal("dyad-both-host")
    if is_keeper(visit, circle, member["id"]) and not is_keeper(visit, circle, by["id"]):
        raise Refusal("keeper-stays")
    visit.ledger.change(t.membership, membership, host=False)
    handle = chat_handle(visit, member["id"])
    for place in visit.ledger.all(t.place, circle=circle["id"]):
        if handle:
            set_power(visit, place, handle, 0)


def set_power(visit: Visit, place: Record, handle: str, level: int) -> None:
    """Give a handle a power level in one place, and remember it (our own changes are not heard)."""
    levels = json.loads(place["levels"])
    if levels.get(handle, 0) == level:
        return
    levels[handle] = level
    visit.ledger.change(t.place, place, levels=json.dumps({k: v for k, v in levels.items() if v}))
    visit.post(Power({handle: level}), place["id"])
