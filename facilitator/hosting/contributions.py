"""What people say in rounds, kept apart from the facts, so that it can be taken back."""

from typing import Any

from facilitator.acts import React, Remove, Say
from facilitator.clock import micros
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, Text, To, Who
from facilitator.core.rounds import commands, consent, discussion
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.hosting import quoting
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.journal import letting_go
from facilitator.hosting.record import lines, minutes
from facilitator.hosting.rounds import act, occasion_of, of_practice, state_of
from facilitator.hosting.voice import HIDDEN, Occasion, line_of_hidden, say_anew, tell_member
from facilitator.intake import Edited, Said, TookBack
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import from_member_html

SHORT = 100
"""Letters up to which one line is short."""

SECOND = "/B"
"""How the source of words ends that answer the second question of a message."""

HAND = "hand"
"""The meaning of a receipt for a raised hand."""


def keep(
    visit: Visit,
    member: str,
    round_: Record,
    source: str,
    body: str,
    html: str | None = None,
    words: WordsId | None = None,
) -> WordsId:
    """Write down what a member said, cleaned of control characters and foreign markup."""
    said = from_member_html(html, body)
    kept = words or WordsId(new_id("wrd"))
    visit.ledger.add(
        t.words, id=kept, member=member, round=round_["id"], source=source, version=1,
        place=visit.place()["id"] if visit.intake.ear == "matrix" else None,
        text=said.plain, html=said.html, said_at=micros(visit.intake.said_at),
    )  # fmt: skip
    return kept


def speak(visit: Visit, member: str, round_: Record, said: Said, via: commands.Via) -> bool:
    """Offer what was said to a round; return whether it counted. Only then is it kept."""
    words, kept = WordsId(new_id("wrd")), False

    def write(facts: tuple[Any, ...]) -> None:
        nonlocal kept
        kept = any(words in getattr(fact, "words", ()) for fact in facts)
        if kept:
            keep(visit, member, round_, said.ref, said.body, said.html, words)

    line = said.body.strip()
    short = len(line) <= SHORT and "\n" not in line and said.form != "media"
    spoken = commands.Speak(
        MemberId(member), (words,), via, short=short, asks=commands.asks_something(line)
    )
    act(visit, round_, spoken, write)
    return kept


def acknowledge(visit: Visit, ref: str, emoji: str) -> None:
    """Put an emoji under an answer typed in a place, so that its author sees that it counted.

    A mail has no place for it; its author has a receipt by mail.
    """
    if visit.intake.ear != "matrix":
        return
    visit.post(React(emoji), visit.place()["id"], target_ref=ref)


def edited(visit: Visit, edit: Edited) -> tuple[Record, Record] | None:
    """Return which words an edit changes and their round: of the same person, while it is open."""
    kept = visit.ledger.all(t.words, source=edit.target, taken_back=False)
    row = min(kept, key=lambda one: str(one["id"]), default=None)
    if row is None or row["member"] != visit.member_of(edit.by)["id"]:
        return None
    round_ = visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
    return (row, round_) if round_ is not None and round_["open"] else None


def new_version(visit: Visit, words: Record, round_: Record, edit: Edited) -> None:
    """Keep edited words as a new version of the same."""
    said = from_member_html(edit.html, edit.body)
    version = words["version"] + 1
    visit.ledger.change(t.words, words, text=said.plain, html=said.html, version=version)


def took_back(visit: Visit, back: TookBack) -> bool:
    """Someone removed a message or a reaction: of their own, it is taken back; of another's, hidden.

    Return whether a round has told them so.

    A homeserver judges who may remove what in one room; no room's word reaches another's words.
    """
    member, told = visit.member_of(back.by), False
    taken = lines.of_message(visit, back.target)
    minutes.let_go(visit, (line for line in taken if line["member"] == member["id"]))
    for row, shown_in in _said_in(visit, back.target):
        mine = row["member"] == member["id"]
        if not mine and shown_in != visit.place()["id"]:
            continue
        if not row["taken_back"]:
            hide(visit, row, by_host=not mine, gone=back.target)
            if not mine:
                _tell_author(visit, row, member["id"])
        round_ = visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
        if mine and round_ is not None:
            for one in _hearing_of(visit, round_):
                told |= bool(act(visit, one, commands.TookBack(row["member"], (row["id"],))))
    receipt = visit.ledger.one(t.receipt, source=back.target)
    if receipt is None or receipt["member"] != member["id"]:
        return told
    round_ = visit.ledger.one(t.round_, id=receipt["round"])
    if round_ is not None and round_["form"] in BESIDE:
        act(visit, round_, consent.TakeBack(back.target))
    elif round_ is not None and receipt["meaning"] == HAND:
        _lower(visit, round_, member["id"])
    return told


