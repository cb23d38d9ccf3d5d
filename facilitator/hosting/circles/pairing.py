"""``!pairs [again]``: the Greeter asks who would like to be paired, and by lot two and two are.

Who says nothing is left in peace. Each pair gets a circle of two, for both have said yes to one; who
is drawn with whom is told to those two, and to nobody else.
"""

import json
from dataclasses import replace
from datetime import datetime

from facilitator.acts import React, Say
from facilitator.clock import micros
from facilitator.core import pairing as core
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Assistant, At, Notice, Room, To, Who
from facilitator.core.pairing import Pairing
from facilitator.core.reading import Line
from facilitator.core.record import Choice, read_reply
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.windows import end_of
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting.chance import seed
from facilitator.hosting.circles import dyad_founding
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.members.ghosts import is_in
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import membership, need_circle, need_host
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import is_resting, need_awake
from facilitator.hosting.voice import (
    Occasion,
    asked,
    fields,
    room_reader,
    standing,
    tell_member,
    tell_room,
)
from facilitator.intake import Outage, Reacted, Said, Ticked, TookBack
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

PAIRS = "pairs:"
"""How the question, its letters and its alarm are told from others."""

KIND = "pairs"
LEFT_OVER = "left_over"
"""The setting of a circle that says whom the last lot left over, to be spared the next time."""

WAVES = frozenset({"👋", "👍", "✅"})
_IN, _OUT = frozenset({"in", "me", "me too", *WAVES}), frozenset({"out"})


# -- asking --------------------------------------------------------------------------------------


def pairs(visit: Visit, said: Said, line: Line) -> None:
    """``!pairs`` and ``!pairs again``: ask everybody; hosts, where the Greeter is."""
    circle, place = need_circle(visit), visit.place()
    word = line.rest.strip().casefold()
    _need_possible(visit, circle, place, visit.member_of(said.by)["id"], word)
    until = end_of(visit.now, core.WINDOW, quiet_times(circle))
    asks = Pairing(seed(), until, afresh=word == "again")
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind=KIND, circle=circle["id"],
        about=place["id"], body=codecs.write(asks),
        made_at=micros(visit.now),
    )  # fmt: skip
    visit.ledger.wake(f"{PAIRS}{held['id']}", place["id"], until)
    _ask(visit, circle, place, held)


def _need_possible(visit: Visit, circle: Record, place: Record, by: str, word: str) -> None:
    if circle["scale"] not in (Scale.CREW, Scale.CONGREGATION):
        raise Refusal("pairs-where")
    if place["part"] not in ROUND_PARTS:
        raise Refusal("pairs-elsewhere")
    need_host(visit, circle, by)
    need_awake(circle)
    if word not in ("", "again"):
        raise Refusal("pairs-how")
    if not is_in(place, Assistant.GREETER):
        raise Refusal("no-greeter")
    if running := _open(visit, circle):
        raise Refusal("pairs-asked-already", {"until": At(_state(visit, running).until)})


def _open(visit: Visit, circle: Record) -> Record | None:
    """Return what a circle is being asked."""
    return visit.ledger.one(t.held, kind=KIND, circle=circle["id"], settled_at=None)


def _state(visit: Visit, held: Record) -> Pairing:
    return codecs.read(Pairing, held["body"])


def _ask(visit: Visit, circle: Record, place: Record, held: Record) -> None:
    """Ask in the room, and by letter those who are not in it."""
    here = memberships(visit, circle)
    when: dict[str, Arg] = {"until": At(_state(visit, held).until)}
    in_room = tuple(MemberId(row["member"]) for row in here if row["chat"])
    notice = Notice("asked", Room(), when, asks=in_room, shown={"code": "pairs-asked"})
    occasion, reader = Occasion(circle, place), room_reader(visit, circle)
    given = {**when, **standing(visit, occasion, reader, None)}
    phrase = visit.house.wording.phrase("pairs-asked", given, reader)
    shown = fields(visit, notice, occasion)
    say = Say(phrase.plain, phrase.html, asked(visit, notice), fields=shown)
    item = f"{PAIRS}{held['id']}"
    row = visit.post(say, place["id"], sender=Assistant.GREETER, refers=item)
    visit.post(React("👋"), place["id"], sender=Assistant.GREETER, target=row.id)
    for one in here:
        mail = visit.house.mail
        if mail is not None and not one["chat"] and one["delivery"] != "off":
            mail.write_alone(visit, circle, one["member"], "pairs-asked", when, item)


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said) -> bool:
    """Take a reply in the room to the question; return whether it was one."""
    held = _asked_in(visit, said.reply_to)
    word = said.body.strip(" .,!").casefold()
    choice = read_reply(said.body).choice
    yes = choice is Choice.YES or word in _IN
    if held is None or not (yes or choice is Choice.NO or word in _OUT):
        return False
    member = _member(visit, held, said.by)
    if member is not None:
        take(visit, held, member, said.ref, yes)
        acknowledge(visit, said.ref, "✅")
    return True


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take 👋 under the question; return whether it was one."""
    held = _asked_in(visit, reaction.target) if emoji in WAVES else None
    member = _member(visit, held, reaction.by) if held else None
    if held is None or member is None:
        return False
    take(visit, held, member, reaction.ref, True)
    return True


def took_back(visit: Visit, back: TookBack) -> None:
    """A message or a reaction was taken back: if it was a yes, there is none any more."""
    circle = visit.circle()
    held = _open(visit, circle) if circle else None
    if held is not None:
        _keep(visit, held, core.took_back(_state(visit, held), back.target))


def by_mail(visit: Visit, held: Record, member: str, yes: bool) -> None:
    """Take a reply to the letter, and say that it was taken."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    if circle is None or membership(visit, circle, member) is None:
        return
    take(visit, held, member, visit.intake.key, yes)
    args: dict[str, Arg] = {
        "until": At(_state(visit, held).until),
        "choice": "yes" if yes else "no",
    }
    visit.house.mail.write_alone(visit, circle, member, "pairs-noted", args, None)


