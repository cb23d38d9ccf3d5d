"""Go-arounds: starting one, a member's words in it, a host's words to it."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from facilitator.clock import micros
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Text
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import go_around as core
from facilitator.core.scales import ROUND_PARTS
from facilitator.hosting.circles import need_circle
from facilitator.hosting.contributions import acknowledge, speak
from facilitator.hosting.forms import GO_AROUND
from facilitator.hosting.people import memberships, one_member, take_people
from facilitator.hosting.rights import is_host, need_starter
from facilitator.hosting.rounds import act, begin, running, state_of
from facilitator.hosting.spans import span_chosen, span_said
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

SHUFFLE = random.SystemRandom()
"""Who begins is chance; the chance is the shell's and becomes a fact, so that replay is exact."""

OWN_WORDS: dict[str, Callable[[MemberId], core.OwnWord]] = {
    "done": core.Finish,
    "pass": core.Pass,
    "later": core.Later,
    "more": core.More,
    "in": core.Here,
    "out": core.StepOut,
}
"""A member's words in a go-around."""

EMOJI = {"👋": "in", "✅": "done", "⏭": "pass", "🔁": "later", "⏳": "more"}
"""The same words as reactions, without variation selectors and skin tones."""

ACKS = {word: emoji for emoji, word in EMOJI.items()} | {"pass": "⏭️", "out": "👋"}
HEARD = "👂"
"""What the Facilitator puts under words that counted."""

HOST_WORDS = ("next", "skip", "pause", "resume", "extend", "add", "chair", "end", "cancel")


# -- starting ------------------------------------------------------------------------------------


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!goaround PROMPT [each= order= lead= window=]``."""
    circle, place = need_circle(visit), visit.place()
    by = visit.member_of(said.by)
    if place["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(place["part"])})
    need_starter(visit, circle, by["id"])
    if running(visit, place):
        raise Refusal("round-running")
    options = _settings(line)
    seats = _in_order(_seats(visit, circle), *_order(visit, said, line, circle))
    settings = replace(options, order=_order_kind(line))
    command = core.Begin(MemberId(by["id"]), line.rest, seats, settings)
    facts = core.announce(command, visit.now)
    begin(visit, GO_AROUND, RoundId(new_id("rnd")), circle, place, line.rest, facts)


def _settings(line: Line) -> core.Settings:
    now = line.options.get("lead") == "0"
    keys = ("each", "window") if now else ("each", "lead", "window")
    chosen = {key: span_chosen(line, key) for key in keys}
    spans: dict[str, Any] = {key: span for key, span in chosen.items() if span is not None}
    return core.Settings(**spans)


def _seats(visit: Visit, circle: Record) -> list[core.Invited]:
    """Return a place for everyone in the circle: those who are away or read by mail in their time."""
    return [_invited(visit, m) for m in memberships(visit, circle)]


def _invited(visit: Visit, m: Record) -> core.Invited:
    by_mail = bool(m["mail"]) and not m["chat"]
    away = m["away_until"] is not None and m["away_until"] > micros(visit.now)
    lane = Lane.SLOW if by_mail or away else Lane(m["lane"])
    return core.Invited(MemberId(m["member"]), lane, by_mail)


def _order_kind(line: Line) -> core.Order:
    typed = line.options.get("order", "random").lower()
    return core.Order(typed) if typed in ("random", "seats", "reverse") else core.Order.NAMED


def _order(visit: Visit, said: Said, line: Line, circle: Record) -> tuple[core.Order, list[str]]:
    kind = _order_kind(line)
    if kind is not core.Order.NAMED:
        return kind, []
    named, _ = take_people(visit, said, line.options["order"])
    if not named:
        raise Refusal("order-unreadable", {"typed": Text(line.options["order"])})
    return kind, [one_member(visit, said, handle, circle)["id"] for handle in named]


def _in_order(
    seats: list[core.Invited], kind: core.Order, named: list[str]
) -> tuple[core.Invited, ...]:
    if kind is core.Order.RANDOM:
        SHUFFLE.shuffle(seats)
    elif kind is core.Order.REVERSE:
        seats.reverse()
    elif kind is core.Order.NAMED:
        seats.sort(key=lambda s: named.index(s.member) if s.member in named else len(named))
    return tuple(seats)


# -- speaking ------------------------------------------------------------------------------------


def own_word(visit: Visit, said_ref: str, by: Record, round_: Record, word: str) -> None:
    """A member's *done, pass, later, more, in* or *out*, acknowledged under what they typed."""
    act(visit, round_, OWN_WORDS[word](MemberId(by["id"])))
    acknowledge(visit, said_ref, ACKS[word])  # said twice, it is acknowledged twice


def talk(visit: Visit, said: Said, by: Record, round_: Record, via: core.Via) -> bool:
    """Words in a round: in one's turn everything counts, elsewhere only what is addressed to it."""
    if said.form != "media" and (word := said.body.strip().rstrip(".!").lower()) in OWN_WORDS:
        if via is not core.Via.ROOM or _has_floor(visit, round_, by):
            own_word(visit, said.ref, by, round_, word)
            return True
        return False
    counted = speak(visit, by["id"], round_, said, via)
    if counted and via is not core.Via.ROOM:
        acknowledge(visit, said.ref, HEARD)
    return counted


def _has_floor(visit: Visit, round_: Record, by: Record) -> bool:
    seat = state_of(visit, round_).seat(by["id"])
    return seat is not None and (
        seat.place is core.Place.SPEAKING
        or (seat.place is core.Place.SWEEP and seat.until is not None)
    )


def reacted(visit: Visit, by: Record, round_: Record, emoji: str) -> None:
    """A reaction under one of a round's messages is the word it stands for."""
    word = EMOJI.get(emoji)
    if word:
        act(visit, round_, OWN_WORDS[word](MemberId(by["id"])))


# -- hosting -------------------------------------------------------------------------------------


def host_word(visit: Visit, said: Said, line: Line, round_: Record) -> None:
    """``!next !skip !pause !resume !extend !add !chair !end !cancel`` (contract §4)."""
    circle = visit.ledger.one(t.circle, id=round_["circle"]) or {}
    by = visit.member_of(said.by)
    host = is_host(visit, circle, by["id"])
    command = _host_command(visit, said, line, round_, circle, MemberId(by["id"]), host)
    if act(visit, round_, command):
        acknowledge(visit, said.ref, "✅")


def _host_command(
    visit: Visit, said: Said, line: Line, round_: Record, circle: Record, by: MemberId, host: bool
) -> core.HostWord:
    match line.word:
        case "next":
            speaker = state_of(visit, round_).speaker
            return core.Next(by, host, speaker.member if speaker else None)
        case "extend":
            return core.Extend(by, span_said(line), host)
        case "skip" | "add" | "chair":
            member = one_member(visit, said, line.rest, circle)
            if line.word == "add":
                membership = visit.ledger.one(
                    t.membership, circle=circle["id"], member=member["id"]
                )
                return core.Add(by, _invited(visit, membership or {}), host)
            kind: Any = core.Skip if line.word == "skip" else core.Chair
            return kind(by, MemberId(member["id"]), host)  # type: ignore[no-any-return]
        case _:
            simple: dict[str, Any] = {
                "pause": core.Pause, "resume": core.Resume, "end": core.End, "cancel": core.Cancel,
            }  # fmt: skip
            return simple[line.word](by, host)  # type: ignore[no-any-return]
