"""What came of a pick, for the practice to go on with and for the record to tell."""

from dataclasses import dataclass
from hashlib import sha256

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.pick.state import How, Pick, Seat


@dataclass(frozen=True, slots=True)
class Result:
    """How a pick ended: the keys that were picked, their titles, persons and words."""

    how: How
    keys: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    people: tuple[MemberId, ...] = ()
    words: tuple[WordsId, ...] = ()


def result(state: Pick) -> Result:
    """What came of it."""
    found = [option for key in state.picked if (option := state.option(key)) is not None]
    people = tuple(MemberId(one.key) for one in found if one.owner == one.key)
    words = tuple(one.words for one in found if one.words is not None)
    titles = tuple(one.title for one in found if one.title and one.owner != one.key)
    return Result(state.how, state.picked, titles, people, words)


def said(state: Pick) -> tuple[tuple[MemberId, tuple[WordsId, ...]], ...]:
    """Who named what, in the words that keep it; an empty one is a pass."""
    return tuple((s.member, s.words) for s in state.seats if s.heard and (s.words or not s.keys))


def to_choose_from(state: Pick) -> tuple[Seat, ...]:
    """The namings that are put before whoever chooses, numbered from the top.

    What a later step opens comes in an order of chance: its place would tell whose it is.
    """
    named = tuple(seat for seat in state.seats if seat.words)
    if state.settings.opens:
        return named
    return tuple(sorted(named, key=lambda seat: _by_chance(state, seat)))


def _by_chance(state: Pick, seat: Seat) -> str:
    return sha256(f"{state.seed}:{seat.member}".encode()).hexdigest()
