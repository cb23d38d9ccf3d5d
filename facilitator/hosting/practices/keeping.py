"""The room of a table that is over: kept by those who sat there, or quiet from the next day on."""

import json

from facilitator.acts import Depart, Power
from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, Notice, Room, To
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.scales import HOST_POWER, KEEPER_POWER
from facilitator.hosting.practices.tables import KEPT, RESTS, ROOMS, TABLE, row_here, sitting
from facilitator.hosting.rounds import occasion_of, state_of
from facilitator.hosting.voice import chat_handle, tell
from facilitator.intake import Said, Ticked
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def keep(visit: Visit, said: Said, line: Line) -> None:
    """``!keep``: the room of a table stays with those who sat there. Raises ``Refusal``."""
    place, by = visit.place(), visit.member_of(said.by)
    row = row_here(visit, place)
    if place["part"] not in ROOMS or row is None or place["gone"]:
        raise Refusal("nothing-to-keep")
    state = state_of(visit, row)
    if state.seat(MemberId(by["id"])) is None:
        raise Refusal("not-in-this-round")
    if row["open"]:
        raise Refusal("keep-later")
    hand_over(visit, place, row)


def hand_over(visit: Visit, place: Record, row: Record) -> None:
    """Give a table's room to its people; the Facilitator stays only where letters are to be carried."""
    if place["part"] == KEPT:
        return
    visit.ledger.wake(f"{RESTS}{place['id']}", "", None)
    visit.ledger.change(t.place, place, part=KEPT)
    seats = sitting(visit, row)
    by_mail = [member for member, mails in seats if mails]
    handles = [chat_handle(visit, member) for member, mails in seats if not mails]
    levels = {handle: KEEPER_POWER for handle in handles if handle}
    visit.ledger.change(t.place, place, levels=json.dumps(levels))
    visit.post(Power(levels), place["id"])
    audience: list[Room | To] = [Room(), *(To(member) for member in by_mail)]
    for to in audience:
        notice = Notice("table_kept", to, {"mail": "some" if by_mail else "none"})
        tell(visit, notice, occasion_of(visit, row))
    if not by_mail:
        _leave(visit, place)


def rest(visit: Visit, tick: Ticked) -> None:
    """A day after its end nobody can write at a table that was not kept; nobody is sent away."""
    place = visit.ledger.one(t.place, id=tick.subject.removeprefix(RESTS))
    visit.ledger.wake(tick.subject, "", None)
    row = row_here(visit, place) if place else None
    if place is None or row is None or place["part"] != TABLE or place["gone"]:
        return
    tell(visit, Notice("table_rests", Room()), occasion_of(visit, row))
    visit.post(Power({}, talk=HOST_POWER), place["id"])
    _leave(visit, place)


def _leave(visit: Visit, place: Record) -> None:
    """All of ours go, the Facilitator last."""
    ours = [one for one in place["assistants"].split() if one != Assistant.FACILITATOR]
    for localpart in (*ours, Assistant.FACILITATOR):
        visit.post(Depart(), place["id"], sender=localpart)
    visit.ledger.change(t.place, place, assistants="", gone=True)
