"""Decisions by consent: proposing, answering on every surface, amending, the register."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from facilitator.acts import Say, decode
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Arg, At, Text, Who
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.policies import LEAST_CONSENTS, rules_of
from facilitator.core.rounds.positions import (
    Ask,
    Doubt,
    Nothing,
    Position,
    Read,
    Reading,
    Same,
    read_position,
    read_reaction,
)
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting import chairs
from facilitator.hosting.contributions import acknowledge, keep
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host, need_circle, need_starter
from facilitator.hosting.pacing import lane_of
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import act, begin, occasion_of, open_rounds, state_of
from facilitator.hosting.spans import span_chosen, span_said, yes_chosen
from facilitator.hosting.voice import answer, may_answer, tell_member
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

POSITIONS = {
    "consent": Position.CONSENT,
    "concern": Position.CONCERN,
    "object": Position.OBJECT,
    "aside": Position.ASIDE,
    "pass": Position.PASS,
    "more": Position.MORE,
    "question": Position.QUESTION,
}
"""A member's words about a proposal."""

ACKS = {
    Position.CONSENT: "👍", Position.CONCERN: "🤔", Position.OBJECT: "🛑", Position.ASIDE: "🙏",
    Position.PASS: "⏭️", Position.MORE: "⏳", Position.QUESTION: "💬",
}  # fmt: skip


# -- proposing -----------------------------------------------------------------------------------


