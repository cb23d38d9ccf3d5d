"""The two doors of a harvest: how one begins, and what a command means for a running one.

Who is asked, until when, and when all have answered is decided as in a sealed round. When the round
of those who draft closes by itself, and somebody else's words are among the lines, the round of the
authors follows in its place.
"""

from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.commands import Invited, Pass, Speak, TookBack, Via
from facilitator.core.rounds.facts import Closed, Outcome
from facilitator.core.rounds.harvest.commands import Answer, Begin, Command, Draft, Drafted
from facilitator.core.rounds.harvest.evolving import fold
from facilitator.core.rounds.harvest.facts import (
    AskingBegan,
    Fact,
    HarvestOpened,
    LineAnswered,
    LinesDrafted,
    LinesGone,
)
from facilitator.core.rounds.harvest.state import Fate, Harvest, Line, Stage
from facilitator.core.rounds.prompt_round.state import Place
from facilitator.core.rounds.prompt_round.unseen import begun

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a harvest; raises :class:`Refusal` where there is nobody to ask."""
    stage = Stage.DRAFTING if begin.seats else Stage.ASKING
    seats = begin.seats or _authors(begin.people, begin.lines)
    asking = prompt_round.Begin(begin.by, begin.prompt, seats, begin.settings, begin.seed, least=1)
    first = begun(asking, now)
    return (HarvestOpened(first, stage, begin.people, begin.lines, begin.signed),)


def _authors(people: tuple[Invited, ...], lines: tuple[Line, ...]) -> tuple[Invited, ...]:
    wanted = {line.author for line in lines if line.fate is Fate.OPEN}
    return tuple(seat for seat in people if seat.member in wanted)


def decide(state: Harvest, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    match command:
        case Draft():
            told = _draft(state, command, now)
        case Answer():
            told = _answer(state, command, now)
        case Speak(via=Via.ROOM):
            return ()
        case Speak():
            raise Refusal("line-which", {"count": len(state.lines_of(command.by))})
        case Pass() if state.stage is Stage.ASKING and not state.over:
            told = _pass(state, command, now)
        case TookBack():
            told = _took_back(state, command, now)
        case _:
            told = prompt_round.decide(state.held, command, now)
    return _onward(state, told, now)


def _onward(state: Harvest, told: Facts, now: datetime) -> Facts:
    """Where the draft is complete, the authors are asked in place of the close."""
    if state.stage is not Stage.DRAFTING or state.over:
        return told
    before = tuple(one for one in told if not isinstance(one, Closed))
    closed = [one for one in told if isinstance(one, Closed)]
    if not closed or closed[0].outcome is not Outcome.COMPLETE:
        return told
    drafted = fold(state, before)
    held, lines = drafted.held, drafted.lines
    authors = _authors(drafted.people, lines)
    if not authors:
        return told
    asking = prompt_round.Begin(held.chair, held.prompt, authors, held.settings, held.seed, least=1)
    return (*before, AskingBegan(begun(asking, now), lines))


# -- drafting ------------------------------------------------------------------------------------


def _draft(state: Harvest, draft: Draft, now: datetime) -> Facts:
    if state.over or state.stage is not Stage.DRAFTING:
        raise Refusal("harvest-past")
    seat = state.seat(draft.by)
    dropped = seat.letter if seat is not None and draft.replaces else draft.drops
    words = tuple(line.words for line in draft.lines)
    said = Speak(draft.by, words, draft.via, draft.replaces)
    followed = prompt_round.decide(state.held, said, now)
    lines = tuple(_line(one, draft.by) for one in draft.lines)
    return (LinesDrafted(draft.by, lines, dropped), *followed) if followed else ()


def _line(drafted: Drafted, by: MemberId) -> Line:
    """Who writes down a line of their own for what we keep has given it by that."""
    fate = Fate.KEPT if drafted.author == by else Fate.OPEN
    return Line(drafted.author, 0, drafted.words, by, fate)


# -- answering -----------------------------------------------------------------------------------


def _answer(state: Harvest, answer: Answer, now: datetime) -> Facts:
    if state.over or state.stage is not Stage.ASKING:
        raise Refusal("harvest-past")
    mine = {line.number for line in state.lines_of(answer.by)}
    for reply in answer.replies:
        if reply.number not in mine:
            raise Refusal("line-unknown", {"number": reply.number, "count": len(mine)})
    told = tuple(
        LineAnswered(answer.by, reply.number, reply.fate, reply.words) for reply in answer.replies
    )
    return (*told, *_settled(fold(state, told), answer, now))


def _settled(state: Harvest, answer: Answer, now: datetime) -> Facts:
    """Once all of an author's lines are answered, nobody waits for them any more."""
    seat = state.seat(answer.by)
    if seat is None or state.open_lines(answer.by) or seat.place is Place.PASSED:
        return ()
    said = Speak(answer.by, (answer.words,), Via.LETTER)
    return prompt_round.decide(state.held, said, now)


def _pass(state: Harvest, said: Pass, now: datetime) -> Facts:
    """*pass* leaves all of one's lines out, also those that were answered before."""
    left = tuple(
        LineAnswered(said.by, line.number, Fate.OUT)
        for line in state.lines_of(said.by)
        if line.fate is not Fate.OUT
    )
    seat = state.seat(said.by)
    if seat is not None and seat.place is not Place.OPEN:
        return left
    return (*left, *prompt_round.decide(state.held, said, now))


# -- taking back ---------------------------------------------------------------------------------


def _took_back(state: Harvest, taking: TookBack, now: datetime) -> Facts:
    """A line goes with its words, at any time; whose answer is taken back, is left out."""
    mine = {
        line.words for line in state.lines if taking.by in (line.author, line.drafter)
    } & {*taking.words}  # fmt: skip
    told: Facts = (LinesGone(taking.by, _sorted(mine)),) if mine else ()
    seat = state.seat(taking.by)
    answered = seat is not None and set(seat.words) & set(taking.words)
    if state.stage is Stage.ASKING and answered and not state.over:
        left = fold(state, told).lines_of(taking.by)
        told += tuple(LineAnswered(taking.by, line.number, Fate.OUT) for line in left)
    words = seat.words if seat is not None and answered else taking.words
    told += prompt_round.decide(state.held, TookBack(taking.by, words), now)
    return (*told, *_nothing_left(fold(state, told), taking.by, now)) if told else ()


def _sorted(words: set[WordsId]) -> tuple[WordsId, ...]:
    return tuple(sorted(words))


def _nothing_left(state: Harvest, member: MemberId, now: datetime) -> Facts:
    """Whose last line is gone, or left out, is waited for no more."""
    seat = state.seat(member)
    if state.over or state.stage is not Stage.ASKING or seat is None:
        return ()
    if state.open_lines(member) or seat.place is not Place.OPEN:
        return ()
    return prompt_round.decide(state.held, Pass(member), now)
