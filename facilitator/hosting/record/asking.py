"""Asking somebody alone about a line of the record: may these words stand, do you take this on?

One question, once. It is answered in the private chat or by mail, with *ok*, with other words, or
with *leave me out*; it can be answered anew at any time. Silence keeps words out (contract §8.6).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from facilitator.acts import Say
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, Text, To, Who
from facilitator.core.reading import Line, read_line
from facilitator.core.record import Choice, Reply, is_known_anywhere, read_reply
from facilitator.core.refusals import Refusal
from facilitator.hosting.record import minutes
from facilitator.hosting.record.lines import Kind, State
from facilitator.hosting.voice import (
    Occasion,
    answer,
    asked,
    chat_handle,
    fields,
    own_reader,
    private_chat,
    standing,
)
from facilitator.intake import Reacted, Said, Ticked
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

LINE = "line:"
"""How a message about a line is told from one about a round."""

DUE = "action:"
"""How the alarm of an action is named."""

AWAKE = (8, 21)
"""The hours of the day in which somebody is reminded of anything, in their own zone."""

MORNING = time(9)
"""When somebody is reminded of what is due that day, or the next, in their own zone."""

LONGEST = 2000
"""Characters of a line that are kept."""

Answer = tuple[str, Mapping[str, Arg]]
"""The words of an answer (a message of the catalogue) and their arguments."""

TAPS = {"👍": Choice.YES, "✅": Choice.YES, "👎": Choice.NO, "❌": Choice.NO}


# -- asking --------------------------------------------------------------------------------------


def ask_author(visit: Visit, circle: Record, row: Record, by: Record) -> None:
    """Ask somebody whether words of theirs may stand in the minutes."""
    args: dict[str, Arg] = {"by": Who(MemberId(by["id"])), "text": Text(row["text"])}
    _write_to(visit, circle, row, row["member"], "quote-asked", args)


def ask_owner(visit: Visit, circle: Record, row: Record, by: Record) -> None:
    """Ask somebody whether they take an action on."""
    args = {"by": Who(MemberId(by["id"])), **_of_action(visit, circle, row, row["owner"])}
    _write_to(visit, circle, row, row["owner"], "action-asked", args)


def _of_action(visit: Visit, circle: Record, row: Record, reader: str) -> dict[str, Arg]:
    due = due_at(visit, circle, row, reader)
    return {
        "text": Text(row["text"]),
        "number": row["number"],
        "dated": "yes" if due else "no",
        "due": At(due or visit.now),
    }


def due_at(visit: Visit, circle: Record | None, row: Record, reader: str) -> datetime | None:
    """Return the morning on which an action is due, where the reader lives (UTC)."""
    if not row["due"]:
        return None
    zone = own_reader(visit, reader, circle, in_chat=True).zone
    return datetime.combine(date.fromisoformat(row["due"]), MORNING, zone).astimezone(UTC)


def _write_to(
    visit: Visit, circle: Record, row: Record, member: str, name: str, args: Mapping[str, Arg]
) -> None:
    ask_alone(visit, circle, member, name, args, f"{LINE}{row['id']}")


def ask_alone(
    visit: Visit, circle: Record | None, member: str, name: str, args: Mapping[str, Arg], item: str
) -> None:
    """Write to one person alone, where they take part: by mail, else in their private chat.

    An answer to it is about ``item``.
    """
    mail = visit.house.mail
    if mail is not None and circle is not None and mail.reads_mail(visit, circle, member):
        mail.write_alone(visit, circle, member, name, args, item)
    elif chat_handle(visit, member):
        _in_chat(visit, circle, member, name, args, item)


def _in_chat(
    visit: Visit, circle: Record | None, member: str, name: str, args: Mapping[str, Arg], item: str
) -> None:
    me, occasion = MemberId(member), Occasion(circle)
    notice = Notice("asked", To(me), asks=(me,), shown={"code": name})
    reader = own_reader(visit, member, circle, in_chat=True)
    given = {**args, **standing(visit, occasion, reader, member)}
    phrase = visit.house.wording.phrase(name, given, reader)
    say = Say(
        phrase.plain, phrase.html, asked(visit, notice), fields=fields(visit, notice, occasion)
    )
    visit.post(say, private_chat(visit, member)["id"], refers=item)


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said, others_wait: Callable[[], bool]) -> bool:
    """Take words in the private chat that answer a question about a line; return whether they did.

    They are its reply, or follow it at once while no round waits for words: then it is asked which.
    """
    text = said.body.strip()
    if text.startswith(("!", "/")) or is_known_anywhere(text):
        return False
    row = line_of(visit, said.reply_to) if said.reply_to else _asked_last(visit, text)
    if row is None or not _is_theirs(visit, row, said.by):
        return False
    if said.reply_to is None and others_wait():
        raise Refusal("which-round", {"typed": Text("")})
    answer(visit, *take(visit, row, read_reply(text)))
    return True


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take 👍 or 👎 under a question about a line; return whether it was one."""
    row = line_of(visit, reaction.target)
    if row is None or emoji not in TAPS or not _is_theirs(visit, row, reaction.by):
        return False
    answer(visit, *take(visit, row, Reply(TAPS[emoji])))
    return True


def line_of(visit: Visit, ref: str | None) -> Record | None:
    """Return the line that a message of ours asks about."""
    return _line_in(visit, visit.ledger.one(t.outbox, ref=ref)) if ref else None


def _line_in(visit: Visit, sent: Record | None) -> Record | None:
    refers = (sent or {}).get("refers") or ""
    if not refers.startswith(LINE):
        return None
    return visit.ledger.one(t.note, id=refers.removeprefix(LINE))


