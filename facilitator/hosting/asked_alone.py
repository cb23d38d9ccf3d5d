"""A question to one person alone that waits in the table ``held``: finding it by what answers it."""

from datetime import datetime

from facilitator.acts import React
from facilitator.clock import micros
from facilitator.core.record import Choice, read_reply
from facilitator.hosting.record.asking import said_last
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def hold(visit: Visit, kind: str, circle: Record, by: str, asked: str, body: str) -> Record:
    """Keep a question to ``asked``; its answers are about ``item_of`` it."""
    return visit.ledger.add(
        t.held, id=new_id("hld"), kind=kind, circle=circle["id"], member=by,
        about=f"{kind}:{asked}", body=body, made_at=micros(visit.now),
    )  # fmt: skip


def item_of(held: Record) -> str:
    """Return what an answer to a question is about."""
    return f"{held['kind']}:{held['id']}"


def asked_in(visit: Visit, kind: str, ref: str | None, member: str) -> Record | None:
    """Return the question of this kind that a message of ours asks this member, by default the newest
    one in this chat."""
    sent = visit.ledger.one(t.outbox, ref=ref) if ref else _last_words(visit)
    refers = (sent or {}).get("refers") or ""
    if not refers.startswith(f"{kind}:"):
        return None
    held = visit.ledger.one(t.held, id=refers.partition(":")[2])
    return held if held is not None and held["about"] == f"{kind}:{member}" else None


def _last_words(visit: Visit) -> Record | None:
    """Return what we said last in this chat; the taps under it are no words."""
    sent = said_last(visit)
    while sent is not None and sent["act"] == React.__name__:
        sent = visit.ledger.one(t.outbox, lane=sent["lane"], seq=sent["seq"] - 1)
    return sent


def waiting(visit: Visit, kind: str, member: str, since: datetime) -> list[Record]:
    """Return the questions of this kind to which a member's answer still counts."""
    rows = visit.ledger.all(t.held, about=f"{kind}:{member}", settled_at=None)
    return [row for row in rows if row["made_at"] > micros(since)]


def yes_or_no(text: str) -> bool | None:
    """Return whether words are a plain yes or a plain no; None: neither."""
    choice = read_reply(text).choice
    return {Choice.YES: True, Choice.NO: False}.get(choice)
