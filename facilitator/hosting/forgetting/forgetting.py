"""``!forget me``: asks once, says what it does, then does it (contract §4, §8.6, §8.10)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from facilitator.acts import Depart, Name, Remove
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Text
from facilitator.core.reading import Line
from facilitator.core.record import Choice, read_reply
from facilitator.core.refusals import Refusal
from facilitator.hosting.circles import dyad_rooms
from facilitator.hosting.contributions import SECOND, hide
from facilitator.hosting.forgetting import questions, traces
from facilitator.hosting.journal import letting_go
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host, membership
from facilitator.hosting.practices import tables
from facilitator.hosting.record import asking, minutes
from facilitator.hosting.record.asking import ask_alone, said_last
from facilitator.hosting.record.lines import Kind, State
from facilitator.hosting.rounds import member_moved
from facilitator.hosting.voice import answer
from facilitator.intake import Erased, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

FORGET = "forget:"
"""How the question is told from one about a round."""

WITHIN = timedelta(days=1)
"""How long a *yes* counts."""


def forget(visit: Visit, said: Said, line: Line) -> None:
    """``!forget me``: ask, and say what will be done. Nothing changes before the *yes*."""
    if line.rest.strip(" .!").casefold() != "me":
        raise Refusal("forget-how")
    by = visit.member_of(said.by)
    for old in visit.ledger.all(t.held, kind="forget", member=by["id"], settled_at=None):
        visit.ledger.change(t.held, old, settled_at=micros(visit.now))
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind="forget", member=by["id"], body=json.dumps({}),
        made_at=micros(visit.now),
    )  # fmt: skip
    alone = [circle["name"] for circle in _hosted_alone(visit, by["id"])]
    args: dict[str, Arg] = {"alone": Text(", ".join(alone)), "hosts": len(alone)}
    circle = visit.circle() or tables.circle_here(visit)  # a table's letter is the circle's
    item, mail = f"{FORGET}{held['id']}", visit.house.mail
    if visit.intake.ear == "mail" and mail is not None and circle is not None:
        mail.write_alone(visit, circle, by["id"], "forget-asked", args, item)
    else:
        ask_alone(visit, circle, by["id"], "forget-asked", args, item)


def _hosted_alone(visit: Visit, member: str) -> Iterator[Record]:
    """Give the circles that nobody else hosts."""
    for circle in _circles(visit, member):
        hosts = [m for m in memberships(visit, circle) if is_host(visit, circle, m["member"])]
        if [m["member"] for m in hosts] == [member] and len(memberships(visit, circle)) > 1:
            yield circle


def _circles(visit: Visit, member: str) -> Iterator[Record]:
    for row in visit.ledger.all(t.membership, member=member):
        circle = visit.ledger.one(t.circle, id=row["circle"])
        if circle is not None and membership(visit, circle, member) is not None:
            yield circle


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said) -> bool:
    """Take a *yes* or *no* in the private chat to the question; return whether it was one."""
    sent = visit.ledger.one(t.outbox, ref=said.reply_to) if said.reply_to else said_last(visit)
    refers = (sent or {}).get("refers") or ""
    choice = read_reply(said.body).choice
    if not refers.startswith(FORGET) or choice not in (Choice.YES, Choice.NO):
        return False
    held = visit.ledger.one(t.held, id=refers.removeprefix(FORGET))
    if held is None or held["member"] != visit.member_of(said.by)["id"]:
        return False
    confirmed(visit, held, choice is Choice.YES)
    return True


def confirmed(visit: Visit, held: Record, yes: bool) -> None:
    """Do it on a *yes* that comes within a day; said twice it is done once. Raises ``Refusal``."""
    if held["settled_at"] is not None or moment(held["made_at"]) + WITHIN < visit.now:
        raise Refusal("forget-late")
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    if yes:
        forget_member(visit, held["member"])
    else:
        _tell(visit, held["member"], "forget-not")


def _tell(visit: Visit, member: str, name: str) -> None:
    """Answer where the choice was made; if another made it, where they take part."""
    circle = next(_circles(visit, member), None)
    if isinstance(visit.intake.heard, Erased):
        ask_alone(visit, circle, member, name, {}, "")
    elif visit.intake.ear == "matrix":
        answer(visit, name)
    elif visit.house.mail is not None and circle is not None:
        visit.house.mail.write_alone(visit, circle, member, name, {}, None)


# -- doing it ------------------------------------------------------------------------------------


def forget_member(visit: Visit, member: str) -> None:
    """Let go of everything of one person, in every circle. What is decided stays, without a name."""
    row = visit.ledger.one(t.member, id=member)
    if row is None:
        return
    _tell(visit, member, "forgotten")  # while there is still somebody to tell
    _let_copies_go(visit, member)
    for circle in _circles(visit, member):
        minutes.retell(visit, circle, row["name"])
    name = visit.house.wording.line("forgotten-name")
    visit.ledger.change(t.member, row, name=name, zone=None)
    if row["ghost"]:
        visit.post(Name(name), "", lane=f"ghost:{member}", sender=row["ghost"])
    _take_words_back(visit, member)
    _let_lines_go(visit, member)
    _leave_circles(visit, member)
    _rename_dyads(visit, member)
    _leave_chats(visit, member)
    _drop_traces(visit, member)
    letting_go.of_member(visit, member)


def _let_copies_go(visit: Visit, member: str) -> None:
    """Take out what they asked and proposed, and every copy at the end, by what is known now."""
    asked, instead = questions.asked_by(visit, member), visit.house.wording.line("words-taken-back")
    questions.let_go(visit, asked, instead)
    came_back = questions.stop_asking(visit, member, instead)
    texts = [*came_back, *(text for one in asked for text in one.texts)]
    gone = traces.traces_of(visit, member, texts)
    questions.renumber(visit, member, gone)
    visit.ledger.at_end(f"traces:{member}", partial(traces.sweep, visit, gone))


def _take_words_back(visit: Visit, member: str) -> None:
    """Empty all that they said, in our books and in the rooms, and the raw copies we know of."""
    reason = visit.house.wording.line("words-taken-back")
    for words in visit.ledger.all(t.words, member=member):
        source = words["source"].removesuffix(SECOND)
        if not words["taken_back"]:
            hide(visit, words)
            if source.startswith("$") and words["place"]:
                visit.post(Remove(reason), words["place"], target_ref=source)
                _blank_raw(visit, source)
        visit.ledger.change(
            t.words, words, source=f"forgotten:{words['id']}"
        )  # a mail's id can name
    for post in visit.ledger.all(t.post, member=member):
        if not post["id"].startswith("$") and post["id"] != post["words"]:  # said by their ghost
            visit.post(
                Remove(reason), post["place"], target=post["id"], sender=_ghost(visit, member)
            )


def _ghost(visit: Visit, member: str) -> str:
    return str((visit.ledger.one(t.member, id=member) or {})["ghost"])


def _blank_raw(visit: Visit, ref: str) -> None:
    raw = visit.ledger.one(t.inbox, key=f"matrix:{ref}")
    if raw is not None:
        visit.ledger.change(t.inbox, raw, body=b"")


def _let_lines_go(visit: Visit, member: str) -> None:
    """Their notes and quotes go; what they had taken on is open for somebody else."""
    written = visit.ledger.all(t.note, member=member)
    theirs = [row for row in written if not _is_anothers(row)]
    minutes.let_go(visit, theirs)
    for row in written:
        if _is_anothers(row):
            visit.ledger.change(t.note, row, member=row["owner"])
    taken = visit.ledger.all(t.note, owner=member)
    for row in taken:
        visit.ledger.change(t.note, row, owner=None)
        asking.remember(visit, row)
    minutes.refresh(visit, taken)


def _is_anothers(row: Record) -> bool:
    """Say whether somebody else has taken this on: then it is theirs, and stays."""
    others = row["owner"] and row["owner"] != row["member"]
    return bool(row["kind"] == Kind.ACTION and others and row["state"] != State.ASKED)


def _leave_circles(visit: Visit, member: str) -> None:
    for circle in list(_circles(visit, member)):
        here = membership(visit, circle, member)
        if here is not None:
            dyad_rooms.leaves(visit, circle, member)
            visit.ledger.change(
                t.membership, here, left_at=micros(visit.now), chat=False, mail=False, host=False
            )
            member_moved(visit, circle, MemberId(member), "left")
            dyad_rooms.left(visit, circle)


def _rename_dyads(visit: Visit, member: str) -> None:
    """A circle of two is called by the names of both; it is over, and now has no name of theirs."""
    for row in visit.ledger.all(t.membership, member=member):
        circle = visit.ledger.one(t.circle, id=row["circle"])
        if circle is not None and dyad_rooms.is_of_two(circle):
            slug = f"dyad-{circle['id'].rpartition('_')[2].lower()}"
            name = visit.house.wording.line("forgotten-dyad")
            visit.ledger.change(t.circle, circle, name=name, slug=slug)


def _leave_chats(visit: Visit, member: str) -> None:
    for place in visit.ledger.all(t.place, member=member, part="private"):
        if not place["gone"]:
            visit.post(Depart(), place["id"])
        visit.ledger.change(t.place, place, member=None, gone=True)


def _drop_traces(visit: Visit, member: str) -> None:
    """Delete addresses, tokens and what was held; our mails to them are known by text no more."""
    for handle in visit.ledger.all(t.handle, member=member):
        for held in visit.ledger.all(t.held, about=handle["address"]):
            visit.ledger.change(t.held, held, about=None, body="{}")
        visit.ledger.remove(t.handle, handle)
    for table in (t.token, t.receipt):
        for row in visit.ledger.all(table, member=member):
            visit.ledger.remove(table, row)
    for held in visit.ledger.all(t.held, member=member):
        visit.ledger.change(
            t.held, held, body="{}", settled_at=held["settled_at"] or micros(visit.now)
        )
    for mail in visit.ledger.all(t.sent_mail, member=member):
        visit.ledger.change(t.sent_mail, mail, plain=None, references="", subject="")
