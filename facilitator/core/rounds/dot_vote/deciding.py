"""The two doors of a vote by points: how one begins, and what a command means for a running one.

Everything but the points is decided as in the sealed round that holds the vote.
"""

from datetime import datetime

from facilitator.core.refusals import Refusal
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.commands import Pass, Speak, TookBack, Via
from facilitator.core.rounds.dot_vote.commands import Begin, Command, Place
from facilitator.core.rounds.dot_vote.evolving import fold
from facilitator.core.rounds.dot_vote.facts import Fact, PointsPlaced, VoteOpened
from facilitator.core.rounds.dot_vote.state import DotVote, Share
from facilitator.core.rounds.prompt_round.unseen import begun

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a vote; raises :class:`Refusal`. It is sealed, and shows no words ever."""
    asking = prompt_round.Begin(
        begin.by, begin.prompt, begin.seats, begin.settings, begin.seed, begin.least
    )
    return (VoteOpened(begun(asking, now), begin.options, begin.points),)


def decide(state: DotVote, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    match command:
        case Place():
            return _place(state, command, now)
        case Speak(via=Via.ROOM):
            return ()
        case Speak():
            raise Refusal("points-unread", {"line": 0, "number": 1})
        case Pass(by=by) if state.ballot(by) is not None and not state.over:
            return _pass(state, command, now)
        case TookBack():
            return prompt_round.decide(state.held, _whole(state, command), now)
        case _:
            return prompt_round.decide(state.held, command, now)


def _place(state: DotVote, placing: Place, now: datetime) -> Facts:
    if state.over:
        raise Refusal("points-too-late")
    _check(state, placing.shares)
    placed = PointsPlaced(placing.by, placing.words, placing.shares)
    before = state.ballot(placing.by)
    if before is not None and before.words == placing.words:
        return (placed,) if before.shares != placing.shares else ()
    said = Speak(placing.by, (placing.words,), placing.via, replaces=True)
    followed = prompt_round.decide(state.held, said, now)
    return (placed, *followed) if followed else ()


def _check(state: DotVote, shares: tuple[Share, ...]) -> None:
    most, given = len(state.options), sum(share.points for share in shares)
    for share in shares:
        if not 1 <= share.option <= most:
            raise Refusal("points-number", {"number": share.option, "most": most})
    if given > state.points:
        raise Refusal("points-too-many", {"given": given, "points": state.points})


def _pass(state: DotVote, said: Pass, now: datetime) -> Facts:
    """A pass is always accepted: what was placed before is not counted then."""
    seat = state.seat(said.by)
    words = seat.words if seat else ()
    taken = prompt_round.decide(state.held, TookBack(said.by, words), now)
    after = fold(state, taken)
    return (*taken, *prompt_round.decide(after.held, said, now))


def _whole(state: DotVote, taking: TookBack) -> TookBack:
    """Who takes back their points takes back every answer that they gave: no older one stands again."""
    ballot, seat = state.ballot(taking.by), state.seat(taking.by)
    if ballot is None or seat is None or ballot.words not in taking.words:
        return taking
    return TookBack(taking.by, seat.words)
