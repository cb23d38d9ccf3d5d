"""What somebody answers to a proposal, and how their own words become that answer.

The table of contract §6 and §7, "bare words". A reading may only err towards blocking: *object* and
*concern* are read from free words; *consent* counts only by its word, or when one of a few phrases
is the whole answer. A negation, a condition, two positions: it asks. Whatever carries no sign of a
position is talk, and stays talk.

English only: another language is another table, not another function. Quotes and signatures have
been taken off before (a medium knows its own).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Position(StrEnum):
    """What one can answer. The first five are positions; two are words beside them."""

    CONSENT = "consent"
    """Good enough for now, safe enough to try."""
    CONCERN = "concern"
    """Consents, and the worry is written down."""
    OBJECT = "object"
    """Stops it, with a reason: it would harm."""
    ASIDE = "aside"
    """Takes no part in it and does not stop it."""
    PASS = "pass"  # noqa: S105  the word of the practice, no secret
    """Leaves it to the others: answered, never counted as consent."""
    MORE = "more"
    """Asks for time; no position."""
    QUESTION = "question"
    """Goes to the proposer; never an answer."""


class Doubt(StrEnum):
    """Why a reading asks instead of counting."""

    NEGATION = "negation"
    CONDITION = "condition"
    TWO = "two"
    UNCLEAR = "unclear"
    QUESTION_WORDS = "question-words"
    DOWN = "down"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Read:
    """The answer is clear. ``reason`` is what was said beside the word, as typed, or empty."""

    position: Position
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something about a position, but not clear enough to count: the member is asked."""

    why: Doubt


@dataclass(frozen=True, slots=True)
class Same:
    """My answer to the earlier version, for this one too."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No sign of a position: other talk is just talk."""


Reading = Read | Ask | Same | Nothing

