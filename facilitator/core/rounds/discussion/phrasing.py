"""Notices and arguments that several steps of a discussion share."""

from collections.abc import Mapping

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, People, Room, Text, To, Who
from facilitator.core.rounds.arguments import by_mail, shown_fields, where
from facilitator.core.rounds.discussion.state import Discussion, Phase, Seat


def matter(state: Discussion, to: Room | To) -> Mapping[str, Arg]:
    """What it is about, and until when: the table by its box, one alone by the window."""
    until = state.window_ends if isinstance(to, To) else state.step_ends
    return {"prompt": Text(state.prompt), "until": At(until), "where": where(to), "at": at(state)}


def at(state: Discussion) -> str:
    """Where it is said: the choice ``table`` (among a few) or ``circle``."""
    return "circle" if state.settings.table is None else "table"


def manner(*, queue: bool, questions: bool) -> Mapping[str, Arg]:
    """How this one is held: choices for the opening and the card."""
    return {
        "about": "questions" if questions else "all",
        "queue": "yes" if queue else "no",
    }


def _manner(state: Discussion) -> Mapping[str, Arg]:
    return manner(queue=state.settings.queue, questions=state.settings.questions)


def opening(state: Discussion) -> Notice:
    """Asks those at the table to begin; who opened it need not be asked."""
    asks = tuple(s.member for s in state.at_table if s.member != state.chair)
    listeners = tuple(s.member for s in state.seats if s.silent and s.present)
    args: dict[str, Arg] = {
        **matter(state, Room()),
        **_manner(state),
        **by_mail(state),
        **_inviter(state),
        "table": _table(state),
        "listeners": People(listeners),
        "answerers": People(state.settings.answerers),
    }
    shown = shown_fields(until=state.step_ends)
    return Notice("discussion_opened", Room(), args, asks=asks, shown=shown)


def invitation(state: Discussion, member: MemberId) -> Notice:
    """Asks one member in their own time for a letter; by mail, a reply to it is one."""
    others = tuple(s.member for s in state.seats if s.present and s.member != member)
    args: dict[str, Arg] = {
        **matter(state, To(member)),
        **_manner(state),
        **_inviter(state),
        "table": _table(state),
        "others": People(others),
        "most": state.most_of(member) or 0,
        "part": "answers" if member in state.settings.answerers else "joins",
        "answerers": People(state.settings.answerers),
    }
    shown = shown_fields(until=state.window_ends)
    return Notice("round_announced", To(member), args, asks=(member,), shown=shown)


def _inviter(state: Discussion) -> Mapping[str, Arg]:
    if state.chair is None:
        return {"inviter": "circle"}
    return {"inviter": "named", "by": Who(state.chair)}


def _table(state: Discussion) -> str:
    """The choice ``talks`` or ``none``: whether somebody talks in the room."""
    return "talks" if state.phase is Phase.OPEN else "none"


def word_taken(state: Discussion, seat: Seat, word: str) -> Notice:
    """The receipt of a word from somebody in their own time."""
    args: dict[str, Arg] = {**matter(state, To(seat.member)), "word": word}
    shown = shown_fields(until=state.window_ends)
    return Notice("word_taken", To(seat.member), args, shown=shown)


def place_kept(state: Discussion, seat: Seat) -> Notice:
    """Tells one member alone that their place stays open, and how to use it."""
    args: dict[str, Arg] = {**matter(state, To(seat.member)), "why": "asked"}
    shown = shown_fields(until=state.window_ends)
    return Notice("place_kept", To(seat.member), args, asks=(seat.member,), shown=shown)
