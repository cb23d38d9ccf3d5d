"""What a member's words about a poll are: an answer, a pass, more time, or talk.

The kinds read what is chosen; what is the same for every kind is read here.
"""

from dataclasses import dataclass

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.kinds import Taken, editing
from facilitator.core.rounds.poll.kinds.copies import is_filled
from facilitator.core.rounds.poll.kinds.naming import plain
from facilitator.core.rounds.poll.state import Mark, Poll
from facilitator.core.rounds.poll.tally import kind_of

_PASSES = frozenset({"pass", "i pass", "skip", "⏭", "no vote"})
_MORE = frozenset({"more", "more time", "⏳"})


@dataclass(frozen=True, slots=True)
class MoreTime:
    """*more*."""


Reading = Taken | MoreTime


def read(poll: Poll, text: str) -> Reading | None:
    """What a text says; None where it says nothing of the options. A pass is an answer without marks.

    Raises ``Refusal`` where it tries to answer and is not clear.
    """
    said = plain(text)
    if said in _PASSES:
        return Taken(())
    if said in _MORE:
        return MoreTime()
    return kind_of(poll).read(text, poll.options, poll.settings)


def on_paper(poll: Poll, words: str, whole: str) -> str:
    """What a letter answers: its new ``words``, with the ballot that came back in the ``whole`` mail
    where somebody has filled it in: as a quote, too, for that is how mail programs send it back.

    Raises ``Refusal`` where ballot and words are two answers.
    """
    own = editing.beside(words).strip()
    try:
        ballot = _filled(poll, whole)
        on_ballot = read(poll, ballot) if ballot else None
    except Refusal:
        if own and not _is_talk(poll, own):
            return own  # what cannot be read may be an older answer, quoted below a new one
        raise
    if not ballot:
        return own if editing.lines_in(words, poll.options) else words
    said = _read_quietly(poll, own)
    if said and isinstance(on_ballot, Taken):
        if said.marks != on_ballot.marks:
            raise Refusal(Code.UNREAD)
        own = said.reason  # the same answer twice is no reason for itself
    return f"{own}\n{ballot}".strip()


def _filled(poll: Poll, whole: str) -> str:
    """The ballot that came back, its lines whole and without quoting; empty where nobody filled it in."""
    lines = editing.lines_in(whole, poll.options)
    if not is_filled(lines):
        return ""
    return "\n".join(
        f"[{line.mark}] {line.number}. {poll.option(line.option).text}" for line in lines
    )


def _is_talk(poll: Poll, text: str) -> bool:
    try:
        return read(poll, text) is None
    except Refusal:
        return False


def _read_quietly(poll: Poll, text: str) -> Taken | None:
    """What words say by themselves, where they say it clearly."""
    try:
        said = read(poll, text) if text else None
    except Refusal:
        return None
    return said if isinstance(said, Taken) else None


def tapped(poll: Poll, emoji: str) -> Mark | Reading | None:
    """What a reaction says; None where it is just warmth."""
    if emoji in _PASSES:
        return Taken(())
    if emoji in _MORE:
        return MoreTime()
    return kind_of(poll).tap(emoji, poll.options, poll.settings)


def taps(poll: Poll) -> tuple[str, ...]:
    """What is put under the card: none where a tap would show whose answer it is."""
    if poll.hides:
        return ()
    known = kind_of(poll).taps(poll.options, poll.settings)
    return (*known, "⏭️") if known else ()
