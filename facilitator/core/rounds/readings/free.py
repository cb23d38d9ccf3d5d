"""An objection or a concern found in free words: the only positions that are (contract §6)."""

import re

from facilitator.core.rounds.positions import Ask, Doubt, Position, Read
from facilitator.core.rounds.readings.signs import Patterns
from facilitator.core.rounds.readings.tidying import EDGES

_STOP = re.compile(r"[.,;:!?\n–—()]|\s-\s")


def by_free_words(said: str, signs: Patterns) -> Read | Ask | None:
    """What is found anywhere in an answer that begins with no word; None where nothing is."""
    if objection := signs.i_object.search(said):
        return _objecting(said, objection, signs)
    if worry := signs.i_worry.search(said):
        return _worried(said, worry, signs)
    return None


def _objecting(said: str, found: re.Match[str], signs: Patterns) -> Read | Ask:
    """An objection, where it is the writer's own, stands, and nothing else stands beside it."""
    clear = signs.clear.sub("", said)
    if clear != said and not signs.i_object.search(clear):
        return Ask(Doubt.OVER)
    doubt = _doubt_of_own(said, found, signs)
    if doubt is None and (signs.yielding.search(clear) or signs.i_worry.search(clear)):
        doubt = Doubt.TWO
    if doubt is None and (signs.nothing.match(said[found.end() :].removeprefix(" to").strip())):
        doubt = Doubt.NEGATION
    if doubt is None and signs.joke.search(said):
        doubt = Doubt.UNCLEAR
    return Ask(doubt) if doubt else Read(Position.OBJECT, said, free=True)


def _worried(said: str, found: re.Match[str], signs: Patterns) -> Read | Ask:
    """A concern, which is a consent too: only where nothing goes further than a worry."""
    doubt = _doubt_of_own(said, found, signs)
    if signs.nothing.fullmatch(said[found.end() :].strip(EDGES)):
        doubt = Doubt.NEGATION
    if doubt is None and signs.limit.search(said.replace(found[0], "")):
        doubt = Doubt.CONDITION
    if doubt is None and _goes_further(said, signs):
        doubt = Doubt.TWO
    if doubt is None and ("?" in said or signs.joke.search(said)):
        doubt = Doubt.UNCLEAR
    return Ask(doubt) if doubt else Read(Position.CONCERN, said, free=True)


def _goes_further(said: str, signs: Patterns) -> bool:
    plain = signs.clear.sub("", said)
    return bool(
        signs.objecting.search(plain) or signs.opposing.search(plain) or signs.against.search(plain)
    )


def _doubt_of_own(said: str, found: re.Match[str], signs: Patterns) -> Doubt | None:
    """Why words that look like one's own position may be none: denied, in a condition, somebody
    else's, a question, or over."""
    before = _STOP.split(said[: found.start()])[-1]
    after = _STOP.split(said[found.end() :])[0]
    stop = said[found.end() + len(after) :][:1]
    if signs.lets_go.search(before):
        return Doubt.OVER
    if signs.negation.search(before) or signs.negation.search(found[0]):
        return Doubt.NEGATION
    if signs.supposing.search(before):
        return Doubt.CONDITION
    if signs.over.match(after.lstrip()):
        return Doubt.OVER
    return Doubt.UNCLEAR if signs.reported.search(before) or stop == "?" else None
