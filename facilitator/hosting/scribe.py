"""The Scribe's words: ``!note``, ``!action``, ``!quote``. It keeps what the format allows, no more."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.clock import moment
from facilitator.core.dates import read_date
from facilitator.core.durations import read_span
from facilitator.core.ids import WordsId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.record import may_note, may_quote, read_reply
from facilitator.core.refusals import Refusal
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.forms import PROMPT_ROUND, SESSION
from facilitator.hosting.members.people import one_member
from facilitator.hosting.members.rights import is_host, need_circle, need_member
from facilitator.hosting.record import asking, lines
from facilitator.hosting.record.lines import Kind, State
from facilitator.hosting.record.writing_up import told_action
from facilitator.hosting.rounds import round_of_message, state_of
from facilitator.hosting.voice import answer, circle_zone
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import member_text, one_line

KEPT = "📝"
"""What the Facilitator puts under a line that was kept or asked for."""

_STEERS = re.compile(
    r"(done|ok|no|drop)\s+#?(\d{1,5})|#?(\d{1,5})\s+(done|ok|no|drop)", re.IGNORECASE
)
_OF_DECISION = re.compile(r"(?:decision\s+)?#?(\d{1,6})[:,]?\s+(\S.*)", re.DOTALL | re.IGNORECASE)
"""An action with the number of a decision before it."""

_CHOICES = {"done": "done", "ok": "ok", "no": "no", "drop": "no"}


def note(visit: Visit, said: Said, line: Line) -> None:
    """``!note TEXT``: a line for the minutes, in the words of whoever writes it."""
    circle, by = _here(visit, said)
    text = member_text(line.rest)[: asking.LONGEST]
    if not text:
        raise Refusal("text-missing", {"typed": Text("note")})
    about = lines.round_meant(visit, visit.place())
    if about is not None and not _may_note(visit, about):
        raise Refusal("keeps-nothing", {"title": Text(about["title"])})
    lines.write(
        visit, circle, Kind.NOTE, by["id"], text, source=said.ref,
        round=about["id"] if about else None,
    )  # fmt: skip
    acknowledge(visit, said.ref, KEPT)


def _may_note(visit: Visit, about: Record) -> bool:
    """Say whether a line may be noted: after a practice has ended, a note is just a note."""
    running = about["open"] and about["form"] == SESSION.name
    return not running or may_note(state_of(visit, about))


def _here(visit: Visit, said: Said) -> tuple[Record, Record]:
    """Return circle and member, where the Scribe works and the member belongs."""
    circle = need_circle(visit)
    by = visit.member_of(said.by)
    need_member(visit, circle, by["id"])
    if not lines.scribe_is_in(visit, visit.place()):
        raise Refusal("no-scribe")
    return circle, by


# -- actions -------------------------------------------------------------------------------------


def action(visit: Visit, said: Said, line: Line) -> None:
    """``!action TEXT [by=@x due=…]``; ``!action done 2``; alone: what is to be done here.

    ``!action N TEXT``, or a reply to a decision, is shown with that decision.
    """
    if found := _STEERS.fullmatch(line.rest.strip()):
        _steer(visit, said, (found[1] or found[4]).lower(), int(found[2] or found[3]))
        return
    circle, by = _here(visit, said)
    if not line.rest.strip():
        _show(visit, circle)
        return
    decision, text = _decision(visit, said, circle, line.rest.strip())
    due = _due(visit, circle, line.options.get("due"))
    owner = _owner(visit, said, line, circle) or by
    mine = owner["id"] == by["id"]
    about = decision or lines.round_meant(visit, visit.place())
    row = lines.write(
        visit, circle, Kind.ACTION, by["id"], one_line(text)[: asking.LONGEST],
        owner=owner["id"], due=due.isoformat() if due else None, source=said.ref,
        number=lines.next_number(visit, circle), round=about["id"] if about else None,
        state=(State.KEPT if mine else State.ASKED).value,
    )  # fmt: skip
    asking.remember(visit, row)
    if not mine:
        asking.ask_owner(visit, circle, row, by)
    acknowledge(visit, said.ref, KEPT)
    if decision is not None:
        answer(visit, "action-linked", {"number": decision["number"], "text": Text(row["text"])})


def _decision(visit: Visit, said: Said, circle: Record, text: str) -> tuple[Record | None, str]:
    """Return the decision that an action belongs to, if one is named or answered, and its text.

    "3 loaves" is just that where the circle has no decision 3; where it has one, the answer says so.
    """
    found = _OF_DECISION.fullmatch(text)
    row = _registered(visit, circle, int(found[1])) if found else None
    if found is not None and row is not None:
        return row, found[2]
    answered = round_of_message(visit, said.reply_to)
    if answered is None or not answered["number"] or answered["circle"] != circle["id"]:
        return None, text
    return answered, text


def _registered(visit: Visit, circle: Record, number: int) -> Record | None:
    return visit.ledger.one(t.round_, circle=circle["id"], number=number)


def done(visit: Visit, said: Said, line: Line) -> None:
    """``!done 2``: what one took on is done; the same as ``!action done 2``."""
    _steer(visit, said, "done", int(line.rest.strip().lstrip("#")))


def _due(visit: Visit, circle: Record, typed: str | None) -> date | None:
    """Return the day that ``due=`` names, in the circle's zone. Raises ``Refusal``."""
    if typed is None:
        return None
    today = visit.now.astimezone(circle_zone(visit, circle)).date()
    if typed.casefold() == "today":
        return today
    span = read_span(typed)
    day = today + span if span else read_date(typed.replace("_", " "), today)
    if day is None:
        raise Refusal("action-due-unread", {"typed": Text(typed)})
    return day


