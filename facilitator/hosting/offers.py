"""What the Facilitator offers in a room, and what a *yes* to it does."""

from facilitator.acts import Say
from facilitator.core.notices import Assistant, Notice, Room, Who
from facilitator.hosting.assistants import switch
from facilitator.hosting.members.rights import need_host
from facilitator.hosting.voice import Occasion, asked, fields, room_reader, standing
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

OFFER = "offer:"
"""How a message that offers something is told from one about a round."""

YES = frozenset({"yes", "yes please", "ok", "okay", "please"})
TAPS = frozenset({"👍", "✅"})


def offer_timekeeper(visit: Visit, circle: Record, place: Record, by: Record) -> None:
    """Ask who began a timed round whether the Timekeeper shall come (contract §3)."""
    notice = Notice(
        "asked", Room(), {"by": Who(by["id"])}, asks=(by["id"],), shown={"code": "timekeeper"}
    )
    occasion = Occasion(circle, place)
    reader = room_reader(visit, circle)
    args = {**notice.args, **standing(visit, occasion, reader, None)}
    phrase = visit.house.wording.phrase("timekeeper-offered", args, reader)
    say = Say(
        phrase.plain, phrase.html, asked(visit, notice), fields=fields(visit, notice, occasion)
    )
    visit.post(say, place["id"], refers=f"{OFFER}{Assistant.TIMEKEEPER}")


def taken_up(visit: Visit, by: str, target: str | None, answer: str) -> bool:
    """Say whether an answer to a message takes up what it offers, and do it. Raises ``Refusal``."""
    row = visit.ledger.one(t.outbox, ref=target) if target else None
    if row is None or not (row["refers"] or "").startswith(OFFER):
        return False
    if answer.strip(" .!").casefold() not in YES | TAPS:
        return False
    place, circle = visit.place(), visit.circle()
    if circle is None:
        return False
    member = visit.member_of(by)["id"]
    need_host(visit, circle, member)
    switch(visit, place, Assistant(row["refers"].removeprefix(OFFER)), True, member)
    return True