def take(visit: Visit, held: Record, member: str, source: str, yes: bool) -> None:
    """Keep what somebody said. Raises ``Refusal`` once the pairs are laid."""
    if held["settled_at"] is not None:
        raise Refusal("pairs-late")
    now, me = _state(visit, held), MemberId(member)
    _keep(visit, held, core.waved(now, me, source) if yes else core.rather_not(now, me))


def _keep(visit: Visit, held: Record, state: Pairing) -> None:
    visit.ledger.change(t.held, held, body=codecs.write(state))


def _asked_in(visit: Visit, ref: str | None) -> Record | None:
    sent = visit.ledger.one(t.outbox, ref=ref) if ref else None
    refers = (sent or {}).get("refers") or ""
    is_ours = refers.startswith(PAIRS)
    return visit.ledger.one(t.held, id=refers.removeprefix(PAIRS)) if is_ours else None


def _member(visit: Visit, held: Record, handle: str) -> str | None:
    """Return who it is, if they are in the circle now."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    member = str(visit.member_of(handle)["id"])
    return member if circle and membership(visit, circle, member) else None


# -- the lot -------------------------------------------------------------------------------------


def ticked(visit: Visit, tick: Ticked) -> None:
    """The time is over: lay the pairs, found their circles, and tell each what concerns them."""
    held = visit.ledger.one(t.held, id=tick.subject.removeprefix(PAIRS))
    circle = visit.ledger.one(t.circle, id=held["circle"]) if held else None
    visit.ledger.wake(tick.subject, "", None)
    if held is None or circle is None or held["settled_at"] is not None:
        return
    state = _state(visit, held)
    if is_resting(circle):
        _wait_until(visit, held, state, end_of(visit.now, core.WINDOW, quiet_times(circle)))
    elif visit.now < state.until:
        _wait_until(visit, held, state, state.until)
    else:
        _lay(visit, circle, held, state)


def gave_back(visit: Visit, outage: Outage) -> None:
    """The time in which we were deaf is given back."""
    held = visit.ledger.one(t.held, id=outage.subject.removeprefix(PAIRS))
    if held is not None and held["settled_at"] is None:
        state = _state(visit, held)
        _wait_until(visit, held, state, state.until + (outage.until - outage.since))


def _wait_until(visit: Visit, held: Record, state: Pairing, until: datetime) -> None:
    _keep(visit, held, replace(state, until=until))
    visit.ledger.wake(f"{PAIRS}{held['id']}", held["about"], until)


def _lay(visit: Visit, circle: Record, held: Record, state: Pairing) -> None:
    """Draw, and tell; who said yes, and who was drawn with whom, is not kept."""
    place = visit.ledger.one(t.place, id=held["about"]) or {}
    here = memberships(visit, circle)
    live = {MemberId(row["member"]) for row in here if row["chat"]}
    present = [MemberId(row["member"]) for row in here]
    works = is_in(place, Assistant.GREETER)
    met = dyad_founding.couples(visit, state.willing, ended=state.afresh)
    drawn = core.laid(state, present if works else (), live, met, _spared(circle))
    visit.ledger.change(t.held, held, body="{}", settled_at=micros(visit.now))
    occasion = Occasion(circle, place)
    if not works:
        tell_room(visit, Notice("pairs_off", Room()), occasion)
        return
    told = Notice("pairs_laid", Room(), {"count": len(drawn.pairs)}, voice=Assistant.GREETER)
    tell_room(visit, told, occasion)
    for pair in drawn.pairs:
        _bring_together(visit, circle, *pair)
    _remember_left_over(visit, circle, drawn.alone)
    if drawn.alone is not None:
        notice = Notice("pairs_alone", To(drawn.alone))
        tell_member(visit, notice, occasion, drawn.alone)


def _spared(circle: Record) -> set[MemberId]:
    """Return who was left over by the last lot in a circle."""
    alone = json.loads(circle["settings"]).get(LEFT_OVER)
    return {MemberId(alone)} if alone else set()


def _remember_left_over(visit: Visit, circle: Record, alone: MemberId | None) -> None:
    settings = {**json.loads(circle["settings"]), LEFT_OVER: alone}
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))


def _bring_together(visit: Visit, circle: Record, one: MemberId, other: MemberId) -> None:
    """Give a pair their circle; who has one already is told so."""
    if not dyad_founding.between(visit, one, other):
        dyad_founding.found(visit, one, other, circle, by_lot=True)
        return
    for member, partner in ((one, other), (other, one)):
        args: dict[str, Arg] = {"member": Who(partner)}
        tell_member(visit, Notice("pairs_known", To(member), args), Occasion(circle), member)
