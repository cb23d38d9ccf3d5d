"""What is visible of a discussion at any moment: its card, and the letters that were read out.

The card names who has the word and whose hands are up, both of them one's own public act; of those
in their own time it knows no more than until when letters are read (contract §8.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, At, Entry, Letter, People, Text, Who
from facilitator.core.rounds.arguments import by_mail
from facilitator.core.rounds.discussion.phrasing import manner
from facilitator.core.rounds.discussion.state import Discussion, Phase


@dataclass(frozen=True, slots=True)
class Card:
    """The visible state (contract §5, §9).

    ``order`` are the hands that are up, in the order in which they are called. ``until`` is the
    printed end of the present step; ``window`` until when letters are read, where anybody takes
    part in their own time.
    """

    phase: Phase
    paused: bool
    prompt: str
    queue: bool
    questions: bool
    speaking: MemberId | None
    order: tuple[MemberId, ...]
    seats: int
    until: datetime
    window: datetime | None
    by_mail: tuple[MemberId, ...]


def card(state: Discussion) -> Card:
    """The card of a discussion as it stands."""
    in_own_time = any(seat.slow for seat in state.counted)
    return Card(
        phase=state.phase,
        paused=state.paused_at is not None,
        prompt=state.prompt,
        queue=state.settings.queue,
        questions=state.settings.questions,
        speaking=state.speaker,
        order=tuple(hand.member for hand in state.order),
        seats=len(state.counted),
        until=state.step_ends,
        window=state.window_ends if in_own_time else None,
        by_mail=state.by_mail,
    )


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``discussion-card``, whose attribute is :func:`card_surface`.

    ``member`` is there with ``speaking`` "somebody", ``window`` with ``own_time`` "yes".
    """
    args: dict[str, Arg] = {
        "prompt": Text(shown.prompt),
        "until": At(shown.until),
        "hands": People(shown.order),
        "speaking": "somebody" if shown.speaking else "nobody",
        "own_time": "yes" if shown.window else "no",
        **manner(queue=shown.queue, questions=shown.questions),
        **by_mail(shown),
    }
    if shown.speaking:
        args["member"] = Who(shown.speaking)
    if shown.window:
        args["window"] = At(shown.window)
    return args


def card_surface(shown: Card) -> str:
    """Which attribute of ``discussion-card`` has the words."""
    if shown.phase in (Phase.CLOSED, Phase.CANCELLED):
        return shown.phase.value
    if shown.paused:
        return "paused"
    return "queue" if shown.queue and shown.phase is Phase.OPEN else shown.phase.value


def letters_read(state: Discussion) -> Letter:
    """The letters that the room heard, one entry for each who wrote, in the order of the places.

    What was said in the room is not in it: talk is not kept.
    """
    entries = (Entry(seat.member, _read_of(state, seat.member)) for seat in state.seats)
    return Letter(tuple(entry for entry in entries if entry.words))


def _read_of(state: Discussion, member: MemberId) -> tuple[WordsId, ...]:
    read = (letter for letter in state.letters_of(member) if letter.read)
    return tuple(word for letter in read for word in letter.words)
