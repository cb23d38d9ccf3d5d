"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.discussion.facts import (
    Announced,
    CameToTable,
    CueGiven,
    Extended,
    Fact,
    Finished,
    HandCalled,
    HandLowered,
    HandRaised,
    LetterFact,
    LetterRead,
    LetterReceived,
    MemberReturned,
    MovedToOwnTime,
    PlaceFact,
    QuestionWanted,
    QueueFact,
    Spoke,
    StepFact,
    Swapped,
    TableEnded,
    Talked,
    TellerFound,
    TermFact,
    TurnEnded,
    WordsTakenBack,
)
from facilitator.core.rounds.discussion.state import (
    Clock,
    Discussion,
    Floor,
    Phase,
    Place,
    Raised,
    Seat,
    Settings,
    Written,
)
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
    TimeKept,
)
from facilitator.core.rounds.windows import awake, moved


def evolve(state: Discussion | None, fact: Fact) -> Discussion:
    """The discussion after ``fact``; it begins with :class:`Announced` and nothing else."""
    if isinstance(fact, Announced):
        return _announced(fact)
    if state is None:
        raise ValueError("a discussion begins with Announced")
    if isinstance(fact, LateWord):
        return replace(state, late=(*state.late, *fact.words))
    if isinstance(fact, StepFact):
        return _in_step(state, fact)
    if isinstance(fact, TermFact):
        return _on_terms(state, fact)
    seat = state.seat(fact.member)
    if seat is None:
        raise ValueError("a fact about a place needs that place")
    if isinstance(fact, QueueFact):
        return _in_queue(state, seat, fact)
    if isinstance(fact, LetterFact):
        return _with_letter(state, seat, fact)
    return _at_place(state, seat, fact)


