"""What people say in rounds, kept apart from the facts, so that it can be taken back."""

from facilitator.acts import React, Remove, Say
from facilitator.clock import micros
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import consent, go_around
from facilitator.hosting.forms import CONSENT, GO_AROUND
from facilitator.hosting.rounds import act
from facilitator.intake import Edited, Said, TookBack
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import from_member_html


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


def speak(visit: Visit, member: str, round_: Record, said: Said, via: go_around.Via) -> bool:
    """Offer what was said to a go-around; return whether it counted. Only then is it kept."""
    words = WordsId(new_id("wrd"))

    def write() -> None:
        keep(visit, member, round_, said.ref, said.body, said.html, words)

    return bool(act(visit, round_, go_around.Speak(MemberId(member), (words,), via), write))


def acknowledge(visit: Visit, ref: str, emoji: str) -> None:
    """Put an emoji under an answer typed in a place, so that its author sees that it counted.

    A mail has no place for it; its author has a receipt by mail.
    """
    if visit.intake.ear != "matrix":
        return
    visit.post(React(emoji), visit.place()["id"], target_ref=ref)


def edited(visit: Visit, edit: Edited) -> None:
    """An edit by the same person, while the round is open, is a new version of the same words."""
    row = visit.ledger.one(t.words, source=edit.target)
    if row is None or row["member"] != visit.member_of(edit.by)["id"] or row["taken_back"]:
        return
    round_ = visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
    if round_ is None or not round_["open"]:
        return
    said = from_member_html(edit.html, edit.body)
    visit.ledger.change(t.words, row, text=said.plain, html=said.html, version=row["version"] + 1)


def took_back(visit: Visit, back: TookBack) -> bool:
    """Someone removed a message or a reaction: of their own, it is taken back; of another's, hidden.

    Return whether a round has told them so.

    A homeserver judges who may remove what in one room; no room's word reaches another's words.
    """
    member, told = visit.member_of(back.by), False
    for row in visit.ledger.all(t.words, source=back.target):
        mine = row["member"] == member["id"]
        if not mine and row["place"] != visit.place()["id"]:
            continue
        hide(visit, row)
        round_ = visit.ledger.one(t.round_, id=row["round"]) if row["round"] else None
        if mine and round_ is not None and round_["form"] == GO_AROUND.name:
            told |= bool(act(visit, round_, go_around.TookBack(row["member"], (row["id"],))))
    receipt = visit.ledger.one(t.receipt, source=back.target)
    if receipt is None or receipt["member"] != member["id"]:
        return told
    round_ = visit.ledger.one(t.round_, id=receipt["round"])
    if round_ is not None and round_["form"] == CONSENT.name:
        act(visit, round_, consent.TakeBack(back.target))
    return told


def hide(visit: Visit, row: Record) -> None:
    """Empty someone's words everywhere they are kept; facts go on pointing at them.

    Where their ghost read them out, the room shows them no longer.
    """
    visit.ledger.change(t.words, row, text="", html=None, taken_back=True)
    ghost = (visit.ledger.one(t.member, id=row["member"]) or {}).get("ghost")
    for said in visit.ledger.all(t.outbox, sender=ghost) if ghost else ():
        ids = (said["words"] or "").split(",")
        if row["id"] in ids:
            _unsay(visit, said, [visit.ledger.one(t.words, id=one) for one in ids])


def _unsay(visit: Visit, said: Record, parts: list[Record | None]) -> None:
    """Remove what was read out, or leave of it what still stands."""
    left = "\n\n".join(part["text"] for part in parts if part and not part["taken_back"])
    undo = (
        Say(left, aloud=True, edits=True)
        if left
        else Remove(visit.house.wording.line("words-taken-back"))
    )
    visit.post(undo, said["place"], sender=said["sender"], target=said["id"])
