"""Score: each option gets a number on a scale, 0 to 5 if nothing else was said.

The option with the largest sum has it. Who leaves one out gives it nothing; beside the sum stands the
mean of those who did give a number, and how many they were, so that both can be seen.
"""

from collections.abc import Sequence

from facilitator.core.notices import Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.counting import sums
from facilitator.core.rounds.poll.kinds.editing import written
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, Taken, figure, no_threshold
from facilitator.core.rounds.poll.kinds.summing import brief, given_by, marked, numbers_in
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings

HIGHEST = 100


def read(text: str, options: Sequence[Option], settings: Settings) -> Taken | None:
    """Return the numbers; raises ``Refusal``: also ``score-range``."""
    found = numbers_in(text, options)
    if found is None:
        return None
    given, reason = found
    for option, number in given.items():
        if not settings.low <= number <= settings.high:
            place = {"low": settings.low, "high": settings.high}
            name = Text(options[option - 1].text)
            raise Refusal("score-range", {"option": name, "number": number, **place})
    return Taken(tuple(Mark(option, number) for option, number in sorted(given.items())), reason)


def write(options: Sequence[Option], settings: Settings, marks: tuple[Mark, ...]) -> str:
    """Return the ballot with numbers in its brackets."""
    return written(options, lambda option: marked(marks, option))


def count(ballots: Sequence[Cast], options: Sequence[Option], settings: Settings) -> Result:
    """Return who has the largest sum; several at a tie."""
    summed = sums.summed([one.number for one in options], given_by(ballots))
    if not any(one.givers for one in summed):
        return Result(Came.NOBODY)
    chosen = sums.first(summed)
    lines = tuple(_line(one, options, settings) for one in sums.ranked(summed))
    if not chosen:
        return Result(Came.NOBODY, (), lines)
    return Result(Came.DECIDED if len(chosen) == 1 else Came.TIE, chosen, lines)


def _line(one: sums.Sum, options: Sequence[Option], settings: Settings) -> Sentence:
    """Where answers weigh differently, the mean stands below, with everybody counted alike."""
    option = Text(options[one.option - 1].text)
    mean, givers = f"{float(one.mean):.1f}", 0 if settings.weighted else one.givers
    total = figure(one.total, settings)
    return Sentence(
        "poll-score-line", {"option": option, "sum": total, "mean": mean, "givers": givers}
    )


def tell(
    marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings
) -> tuple[Sentence, ...]:
    """Return one's own numbers, option by option, and what was left out."""
    own = tuple(
        Sentence("poll-dots-line", {"option": _name(mark, options), "points": mark.value})
        for mark in marks
    )
    out = len(options) - len(marks)
    return (*own, Sentence("poll-left-out", {"number": out})) if out else own


def _name(mark: Mark, options: Sequence[Option]) -> Text:
    return Text(options[mark.option - 1].text)


def prepare(settings: Settings, options: Sequence[Option]) -> Settings:
    """Return the settings; raises ``Refusal`` for a scale that has no two ends."""
    no_threshold(settings)
    if not 0 <= settings.low < settings.high <= HIGHEST:
        raise Refusal("score-scale", {"most": HIGHEST})
    return settings


SCORE = Kind("score", read, write, count, tell, prepare=prepare, brief=brief)
