"""``!decide TEXT``: deciding how to decide. Three questions, alone; then the lightest way that fits, with
the line that begins it. One word, *yes*, says that line for whoever asked; nothing begins without it.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from facilitator.acts import React, Say
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Text
from facilitator.core.reading import Line, read_line
from facilitator.core.refusals import Refusal
from facilitator.core.weighing import Fitting, Way, Weighed, fitting, read_weighed
from facilitator.hosting import polls, scribe, starting
from facilitator.hosting.asked_alone import asked_in, hold, item_of, waiting, yes_or_no
from facilitator.hosting.circles.circles import rounds_room
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.decisions import decisions
from facilitator.hosting.decisions.limits import decides_here, need_decider
from facilitator.hosting.elsewhere import Elsewhere
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import may_start, need_circle, need_member
from facilitator.hosting.practices import shelf
from facilitator.hosting.record.asking import TAPS, ask_alone
from facilitator.hosting.record.lines import scribe_is_in
from facilitator.hosting.voice import answer, matrix_id
from facilitator.intake import Reacted, Said
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

KIND = "decide"
"""The kind of row, among what is held, that weighs how to decide something."""

WITHIN = timedelta(days=14)
"""How long an answer to it counts."""

DIGITS = ("1️⃣", "2️⃣", "3️⃣")
"""Taps under a question, in the order of its answers."""

ADVICE = "advice_process"

_RUNS: dict[str, Callable[[Visit, Said, Line], None]] = {
    "propose": decisions.propose, "note": scribe.note, "start": starting.start, "poll": polls.poll,
}  # fmt: skip
"""The words that a *yes* can say."""


def decide(visit: Visit, said: Said, line: Line) -> None:
    """``!decide TEXT``: ask who is affected, how hard it is to undo, how urgent it is."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    need_member(visit, circle, by["id"])
    if not line.rest.strip():
        raise Refusal("text-missing", {"typed": Text("decide")})
    need_decider(circle)
    here = visit.place()
    place = here if decides_here(circle, here) else rounds_room(visit, circle)
    body = {"text": line.rest.strip(), "place": place["id"], "weighed": asdict(Weighed())}
    held = hold(visit, KIND, circle, by["id"], by["id"], json.dumps(body))
    _ask(visit, held)
    acknowledge(visit, said.ref, "✅")


def _ask(visit: Visit, held: Record, *, again: bool = False) -> None:
    """Ask what is open; the first time all three, so that one line can answer them."""
    known = _known(held)
    how = "again" if again else "all" if known == Weighed() else "next"
    args: dict[str, Arg] = {"asks": known.asks or "", "how": how}
    _tell(visit, held, "decide-asked", {**args, "text": Text(_body(held)["text"])}, DIGITS)


def _tell(
    visit: Visit, held: Record, name: str, args: dict[str, Arg], taps: tuple[str, ...]
) -> None:
    """Write to whoever asked, alone, with the taps that answer it."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    ask_alone(visit, circle, held["member"], name, args, item_of(held))
    sent = visit.ledger.posted[-1] if visit.ledger.posted else None
    if sent is not None and isinstance(sent.act, Say) and sent.refers == item_of(held):
        for emoji in taps:
            visit.post(React(emoji), sent.place or "", target=sent.id)


def _body(held: Record) -> Record:
    found: Record = json.loads(held["body"])
    return found


def _known(held: Record) -> Weighed:
    return codecs.made(Weighed, _body(held)["weighed"])


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said, others_wait: Callable[[], bool]) -> bool:
    """Take words in the private chat that answer the questions; return whether they did.

    They are a reply, or follow the question at once while nothing else waits for words, or can be
    nothing but its answer.
    """
    by = visit.member_of(said.by)["id"]
    held = asked_in(visit, KIND, said.reply_to, by) or _open(visit, by, said)
    if held is None or said.body.lstrip().startswith(("!", "/")):
        return False
    if said.reply_to is None:
        free = _is_free(held, said.body)
        if free and (held["settled_at"] or others_wait() or _is_word(said.body)):
            return False
        if not free and not _is_plain(held, said.body) and others_wait():
            raise Refusal("which-round", {"typed": Text("")})
    take(visit, held, said.body, Said(said.ref, said.by, said.body))
    return True


def _open(visit: Visit, member: str, said: Said) -> Record | None:
    """Return the newest question that waits, for words that can be nothing but its answer."""
    rows = waiting(visit, KIND, member, visit.now - WITHIN) if said.reply_to is None else []
    newest = max(rows, key=lambda row: (row["made_at"], row["id"]), default=None)
    if newest is None or _body(newest).get("line") or _is_free(newest, said.body):
        return None
    return newest


def _is_plain(held: Record, text: str) -> bool:
    """Say whether words answer several of the questions: nobody means them for anything else."""
    if _body(held).get("line") or not re.search("[a-z]", text.casefold()):
        return False
    known, found = _known(held), read_weighed(text, _known(held))
    return found is not None and sum(asdict(found)[k] != v for k, v in asdict(known).items()) > 1


def _is_word(text: str) -> bool:
    return isinstance(read_line(text, bare=True), Line)


def _is_free(held: Record, text: str) -> bool:
    """Say whether words are none of those that are asked for."""
    if held["settled_at"] is not None:
        return True
    if _body(held).get("line"):
        return yes_or_no(text) is None
    return read_weighed(text, _known(held)) is None


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take a tap under a question, or 👍 under what is proposed; return whether it was one."""
    by = visit.member_of(reaction.by)
    held = asked_in(visit, KIND, reaction.target, by["id"])
    if held is None or held["settled_at"] is not None:
        return False
    word = TAPS[emoji].value if emoji in TAPS else emoji
    if _is_free(held, word):
        return False
    take(visit, held, word, Said(reaction.ref, reaction.by, word))
    return True


