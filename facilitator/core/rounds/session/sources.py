"""What a step takes from earlier ones: things to choose among, lines to keep, words to tell aloud."""

from facilitator.core.formats.steps import DotVote, Harvest, Reveal, RevealOrder, Step
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import dot_vote, go_around, harvest, prompt_round
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.session.chance import draw
from facilitator.core.rounds.session.seeing import (
    is_open,
    is_signed,
    latest,
    opened,
    passed_aloud,
    shown,
)
from facilitator.core.rounds.session.state import Heard, Session, Told

LEAST_OPTIONS = 2
"""Among fewer things there is nothing to choose."""


def lacks_matter(state: Session, step: Step) -> bool:
    """Whether a step has nothing to be about: too little to choose among, or no line to keep."""
    match step.does:
        case DotVote() as does:
            return len(options(state, does)) < LEAST_OPTIONS
        case Harvest(by=None) as does:
            return not lines(state, does)
        case _:
            return False


# -- points --------------------------------------------------------------------------------------


def options(state: Session, does: DotVote) -> tuple[dot_vote.Option, ...]:
    """What points are given to: named choices, or each contribution to a step that all may read."""
    if does.over is None:
        return tuple(dot_vote.Option(text=choice) for choice in does.choices)
    authors = _authors(state, does.over)
    heard = latest(state, does.over)
    echoes = {words for told in heard.told for words in told.echo} if heard else set()
    said = (words for words in shown(state, does.over) if words not in echoes)
    return tuple(dot_vote.Option(words, author=authors.get(words)) for words in said)


def _authors(state: Session, step: str) -> dict[WordsId, MemberId]:
    """Whose words they are, where names stand with them."""
    heard = latest(state, step)
    source = state.format.step(heard.step) if heard else None
    if heard is None or source is None or not is_signed(state.format, source):
        return {}
    return {words: told.member for told in heard.told for words in told.words}


def spread(state: Session, does: DotVote, asking: prompt_round.Begin) -> dot_vote.Begin:
    """The vote that holds a step, which asks as ``asking`` would."""
    return dot_vote.Begin(
        asking.by, asking.prompt, asking.seats, asking.settings, asking.seed,
        options(state, does), does.points, asking.least,
    )  # fmt: skip


# -- lines to keep -------------------------------------------------------------------------------


def lines(state: Session, does: Harvest) -> tuple[harvest.Line, ...]:
    """Every contribution that all may read, a line each; without names in an order of chance."""
    here = {seat.member for seat in state.seats}
    told = (one for name in does.of for one in _readable(state, name) if one.member in here)
    made = [
        harvest.Line(one.member, 0, words)
        for one in told
        for words in one.words
        if words not in one.echo
    ]
    if not all(_is_signed(state, name) for name in does.of):
        made.sort(key=lambda line: draw(state.seed, f"kept:{line.words}"))
    return harvest.numbered(made)


def _readable(state: Session, name: str) -> tuple[Told, ...]:
    heard = latest(state, name)
    if heard is None or not is_open(state, heard):
        return ()
    passed = passed_aloud(state, heard)
    return tuple(told for told in heard.told if told.member not in passed)


def _is_signed(state: Session, name: str) -> bool:
    step = state.format.step(name)
    return step is not None and is_signed(state.format, step)


def keeping(state: Session, step: Step, does: Harvest, asking: prompt_round.Begin) -> harvest.Begin:
    """The harvest that holds a step: those who draft are asked first, where a role does that."""
    drafting = does.by is not None
    return harvest.Begin(
        asking.by, asking.prompt, asking.seats if drafting else (), state.seats, asking.settings,
        asking.seed, () if drafting else lines(state, does), is_signed(state.format, step),
    )  # fmt: skip


def kept(held: harvest.Harvest) -> tuple[Told, ...]:
    """What stays, line by line, each below its author's name."""
    return tuple(Told(line.author, (line.words,)) for line in held.kept)


# -- telling aloud -------------------------------------------------------------------------------


def tells_aloud(state: Session, step: Step) -> bool:
    """Whether a step is told by those at the table: their names stand with it, and they are there."""
    reveal = step.reveal
    if reveal is None or not reveal.aloud or not is_signed(state.format, step):
        return False
    return any(state.is_live(seat) for seat in tellers(state, reveal))


def tellers(state: Session, reveal: Reveal) -> tuple[Invited, ...]:
    """The places of those who wrote something, in the order in which it is told."""
    written = {told.member: None for told in opened(state, reveal)}
    if reveal.order is RevealOrder.SEATS:
        return tuple(seat for seat in state.seats if seat.member in written)
    seats = {seat.member: seat for seat in state.seats}
    return tuple(seats[member] for member in written if member in seats)


def letters_of(state: Session, reveal: Reveal) -> tuple[go_around.Given, ...]:
    """What is read out for those who are not at the table, at their place."""
    live = {seat.member for seat in state.seats if state.is_live(seat)}
    written = (told for told in opened(state, reveal) if told.member not in live)
    return tuple(go_around.Given(told.member, told.words) for told in written)


def told_aloud(
    held: go_around.GoAround, state: Session, reveal: Reveal
) -> tuple[tuple[Told, ...], tuple[WordsId, ...]]:
    """What came of it: what each told, or what they wrote, where nobody told it; a pass keeps it.

    Who took back what they wrote may have told something all the same. The second is what nobody has
    heard yet: it is opened at the end.
    """
    spoken = {seat.member: seat.words for seat in held.seats if seat.heard}
    written = {one.member: one.words for one in opened(state, reveal)}
    told = tuple(Told(member, words) for member, words in {**written, **spoken}.items())
    fresh = (words for member in written if member not in spoken for words in written[member])
    return told, tuple(fresh)


def untold(heard: Heard) -> tuple[Told, ...]:
    """What was written to be told aloud, and is opened now because nobody told it."""
    return tuple(one for one in heard.told if set(one.words) & {*heard.fresh})
