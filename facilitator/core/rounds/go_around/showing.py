"""What is visible of a go-around at any moment: its card, and its circle letter at the end.

Neither ticks anybody: the card counts those who were heard and names who has the floor; the letter
holds an entry for everyone who spoke or passed and only a number of places that stayed open
(contract §8.2). ``comes`` is the next one *at the table*; in their own time nobody is "next".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Entry, Letter, People, Text, Who
from facilitator.core.rounds.go_around.state import GoAround, Phase, Place


@dataclass(frozen=True, slots=True)
class Card:
    """The visible state (contract §5, §9).

    ``order`` is everyone's place in the announced order, whatever became of it. ``until`` is the
    printed end of the present window; ``turn_until`` when a turn, roll-call or lead moves on.
    """

    phase: Phase
    paused: bool
    prompt: str
    order: tuple[MemberId, ...]
    speaking: MemberId | None
    comes: MemberId | None
    heard: int
    seats: int
    until: datetime
    turn_until: datetime | None
    by_mail: tuple[MemberId, ...]


def card(state: GoAround) -> Card:
    """The card of a round as it stands."""
    speaker = state.speaker
    return Card(
        phase=state.phase,
        paused=state.paused_at is not None,
        prompt=state.prompt,
        order=tuple(seat.member for seat in state.counted),
        speaking=speaker.member if speaker else None,
        comes=_comes(state),
        heard=state.heard,
        seats=len(state.counted),
        until=state.ends,
        turn_until=speaker.until if speaker else state.step_until,
        by_mail=state.by_mail,
    )


def _comes(state: GoAround) -> MemberId | None:
    waiting = state.placed(Place.WAITING) if state.phase is Phase.TURNS else iter(())
    return next((seat.member for seat in waiting if not seat.slow), None)


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``go-around-card``, whose attribute is ``paused`` or the phase.

    ``member``, ``next`` and ``begins`` are there only when somebody speaks, somebody comes next,
    or a step has its own end; ``comes`` is the choice that says whether ``next`` is there.
    """
    args: dict[str, Arg] = {
        "prompt": Text(shown.prompt),
        "order": People(shown.order),
        "heard": shown.heard,
        "seats": shown.seats,
        "until": At(shown.until),
        "letters": len(shown.by_mail),
        "mail": People(shown.by_mail),
        "comes": "next" if shown.comes else "last",
    }
    if shown.speaking:
        args["member"] = Who(shown.speaking)
    if shown.comes:
        args["next"] = Who(shown.comes)
    if shown.turn_until:
        args["begins"] = At(shown.turn_until)
    return args


def card_surface(shown: Card) -> str:
    """Which attribute of ``go-around-card`` has the words."""
    paused = shown.paused and shown.phase not in (Phase.CLOSED, Phase.CANCELLED)
    return "paused" if paused else shown.phase.value.replace("_", "-")


def circle_letter(state: GoAround) -> Letter:
    """What has been heard so far, in the order of the places."""
    return Letter(
        tuple(
            Entry(seat.member, seat.words, seat.echo, seat.calls)
            for seat in state.seats
            if seat.heard
        )
    )