_REACTIONS: dict[str, Reading] = {
    "👍": Read(Position.CONSENT),
    "✅": Read(Position.CONSENT),
    "🤔": Read(Position.CONCERN),
    "🛑": Read(Position.OBJECT),
    "⏭": Read(Position.PASS),
    "⏳": Read(Position.MORE),
    "🔁": Same(),
    "👎": Ask(Doubt.DOWN),
    "❌": Ask(Doubt.DOWN),
    "✋": Ask(Doubt.HAND),
}
_DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Variation selectors and skin tones: the same hand in another dress."""


def read_reaction(emoji: str) -> Reading:
    """What an emoji under the card says; unknown ones say nothing (contract §4)."""
    return _REACTIONS.get(_DRESS.sub("", emoji.strip()), Nothing())


_STRAIGHT = str.maketrans("’‘“”\u00a0", "''\"\" ")
_like = partial(re.compile, flags=re.IGNORECASE)
_GREETING = _like(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))\b(?: [\w'.-]+){0,4}\s*[,.!:]*"
)
_THANKS = _like(
    r"(?:(?:many )?thanks|thank you|thx|cheers)\b"
    r"(?: (?:a lot|so much|very much|again|to \w+|\w+))?(?: for [^.?!]*)?[\s,.!]*"
)
_SETTLED = _like(
    r"(?:i )?consent|ok|okay|yes|(?:i have )?no (?:objections?|concerns?)|fine by me|go ahead"
    r"|i can live with (?:it|this|that)"
)
"""The phrases that are consent when they are the whole answer (contract §6). *no concern* and
*I have no …* are the same phrases with their number and subject."""

_SAME = _like(r"(?:the )?same(?: answer)?(?: again| as before)[\s,.!]*")
_CLEAR = _like(r"\bno (?:objections?|concerns?)\b")
_NEGATION = _like(r"\b(?:not|never|cannot|\w+n't|no|nope|nobody|without|neither|nor)\b")
_CONDITION = _like(
    r"\b(?:if|unless|only|provided|providing|but|except|however|although|though|yet|until|till"
    r"|once|as long as|so long as|on condition|depends?|depending|assuming|as soon as)\b"
)
_LIMIT = _like(r"\b(?:if|unless|only|provided)\b")
_OBJECTING = _like(r"\bobject(?:s|ions?|ing|ed)?\b")
_NOT_CONSENT = _like(r"\b(?:object(?:s|ions?|ing|ed)?|aside|pass|abstain|veto|more time|wait)\b")
_WORRY = _like(
    r"[\s,;:.–—-]*(?:(?:and|with|i have|my) )*(?:(?:the|a|one) )*\b(?:concerns?|worry|worries)\b"
    r"[\s:,–—-]*(?:(?:is )?that |is )?"
)
_OWN_CONSENT = _like(r"\bi (?:\w+ )?(?:consent|agree)\b")
_FREE_OBJECT = _like(
    r"\bi (?:(?:must|have to|do|really|strongly|want to|wish to) )*object\b"
    r"|\b(?:i'm|i am) objecting\b|\bmy objections?\b|\bi (?:do )?have an objection\b"
)
_FREE_CONCERN = _like(
    r"\bmy (?:only |main |one )?(?:concerns?|worry|worries)\b"
    r"|\bi (?:do |still )?have (?:a|one|some|my) (?:\w+ )?(?:concerns?|worry|worries)\b"
    r"|\bi(?:'m| am) (?:\w+ ){0,2}(?:concerned|worried)\b|\bi worry\b"
)
_HINT = _like(
    r"\b(?:consent\w*|ok|okay|yes|yep|yeah|no|nope|agree\w*|disagree\w*|object(?:s|ions?|ing|ed)?"
    r"|concern(?:s|ed)?|fine|go ahead|live with|support|oppose|against|veto|block|abstain|aside"
    r"|sure|in favou?r|accept|approve|sounds good|looks good|lgtm)\b|\+1"
)
_STOP = r"(?=\s*(?:$|[.,;:!–—\n-]))"
_WORDS = (
    (Position.CONSENT, _like(r"(?:(?:yes|ok|okay)[\s,.:;–—-]+)?(?:i )?consent(?![\w-])")),
    (Position.CONCERN, _like(r"(?:(?:i have )?(?:a|one) )?concerns?(?![\w-])")),
    (Position.OBJECT, _like(r"(?:i )?object(?:ion)?(?![\w-])")),
    (
        Position.ASIDE,
        _like(r"(?:i(?:'ll| will|'d like to)? )?(?:stand |step )?aside(?![\w-])(?! from)"),
    ),
    (Position.PASS, _like(r"(?:i(?:'ll| will)? )?pass" + _STOP)),
    (
        Position.MORE,
        _like(r"(?:i (?:need|would like|want) )?more(?: time)?(?:,? please)?" + _STOP),
    ),
    (Position.QUESTION, _like(r"(?:(?:i have )?a )?question(?![\w-])")),
)
"""The keyword of each position where it begins the answer. *pass* and *more* stand alone or before
a stop: "pass the word on" and "more compost" are talk."""

_FREE_LIMIT = _like(r"\bonly if\b|\bunless\b")
_OPPOSING = _like(
    r"\b(?:against|disagree|oppose|refuse|not ok|not okay|i (?:\w+ )?(?:cannot|can't|won't)"
    r"|(?:do not|don't) (?:want|agree|like|consent|support)|let's (?:stop|wait))\b"
)
"""Words that go further than a worry. A concern is a consent too, so with these it asks."""
_LEAD = _like(r"^(?:is that|that|is)\s+")
_EDGES = " \t\n,;:.–—-!"


def read_position(text: str) -> Reading:
    """What an answer in one's own words says. Case, greeting and thanks do not matter."""
    said = _without_courtesy(text.translate(_STRAIGHT))
    if not said:
        return Nothing()
    by_sign = read_reaction(said)
    if not isinstance(by_sign, Nothing):
        return by_sign
    if _SAME.fullmatch(said):
        return Same()
    if _is_settled(said):
        return Read(Position.CONSENT)
    for position, word in _WORDS:
        if found := word.match(said):
            return _by_word(position, said[found.end() :])
    return _by_free_words(said)