def _owner(visit: Visit, said: Said, line: Line, circle: Record) -> Record | None:
    """Return whom ``by=`` names; a client writes a mention as the name, which may have blanks."""
    named = line.options.get("by")
    return one_member(visit, said, named, circle) if named else None


def _show(visit: Visit, circle: Record) -> None:
    rows = lines.actions(visit, circle)
    told = "\n".join(told_action(visit, circle, row) for row in rows)
    answer(visit, "actions-shown", {"count": len(rows), "lines": Text(told or "-")})


def _steer(visit: Visit, said: Said, word: str, number: int) -> None:
    """Take *done*, *ok* or *no* about an action by its number: its owner's, its writer's, a host's."""
    by = visit.member_of(said.by)
    row = _numbered(visit, by, number)
    if row is None:
        raise Refusal("no-such-action", {"typed": Text(str(number))})
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    may = row["owner"] == by["id"] or (
        word == "done" and (row["member"] == by["id"] or is_host(visit, circle, by["id"]))
    )
    if not may:
        raise Refusal("action-of-another")
    if word == "done":
        asking.settle(visit, row, State.DONE)
    else:
        asking.take(visit, row, read_reply(_CHOICES[word]))
    acknowledge(visit, said.ref, "✅")


def _numbered(visit: Visit, by: Record, number: int) -> Record | None:
    """Return the action of that number here; in the private chat, among one's own."""
    circle = visit.circle()
    if circle is not None:
        need_member(visit, circle, by["id"])
        rows = visit.ledger.all(t.note, circle=circle["id"], number=number)
    else:
        rows = visit.ledger.all(t.note, owner=by["id"], number=number)
    found = [row for row in rows if lines.is_to_do(row)]
    return found[0] if len(found) == 1 else None


# -- quotes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that somebody would like to have in the minutes."""

    member: str
    text: str
    words: str | None
    source: str
    round: Record | None
    said_at: datetime


def quote(visit: Visit, said: Said, line: Line) -> None:
    """``!quote``, as a reply to somebody's words: ask them, once, whether they may stand."""
    circle, by = _here(visit, said)
    if said.reply_to is None:
        raise Refusal("quote-how")
    quoted = _quoted(visit, said.reply_to)
    _allow(visit, quoted)
    mine = quoted.member == by["id"]
    about = _about(visit, quoted)
    row = lines.write(
        visit, circle, Kind.QUOTE, quoted.member, quoted.text[: asking.LONGEST],
        words=quoted.words, source=quoted.source, round=about["id"] if about else None,
        state=(State.KEPT if mine else State.ASKED).value,
    )  # fmt: skip
    if not mine:
        asking.ask_author(visit, circle, row, by)
    acknowledge(visit, said.ref, KEPT)


def _quoted(visit: Visit, ref: str) -> Quoted:
    """Return what was said in a message. Raises ``Refusal`` where it cannot be quoted."""
    words = _words_in(visit, ref)
    if words is not None:
        if words["taken_back"] or not words["text"].strip():
            raise Refusal("quote-gone")
        row = visit.ledger.one(t.round_, id=words["round"]) if words["round"] else None
        said_at = moment(words["said_at"])
        return Quoted(words["member"], words["text"], words["id"], words["source"], row, said_at)
    if visit.ledger.one(t.outbox, ref=ref):
        raise Refusal("quote-whose")
    before = visit.heard_before(ref)
    if before is None or not isinstance(before.heard, Said):
        raise Refusal("quote-gone")
    member = visit.member_of(before.heard.by)["id"]
    return Quoted(member, member_text(before.heard.body), None, ref, None, before.said_at)


def _words_in(visit: Visit, ref: str) -> Record | None:
    """Return the words of a message, whoever's program sent it: the author's own, or their ghost."""
    if found := visit.ledger.one(t.words, source=ref):
        return found
    sent = visit.ledger.one(t.outbox, ref=ref)
    if sent is None:
        return None
    if post := visit.ledger.one(t.post, id=sent["id"]):
        return visit.ledger.one(t.words, id=post["words"])
    ids = [one for one in (sent["words"] or "").split(",") if one]
    return visit.ledger.one(t.words, id=ids[0]) if ids else None


def _allow(visit: Visit, quoted: Quoted) -> None:
    """Refuse kindly what nobody may be asked for, or was asked for already."""
    known = lines.of_message(visit, quoted.source)
    if any(row["kind"] == Kind.QUOTE and row["member"] == quoted.member for row in known):
        raise Refusal("quote-asked-before")
    row, session = quoted.round, _session(visit, quoted)
    if session is not None:
        words = WordsId(quoted.words) if quoted.words else None
        if not may_quote(state_of(visit, session), words):
            raise Refusal("keeps-nothing", {"title": Text(session["title"])})
    elif row is not None and _is_sealed(visit, row):
        raise Refusal("quote-sealed")


def _is_sealed(visit: Visit, row: Record) -> bool:
    return row["form"] == PROMPT_ROUND.name and bool(state_of(visit, row).settings.sealed)


def _session(visit: Visit, quoted: Quoted) -> Record | None:
    """Return the session in which something was said: talk beside its steps is said in it, too."""
    if quoted.round is not None:
        name = quoted.round["session"]
        return visit.ledger.one(t.round_, id=name) if name else None
    at = int(quoted.said_at.timestamp() * 1_000_000)
    here = visit.ledger.all(t.round_, place=visit.place()["id"], form=SESSION.name)
    during = (r for r in here if r["opened_at"] <= at and (r["open"] or at <= r["closed_at"]))
    return next(during, None)


def _about(visit: Visit, quoted: Quoted) -> Record | None:
    """Return the round in whose minutes the words belong."""
    if quoted.round is None:
        return _session(visit, quoted) or lines.round_meant(visit, visit.place())
    return _session(visit, quoted) or quoted.round
