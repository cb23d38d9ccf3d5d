"""Who looks after a decision: ``!decision N owner NAME`` asks somebody, alone, and only their *yes* makes
them its owner. Nobody gets a duty without having said yes, and a *not now* needs no reason.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, To, Who
from facilitator.core.record import Choice
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.hosting.asked_alone import asked_in, hold, item_of, waiting, yes_or_no
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.members.people import one_member
from facilitator.hosting.members.rights import is_host, need_circle, need_member
from facilitator.hosting.record.asking import TAPS, ask_alone
from facilitator.hosting.rounds import act, occasion_of, state_of
from facilitator.hosting.voice import answer_alone, tell_member
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

KIND = "owner"
"""The kind of row, among what is held, that asks somebody to look after a decision."""

WITHIN = timedelta(days=14)
"""How long a *yes* counts."""


def ask(visit: Visit, said: Said, row: Record, name: str) -> None:
    """Ask somebody to look after a decision: by its owner, or by a host. Raises ``Refusal``."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    state: core.Decision = state_of(visit, row)
    need_member(visit, circle, by["id"])
    if by["id"] != state.owner and not is_host(visit, circle, by["id"]):
        raise Refusal("owner-not-yours", {"owner": Who(state.owner), "number": row["number"]})
    _need_to_care(state)
    mine = name.strip(" .").casefold() in ("me", "myself")
    other = by if mine else one_member(visit, said, name, circle)
    if other["id"] == state.owner:
        raise Refusal("owner-already", {"owner": Who(state.owner), "number": row["number"]})
    if other["id"] == by["id"]:
        act(visit, row, core.TakeCare(MemberId(by["id"])))  # a host who says it has said yes
    else:
        _ask(visit, circle, row, by, other)
    if visit.intake.ear == "matrix":
        acknowledge(visit, said.ref, "✅")


def _need_to_care(state: core.Decision) -> None:
    """Refuse kindly where nothing is to be looked after any more."""
    ended = state.phase not in (core.Phase.OPEN, core.Phase.PROVISIONAL, core.Phase.IN_FORCE)
    if ended or not state.recorded:
        args: dict[str, Arg] = {
            "number": state.number, "outcome": state.phase.value, "later": state.settled_by,
        }  # fmt: skip
        raise Refusal("not-in-force", args)


def _ask(visit: Visit, circle: Record, row: Record, by: Record, other: Record) -> None:
    them: dict[str, Arg] = {"member": Who(MemberId(other["id"])), "number": row["number"]}
    if any(_round(one) == row["id"] for one in _waiting(visit, other["id"])):
        raise Refusal("owner-asked-before", them)
    held = hold(visit, KIND, circle, by["id"], other["id"], json.dumps({"round": row["id"]}))
    args = {**_about(visit, row), "by": Who(MemberId(by["id"]))}
    ask_alone(visit, circle, other["id"], "owner-asked", args, item_of(held))
    answer_alone(visit, by["id"], "owner-asking", {**_about(visit, row), **them})


def _about(visit: Visit, row: Record) -> dict[str, Arg]:
    state: core.Decision = state_of(visit, row)
    return {
        "number": row["number"],
        "text": Text(state.text),
        "title": Text(titled(state.text)),
        "owner": Who(state.owner),
    }


def _waiting(visit: Visit, member: str) -> list[Record]:
    return waiting(visit, KIND, member, visit.now - WITHIN)


def asked_about(visit: Visit, member: str) -> list[Record]:
    """Return the decisions about which a member's answer is waited for."""
    rows = (visit.ledger.one(t.round_, id=_round(held)) for held in _waiting(visit, member))
    return [row for row in rows if row is not None]


def _round(held: Record) -> str:
    return str(json.loads(held["body"]).get("round", ""))


# -- being answered ------------------------------------------------------------------------------


def answered(visit: Visit, said: Said, others_wait: Callable[[], bool]) -> bool:
    """Take words in the private chat that answer the question; return whether they did."""
    if said.body.lstrip().startswith(("!", "/")):
        return False
    held = asked_in(visit, KIND, said.reply_to, visit.member_of(said.by)["id"])
    if held is None or (said.reply_to is None and held["settled_at"] is not None):
        return False
    yes = yes_or_no(said.body)
    if yes is None:
        if said.reply_to is None:
            return False
        raise Refusal("owner-yes-or-no")
    if said.reply_to is None and others_wait():
        raise Refusal("which-round", {"typed": Text("")})
    decide(visit, held, yes)
    return True


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take 👍 or 👎 under the question; return whether it was one."""
    if emoji not in TAPS:
        return False
    held = asked_in(visit, KIND, reaction.target, visit.member_of(reaction.by)["id"])
    if held is None:
        return False
    decide(visit, held, TAPS[emoji] is Choice.YES)
    return True


def decide(visit: Visit, held: Record, yes: bool) -> None:
    """Do what somebody answered, once, and tell who had asked. Raises ``Refusal`` where it is late."""
    row = visit.ledger.one(t.round_, id=_round(held))
    late = held["settled_at"] is not None or moment(held["made_at"]) + WITHIN < visit.now
    if late or row is None:
        raise Refusal("owner-late")
    member = MemberId(held["about"].partition(":")[2])
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    if yes:
        act(visit, row, core.TakeCare(member))
    else:
        _declined(visit, held, row, member)
    if visit.intake.ear == "matrix":
        answer_alone(visit, member, "owner-taken" if yes else "owner-declined", _about(visit, row))
    elif not yes and visit.house.mail is not None and (circle := _circle(visit, row)):
        visit.house.mail.write_alone(
            visit, circle, member, "owner-declined", _about(visit, row), None
        )


def _declined(visit: Visit, held: Record, row: Record, member: MemberId) -> None:
    """Only who had asked hears it, and never why."""
    by = MemberId(held["member"])
    args = {**_about(visit, row), "member": Who(member)}
    tell_member(visit, Notice("owner_not_now", To(by), args), occasion_of(visit, row), by)


def _circle(visit: Visit, row: Record) -> Record | None:
    return visit.ledger.one(t.circle, id=row["circle"])
