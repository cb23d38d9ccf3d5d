"""Which poll somebody means: the one they answer, the one they number, or the only one."""

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.poll.kinds import naming
from facilitator.hosting.forms import POLL
from facilitator.hosting.members.rights import membership, need_circle
from facilitator.hosting.rounds import round_of_message, rounds_of_member, state_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

COUNT_WORDS = ("in", "out")
"""Words that answer who is in; in any other poll they are no answer."""


def polls_of(visit: Visit, circle: Record) -> list[Record]:
    """Return a circle's polls by their number."""
    rows = visit.ledger.all(t.round_, circle=circle["id"], form=POLL.name)
    return sorted(rows, key=lambda row: (row["opened_at"], row["id"]))


def numbered(visit: Visit, circle: Record, typed: str) -> Record:
    """Return the poll of that number. Raises ``Refusal``."""
    number = typed.strip().lstrip("#")
    if number.isdecimal():
        for row in polls_of(visit, circle):
            if state_of(visit, row).number == int(number):
                return row
    raise Refusal("no-such-poll", {"typed": Text(typed.strip()[:80])})


def answered(visit: Visit, said: Said) -> Record | None:
    """Return the poll whose message is answered, if who answers is in its circle."""
    row = next(
        filter(None, (round_of_message(visit, r) for r in (said.reply_to, said.thread))), None
    )
    if row is None or row["form"] != POLL.name:
        return None
    circle = visit.ledger.one(t.circle, id=row["circle"])
    here = circle and membership(visit, circle, visit.member_of(said.by)["id"])
    return row if here else None


def open_for(visit: Visit, said: Said) -> list[Record]:
    """Return the open polls a word may mean: of this room, else of this circle, else of the person."""
    member = visit.member_of(said.by)["id"]
    rows = [row for row in rounds_of_member(visit, member) if row["form"] == POLL.name]
    circle = visit.circle()
    here = [row for row in rows if row["place"] == visit.place()["id"]]
    return here or [row for row in rows if circle is None or row["circle"] == circle["id"]]


def meant(visit: Visit, said: Said, text: str) -> tuple[Record, str]:
    """Return the poll that ``!vote`` is about and the answer: a number before it says which poll,
    where several are open. Raises ``Refusal``."""
    row = answered(visit, said)
    if row is not None:
        return row, text
    rows = open_for(visit, said)
    if not rows:
        raise Refusal("no-poll-open")
    if len(rows) == 1:
        return rows[0], text
    first, _, rest = text.strip().partition(" ")
    numbers = {str(state_of(visit, one).number): one for one in rows}
    if first.strip("#.:") in numbers and rest.strip():
        return numbers[first.strip("#.:")], rest.strip()
    raise which(visit, rows)


def which(visit: Visit, rows: list[Record]) -> Refusal:
    """Return the question which one is meant of several that are open. A poll is named by its number,
    for a reply to its card would show in the room what is hidden."""
    open_polls = [state_of(visit, row) for row in rows if row["form"] == POLL.name]
    if not open_polls:
        return Refusal("which-round", {"typed": Text("")})
    told = ", ".join(f"{one.number} “{titled(one.question)}”" for one in open_polls)
    others = "yes" if len(open_polls) < len(rows) else "no"
    args = {"numbers": Text(told), "first": open_polls[0].number, "others": others}
    return Refusal("which-poll", args)


def closed_meant(visit: Visit, said: Said, typed: str) -> Record:
    """Return the poll that is answered or numbered, else the circle's newest. Raises ``Refusal``."""
    row = answered(visit, said)
    if row is not None and not typed.strip():
        return row
    circle = need_circle(visit)
    if typed.strip():
        return numbered(visit, circle, typed)
    rows = polls_of(visit, circle)
    if not rows:
        raise Refusal("no-poll-open")
    return rows[-1]


def is_named(visit: Visit, said: Said) -> bool:
    """Say whether a message is just the name of something to choose in a poll that is open for its
    author: there it is an answer, whatever other word it may be."""
    text = naming.plain(said.body)
    polls = (state_of(visit, row) for row in open_for(visit, said))
    return any(naming.plain(option.text) == text for poll in polls for option in poll.options)


def knows(visit: Visit, row: Record, word: str) -> bool:
    """Say whether a round is a poll that a member's word alone may answer."""
    if row["form"] != POLL.name:
        return False
    poll: core.Poll = state_of(visit, row)
    return word in ("pass", "more") or (word in COUNT_WORDS and poll.kind == "count")
