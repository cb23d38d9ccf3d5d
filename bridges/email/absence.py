"""Who is away: by their own word, or because mail came back or a machine answered.

A bounce or an out-of-office is never a pass and never a consent (contract §7): it marks a member
away, tells the rounds that wait for them, and whoever invited them, once and privately.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bridges.email.house import Arrival, MailHouse
from bridges.email.trust import Trust
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, Text, To, Who
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.members.rights import first_host, membership
from facilitator.hosting.rounds import act, rounds_of_member, with_sessions
from facilitator.hosting.voice import Occasion, tell_member
from facilitator.intake import Undelivered
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

UNREACHED = timedelta(days=90)
"""How long somebody counts as away whose mail came back: until they write, and this at most."""

OUT_OF_OFFICE = timedelta(days=7)
"""The same after an automatic reply, which says that it will end but not when."""


def away(
    visit: Visit,
    member: str,
    until: datetime,
    here: Iterable[Record] | None = None,
    *,
    reached: bool | None = None,
) -> None:
    """Mark a member away, in these memberships or in all; their rounds stop waiting for them.

    ``reached`` is what is known of whether our mail gets there; None leaves it as it is.
    """
    rows = visit.ledger.all(t.membership, member=member) if here is None else here
    circles = set()
    for row in rows:
        visit.ledger.change(t.membership, row, away_until=micros(until))
        circles.add(row["circle"])
    _tell_rounds(visit, member, circles, away_=True, reached=reached)


def back(visit: Visit, member: str) -> None:
    """Mark a member as here again, wherever they were away."""
    rows = [m for m in visit.ledger.all(t.membership, member=member) if m["away_until"]]
    for row in rows:
        visit.ledger.change(t.membership, row, away_until=None)
    _tell_rounds(visit, member, {row["circle"] for row in rows}, away_=False, reached=True)
    for told in visit.ledger.all(t.held, about=f"unreached:{member}"):
        if told["settled_at"] is None:
            visit.ledger.change(t.held, told, settled_at=micros(visit.now))


def wrote(visit: Visit, arrival: Arrival) -> None:
    """Take a proven mail of a member as a sign of life: whoever was not reached is back."""
    if arrival.author is None or arrival.trust is not Trust.PASS:
        return
    about = f"unreached:{arrival.author['id']}"
    if any(held["settled_at"] is None for held in visit.ledger.all(t.held, about=about)):
        back(visit, arrival.author["id"])


def bounced(house: MailHouse, visit: Visit, token: Record, permanent: bool) -> None:
    """Take a bounce at an address we gave out. One that may pass changes nothing."""
    if permanent:
        _came_back(visit, token["circle"], token["member"], token["item"])


def undelivered(house: MailHouse, visit: Visit, undelivered: Undelivered) -> None:
    """Take our own relay's word that a mail cannot be brought."""
    member = visit.intake.place.removeprefix("mail:")
    known = visit.ledger.one(t.member, id=member)
    _came_back(visit, None, member if known else "", undelivered.refers)


def _came_back(visit: Visit, circle: str | None, member: str, item: str) -> None:
    if member:
        unreached(visit, member, circle)
    elif item.startswith("invite:"):
        _tell_inviter(visit, item.removeprefix("invite:"))


def unreached(visit: Visit, member: str, circle: str | None = None) -> None:
    """Mark a member whose mail came back: away, not reached, and one person told."""
    for handle in visit.ledger.all(t.handle, member=member):
        if handle["medium"] == "mail":
            visit.ledger.change(t.handle, handle, reached_at=None)
    by_mail = [m for m in _here(visit, member) if m["mail"] and not m["chat"]]
    away(visit, member, visit.now + UNREACHED, by_mail, reached=False)
    _tell_host(visit, member, by_mail, circle)


def out_of_office(house: MailHouse, visit: Visit, member: str, circle: Record) -> None:
    """Take a machine's word that a member is away."""
    here = [m for m in _here(visit, member) if m["mail"] and not m["chat"]]
    away(visit, member, visit.now + OUT_OF_OFFICE, here)
    _tell_host(visit, member, here, circle["id"])


def _here(visit: Visit, member: str) -> list[Record]:
    rows = visit.ledger.all(t.membership, member=member)
    return [m for m in rows if m["left_at"] is None and m["joined_at"] is not None]


def _tell_host(visit: Visit, member: str, here: list[Record], circle: str | None) -> None:
    """Tell whoever invited the member, once until they write again; nobody else hears of it."""
    about = f"unreached:{member}"
    told = [h for h in visit.ledger.all(t.held, about=about) if h["settled_at"] is None]
    rows = [m for m in here if circle in (None, m["circle"])] or here
    if told or not rows:
        return
    found = visit.ledger.one(t.circle, id=rows[0]["circle"])
    host = rows[0]["invited_by"] or (first_host(visit, found) if found else None)
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="unreached", circle=rows[0]["circle"], member=member,
        about=about, body="{}", made_at=micros(visit.now),
    )  # fmt: skip
    if host and host != member and found and membership(visit, found, host):
        notice = Notice("mail_unreached", To(MemberId(host)), {"member": Who(MemberId(member))})
        tell_member(visit, notice, Occasion(found), host)


def _tell_inviter(visit: Visit, held: str) -> None:
    row = visit.ledger.one(t.held, id=held)
    if row is None or row["settled_at"] is not None:
        return
    circle = visit.ledger.one(t.circle, id=row["circle"])
    visit.ledger.change(t.held, row, settled_at=micros(visit.now))
    notice = Notice(
        "mail_invite_returned", To(MemberId(row["member"])), {"address": Text(row["about"])}
    )
    tell_member(visit, notice, Occasion(circle), row["member"])


def _tell_rounds(
    visit: Visit, member: str, circles: set[str], *, away_: bool, reached: bool | None
) -> None:
    who = MemberId(member)
    for row in with_sessions(visit, rounds_of_member(visit, who)):
        if row["circle"] not in circles:
            continue
        if row["form"] in BESIDE:
            _quietly(visit, row, consent.Presence(who, away=away_, reached=reached))
        elif away_:
            _quietly(visit, row, commands.Away(who))


def _quietly(visit: Visit, row: Record, command: object) -> None:
    """Tell a round; one in which the member has no place does not mind."""
    try:
        act(visit, row, command)
    except Refusal:
        return
