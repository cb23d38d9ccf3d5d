"""What is visible of a session while no round holds one of its steps: its card."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.formats.format import Role
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, People, Text
from facilitator.core.rounds.session.laying import is_free
from facilitator.core.rounds.session.seeing import is_between_few
from facilitator.core.rounds.session.state import Phase, Session


@dataclass(frozen=True, slots=True)
class Card:
    """The visible state (contract §5, §9). ``until`` is when stillness or an offer ends.

    ``way``: how people sit where more came than the format is for (``tables``, ``circles``, ``none``).
    """

    phase: Phase
    paused: bool
    title: str
    step: int
    steps: int
    order: tuple[MemberId, ...]
    until: datetime | None
    by_mail: tuple[MemberId, ...]
    role: str
    role_for: str
    free: bool
    apart: bool
    way: str


def card(state: Session) -> Card:
    """The card of a session as it stands."""
    steps = len(state.format.steps)
    role = state.format.role(state.offered or "")
    return Card(
        phase=state.phase,
        paused=state.paused_at is not None and not state.over,
        title=state.format.title,
        step=min(state.at + 1, steps),
        steps=steps,
        order=tuple(seat.member for seat in state.seats),
        until=state.until,
        by_mail=state.by_mail,
        role=role.title if role else "",
        role_for=for_whom(role),
        free=is_free(state.step),
        apart=state.phase is Phase.STEP and is_between_few(state),
        way=str(state.each.size.above) if state.each else "none",
    )


def for_whom(role: Role | None) -> str:
    """For whom a part is: ``one``, ``some`` (its title names them all), or ``any`` who would like it."""
    if role is None or role.most == 1:
        return "one"
    return "some" if role.most else "any"


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``session-card``."""
    args: dict[str, Arg] = {
        "title": Text(shown.title),
        "step": shown.step,
        "steps": shown.steps,
        "role": Text(shown.role),
        "for": shown.role_for,
        "free": "yes" if shown.free else "no",
        "way": shown.way,
        "order": People(shown.order),
        "letters": len(shown.by_mail),
        "mail": People(shown.by_mail),
    }
    if shown.until:
        args["until"] = At(shown.until)
    return args


def card_surface(shown: Card) -> str:
    """Which attribute of ``session-card`` has the words."""
    return "paused" if shown.paused else "apart" if shown.apart else shown.phase.value
