"""Decisions by consent: proposing, answering on every surface, amending, the register."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from facilitator.acts import Say, decode
from facilitator.clock import micros
from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Text
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.early_commands import CallAnew, MoveOn
from facilitator.core.rounds.consent.policies import LEAST_CONSENTS, rules_of
from facilitator.core.rounds.positions import (
    Ask,
    Doubt,
    Nothing,
    Position,
    Read,
    Reading,
    Same,
    read_reaction,
)
from facilitator.core.rounds.readings import read_position
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting import chairs
from facilitator.hosting.bearings import where_heard
from facilitator.hosting.contributions import acknowledge, keep
from facilitator.hosting.decisions import besides, suggestions
from facilitator.hosting.decisions.limits import need_room, suggest_calm
from facilitator.hosting.decisions.voiding import given_up, link
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.journal.telling import with_codes
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host, need_circle, need_starter
from facilitator.hosting.nesting import parent_of
from facilitator.hosting.pacing import lane_of
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import act, begin, occasion_of, open_rounds, state_of
from facilitator.hosting.spans import span_chosen, span_said, yes_chosen
from facilitator.hosting.voice import may_answer, tell_member
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


CLOCK: dict[str, type[core.Pause] | type[core.Resume]] = {
    "pause": core.Pause, "resume": core.Resume,
}  # fmt: skip
"""Words of a host that two members have together."""


# -- proposing -----------------------------------------------------------------------------------


def propose(visit: Visit, said: Said, line: Line) -> None:
    """``!propose TEXT [window= silence= quorum= review= sealed= steps=]``."""
    circle, place = need_circle(visit), visit.place()
    by = visit.member_of(said.by)
    need_room(circle, place)
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    settings = replace(
        settings_of(line, rules_of(Scale(circle["scale"]))),
        quiet_times=quiet_times(circle), wider=parent_of(visit, circle) is not None,
    )  # fmt: skip
    places = tuple(place_of(visit, m) for m in memberships(visit, circle))
    number = circle["numbers"] + 1
    round_id = RoundId(new_id("rnd"))
    earlier, text = given_up(visit, circle, line)
    facts = core.propose(
        round_id, number, MemberId(by["id"]), text, places, settings, visit.now,
        earlier["number"] if earlier else 0,
    )  # fmt: skip
    visit.ledger.change(t.circle, circle, numbers=number)
    row = begin(visit, CONSENT, round_id, circle, place, text, facts, number)
    link(visit, earlier, row)
    _receipt(visit, said.ref, row, by["id"], "proposed")
    suggest_calm(visit, circle, by["id"])


def settings_of(line: Line, rules: core.Settings) -> core.Settings:
    """Return the circle's rules, with what the line asks for instead. Raises ``Refusal``."""
    if line.options.get("anonymous", "no").lower() != "no":  # an objection needs its owner
        raise Refusal("propose-anonymous")
    if line.options.get("weights", "no").lower() != "no":  # and one is enough
        raise Refusal("propose-weights")
    chosen: dict[str, Any] = {}
    window = span_chosen(line, "window")
    if window:
        chosen |= {"slow_for": window, "live_for": min(window, rules.live_for)}
        chosen["hear_live_for"] = min(window, rules.hear_live_for)
        chosen["hear_slow_for"] = min(window, rules.hear_slow_for)
    chosen["full"] = _full(line.options.get("steps", "light"))
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


def _full(typed: str) -> bool:
    """Say whether questions and reactions come first."""
    if typed.lower() not in ("light", "full"):
        raise Refusal("steps-unknown", {"typed": Text(typed)})
    return typed.lower() == "full"


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


def place_of(visit: Visit, m: Record) -> core.Place:
    """Return the place of a member in what is decided from now on."""
    by_mail = bool(m["mail"]) and not m["chat"]
    away = m["away_until"] is not None and m["away_until"] > micros(visit.now)
    lane = Lane.SLOW if by_mail else lane_of({**m, "away_until": None}, visit.now)
    return core.Place(MemberId(m["member"]), lane, by_mail, away=away)


