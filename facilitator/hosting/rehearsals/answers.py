"""What played members write where an answer is read before it counts: points, picks, lines to keep.

It is written as people write it, so that the same eyes read it.
"""

from datetime import timedelta

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId
from facilitator.core.rounds.dot_vote import DotVote
from facilitator.core.rounds.harvest import Harvest, Stage
from facilitator.core.rounds.pick import Mode, Phase, Pick
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

AHEAD = timedelta(days=14)
"""How far away a day is that a played member names."""

FATES = 3
"""What can be said to a line: keep it, keep it otherwise, leave it out."""


def points(state: DotVote, number: int) -> str:
    """Return how a ballot reads: two thirds on one option, the rest on the next."""
    count = len(state.options)
    first = number % count + 1
    rest = state.points // 3 if count > 1 else 0
    most = f"{first}: {state.points - rest}"
    return f"{most}\n{first % count + 1}: {rest}" if rest else most


def choice(visit: Visit, state: Pick, number: int, played: list[Record]) -> str:
    """Return what somebody names: all of them the same, except where each chooses for themselves."""
    if state.phase is Phase.CHOOSING:
        return "1"
    match state.settings.what:
        case What.DATE:
            day = visit.now + AHEAD
            return f"{day.day} {day:%B %Y}"
        case What.WORDS:
            return visit.house.wording.line("rehearsal-words")
        case What.PERSON:
            return _people(state, played)
        case _:
            count = len(state.options)
            each = state.settings.mode is Mode.EACH
            return str(number % count + 1 if each else count)


def _people(state: Pick, played: list[Record]) -> str:
    """The first of those who are played, and as many more as the step would like, at most two."""
    keys = [option.key for option in state.options]
    numbers = [keys.index(one["member"]) + 1 for one in played if one["member"] in keys]
    return ", ".join(map(str, numbers[: min(2, state.settings.most)])) or "1"


def lines(visit: Visit, state: Harvest, member: MemberId, number: int, sentence: str) -> str:
    """Return what somebody writes in a harvest: lines that they draft, or a word to each of theirs."""
    if state.stage is Stage.DRAFTING:
        return "\n".join([sentence, *_of_another(visit, state, member)])
    mine = state.open_lines(member)
    words = [_fate(visit, number + at) for at in range(len(mine))]
    if len(words) == 1:
        return words[0]
    return "\n".join(f"{one.number}: {word}" for one, word in zip(mine, words, strict=True))


def _of_another(visit: Visit, state: Harvest, member: MemberId) -> list[str]:
    """A line in somebody else's words, so that one is asked before it is kept."""
    others = [one.member for one in state.people if one.member != member]
    row = visit.ledger.one(t.member, id=others[-1]) if others else None
    said = visit.house.wording.line("rehearsal-line")
    return [f"{row['name']}: {said}"] if row else []


def _fate(visit: Visit, number: int) -> str:
    said = {0: "ok", 1: visit.house.wording.line("rehearsal-reworded")}
    return said.get(number % FATES, "leave me out")
