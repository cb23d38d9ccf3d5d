"""Counting again what a file of decisions says, with nothing but the file.

The chain is reckoned anew, entry by entry; what is open is folded by the same core that decided, and
what comes out is held against what the file says came out.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from facilitator.core.chain import (
    START,
    code_of,
    committed,
    is_digest,
    is_salt,
    linked,
)
from facilitator.core.rounds.logged import Logged
from facilitator.hosting.forms import FORMS, Form
from facilitator.hosting.journal.chaining import ANSWERS
from facilitator.hosting.journal.entries import DIGEST, IS, PRIVATE, Document, hidden_in, is_hidden
from facilitator.hosting.journal.exporting import FORMAT
from facilitator.store import codecs

OPEN = frozenset({"entry", "salt", "opened", "link"})
SHUT = frozenset({"commitment", "link"})
FILE = frozenset({"format", "circle", "exported", "decisions"})
DECISION = frozenset(
    {"number", "form", "closed_by", "code", "result", "stands", "answers", "entries"}
)

HOLDS = {
    "objection": "An objection was open when it is said to have been adopted.",
    "quorum": "Fewer answered than its rules ask for, and it is said to have been adopted.",
    "support": "Fewer consented than its rules ask for, and it is said to have been adopted.",
    "count": "Counted again, its answers come to something else than it is said to have come to.",
    "few": "Fewer answered than its rules ask for, and it is said to have come to something.",
    "lot": "The lot, drawn again from its seed, is another one.",
}
"""What it means that a printed rule does not hold, by its code."""


class Unreadable(Exception):
    """The file is none of ours, or is damaged; the message is one line in plain words."""


@dataclass(slots=True)
class Counted:
    """One decision counted again: what was found wrong, and what the numbers are."""

    number: int
    code: str
    entries: int
    shut: int
    """Entries that only show that they are there."""
    hidden: int
    """Words that were taken back, or whose author was forgotten."""
    unproven: int
    """Names that stand in the file as they are now, and in the log as they were."""
    result: Document
    form: str = ""
    unlisted: bool = False
    """Its answers are not in the file: they would show whose they are."""
    wrong: list[str] = field(default_factory=list)


def read(text: str) -> Document:
    """Return a file of decisions, as it stands. Raises ``Unreadable``."""
    try:
        file = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as trouble:
        raise Unreadable("This is no JSON file, or it is damaged.") from trouble
    if not isinstance(file, dict) or not str(file.get("format")).startswith(
        "facilitator-decisions/"
    ):
        raise Unreadable("This is no export of decisions: it lacks its format.")
    if file["format"] != FORMAT:
        raise Unreadable(f"This file is {file['format']}; this version reads {FORMAT}.")
    decisions = file.get("decisions")
    if file.keys() != FILE or not isinstance(decisions, list):
        raise Unreadable("This export is damaged: its parts are not those of the format.")
    for decision in decisions:
        if not isinstance(decision, dict) or decision.keys() != DECISION:
            raise Unreadable("This export is damaged: a decision has not the parts of the format.")
    return file


def _once(pairs: list[tuple[str, Any]]) -> Document:
    """Take an object whose keys all differ: two of one name would hide one of them."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def recount(decision: Document) -> Counted:
    """Return one decision of a file, counted again. Nothing raises: what is wrong is told."""
    entries = decision["entries"] if isinstance(decision["entries"], list) else []
    called = str(decision["form"])
    counted = Counted(decision["number"], str(decision["code"]), len(entries), 0, 0, 0, {}, called)
    form = FORMS.get(called)
    if form is None or form.log is None:
        counted.wrong.append(f"Decisions of the form “{decision['form']}” cannot be counted here.")
        return counted
    links = list(_chain(entries, counted))
    if counted.wrong:
        return counted  # what is not as it was is not worth counting
    counted.wrong += _closing(decision, links)
    counted.wrong += _outcome(decision, form, form.log, entries, links, counted)
    return counted


# -- the chain -----------------------------------------------------------------------------------


