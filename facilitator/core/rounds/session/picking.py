"""How a pick is held as a step, and where what was picked leads."""

from datetime import timedelta

from facilitator.core.formats.steps import ALL, EACH, END, Choice, Pick, Step, What
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rounds import pick
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.session.facts import Fact, PartGiven, WentBack, WentOn
from facilitator.core.rounds.session.seeing import latest, opens_later, readers
from facilitator.core.rounds.session.state import Heard, Session
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW, mail_window

AT_TABLE = timedelta(minutes=3)
"""How long the host has to say which one, where all are at the table: as long as a roll-call."""

IN_THE_ROOM = timedelta(days=1)
"""The same where others are in their own time, and nobody waits at the table."""


def held(
    state: Session, step: Step, prompt: str, seats: tuple[Invited, ...], live: timedelta, slow: timedelta
) -> pick.Begin:  # fmt: skip
    """The round that holds a pick."""
    does = _does(step)
    together = all(state.is_live(seat) for seat in seats)
    role = state.format.role(does.role or "")
    window = live if together else mail_window(slow, seats, short_agreed=False)
    settings = pick.Settings(
        does.what, _mode(does), does.most_each, window, _choosing(state, together=together),
        sealed=readers(step) is not None or opens_later(state.format, step),
        opens=not opens_later(state.format, step), readers=told(state, step),
        role=role.title if role else "", patience=slow if together else timedelta(0),
        quiet_times=state.quiet_times,
    )  # fmt: skip
    return pick.Begin(state.chair, prompt, seats, options(state, step), settings, state.seed)


def _does(step: Step) -> Pick:
    if step.pick is None:
        raise ValueError("not a pick")
    return step.pick


def _mode(does: Pick) -> pick.Mode:
    return {ALL: pick.Mode.ALL, EACH: pick.Mode.EACH}.get(does.decides, pick.Mode.ALONE)


def _choosing(state: Session, *, together: bool) -> timedelta:
    chair = state.seat(state.chair) if state.chair else None
    if together:
        return AT_TABLE
    in_own_time = chair is None or chair.by_mail or chair.lane is Lane.SLOW
    return LEAST_MAIL_WINDOW if in_own_time else IN_THE_ROOM


def told(state: Session, step: Step) -> tuple[MemberId, ...] | None:
    """Who alone is told what was picked; None: everybody. What is one's own is told to nobody."""
    role = readers(step)
    return None if role is None else state.holders(role)


def options(state: Session, step: Step) -> tuple[pick.Option, ...]:
    """What can be picked; days and words are only known when somebody names them.

    A person's title is their name, which the shell knows. A choice that leads back no more is not
    offered any more.
    """
    does = _does(step)
    if does.over is not None:
        heard = latest(state, does.over)
        said = ((t.member, word) for t in (heard.told if heard else ()) for word in t.words)
        return tuple(pick.Option(f"o:{word}", "", member, word) for member, word in said)
    if does.what is What.PERSON:
        return tuple(pick.Option(s.member, "", s.member) for s in state.seats)
    left = (choice for choice in does.choices if not is_spent(state, step, choice))
    return tuple(pick.Option(choice.name, choice.title) for choice in left)


def is_spent(state: Session, step: Step, choice: Choice) -> bool:
    """Whether a choice has led back as often as it may."""
    back = choice.back_to
    return back is not None and state.went_back(_way(step, choice)) >= back.at_most


def is_idle(state: Session, step: Step) -> bool:
    """Whether there is nothing to pick: somebody has the part already, or nothing is left to choose."""
    does = _does(step)
    again = state.last_heard(step.id) is not None
    if does.role is not None and state.holders(does.role) and not again:
        return True
    listed = does.over is not None or does.what is What.CHOICE
    return listed and len(options(state, step)) < (1 if does.over else 2)


def _way(step: Step, choice: Choice) -> str:
    return f"{step.id}.{choice.name}"


def follows(state: Session, step: Step, heard: Heard) -> tuple[Fact, ...]:
    """Where what was picked leads: somebody has the part, or the session goes back or on."""
    if step.pick is None or heard.picked is None:
        return ()
    came = heard.picked
    if step.pick.role is not None:
        return (PartGiven(step.pick.role, came.people),)
    chosen = [one for one in step.pick.choices if came.keys == (one.name,)]
    return _steered(state, step, chosen[0]) if chosen else ()


def _steered(state: Session, step: Step, choice: Choice) -> tuple[Fact, ...]:
    names = [one.id for one in state.format.steps]
    if choice.back_to is not None and not is_spent(state, step, choice):
        return (WentBack(_way(step, choice), names.index(choice.back_to.step)),)
    if choice.on_to is None:
        return ()
    at = len(names) if choice.on_to == END else names.index(choice.on_to)
    return (WentOn(step.id, at),)
