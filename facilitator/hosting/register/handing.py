"""A decision goes to the wider circle: it is proposed there with its history, or offered to its hosts.

Its proposer brings it where they are a member and may propose; else any host there takes it up with
one word. Of the objections only the words go along whose owners have said yes to that.
"""

from collections.abc import Iterator
from dataclasses import replace

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import (
    Arg,
    Difference,
    Item,
    Letter,
    Notice,
    Room,
    Text,
    To,
    Who,
    Words,
)
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.facts import Closed
from facilitator.core.rounds.consent.findings import read_agreement
from facilitator.core.rounds.consent.objection_facts import CameFrom
from facilitator.core.rounds.consent.objections.integrating import standing
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.scales import Scale
from facilitator.hosting.circles.circles import rounds_room
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.decisions.decisions import place_of
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host, may_start, membership
from facilitator.hosting.nesting import parent_of
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import is_resting, need_awake
from facilitator.hosting.rounds import Course, act, begin, occasion_of, state_of
from facilitator.hosting.voice import Occasion, tell
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

OFFERED = "decision_handed"
"""The offer to the hosts of the wider circle."""

YES = frozenset({"👍", "✅"})


def follow(visit: Visit, course: Course) -> None:
    """Once everybody has agreed, the decision goes on its way."""
    closed = (fact for fact in course.facts if isinstance(fact, Closed))
    if any(fact.outcome is core.Phase.ESCALATED for fact in closed):
        _hand_on(visit, course.row, course.after)


def _hand_on(visit: Visit, row: Record, state: core.Decision) -> None:
    wider = _wider(visit, row)
    if wider is None:
        return
    here = membership(visit, wider, state.proposer)
    may = here is not None and may_start(visit, wider, state.proposer)
    if may and not is_resting(wider):
        _propose(visit, row, state, wider, state.proposer)
    else:
        _offer(visit, row, state, wider)


def _wider(visit: Visit, row: Record) -> Record | None:
    circle = visit.ledger.one(t.circle, id=row["circle"])
    return parent_of(visit, circle) if circle else None


# -- there ---------------------------------------------------------------------------------------


def _propose(
    visit: Visit, row: Record, state: core.Decision, wider: Record, by: MemberId
) -> Record:
    """Put it before the wider circle by its own rules, and tell where it comes from."""
    number = wider["numbers"] + 1
    sealed = state.settings.sealed
    rules = replace(rules_of(Scale(wider["scale"])), sealed=sealed)
    further = parent_of(visit, wider) is not None
    settings = replace(rules, quiet_times=quiet_times(wider), wider=further)
    places = tuple(place_of(visit, m) for m in memberships(visit, wider))
    new = RoundId(new_id("rnd"))
    facts = core.propose(new, number, by, state.text, places, settings, visit.now)
    origin = CameFrom(row["circle"], state.number)
    visit.ledger.change(t.circle, wider, numbers=number)
    room = rounds_room(visit, wider)
    there = begin(visit, CONSENT, new, wider, room, state.text, (*facts, origin), number)
    for notice in _history(visit, row, state, there):
        tell(visit, notice, occasion_of(visit, there))
    act(visit, row, core.HandTo(wider["id"], number))
    return there


def _history(visit: Visit, row: Record, state: core.Decision, there: Record) -> Iterator[Notice]:
    """How it came about, to all: the texts as a difference, the numbers, the words that may go along."""
    circle, counts = visit.ledger.one(t.circle, id=row["circle"]) or {}, core.counts(state)
    first, words = state.versions[0].text, _carried(visit, state, there)
    args: dict[str, Arg] = {
        "from": Text(circle.get("name", "")), "number": state.number, "title": _title(state),
        "versions": state.version, "difference": Difference(first, state.text),
        "texts": Letter((), tuple(Item(one.n, text=one.text) for one in state.versions)),
        "consents": counts.consent, "with_concern": counts.concern,
        "objections": len(standing(state)), "aside": counts.aside, "passed": counts.passed,
        "spoken": len(words), "words": Words(words),
    }  # fmt: skip
    now: core.Decision = state_of(visit, there)
    apart = [place.member for place in now.places if place.apart]
    everybody: list[Room | To] = [Room(), *map(To, apart)]
    for to in everybody:
        yield Notice("decision_history", to, args, shown={"number": there["number"]})


def _carried(visit: Visit, state: core.Decision, there: Record) -> tuple[WordsId, ...]:
    """Copy the words whose owners said yes: taking them back reaches both circles by their source."""
    may = state.escalation.words if state.escalation else ()
    said = [r.words for o in standing(state) if o.member in may for r in o.reasons]
    found = [visit.ledger.one(t.words, id=words) for words in said]
    return tuple(_copy(visit, one, there) for one in found if one and one["text"])


def _copy(visit: Visit, words: Record, there: Record) -> WordsId:
    new = WordsId(new_id("wrd"))
    visit.ledger.add(
        t.words, id=new, member=words["member"], round=there["id"], source=words["source"],
        version=1, place=words["place"], text=words["text"], html=words["html"],
        said_at=words["said_at"],
    )  # fmt: skip
    return new


def _title(state: core.Decision) -> Text:
    return Text(titled(state.text))


# -- offered to its hosts ------------------------------------------------------------------------


def _offer(visit: Visit, row: Record, state: core.Decision, wider: Record) -> None:
    """Tell each host of the wider circle, alone, that it waits for one of them."""
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    args: dict[str, Arg] = {
        "from": Text(circle.get("name", "")), "number": state.number, "text": Text(state.text),
        "title": _title(state), "by": Who(state.proposer),
    }  # fmt: skip
    place = rounds_room(visit, wider)
    for one in memberships(visit, wider):
        if is_host(visit, wider, one["member"]):
            member = MemberId(one["member"])
            shown = {"number": state.number}
            notice = Notice(OFFERED, To(member), args, (member,), shown)
            tell(visit, notice, Occasion(wider, place, row))


def answered(visit: Visit, said: Said) -> bool:
    """Take a host's *yes* to the offer, as a reply in their private chat; return whether it was one."""
    row = _offered_in(visit, said.reply_to)
    if row is None:
        return False
    if taken(visit, MemberId(visit.member_of(said.by)["id"]), row, said.body):
        acknowledge(visit, said.ref, "✅")
    return True


def reacted(visit: Visit, reaction: Reacted, emoji: str) -> bool:
    """Take 👍 under the offer; return whether it was one."""
    row = _offered_in(visit, reaction.target) if emoji in YES else None
    if row is None:
        return False
    taken(visit, MemberId(visit.member_of(reaction.by)["id"]), row, "yes")
    return True


def _offered_in(visit: Visit, ref: str | None) -> Record | None:
    said = visit.ledger.one(t.outbox, ref=ref) if ref else None
    kind, _, name = str(said["refers"] or "").partition(":") if said else ("", "", "")
    return visit.ledger.one(t.round_, id=name) if kind == OFFERED else None


def taken(visit: Visit, by: MemberId, row: Record, text: str) -> bool:
    """Let a host of the wider circle take a decision up; return whether that is what they said.

    Said by a second host it changes nothing: it is there already.
    """
    state: core.Decision = state_of(visit, row)
    wider, agreement = _wider(visit, row), read_agreement(text)
    if state.phase is not core.Phase.ESCALATED or agreement is None or not agreement.agrees:
        return False
    if wider is None or not is_host(visit, wider, by):
        return False
    if state.handed_to is None:
        need_awake(wider)
        _propose(visit, row, state, wider, by)
    return True
