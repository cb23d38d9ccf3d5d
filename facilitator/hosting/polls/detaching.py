"""Letting go of who gave which ballot, when an anonymous poll is over, wherever it could be told from.

The core has taken authors out of its state (``core.rounds.poll.detaching``). Here go the facts that had
them, and the copies: what came in raw (mails and private chats, the whole time the poll was open,
because a hole at one place would tell as much), what we sent to each alone, and which message was an
answer. What is still on its way to somebody goes as soon as it is brought.

Beyond our books nothing is touched: what somebody wrote stays in their private chat and in their mail.
"""

from datetime import timedelta

from sqlalchemy import select, update

from facilitator.acts import Post, Say, encode
from facilitator.clock import micros
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.poll.facts import (
    ClosingBegan,
    ClosingStopped,
    TakenBack,
    Voted,
    VotedLate,
)
from facilitator.hosting.forms import POLL
from facilitator.hosting.journal.chaining import fact_of
from facilitator.hosting.rounds import Course, state_of
from facilitator.intake import Ticked
from facilitator.postman import DROPPED, PARKED, SENT
from facilitator.store import tables as t
from facilitator.store.ledger import DONE
from facilitator.visit import Record, Visit

DETACH = "detach:"
"""How the alarm is named that lets go of the copies."""

AGAIN = timedelta(minutes=10)
"""When it is tried again, while something is still on its way to somebody."""

TELLING = (Voted, VotedLate, TakenBack, ClosingBegan, ClosingStopped)
"""Facts that say who answered, or when."""

TO_ONE = ("vote_received", "vote_taken_back", "asked", "late_vote")
"""Notices that only somebody who answered gets, or only somebody who did not."""

SILENCE = encode(Say(""))


def follow(visit: Visit, course: Course) -> None:
    """Let go of the facts at once when an anonymous poll is over, and of the copies right after."""
    row = course.row
    if row["form"] != POLL.name or not course.closes or not course.after.settings.anonymous:
        return
    _journal(visit, row)
    for receipt in visit.ledger.all(t.receipt, round=row["id"]):
        visit.ledger.remove(t.receipt, receipt)
    visit.ledger.wake(f"{DETACH}{row['id']}", row["place"], visit.now)


def _journal(visit: Visit, row: Record) -> None:
    """Leave the facts that tell of nobody's answer, and no gap where the others stood."""
    rows = visit.ledger.all(t.journal, round=row["id"])
    stay = [dict(kept) for kept in rows if not isinstance(fact_of(row, kept), TELLING)]
    for kept in rows:
        visit.ledger.remove(t.journal, kept)
    for n, kept in enumerate(stay, 1):
        visit.ledger.add(t.journal, **{**kept, "n": n})
    visit.ledger.memory[f"journal:{row['id']}"] = len(stay)


def blank_raw(visit: Visit) -> None:
    """Keep nothing of what this intake said but that it was taken."""
    raw = visit.ledger.one(t.inbox, key=visit.intake.key)
    if raw is not None:
        visit.ledger.change(t.inbox, raw, body=b"")


def ticked(visit: Visit, tick: Ticked) -> None:
    """Let go of every copy; once more a little later, if one is not sent yet."""
    row = visit.ledger.one(t.round_, id=tick.subject.removeprefix(DETACH))
    visit.ledger.wake(tick.subject, "", None)
    if row is None or row["closed_at"] is None:
        return
    visit.ledger.flush_rows()
    held = _held(visit, row)
    _came_in(visit, row)
    _mails(visit, row)
    _confirmations(visit, held)
    if _went_out(visit, row):
        visit.ledger.wake(tick.subject, row["place"], visit.now + AGAIN)


def _chats(visit: Visit, row: Record) -> dict[str, str]:
    """Return the private chats of all who had a place: their ids, and their rooms."""
    poll: core.Poll = state_of(visit, row)
    found = (visit.ledger.all(t.place, member=p.member, part="private") for p in poll.places)
    return {chat["id"]: chat["address"] or "" for chats in found for chat in chats}


def _held(visit: Visit, row: Record) -> list[str]:
    """Let go of what still waits for somebody's yes: it can count no more. Return what was asked
    about while the poll was open."""
    gone: list[str] = []
    for held in visit.ledger.all(t.held, kind="answer", circle=row["circle"]):
        if row["opened_at"] <= held["made_at"] <= row["closed_at"]:
            gone.append(held["id"])
        if row["id"] in held["body"]:
            at = held["settled_at"] or micros(visit.now)
            visit.ledger.change(t.held, held, body="{}", settled_at=at)
    return gone


def _confirmations(visit: Visit, held: list[str]) -> None:
    """The letters that asked for that yes had the words in them."""
    for one in held:
        for mail in visit.ledger.all(t.sent_mail, item=f"hold:{one}"):
            visit.ledger.change(t.sent_mail, mail, plain=None)


def _came_in(visit: Visit, row: Record) -> None:
    """Empty what came in alone while it was open; and by which address of ours a mail came, for that
    is another for each letter."""
    here, connection = t.inbox.c, visit.ledger.connection
    then = here.heard_at.between(row["opened_at"], row["closed_at"]) & (here.state == DONE)
    rooms = [room for room in _chats(visit, row).values() if room]
    connection.execute(update(t.inbox).where(then, here.ear == "mail").values(body=b"", place=""))
    connection.execute(update(t.inbox).where(then, here.place.in_(rooms)).values(body=b""))


def _went_out(visit: Visit, row: Record) -> bool:
    """Empty what we said to somebody alone while it was open, and no more know what a receipt or a
    reminder was. Return whether some of it is still to be sent."""
    here, connection = t.outbox.c, visit.ledger.connection
    mine, mail = here.refers.endswith(row["id"]), here.act == Post.__name__
    chat = here.place.in_(list(_chats(visit, row))) & (here.refers.is_(None) | mine)
    then = here.made_at.between(row["opened_at"], row["closed_at"]) & (mail | chat)
    told = here.refers.in_([f"{kind}:{row['id']}" for kind in TO_ONE]) | (mail & mine)
    for which, values in (
        (then & mine & (here.state == PARKED), {"state": DROPPED, "sent_at": micros(visit.now)}),
        (then & here.state.in_((SENT, DROPPED)), {"body": SILENCE, "words": None}),
        (then & here.state.in_((SENT, DROPPED)) & told, {"refers": None}),
    ):
        connection.execute(update(t.outbox).where(which).values(**values))
    waits = select(here.id).where(then, here.state.not_in((SENT, DROPPED, PARKED)))
    return connection.execute(waits.limit(1)).first() is not None


def _mails(visit: Visit, row: Record) -> None:
    """Know by its text only the letter that asked each of them; receipts are known no more at all."""
    known = visit.ledger.all(t.sent_mail, item=f"decision:{row['id']}")
    asked: set[str] = set()
    for mail in sorted(known, key=lambda one: (one["made_at"], one["message_id"])):
        if mail["member"] not in asked:
            asked.add(mail["member"])
        elif mail["made_at"] < row["closed_at"]:
            visit.ledger.remove(t.sent_mail, mail)
        else:
            visit.ledger.change(t.sent_mail, mail, plain=None)
