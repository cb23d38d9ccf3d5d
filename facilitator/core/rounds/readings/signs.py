"""The signs by which an answer to a proposal is read: one table for each language.

Every entry is a phrase, written as a regular expression: a blank stands for any white space, case
never matters, and a phrase never begins or ends inside a word. A new language is a new table beside
``english`` and a line in ``readings``; no function knows a word.

Two kinds of fields. What *counts* (``COUNTED``) is read in the language in which people are asked,
and in English. What only makes the reader careful holds in every language there is a table for: a
*not* is a *not* in whatever language it stands.
"""

import re
from dataclasses import dataclass, fields

COUNTED = frozenset({
    "consent", "goes_on", "settled", "mine", "clear", "concern", "object", "named", "aside", "passing",
    "i_pass", "of_this", "more", "question", "same", "worry", "i_object", "i_worry",
})  # fmt: skip
"""The fields by which an answer may count. All others can only make the reader ask."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The phrases of one language, by what they are a sign of."""

    # -- what counts
    consent: tuple[str, ...] = ()
    """The word of consent, at the start of an answer."""
    goes_on: tuple[str, ...] = ()
    """What may follow it without narrowing it: "to this", "with pleasure"."""
    settled: tuple[str, ...] = ()
    """Phrases that are consent when they are the whole answer (contract §6)."""
    mine: tuple[str, ...] = ()
    """Whose phrase it is: "from me"."""
    clear: tuple[str, ...] = ()
    """What holds a no and stands against nothing: "no worries", "without reservations"."""
    concern: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    """The word of passing, alone or before a stop: "pass the word on" is talk."""
    i_pass: tuple[str, ...] = ()
    """The same as a sentence, that may go on with ``of_this``."""
    of_this: tuple[str, ...] = ()
    """What may follow "I pass", "I stand aside": "on this one"."""
    more: tuple[str, ...] = ()
    """The word for more time, alone or before a stop."""
    question: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """What speaks of the word itself: "Object would be too strong a word"."""
    same: tuple[str, ...] = ()
    """My answer to the earlier version again, as the whole answer."""
    worry: tuple[str, ...] = ()
    """What a worry is called, with what leads up to it: "with the concern"."""
    i_object: tuple[str, ...] = ()
    """An objection in free words, anywhere in an answer."""
    i_worry: tuple[str, ...] = ()
    """A concern in free words, anywhere in an answer."""

    # -- what goes round the answer and is no part of it
    greeting: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    parting: tuple[str, ...] = ()
    smile: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    """The line above somebody else's mail."""

    # -- what makes the reader ask
    negation: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    """Where this is all that follows a word: "none", "nothing"."""
    condition: tuple[str, ...] = ()
    """What could narrow a consent."""
    limit: tuple[str, ...] = ()
    """The plain conditions, that narrow a concern too: "only if", "unless"."""
    supposing: tuple[str, ...] = ()
    """What makes a sentence a thought only: "if", "unless"."""
    narrowing: tuple[str, ...] = ()
    """What begins a change of the text right after the word: "at eight", "on Mondays"."""
    hedge: tuple[str, ...] = ()
    """Half a heart."""
    joke: tuple[str, ...] = ()
    """Said in jest: nothing stands."""
    opposing: tuple[str, ...] = ()
    """What goes further than a worry."""
    objecting: tuple[str, ...] = ()
    """Any mention of objecting."""
    other: tuple[str, ...] = ()
    """The words of the positions that are neither consent nor an objection."""
    yielding: tuple[str, ...] = ()
    """One's own "it may go ahead", in a sentence."""
    favour: tuple[str, ...] = ()
    """Any word in favour."""
    reported: tuple[str, ...] = ()
    """Somebody else's words follow."""
    over: tuple[str, ...] = ()
    """What follows an objection or a worry that is no more: "is met", "was"."""
    lets_go: tuple[str, ...] = ()
    """What comes before one that is given up: "I withdraw"."""
    against: tuple[str, ...] = ()
    """A plain no, without a harm."""
    others: tuple[str, ...] = ()
    """The answer of somebody else for one's own: "same as Ana"."""
    out: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """How a question begins."""
    hint: tuple[str, ...] = ()
    """Any other sign that a position is meant."""
    near: tuple[str, ...] = ()
    """The plain words of the positions: whoever nearly wrote one is asked."""


def joined(counting: tuple[Signs, ...], careful: tuple[Signs, ...]) -> Signs:
    """One table: what counts in ``counting``, and what makes careful in ``careful``."""

    def phrases(name: str) -> tuple[str, ...]:
        tables = counting if name in COUNTED else careful
        return tuple(dict.fromkeys(phrase for table in tables for phrase in getattr(table, name)))

    return Signs(**{field.name: phrases(field.name) for field in fields(Signs)})


class Patterns:
    """The phrases of a table, ready to be looked for. Compiled when first used."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._made: dict[str, re.Pattern[str]] = {}
        self.near = signs.near

    def __getattr__(self, name: str) -> re.Pattern[str]:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _compiled(getattr(self._signs, name))
        return made


def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return _like(rf"(?<!\w)(?:{_any(phrases)})(?!\w)" if phrases else r"(?!)")


def _any(phrases: tuple[str, ...]) -> str:
    return "|".join(phrases) or "(?!)"


def _like(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"(?<!\\) ", r"\\s+", pattern), re.IGNORECASE)
