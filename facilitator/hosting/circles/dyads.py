"""A circle of two: ``!new dyad @b`` asks b alone, and only their yes opens a room (contract §2).

All of it is between those two: what is asked and what is answered stands in private chats and
letters, in no room. A *not now* is told once, kindly; silence is told to nobody.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, To, Who
from facilitator.core.reading import Line
from facilitator.core.record import Choice, read_reply
from facilitator.core.refusals import Refusal
from facilitator.hosting.circles.circles import FOUNDED_PER_HOUR
from facilitator.hosting.circles.dyad_founding import between, found, is_by_mail, way_to
from facilitator.hosting.members.meant import address_in, circles_of, meant, member_at
from facilitator.hosting.members.rights import may_found, membership
from facilitator.hosting.record.asking import TAPS, ask_alone, said_last
from facilitator.hosting.voice import (
    Occasion,
    answer_alone,
    chat_handle,
    tell_member,
)
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

DYAD = "dyad:"
"""How the question is told from one about a round."""

KIND = "dyad"
"""The kind of row, among what is held, that is a question waiting for its yes."""

WITHIN = timedelta(days=14)
"""How long a *yes* counts; and so long nobody is asked by the same person again."""

AGREED = "dyad-agreed"
"""What a *yes* is answered with in chat; by mail the welcome to the circle answers it."""


# -- asking --------------------------------------------------------------------------------------


def ask(visit: Visit, said: Said, line: Line) -> None:
    """``!new dyad @b``: ask b alone. Whatever comes of it, only who asks hears it."""
    by = visit.member_of(said.by)
    text = f"{line.rest.partition(' ')[2]} {line.options.get('with', '')}".strip()
    try:
        other, common = _whom(visit, said, by, text)
        name, args = _ask(visit, said, by, other, common)
    except Refusal as no:
        answer_alone(visit, by["id"], f"refused-{no.code}", no.words, code=no.code)
        return
    if visit.intake.ear == "matrix" or name != AGREED:
        answer_alone(visit, by["id"], name, args)


def _whom(visit: Visit, said: Said, by: Record, text: str) -> tuple[Record, Record | None]:
    """Return who is meant, and a circle that both are in, if there is one. Raises ``Refusal``."""
    address = address_in(text)
    other = member_at(visit, said, by, address) if address else meant(visit, said, by, text)
    if other["id"] == by["id"]:
        raise Refusal("dyad-self")
    return other, next(_shared(visit, by, other), None)


def _shared(visit: Visit, by: Record, other: Record) -> Iterator[Record]:
    """Give the circles that both are in, the one spoken in first."""
    for circle in circles_of(visit, by["id"]):
        if membership(visit, circle, other["id"]):
            yield circle


def _ask(
    visit: Visit, said: Said, by: Record, other: Record, common: Record | None
) -> tuple[str, dict[str, Arg]]:
    """Ask, or find that nothing has to be asked; return what the asker is told."""
    them: dict[str, Arg] = {"member": Who(MemberId(other["id"]))}
    if there := between(visit, by["id"], other["id"]):
        return "dyad-there-already", {**them, **way_to(visit, there)}
    if asked_me := _open_question(visit, other, by):
        return _agreed(visit, asked_me, by)
    _may_ask(visit, said, by, other, common)
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind=KIND, circle=common["id"] if common else None,
        member=by["id"], about=f"{DYAD}{other['id']}", body="{}",
        made_at=micros(visit.now),
    )  # fmt: skip
    args: dict[str, Arg] = {
        "by": Who(MemberId(by["id"])),
        "mail": "yes" if is_by_mail(visit, common, by) else "no",
    }
    ask_alone(visit, common, other["id"], "dyad-asked", args, f"{DYAD}{held['id']}")
    return "dyad-asking", them


def _may_ask(visit: Visit, said: Said, by: Record, other: Record, common: Record | None) -> None:
    """Refuse who may not begin circles, or asks too much, or somebody who is not to be reached."""
    if visit.intake.ear == "matrix" and not may_found(visit, said.by):
        raise Refusal("may-not-found")
    if _questions(visit, by, other):
        raise Refusal("dyad-asked-before", {"member": Who(MemberId(other["id"]))})
    hour_ago = micros(visit.now - timedelta(hours=1))
    mine = visit.ledger.all(t.held, kind=KIND, member=by["id"])
    if len([row for row in mine if row["made_at"] > hour_ago]) >= FOUNDED_PER_HOUR:
        raise Refusal("dyad-too-fast")
    if not _is_reached(visit, common, other):
        raise Refusal("dyad-unreached", {"member": Who(MemberId(other["id"]))})


def _is_reached(visit: Visit, common: Record | None, other: Record) -> bool:
    """Say whether a question would reach somebody: by mail unless they want none, else in chat."""
    if not is_by_mail(visit, common, other):
        return chat_handle(visit, other["id"]) is not None
    here = membership(visit, common, other["id"]) if common else None
    return here is not None and here["delivery"] != "off"


def _questions(visit: Visit, by: Record, other: Record) -> list[Record]:
    """Return what somebody has asked somebody lately; what was agreed to is no question any more."""
    since = micros(visit.now - WITHIN)
    rows = visit.ledger.all(t.held, about=f"{DYAD}{other['id']}")
    return [row for row in rows if row["member"] == by["id"] and row["made_at"] > since]


def waiting(visit: Visit, member: str) -> list[Record]:
    """Return the questions to which a member's answer still counts, the oldest first."""
    since = micros(visit.now - WITHIN)
    rows = visit.ledger.all(t.held, about=f"{DYAD}{member}", settled_at=None)
    return sorted((r for r in rows if r["made_at"] > since), key=lambda r: (r["made_at"], r["id"]))


