"""Count: who is in? With a target it comes about when enough are; names are shown, for they are coming."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.core.notices import Sentence
from facilitator.core.rounds.poll.kinds import check, choose
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Options, Result, no_weights
from facilitator.core.rounds.poll.state import Came, Hidden, Mark, Settings

IN, OUT = 1, 2

_WORDS: Mapping[str, int] = {
    **dict.fromkeys(("🙋", "🙋‍♀", "🙋‍♂", "👋", "👍", "✅", "in", "i'm in", "i am in", "count me in", "yes",
                     "me", "me too"), IN),
    **dict.fromkeys(("🙅", "🙅‍♀", "🙅‍♂", "👎", "❌", "out", "i'm out", "i am out", "not in", "no",
                     "count me out", "not me"), OUT),
}  # fmt: skip


def count(ballots: Sequence[Cast], options: Options, settings: Settings) -> Result:
    """Count who is in; with a target, enough or not enough."""
    counted = choose.votes(ballots)
    args: dict[str, int] = {"in": counted[IN], "out": counted[OUT], "target": settings.target}
    lines = (Sentence("poll-count-figure", args),)
    if not counted.total():
        return Result(Came.NOBODY, (), lines)
    if not settings.target:
        return Result(Came.SHOWN, (), lines)
    reached = counted[IN] >= settings.target
    return Result(Came.DECIDED if reached else Came.THRESHOLD, (IN,), lines)


def usual(settings: Settings) -> Settings:
    """Everybody sees who is in: that is what it is for."""
    return replace(settings, hidden=Hidden.NO, names=True)


def prepare(settings: Settings, options: Options) -> Settings:
    """Refuse weights: it is people who come, or don't."""
    no_weights(settings)
    return settings


def tap(emoji: str, options: Options, settings: Settings) -> Mark | None:
    """Return what a tap stands for."""
    number = _WORDS.get(emoji.replace("\ufe0f", ""))
    return Mark(number) if number else None


COUNT = Kind(
    "count", check.reader(_WORDS), choose.write, count, choose.tell,
    fixed=("in", "out"), usual=usual, prepare=prepare, tap=tap, taps=lambda options, settings: ("🙋",),
    ticked=True,
)  # fmt: skip
