"""When Postie leaves a room, and when it comes back (contract §3).

Postie is the switch of a circle's mail. While people take part by mail, switching it off must cost
nobody their place: the clocks that run for them stand still, the hosts are asked whether that was
meant, and those people are told.
"""

import contextlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bridges.email.mailing import mail_address, note
from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, To
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.people import memberships
from facilitator.hosting.rights import is_host
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.voice import Occasion, tell_member
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

if TYPE_CHECKING:
    from bridges.email.house import MailHouse

RESTED = "rested"
"""The circle's setting that names the rounds whose clocks stand still until Postie is back."""


def rests(house: "MailHouse", visit: Visit, circle: Record, by: str) -> None:
    """Postie left: pause what runs, ask the hosts, tell those who take part by mail."""
    readers = _by_mail(house, visit, circle)
    if not readers:
        return
    _set(visit, circle, [row["id"] for row in _paused(visit, circle, MemberId(by))])
    for row in memberships(visit, circle):
        if is_host(visit, circle, row["member"]):
            host = MemberId(row["member"])
            notice = Notice(
                "postie_left", To(host), {"count": len(readers)}, asks=(host,),
                shown={"code": "postie-left"},
            )  # fmt: skip
            tell_member(visit, notice, Occasion(circle), host)
    _write_to(house, visit, circle, readers, "mail-rests")


def begun(house: "MailHouse", visit: Visit, circle: Record, row: Record) -> None:
    """A round began while Postie is away: it waits like those that ran, and its starter hears why."""
    rested = json.loads(circle["settings"]).get(RESTED)
    readers = _by_mail(house, visit, circle) if rested is not None else []
    if not readers:
        return
    state = state_of(visit, row)
    starter = state.proposer if row["form"] == CONSENT.name else state.chair
    by = MemberId(starter or circle["founder"])
    if _steer(visit, row, by, on=False):
        _set(visit, circle, [*(rested or []), row["id"]])
        notice = Notice("postie_away", To(by), {"count": len(readers)})
        tell_member(visit, notice, Occasion(circle), by)


def works(house: "MailHouse", visit: Visit, circle: Record, by: str) -> None:
    """Postie is back: what stood still for it goes on, and those people are told."""
    rested = json.loads(circle["settings"]).get(RESTED)
    if rested is None:
        return
    for round_id in rested:
        row = visit.ledger.one(t.round_, id=round_id)
        if row is not None and row["open"]:
            _steer(visit, row, MemberId(by), on=True)
    _set(visit, circle, None)
    _write_to(house, visit, circle, _by_mail(house, visit, circle), "mail-works")


def _by_mail(house: "MailHouse", visit: Visit, circle: Record) -> list[str]:
    rows = memberships(visit, circle)
    return [m["member"] for m in rows if house.reads_mail(visit, circle, m["member"])]


def _paused(visit: Visit, circle: Record, by: MemberId) -> Iterator[Record]:
    """Pause the circle's rounds; yield those that were running."""
    for row in visit.ledger.all(t.round_, circle=circle["id"], open=True):
        if _steer(visit, row, by, on=False):
            yield row


def _steer(visit: Visit, row: Record, by: MemberId, *, on: bool) -> bool:
    """Let a round's clocks go on or stand still; return whether that changed anything."""
    with contextlib.suppress(Refusal):  # it stands still already, or has gone on without us
        if row["form"] == CONSENT.name:
            return bool(act(visit, row, consent.Resume(by) if on else consent.Pause(by)))
        steer = commands.Resume if on else commands.Pause
        return bool(act(visit, row, steer(by, host=True)))
    return False


def _set(visit: Visit, circle: Record, rested: list[str] | None) -> None:
    settings = json.loads(circle["settings"])
    settings.pop(RESTED, None)
    if rested is not None:
        settings[RESTED] = rested
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))


def _write_to(
    house: "MailHouse", visit: Visit, circle: Record, members: list[str], name: str
) -> None:
    for member in members:
        if address := mail_address(visit, member):
            note(house, visit, circle, member, address, name, item=f"circle:{circle['id']}")
