"""What may be kept of a meeting, and how people answer when they are asked about a line of theirs.

A format says of each step what stays (``Record``); outside of formats nothing stays by itself. What
somebody is quoted with, they have said yes to: silence is never a yes (contract §8.6).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from facilitator.core.formats.steps import Record
from facilitator.core.ids import WordsId
from facilitator.core.rounds.session.seeing import is_withheld
from facilitator.core.rounds.session.state import Session

_MARKS = " \t\n\u00a0*_“”\"'«»‘’`.!,;"
_YES = re.compile(
    r"ok(?:ay)?|yes(?: please)?|yep|fine|fine by me|go ahead|gladly|sure|agreed|👍|✅|keep it"
)
_NO = re.compile(
    r"no|nope|not now|no thanks?|no thank you|not me|rather not|pass|leave (?:me|it|that|this) out|"
    r"leave out|don'?t|please don'?t|decline|take (?:it )?back|👎|❌"
)
_ANYWHERE = re.compile(r"[!/]?(?:leave|help|back|away(?: (?:until|till|for))? .{1,40})")
_DONE = re.compile(r"done|it is done|that is done|that'?s done|finished|✔️?")


class Choice(StrEnum):
    """What somebody answers about a line."""

    YES = "yes"
    NO = "no"
    DONE = "done"
    WORDS = "words"  # their own wording of it


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer about a line; ``text`` is the author's own wording, with ``Choice.WORDS`` only."""

    choice: Choice
    text: str = ""


def read_reply(typed: str) -> Reply:
    """Return what an answer about a line means: one of a few words alone, or else a new wording."""
    folded = " ".join(typed.casefold().replace("’", "'").split()).strip(_MARKS)
    for choice, words in ((Choice.YES, _YES), (Choice.NO, _NO), (Choice.DONE, _DONE)):
        if words.fullmatch(folded):
            return Reply(choice)
    return Reply(Choice.WORDS, typed.strip())


def is_known_anywhere(typed: str) -> bool:
    """Say whether words are LEAVE, HELP, BACK or AWAY and a time: these mean the same in any reply."""
    folded = " ".join(typed.casefold().split()).strip(_MARKS)
    return _ANYWHERE.fullmatch(folded) is not None


def kept_now(state: Session) -> Record:
    """Return what is kept of what is said now: the present step's rule, else the format's."""
    return state.step.record if state.step and not state.over else state.format.record


def may_note(state: Session) -> bool:
    """Whether a line may be noted now: not where people were told that nothing is kept."""
    return kept_now(state) is not Record.NONE


def may_quote(state: Session, words: WordsId | None) -> bool:
    """Whether somebody may be asked for words said in this session.

    Not in a step of which nothing is kept, and never what was written in silence, sealed, or told
    to some alone: asking for it would show that it was seen (contract §8.9).
    """
    name = said_in(state, words)
    step = state.format.step(name) if name else state.step
    if step is None:
        return state.format.record is not Record.NONE
    sealed = step.prompt_round is not None and step.prompt_round.sealed
    return step.record is not Record.NONE and not sealed and not is_withheld(state.format, step)


def said_in(state: Session, words: WordsId | None) -> str | None:
    """Return the step in which words were said, if it is over."""
    for heard in state.heard:
        if any(words in told.words for told in heard.told):
            return heard.step
    return None


def literal(text: str) -> str:
    """Return what somebody typed as one line of Markdown that shows exactly it."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split()))
