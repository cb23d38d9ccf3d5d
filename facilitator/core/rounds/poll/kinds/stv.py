"""Several places by ranked choice: the single transferable vote, as Scotland's councils are elected.

The rules stand in ``counting.transferable``; the ballots go out as a BLT file, so that others can
count again.
"""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.core.notices import Sentence
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.counting.blt import blt
from facilitator.core.rounds.poll.counting.ties import Settled, Votes
from facilitator.core.rounds.poll.counting.transferable import (
    UNIT,
    Stage,
    Step,
    Transferable,
    transferable,
)
from facilitator.core.rounds.poll.kinds import ranking
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, no_threshold, no_weights
from facilitator.core.rounds.poll.state import Came, Option, Settings


def count(ballots: Sequence[Cast], options: Sequence[Option], settings: Settings) -> Result:
    """Return who is elected, in the order in which they came in, with every stage told."""
    papers = ranking.papers_of(ballots)
    numbers = [one.number for one in options]
    counted = transferable(numbers, papers, settings.seats, settings.seed)
    if not counted.elected:
        return Result(Came.NOBODY)
    lines = (Sentence("poll-stv-quota", {"votes": counted.quota}), *_firsts(counted, options))
    return Result(Came.DECIDED, counted.elected, lines, _steps(counted, options, settings.seed))


def _firsts(counted: Transferable, options: Sequence[Option]) -> Iterator[Sentence]:
    """The first choices of everybody, the most first."""
    for option, units in sorted(counted.stages[0].votes.items(), key=lambda pair: -pair[1]):
        name = ranking.names([option], options)
        yield Sentence("poll-stv-line", {"option": name, "votes": units // UNIT})


def _steps(counted: Transferable, options: Sequence[Option], seed: str) -> tuple[Sentence, ...]:
    said: list[Sentence] = []
    gone: set[int] = set()
    for number, stage in enumerate(counted.stages, 1):
        if stage.step is Step.OUT and stage.of is not None:
            gone.add(stage.of)
        if stage.step is not Step.FIRST:
            said.append(_stage(number, stage, gone, counted.quota, options))
        said += _elected(number, stage, counted.quota, options)
    last = counted.stages[-1]
    if last.spent:
        said.append(Sentence("poll-stv-spent", {"votes": _votes(last.spent)}))
    if any(stage.settled is Settled.LOT for stage in counted.stages):
        said.append(Sentence("poll-lot-seed", {"seed": seed}))
    return tuple(said)


def _elected(
    number: int, stage: Stage, quota: int, options: Sequence[Option]
) -> Iterator[Sentence]:
    """Who is chosen at a stage: by the quota, or because no more are left than places."""
    reached = [one for one in stage.elected if stage.votes[one] >= quota * UNIT]
    for how, chosen in (
        ("quota", reached),
        ("left", [one for one in stage.elected if one not in reached]),
    ):
        if chosen:
            names = ranking.names(chosen, options)
            yield Sentence("poll-stv-in", {"round": number, "elected": names, "how": how})


def _stage(
    number: int, stage: Stage, gone: set[int], quota: int, options: Sequence[Option]
) -> Sentence:
    return Sentence(
        "poll-stv-stage",
        {
            "round": number,
            "step": stage.step.value,
            "of": ranking.names([stage.of] if stage.of is not None else [], options),
            "settled": stage.settled.value,
            "quota": quota,
            "votes": ranking.listed(_figures(stage.votes, gone), options),
        },
    )


def _figures(votes: Votes, gone: set[int]) -> Mapping[int, str]:
    """What each has who is not out, the most first."""
    ordered = sorted(votes.items(), key=lambda pair: -pair[1])
    return {option: _votes(units) for option, units in ordered if option not in gone}


def _votes(units: int) -> str:
    """Votes to five decimals, the noughts at the end left out."""
    whole, part = divmod(units, UNIT)
    return f"{whole}.{part:05}".rstrip("0").rstrip(".")


def export(
    ballots: Sequence[Cast], options: Sequence[Option], settings: Settings, title: str
) -> str:
    """Return the BLT file: ballots put together and sorted, so that none can be found."""
    names = [one.text for one in options]
    return blt(names, ranking.papers_of(ballots), settings.seats, title)


def prepare(settings: Settings, options: Sequence[Option]) -> Settings:
    """Return the settings; raises ``Refusal`` where there is nothing to choose between.

    Nothing has to reach a share: the quota says what it takes.
    """
    no_threshold(settings)
    no_weights(settings)
    if not 1 <= settings.seats < len(options):
        raise Refusal("stv-places", {"most": len(options) - 1})
    return settings


STV = Kind(
    "stv", ranking.read, ranking.write, count, ranking.tell, least_options=3, prepare=prepare
)