def propose(visit: Visit, said: Said, line: Line) -> None:
    """``!propose TEXT [window= silence= quorum= review= sealed= steps=]``."""
    circle, place = need_circle(visit), visit.place()
    by = visit.member_of(said.by)
    if place["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(place["part"])})
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    if line.options.get("steps", "light").lower() != "light":
        raise Refusal("steps-not-yet")
    settings = replace(
        _settings(line, rules_of(Scale(circle["scale"]))), quiet_times=quiet_times(circle)
    )
    places = tuple(_place(visit, m) for m in memberships(visit, circle))
    number = circle["numbers"] + 1
    round_id = RoundId(new_id("rnd"))
    facts = core.propose(
        round_id, number, MemberId(by["id"]), line.rest, places, settings, visit.now
    )
    visit.ledger.change(t.circle, circle, numbers=number)
    row = begin(visit, CONSENT, round_id, circle, place, line.rest, facts, number)
    _receipt(visit, said.ref, row, by["id"], "proposed")


def _settings(line: Line, rules: core.Settings) -> core.Settings:
    """Return the circle's rules, with what the line asks for instead. Raises ``Refusal``."""
    chosen: dict[str, Any] = {}
    window = span_chosen(line, "window")
    if window:
        chosen |= {"slow_for": window, "live_for": min(window, rules.live_for)}
    review = span_chosen(line, "review")
    if review:
        chosen["review_after"] = review
    if "silence" in line.options:
        chosen["silence"] = _silence(line.options["silence"])
        lets_go = chosen["silence"] is core.Silence.CONSENTS
        chosen["least_consents"] = LEAST_CONSENTS if lets_go else 0
    chosen["sealed"] = yes_chosen(line, "sealed") or rules.sealed
    if "quorum" in line.options:
        chosen |= _quorum(line.options["quorum"])
    return replace(rules, **chosen)


def _silence(typed: str) -> core.Silence:
    try:
        return core.Silence(typed.lower())
    except ValueError:
        raise Refusal("silence-unknown", {"typed": Text(typed)}) from None


def _quorum(typed: str) -> dict[str, int]:
    found = re.fullmatch(r"(\d{1,3})(%?)", typed)
    if not found or (found[2] and int(found[1]) > 100):
        raise Refusal("quorum-unreadable", {"typed": Text(typed)})
    return {"quorum_percent" if found[2] else "quorum_people": int(found[1])}


def _place(visit: Visit, m: Record) -> core.Place:
    by_mail = bool(m["mail"]) and not m["chat"]
    away = m["away_until"] is not None and m["away_until"] > micros(visit.now)
    lane = Lane.SLOW if by_mail else lane_of({**m, "away_until": None}, visit.now)
    return core.Place(MemberId(m["member"]), lane, by_mail, away=away)


# -- answering -----------------------------------------------------------------------------------


def position_word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!consent !concern !object !aside !pass !more !question`` as a command or a reply."""
    by = visit.member_of(said.by)
    take(visit, by["id"], row, Read(POSITIONS[line.word], line.rest), said.ref, said.html)


def reply(visit: Visit, said: Said, row: Record) -> None:
    """Free words in answer to a proposal: read, or asked about; talk stays talk."""
    by = visit.member_of(said.by)
    take(visit, by["id"], row, read_position(said.body), said.ref, None)


def take(
    visit: Visit,
    member: str,
    row: Record,
    reading: Reading,
    source: str,
    html: str | None = None,
    version: int | None = None,
) -> bool:
    """Let one reading count for a member; return whether anything did. Doubt is asked privately."""
    write: Callable[[Any], object] | None = None
    match reading:
        case Nothing():
            return False
        case Ask(why):
            ask(visit, row, member, why)
            return True
        case Same():
            command: Any = core.SameAgain(MemberId(member), source, visit.intake.heard_at)
            emoji = "🔁"
        case Read(position, reason):
            words = WordsId(new_id("wrd")) if reason else None
            command = core.Answer(
                MemberId(member), position, source, visit.intake.heard_at, words, version
            )
            emoji = ACKS[position]
            if words:
                write = partial(_keep, visit, member, row, source, reason, words)
    if act(visit, row, command, write):
        _receipt(visit, source, row, member, "position")
        if visit.intake.ear == "matrix" and isinstance(visit.intake.heard, Said):
            acknowledge(visit, source, emoji)
        _tell_seen(visit, row, member)
    return True


def _tell_seen(visit: Visit, row: Record, member: str) -> None:
    """Tell whoever answered in a room what was asked unseen: it counts, and others can see it."""
    state: core.Decision = state_of(visit, row)
    in_room = visit.intake.ear == "matrix" and visit.place()["part"] in ROUND_PARTS
    if state.settings.sealed and in_room and not state.over:
        tell_member(visit, core.seen(state, MemberId(member)), occasion_of(visit, row), member)


def _keep(
    visit: Visit, member: str, row: Record, source: str, reason: str, words: WordsId, _facts: object
) -> None:
    keep(visit, member, row, source, reason, None, words)


def ask(visit: Visit, row: Record, member: str, why: Doubt) -> None:
    """Ask someone, alone, what they meant."""
    if not may_answer(visit):
        return
    state = state_of(visit, row)
    notice = core.ask_again(state, MemberId(member), Ask(why))
    tell_member(visit, notice, occasion_of(visit, row), member)


def reacted(visit: Visit, by: Record, row: Record, reaction: Reacted) -> None:
    """A reaction on the card or a message of the proposal."""
    version = _version_shown(visit, row, reaction.target)
    take(visit, by["id"], row, read_reaction(reaction.emoji), reaction.ref, None, version)


def _version_shown(visit: Visit, row: Record, target: str) -> int | None:
    """Return the version a message showed; None for the card, which always shows the newest."""
    posted = visit.ledger.one(t.outbox, ref=target)
    act_ = decode(posted["body"]) if posted and posted["act"] == "Say" else None
    shown = act_.fields if isinstance(act_, Say) and act_.fields else {}
    version = shown.get("version")
    return version if shown.get("kind") != "card" and isinstance(version, int) else None


def _receipt(visit: Visit, source: str, row: Record, member: str, meaning: str) -> None:
    if visit.ledger.one(t.receipt, source=source) is None:
        visit.ledger.add(t.receipt, source=source, round=row["id"], member=member, meaning=meaning)


# -- the proposer's, the objector's and the hosts' words -----------------------------------------


def owner_word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!amend !withdraw !resolved !same !postpone``."""
    by = visit.member_of(said.by)
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    host = is_host(visit, circle, by["id"]) or chairs.chair_of(visit, row) == by["id"]
    chairs.keep(visit, row, by["id"])
    if act(visit, row, _owner_command(visit, said, line, MemberId(by["id"]), host)):
        _receipt(visit, said.ref, row, by["id"], line.word)
        acknowledge(visit, said.ref, "✅")


def _owner_command(visit: Visit, said: Said, line: Line, by: MemberId, host: bool) -> Any:
    heard_at = visit.intake.heard_at
    match line.word:
        case "amend":
            if not line.rest:
                raise Refusal("text-missing", {"typed": Text("amend")})
            return core.Amend(by, line.rest, as_host=host)
        case "withdraw":
            return core.Withdraw(by, said.ref, _number(line.rest))
        case "resolved":
            return core.Resolve(by, said.ref, _number(line.rest))
        case "same":
            return core.SameAgain(by, said.ref, heard_at)
        case _:
            return core.Postpone(by, as_host=host)


def host_word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!extend !pause !resume !end !chair`` said to a decision: hosts, and whoever has its chair."""
    by = visit.member_of(said.by)
    if line.word == "chair" and chairs.is_me(line.rest):
        chairs.ask(visit, said, row)
        acknowledge(visit, said.ref, "✅")
        return
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    handed = visit.ledger.one(t.chairing, round=row["id"])
    if not is_host(visit, circle, by["id"]) and (handed or {}).get("member") != by["id"]:
        raise Refusal("for-hosts")
    if line.word == "chair":
        chairs.hand_on(visit, said, line, row)
        return
    chairs.keep(visit, row, by["id"])
    me = MemberId(by["id"])
    commands: dict[str, Any] = {"pause": core.Pause, "resume": core.Resume, "end": core.End,
                                "cancel": core.End}  # fmt: skip
    command = core.Extend(me, span_said(line)) if line.word == "extend" else commands[line.word](me)
    if act(visit, row, command):
        acknowledge(visit, said.ref, "✅")


def _number(text: str) -> int | None:
    found = re.search(r"\d{1,4}", text)
    if found:
        return int(found[0])
    return 0 if text.strip().lower() in ("proposal", "the proposal") else None


# -- the register --------------------------------------------------------------------------------


def register(visit: Visit, said: Said, line: Line) -> None:
    """``!decisions [words]``: the circle's decisions, newest first."""
    circle = need_circle(visit)
    rows = visit.ledger.all(t.round_, circle=circle["id"], form=CONSENT.name)
    rows = [row for row in rows if row["number"]]  # a practice's own agreements are not in it
    words = line.rest.casefold().split()
    found = [r for r in rows if all(w in _text(visit, r).casefold() for w in words)]
    found.sort(key=lambda r: r["number"], reverse=True)
    if not found:
        answer(visit, "decisions-none", {"searched": "yes" if words else "no"})
        return
    lines = "\n".join(_line(visit, r) for r in found[:20])
    answer(visit, "decisions-shown", {"count": len(found), "lines": Text(lines)})


def _text(visit: Visit, row: Record) -> str:
    return str(state_of(visit, row).text)


def _line(visit: Visit, row: Record) -> str:
    state = state_of(visit, row)
    label = visit.house.wording.line(f"phase-{state.phase.value.replace('_', '-')}")
    short = " ".join(state.text.split())
    short = short if len(short) <= 80 else f"{short[:79]}…"
    return f"{row['number']}. {short} ({label})"


def show(visit: Visit, said: Said, line: Line) -> None:
    """``!decision N``: one decision whole."""
    circle = need_circle(visit)
    if not line.rest.strip():
        raise Refusal("decision-missing")
    number = _number(line.rest)
    row = number and visit.ledger.one(t.round_, circle=circle["id"], number=number)
    if not row:
        raise Refusal("no-such-decision", {"typed": Text(line.rest)})
    state: core.Decision = state_of(visit, row)
    sealed = state.settings.sealed and bool(row["open"])
    counts = core.counts(state)
    args: dict[str, Arg] = {
        "number": row["number"],
        "text": Text(state.text),
        "version": state.version,
        "proposer": Who(state.proposer),
        "phase": state.phase.value,
        "counted": "no" if sealed else "yes",
        "consents": counts.consent,
        "with_concern": counts.concern,
        "objections": counts.objection,
        "aside": counts.aside,
        "passed": counts.passed,
        "opened": At(moment(row["opened_at"])),
        "dated": "yes" if state.review_at else "no",
        "review": At(state.review_at or visit.now),
    }
    answer(visit, "decision-shown", args)


def decision_here(visit: Visit, said: Said, line: Line) -> Record | None:
    """Return the decision a word is about: the one it answers, the one it numbers, or the only one."""
    open_ = [r for r in open_rounds(visit, visit.place()) if r["form"] == CONSENT.name]
    if len(open_) == 1:
        return open_[0]
    if len(open_) > 1:
        raise Refusal("which-decision")
    return None
