"""Answers to a pick as people give them: a number, a name, a day, or words. Never guessed.

English only; answers to a proposal have a table for each language (``readings``).
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

from facilitator.core.dates import read_date
from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId
from facilitator.core.rounds.pick.hearing import to_choose_from
from facilitator.core.rounds.pick.state import Option, Pick

_MARKS = " \t\u00a0*_“”\"'«»‘’`.,;:?!"
_SPLIT = re.compile(r"\s*(?:,|;|\n|\+|&|\band\b)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:i (?:name|pick|choose|propose|would (?:name|pick|choose|like|say))|my choice is|"
    r"number|no\.?|nr\.?|option|let it be|please|for me)\s*[:,-]?\s+",
    re.IGNORECASE,
)
_MYSELF = re.compile(
    r"(?:me|myself|i|i do|i have one|i have something|i would|i will|i am|i'll|i'd like to|"
    r"i would like to|i'm in|here|mine)(?: please)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """It is clear what is named; ``shown`` is how everybody may read it."""

    options: tuple[Option, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Near:
    """It is nearly clear: ``meant`` may be it. The member is asked."""

    meant: Option
    number: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """No answer was found in it."""


Reading = Read | Near | Nothing


def read(
    state: Pick, by: MemberId, text: str, today: date, mentions: tuple[MemberId, ...] = ()
) -> Reading:
    """What a member's words name. ``mentions`` are those whom they mention, as a medium knows."""
    text = text.strip()
    if not text:
        return Nothing()
    if mentions and state.settings.what is What.PERSON:
        found = tuple(one for m in mentions if (one := state.option(m)) is not None)
        return _read(found) if found else Nothing()
    if state.settings.what is What.WORDS:
        return _words(state, by, text)
    if state.settings.what is What.DATE:
        return _day(text, today)
    return _listed(state, by, text)


def _read(options: tuple[Option, ...]) -> Read:
    return Read(options, "\n".join(option.title for option in options))


def _words(state: Pick, by: MemberId, text: str) -> Reading:
    """One's own words; who chooses among those that were named may do it by number."""
    if by == state.decider and state.choosing_until is not None:
        number = text.strip(_MARKS)
        if number.isdecimal():
            return _of_number(state, int(number))
    folded = " ".join(text.casefold().split()).strip(_MARKS)
    key = f"w:{sha256(folded.encode()).hexdigest()[:24]}"
    known_as = state.option(key)
    return Read((known_as or Option(key, owner=by),), text)


def _of_number(state: Pick, number: int) -> Reading:
    named = to_choose_from(state)
    keys = named[number - 1].keys if 0 < number <= len(named) else ()
    found = tuple(option for key in keys if (option := state.option(key)) is not None)
    return Read(found, "") if found else Nothing()


def _day(text: str, today: date) -> Reading:
    day = read_date(_LEAD.sub("", text).strip(), today)
    if day is None:
        return Nothing()
    title = f"{day:%A} {day.day} {day:%B %Y}"
    return Read((Option(day.isoformat(), title),), title)


def _listed(state: Pick, by: MemberId, text: str) -> Reading:
    whole = _one(state, by, text)
    if isinstance(whole, Read):
        return whole
    parts = [part for part in _SPLIT.split(text) if part.strip(_MARKS)]
    found = [_one(state, by, part) for part in parts]
    options = tuple(one for each in found if isinstance(each, Read) for one in each.options)
    if len(found) > 1 and len(options) == len(found):
        return _read(tuple(dict.fromkeys(options)))
    near = next((each for each in (whole, *found) if isinstance(each, Near)), None)
    return near or Nothing()


def _one(state: Pick, by: MemberId, text: str) -> Reading:
    bare = _LEAD.sub("", text.strip(_MARKS)).strip(_MARKS + "()").casefold()
    options = state.options
    if bare.isdecimal():
        number = int(bare)
        return _read((options[number - 1],)) if 0 < number <= len(options) else Nothing()
    if state.settings.what is What.PERSON and _MYSELF.fullmatch(bare):
        me = state.option(by)
        return _read((me,)) if me else Nothing()
    titles = {option.title.casefold().strip(_MARKS): option for option in options}
    if bare in titles:
        return _read((titles[bare],))
    first = [one for title, one in titles.items() if title.split()[:1] == [bare]]
    keyed = [one for one in options if one.key.casefold() == bare.replace(" ", "_")]
    if len({*first, *keyed}) == 1:
        return _read(((*first, *keyed)[0],))
    return _near(state, bare, titles)


def _near(state: Pick, bare: str, titles: dict[str, Option]) -> Reading:
    """What was probably meant: it begins so, it is in the words, or it is nearly written so."""
    within = [one for title, one in titles.items() if _is_in(title, bare)]
    close = get_close_matches(bare, list(titles), n=1, cutoff=0.6)
    meant = within[0] if len(within) == 1 else titles[close[0]] if close else None
    return Near(meant, state.options.index(meant) + 1) if meant else Nothing()


def _is_in(title: str, bare: str) -> bool:
    if len(bare) >= 3 and title.startswith(bare):
        return True
    return bool(title) and re.search(rf"\b{re.escape(title)}\b", bare) is not None
