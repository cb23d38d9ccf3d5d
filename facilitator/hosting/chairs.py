"""The chair of a round: handed on, kept, offered when the round waits for it, and taken.

The rules are in ``core.rounds.chairing``; here they meet the books. How the chair stands is kept
beside a round, not in its state: it is the same for every form, and for a session as a whole.
"""

from datetime import datetime
from typing import Any

from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, Room, Text, To, Who
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import chairing as core
from facilitator.core.rounds import commands
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.facts import ChairHanded
from facilitator.core.rounds.session import begins_among_few
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.forms import BESIDE, CONSENT, FORMS, SESSION
from facilitator.hosting.members.people import memberships, one_member
from facilitator.hosting.members.rights import is_host, membership
from facilitator.hosting.pauses import is_still
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.rounds import act, held_now, occasion_of, state_of
from facilitator.hosting.voice import tell
from facilitator.intake import Outage, Said, Ticked
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

CHAIR = "chair:"
"""How the alarm of a chair is named."""

SPANS = core.Settings()

_ME = frozenset({"me", "myself", "i"})


# -- how it stands -------------------------------------------------------------------------------


def whole_of(visit: Visit, row: Record) -> Record:
    """Return the round whose chair it is: the session, for a round that holds a step of it."""
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
    return session or row


def chair_of(visit: Visit, whole: Record) -> MemberId | None:
    """Return who has the chair; a decision's is its proposer's until it is handed on, and a poll's
    that of whoever asks."""
    state = state_of(visit, whole)
    if whole["form"] not in BESIDE:
        chair: MemberId | None = state.chair
        return chair
    row = visit.ledger.one(t.chairing, round=whole["id"])
    return MemberId(row["member"]) if row and row["member"] else _begun_by(state)


def _begun_by(state: Any) -> MemberId:
    return MemberId(getattr(state, "proposer", None) or state.asker)


