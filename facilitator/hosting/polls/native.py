"""Polls of the room itself (MSC3381), as one more way to answer ours.

Beside its card a poll is shown as Element shows polls, where that can carry it. What is tapped there is
an answer like any other; the books count, and we alone end it, with what they say. Polls that other
people open, and whoever ends one in our place, are talk.
"""

from facilitator.acts import Ask, Conclude
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Room, To, Who
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.poll import native
from facilitator.core.rounds.poll.facts import (
    NativeRemoved,
    OptionAdded,
    PollCancelled,
    PollClosed,
    PollReopened,
)
from facilitator.core.rounds.poll.saying import about
from facilitator.hosting.forms import POLL
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.rounds import Course, act, occasion_of, state_of
from facilitator.hosting.voice import Occasion, fields, room_reader, tell_member
from facilitator.intake import TookBack
from facilitator.postman import SENT
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

NATIVE = "native:"
"""How what we send for a native poll refers to the round."""


def follow(visit: Visit, course: Course) -> None:
    """Let the native poll follow what became of a poll."""
    if course.row["form"] != POLL.name:
        return
    row, happened = course.row, {type(fact) for fact in course.facts}
    if course.before is None or PollReopened in happened:
        _show(visit, row)
    elif happened & {PollClosed, PollCancelled}:
        _end(visit, row, "over")
    elif OptionAdded in happened:  # a native poll that has answers cannot change any more
        _end(visit, row, "grown")
        _show(visit, row)
    elif NativeRemoved in happened:
        _tell_of_removal(visit, row, course.command.by)


def of_message(visit: Visit, ref: str) -> Record | None:
    """Return the poll that is shown as this native poll, in the room in which it is."""
    shown = visit.ledger.one(t.outbox, ref=ref)
    if shown is None or shown["act"] != Ask.__name__ or shown["place"] != visit.place()["id"]:
        return None
    return visit.ledger.one(t.round_, id=(shown["refers"] or "").removeprefix(NATIVE))


def took_back(visit: Visit, back: TookBack) -> None:
    """Somebody removed the native poll that stands: ours goes on by the other ways."""
    row = of_message(visit, back.target)
    shown = visit.ledger.one(t.outbox, ref=back.target)
    if row is not None and shown is not None and shown["id"] in _standing(visit, row):
        act(visit, row, core.RemoveNative(MemberId(visit.member_of(back.by)["id"])))


# -- showing and ending --------------------------------------------------------------------------


def _show(visit: Visit, row: Record) -> None:
    """Show the native poll, if this one is to have one."""
    poll: core.Poll = state_of(visit, row)
    if not native.is_shown(poll):
        return
    line, circle = visit.house.wording.line, visit.ledger.one(t.circle, id=row["circle"])
    question = line("poll-native-question", question=one_line(poll.question), number=poll.number)
    answers = [(name, one_line(text)) for name, text in native.answers(poll)]
    plain = "\n".join([question, *(f"{name}. {text}" for name, text in answers)])
    shown = fields(visit, Notice("native_poll", Room()), Occasion(circle))
    shown |= {"round": row["id"], "number": poll.number}
    ask = Ask(question, answers, poll.settings.most, plain, shown)
    visit.post(ask, row["place"], refers=f"{NATIVE}{row['id']}")


def _end(visit: Visit, row: Record, why: str) -> None:
    """End what is shown as a native poll, and say what holds: ``why`` is over or grown."""
    for shown in _standing(visit, row):
        plain = _told(visit, row, why)
        visit.post(Conclude(plain), row["place"], target=shown, refers=f"{NATIVE}{row['id']}")


def _told(visit: Visit, row: Record, why: str) -> str:
    poll: core.Poll = state_of(visit, row)
    circle = visit.ledger.one(t.circle, id=row["circle"])
    again = "yes" if native.is_shown(poll) else "no"
    args: dict[str, Arg] = {**core.outcome(poll), "why": why, "again": again}
    reader = room_reader(visit, circle)
    return visit.house.wording.phrase("native-ended", args, reader, form=POLL.name).plain


def _standing(visit: Visit, row: Record) -> list[str]:
    """Return the outbox rows of this poll's native polls that we have not ended yet, and nobody removed."""
    poll: core.Poll = state_of(visit, row)
    if poll.native_gone:
        return []
    refers = f"{NATIVE}{row['id']}"
    sent = {one["id"]: (one["act"], one["target"]) for one in visit.ledger.all(t.outbox, refers=refers)
            if one["state"] <= SENT}  # fmt: skip
    now = {one.id: (type(one.act).__name__, one.target) for one in visit.ledger.posted
           if one.refers == refers}  # fmt: skip
    known = sent | now
    ended = {target for kind, target in known.values() if kind == Conclude.__name__}
    return [id_ for id_, (kind, _) in known.items() if kind == Ask.__name__ and id_ not in ended]


# -- when it was removed -------------------------------------------------------------------------


def _tell_of_removal(visit: Visit, row: Record, by: str) -> None:
    """Tell the hosts, and whoever asked, each alone, that answers still count."""
    poll: core.Poll = state_of(visit, row)
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    for here in memberships(visit, circle):
        member = MemberId(here["member"])
        if member == poll.asker or is_host(visit, circle, member):
            own = "yes" if member == by else "no"
            args: dict[str, Arg] = {**about(poll), "by": Who(MemberId(by)), "own": own}
            notice = Notice("native_removed", To(member), args, shown={"number": poll.number})
            tell_member(visit, notice, occasion_of(visit, row), member)