def _chain(entries: list[Any], counted: Counted) -> Iterator[str]:
    """Give the links as they have to be; what differs is written down, and then it ends."""
    before = START
    for n, one in enumerate(entries, 1):
        wrong = _entry_wrong(n, one)
        if not wrong:
            shut = "commitment" in one
            bound = one["commitment"] if shut else committed(one["salt"], one["entry"])
            counted.shut += shut
            counted.hidden += 0 if shut else _words_hidden(one)
            before = linked(before, bound)
            wrong = None if before == one["link"] else _broken(n)
        if wrong:
            counted.wrong.append(wrong)
            return
        yield before


def _broken(n: int) -> str:
    return f"Entry {n} is not the one that stood there: its link differs from what it has to be."


def _entry_wrong(n: int, one: Any) -> str | None:
    """Return what is wrong with an entry taken by itself."""
    keys = one.keys() if isinstance(one, dict) else ()
    if keys not in (OPEN, SHUT):
        return f"Entry {n} is damaged: its parts are not those of the format."
    digests = [one[key] for key in ("commitment", "link") if key in one]
    if not all(isinstance(each, str) and is_digest(each) for each in digests):
        return f"Entry {n} is damaged: a digest of it cannot be read."
    if "commitment" in one:
        return None
    entry = one["entry"]
    if not _is_salt(one["salt"]) or not isinstance(entry, dict) or entry.get("n") != n:
        return f"Entry {n} is damaged, or stands in another place."
    return _opened_wrong(n, entry, one["opened"])


def _is_salt(value: Any) -> bool:
    return isinstance(value, str) and is_salt(value)


def _opened_wrong(n: int, entry: Document, opened: Any) -> str | None:
    hidden = dict(hidden_in(entry))
    if not isinstance(opened, dict) or not opened.keys() <= hidden.keys():
        return f"Entry {n} opens something that is not in it."
    for path, shown in opened.items():
        if not isinstance(shown, dict) or shown.keys() != {"salt", "value"}:
            return f"Entry {n} is damaged: {path} cannot be read."
        if not _is_salt(shown["salt"]):
            return f"Entry {n} is damaged: {path} cannot be read."
        if committed(shown["salt"], shown["value"]) != hidden[path][DIGEST]:
            return f"Entry {n}: {path} is not what stood there."
    return None


def _words_hidden(one: Document) -> int:
    told = ("words", "text")
    return sum(
        hidden[IS] in told and path not in one["opened"] for path, hidden in hidden_in(one["entry"])
    )


# -- what came out -------------------------------------------------------------------------------


def _closing(decision: Document, links: list[str]) -> Iterator[str]:
    n = decision["closed_by"]
    if not isinstance(n, int) or not 1 <= n <= len(links):
        yield "It is said to be closed by an entry that is not there."
    elif code_of(links[n - 1]) != decision["code"]:
        yield f"Its code is not the one of entry {n}, which closed it."


def _outcome(
    decision: Document,
    form: Form,
    logged: Logged,
    entries: list[Document],
    links: list[str],
    counted: Counted,
) -> Iterator[str]:
    """Fold what is open up to the close, and hold what comes out against what the file says."""
    try:
        state, codes = _folded(form, logged, entries[: int(decision["closed_by"])], links)
        answers = _answers(decision, logged, state, entries, codes)
        positions = [one["position"] for one in answers]
        sealed = _is_sealed(decision, entries)
        counted.unlisted = sealed and not _has_list(decision, entries)
        counted.result = dict(logged.result(state, positions, sealed))
        stands = _folded(form, logged, entries, links)[0]
        doubts = [*logged.doubts(state, positions, sealed), *logged.since(state, stands)]
        names = _names(entries)
        counted.unproven = sum("name" in one and one["place"] not in names for one in answers)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        yield "What its entries say cannot be put together: they are no whole decision."
        return
    known = {getattr(state, "number", 0), decision["number"]} - {0}  # a practice's has it later
    if len(known) > 1:
        yield "Its number is not the one that its first entry gives."
    if logged.result(stands, (), True)["outcome"] != decision["stands"]:
        yield "How it stands now is not what its entries give."
    if answers != decision["answers"]:
        yield "The list of answers is not the one that its entries give."
    for key in sorted({*counted.result, *_keys(decision["result"])}):
        said = decision["result"].get(key) if isinstance(decision["result"], dict) else None
        if said != counted.result.get(key):
            yield f"It says “{key}: {said}”; counted again it is “{counted.result.get(key)}”."
    yield from (HOLDS.get(code, code) for code in doubts)


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, dict) else set()