def fold(state: Discussion, facts: Iterable[Fact]) -> Discussion:
    """The discussion after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _announced(fact: Announced) -> Discussion:
    return Discussion(
        chair=fact.chair,
        prompt=fact.prompt,
        settings=fact.settings,
        seats=tuple(_seat(invited, fact.settings) for invited in fact.seats),
        live_until=fact.live_until,
        slow_until=fact.slow_until,
        phase=fact.phase,
        timed=fact.timed,
        cue_at=fact.cue_at if fact.phase is Phase.OPEN else None,
        swap_at=fact.swap_at,
    )


def _seat(invited: Invited, settings: Settings) -> Seat:
    return replace(Seat.of(invited), silent=invited.member in settings.silent)


def _in_step(state: Discussion, fact: StepFact) -> Discussion:
    match fact:
        case TableEnded():
            return _table_cleared(state, Phase.SLOW)
        case Closed():
            return replace(_table_cleared(state, Phase.CLOSED), quiet=None, paused_at=None)
        case Cancelled():
            return replace(_table_cleared(state, Phase.CANCELLED), quiet=None, paused_at=None)
        case Paused(at=at):
            return replace(state, paused_at=at)
        case Resumed(span=span):
            return replace(_awake(_moved(state, span)), paused_at=None)
        case _:
            assert_never(fact)


def _table_cleared(state: Discussion, phase: Phase) -> Discussion:
    return replace(state, phase=phase, floor=None, hands=(), cue_at=None, swap_at=None)


def _awake(state: Discussion) -> Discussion:
    """No printed end of days in quiet time."""
    settings = state.settings
    return replace(state, slow_until=awake(state.slow_until, settings.slow, settings.quiet_times))


def _moved(state: Discussion, span: timedelta) -> Discussion:
    """Every deadline later by ``span``; that of a box which has ended stays what it was."""
    table = state.phase is Phase.OPEN
    floor = state.floor and replace(state.floor, until=state.floor.until + span)
    return replace(
        state,
        live_until=state.live_until + span if table else state.live_until,
        slow_until=state.slow_until + span,
        cue_at=moved(state.cue_at, span),
        swap_at=moved(state.swap_at, span),
        quiet=moved(state.quiet, span),
        floor=floor,
    )


def _on_terms(state: Discussion, fact: TermFact) -> Discussion:
    match fact:
        case Extended():
            return _extended(state, fact)
        case OutageGivenBack(span=span, until=until, step_until=step_until):
            later = replace(_moved(state, span), slow_until=until)
            return _box_until(later, step_until) if step_until else later
        case ChairHanded(member=member):
            return replace(state, chair=member)
        case SeatAdded(invited=invited):
            return replace(state, seats=(*state.seats, _seat(invited, state.settings)))
        case TimeKept(on=on):
            return replace(state, timed=on)
        case CueGiven():
            return replace(state, cue_at=None)
        case Swapped(member=member, swap_at=swap_at):
            turns = state.settings.table.turns if state.settings.table else ()
            turn = turns.index(member) if member in turns else len(turns)
            return replace(state, turn=turn, swap_at=swap_at)
        case TellerFound(member=member):
            return replace(state, teller=member)
        case _:
            assert_never(fact)


def _box_until(state: Discussion, until: datetime) -> Discussion:
    """The box ends then, and its cue keeps its distance."""
    longer = until - state.live_until
    cue_at, swap_at = moved(state.cue_at, longer), moved(state.swap_at, longer)
    return replace(state, live_until=until, cue_at=cue_at, swap_at=swap_at)


def _extended(state: Discussion, fact: Extended) -> Discussion:
    if fact.clock is Clock.BOX:
        state = replace(_box_until(state, fact.until), cue_at=fact.cue_at)
    else:
        state = replace(state, slow_until=fact.until)
    seat = state.seat(fact.by) if fact.by else None
    if seat is None:
        return state
    state = replace(state, extensions=(*state.extensions, fact.clock))
    return state.with_seat(replace(seat, mores=(*seat.mores, fact.clock)))


def _in_queue(state: Discussion, seat: Seat, fact: QueueFact) -> Discussion:
    match fact:
        case HandRaised():
            return _hand_up(state, seat, fact)
        case HandLowered(member=member):
            return _hand_down(state, member)
        case HandCalled(member=member, until=until):
            return replace(_hand_down(state, member), floor=Floor(member, until))
        case Spoke(member=member, until=until):
            first = state.floor is not None and not state.floor.spoke
            state = state.with_seat(replace(seat, turns=seat.turns + first))
            return replace(state, floor=Floor(member, until, spoke=True))
        case TurnEnded(at=at):
            return replace(state.with_seat(replace(seat, turn_ended=at)), floor=None)
        case _:
            assert_never(fact)


def _hand_up(state: Discussion, seat: Seat, fact: HandRaised) -> Discussion:
    """Whoever raises a hand is not through, whatever they said before."""
    hand = Raised(fact.member, fact.kind, fact.at, fact.first)
    state = _hand_down(state, fact.member).with_seat(replace(seat, place=Place.OPEN))
    return replace(state, hands=(*state.hands, hand))


def _hand_down(state: Discussion, member: MemberId) -> Discussion:
    return replace(state, hands=tuple(hand for hand in state.hands if hand.member != member))


def _with_letter(state: Discussion, seat: Seat, fact: LetterFact) -> Discussion:
    match fact:
        case LetterReceived():
            return _received(state, seat, fact)
        case LetterRead(words=words):
            return replace(state, letters=tuple(_read(each, words) for each in state.letters))
        case QuestionWanted():
            return state.with_seat(replace(seat, reminded=True))
        case WordsTakenBack(words=words, place=place):
            return _without(state, words).with_seat(replace(seat, place=place))
        case _:
            assert_never(fact)


def _received(state: Discussion, seat: Seat, fact: LetterReceived) -> Discussion:
    if fact.replaces:
        waiting = (each for each in state.letters_of(fact.member) if not each.read)
        state = _without(state, tuple(word for each in waiting for word in each.words))
    letter = Written(fact.member, fact.words, read=fact.via is Via.REPLY)
    state = replace(state, letters=(*state.letters, letter), quiet=fact.quiet or state.quiet)
    return state.with_seat(replace(seat, place=Place.DONE)) if seat.slow else state


def _read(letter: Written, words: tuple[WordsId, ...]) -> Written:
    return replace(letter, read=True) if letter.words == words else letter


def _without(state: Discussion, words: tuple[WordsId, ...]) -> Discussion:
    left = (_letter_without(letter, words) for letter in state.letters)
    letters = tuple(letter for letter in left if letter.words)
    return replace(state, letters=letters, withdrawn=(*state.withdrawn, *words))


def _letter_without(letter: Written, words: tuple[WordsId, ...]) -> Written:
    return replace(letter, words=tuple(word for word in letter.words if word not in words))


def _at_place(state: Discussion, seat: Seat, fact: PlaceFact) -> Discussion:
    match fact:
        case Finished(member=member):
            changed = replace(seat, place=Place.DONE)
        case Talked(member=member, quiet=quiet):
            changed = replace(seat, place=Place.DONE)
            state = replace(state, quiet=quiet)
        case Passed(member=member):
            changed = replace(seat, place=Place.PASSED)
        case CameToTable(member=member):
            changed = replace(seat, lane=Lane.LIVE, place=Place.OPEN)
        case MovedToOwnTime(member=member):
            changed = replace(seat, lane=Lane.SLOW)
        case MemberLeft(member=member):
            changed = replace(seat, gone=True)
            state = replace(state, chair=None if state.chair == member else state.chair)
        case MemberReturned(member=member, lane=lane):
            changed = replace(seat, lane=lane, gone=False)
        case _:
            assert_never(fact)
    return _off_the_floor(state, member).with_seat(changed)


def _off_the_floor(state: Discussion, member: MemberId) -> Discussion:
    """Neither a hand nor the word stays with somebody whose place has changed."""
    floor = None if state.speaker == member else state.floor
    return replace(_hand_down(state, member), floor=floor)
