"""What members and hosts say in a round of words: a go-around, a prompt round, a discussion."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as core
from facilitator.core.rounds import discussion, go_around
from facilitator.hosting import chairs
from facilitator.hosting.contributions import acknowledge, raised, speak
from facilitator.hosting.forms import DISCUSSION, GO_AROUND, PICK
from facilitator.hosting.members.people import one_member
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.practices import picks, points, sessions, tables, unseen
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.seats import invited
from facilitator.hosting.spans import span_said
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Reacted, Said
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
HAND = "✋"
"""A raised hand, typed or tapped, and how it is acknowledged."""

HEARD = "👂"
"""What the Facilitator puts under words that counted."""

_A_HAND = re.compile(r"hand(?:\s+(order|clarify|reply|topic))?[.!]?", re.IGNORECASE)

A_SENTENCE = 4
"""Fewer words said in the room ("thank you, Ben") are asked about by nobody, whatever they are."""

HOST_WORDS = ("next", "skip", "pause", "resume", "extend", "add", "chair", "end", "cancel")


ALONE = frozenset({"next", "pause", "resume", "end", "cancel"})
"""Of these, those behind which nothing stands."""


def own_word(visit: Visit, said_ref: str, by: Record, round_: Record, word: str) -> None:
    """A member's *done, pass, later, more, in* or *out*, acknowledged under what they typed."""
    _take(visit, round_, by, word)
    acknowledge(visit, said_ref, ACKS[word])  # said twice, it is acknowledged twice


def _take(visit: Visit, round_: Record, by: Record, word: str) -> None:
    """*in* while people sit at tables is for whoever has no place yet: they join the smallest one."""
    if word == "in" and tables.has_tables(visit, round_) and tables.come_late(visit, round_, by):
        return
    act(visit, round_, OWN_WORDS[word](MemberId(by["id"])))


def talk(visit: Visit, said: Said, by: Record, round_: Record, via: core.Via) -> bool:
    """Words in a round: in one's turn everything counts, elsewhere only what is addressed to it."""
    if said.form != "media" and (word := said.body.strip().rstrip(".!").lower()) in OWN_WORDS:
        if via is not core.Via.ROOM or _has_floor(visit, round_, by, word):
            own_word(visit, said.ref, by, round_, word)
            return True
        return False
    if via is core.Via.LETTER and points.is_late(visit, round_, said.body):
        raise Refusal("points-too-late")
    if round_["form"] == DISCUSSION.name:
        return _discussed(visit, said, by, round_, via)
    if round_["form"] in unseen.ANSWERS:
        counted = unseen.take(visit, said, by, round_, via)
        if counted:
            acknowledge(visit, said.ref, HEARD)
        return counted
    if round_["form"] == PICK.name:
        counted = picks.said_in_chat(visit, said, by, round_, via)
        if counted:
            acknowledge(visit, said.ref, HEARD)
        return counted
    calls = round_["form"] == GO_AROUND.name and not _has_turn(visit, round_, by)
    counted = speak(visit, by["id"], round_, said, via)
    if counted and (calls or via is not core.Via.ROOM):
        acknowledge(visit, said.ref, HEARD)
    return counted


def _has_turn(visit: Visit, round_: Record, by: Record) -> bool:
    """Say whether what they post counts as their own turn: nobody acknowledges each sentence of it."""
    seat = state_of(visit, round_).seat(by["id"])
    return seat is not None and seat.place in (go_around.Place.SPEAKING, go_around.Place.SWEEP)


def _has_floor(visit: Visit, round_: Record, by: Record, word: str) -> bool:
    """Say whether a bare word of theirs is meant for the round: only turns have a floor.

    In a discussion everybody has it, and the card asks for these two; all else there is talk.
    """
    seat = state_of(visit, round_).seat(by["id"])
    if round_["form"] == DISCUSSION.name:
        return word in ("done", "pass") and seat is not None and bool(seat.counts)
    if round_["form"] != GO_AROUND.name:
        return False
    return seat is not None and (
        seat.place is go_around.Place.SPEAKING
        or (seat.place is go_around.Place.SWEEP and seat.until is not None)
    )


