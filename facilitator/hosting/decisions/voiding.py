"""``!void N WHY``: a host found a fault in how a decision came about, and says so twice.

``!propose from=N``: a text that was given up, or is void, stands before the circle again.
"""

import re
from functools import partial
from typing import Any

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.telling.beside_notices import fault
from facilitator.core.rounds.consent.voiding import need_rest
from facilitator.hosting.bearings import meant, numbered
from facilitator.hosting.contributions import acknowledge, keep
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.members.rights import is_host, need_host
from facilitator.hosting.rounds import act, round_of_message, state_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

_SURE = re.compile(r"yes[\s.]*", re.IGNORECASE)


def void(visit: Visit, said: Said, line: Line) -> None:
    """``!void N WHY``, and then ``!void N yes``: the second word, a host's too, does it."""
    by = visit.member_of(said.by)["id"]
    circle = visit.circle() or _hosted(visit, said, by, line.rest)
    need_host(visit, circle, by)
    if said.reply_to is None and not re.search(r"\d", line.rest):
        raise Refusal("void-which")
    row, why = meant(visit, said, circle, line.rest)
    sure = bool(_SURE.fullmatch(why))
    words = WordsId(new_id("wrd")) if why and not sure else None
    command = core.Void(MemberId(by), said.ref, words, sure)
    write = partial(_keep, visit, by, row, said.ref, why, words) if words else None
    if act(visit, row, command, write):
        acknowledge(visit, said.ref, "✅" if sure else "👂")
        _leave_review(visit, circle, row, MemberId(by))


def _hosted(visit: Visit, said: Said, by: str, text: str) -> Record:
    """Return the circle that a host means in the private chat: the one whose decision they answer, or
    the only one of theirs with a decision of that number."""
    answered = round_of_message(visit, said.reply_to)
    found = re.match(r"#?(\d{1,6})\b", text.strip())
    rows = [
        visit.ledger.one(t.circle, id=m["circle"])
        for m in visit.ledger.all(t.membership, member=by)
    ]
    mine = [one for one in rows if one is not None and is_host(visit, one, by)]
    if answered is not None:
        mine = [one for one in mine if one["id"] == answered["circle"]]
    elif found is not None:
        mine = [one for one in mine if numbered(visit, one, int(found[1])) is not None]
    if len(mine) != 1:
        raise Refusal("in-a-circle")
    return mine[0]


def _leave_review(visit: Visit, circle: Record, row: Record, by: MemberId) -> None:
    """What is void is not looked at again: a review of it that is open rests, too."""
    state: core.Decision = state_of(visit, row)
    review = numbered(visit, circle, state.under_review) if state.under_review else None
    if state.phase is core.Phase.VOID and review is not None and review["open"]:
        act(visit, review, core.Postpone(by, as_host=True))


def _keep(
    visit: Visit, by: str, row: Record, source: str, why: str, words: WordsId, _facts: Any
) -> None:
    keep(visit, by, row, source, why, None, words)


# -- a text taken up again -----------------------------------------------------------------------


def given_up(visit: Visit, circle: Record, line: Line) -> tuple[Record | None, str]:
    """Return the decision that ``from=N`` names, and the text to propose: its own, where no other
    is typed. Without ``from=`` it is just what is typed."""
    typed = line.options.get("from", "").lstrip("#")
    if not typed:
        return None, line.rest
    row = numbered(visit, circle, int(typed)) if typed.isdecimal() else None
    if row is None or row["form"] != CONSENT.name:
        raise Refusal("no-such-decision", {"typed": Text(typed)})
    state: core.Decision = state_of(visit, row)
    need_rest(state, visit.now)
    return row, line.rest.strip() or state.text


def link(visit: Visit, earlier: Record | None, row: Record) -> None:
    """Let the earlier decision know which one has taken up its text."""
    if earlier is not None:
        act(visit, earlier, core.TakeUp(row["number"]))


def taken_up(state: core.Decision) -> dict[str, Arg]:
    """Return what the register says of it: which text it took up, which ones took up its own, and
    why it is void."""
    return {
        "takes_up": state.takes_up,
        "taken": len(state.taken_up),
        "taken_up": Text(", ".join(map(str, state.taken_up))),
        "voided": "yes" if state.phase is core.Phase.VOID else "no",
        **fault(state),
    }