def _open_question(visit: Visit, by: Record, other: Record) -> Record | None:
    rows = _questions(visit, by, other)
    return next((row for row in rows if row["settled_at"] is None), None)


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said, others_wait: Callable[[], bool]) -> bool:
    """Take words in the private chat that answer the question; return whether they did.

    They are its reply, or follow it at once while no proposal waits for the same words: then it is
    asked which. Words of one's own count as an answer only below the question itself.
    """
    if visit.place()["part"] != "private" or said.body.lstrip().startswith(("!", "/")):
        return False
    held = _asked_in(visit, said.reply_to)
    if held is None or not _is_asked(held, visit.member_of(said.by)):
        return False
    choice = read_reply(said.body).choice
    if choice not in (Choice.YES, Choice.NO):
        if said.reply_to is None:
            return False
        raise Refusal("dyad-yes-or-no")
    if said.reply_to is None and others_wait():
        raise Refusal("which-round", {"typed": Text("")})
    decide(visit, held, choice is Choice.YES)
    return True


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take 👍 or 👎 under the question; return whether it was one."""
    held = _asked_in(visit, reaction.target) if emoji in TAPS else None
    if held is None or not _is_asked(held, visit.member_of(reaction.by)):
        return False
    decide(visit, held, TAPS[emoji] is Choice.YES)
    return True


def _asked_in(visit: Visit, ref: str | None) -> Record | None:
    """Return the question that a message of ours asks, by default the newest one in this chat."""
    sent = visit.ledger.one(t.outbox, ref=ref) if ref else said_last(visit)
    refers = (sent or {}).get("refers") or ""
    if not refers.startswith(DYAD):
        return None
    return visit.ledger.one(t.held, id=refers.removeprefix(DYAD))


def _is_asked(held: Record, member: Record) -> bool:
    return bool(held["about"] == f"{DYAD}{member['id']}")


def decide(visit: Visit, held: Record, yes: bool) -> None:
    """Do what somebody answered, once, and tell both. Raises ``Refusal`` where it comes too late."""
    other = visit.ledger.one(t.member, id=(held["about"] or "").removeprefix(DYAD))
    if (
        held["settled_at"] is not None
        or other is None
        or moment(held["made_at"]) + WITHIN < visit.now
    ):
        raise Refusal("dyad-late")
    if yes:
        name, args = _agreed(visit, held, other)
    else:
        name, args = _declined(visit, held, other)
    _tell_answerer(visit, held, other, name, args)


def _tell_answerer(
    visit: Visit, held: Record, other: Record, name: str, args: dict[str, Arg]
) -> None:
    """Answer where the choice was made; by mail a yes is answered by the welcome itself."""
    common = _common(visit, held)
    if visit.intake.ear == "matrix":
        answer_alone(visit, other["id"], name, args)
    elif visit.house.mail is not None and common is not None and name != AGREED:
        visit.house.mail.write_alone(visit, common, other["id"], name, args, None)


def _declined(visit: Visit, held: Record, other: Record) -> tuple[str, dict[str, Arg]]:
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    by = MemberId(held["member"])
    notice = Notice("dyad_not_now", To(by), {"member": Who(MemberId(other["id"]))})
    tell_member(visit, notice, Occasion(_common(visit, held)), by)
    return "dyad-declined", {"member": Who(by)}


def _agreed(visit: Visit, held: Record, other: Record) -> tuple[str, dict[str, Arg]]:
    """Found what both want; a lot may have brought them together meanwhile."""
    them: dict[str, Arg] = {"member": Who(MemberId(held["member"]))}
    asker = held["member"]
    visit.ledger.change(t.held, held, settled_at=micros(visit.now), member=None)
    if there := between(visit, asker, other["id"]):
        return "dyad-there-already", {**them, **way_to(visit, there)}
    found(visit, asker, other["id"], _common(visit, held))
    return AGREED, them


def _common(visit: Visit, held: Record) -> Record | None:
    return visit.ledger.one(t.circle, id=held["circle"]) if held["circle"] else None