def _chairing(visit: Visit, whole: Record) -> core.Chairing:
    row = visit.ledger.one(t.chairing, round=whole["id"])
    if row is None:
        return core.Chairing()
    return core.Chairing(
        _moment(row["since"]), row["offered"], row["taker"], _moment(row["takes_at"])
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def _keep(visit: Visit, whole: Record, chairing: core.Chairing, **more: Any) -> None:
    """Write down how the chair stands, and ring when something is due."""
    since, at = chairing.since, chairing.takes_at
    new = {
        "since": micros(since) if since else None,
        "offered": chairing.offered,
        "taker": chairing.taker,
        "takes_at": micros(at) if at else None,
        **more,
    }
    row = visit.ledger.one(t.chairing, round=whole["id"])
    if row is not None:
        visit.ledger.change(t.chairing, row, **new)
    else:
        visit.ledger.add(t.chairing, round=whole["id"], **new)
    live = _is_live(visit, whole)
    due = core.next_due(chairing, SPANS.wait(live=live))
    at = due[0] if due else None
    if at is not None and not live:
        at = quiet_times(_circle(visit, whole)).waking(at)
    visit.ledger.wake(f"{CHAIR}{whole['id']}", whole["place"], at)


def look(visit: Visit, row: Record, before: Any, facts: tuple[Any, ...], after: Any) -> None:
    """After anything happened in a round: does it wait for its chair now, and who has it now?"""
    handed = next((fact.member for fact in facts if isinstance(fact, ChairHanded)), None)
    if handed is not None:
        _settled(visit, whole_of(visit, row))
        tell_chair(visit, whole_of(visit, row), handed)
        tell_hosts_by_mail(visit, whole_of(visit, row), handed)
    form = FORMS[row["form"]]
    if form.is_over(after) or form.waits(before) != form.waits(after):
        _look_again(visit, whole_of(visit, row))


def _look_again(visit: Visit, whole: Record) -> None:
    was = _chairing(visit, whole)
    now = core.waiting(was, _waits_since(visit, whole))
    if not whole["open"] or FORMS[whole["form"]].is_over(state_of(visit, whole)):
        now = core.Chairing()
    if now != was:
        _keep(visit, whole, now)


def _waits_since(visit: Visit, whole: Record) -> datetime | None:
    """Return since when a round, or the step that it holds, waits for judgement: not while all
    clocks of the circle stand still."""
    if is_still(_circle(visit, whole)):
        return None
    rows = {row["id"]: row for row in (whole, held_now(visit, whole))}.values()
    found = (FORMS[row["form"]].waits(state_of(visit, row)) for row in rows)
    return min((since for since in found if since is not None), default=None)


def _is_live(visit: Visit, whole: Record) -> bool:
    """Say whether others than the chair are at the table just now."""
    held = held_now(visit, whole)
    row = held if FORMS[held["form"]].has_table else whole
    here = FORMS[row["form"]].at_table(state_of(visit, row))
    return any(member != chair_of(visit, whole) for member in here)


# -- taking it -----------------------------------------------------------------------------------


def is_me(rest: str) -> bool:
    """Say whether ``!chair`` is about whoever says it."""
    return rest.strip(" .!").casefold() in _ME


def ask(visit: Visit, said: Said, row: Record) -> None:
    """``!chair me``: with notice, unless the chair is free, or a host of the circle takes it."""
    whole = whole_of(visit, row)
    by = MemberId(visit.member_of(said.by)["id"])
    if not whole["open"]:
        raise Refusal("round-over")
    if _seat(visit, whole, by) is None:
        raise Refusal("not-in-this-round")
    chair = chair_of(visit, whole)
    if chair == by:
        keep(visit, row, by)
    elif _is_free(visit, whole, chair) or is_host(visit, _circle(visit, whole), by):
        hand(visit, whole, by)
    else:
        _ask(visit, whole, by, chair)


def _ask(visit: Visit, whole: Record, by: MemberId, chair: MemberId | None) -> None:
    was = _chairing(visit, whole)
    now = core.asked(was, by, visit.now, SPANS.notice(live=_is_live(visit, whole)))
    if now == was or now.takes_at is None:
        return
    _keep(visit, whole, now)
    args: dict[str, Arg] = {
        "title": _title(whole), "member": Who(by), "until": At(now.takes_at), "taker": "other",
    }  # fmt: skip
    shown = shown_fields(until=now.takes_at)
    asked = (chair,) if chair else ()
    _say(visit, whole, Notice("chair_asked", Room(), {**args, "where": "room"}, asked, shown))
    for one in (by, *asked):
        if not _in_room(visit, whole, one):
            told = {**args, "where": "alone", "taker": "you" if one == by else "other"}
            _say(visit, whole, Notice("chair_asked", To(one), told, (one,), shown))


def keep(visit: Visit, row: Record, by: str) -> None:
    """Whoever has the chair said a word as host: it stays theirs, and the others hear so."""
    whole = whole_of(visit, row)
    if by != chair_of(visit, whole) or visit.ledger.one(t.chairing, round=whole["id"]) is None:
        return
    was = _chairing(visit, whole)
    _keep(visit, whole, core.kept(was, visit.now))
    if was.taker is None:
        return
    args: dict[str, Arg] = {"title": _title(whole), "member": Who(MemberId(by))}
    _say(visit, whole, Notice("chair_kept", Room(), {**args, "where": "room"}))
    if not _in_room(visit, whole, was.taker):
        _say(visit, whole, Notice("chair_kept", To(was.taker), {**args, "where": "alone"}))


def _is_free(visit: Visit, whole: Record, chair: MemberId | None) -> bool:
    """Say whether nobody has the chair: they left the circle, or said that they are away."""
    here = membership(visit, _circle(visit, whole), chair) if chair else None
    if here is None:
        return True
    return here["away_until"] is not None and here["away_until"] > micros(visit.now)


def hand(visit: Visit, whole: Record, to: MemberId) -> None:
    """Let somebody have the chair; the round says so, and tells them how it stands."""
    if whole["form"] not in BESIDE:
        act(visit, whole, commands.Chair(to, to, host=True))
        return
    _settled(visit, whole, member=to)
    say = Notice("chair_handed", Room(), {"member": Who(to)}, (to,), shown_fields(to))
    _say(visit, whole, say)
    tell_chair(visit, whole, to)
    tell_hosts_by_mail(visit, whole, to)


def hand_on(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!chair @x`` in a decision: whoever has the chair may write the next version."""
    member = one_member(visit, said, line.rest, _circle(visit, row))
    if _seat(visit, row, member["id"]) is None:
        raise Refusal("not-in-this-round")
    if chair_of(visit, row) != member["id"]:
        hand(visit, row, MemberId(member["id"]))
        acknowledge(visit, said.ref, "✅")


def _settled(visit: Visit, whole: Record, **more: Any) -> None:
    """Nobody asks for the chair any more; whoever has it now has all the time again."""
    if more or visit.ledger.one(t.chairing, round=whole["id"]) is not None:
        _keep(visit, whole, core.kept(_chairing(visit, whole), visit.now), **more)


# -- the clock -----------------------------------------------------------------------------------


def ticked(visit: Visit, tick: Ticked) -> None:
    """An alarm rang: the chair is offered, or is theirs who asked for it."""
    whole = visit.ledger.one(t.round_, id=tick.subject.removeprefix(CHAIR))
    if whole is None or not whole["open"]:
        visit.ledger.wake(tick.subject, "", None)
        return
    chairing = _chairing(visit, whole)
    due = core.next_due(chairing, SPANS.wait(live=_is_live(visit, whole)))
    if due is None or visit.now < due[0]:
        visit.ledger.wake(tick.subject, whole["place"], due[0] if due else None)
    elif due[1] is core.Due.OFFER:
        _offer(visit, whole, chairing)
    elif chairing.taker is not None:
        _take(visit, whole, chairing.taker)


def _take(visit: Visit, whole: Record, taker: MemberId) -> None:
    """The notice is over; whoever has left meanwhile takes nothing."""
    if _seat(visit, whole, taker) is None:
        _keep(visit, whole, core.kept(_chairing(visit, whole), visit.now))
    else:
        hand(visit, whole, taker)


def gave_back(visit: Visit, outage: Outage) -> None:
    """We were deaf for a while: nobody loses the chair, or the time to keep it, by that."""
    whole = visit.ledger.one(t.round_, id=outage.subject.removeprefix(CHAIR))
    if whole is not None and whole["open"]:
        span = outage.until - outage.since
        _keep(visit, whole, core.given_back(_chairing(visit, whole), span))


def _offer(visit: Visit, whole: Record, chairing: core.Chairing) -> None:
    """Everybody hears once, in the room and by mail, that anyone may take the chair."""
    _keep(visit, whole, core.Chairing(chairing.since, offered=True))
    live = _is_live(visit, whole)
    args: dict[str, Arg] = {
        "title": _title(whole),
        "what": _what(visit, whole),
        "pace": "live" if live else "slow",
        "free": "yes" if _is_free(visit, whole, chair_of(visit, whole)) else "no",
    }
    everyone: list[Room | To] = [Room(), *map(To, _by_mail(visit, whole))]
    for to in everyone:
        _say(visit, whole, Notice("chair_offered", to, {**args, "where": where(to)}))


def _what(visit: Visit, whole: Record) -> str:
    """Return what the round waits with: a pause, a choice of the host's, or an objection."""
    rows = (whole, held_now(visit, whole))
    if any(getattr(state_of(visit, row), "paused_at", None) for row in rows):
        return "pause"
    return "objection" if whole["form"] == CONSENT.name else "choice"


# -- telling -------------------------------------------------------------------------------------


def tell_chair(visit: Visit, whole: Record, member: MemberId) -> None:
    """Tell who has the chair now, alone, where things stand and what they could say next."""
    row = held_now(visit, whole)
    shown = FORMS[row["form"]].card(state_of(visit, row)).fields
    args: dict[str, Arg] = {
        "title": _title(whole), "form": "decision" if whole["form"] == CONSENT.name else "round",
        "heard": int(shown.get("heard", 0)), "seats": int(shown.get("seats", 0)),
        "counted": "yes" if "heard" in shown and not shown.get("sealed") else "no",
        "paused": "yes" if getattr(state_of(visit, row), "paused_at", None) else "no",
        **_of_step(visit, whole),
    }  # fmt: skip
    _say(visit, whole, Notice("chair_yours", To(member), args, (member,)))


def tell_hosts_by_mail(visit: Visit, whole: Record, chair: MemberId) -> None:
    """Tell the hosts who read by mail who has the chair now: those in the room have read it there."""
    args: dict[str, Arg] = {"title": _title(whole), "member": Who(chair)}
    for member in _by_mail(visit, whole):
        if member != chair and is_host(visit, _circle(visit, whole), member):
            _say(visit, whole, Notice("chair_passed_on", To(member), args))


def _of_step(visit: Visit, whole: Record) -> dict[str, Arg]:
    """Return which step of a practice is held, and the sentence that its host could say."""
    none: dict[str, Arg] = {"sentence": Text(""), "step": 0, "steps": 0, "said": "no"}
    if whole["form"] != SESSION.name:
        return none
    state = state_of(visit, whole)
    sentence = state.step.host if state.step is not None else None
    return {
        "sentence": Text(sentence or ""), "said": "yes" if sentence else "no",
        "step": min(state.at + 1, len(state.format.steps)), "steps": len(state.format.steps),
    }  # fmt: skip


def tell_hosts(visit: Visit, whole: Record) -> None:
    """Tell the other hosts of the circle, once and alone, that every host word is theirs as well."""
    chair, circle = chair_of(visit, whole), _circle(visit, whole)
    if whole["form"] == SESSION.name and begins_among_few(state_of(visit, whole).format):
        return  # who has begun it is for those alone whom it concerns
    for here in memberships(visit, circle):
        other = here["member"] != chair and is_host(visit, circle, here["member"])
        if other and here["told_host_at"] is None:
            visit.ledger.change(t.membership, here, told_host_at=micros(visit.now))
            args: dict[str, Arg] = {"title": _title(whole)}
            if chair is not None:
                args["member"] = Who(chair)
            args["chair"] = "named" if chair else "free"
            _say(visit, whole, Notice("co_host", To(MemberId(here["member"])), args))


def _say(visit: Visit, whole: Record, notice: Notice) -> None:
    """Say it as part of what runs now, so that an answer by mail or in private belongs to it."""
    tell(visit, notice, occasion_of(visit, held_now(visit, whole)))


def _title(whole: Record) -> Text:
    return Text(titled(whole["title"]))


def _circle(visit: Visit, whole: Record) -> Record:
    return visit.ledger.one(t.circle, id=whole["circle"]) or {}


def _seat(visit: Visit, whole: Record, member: MemberId) -> Any | None:
    """Return a member's place in a round, if they have one and are still in the circle."""
    state = state_of(visit, whole)
    seat = state.place(member) if whole["form"] in BESIDE else state.seat(member)
    return seat if membership(visit, _circle(visit, whole), member) else None


def _by_mail(visit: Visit, whole: Record) -> list[MemberId]:
    """Return who follows the round by mail."""
    state = state_of(visit, whole)
    if whole["form"] in BESIDE:
        return [place.member for place in state.places if place.by_mail and not place.left]
    return list(state.by_mail)


def _in_room(visit: Visit, whole: Record, member: MemberId) -> bool:
    return member not in _by_mail(visit, whole)