def _hearing_of(visit: Visit, round_: Record) -> list[Record]:
    """Return what hears that words were taken back: a decision knows it by their source."""
    rows = of_practice(visit, round_)
    return [row for row in rows if row["form"] not in BESIDE]


def raised(visit: Visit, source: str, round_: Record, member: str) -> None:
    """Remember what raised a hand: once that is taken back, the hand is down again."""
    if visit.ledger.one(t.receipt, source=source) is None:
        visit.ledger.add(t.receipt, source=source, round=round_["id"], member=member, meaning=HAND)


def _lower(visit: Visit, round_: Record, member: str) -> None:
    """A hand that is up comes down; where none is, or no talk any more, nothing is left to do."""
    if state_of(visit, round_).hand(MemberId(member)):
        act(visit, round_, discussion.Lower(MemberId(member)))


def _said_in(visit: Visit, ref: str) -> list[tuple[Record, str | None]]:
    """Return the words of a message, said in it or read out in it, with the place it stands in."""
    sources = (ref, f"{ref}{SECOND}")
    rows = (row for source in sources for row in visit.ledger.all(t.words, source=source))
    said = [(row, row["place"]) for row in rows]
    reading = visit.ledger.one(t.outbox, ref=ref) or {}
    ids = (reading.get("words") or "").split(",")
    read_out = (visit.ledger.one(t.words, id=one) for one in ids if one)
    return said + [(row, reading["place"]) for row in read_out if row]


def _tell_author(visit: Visit, row: Record, host: str) -> None:
    """Tell someone alone, and kindly, that a host took their words out of the room."""
    round_ = visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
    args: dict[str, Arg] = {
        "by": Who(MemberId(host)),
        "about": "round" if round_ else "talk",
        "title": Text(titled(round_["title"]) if round_ else ""),
    }
    author = MemberId(row["member"])
    tell_member(
        visit,
        Notice("words_hidden", To(author), args, shown={"member": author}),
        occasion_of(visit, round_) if round_ else Occasion(visit.circle(), visit.place()),
        author,
    )


def hide(visit: Visit, row: Record, *, by_host: bool = False, gone: str = "") -> None:
    """Empty someone's words everywhere they are kept; facts go on pointing at them.

    What their ghost read out is removed, and every other message of ours that shows them is said
    anew without them. ``gone`` is a message that was removed already.
    """
    visibility = HIDDEN if by_host else row["visibility"]
    visit.ledger.change(t.words, row, text="", html=None, taken_back=True, visibility=visibility)
    for said in _read_out(visit, row):
        if said["ref"] != gone:
            _unsay(visit, said, row)
    for quote in quoting.quotes_of(visit, row):
        _requote(visit, quote, row)
    letting_go.of_round(
        visit, visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
    )
    minutes.let_go(visit, lines.of_words(visit, row))


def _read_out(visit: Visit, words: Record) -> list[Record]:
    """Return the outbox rows in which a ghost reads these words, those of this very batch too."""
    ghost = (visit.ledger.one(t.member, id=words["member"]) or {}).get("ghost")
    if not ghost:
        return []
    fresh = [
        {"id": row.id, "sender": ghost, "place": row.place, "words": row.words, "ref": None}
        for row in visit.ledger.posted
        if row.sender == ghost
    ]
    rows = [*visit.ledger.all(t.outbox, sender=ghost), *fresh]
    return [row for row in rows if words["id"] in (row["words"] or "").split(",")]


def _unsay(visit: Visit, said: Record, hidden: Record) -> None:
    """Remove what was read out, or leave of it what still stands."""
    parts = [visit.ledger.one(t.words, id=one) for one in said["words"].split(",")]
    left = "\n\n".join(part["text"] for part in parts if part and part["text"])
    undo = Say(left, aloud=True, edits=True) if left else Remove(line_of_hidden(visit, hidden))
    visit.post(undo, said["place"], sender=said["sender"], target=said["id"])


def _requote(visit: Visit, row: Record, hidden: Record) -> None:
    """Say a message of ours anew; where the rest of it is no longer kept, all of it goes."""
    place = visit.ledger.one(t.place, id=row["place"])
    round_ = visit.ledger.one(t.round_, id=row["round"])
    if place is None or place["gone"] or round_ is None:
        return
    quote = quoting.read(row)
    undo = (
        say_anew(visit, quote, occasion_of(visit, round_))
        if quote
        else Remove(line_of_hidden(visit, hidden))
    )
    visit.post(undo, row["place"], target=row["id"])
