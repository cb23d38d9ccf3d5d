"""How a vote begins, and what the words of any round mean for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import consent
from facilitator.core.rounds.consent import Decision, Place, Position, Settings, Version
from facilitator.core.rounds.consent.closing import consequences
from facilitator.core.rounds.consent.facts import Fact, PositionTaken, Proposed
from facilitator.core.rounds.consent.printed import window
from facilitator.core.rounds.consent.state import Ballot

Facts = tuple[Fact, ...]
_NO_ID = RoundId("")


@dataclass(frozen=True, slots=True)
class Begin:
    """Ask ``seats`` whether they consent.

    ``author`` wrote the text, and consents to it unless they say otherwise; None: the practice brings
    it. ``chair`` hears the questions then. ``people`` are the persons whom it is about: their names
    stand before the text, and the shell knows them. ``id`` and ``number`` are the shell's, too;
    a vote that is not for the register has the number 0.
    """

    chair: MemberId
    prompt: str
    seats: tuple[say.Invited, ...]
    settings: Settings
    author: MemberId | None = None
    people: tuple[MemberId, ...] = ()
    id: RoundId = _NO_ID
    number: int = 0


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a vote; raises :class:`Refusal` where nobody is asked."""
    if not begin.seats:
        raise Refusal("nobody-to-answer")
    places = tuple(Place(s.member, _lane(s), s.by_mail) for s in begin.seats)
    text = Version(1, begin.prompt.strip(), begin.author or begin.chair, now)
    live, slow = window(places, begin.settings, now)
    proposer = begin.author or begin.chair
    opened = Proposed(begin.id, begin.number, proposer, begin.settings, places, text, live, slow)
    facts: Facts = (opened,)
    if any(place.member == begin.author for place in places):
        own = Ballot(proposer, 1, Position.CONSENT, None, "", now)
        facts = (opened, PositionTaken(own))
    return facts + consequences(_after(facts), now)


def _lane(seat: say.Invited) -> Lane:
    return Lane.SLOW if seat.by_mail else seat.lane


def _after(facts: Facts) -> Decision:
    state: Decision | None = None
    for fact in facts:
        state = consent.evolve(state, fact)
    if state is None:
        raise ValueError("a vote begins with Proposed")
    return state


def decide(state: Decision, command: Any, now: datetime) -> Facts:
    """What a command means, a decision's own or that of any round; raises :class:`Refusal`."""
    if isinstance(command, say.Skip):
        raise Refusal("nothing-to-move-on")
    own = _own(state, command, now) if isinstance(command, say.Command) else command
    return () if own is None else consent.decide(state, own, now)


def _own(d: Decision, command: say.Command, now: datetime) -> consent.Command | None:
    """The word as a decision knows it; None where it has none for it."""
    match command:
        case say.TimePassed():
            return consent.Tick()
        case say.Outage(span=span):
            return consent.Outage(span)
        case say.Pass(by=by):
            return consent.Answer(by, Position.PASS, f"pass:{by}", now)
        case say.More(by=by):
            return consent.Answer(by, Position.MORE, f"more:{by}", now)
        case say.Left(by=by):
            return consent.Leave(by)
        case say.Away(by=by):
            return consent.Presence(by, away=True)
        case say.Joined(by=by, lane=lane) if d.place(by) is not None:
            return consent.Join(by, lane, (d.place(by) or Place(by, lane)).by_mail)
        case say.Add(invited=new):
            return consent.Join(new.member, _lane(new), new.by_mail)
        case _:
            return _steered(d, command)


def _steered(d: Decision, command: say.Command) -> consent.Command | None:
    """A host's word. To go on without all answers is to put it off: nobody's silence is consent."""
    match command:
        case say.Next(by=by) | say.End(by=by) | say.Cancel(by=by):
            return None if d.over else consent.Postpone(by, as_host=True)
        case say.Extend(by=by, span=span):
            return consent.Extend(by, span)
        case say.Pause(by=by):
            return consent.Pause(by)
        case say.Resume(by=by):
            return consent.Resume(by)
        case _:
            return None
