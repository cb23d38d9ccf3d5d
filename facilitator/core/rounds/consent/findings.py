"""What somebody who is asked about an objection answers, in their own words.

Doubt goes to the objector here as well: that it *does not qualify* counts only by these words alone,
that it *qualifies* also with a reason behind it. English only: another language is another table.
"""

import re
from dataclasses import dataclass
from functools import partial

from facilitator.core.rounds.consent.examination import Finding

_like = partial(re.compile, flags=re.IGNORECASE)
_IT = r"(?:(?:it|that|this|objection|the objection)(?: \d{1,3})? )?"
_FINDINGS = (
    (Finding.NOT, _like(rf"(?:no,? )?{_IT}(?:does not|doesn't|not) qualify")),
    (Finding.QUALIFIES, _like(rf"(?:yes,? )?{_IT}(?:does )?qualif(?:y|ies)(?:[\s,.:;–—-]+.*)?")),
    (Finding.PASS, _like(r"(?:i(?:'ll)? )?pass")),
)
_YES = _like(r"(?:yes|i agree|agreed|agree|ok|okay|go ahead)(?:,? please)?")
_WORDLESS = _like(
    r"(?:yes|i agree|agreed|agree|ok|okay)?[\s,.:;–—-]*(?:but )?without my (?:own )?words"
)
_NO = _like(r"(?:no|stay|keep it here|not now|i disagree)(?:,? (?:thanks|thank you|please))?")
_UNMET = _like(
    r"(?:no|(?:no,? )?not (?:yet|met|really)|still there"
    r"|(?:no,? )?(?:it |this )?does(?: not|n't)(?: yet| meet (?:it|mine|my objection)(?: yet)?)?"
    r"|(?:no,? )?the harm is still there)"
)
_LEFT = _like(
    r"(?:i(?:'d| would)? (?:rather )?)?(?:leave|keep)(?: (?:it|my objection))?(?: (?:as|like) it is)?"
    r"|it (?:stands|stays)(?: as it is)?|no change"
)
_STRAIGHT = str.maketrans("’‘\u00a0", "'' ")
_EDGES = ' \t\n.!*_"“”'


@dataclass(frozen=True, slots=True)
class Agreement:
    """An objector's answer about the wider circle."""

    agrees: bool
    words: bool


def read_finding(text: str) -> Finding | None:
    """What an answer finds about an objection; None where it says nothing of that."""
    said = " ".join(text.translate(_STRAIGHT).split()).strip(_EDGES)
    return next((finding for finding, like in _FINDINGS if like.fullmatch(said)), None)


def says_unmet(text: str) -> bool:
    """Whether an answer says that a new text does not meet one's objection."""
    said = " ".join(text.translate(_STRAIGHT).split()).strip(_EDGES)
    return bool(_UNMET.fullmatch(said))


def leaves_it(text: str) -> bool:
    """Whether an owner says that their objection stays as it is."""
    said = " ".join(text.translate(_STRAIGHT).split()).strip(_EDGES)
    return bool(_LEFT.fullmatch(said))


def read_agreement(text: str) -> Agreement | None:
    """Whether an answer agrees to the wider circle, and whether the words may go along."""
    said = " ".join(text.translate(_STRAIGHT).split()).strip(_EDGES)
    if _WORDLESS.fullmatch(said):
        return Agreement(True, False)
    if _YES.fullmatch(said):
        return Agreement(True, True)
    return Agreement(False, False) if _NO.fullmatch(said) else None