# -- answering -----------------------------------------------------------------------------------


def position_word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!consent !concern !object !aside !pass !more !question`` as a command or a reply."""
    by = visit.member_of(said.by)
    if besides.taken(visit, by["id"], row, f"{line.word} {line.rest}", said.ref):
        return
    take(visit, by["id"], row, _by_command(visit, line), said.ref, said.html)


def _by_command(visit: Visit, line: Line) -> Reading:
    """Read what follows a word that is a consent: "!consent if …" is none, and is asked about."""
    position = POSITIONS[line.word]
    if position in (Position.CONSENT, Position.CONCERN) and line.rest:
        reading = read_position(f"{line.word}, {line.rest}", visit.house.wording.language)
        if isinstance(reading, Ask) or position is Position.CONSENT:
            return reading
    return Read(position, line.rest)


def reply(visit: Visit, said: Said, row: Record) -> None:
    """Free words in answer to a proposal: read, or asked about; talk stays talk."""
    by = visit.member_of(said.by)
    if besides.taken(visit, by["id"], row, said.body, said.ref):
        return
    reading = read_position(said.body, visit.house.wording.language)
    if not besides.in_room(visit):
        reading = completed(visit, row, by["id"], said.body, reading)
    if isinstance(reading, Nothing) and besides.asked_by_reply(visit, said, row):
        return
    take(visit, by["id"], row, reading, said.ref, None)


def completed(visit: Visit, row: Record, member: str, text: str, reading: Reading) -> Reading:
    """Return what words said to us alone are where we asked for the words of an objection or worry."""
    return core.completed(state_of(visit, row), MemberId(member), reading, text)


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
    heard = where_heard(visit, row, reading)
    row, version = heard, version if heard is row else None
    if besides.would_show(visit, member, row, reading):
        return True
    write: Callable[[Any], object] | None = None
    match reading:
        case Nothing():
            return False
        case Ask(why):
            ask(visit, row, member, why)
            return True
        case Same():
            command: Any = core.SameAgain(
                MemberId(member), source, visit.intake.heard_at, visit.intake.ear == "mail"
            )
            emoji = "🔁"
        case Read(position, reason):
            words = WordsId(new_id("wrd")) if reason else None
            command = core.Answer(
                MemberId(member), position, source, visit.intake.heard_at, words, version,
                seen=is_seen(visit), by_mail=visit.intake.ear == "mail",
            )  # fmt: skip
            emoji = ACKS[position]
            if words:
                write = partial(_keep, visit, member, row, source, reason, words)
    if act(visit, row, command, write):
        was_heard(visit, source, row, member, emoji)
        if isinstance(reading, Read) and reading.free:
            _echo(visit, row, member)
    return True


def _echo(visit: Visit, row: Record, member: str) -> None:
    """Write back, alone, what was found in free words, where a reaction would not say enough."""
    if echoed := core.echoed(state_of(visit, row), MemberId(member)):
        notice = with_codes(visit, row, echoed)
        tell_member(visit, notice, occasion_of(visit, row), member)


def was_heard(visit: Visit, source: str, row: Record, member: str, emoji: str) -> None:
    """Let somebody see that their words count, and remember where they were said."""
    _receipt(visit, source, row, member, "position")
    if visit.intake.ear == "matrix" and isinstance(visit.intake.heard, Said):
        acknowledge(visit, source, emoji)
    _tell_seen(visit, row, member)


def is_seen(visit: Visit) -> bool:
    """Say whether what is said just now stands in a room, outside of a thread, for all to read."""
    said = visit.intake.heard
    in_room = visit.intake.ear == "matrix" and visit.place()["part"] in ROUND_PARTS
    return in_room and isinstance(said, Said) and said.thread is None


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
    return number_shown(visit, target, "version")


def number_shown(visit: Visit, target: str | None, what: str) -> int | None:
    """Return the number of that name in the visible fields of a message of ours; None on a card."""
    shown = _shown(visit, target)
    number = shown.get(what)
    return number if shown.get("kind") != "card" and isinstance(number, int) else None


def kind_shown(visit: Visit, target: str) -> str:
    """Return what kind of notice a message of ours was; empty for any other."""
    return str(_shown(visit, target).get("kind", ""))


def _shown(visit: Visit, target: str | None) -> Record:
    """Return the visible fields of a message of ours."""
    posted = visit.ledger.one(t.outbox, ref=target) if target else None
    act_ = decode(posted["body"]) if posted and posted["act"] == "Say" else None
    return act_.fields if isinstance(act_, Say) and act_.fields else {}


def _receipt(visit: Visit, source: str, row: Record, member: str, meaning: str) -> None:
    if visit.ledger.one(t.receipt, source=source) is None:
        visit.ledger.add(t.receipt, source=source, round=row["id"], member=member, meaning=meaning)


# -- the proposer's, the objector's and the hosts' words -----------------------------------------


def owner_word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!amend !withdraw !resolved !same !postpone``."""
    by = visit.member_of(said.by)
    if besides.word_would_show(visit, by["id"], row, line):
        return
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    host = is_host(visit, circle, by["id"]) or chairs.chair_of(visit, row) == by["id"]
    chairs.keep(visit, row, by["id"])
    if act(visit, row, _owner_command(visit, said, line, row, MemberId(by["id"]), host)):
        _receipt(visit, said.ref, row, by["id"], line.word)
        acknowledge(visit, said.ref, "✅")


