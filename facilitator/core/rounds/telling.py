"""What is said in the same way of rounds of several forms: words that came, times that moved, the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TypeVar

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Letter, Notice, Room, Text, To, Who, Words
from facilitator.core.rounds.arguments import Round, counts, matter, shown_fields, where
from facilitator.core.rounds.facts import LateWord
from facilitator.core.rounds.seats import S, Seated
from facilitator.core.rounds.windows import WORTH_TELLING

Said = Iterator[Notice]
State = TypeVar("State")
Fact = TypeVar("Fact")


def one_by_one(
    before: State | None, facts: Iterable[Fact], evolve: Callable[[State | None, Fact], State]
) -> Iterator[tuple[State | None, Fact, State]]:
    """Each fact, with the round as it was before it and as it is after it."""
    for fact in facts:
        after = evolve(before, fact)
        yield before, fact, after
        before = after


# -- words ---------------------------------------------------------------------------------------


def read_out(member: MemberId, words: tuple[WordsId, ...], reading: str) -> Said:
    """Whose words these are, then the words in their author's voice: no catalogue is asked for those."""
    shown = shown_fields(member)
    introduced: Mapping[str, Arg] = {"member": Who(member), "reading": reading}
    yield Notice("letter_read", Room(), introduced, shown=shown)
    yield aloud(member, words)


def aloud(member: MemberId, words: tuple[WordsId, ...]) -> Notice:
    """A member's own words, in their voice."""
    args = {"words": Words(words)}
    return Notice("letter", Room(), args, shown=shown_fields(member), voice=member, on_card=True)


def question_came(
    state: Seated[S],
    author: MemberId,
    words: tuple[WordsId, ...],
    answerers: tuple[MemberId, ...],
    about: Mapping[str, Arg],
) -> Said:
    """Whoever answers in their own time is told each question as it comes; the table has heard it."""
    if author in answerers:
        return
    args = {**about, "member": Who(author), "words": Words(words)}
    for seat in state.seats:
        if seat.member in answerers and seat.slow and seat.present:
            yield Notice("question_came", To(seat.member), args, asks=(seat.member,))


def late_words(
    state: Seated[S], fact: LateWord, answer: Mapping[str, Arg], shown: Mapping[str, Arg]
) -> Said:
    """Kept, answered kindly, shown to who has the chair, never added (contract §5).

    ``answer`` and ``shown`` are what a form adds to the two messages.
    """
    prompt = Text(state.prompt)
    yield Notice("late_words_kept", To(fact.member), {"prompt": prompt, **answer})
    if state.chair is not None and state.chair != fact.member:
        args = {"prompt": prompt, "words": Words(fact.words), **shown}
        yield Notice("late_words_for_host", To(state.chair), args)


def words_removed(member: MemberId, about: Mapping[str, Arg], rest: str, *, mailed: bool) -> Notice:
    """What is left of their place (``open``, other ``words``, or ``closed`` with the round), and
    whether the words have gone out in letters, which nobody can call back."""
    args = {**about, "rest": rest, "mailed": "yes" if mailed else "no"}
    return Notice("words_removed", To(member), args)


def echo_opened(
    state: Round, letter: Letter, at_table: tuple[MemberId, ...], apart: Iterable[MemberId]
) -> Said:
    """The room's readers have heard it all; those in their own time get it whole."""
    args: Mapping[str, Arg] = {**matter(state), "letter": letter}
    shown = shown_fields(until=state.ends)
    yield Notice("echo_opened", Room(), {**args, "where": "room"}, at_table, shown)
    for member in apart:
        yield Notice("echo_opened", To(member), {**args, "where": "alone"}, (member,), shown)


# -- time, and the end ---------------------------------------------------------------------------


def time_moved(
    kind: str, state: Round, why: str, step: str, span: timedelta, planning: Iterable[MemberId]
) -> Said:
    """A printed time is later by ``span``: the room hears it, and alone those who plan by it."""
    args: Mapping[str, Arg] = {**matter(state), "why": why, "step": step}
    shown = shown_fields(until=state.ends)
    yield Notice(kind, Room(), {**args, "where": "room"}, shown=shown)
    if span >= WORTH_TELLING:
        for member in planning:
            yield Notice(kind, To(member), {**args, "where": "alone"}, shown=shown)


def closed(state: Round, to: Room | To, outcome: str) -> Notice:
    """It is over, and how: numbers of places, never names."""
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "outcome": outcome,
        "where": where(to),
        **counts(state),
    }
    return Notice("round_closed", to, args, shown=shown_fields(outcome=outcome))