def _asked_last(visit: Visit, text: str) -> Record | None:
    """Return the line we asked about in our newest message here, unless a command was written."""
    if isinstance(read_line(text, bare=True), Line) and read_reply(text).choice is Choice.WORDS:
        return None
    row = _line_in(visit, said_last(visit))
    reminded = row is not None and row["kind"] == Kind.ACTION and row["state"] == State.KEPT
    if reminded and read_reply(text).choice is Choice.DONE:
        return row
    return row if row is not None and row["state"] == State.ASKED else None


def said_last(visit: Visit) -> Record | None:
    """Return our newest message in this chat: words that follow it may answer it."""
    lane = visit.place()["id"]
    newest = visit.ledger.highest(t.outbox, "seq", lane=lane)
    return visit.ledger.one(t.outbox, lane=lane, seq=newest)


def is_free(text: str) -> bool:
    """Say whether words are none of the few by which a question about a line is answered."""
    return read_reply(text).choice is Choice.WORDS


def _is_theirs(visit: Visit, row: Record, handle: str) -> bool:
    whose = row["owner"] if row["kind"] == Kind.ACTION else row["member"]
    return bool(visit.member_of(handle)["id"] == whose)


def take(visit: Visit, row: Record, reply: Reply) -> Answer:
    """Do what somebody answered about a line of theirs; return what they are told."""
    return (
        _of_owner(visit, row, reply)
        if row["kind"] == Kind.ACTION
        else _of_author(visit, row, reply)
    )


def _of_author(visit: Visit, row: Record, reply: Reply) -> Answer:
    if reply.choice is Choice.NO:
        minutes.let_go(visit, [row])
        return "line-left-out", {}
    text = row["text"] if reply.choice is Choice.YES else reply.text[:LONGEST]
    if not text:
        raise Refusal("line-gone")
    visit.ledger.change(t.note, row, text=text, state=State.KEPT.value)
    minutes.refresh(visit, [row])
    return "line-kept", {"text": Text(text)}


def _of_owner(visit: Visit, row: Record, reply: Reply) -> Answer:
    if row["state"] == State.DECLINED:
        raise Refusal("action-gone")
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    args = _of_action(visit, circle, row, row["owner"])
    match reply.choice:
        case Choice.YES:
            settle(visit, row, State.KEPT)
            return "action-taken", args
        case Choice.DONE:
            settle(visit, row, State.DONE)
            return "action-done", args
        case Choice.NO:
            _given_back(visit, circle, row)
            return "action-given-back", args
        case _:
            raise Refusal("action-answer", {"text": Text(row["text"])})


def settle(visit: Visit, row: Record, state: State) -> None:
    """Let an action stand as taken, or as done; the minutes that show it follow."""
    visit.ledger.change(t.note, row, state=state.value)
    remember(visit, row)
    minutes.refresh(visit, [row], with_files=False)


def _given_back(visit: Visit, circle: Record, row: Record) -> None:
    """Nobody takes the action on for now; only who had asked is told, and never why."""
    owner = row["owner"]
    visit.ledger.change(t.note, row, owner=None, state=State.KEPT.value)
    remember(visit, row)
    if row["member"] != owner:
        args: dict[str, Arg] = {
            "member": Who(MemberId(owner)), "text": Text(row["text"]), "number": row["number"],
        }  # fmt: skip
        _write_to(visit, circle, row, row["member"], "action-not-taken", args)
    minutes.refresh(visit, [row])


# -- being reminded ------------------------------------------------------------------------------


def remember(visit: Visit, row: Record) -> None:
    """Set the alarm of an action, or switch it off where nobody has to be reminded."""
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    waits = row["owner"] and row["state"] in (State.ASKED, State.KEPT)
    due = due_at(visit, circle, row, row["owner"]) if waits else None
    mornings = (due - timedelta(days=1), due) if due else ()
    _ring(visit, row, next((at for at in mornings if at > visit.now), None))


def _ring(visit: Visit, row: Record, at: datetime | None) -> None:
    place = visit.ledger.one(t.place, circle=row["circle"]) or {}
    visit.ledger.wake(f"{DUE}{row['id']}", place.get("id", ""), at)


def remind(visit: Visit, tick: Ticked) -> None:
    """The day before, or the day itself: remind whoever took an action on, alone, while they wake."""
    visit.ledger.wake(tick.subject, "", None)
    row = visit.ledger.one(t.note, id=tick.subject.removeprefix(DUE))
    circle = visit.ledger.one(t.circle, id=row["circle"]) if row else None
    if row is None or circle is None or not row["owner"] or row["state"] != State.KEPT:
        return
    zone = own_reader(visit, row["owner"], circle, in_chat=True).zone
    here = visit.now.astimezone(zone)
    if not AWAKE[0] <= here.hour < AWAKE[1]:  # rung late, after we had been away
        later = here.date() + timedelta(days=here.hour >= AWAKE[1])
        _ring(visit, row, datetime.combine(later, MORNING, zone).astimezone(UTC))
        return
    args = {**_of_action(visit, circle, row, row["owner"]), "when": _when(row, here.date())}
    _write_to(visit, circle, row, row["owner"], "action-due", args)
    remember(visit, row)


def _when(row: Record, today: date) -> str:
    """Return how far off the day of an action is, for whoever took it on."""
    days = (date.fromisoformat(row["due"]) - today).days
    return {0: "today", 1: "tomorrow"}.get(days, "other")
