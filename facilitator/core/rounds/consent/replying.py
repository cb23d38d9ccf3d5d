"""What a reply says before everybody is asked: a question, a reaction, or nothing to say.

The words for positions are read as they are later (contract §7), because somebody may say *object* or
*consent* before its time. All else is taken as it stands: here every free word is welcome, and none
can be read as an answer that it is not.
"""

import re
from dataclasses import dataclass

from facilitator.core.rounds.consent.state import Phase
from facilitator.core.rounds.positions import (
    Ask,
    Doubt,
    Position,
    Read,
    Same,
)
from facilitator.core.rounds.readings import read_position

_PASSES = r"pass|skip|done|none|nothing(?: to (?:say|add|ask))?(?: from me)?"
_NOTHING = {
    Phase.QUESTIONS: re.compile(
        rf"(?:{_PASSES}|no|nope|ok|okay|yes|fine(?: by me)?|go ahead|all clear|clear"
        r"|(?:thanks|thank you)\b[^?]{0,60}"
        r"|(?:it'?s|that'?s|it is|that is|all is) (?:all )?clear"
        r"|(?:i have )?no (?:more |further |other )?(?:questions?|concerns?|objections?)(?: from me)?)",
        re.IGNORECASE,
    ),
    Phase.REACTIONS: re.compile(
        rf"(?:{_PASSES}|(?:i have )?no reactions?(?: from me)?)", re.IGNORECASE
    ),
}
"""What says that there is nothing to say, when it is the whole reply."""

_CONSENT = re.compile(r"\W*(?:i )?consent\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:(?:question|answer(?:\s+to)?|q)\s*)?#?(\d{1,3})\s*[:.)–-]\s*(.+)",
    re.DOTALL | re.IGNORECASE,
)
_MARKS = " \t\n.!,;*_"


@dataclass(frozen=True, slots=True)
class Reply:
    """A word with a meaning of its own (``position``), or free words; ``words`` are what was said
    beside it, or all of it. ``about`` is the number of a question that it begins with, or 0."""

    position: Position | None
    words: str
    about: int = 0


def read_reply(text: str, step: Phase, language: str = "en", *, proposer: bool) -> Reply:
    """What a reply says in a step. The proposer answers questions: there *yes* is an answer."""
    if proposer:
        return _of_proposer(text)
    said = text.translate(str.maketrans("’", "'")).strip(_MARKS)
    if (nothing := _NOTHING.get(step)) is not None and nothing.fullmatch(said):
        return Reply(Position.PASS, "")
    match read_position(text, language):
        case Read(Position.CONSENT) if not _CONSENT.match(text):
            return Reply(None, text)  # "fine by me" is a reaction, and counts as no consent
        case Read(Position.CONCERN):
            return Reply(None, text)
        case Read(Position.OBJECT, reason) if reason:
            return Reply(Position.OBJECT, text)  # it is read as what it is: a first reaction
        case Read(position, reason):
            return Reply(position, reason)
        case Same():
            return Reply(Position.CONSENT, "")
        case Ask(Doubt.QUESTION_WORDS):
            return Reply(Position.QUESTION, "")
        case _:
            return Reply(None, text)


def _of_proposer(text: str) -> Reply:
    alone = text.strip(_MARKS).casefold()
    if alone in ("pass", "more"):
        return Reply(Position(alone), "")
    if found := _NUMBERED.fullmatch(text):
        return Reply(None, found[2], int(found[1]))
    return Reply(None, text)
