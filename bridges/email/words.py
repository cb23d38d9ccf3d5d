"""Bare words by mail: the few that count without a ``!`` (contract §7), and letters to a host.

A reading is never a guess. A word counts only where a mail of ours asked for it, at the start and
alone on its line; or as the whole reply. Positions on a proposal are read elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bridges.email.phrases import GREETING, SIGN_OFF, THANKS
from facilitator.core.dates import read_date
from facilitator.core.rounds.besides import Unnamed, read_beside

_MARKS = " \t\u00a0*_“”\"'«»‘’`.!,;"
_ALONE = re.compile(r"(?:pass|later|more|done)")
_WHOLE = re.compile(r"(?:leave|help|back|take\s*back)")
_ANSWERS = {
    **{word: word for word in str.split("pass later more done consent concern object aside")},
    "more time": "more", "same again": "same", "no objection": "consent", "no objections": "consent",
}  # fmt: skip
"""What answers a round or a proposal when it stands alone, and its word."""

_REASON = re.compile(
    r"(?P<word>consent|concern|object|aside)(?=\s*[,;:.–—-]\s*\w| (?:because|that|since|with|as)\b)"
)
_SHOUTED = re.compile(r"(?P<word>CONSENT|CONCERN|OBJECT|ASIDE) \S")
_SHORT = 240
"""Letters up to which a position with its reason is one; beyond, it is a letter."""

_NO_NAMES = {
    *" ".join(_ANSWERS).split(), *str.split("i we my ok okay yes no pass object objection concern"),
    *str.split("leave help back away"),
}  # fmt: skip
"""Words by which a line that greets is known to go on with an answer."""
_AND = {"and", "und", "et", "y", "e", "och", "og", "en", "&"}

_AWAY = re.compile(r"away\s+(until|till|for)?\s*(.{1,60})")
_DURATION = re.compile(r"(\d{1,4})\s*(h|d|w|hours?|days?|weeks?)")
_FOR_HOST = re.compile(r"\s*for\s+([^\s:：][^:：\n]{0,60}?)\s*[:：][ \t]*(.*)", re.IGNORECASE)


class Asking(StrEnum):
    """What the mail that is answered had asked for."""

    NONE = "none"
    TURN = "turn"
    PROPOSAL = "proposal"
    POST = "post"


class Bare(StrEnum):
    """The bare words this module reads."""

    PASS = "pass"  # noqa: S105 - an answer, no password
    LATER = "later"
    MORE = "more"
    DONE = "done"
    LEAVE = "leave"
    HELP = "help"
    AWAY = "away"
    BACK = "back"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True, repr=False)
class BareWord:
    """A bare word, and what stood below it.

    ``away`` comes with either a date ``until`` or a length ``span``. ``rest`` is what followed a
    turn's word on later lines, sign-off apart: whether words after a PASS still mean a pass is for
    the person to say, not for us.
    """

    word: Bare
    until: date | None = None
    span: timedelta | None = None
    rest: str = ""


def bare_word(text: str, asking: Asking, today: date, names: Sequence[str] = ()) -> BareWord | None:
    """The bare word that ``text`` (already without quotes and signature) is, or None.

    Lines that greet, thank or sign off are stepped over, and so are lines that hold only one of
    the author's own ``names``. ``today`` is the day in the author's zone; "20 March" and "Friday"
    are the next ones after it.
    """
    lines = matter(text, names).split("\n")
    first = lines[0].strip(_MARKS).casefold()
    if asking is Asking.TURN and _ALONE.fullmatch(first):
        return BareWord(Bare(first), rest="\n".join(lines[1:]).strip())
    if len(lines) > 1:
        return None
    if _WHOLE.fullmatch(first):
        return BareWord(Bare.TAKE_BACK if first.startswith("take") else Bare(first))
    return _read_away(first, today)


def answering_word(text: str, names: Sequence[str] = ()) -> str | None:
    """The word by which ``text`` would answer a round or a proposal, or None where it is talk.

    A word alone ("PASS"), or a position with a short reason ("OBJECT because it floods"). It is
    only to notice such a word where nothing asked for it; what it means is read elsewhere.
    """
    said = matter(text, names)
    line = said.strip(_MARKS)
    if alone := _ANSWERS.get(line.casefold()):
        return alone
    if isinstance(read_beside(said), Unnamed):
        return "object"  # however long: it is for nobody's mailbox but ours
    if len(said) > _SHORT or "\n\n" in said:
        return None
    reasoned = _REASON.match(line.casefold()) or _SHOUTED.match(line)
    return reasoned["word"].casefold() if reasoned else None


def for_host(text: str) -> tuple[str, str] | None:
    """The name and the words of a letter that begins "For Ana: …", or None.

    Whether anybody here has that name is for the caller to know.
    """
    lines = _skip_opening(text.split("\n"))
    found = _FOR_HOST.fullmatch(lines[0]) if lines else None
    if found is None or len(found[1].split()) > 4:
        return None
    return found[1].strip(_MARKS), "\n".join([found[2], *lines[1:]]).strip()


def _read_away(line: str, today: date) -> BareWord | None:
    found = _AWAY.fullmatch(line)
    if found is None:
        return None
    how, when = found.groups()
    if length := _DURATION.fullmatch(when.strip()):
        unit = {"h": "hours", "d": "days", "w": "weeks"}[length[2][0]]
        span = timedelta(**{unit: int(length[1])})
        return BareWord(Bare.AWAY, span=span) if span else None
    until = read_date(when, today) if how in {"until", "till"} else None
    return BareWord(Bare.AWAY, until=until) if until else None


def matter(text: str, names: Sequence[str]) -> str:
    """Return a mail's words without greeting, thanks and sign-off at either end.

    ``names`` are the author's own: a name below an answer signs it and is no part of it.
    """
    own = {name.casefold() for name in names} | {
        name.split()[0].casefold() for name in names if name.split()
    }
    lines = _skip_opening(text.split("\n"))
    while lines and (_closes(lines[-1]) or lines[-1].strip(_MARKS + "-–—").casefold() in own):
        lines.pop()
    return "\n".join(lines)


def _skip_opening(lines: list[str]) -> list[str]:
    start = 0
    while start < len(lines) and _opens(lines[start]):
        start += 1
    return lines[start:]


def _opens(line: str) -> bool:
    return not line.strip() or _greets(line) or bool(THANKS.fullmatch(line))


def _greets(line: str) -> bool:
    """Whether a line greets and does no more: "Hi all, consent" holds an answer, "Hi Ben," none."""
    if not GREETING.fullmatch(line):
        return False
    if any(word.strip(_MARKS).casefold() in _NO_NAMES for word in line.split()[1:]):
        return False
    after = line.partition(",")[2].split()
    named = all(word[:1].isupper() or word in _AND or GREETING.match(word) for word in after)
    return named or after[0].casefold() == "hope"  # "Hi all, hope you are well"


def _closes(line: str) -> bool:
    return not line.strip() or bool(SIGN_OFF.fullmatch(line) or THANKS.fullmatch(line))