def take(visit: Visit, held: Record, text: str, said: Said) -> None:
    """Take what somebody answered; what is none of the answers is asked anew, and what comes too late
    refused."""
    if held["settled_at"] is not None or moment(held["made_at"]) + WITHIN < visit.now:
        raise Refusal("decide-late")
    line, known = _body(held).get("line"), _known(held)
    if line:
        _settle(visit, held, yes_or_no(text), str(line), said)
        return
    weighed = read_weighed(text, known)
    if weighed is None:
        _ask(visit, held, again=True)
        return
    body = {**_body(held), "weighed": asdict(weighed)}
    visit.ledger.change(t.held, held, body=json.dumps(body))
    if weighed.asks:
        _ask(visit, held)
    else:
        _propose(visit, held, weighed)


def _settle(visit: Visit, held: Record, yes: bool | None, typed: str, said: Said) -> None:
    """Say the line for whoever asked, or leave it; without a yes or a no it is asked anew."""
    if yes is None:
        _propose(visit, held, _known(held))
        return
    if yes:
        _begin(visit, held, typed, said)
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    if visit.intake.ear == "matrix":
        answer(visit, "decide-begun" if yes else "decide-left", {"line": Text(typed)})


def _begin(visit: Visit, held: Record, typed: str, said: Said) -> None:
    """Say the line in the room where they had asked, as if they had typed it there."""
    place = visit.ledger.one(t.place, id=_body(held)["place"])
    author = visit.ledger.one(t.member, id=held["member"])
    line = read_line(typed)
    if place is None or author is None or not isinstance(line, Line):
        raise Refusal("decide-late")
    there = Said(said.ref, said.by, typed)
    _RUNS[line.word](Elsewhere(visit, author, place, there), there, line)


# -- what fits -----------------------------------------------------------------------------------


def _propose(visit: Visit, held: Record, weighed: Weighed) -> None:
    """Tell which way fits, and the line that begins it."""
    circle = visit.ledger.one(t.circle, id=held["circle"]) or {}
    place = visit.ledger.one(t.place, id=_body(held)["place"]) or {}
    by_mail = any(m["mail"] and not m["chat"] for m in memberships(visit, circle))
    options = len(str(_body(held)["text"]).strip().split("\n")) - 1
    fits = _possible(visit, fitting(weighed, by_mail=by_mail, options=options))
    typed = _line(visit, held, fits)
    runs = _can_begin(visit, circle, place, held["member"], fits)
    args: dict[str, Arg] = {
        "way": fits.way.value,
        "days": fits.window.days if fits.window else 0,
        "line": Text(typed),
        "runs": "yes" if runs else "no",
    }
    if runs:
        visit.ledger.change(t.held, held, body=json.dumps({**_body(held), "line": typed}))
    else:
        visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    _tell(visit, held, "decide-fits", args, ("👍", "👎") if runs else ())


def _possible(visit: Visit, fits: Fitting) -> Fitting:
    """Return what fits as far as it is on the shelf here."""
    if fits.way is Way.ADVICE and shelf.named(visit, ADVICE) is None:
        return Fitting(Way.CONSENT, fits.window)
    return fits


def _can_begin(visit: Visit, circle: Record, place: Record, member: str, fits: Fitting) -> bool:
    if fits.way is Way.DO:
        return scribe_is_in(visit, place)
    return may_start(visit, circle, member)


def _line(visit: Visit, held: Record, fits: Fitting) -> str:
    text = _body(held)["text"]
    match fits.way:
        case Way.DO:
            return f"!note {text}"
        case Way.ADVICE:
            return f"!start {ADVICE} {_called(visit, held['member'])} {text}"
        case Way.POLL:
            return f"!poll choose {text}"
        case Way.FULL:
            return f"!propose {text} steps=full"
        case Way.CONSENT:
            return (
                f"!propose {text} window={fits.window.days}d" if fits.window else f"!propose {text}"
            )


def _called(visit: Visit, member: str) -> str:
    """Return how a line names somebody: by a name of one word, else by their Matrix id."""
    name = str((visit.ledger.one(t.member, id=member) or {}).get("name", ""))
    return f"@{name}" if name.isalnum() and name.isascii() else matrix_id(visit, MemberId(member))
