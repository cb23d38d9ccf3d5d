"""Who should hear of what happened in a discussion.

Nothing here names somebody as silent, late or away (contract §8.2): who moves to their own time is
told alone, the room hears a number. Letters are read out in full, in their author's voice, as a
reply to the card. A raised hand is acknowledged by the medium, and seen on the card. Of talk in the
room nothing is said: it is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, People, Room, To, Who, Words
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
    QuestionWanted,
    QueueFact,
    StepFact,
    Talked,
    TermFact,
    WordsTakenBack,
)
from facilitator.core.rounds.discussion.phrasing import at, matter, place_kept, word_taken
from facilitator.core.rounds.discussion.state import Discussion, Place
from facilitator.core.rounds.facts import LateWord, MemberLeft, Passed
from facilitator.core.rounds.telling import (
    late_words,
    one_by_one,
    question_came,
    read_out,
    words_removed,
)

Said = Iterator[Notice]


def notices(
    before: Discussion | None, facts: Sequence[Fact], after: Discussion
) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    for was, fact, state in one_by_one(before, facts, evolve):
        if isinstance(fact, Announced):
            said += announced(state)
        elif was is not None:
            said += _of(was, fact, state)
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
    if isinstance(fact, LateWord):
        return late_words(state, fact, {"at": at(state)}, {"member": Who(fact.member)})
    return iter(())


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
            yield from read_out(member, words, "again" if again else "first")
            about = matter(state, To(member))
            yield from question_came(state, member, words, state.settings.answerers, about)
        case QuestionWanted(member=member, said=said):
            yield _question_wanted(state, member, said=said)
        case WordsTakenBack():
            yield _taken_back(before, fact, state)
        case LetterReceived():
            return
        case _:
            assert_never(fact)


def _question_wanted(state: Discussion, member: MemberId, *, said: bool) -> Notice:
    """A kind word, alone and once; nothing is deleted, and nobody else hears of it."""
    args: dict[str, Arg] = {
        **matter(state, To(member)),
        "said": "yes" if said else "no",
        "answerers": People(state.settings.answerers),
    }
    return Notice("question_wanted", To(member), args, asks=() if said else (member,))


def _receipt(fact: LetterReceived, state: Discussion) -> Notice:
    """Shows exactly what was taken, when it is read, and whether one may write again."""
    to, most = To(fact.member), state.most_of(fact.member)
    waits = state.floor is not None or state.paused_at is not None
    args: dict[str, Arg] = {
        **matter(state, to),
        "words": Words(fact.words),
        "reading": "later" if waits else "now",
        "rest": "none" if most and len(state.letters_of(fact.member)) >= most else "more",
    }
    return Notice("words_received", to, args, shown=shown_fields(until=state.window_ends))


def _taken_back(before: Discussion, fact: WordsTakenBack, state: Discussion) -> Notice:
    """What the room heard goes to those who read by mail."""
    read = (w for letter in before.letters_of(fact.member) if letter.read for w in letter.words)
    seat = state.seat(fact.member)
    open_again = seat in state.awaited and not state.over
    rest = "words" if state.letters_of(fact.member) else "open" if open_again else "closed"
    mailed = bool(state.by_mail and {*read} & {*fact.words})
    return words_removed(fact.member, matter(state, To(fact.member)), rest, mailed=mailed)


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
