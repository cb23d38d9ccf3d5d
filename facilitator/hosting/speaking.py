"""What members and hosts say in a round of words: a go-around, a prompt round, a discussion."""

from collections.abc import Callable
from typing import Any

from facilitator.core.ids import MemberId
from facilitator.core.reading import Line
from facilitator.core.rounds import commands as core
from facilitator.core.rounds import go_around
from facilitator.hosting import sessions
from facilitator.hosting.contributions import acknowledge, speak
from facilitator.hosting.forms import GO_AROUND
from facilitator.hosting.people import one_member
from facilitator.hosting.rights import is_host
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.seats import invited
from facilitator.hosting.spans import span_said
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

OWN_WORDS: dict[str, Callable[[MemberId], core.OwnWord]] = {
    "done": core.Finish,
    "pass": core.Pass,
    "later": core.Later,
    "more": core.More,
    "in": core.Here,
    "out": core.StepOut,
}
"""A member's words in a round."""

EMOJI = {"👋": "in", "✅": "done", "⏭": "pass", "🔁": "later", "⏳": "more"}
"""The same words as reactions, without variation selectors and skin tones."""

ACKS = {word: emoji for emoji, word in EMOJI.items()} | {"pass": "⏭️", "out": "👋"}
HEARD = "👂"
"""What the Facilitator puts under words that counted."""

HOST_WORDS = ("next", "skip", "pause", "resume", "extend", "add", "chair", "end", "cancel")


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
    """Say whether everything they post counts now: only turns have a floor."""
    if round_["form"] != GO_AROUND.name:
        return False
    seat = state_of(visit, round_).seat(by["id"])
    return seat is not None and (
        seat.place is go_around.Place.SPEAKING
        or (seat.place is go_around.Place.SWEEP and seat.until is not None)
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
    followed = (
        act(visit, round_, command)
        if round_["session"] is None
        else (sessions.steer(visit, round_, command))
    )
    if followed:
        acknowledge(visit, said.ref, "✅")


def _host_command(
    visit: Visit, said: Said, line: Line, round_: Record, circle: Record, by: MemberId, host: bool
) -> core.HostWord:
    match line.word:
        case "next":
            speaker = getattr(state_of(visit, round_), "speaker", None)
            return core.Next(by, host, speaker.member if speaker else None)
        case "extend":
            return core.Extend(by, span_said(line), host)
        case "skip" | "add" | "chair":
            member = one_member(visit, said, line.rest, circle)
            if line.word == "add":
                membership = visit.ledger.one(
                    t.membership, circle=circle["id"], member=member["id"]
                )
                return core.Add(by, invited(visit, membership or {}), host)
            kind: Any = core.Skip if line.word == "skip" else core.Chair
            return kind(by, MemberId(member["id"]), host)  # type: ignore[no-any-return]
        case _:
            simple: dict[str, Any] = {
                "pause": core.Pause, "resume": core.Resume, "end": core.End, "cancel": core.Cancel,
            }  # fmt: skip
            return simple[line.word](by, host)  # type: ignore[no-any-return]
