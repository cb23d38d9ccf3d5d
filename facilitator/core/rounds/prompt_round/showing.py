"""What is visible of a prompt round at any moment: its card, its letter at the end, its record.

Before a sealed round opens nothing here tells who has answered or what: the card has a number, the
letter and the record are empty. Nobody is ticked, and nobody silent is named (contract §8.2, §8.9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, At, Entry, Letter, People, Text
from facilitator.core.rounds.prompt_round.state import Phase, PromptRound, Seat


@dataclass(frozen=True, slots=True)
class Card:
    """The visible state (contract §5, §9). ``until`` is the printed end of the present step."""

    phase: Phase
    paused: bool
    sealed: bool
    seal: str
    prompt: str
    heard: int
    seats: int
    until: datetime
    by_mail: tuple[MemberId, ...]


def card(state: PromptRound) -> Card:
    """The card of a round as it stands."""
    return Card(
        phase=state.phase,
        paused=state.paused_at is not None,
        sealed=state.settings.sealed,
        seal=seal(state),
        prompt=state.prompt,
        heard=state.heard,
        seats=len(state.counted),
        until=state.ends,
        by_mail=state.by_mail,
    )


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``prompt-round-card``."""
    return {
        "prompt": Text(shown.prompt),
        "heard": shown.heard,
        "seats": shown.seats,
        "until": At(shown.until),
        "letters": len(shown.by_mail),
        "mail": People(shown.by_mail),
        "seal": shown.seal,
    }


def card_surface(shown: Card) -> str:
    """Which attribute of ``prompt-round-card`` has the words."""
    if shown.paused and shown.phase in (Phase.OPEN, Phase.ECHO):
        return "paused"
    if shown.sealed and shown.phase is Phase.OPEN:
        return "sealed"
    return shown.phase.value


def seal(state: PromptRound) -> str:
    """The choice ``open``, ``signed``, ``unsigned``, or ``writing`` where this round opens nothing."""
    if not state.settings.sealed:
        return "open"
    if not state.settings.opens:
        return "writing"
    return "signed" if state.settings.signed else "unsigned"


def circle_letter(state: PromptRound) -> Letter:
    """What has been heard: in the order of the places, or as a sealed round is opened, shuffled."""
    if state.hidden:
        return Letter(())
    if state.settings.sealed:
        signed, said = state.settings.signed, (seat for seat in _shuffled(state) if seat.words)
        return Letter(tuple(Entry(s.member if signed else None, s.words) for s in said))
    return Letter(tuple(_entry(seat) for seat in state.seats if seat.heard))


def _entry(seat: Seat) -> Entry:
    # An echo without first words (they were taken back) stands alone: an empty entry is a pass.
    return Entry(seat.member, seat.words or seat.echo, seat.echo if seat.words else ())


def _shuffled(state: PromptRound) -> list[Seat]:
    """Places in the order of chance; one that is added later has its own, and moves no other."""
    return sorted(
        state.seats, key=lambda seat: sha256(f"{state.seed}{seat.member}".encode()).digest()
    )


def spoken(state: PromptRound) -> tuple[tuple[MemberId | None, tuple[WordsId, ...]], ...]:
    """Everyone's words for the record, in seat order; nothing before a sealed round has opened.

    Where words were shown without names the record has none either, and keeps the order they were
    shown in: the order of the places would tell whose they are.
    """
    if state.hidden:
        return ()
    if state.settings.signed:
        return tuple((seat.member, seat.words) for seat in state.seats if seat.words)
    return tuple((None, seat.words) for seat in _shuffled(state) if seat.words)