def _owner_command(
    visit: Visit, said: Said, line: Line, row: Record, by: MemberId, host: bool
) -> Any:
    heard_at, by_mail = visit.intake.heard_at, visit.intake.ear == "mail"
    match line.word:
        case "amend":
            wording = bool(yes_chosen(line, "wording"))
            text = suggestions.text_of(visit, row, line)
            return core.Amend(by, text, as_host=host, wording=wording)
        case "anew":
            return CallAnew(by)
        case "withdraw" if line.rest.casefold().startswith("claim"):
            return core.DropClaim(by, _number(line.rest))
        case "withdraw":
            return core.Withdraw(by, said.ref, _number(line.rest), by_mail)
        case "resolved":
            return core.Resolve(by, said.ref, _number(line.rest), by_mail)
        case "same":
            return core.SameAgain(by, said.ref, heard_at, by_mail)
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
        if line.word not in CLOCK:
            raise Refusal("for-hosts")
        _together(visit, said, row, CLOCK[line.word](MemberId(by["id"]), as_host=False))
        return
    if line.word == "chair":
        chairs.hand_on(visit, said, line, row)
        return
    chairs.keep(visit, row, by["id"])
    me = MemberId(by["id"])
    commands: dict[str, Any] = {"pause": core.Pause, "resume": core.Resume, "end": core.End,
                                "cancel": core.End, "next": MoveOn}  # fmt: skip
    command = core.Extend(me, span_said(line)) if line.word == "extend" else commands[line.word](me)
    if act(visit, row, command):
        acknowledge(visit, said.ref, "✅")


def _together(visit: Visit, said: Said, row: Record, command: core.Pause | core.Resume) -> None:
    """What two members can do as a host does alone: stop the clock, and let it run on."""
    if act(visit, row, command):
        acknowledge(visit, said.ref, "✅")


def _number(text: str) -> int | None:
    found = re.search(r"\d{1,4}", text)
    if found:
        return int(found[0])
    return 0 if text.strip().lower() in ("proposal", "the proposal") else None


def decision_here(visit: Visit, said: Said, line: Line) -> Record | None:
    """Return the decision a word is about: the one it answers, the one it numbers, or the only one."""
    open_ = [r for r in open_rounds(visit, visit.place()) if r["form"] == CONSENT.name]
    if len(open_) == 1:
        return open_[0]
    if len(open_) > 1:
        raise Refusal("which-decision")
    return None
