"""Sense check: does it look good so far? It shows what people think, and never decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.core.notices import Sentence, Text
from facilitator.core.rounds.poll.kinds import choose, editing, ticking
from facilitator.core.rounds.poll.kinds.kind import (
    Cast,
    Kind,
    Options,
    Reader,
    Result,
    Taken,
    figure,
)
from facilitator.core.rounds.poll.kinds.naming import DRESS
from facilitator.core.rounds.poll.state import Came, Hidden, Mark, Settings

WORDS: Mapping[str, int] = {
    **dict.fromkeys(("👍", "✅", "yes", "good", "fine", "looks good", "good to me", "like it",
                     "i like it", "looks good to me", "looking good", "ok", "okay"), 1),
    **dict.fromkeys(("🤷", "🤷‍♀", "🤷‍♂", "unsure", "not sure", "not sure yet", "maybe",
                     "don't know", "i don't know", "no idea", "i'm not sure", "i am not sure"), 2),
    **dict.fromkeys(("🤔", "👎", "❌", "no", "worried", "concerned", "not good", "i am worried",
                     "i'm worried", "i am concerned", "i'm concerned", "bad"), 3),
}  # fmt: skip
"""What people say to a sense check, and which of the three it is."""


def by_words(text: str, words: Mapping[str, int]) -> tuple[int, str] | None:
    """Return which option a text says by one of ``words``, and the reason given with it."""
    for answer, reason in (*ticking.with_reason(text), *_up_to_a_comma(text)):
        said = answer.replace("\ufe0f", "").strip().casefold().replace("’", "'")
        found = words.get(said) or words.get(said.strip(DRESS.replace("?", "")))
        if found is not None:
            return found, reason
    return None


def _up_to_a_comma(text: str) -> tuple[tuple[str, str], ...]:
    """ "worried, it floods": the word, and why."""
    for sign in (",", ":", " - ", " – ", ". "):
        first, found, rest = text.strip().partition(sign)
        if found and rest.strip():
            return ((first, rest.strip()),)
    return ()


def reader(words: Mapping[str, int]) -> Reader:
    """Return a reader of one answer among fixed options: by ``words``, a number, or a ballot."""

    def read(text: str, options: Options, settings: Settings) -> Taken | None:
        chosen = ticking.ticked(text, options)
        said = text if chosen is None else editing.beside(text)
        if not chosen and (found := by_words(said, words)):
            return Taken((Mark(found[0]),), found[1])
        return choose.read(text, options, settings)

    return read


def count(ballots: Sequence[Cast], options: Options, settings: Settings) -> Result:
    """Count, and decide nothing: the lines stand in the order of the options."""
    counted = choose.votes(ballots)
    lines = tuple(
        Sentence(
            "poll-figure",
            {"option": Text(one.text), "votes": figure(counted[one.number], settings)},
        )
        for one in options
    )
    return Result(Came.SHOWN if counted.total() else Came.NOBODY, (), lines)


def usual(settings: Settings) -> Settings:
    """Everybody sees how it stands: it is a glance at the room."""
    return replace(settings, hidden=Hidden.NO)


TAPS: Mapping[str, int] = {"👍": 1, "🤷": 2, "🤔": 3}


def tap(emoji: str, options: Options, settings: Settings) -> Mark | None:
    """Return what a tap stands for; on a phone it may have a skin tone or a sex."""
    number = WORDS.get(emoji.replace("\ufe0f", ""))
    return Mark(number) if number else None


def is_worried(marks: tuple[Mark, ...]) -> bool:
    """Whether somebody would like a reason with it."""
    return any(mark.option == WORRIED for mark in marks)


WORRIED = 3

CHECK = Kind(
    "check", reader(WORDS), choose.write, count, choose.tell,
    fixed=("good", "unsure", "worried"), decides=False, usual=usual, tap=tap,
    taps=lambda options, settings: tuple(TAPS), against=is_worried, ticked=True,
)  # fmt: skip