def _without_courtesy(text: str) -> str:
    """The text without the greeting and thanks lines around it."""
    lines = [line.strip() for line in text.strip().splitlines()]
    while lines and (not lines[0] or _is_courtesy(lines[0])):
        lines.pop(0)
    while lines and (not lines[-1] or _THANKS.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _is_courtesy(line: str) -> bool:
    return bool(_GREETING.fullmatch(line) or _THANKS.fullmatch(line)) and not _HINT.search(line)


def _is_settled(said: str) -> bool:
    """True when every piece of the answer is one of the phrases: "Yes. No objections." """
    pieces = [piece.strip() for piece in re.split(r"[.,;!\n]", said) if piece.strip()]
    return bool(pieces) and all(_SETTLED.fullmatch(piece) for piece in pieces)


def _by_word(position: Position, rest: str) -> Reading:
    """An answer that begins with its word, judged by what follows the word."""
    reason = rest.strip(_EDGES) if position is not Position.QUESTION else rest.strip(_EDGES[:-1])
    match position:
        case Position.CONSENT:
            return _consenting(rest)
        case Position.CONCERN if _OBJECTING.search(rest) or _OPPOSING.search(rest):
            return Ask(Doubt.TWO)
        case Position.CONCERN if _FREE_LIMIT.search(rest):
            return Ask(Doubt.CONDITION)
        case Position.OBJECT if _OWN_CONSENT.search(rest):
            return Ask(Doubt.TWO)
        case Position.ASIDE | Position.PASS if _OBJECTING.search(rest) or _OWN_CONSENT.search(rest):
            return Ask(Doubt.TWO)
        case Position.QUESTION if not reason:
            return Ask(Doubt.QUESTION_WORDS)
        case _:
            pass
    if position is not Position.QUESTION and rest.lstrip().startswith("?"):
        return Ask(Doubt.UNCLEAR)
    return Read(position, _without_lead(reason) if position is Position.CONCERN else reason)


def _consenting(rest: str) -> Reading:
    """*consent* and more words: only what cannot be a limit lets it stand."""
    plain = _CLEAR.sub("", rest)
    if _NOT_CONSENT.search(plain):
        return Ask(Doubt.TWO)
    if worry := _WORRY.search(plain):
        return _with_concern(plain, worry)
    if _CONDITION.search(plain):
        return Ask(Doubt.CONDITION)
    if _NEGATION.search(plain):
        return Ask(Doubt.NEGATION)
    if "?" in plain:
        return Ask(Doubt.UNCLEAR)
    return Read(Position.CONSENT, rest.strip(_EDGES))


def _with_concern(rest: str, worry: re.Match[str]) -> Reading:
    """ "consent, with the concern that …": consent, and the worry written down."""
    before, said = rest[: worry.start()], rest[worry.end() :]
    if _NEGATION.search(before):
        return Ask(Doubt.NEGATION)
    if _CONDITION.search(before) or _LIMIT.search(rest):
        return Ask(Doubt.CONDITION)
    if _OPPOSING.search(said):
        return Ask(Doubt.TWO)
    return Read(Position.CONCERN, said.strip(_EDGES) or rest.strip(_EDGES))


def _without_lead(reason: str) -> str:
    return _LEAD.sub("", reason)


def _by_free_words(said: str) -> Reading:
    """No keyword at the start: only *object* and *concern* may be found inside."""
    if _FREE_OBJECT.search(said):
        two = _OWN_CONSENT.search(said) or _FREE_CONCERN.search(said)
        return Ask(Doubt.TWO) if two else Read(Position.OBJECT, said)
    if worry := _FREE_CONCERN.search(said):
        return _worried(said, worry[0])
    if not _HINT.search(said):
        return Nothing()
    if _NEGATION.search(said):
        return Ask(Doubt.NEGATION)
    return Ask(Doubt.CONDITION if _CONDITION.search(said) else Doubt.UNCLEAR)


def _worried(said: str, worry: str) -> Reading:
    """A concern in free words, where nothing goes further than a worry."""
    if _NEGATION.search(worry):
        return Ask(Doubt.NEGATION)
    if _FREE_LIMIT.search(said):
        return Ask(Doubt.CONDITION)
    further = _OWN_CONSENT.search(said) or _OBJECTING.search(said) or _OPPOSING.search(said)
    return Ask(Doubt.TWO) if further else Read(Position.CONCERN, said)
