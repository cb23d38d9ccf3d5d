"""What a kind of poll is: how its answers are read and written, and how they are counted.

Everything else (who is asked, until when, what is shown to whom) is the same for every kind and
stands in the poll itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from facilitator.core.notices import At, Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer as it was read: the marks, and the reason given with them."""

    marks: tuple[Mark, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot as it is counted: nobody's name is needed for that."""

    marks: tuple[Mark, ...]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a count came to, whatever the quorum says.

    ``chosen`` are the winner, those elected, or, at a tie, those who are level; in their order.
    ``lines`` tell the count, one sentence a line; ``steps`` how it went, where it has rounds.
    """

    came: Came
    chosen: tuple[int, ...] = ()
    lines: tuple[Sentence, ...] = ()
    steps: tuple[Sentence, ...] = ()


Options = Sequence[Option]
Reader = Callable[[str, Options, Settings], Taken | None]
"""Reads an answer in words, or a ballot that came back. None where the text says nothing of the
options (it is talk). Raises ``Refusal`` where it tries to and is not clear: the sentence says what
to write instead. *pass*, *more* and *take back* never come here."""

Writer = Callable[[Options, Settings, tuple[Mark, ...]], str]
"""Writes the ballot as a plain-text mailer can edit it: one option a line, with ``marks`` filled in."""

Counter = Callable[[Sequence[Cast], Options, Settings], Result]
"""Counts; passes are not among the ballots. The same ballots in any order come to the same."""

Teller = Callable[[tuple[Mark, ...], Options, Settings], tuple[Sentence, ...]]
"""Tells one member's own marks, for the receipt: the names of options, and what each was given."""


def made(typed: Sequence[str], settings: Settings, now: datetime) -> tuple[Option, ...]:
    """The options as they were written, numbered."""
    return tuple(Option(number, text) for number, text in enumerate(typed, 1))


def _as_it_is(settings: Settings) -> Settings:
    return settings


def _nothing_to_check(settings: Settings, options: Options) -> Settings:
    return settings


def _no_tap(emoji: str, options: Options, settings: Settings) -> Mark | None:
    return None


def label(option: Option, settings: Settings) -> Text | At:
    """An option as it is named within a line."""
    return Text(option.text)


def brief(marks: tuple[Mark, ...], options: Options, settings: Settings) -> str:
    """An answer in one line without a word of ours: the names of the options that have a mark."""
    return ", ".join(options[mark.option - 1].text for mark in marks if mark.value)


def _speaks_for(marks: tuple[Mark, ...]) -> bool:
    return False


def _no_taps(options: Options, settings: Settings) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of poll.

    Its words are ``poll-<name>-name`` (what it is called), ``poll-<name>-how`` (how one answers in
    chat; with ``$seen``: yes | no, and the numbers of ``saying.limits``) and
    ``poll-<name>-how-by-mail`` (the same in a letter, right above the ballot).

    ``fixed`` are the keys of its options where they are always the same: the words for ``key`` are
    ``poll-<name>-<key>`` of the catalogue, and nobody writes any. ``make`` makes options of
    the lines that were written, or refuses. ``usual`` are the settings that
    hold where nothing else is asked for; ``prepare`` fits them to the options, or refuses. ``tap``
    says which mark a reaction stands for, ``taps`` what is put under the card; ``gathers``: several
    taps of one person stand together. ``ticked``: an answer is options, and nothing more about them, so
    that a poll of the room itself can carry it. ``decides``: it can come to a decision, and does not
    only show what people think.
    """

    name: str
    read: Reader
    write: Writer
    count: Counter
    tell: Teller
    fixed: tuple[str, ...] = ()
    least_options: int = 2
    decides: bool = True
    make: Callable[[Sequence[str], Settings, datetime], tuple[Option, ...]] = made
    usual: Callable[[Settings], Settings] = _as_it_is
    prepare: Callable[[Settings, Options], Settings] = _nothing_to_check
    tap: Callable[[str, Options, Settings], Mark | None] = _no_tap
    taps: Callable[[Options, Settings], tuple[str, ...]] = _no_taps
    gathers: bool = False
    ticked: bool = False
    against: Callable[[tuple[Mark, ...]], bool] = _speaks_for
    """Whether marks speak against it, so that a reason is owed with ``reason=objection``."""
    label: Callable[[Option, Settings], Text | At] = label
    brief: Callable[[tuple[Mark, ...], Options, Settings], str] = brief


def no_threshold(settings: Settings) -> None:
    """Refuse a threshold, where votes are no shares of those who choose."""
    if settings.threshold_percent:
        raise Refusal(Code.SETTING, {"setting": Text("threshold"), "which": "threshold"})


def no_weights(settings: Settings) -> None:
    """Refuse weights, where people are counted, or papers by rules that know none."""
    if settings.weighted:
        raise Refusal(Code.WEIGHTS_KIND)


def figure(votes: int, settings: Settings) -> int | str:
    """Votes as they are told: where answers weigh differently with three decimals at most, none of them
    rounded."""
    if votes % settings.unit == 0:
        return votes // settings.unit
    whole, rest = divmod(votes * 1000 // settings.unit, 1000)
    return f"{whole}.{rest:03}".rstrip("0")


def share(part: int, whole: int) -> int:
    """A part of a whole in percent, rounded down: what is just below a threshold never meets it."""
    return int(Fraction(100 * part, whole)) if whole else 0
