"""What is visible of a pick: its card, and the arguments that its messages share.

While it is sealed nothing here tells who has named what (contract §8.2, §8.9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Entry, Item, Letter, People, Text, Words
from facilitator.core.rounds.arguments import by_mail, matter
from facilitator.core.rounds.pick.hearing import result, said, to_choose_from
from facilitator.core.rounds.pick.state import Mode, Option, Phase, Pick


@dataclass(frozen=True, slots=True)
class Card:
    """The visible state (contract §5, §9): ``face`` is an attribute of the words ``pick-card``."""

    face: str
    phase: Phase
    prompt: str
    heard: int
    seats: int
    until: datetime
    args: Mapping[str, Arg]


def card(state: Pick) -> Card:
    """The card of a pick as it stands."""
    args = {**question(state), "heard": state.heard, "seats": len(state.counted)}
    return Card(
        "paused" if state.paused_at and not state.over else state.phase.value,
        state.phase, state.prompt, state.heard, len(state.counted), state.ends, args,
    )  # fmt: skip


def question(state: Pick) -> dict[str, Arg]:
    """What is asked, and by which rule it ends."""
    listed = (
        [] if state.settings.what is What.WORDS and not _is_over_words(state) else state.options
    )
    asked = tuple(seat.member for seat in state.seats if seat.present)
    return {
        **matter(state),
        **by_mail(state),
        "what": state.settings.what.value,
        "decides": state.settings.mode.value,
        "many": "yes" if state.settings.most > 1 else "no",
        "most": state.settings.most,
        "listed": "yes" if listed else "no",
        "options": Letter((), tuple(_item(n, one) for n, one in enumerate(listed, 1))),
        "seal": seal(state),
        "chair": "named" if state.decider else "nobody",
        "asked": People(asked),
        "host_name": People((state.decider,) if state.decider else ()),
    }


def _item(number: int, option: Option) -> Item:
    if option.words is None:
        return Item(number, text=option.title)
    return Item(number, words=option.words, member=option.owner)


def _is_over_words(state: Pick) -> bool:
    """Whether it is picked among the words of an earlier step, and not in one's own."""
    return any(option.key.startswith("o:") for option in state.options)


def seal(state: Pick) -> str:
    """The choice ``open``, ``sealed`` (shown together at the end), ``later`` (a step opens it) or
    ``some`` (only some are told)."""
    if state.settings.readers is not None:
        return "some"
    if not state.settings.opens:
        return "later"
    return "sealed" if state.settings.sealed else "open"


def outcome(state: Pick) -> dict[str, Arg]:
    """What was picked, and how it came to it."""
    came = result(state)
    picked: Arg = People(came.people) if came.people else Text(", ".join(came.titles))
    if came.words:
        picked = Words(came.words)
    return {
        "how": state.how.value,
        "what": state.settings.what.value,
        "picked": picked,
        "role": Text(state.settings.role),
        "part": "yes" if state.settings.role and came.people else "no",
    }


def namings(state: Pick, reader: MemberId | None = None) -> Letter:
    """Who named what. A ``reader`` whose own words could be picked sees who picked those, no more."""
    own = {
        option.key: option.words
        for option in state.options
        if option.owner == reader and option.words is not None
    }
    named = _of(state, own) if own else said(state)
    return Letter(tuple(Entry(member, words) for member, words in named if words))


def put_before(state: Pick) -> Letter:
    """What was named, for whoever chooses; without names where a later step opens it."""
    named = to_choose_from(state)
    signed = state.settings.opens
    return Letter(tuple(Entry(s.member if signed else None, s.words) for s in named))


def _of(state: Pick, own: dict[str, WordsId]) -> tuple[tuple[MemberId, tuple[WordsId, ...]], ...]:
    """Who picked which of these options."""
    return tuple(
        (seat.member, tuple(own[key] for key in seat.keys if key in own)) for seat in state.seats
    )


def is_for_each(state: Pick) -> bool:
    """Whether everybody picks for themselves."""
    return state.settings.mode is Mode.EACH
