"""Reading an answer to a proposal.

The table of contract §6 and §7, "bare words". A reading may only err towards blocking: *object* and
*concern* are read from free words; *consent* counts only by its word, or when one of a few phrases
is the whole answer. A negation, a condition, two positions: it asks. Whatever carries no sign of a
position is talk, and stays talk.

The words stand in the tables of the languages; here is only the order in which they are asked for.
Quotes of our mails, and signatures, have been taken off before (a medium knows its own).
"""

from functools import cache

from facilitator.core.rounds.positions import (
    Ask,
    Doubt,
    Nothing,
    Position,
    Read,
    Reading,
    Same,
    read_reaction,
)
from facilitator.core.rounds.readings.doubting import doubted
from facilitator.core.rounds.readings.elsewhere import ELSEWHERE
from facilitator.core.rounds.readings.english import ENGLISH
from facilitator.core.rounds.readings.free import by_free_words
from facilitator.core.rounds.readings.german import GERMAN
from facilitator.core.rounds.readings.signs import Patterns, joined
from facilitator.core.rounds.readings.tidying import MARKS, own_words, tidied
from facilitator.core.rounds.readings.words import by_word

_LONGEST = 20_000
"""Characters up to which words are read as an answer; nobody answers with a book."""
_BETWEEN = " \t\n.,;!–—-"
"""What stands between two phrases."""

LANGUAGES = {"en": ENGLISH, "de": GERMAN}
"""The tables by the tag of their language. Another one stands beside these."""


def read_position(text: str, language: str = "en") -> Reading:
    """What an answer in one's own words says. Case, greeting, thanks and signature do not matter.

    ``language`` is the one in which people are asked: its words count, and the English ones. A
    negation or a condition makes the reader ask in every language that there is a table for.
    """
    if len(text) > _LONGEST:
        return Ask(Doubt.UNCLEAR)
    signs = _patterns(language.partition("-")[0])
    said = own_words(tidied(text), signs).lstrip(MARKS)
    if not any(char.isalnum() for char in said) and (by_sign := _by_signs(said, signs)):
        return by_sign
    if not said:
        return Nothing()
    plain = _without_smiles(said, signs)
    if signs.same.fullmatch(_without_thanks(plain, signs)):
        return Same()
    if _is_settled(plain, signs):
        return Read(Position.CONSENT)
    return by_word(said, signs) or by_free_words(said, signs) or doubted(said, signs)


@cache
def _patterns(language: str) -> Patterns:
    counting = tuple(
        LANGUAGES[each] for each in dict.fromkeys((language, "en")) if each in LANGUAGES
    )
    return Patterns(joined(counting, (*LANGUAGES.values(), ELSEWHERE)))


def _by_signs(said: str, signs: Patterns) -> Reading | None:
    """An answer of signs alone: one of them, or the same one several times."""
    found = [read_reaction(char) for char in said if char.isprintable() and not char.isspace()]
    known = [one for one in found if not isinstance(one, Nothing)]
    if not known:
        return None
    if any(one != known[0] for one in known):
        return Ask(Doubt.TWO)
    return known[0] if _is_smiling(said, signs) else Ask(Doubt.UNCLEAR)


def _is_smiling(said: str, signs: Patterns) -> bool:
    """Whether beside known signs there is nothing but smiles and stops."""
    rest = "".join(char for char in said if isinstance(read_reaction(char), Nothing))
    return not signs.smile.sub("", rest).strip(" \t\n.!")


def _without_thanks(plain: str, signs: Patterns) -> str:
    """The words without thanks on their own line: "Same as before, thanks Ben"."""
    words, comma, after = plain.rpartition(",")
    return words if comma and signs.thanks.match(after.strip()) else plain


def _is_settled(plain: str, signs: Patterns) -> bool:
    """Whether an answer is nothing but the phrases of consent: "Yes. No objections from me." """
    settled, at = False, 0
    while at < len(plain):
        piece = signs.settled.match(plain, at)
        settled = settled or piece is not None
        piece = (
            piece or signs.clear.match(plain, at) or (signs.mine.match(plain, at) if at else None)
        )
        if piece is None:
            return False
        at = len(plain) - len(plain[piece.end() :].lstrip(_BETWEEN))
    return settled


def _without_smiles(said: str, signs: Patterns) -> str:
    """The words without a smile or thanks after them, and without the stop at their end."""
    return signs.smile.sub(" ", said).strip(MARKS + " \t\n,;:.!–—-")
