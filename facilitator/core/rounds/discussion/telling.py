"""Who should hear of what happened in a discussion.

Nothing here names somebody as silent, late or away (contract §8.2): who moves to their own time is
told alone, the room hears a number. Letters are read out in full, in their author's voice, as a
reply to the card. A raised hand is acknowledged by the medium, and seen on the card. Of talk in the
room nothing is said: it is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, At, Notice, Room, Text, To, Who, Words
from facilitator.core.rounds.arguments import shown_fields
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.discussion.announcing import announced, of_step, of_terms
from facilitator.core.rounds.discussion.evolving import evolve
from facilitator.core.rounds.discussion.facts import (
    Announced,
    CameToTable,
    Fact,
    Finished,
    HandCalled,
    LetterFact,
    LetterRead,
    LetterReceived,
    MemberReturned,
    MovedToOwnTime,
    PlaceFact,
    QueueFact,
    StepFact,
    Talked,
    TermFact,
    WordsTakenBack,
)
from facilitator.core.rounds.discussion.phrasing import at, matter, place_kept, word_taken
from facilitator.core.rounds.discussion.state import Discussion, Place
from facilitator.core.rounds.facts import LateWord, MemberLeft, Passed

Said = Iterator[Notice]


def notices(
    before: Discussion | None, facts: Sequence[Fact], after: Discussion
) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state = before
    for fact in facts:
        told = evolve(state, fact)
        if isinstance(fact, Announced):
            said += announced(told)
        elif state is not None:
            said += _of(state, fact, told)
        state = told
    return tuple(said)


def _of(before: Discussion, fact: Fact, state: Discussion) -> Said:
    if isinstance(fact, StepFact):
        return of_step(before, fact, state)
    if isinstance(fact, TermFact):
        return of_terms(before, fact, state)
    if isinstance(fact, QueueFact):
        return _of_queue(before, fact)
    if isinstance(fact, LetterFact):
        return _of_letter(before, fact, state)
    if isinstance(fact, PlaceFact):
        return _of_place(fact, state)
    return _late(fact, state) if isinstance(fact, LateWord) else iter(())


def _of_queue(before: Discussion, fact: QueueFact) -> Said:
    """Only a call is said aloud; where one called says nothing, the next call says enough."""
    hand = before.hand(fact.member)
    if not isinstance(fact, HandCalled) or hand is None:
        return
    args: Mapping[str, Arg] = {
        "member": Who(fact.member),
        "hand": "first" if hand.first else hand.kind.value,
        "until": At(fact.until),
    }
    shown = shown_fields(fact.member, fact.until)
    yield Notice("hand_called", Room(), args, asks=(fact.member,), shown=shown)


def _of_letter(before: Discussion, fact: LetterFact, state: Discussion) -> Said:
    match fact:
        case LetterReceived(via=Via.LETTER):
            yield _receipt(fact, state)
        case LetterRead(member=member, words=words):
            again = any(letter.read for letter in before.letters_of(member))
            yield _introduced(member, "again" if again else "first")
            yield _aloud(member, words)
            yield from _to_answerers(member, words, state)
        case WordsTakenBack():
            yield _taken_back(before, fact, state)
        case LetterReceived():
            return
        case _:
            assert_never(fact)


def _to_answerers(member: MemberId, words: tuple[WordsId, ...], state: Discussion) -> Said:
    """Whoever answers in their own time is told a letter's question as it comes; the table has heard it."""
    answerers = state.settings.answerers
    if member in answerers:
        return
    for seat in state.seats:
        if seat.member in answerers and seat.slow and seat.present:
            to = To(seat.member)
            args: dict[str, Arg] = {
                **matter(state, to), "member": Who(member), "words": Words(words),
            }  # fmt: skip
            yield Notice("question_came", to, args, asks=(seat.member,))


def _receipt(fact: LetterReceived, state: Discussion) -> Notice:
    """Shows exactly what was taken, when it is read, and whether one may write again."""
    to, most = To(fact.member), state.settings.most_each
    waits = state.floor is not None or state.paused_at is not None
    args: dict[str, Arg] = {
        **matter(state, to),
        "words": Words(fact.words),
        "reading": "later" if waits else "now",
        "rest": "none" if most and len(state.letters_of(fact.member)) >= most else "more",
    }
    return Notice("words_received", to, args, shown=shown_fields(until=state.window_ends))


def _introduced(member: MemberId, reading: str) -> Notice:
    args: Mapping[str, Arg] = {"member": Who(member), "reading": reading}
    return Notice("letter_read", Room(), args, shown=shown_fields(member))


def _aloud(member: MemberId, words: tuple[WordsId, ...]) -> Notice:
    """A member's own words, in their voice: no catalogue is asked."""
    args = {"words": Words(words)}
    return Notice("letter", Room(), args, shown=shown_fields(member), voice=member, on_card=True)


def _taken_back(before: Discussion, fact: WordsTakenBack, state: Discussion) -> Notice:
    """What is left of the place, and whether the words may be in a mailbox: what the room heard
    goes to those who read by mail."""
    to = To(fact.member)
    read = (w for letter in before.letters_of(fact.member) if letter.read for w in letter.words)
    seat = state.seat(fact.member)
    open_again = seat in state.awaited and not state.over
    rest = "words" if state.letters_of(fact.member) else "open" if open_again else "closed"
    args: dict[str, Arg] = {
        **matter(state, to),
        "rest": rest,
        "mailed": "yes" if state.by_mail and {*read} & {*fact.words} else "no",
    }
    return Notice("words_removed", to, args)


def _of_place(fact: PlaceFact, state: Discussion) -> Said:
    seat = state.seat(fact.member)
    if seat is None:
        return
    match fact:
        case Passed() | Finished():
            if seat.slow:
                yield word_taken(state, seat, "pass" if seat.place is Place.PASSED else "done")
        case MovedToOwnTime(at=at):
            if state.window_ends > at:
                yield place_kept(state, seat)
        case MemberReturned():
            if seat in state.awaited:
                yield place_kept(state, seat)
        case CameToTable() | MemberLeft() | Talked():
            return
        case _:
            assert_never(fact)


def _late(fact: LateWord, state: Discussion) -> Said:
    """Kept, answered kindly, shown to who has the chair, never added (contract §5)."""
    prompt = Text(state.prompt)
    yield Notice("late_words_kept", To(fact.member), {"prompt": prompt, "at": at(state)})
    if state.chair is not None and state.chair != fact.member:
        args: Mapping[str, Arg] = {
            "prompt": prompt,
            "member": Who(fact.member),
            "words": Words(fact.words),
        }
        yield Notice("late_words_for_host", To(state.chair), args)
