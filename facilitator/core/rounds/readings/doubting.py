"""Words in which no position can be read: talk, or a reason to ask; and what to ask then."""

import re
from difflib import get_close_matches

from facilitator.core.rounds.positions import Ask, Doubt, Nothing
from facilitator.core.rounds.readings.signs import Patterns

_SHORT = 8
"""Words up to which a text may be the answer of somebody else for one's own, or a mistyped word."""
_LONG = 30
"""Words beyond which a *not* or an *if* says nothing of the whole."""


def doubted(said: str, signs: Patterns) -> Ask | Nothing:
    """The question back, or ``Nothing`` where the words hold no sign of a position."""
    plain = signs.clear.sub("", said)
    if doubt := _kind(said, plain, signs):
        return Ask(doubt)
    if _only_asks(said, signs):
        return Nothing(Doubt.ASKING)
    if signs.hint.search(said) or signs.against.search(plain):
        return Ask(_by_tone(plain, signs))
    return Ask(Doubt.UNCLEAR) if _nearly(said, signs) else Nothing()


def _kind(said: str, plain: str, signs: Patterns) -> Doubt | None:
    """What somebody may be after who uses none of our words."""
    short = len(said.split()) <= _SHORT
    if any(_is_over(sentence, signs) for sentence in _sentences(said)):
        return Doubt.OVER
    if short and signs.others.match(said):
        return Doubt.OTHERS
    if short and signs.out.search(said):
        return Doubt.OUT
    if signs.neutral.search(said):
        return Doubt.NEUTRAL
    if signs.time.search(said) and not (signs.favour.search(plain) or signs.against.search(plain)):
        return Doubt.ASKING if said.endswith("?") and not signs.more.search(said) else Doubt.TIME
    return None


def _is_over(sentence: str, signs: Patterns) -> bool:
    """Whether a sentence says of an objection or a worry that it is no more."""
    if len(sentence.split()) > 2 * _LONG:
        return False
    for named in (*signs.objecting.finditer(sentence), *signs.worry.finditer(sentence)):
        after, before = sentence[named.end() :].lstrip(), sentence[: named.start()]
        if signs.over.match(after) or signs.lets_go.search(before):
            return True
    return False


def _sentences(said: str) -> list[str]:
    return [one.strip() for one in re.findall(r"[^.!?\n]+[.!?\n]*", said) if one.strip(" .!?\n")]


def _by_tone(plain: str, signs: Patterns) -> Doubt:
    """Which of the plain questions fits: against it, two things, a *not*, an *if*, or any."""
    if len(plain.split()) > _LONG or "?" in plain:
        return Doubt.UNCLEAR
    yes, only = signs.favour.search(plain), signs.limit.search(plain)
    if yes and only and yes.start() < only.start():
        return Doubt.CONDITION  # whatever it may be: "fine by me as long as we don't …"
    rest = signs.against.sub("", plain)
    if signs.negation.search(rest):
        return Doubt.NEGATION
    if rest != plain:
        return Doubt.TWO if signs.favour.search(rest) else Doubt.AGAINST
    return Doubt.CONDITION if signs.condition.search(rest) else Doubt.UNCLEAR


def _only_asks(said: str, signs: Patterns) -> bool:
    """Whether every sentence is a question of some words: a matter for the room, or the proposer."""
    return all(
        one.endswith("?") and len(one.split()) >= 2 and signs.asks.match(one) is not None
        for one in _sentences(said)
    )


def _nearly(said: str, signs: Patterns) -> bool:
    """Whether a short answer begins with one of our words, mistyped."""
    words = re.findall(r"[^\W\d_]+", said.casefold())[:3] if len(said.split()) <= _SHORT else []
    other = [word for word in words if not word.startswith(signs.near)]  # "concerning the beds"
    return any(get_close_matches(word, signs.near, n=1, cutoff=0.75) for word in other)