def reacted(visit: Visit, by: Record, round_: Record, reaction: Reacted, emoji: str) -> None:
    """A reaction under one of a round's messages is the word it stands for."""
    word = EMOJI.get(emoji)
    if emoji == HAND and round_["form"] == DISCUSSION.name:
        _raise(visit, reaction.ref, by, round_, discussion.HandKind.TOPIC)
    elif word:
        _take(visit, round_, by, word)


# -- talking it over -----------------------------------------------------------------------------


def hand(visit: Visit, said: Said, by: Record, round_: Record, word: str) -> None:
    """``!hand``, and what for: *order, clarify, reply* or *topic*."""
    kind = word.strip().rstrip(".!").lower() or discussion.HandKind.TOPIC
    if kind not in tuple(discussion.HandKind):
        raise Refusal("hand-kind-unknown", {"typed": Text(word)})
    with _listening(visit, by):
        _raise(visit, said.ref, by, round_, discussion.HandKind(kind))
        acknowledge(visit, said.ref, HAND)  # said twice, it is acknowledged twice


def _raise(visit: Visit, ref: str, by: Record, round_: Record, kind: discussion.HandKind) -> None:
    member = MemberId(by["id"])
    if act(visit, round_, discussion.Hand(member, kind)):
        raised(visit, ref, round_, member)


@contextmanager
def _listening(visit: Visit, by: Record) -> Iterator[None]:
    """Tell who only listens in this part so alone: in the room it would be a reproof."""
    try:
        yield
    except Refusal as no:
        if no.code != "only-listening":
            raise
        answer_alone(visit, by["id"], f"refused-{no.code}", no.words, code=no.code)


def _discussed(visit: Visit, said: Said, by: Record, round_: Record, via: core.Via) -> bool:
    """Talk in the room is nobody's contribution, and goes on to be a post; letters are kept.

    Of the talk only the moment reaches the round: whoever has the word keeps it.
    """
    seat = state_of(visit, round_).seat(by["id"])
    if seat is not None and (found := _A_HAND.fullmatch(said.body.strip())):
        hand(visit, said, by, round_, found[1] or "")
        return True
    if via is core.Via.ROOM or seat is None:
        if seat is not None and not seat.silent and seat.present:
            asks = len(said.body.split()) < A_SENTENCE or core.asks_something(said.body)
            act(visit, round_, core.Speak(MemberId(by["id"]), (), core.Via.ROOM, asks=asks))
        return False
    counted = False
    with _listening(visit, by):
        counted = speak(visit, by["id"], round_, said, via)
    if counted:
        acknowledge(visit, said.ref, HEARD)
    return counted


# -- hosting -------------------------------------------------------------------------------------


def host_word(visit: Visit, said: Said, line: Line, round_: Record) -> None:
    """``!next !skip !pause !resume !extend !add !chair !end !cancel`` (contract §4)."""
    circle = visit.ledger.one(t.circle, id=round_["circle"]) or {}
    by = visit.member_of(said.by)
    if line.word == "chair" and chairs.is_me(line.rest):
        chairs.ask(visit, said, round_)
        acknowledge(visit, said.ref, "✅")
        return
    _need_alone(visit, line)
    host = is_host(visit, circle, by["id"])
    command = _host_command(visit, said, line, round_, circle, MemberId(by["id"]), host)
    followed = (
        sessions.steer_whole(visit, round_, command)
        if round_["session"] is None
        else sessions.steer(visit, round_, command)
    )
    if not isinstance(command, core.Chair):
        chairs.keep(visit, round_, by["id"])
    if followed:
        acknowledge(visit, said.ref, "✅")


def _need_alone(visit: Visit, line: Line) -> None:
    """Ask before something of no return is done that was perhaps not meant: ``!next meeting``."""
    if line.word in ALONE and line.rest and visit.intake.ear == "matrix":
        raise Refusal("word-alone", {"typed": Text(line.word)})


def _host_command(
    visit: Visit, said: Said, line: Line, round_: Record, circle: Record, by: MemberId, host: bool
) -> core.HostWord:
    match line.word:
        case "next":
            speaker = getattr(state_of(visit, round_), "speaker", None)
            return core.Next(by, host, getattr(speaker, "member", speaker))
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
