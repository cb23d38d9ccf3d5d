"""The register: what a circle has decided, how it stands, and how it came about.

Nothing is shown here that the circle could not read: of what is sealed no position, of what is open
only numbers and the words of objections, and of nobody who said nothing any name (contract §6, §8).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from facilitator.clock import moment
from facilitator.core.notices import Arg, At, Difference, Entry, Letter, Text, Who, Words
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.lasting import holds
from facilitator.core.rounds.consent.state import Objection
from facilitator.core.rounds.consent.tally import concerns, is_nameless, keeps_names
from facilitator.hosting.bearings import how_it_stands, meant, reviews_of
from facilitator.hosting.decisions.voiding import taken_up
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.journal.telling import closing_code
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.record.sheets import sheet_of
from facilitator.hosting.record.writing_up import told_action
from facilitator.hosting.register import owners, taking_away
from facilitator.hosting.register.links import links
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import Reader, answer, room_reader
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

PAGE = 20
"""Decisions that one answer lists."""

SHORT = 80
"""Characters of a text that a line shows."""

IN_FORCE = core.Phase.IN_FORCE


# -- listing -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a line asks the register for: which kind, which words, and those before which number."""

    kind: str
    words: tuple[str, ...]
    before: int


_KINDS: dict[str, Callable[[core.Decision], bool]] = {
    "in force": lambda d: d.phase is IN_FORCE and holds(d),
    "open": lambda d: not CONSENT.is_over(d),
    "due": lambda d: bool(d.under_review or (d.phase is IN_FORCE and d.reviewed)),
    "replaced": lambda d: d.phase is core.Phase.SUPERSEDED,
    "dropped": lambda d: d.phase is core.Phase.DROPPED,
    "postponed": lambda d: d.phase is core.Phase.POSTPONED,
    "withdrawn": lambda d: d.phase is core.Phase.WITHDRAWN,
    "lapsed": lambda d: d.phase is core.Phase.LAPSED,
    "void": lambda d: d.phase is core.Phase.VOID,
}
"""The kinds of decisions that a line can ask for, each by its word."""

_ASKED = re.compile(
    rf"(?:({'|'.join(_KINDS)})\b)?\s*(.*?)\s*(?:\bbefore\s+(\d{{1,6}}))?", re.DOTALL
)


def register(visit: Visit, said: Said, line: Line) -> None:
    """``!decisions [in force|open|due|…] [words] [before N]``: the newest first."""
    if taking_away.asks_for_all(line):
        taking_away.export_all(visit, said, line)
        return
    circle = need_circle(visit)
    wish = _read(line.rest)
    rows = visit.ledger.all(t.round_, circle=circle["id"], form=CONSENT.name)
    rows = [row for row in rows if row["number"]]  # a practice's own agreements are not in it
    found = [row for row in rows if _fits(visit, row, wish)]
    found.sort(key=lambda row: row["number"], reverse=True)
    if not found:
        answer(visit, "decisions-none", {"searched": "yes" if rows else "no"})
        return
    reader, shown = room_reader(visit, circle), found[:PAGE]
    args: dict[str, Arg] = {
        "count": len(found),
        "lines": Text("\n".join(_line(visit, row, reader) for row in shown)),
        "more": len(found) - len(shown),
        "next": shown[-1]["number"],
    }
    answer(visit, "decisions-shown", args)


def _read(text: str) -> _Wish:
    found = _ASKED.fullmatch(" ".join(text.casefold().split()))
    kind, words, before = found.groups() if found else (None, text.casefold(), None)
    return _Wish(kind or "", tuple((words or "").split()), int(before or 0))


def _fits(visit: Visit, row: Record, wish: _Wish) -> bool:
    if wish.before and row["number"] >= wish.before:
        return False
    state: core.Decision = state_of(visit, row)
    if wish.kind and not _KINDS[wish.kind](state):
        return False
    if not wish.words:
        return True
    known = " ".join(_searched(visit, state)).casefold()
    return all(word in known for word in wish.words)


def _searched(visit: Visit, state: core.Decision) -> Iterator[str]:
    """Give what can be found: every version, and the words that the circle has read."""
    yield from (version.text for version in state.versions)
    said = [reason.words for one in state.objections for reason in one.reasons]
    if CONSENT.is_over(state):
        said += [words for _, all_ in concerns(state) for words in all_]
    reader = room_reader(visit, None)
    yield from (reader.words(words).plain for words in said)


def _line(visit: Visit, row: Record, reader: Reader) -> str:
    state: core.Decision = state_of(visit, row)
    short = one_line(state.text)
    short = short if len(short) <= SHORT else f"{short[: SHORT - 1]}…"
    return f"{row['number']}. {short} ({how_it_stands(visit, state, reader)})"


# -- one whole -----------------------------------------------------------------------------------


def show(visit: Visit, said: Said, line: Line) -> None:
    """``!decision N``: one decision whole; ``!decision N versions``: how its text came about."""
    circle = need_circle(visit)
    if not any(char.isdigit() for char in line.rest) and said.reply_to is None:
        raise Refusal("decision-missing")
    row, rest = meant(visit, said, circle, line.rest)
    word, _, behind = rest.partition(" ")
    if not rest:
        _show(visit, circle, row)
    elif word.casefold().strip(" .") in WORDS:
        WORDS[word.casefold().strip(" .")](visit, said, row, behind.strip())
    else:
        raise Refusal("decision-how", {"number": row["number"]})


