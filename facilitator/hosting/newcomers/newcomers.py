"""What people are asked or offered once: a practice turn before their first round, and their zone.

Both are private, and neither delays anything. By mail they are a line below a letter that goes out
anyway.
"""

from typing import Any

from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, To
from facilitator.core.rounds import commands, consent, poll
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import membership
from facilitator.hosting.newcomers.zones import is_by_host
from facilitator.hosting.voice import Occasion, chat_handle, tell_privately
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_A_MINUTE = 60_000_000
"""In microseconds: who came with a round's beginning was there."""

_ANSWERING = commands.OwnWord | consent.Answer | consent.SameAgain | poll.Vote


def before(visit: Visit, circle: Record, round_id: str) -> None:
    """Remember, as a round begins, when the circle last began one."""
    last = visit.ledger.highest(t.round_, "opened_at", circle=circle["id"])
    visit.ledger.memory[_last(round_id)] = last


def as_before(visit: Visit, whole: Record, round_id: str) -> None:
    """A table of a session begins: whoever is new in that session is new at the table."""
    memory = visit.ledger.memory
    memory[_last(round_id)] = memory.get(_last(whole["id"]), 0)


def meet(visit: Visit, circle: Record, row: Record) -> None:
    """A round has begun: offer a practice turn to those in its room who meet one for the first time."""
    if row["session"] is not None or row["table_of"] or row["form"] in BESIDE:
        return
    mail = visit.house.mail
    for here in memberships(visit, circle):
        member = MemberId(here["member"])
        by_mail = mail is not None and mail.reads_mail(visit, circle, member)
        if not by_mail and chat_handle(visit, member) and meets_first(visit, row, here):
            notice = Notice("practice_offered", To(member))
            tell_privately(visit, notice, Occasion(circle), member)


def came_since(visit: Visit, circle: Record) -> tuple[MemberId, ...]:
    """Return who joined since the circle last held a round; in its very first one nobody is new."""
    last = visit.ledger.highest(t.round_, "opened_at", circle=circle["id"])
    if not last:
        return ()
    here = memberships(visit, circle)
    return tuple(
        MemberId(one["member"]) for one in here if (one["joined_at"] or 0) >= last + _A_MINUTE
    )


def meets_first(visit: Visit, row: Record, here: Record) -> bool:
    """Say, once, whether a member meets their first round: they came since the circle last held one.

    In a circle's very first round everybody is new together, and its host is there to help.
    """
    last = visit.ledger.memory.get(_last(row["session"] or row["id"]), 0)
    if not last or (here["joined_at"] or 0) < last + _A_MINUTE:
        return False
    member = visit.ledger.one(t.member, id=here["member"])
    if member is None or member["practice_at"] is not None:
        return False
    visit.ledger.change(t.member, member, practice_at=micros(visit.now))
    return not visit.ledger.highest(t.words, "said_at", member=member["id"])


def took_part(visit: Visit, row: Record, command: Any) -> None:
    """Ask somebody who answers in a round for their zone, the first time it may differ, once."""
    circle = visit.ledger.one(t.circle, id=row["circle"])
    if circle is None or visit.intake.ear == "mail" or not is_by_host(circle):
        return
    if isinstance(command, _ANSWERING) and asks_zone(visit, circle, command.by):
        args: dict[str, Arg] = {"zone": _city(circle)}
        member = MemberId(command.by)
        tell_privately(visit, Notice("zone_asked", To(member), args), Occasion(circle), member)


def asks_zone(visit: Visit, circle: Record, member: str) -> bool:
    """Say, once, whether a member is to be asked for their zone: a host chose the circle's."""
    row = visit.ledger.one(t.member, id=member)
    if row is None or not is_by_host(circle) or row["zone"] or row["zone_asked_at"] is not None:
        return False
    visit.ledger.change(t.member, row, zone_asked_at=micros(visit.now))
    return True


def foot(visit: Visit, occasion: Occasion, member: str) -> list[tuple[str, dict[str, Arg]]]:
    """Return the lines below a letter that asks a member: their names and arguments."""
    circle, row = occasion.circle, occasion.round
    here = membership(visit, circle, member) if circle else None
    if circle is None or row is None or here is None:
        return []
    lines: list[tuple[str, dict[str, Arg]]] = []
    if row["form"] not in BESIDE and meets_first(visit, row, here):
        lines.append(("practice-foot", {}))
    if asks_zone(visit, circle, member):
        lines.append(("zone-foot", {"zone": _city(circle)}))
    return lines


def _city(circle: Record) -> Text:
    return Text(circle["zone"].replace("_", " ").rpartition("/")[2])


def _last(round_id: str) -> str:
    return f"round-before:{round_id}"
