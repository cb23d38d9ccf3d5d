"""Ranked choice: everybody puts the options into their order, and an instant run-off finds the one.

How it is counted, and what is done where options are level: ``counting.runoff``.
"""

from collections.abc import Iterator, Sequence

from facilitator.core.notices import Sentence
from facilitator.core.rounds.poll.counting.papers import cast
from facilitator.core.rounds.poll.counting.runoff import Round, Runoff, run_off
from facilitator.core.rounds.poll.counting.ties import Settled
from facilitator.core.rounds.poll.kinds import ranking
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, figure, share
from facilitator.core.rounds.poll.state import Came, Option, Settings


def count(ballots: Sequence[Cast], options: Sequence[Option], settings: Settings) -> Result:
    """Return who wins the run-off, with every round told; level to the end is a tie."""
    papers = ranking.papers_of(ballots)
    counted = run_off([one.number for one in options], papers, settings.seed)
    if not counted.winners:
        return Result(Came.NOBODY)
    lines, steps = _last(counted, options, settings), _steps(counted, options, settings)
    if len(counted.winners) > 1:
        return Result(Came.TIE, counted.winners, lines, steps)
    won = counted.rounds[-1].votes[counted.winners[0]]
    is_enough = share(won, cast(papers)) >= settings.threshold_percent
    return Result(Came.DECIDED if is_enough else Came.THRESHOLD, counted.winners, lines, steps)


def _last(counted: Runoff, options: Sequence[Option], settings: Settings) -> tuple[Sentence, ...]:
    """How it stood in the last round, the most votes first."""
    last, number = counted.rounds[-1], len(counted.rounds)
    ordered = sorted(last.votes.items(), key=lambda pair: -pair[1])
    said = [_line(option, figure(votes, settings), number, options) for option, votes in ordered]
    said += _gone(counted, options)
    if last.spent:
        said.append(Sentence("poll-ranked-spent", {"votes": figure(last.spent, settings)}))
    return tuple(said)


def _gone(counted: Runoff, options: Sequence[Option]) -> Iterator[Sentence]:
    """Who went out, the last one first."""
    for number, one in reversed(list(enumerate(counted.rounds[:-1], 1))):
        for option in one.out:
            name = ranking.names([option], options)
            yield Sentence("poll-ranked-gone", {"option": name, "round": number})


def _line(option: int, votes: int | str, number: int, options: Sequence[Option]) -> Sentence:
    name = ranking.names([option], options)
    return Sentence("poll-ranked-line", {"option": name, "votes": votes, "round": number})


def _steps(counted: Runoff, options: Sequence[Option], settings: Settings) -> tuple[Sentence, ...]:
    """The rounds before the last, which the lines tell, and why it was the last."""
    said: list[Sentence] = []
    for number, one in enumerate(counted.rounds[:-1], 1):
        ordered = dict(sorted(one.votes.items(), key=lambda pair: -pair[1]))
        figures = {option: str(figure(votes, settings)) for option, votes in ordered.items()}
        votes = ranking.listed(figures, options)
        said.append(Sentence("poll-ranked-round", {"round": number, "votes": votes}))
        said.append(_out(one, options, settings))
    if said and len(counted.winners) == 1:
        won = ranking.names(counted.winners, options)
        said.append(Sentence("poll-ranked-won", {"round": len(counted.rounds), "winner": won}))
    if any(one.settled is Settled.LOT for one in counted.rounds):
        said.append(Sentence("poll-lot-seed", {"seed": settings.seed}))
    return tuple(said)


def _out(one: Round, options: Sequence[Option], settings: Settings) -> Sentence:
    moved = {option: f"+{figure(votes, settings)}" for option, votes in one.moved}
    return Sentence(
        "poll-ranked-out",
        {
            "out": ranking.names(one.out, options),
            "number": len(one.out),
            "settled": one.settled.value,
            "moves": "yes" if moved else "no",
            "moved": ranking.listed(moved, options),
            "ended": figure(one.ended, settings),
        },
    )


RANKED = Kind("ranked", ranking.read, ranking.write, count, ranking.tell)
