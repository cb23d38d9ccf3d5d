"""A practice turn: the words of a round, tried by one person alone. Nothing counts, nobody sees.

It waits in the private chat for an hour, or until *done* or *pass*; nothing of it is kept. What
answers a message of a real round, and every other command, goes where it belongs.
"""

from datetime import timedelta

from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, Text, To
from facilitator.core.reading import Line, read_line
from facilitator.hosting.voice import Occasion, answer, tell_privately
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

PRACTICE = "practice"
"""The kind of row, among what is held, that says that somebody is trying the words."""

PATIENCE = timedelta(hours=1)
"""How long the question waits: what is said privately later is about something else."""

WORDS = ("done", "pass", "later", "more")
"""The words of a round that are tried."""

_OPEN = ("later", "more", "words")
"""What one goes on from; *done* and *pass* end a turn."""


def practice(visit: Visit, said: Said, line: Line) -> None:
    """``!practice``: a question of no weight, asked privately."""
    by = visit.member_of(said.by)
    if visit.intake.ear == "mail":
        visit.house.mail.practise(visit)
        return
    _end(visit, by)
    visit.ledger.add(
        t.held, id=new_id("hld"), kind=PRACTICE, member=by["id"], body="{}",
        about=f"{PRACTICE}:{by['id']}", made_at=micros(visit.now),
    )  # fmt: skip
    member = MemberId(by["id"])
    tell_privately(visit, Notice("practice_asked", To(member)), Occasion(), member)


def answered(visit: Visit, said: Said) -> bool:
    """Say whether a private message belongs to a practice turn, and answer it if it does."""
    if visit.place()["part"] != "private" or visit.intake.ear == "mail" or said.form == "media":
        return False
    by = visit.member_of(said.by)
    if not _running(visit, by) or _is_for_another(visit, said):
        return False
    word = spoken(said.body)
    if word not in _OPEN:
        _end(visit, by)
    answer(visit, "practice-answered", {"word": word, "text": Text(said.body.strip())})
    return True


def spoken(text: str) -> str:
    """Return which word of a round a text is, or ``words`` for anything else."""
    word = text.strip().lstrip("!/ ").rstrip(".! ").casefold()
    return word if word in WORDS else "words"


def _is_for_another(visit: Visit, said: Said) -> bool:
    """Say whether it answers another message of ours, or is a command of its own."""
    asked = visit.ledger.one(t.outbox, ref=said.reply_to) if said.reply_to else None
    if asked is not None and asked["refers"]:
        return True
    if spoken(said.body) != "words":
        return False
    if said.body.lstrip().startswith(("!", "/")):
        return True
    return isinstance(read_line(said.body, bare=True), Line) and len(said.body.split()) <= 2


def _running(visit: Visit, by: Record) -> bool:
    since = micros(visit.now - PATIENCE)
    return any(row["made_at"] >= since for row in _rows(visit, by))


def _rows(visit: Visit, by: Record) -> list[Record]:
    rows = visit.ledger.all(t.held, about=f"{PRACTICE}:{by['id']}")
    return [row for row in rows if row["settled_at"] is None]


def _end(visit: Visit, by: Record) -> None:
    for row in _rows(visit, by):
        visit.ledger.change(t.held, row, settled_at=micros(visit.now))
