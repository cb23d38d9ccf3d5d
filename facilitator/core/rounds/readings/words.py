"""An answer that begins with its word, judged by what follows the word."""

import re

from facilitator.core.rounds.positions import Ask, Doubt, Position, Read
from facilitator.core.rounds.readings.signs import Patterns
from facilitator.core.rounds.readings.tidying import EDGES, MARKS, trimmed

_HARD = ".!\n:("
_DIGITS = "0123456789"
"""An objection may be called by its number."""
_ELLIPSIS = re.compile(r"\s*(?:\.\.+|…)\s*\w")
_STOPS = re.compile(r"\s*(?:$|[.,;:!?–—\n(…-])|\s*\n")


def by_word(said: str, signs: Patterns) -> Read | Ask | None:
    """The position whose word begins the answer, or why to ask; None where no word begins it."""
    for position, pattern in _words(signs):
        if found := pattern.match(said):
            rest = said[found.end() :].lstrip(MARKS)
            if position in (Position.PASS, Position.MORE) and not _stops(rest, signs):
                continue
            return _judged(position, rest, signs)
    if found := signs.i_pass.match(said):
        rest = _without(signs.of_this, said[found.end() :])
        return _judged(Position.PASS, rest, signs) if _stops(rest, signs) else None
    return None


def _words(signs: Patterns) -> tuple[tuple[Position, re.Pattern[str]], ...]:
    return (
        (Position.CONSENT, signs.consent),
        (Position.CONCERN, signs.concern),
        (Position.OBJECT, signs.object),
        (Position.ASIDE, signs.aside),
        (Position.PASS, signs.passing),
        (Position.MORE, signs.more),
        (Position.QUESTION, signs.question),
    )


def _judged(position: Position, rest: str, signs: Patterns) -> Read | Ask:
    """One position by its word, with the words beside it; or why it is not clear."""
    match position:
        case Position.CONSENT:
            return _consenting(rest, signs)
        case Position.QUESTION:
            words = rest.strip(EDGES.replace("!", ""))
            return Read(position, words) if words.strip("?") else Ask(Doubt.QUESTION_WORDS)
    if rest.lstrip().startswith("?") or signs.named.match(rest.lstrip()):
        return Ask(Doubt.UNCLEAR)
    doubt = {
        Position.CONCERN: _doubt_of_concern,
        Position.OBJECT: _doubt_of_objection,
    }.get(position, _doubt_of_any)(rest, signs)
    if doubt is not None:
        return Ask(doubt)
    if position is Position.CONCERN:
        rest = re.sub(r"^(?:is that|that|is)\s+", "", trimmed(rest), flags=re.IGNORECASE)
    elif position is not Position.OBJECT:
        rest = _without(signs.of_this, rest)
    return Read(position, trimmed(rest))


def _doubt_of_concern(rest: str, signs: Patterns) -> Doubt | None:
    """Why words after *concern* may not be one: a concern is a consent too."""
    if signs.nothing.fullmatch(rest.strip(EDGES)):
        return Doubt.NEGATION
    if signs.over.match(rest.lstrip(EDGES + _DIGITS)):
        return Doubt.OVER
    if signs.objecting.search(rest) or signs.opposing.search(rest):
        return Doubt.TWO
    return Doubt.CONDITION if signs.limit.search(rest) else None


def _doubt_of_objection(rest: str, signs: Patterns) -> Doubt | None:
    """Why words after *object* may stand for no objection to the proposal."""
    bare = _first_words(rest).removeprefix("to ")
    if signs.nothing.fullmatch(bare) or signs.negation.fullmatch(bare):
        return Doubt.NEGATION
    if signs.over.match(rest.lstrip(EDGES + _DIGITS)):
        return Doubt.OVER
    if signs.joke.search(rest) or re.match(r"\s+(?:of|lesson)\b", rest):
        return Doubt.UNCLEAR
    return Doubt.TWO if signs.yielding.search(rest) else None


def _doubt_of_any(rest: str, signs: Patterns) -> Doubt | None:
    plain = signs.clear.sub("", rest)
    return Doubt.TWO if signs.objecting.search(plain) or signs.yielding.search(rest) else None


def _consenting(rest: str, signs: Patterns) -> Read | Ask:
    """*consent* and more words: only what cannot narrow it lets it stand."""
    plain = signs.clear.sub("", rest)
    if signs.objecting.search(plain) or signs.other.search(plain):
        return Ask(Doubt.TWO)
    if worry := signs.worry.search(plain) or signs.i_worry.search(plain):
        return _with_concern(plain, worry, signs)
    if doubt := _doubt_of_consent(plain, signs):
        return Ask(doubt)
    if _ELLIPSIS.match(rest):
        return Ask(Doubt.UNCLEAR)
    after = _without(signs.goes_on, _without(signs.settled, rest))
    if not (_stops(after, signs) or signs.thanks.match(after.lstrip())) or _narrows(after, signs):
        return Ask(Doubt.UNCLEAR)
    return Read(Position.CONSENT, trimmed(after))


def _doubt_of_consent(plain: str, signs: Patterns) -> Doubt | None:
    if signs.condition.search(plain):
        return Doubt.CONDITION
    if signs.negation.search(plain):
        return Doubt.NEGATION
    if signs.opposing.search(plain):
        return Doubt.TWO
    return Doubt.UNCLEAR if "?" in plain or signs.hedge.search(plain) else None


def _with_concern(rest: str, worry: re.Match[str], signs: Patterns) -> Read | Ask:
    """ "consent, with the concern that …": consent, and the worry written down."""
    before, said = rest[: worry.start()], rest[worry.end() :]
    if doubt := _doubt_of_consent(before, signs):
        return Ask(doubt)
    if signs.nothing.fullmatch(said.strip(EDGES)):
        return Read(Position.CONSENT)
    if signs.limit.search(said):
        return Ask(Doubt.CONDITION)
    if signs.opposing.search(said):
        return Ask(Doubt.TWO)
    return Read(Position.CONCERN, trimmed(said) or trimmed(rest))


def _stops(rest: str, signs: Patterns) -> bool:
    """Whether a word stands by itself: nothing follows it, or a stop or a smile does."""
    return bool(_STOPS.match(rest) or signs.smile.match(rest.lstrip()))


def _narrows(after: str, signs: Patterns) -> bool:
    """Whether what follows a comma or a dash begins a change of the text: ", at eight"."""
    stop = after.lstrip(" \t")[:1]
    return bool(stop) and stop not in _HARD and bool(signs.narrowing.match(after.lstrip(EDGES)))


def _first_words(rest: str) -> str:
    """The first few words up to a stop: "is answered", "overruled"."""
    return " ".join(re.split(r"[.,;!?\n]", rest.strip(EDGES), maxsplit=1)[0].split()[:4])


def _without(pattern: re.Pattern[str], rest: str) -> str:
    """The rest without the phrases that may follow the word."""
    while found := pattern.match(bare := rest.lstrip(" \t,")):
        rest = bare[found.end() :]
    return rest
