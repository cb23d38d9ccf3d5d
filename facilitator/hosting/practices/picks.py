"""Picks: what people answer is read, kept as it was understood, and asked about where it is not clear."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, pick
from facilitator.hosting.contributions import keep
from facilitator.hosting.members.people import take_people, whose
from facilitator.hosting.rounds import act, occasion_of, state_of
from facilitator.hosting.voice import circle_zone, may_answer, tell_member
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def named(visit: Visit, command: pick.Begin) -> pick.Begin:
    """Return what begins a pick with the titles that only the shell knows: names, and words."""
    options = tuple(_titled(visit, option) for option in command.options)
    return replace(command, options=options)


def _titled(visit: Visit, option: pick.Option) -> pick.Option:
    if option.owner is None or option.words is not None:
        return option
    member = visit.ledger.one(t.member, id=option.owner) or {}
    return replace(option, title=str(member.get("name", "")))


def said_in_chat(visit: Visit, said: Said, by: Record, row: Record, via: commands.Via) -> bool:
    """Take what somebody typed as their answer; return whether it counted."""
    handles, _ = take_people(visit, said, said.body)
    mentions = tuple(
        MemberId(member) for handle in handles if (member := whose(visit, handle)) is not None
    )
    if via is commands.Via.ROOM:
        return False  # talk in the room is just talk
    return take(visit, by["id"], row, said.body, said.ref, via, mentions)


def take(
    visit: Visit,
    member: str,
    row: Record,
    text: str,
    source: str,
    via: commands.Via,
    mentions: tuple[MemberId, ...] = (),
) -> bool:
    """Let an answer count, as it was understood; what is not clear is asked, alone."""
    state: pick.Pick = state_of(visit, row)
    me = MemberId(member)
    read = pick.read(_with_texts(visit, state), me, text, _today(visit, row), mentions)
    if not isinstance(read, pick.Read):
        _ask(visit, row, state, me, read)
        return False
    words = WordsId(new_id("wrd"))
    options = tuple(_bare(state, option, words) for option in read.options)
    shown = read.shown or _shown(visit, read.options)
    counted = False

    def write(facts: tuple[Any, ...]) -> None:
        nonlocal counted
        counted = any(words in getattr(fact, "words", ()) for fact in facts)
        if counted:
            keep(visit, member, row, source, shown, None, words)

    act(visit, row, pick.Name(me, options, (words,), via), write)
    return counted


def understood(visit: Visit, row: Record, state: pick.Pick, member: str, text: str) -> str | None:
    """Return how an answer that is to count later is understood; None where it is not clear."""
    read = pick.read(_with_texts(visit, state), MemberId(member), text, _today(visit, row))
    if not isinstance(read, pick.Read):
        return None
    return read.shown or _shown(visit, read.options)


def _with_texts(visit: Visit, state: pick.Pick) -> pick.Pick:
    """Return the pick with the words that can be picked in it, for reading an answer only."""
    texts = [replace(one, title=one.title or _text(visit, one)) for one in state.options]
    return replace(state, options=tuple(texts))


def _text(visit: Visit, option: pick.Option) -> str:
    found = visit.ledger.one(t.words, id=option.words) if option.words else None
    return str(found["text"]) if found and not found["taken_back"] else ""


def _bare(state: pick.Pick, option: pick.Option, words: WordsId) -> pick.Option:
    """Return the option as the pick knows it; words that are new are kept under ``words``."""
    known = state.option(option.key)
    if known is not None:
        return known
    is_words = option.owner is not None and not option.title
    return replace(option, words=words) if is_words else option


def _shown(visit: Visit, options: Iterable[pick.Option]) -> str:
    return "\n".join(option.title or _text(visit, option) for option in options)


def _today(visit: Visit, row: Record) -> date:
    circle = visit.ledger.one(t.circle, id=row["circle"])
    zone: ZoneInfo = circle_zone(visit, circle)
    return visit.now.astimezone(zone).date()


def _ask(
    visit: Visit, row: Record, state: pick.Pick, member: MemberId, reading: pick.Near | pick.Nothing
) -> None:
    """Ask what was meant. Raises ``Refusal`` for whoever has no place here."""
    if state.seat(member) is None and member != state.decider:
        raise Refusal("not-in-this-round")
    if state.over:
        raise Refusal("round-over")
    if may_answer(visit):
        notice = pick.ask_again(state, member, reading)
        tell_member(visit, notice, occasion_of(visit, row), member)