def _folded(
    form: Form, logged: Logged, entries: list[Document], links: list[str]
) -> tuple[Any, dict[str, str]]:
    """Return the state at the close, and the code of the newest answer by place."""
    state, codes = None, {}
    for one, link in zip(entries, links, strict=False):
        if "entry" not in one:
            continue
        fact = fact_in(form, logged, one)
        state = form.evolve(state, fact)
        member = logged.answer(fact)
        if member is not None:
            codes[str(member)] = code_of(link)
    return state, codes


def _is_sealed(decision: Document, entries: list[Document]) -> bool:
    return ANSWERS in entries[decision["closed_by"] - 1]["entry"]


def _has_list(decision: Document, entries: list[Document]) -> bool:
    """Say whether the list of a sealed decision's answers is shown."""
    return ANSWERS in entries[decision["closed_by"] - 1]["opened"]


def _answers(
    decision: Document, logged: Logged, state: Any, entries: list[Document], codes: dict[str, str]
) -> list[Document]:
    """Return the answers that counted, as the entries give them."""
    if _is_sealed(decision, entries):
        if logged.is_listed is None or _has_list(decision, entries):
            listed = entries[decision["closed_by"] - 1]["opened"][ANSWERS]["value"]
            return [{"receipt": code, "position": position} for code, position in listed]
        return []
    names = _names(entries)
    rows = [
        {"place": str(one.member), "name": names.get(one.member), "position": one.position,
         "receipt": codes.get(one.member, "")}
        for one in logged.given(state)
    ]  # fmt: skip
    stated = {one["place"]: one["name"] for one in decision["answers"]}
    for row in rows:  # a name that was changed since is told, and not proven
        row["name"] = row["name"] or stated.get(row["place"])
    return sorted(rows, key=lambda one: int(str(one["place"]).rpartition("-")[2]))


def _names(entries: list[Document]) -> dict[str, str]:
    """Return the names that entries open, by place."""
    names = {}
    for one in entries:
        for path, shown in one.get("opened", {}).items():
            if path.endswith("/name"):
                names[_at(one["entry"], path.rpartition("/")[0])["member"]] = shown["value"]
    return names


def _at(entry: Any, path: str) -> Any:
    for key in path.split("/"):
        entry = entry[int(key)] if isinstance(entry, list) else entry[key]
    return entry


def fact_in(form: Form, logged: Logged, one: Document) -> Any:
    """Return the fact that an open entry tells; what stays hidden in it is read as nothing said."""
    told = _read(one["entry"]["fact"], "fact", one["opened"], logged)
    return codecs.made(form.facts[told.pop("fact")], told)


def _read(value: Any, path: str, opened: Document, logged: Logged) -> Any:
    if is_hidden(value):
        if value[IS] == "words":
            return value[DIGEST]  # words are told apart, whatever they say
        return opened.get(path, {}).get("value", "")
    if isinstance(value, list):
        return [_read(one, f"{path}/{i}", opened, logged) for i, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    return _record(value, path, opened, logged)


def _is_beside(key: str, value: Any) -> bool:
    """Say whether this stands beside the fact: what is private of it, and the name of a place."""
    return is_hidden(value) and (key == PRIVATE or value[IS] == "name")


def _record(value: Document, path: str, opened: Document, logged: Logged) -> Document:
    shown = {key: one for key, one in value.items() if not _is_beside(key, one)}
    told = {key: _read(one, f"{path}/{key}", opened, logged) for key, one in shown.items()}
    if PRIVATE in value:
        fact = str(value.get("fact", ""))
        for key, default in logged.private.items():
            owner, _, name = key.rpartition(".")
            if owner in ("", fact):
                told.setdefault(name, default)
    return told
