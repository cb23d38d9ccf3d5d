"""Who may read what was said in a step, and when.

What is said in a step is for everybody at once, unless it is written in silence, sealed until a later
step opens it, or told to a role alone. Sealed means sealed: before it opens, and for ever where it
stays its author's, no prompt, letter or message has any of it (contract §8.9).
"""

from collections.abc import Iterator

from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import (
    CIRCLE,
    GROUP,
    Announce,
    DotVote,
    Harvest,
    Pairs,
    Pick,
    PromptRound,
    Reveal,
    RevealOrder,
    SilentWriting,
    SmallGroups,
    Step,
    asks,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.dot_vote.state import Sum
from facilitator.core.rounds.session.chance import draw
from facilitator.core.rounds.session.state import Heard, Session, Told


def readers(step: Step) -> str | None:
    """Return who alone reads what is said in a step: a role (or a word for its author); None: all."""
    if isinstance(step.does, Announce) and step.does.by is not None and step.does.to is not None:
        return step.does.to
    if isinstance(step.does, Pairs | SmallGroups):
        return GROUP  # a table's words are for those who sit there, whatever a file says
    return None if step.see == CIRCLE else step.see


def begins_among_few(format_: Format) -> bool:
    """Whether what a practice begins with is for some alone: then nobody else hears whose it is."""
    first = format_.steps[0] if format_.steps else None
    if first is None or isinstance(first.does, Pairs | SmallGroups):
        return False
    told = isinstance(first.does, Announce) and first.does.to is not None
    return (told or first.who.role is not None) and readers(first) is not None


def opens_later(format_: Format, step: Step) -> bool:
    """Whether a step after this one opens what is said in it."""
    return any(one.reveal is not None and step.id in one.reveal.of for one in format_.steps)


def is_withheld(format_: Format, step: Step) -> bool:
    """Whether the end of the step itself shows nothing to the circle."""
    if readers(step) is not None or isinstance(step.does, SilentWriting):
        return True
    if isinstance(step.does, DotVote | Pick):
        return opens_later(format_, step)
    return isinstance(step.does, PromptRound) and step.does.sealed and opens_later(format_, step)


def is_between_few(state: Session) -> bool:
    """Whether the present step is between a few alone: not even its question is for the others."""
    step = state.step
    if step is None or not state.begun or not asks(step):
        return False
    few = len(state.places(step)) < len(state.seats)
    return few and is_withheld(state.format, step) and not opens_later(state.format, step)


def is_signed(format_: Format, step: Step) -> bool:
    """Whether names stand with the words of a step: nobody's who wrote without one."""
    match step.does:
        case Reveal(of=of, signed=signed):
            sources = (format_.step(name) for name in of)
            return signed and all(is_signed(format_, one) for one in sources if one)
        case SilentWriting(signed=signed):
            return signed
        case Harvest(of=of, by=None):
            return all(is_signed(format_, one) for name in of if (one := format_.step(name)))
        case _:
            return True


def is_open(state: Session, heard: Heard) -> bool:
    """Whether everybody in the circle may read this by now."""
    step = state.format.step(heard.step)
    if step is None or not is_withheld(state.format, step):
        return step is not None
    return readers(step) is None and any(
        one.lap > heard.lap and heard.step in reveal.of for one, reveal in _reveals(state)
    )


def _reveals(state: Session) -> Iterator[tuple[Heard, Reveal]]:
    for heard in state.heard:
        step = state.format.step(heard.step)
        if step is not None and step.reveal is not None and readers(step) is None:
            yield heard, step.reveal


def latest(state: Session, step: str) -> Heard | None:
    """Return what came of a step, or of one that has rewritten it since.

    A pass rewrites nothing, and neither does what is told to a role alone.
    """
    for heard in reversed(state.heard):
        if heard.step == step or (
            any(told.words for told in heard.told) and _rewrote(state, heard, step)
        ):
            return heard
    return None


def _rewrote(state: Session, heard: Heard, step: str) -> bool:
    other = state.format.step(heard.step)
    if other is None or other.announce is None or readers(other) is not None:
        return False
    return other.announce.rewrites == step


def shown(state: Session, step: str) -> tuple[WordsId, ...]:
    """Return the words of an earlier step, as far as everybody may read them, to ask about them.

    Words without names come in an order of chance: their places would tell whose they are.
    """
    heard = latest(state, step)
    if heard is None or not is_open(state, heard):
        return ()
    passed = passed_aloud(state, heard)
    words = tuple(word for told in heard.told if told.member not in passed for word in told.words)
    source = state.format.step(heard.step)
    if source is None or is_signed(state.format, source):
        return words
    return tuple(sorted(words, key=lambda word: draw(state.seed, f"shown:{word}")))


def passed_aloud(state: Session, heard: Heard) -> set[MemberId]:
    """Who passed when what they wrote was to be told aloud: it stays theirs."""
    later = (one for one in state.heard if one.lap > heard.lap)
    aloud = (one for one in later if _tells(state, one, heard.step))
    return {told.member for one in aloud for told in one.told if not told.words}


def _tells(state: Session, later: Heard, source: str) -> bool:
    step = state.format.step(later.step)
    reveal = step.reveal if step else None
    return reveal is not None and reveal.aloud and source in reveal.of


def opened(state: Session, reveal: Reveal) -> tuple[Told, ...]:
    """Return what a reveal shows, in its order; of totals only, nothing of what was said.

    The order of the places is kept for words with names only.
    """
    if reveal.totals:
        return ()
    told = [one for name in reveal.of for one in _sealed(state, name)]
    order = [seat.member for seat in (*state.seats, *state.gone)]
    if reveal.order is RevealOrder.SEATS and all(_is_signed(state, name) for name in reveal.of):
        return tuple(sorted(told, key=lambda one: _place(order, one.member)))
    return tuple(sorted(told, key=lambda one: draw(state.seed, f"open:{one.words[0]}")))


def totals(state: Session, reveal: Reveal) -> tuple[Sum, ...]:
    """Return the sums that a reveal shows: those of the votes it opens."""
    heards = (state.last_heard(name) for name in reveal.of)
    return tuple(one for heard in heards if heard is not None for one in heard.sums)


def unplaced(state: Session, reveal: Reveal) -> int:
    """How many points nobody placed, for a reveal of the totals: what stays in the common purse."""
    if not reveal.totals:
        return 0
    votes = [step for name in reveal.of if (step := state.format.step(name)) and step.dot_vote]
    given = sum(len(state.places(step)) * step.dot_vote.points for step in votes if step.dot_vote)
    return max(0, given - sum(one.points for one in totals(state, reveal)))


def _sealed(state: Session, name: str) -> tuple[Told, ...]:
    """What waits to be opened of a step (of each time it was held), or what has replaced it."""
    step, last = state.format.step(name), latest(state, name)
    kept = step is not None and step.silent_writing is not None and step.silent_writing.kept
    if step is None or last is None or kept or readers(step) is not None:
        return ()
    waits = [one for one in state.heard if one.step == name and not is_open(state, one)]
    return _gathered(waits if last.step == name else [last])


def _gathered(heards: list[Heard]) -> tuple[Told, ...]:
    """Everybody's words in one piece each."""
    words: dict[MemberId, tuple[WordsId, ...]] = {}
    for told in (told for heard in heards for told in heard.told if told.words):
        words[told.member] = (*words.get(told.member, ()), *told.words)
    return tuple(Told(member, said) for member, said in words.items())


def _is_signed(state: Session, step: str) -> bool:
    found = state.format.step(step)
    return found is not None and is_signed(state.format, found)


def _place(order: list[MemberId], member: MemberId) -> int:
    return order.index(member) if member in order else len(order)


def unopened(state: Session) -> Iterator[tuple[Step, Heard]]:
    """Give what still waits for a step that opens it, as that step would show it.

    For an early end: whoever wrote did so knowing that it would be opened.
    """
    for step in state.format.steps:
        if step.reveal is None or readers(step) is not None:
            continue
        waits = [heard for name in step.reveal.of if (heard := latest(state, name))]
        if any(not is_open(state, heard) for heard in waits):
            told, sums = opened(state, step.reveal), totals(state, step.reveal)
            left = unplaced(state, step.reveal)
            yield step, Heard(step.id, state.lap + 1, told, sums, left=left)
