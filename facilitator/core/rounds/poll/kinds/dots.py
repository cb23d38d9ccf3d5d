"""Dots: everybody has the same number of points and shares them out as they like.

Fewer points than given is fine. The option with the most has it; level at the top is a tie.
"""

from collections.abc import Sequence

from facilitator.core.notices import Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.counting import sums
from facilitator.core.rounds.poll.kinds.editing import written
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, Taken, figure, no_threshold
from facilitator.core.rounds.poll.kinds.summing import brief, given_by, marked, numbers_in
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings

MOST_POINTS = 1000


def read(text: str, options: Sequence[Option], settings: Settings) -> Taken | None:
    """Return the points; raises ``Refusal``: also ``points-too-many``."""
    found = numbers_in(text, options)
    if found is None:
        return None
    given, reason = found
    total = sum(given.values())
    if total > settings.points:
        raise Refusal("points-too-many", {"given": total, "points": settings.points})
    if not total:
        raise Refusal("ballot-empty", {"how": "number"})
    marks = tuple(Mark(option, points) for option, points in sorted(given.items()) if points)
    return Taken(marks, reason)


def write(options: Sequence[Option], settings: Settings, marks: tuple[Mark, ...]) -> str:
    """Return the ballot with points in its brackets."""
    return written(options, lambda option: marked(marks, option))


def count(ballots: Sequence[Cast], options: Sequence[Option], settings: Settings) -> Result:
    """Return who has the most points; several at a tie."""
    summed = sums.summed([one.number for one in options], given_by(ballots))
    chosen = sums.first(summed)
    if not chosen:
        return Result(Came.NOBODY)
    lines = tuple(_line(one, options, settings) for one in sums.ranked(summed))
    return Result(Came.DECIDED if len(chosen) == 1 else Came.TIE, chosen, lines)


def _line(one: sums.Sum, options: Sequence[Option], settings: Settings) -> Sentence:
    option = Text(options[one.option - 1].text)
    return Sentence("poll-dots-line", {"option": option, "points": figure(one.total, settings)})


def tell(
    marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings
) -> tuple[Sentence, ...]:
    """Return one's own points, option by option, and how many are left."""
    own = tuple(
        Sentence("poll-dots-line", {"option": _text(mark, options), "points": mark.value})
        for mark in marks
    )
    left = settings.points - sum(mark.value for mark in marks)
    return (*own, Sentence("poll-dots-left", {"points": left})) if left else own


def _text(mark: Mark, options: Sequence[Option]) -> Text:
    return Text(options[mark.option - 1].text)


def prepare(settings: Settings, options: Sequence[Option]) -> Settings:
    """Return the settings; raises ``Refusal`` for no points, or more than anybody can share out."""
    no_threshold(settings)
    if not 1 <= settings.points <= MOST_POINTS:
        raise Refusal("dots-points", {"most": MOST_POINTS})
    return settings


DOTS = Kind("dots", read, write, count, tell, prepare=prepare, brief=brief)