def _show(visit: Visit, circle: Record, row: Record) -> None:
    state: core.Decision = state_of(visit, row)
    reader, counts = room_reader(visit, circle), core.counts(state)
    sealed = state.settings.sealed and not CONSENT.is_over(state)
    unnamed = keeps_names(state) and not CONSENT.is_over(state)
    told = concerns(state) if CONSENT.is_over(state) else ()
    args: dict[str, Arg] = {
        "number": row["number"],
        "text": Text(state.text),
        "version": state.version,
        "versions": len(state.versions),
        "proposer": Who(state.proposer),
        "owner": Who(state.owner),
        "cared": "yes" if state.phase is IN_FORCE and holds(state) else "no",
        "state": Text(how_it_stands(visit, state, reader)),
        "opened": At(moment(row["opened_at"])),
        "counted": "no" if sealed else "unnamed" if unnamed else "yes" if state.asked else "later",
        "consents": counts.consent,
        "with_concern": counts.concern,
        "objections": counts.objection,
        "aside": counts.aside,
        "passed": counts.passed,
        "worries": len(told),
        "concerns": _concerns(state, told),
        "objected": len(state.objections),
        "objecting": Text(
            "\n".join(_objection(visit, state, one, reader) for one in state.objections)
        ),
        "named": "yes" if (names := _named(visit, state, reader)) else "no",
        "names": Text(names),
        **_bears(visit, row, state),
        **links(visit, state),
        **taken_up(state),
        **_place(visit, row),
        **_tasks(visit, circle, row),
        **closing_code(visit, row),
    }
    answer(visit, "decision-shown", args)


def _concerns(state: core.Decision, told: Any) -> Arg:
    if state.settings.sealed:
        return Words(tuple(words for _, all_ in told for words in all_))
    return Letter(tuple(Entry(member, words) for member, words in told))


def _objection(visit: Visit, state: core.Decision, one: Objection, reader: Reader) -> str:
    """Return an objection as one line: its number, whose it is where that is known, what became of it."""
    nameless = is_nameless(state, one)
    words = " ".join(one_line(reader.words(reason.words).plain) for reason in one.reasons)
    return visit.house.wording.line(
        "register-objection",
        number=one.number,
        named="no" if nameless else "yes",
        name="" if nameless else one_line(reader.name(one.member)),
        words=words,
        standing=one.standing.value,
        improved="yes" if one.settled_on > one.version else "no",
        version=one.settled_on,
    )


def _named(visit: Visit, state: core.Decision, reader: Reader) -> str:
    """Return who took which position, a line for each; empty while it is open, and where it was sealed."""
    by_position: dict[str, list[str]] = {}
    for ballot in core.named(state):
        by_position.setdefault(ballot.position.value, []).append(
            one_line(reader.name(ballot.member))
        )
    lines = (
        visit.house.wording.line("register-position", position=position, names=", ".join(names))
        for position, names in by_position.items()
    )
    return "\n".join(lines)


def _bears(visit: Visit, row: Record, state: core.Decision) -> dict[str, Arg]:
    """Return which decisions it looked at, and which have looked at it."""
    bearing = state.settings.bearing
    reviews = [one["number"] for one in reviews_of(visit, row) if one["number"]]
    return {
        "bears": bearing.what.value if bearing else "none",
        "reviewed": bearing.number if bearing else 0,
        "reviews": len(reviews),
        "looks": Text(", ".join(map(str, reviews))),
    }


def _tasks(visit: Visit, circle: Record, row: Record) -> dict[str, Arg]:
    """Return what is to be done, or was, because of this decision."""
    actions = sheet_of(visit, row).actions
    told = "\n".join(told_action(visit, circle, one) for one in actions)
    return {"tasks": len(actions), "doing": Text(told)}


def _place(visit: Visit, row: Record) -> dict[str, Arg]:
    """Return the way to its card in the room, for those who are in chat."""
    card = visit.ledger.one(t.outbox, id=row["card"]) if row["card"] else None
    place = visit.ledger.one(t.place, id=row["place"])
    link = ""
    if visit.intake.ear != "mail" and card and card["ref"] and place and place["address"]:
        link = f"https://matrix.to/#/{place['address']}/{card['ref']}"
    return {"linked": "yes" if link else "no", "link": Text(link)}


def _versions(visit: Visit, said: Said, row: Record, rest: str) -> None:
    """``!decision N versions``: the texts, each with what it changed."""
    state: core.Decision = state_of(visit, row)
    reader = room_reader(visit, visit.circle())
    parts = []
    for old, new in zip((None, *state.versions), state.versions, strict=False):
        args: dict[str, Arg] = {
            "version": new.n,
            "author": Who(new.author),
            "at": At(new.at),
            "first": "yes" if old is None else "no",
            "text": Text(new.text),
            "difference": Difference(old.text if old else new.text, new.text),
        }
        parts.append(visit.house.wording.phrase("register-version", args, reader).plain)
    told: dict[str, Arg] = {"number": row["number"], "lines": Text("\n\n".join(parts))}
    answer(visit, "decision-versions", told)


def _mine(visit: Visit, said: Said, row: Record, rest: str) -> None:
    """``!decision N mine``: one's own answer, and its receipt."""
    taking_away.tell_receipt(visit, said, row)


WORDS: dict[str, Callable[[Visit, Said, Record, str], None]] = {
    "versions": _versions,
    "version": _versions,
    "owner": owners.ask,
    "mine": _mine,
}
"""What may stand behind a number; each takes what follows it."""
