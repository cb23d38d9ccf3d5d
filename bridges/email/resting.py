"""When Postie leaves a room, and when it comes back (contract §3).

Postie is the switch of a circle's mail. While people take part by mail, switching it off must cost
nobody their place: the clocks that run for them stand still, the hosts are asked whether that was
meant, and those people are told.
"""

from bridges.email.house import MailHouse
from bridges.email.mailing import mail_address, note
from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, To
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.pauses import MAIL_OFF, go_on, hold_up, is_still, release, starter_of
from facilitator.hosting.voice import Occasion, tell_member
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def rests(house: MailHouse, visit: Visit, circle: Record, by: str) -> None:
    """Postie left: pause what runs, ask the hosts, tell those who take part by mail."""
    readers = _by_mail(house, visit, circle)
    if not readers:
        return
    rows = visit.ledger.all(t.round_, circle=circle["id"], open=True)
    hold_up(visit, circle, MAIL_OFF, MemberId(by), rows, tells=True)
    for row in memberships(visit, circle):
        if is_host(visit, circle, row["member"]):
            host = MemberId(row["member"])
            notice = Notice(
                "postie_left", To(host), {"count": len(readers)}, asks=(host,),
                shown={"code": "postie-left"},
            )  # fmt: skip
            tell_member(visit, notice, Occasion(circle), host)
    _write_to(house, visit, circle, readers, "mail-rests")


def begun(house: MailHouse, visit: Visit, circle: Record, row: Record) -> None:
    """A round began while Postie is away: it waits like those that ran, and its starter hears why."""
    readers = _by_mail(house, visit, circle) if is_still(circle, MAIL_OFF) else []
    if not readers:
        return
    by = starter_of(visit, circle, row)
    if hold_up(visit, circle, MAIL_OFF, by, [row], tells=True):
        notice = Notice("postie_away", To(by), {"count": len(readers)})
        tell_member(visit, notice, Occasion(circle), by)


def works(house: MailHouse, visit: Visit, circle: Record, by: str) -> None:
    """Postie is back: what stood still for it goes on, and those people are told."""
    if not is_still(circle, MAIL_OFF):
        return
    for row in release(visit, circle, MAIL_OFF):
        go_on(visit, row, MemberId(by))
    _write_to(house, visit, circle, _by_mail(house, visit, circle), "mail-works")


def _by_mail(house: MailHouse, visit: Visit, circle: Record) -> list[str]:
    rows = memberships(visit, circle)
    return [m["member"] for m in rows if house.reads_mail(visit, circle, m["member"])]


def _write_to(
    house: MailHouse, visit: Visit, circle: Record, members: list[str], name: str
) -> None:
    for member in members:
        if address := mail_address(visit, member):
            note(house, visit, circle, member, address, name, item=f"circle:{circle['id']}")
