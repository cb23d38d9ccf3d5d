"""How a step is held: as which round, with whom, in which order, for how long.

Chance is a seed, drawn once by the shell: the same session always comes to the same order.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from facilitator.core.formats.format import HOST
from facilitator.core.formats.steps import (
    Announce,
    ConsentVote,
    DotVote,
    GoAround,
    Harvest,
    OpenDiscussion,
    Order,
    Pick,
    PromptRound,
    Reveal,
    Step,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds import (
    discussion,
    dot_vote,
    go_around,
    harvest,
    pick,
    prompt_round,
)
from facilitator.core.rounds import vote as consent_vote
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.go_around.state import LIVE_CALL
from facilitator.core.rounds.session import picking, voting
from facilitator.core.rounds.session.beside import read_out, waited
from facilitator.core.rounds.session.chance import draw
from facilitator.core.rounds.session.seeing import (
    is_withheld,
    latest,
    opens_later,
    readers,
    shown,
)
from facilitator.core.rounds.session.sources import (
    keeping,
    kept,
    letters_of,
    spread,
    tellers,
    told_aloud,
)
from facilitator.core.rounds.session.state import Heard, Session, Told
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW

ALOUD_WINDOW = timedelta(hours=1)
"""How long somebody who went from the table may come back to tell what they wrote (no source)."""

LEAST_EACH = timedelta(seconds=30)
"""No turn is shorter, however many share the time of a step."""

DRAFT = timedelta(days=5)
"""From how long on a text that has no time at the table is written away from it (no source)."""

Begin = (
    go_around.Begin | prompt_round.Begin | discussion.Begin | dot_vote.Begin | harvest.Begin
    | consent_vote.Begin | pick.Begin
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """The round that holds a step. ``quotes`` are earlier words that it is about, shown with it."""

    begin: Begin
    quotes: tuple[WordsId, ...] = ()


def holding(state: Session, step: Step) -> Holding:
    """Return the round that holds a step which asks somebody."""
    prompt, quotes = matter(state, step)
    prompt = prompt or step.title or state.format.title
    seats = tuple(waited(state, step, in_lane(state, seat)) for seat in state.places(step))
    match step.does:
        case ConsentVote():
            return _vote(state, step, prompt, quotes, seats)
        case Pick():
            begin = picking.held(
                state, step, prompt, seats, box(step, len(seats)), slow_window(state, step)
            )  # fmt: skip
            return Holding(begin, quotes)
        case DotVote() as does:
            return Holding(spread(state, does, _prompt_round(state, step, prompt, seats)), quotes)
        case Harvest() as does:
            asking = _prompt_round(state, step, prompt, seats)
            return Holding(keeping(state, step, does, asking), quotes)
        case Reveal() as does:
            return Holding(_aloud(state, step, does, prompt))
    if isinstance(step.does, GoAround | Announce) and not _in_any_order(state, step):
        if _is_draft(step):
            seats = tuple(replace(seat, lane=Lane.SLOW) for seat in seats)
        return Holding(_go_around(state, step, prompt, seats), quotes)
    if isinstance(step.does, OpenDiscussion) and not is_withheld(state.format, step):
        return Holding(_discussion(state, step, step.does, prompt, seats), quotes)
    return Holding(_prompt_round(state, step, prompt, seats), quotes)


def _vote(
    state: Session, step: Step, prompt: str, quotes: tuple[WordsId, ...], seats: tuple[Invited, ...]
) -> Holding:
    asked = voting.Matter(prompt, quotes)
    spans = voting.Spans(box(step, len(seats)), slow_window(state, step))
    words = voting.on_what(state, step, asked).words
    return Holding(voting.held(state, step, asked, seats, spans), words)


def lacks_text(state: Session, step: Step) -> bool:
    """Whether a vote has nothing to decide on: nobody wrote the text, nobody was picked."""
    return step.consent_vote is not None and not voting.on_what(
        state, step, voting.Matter(*matter(state, step))
    )


def _is_draft(step: Step) -> bool:
    """Whether it is written over days, in everybody's own time: a turn of minutes is too short."""
    span = step.slow.span if step.slow and step.live is None else None
    return isinstance(step.does, Announce) and span is not None and span >= DRAFT


def _in_any_order(state: Session, step: Step) -> bool:
    """Whether turns become replies: more came than go around (B.5), or not everybody may read it."""
    too_many = step.go_around is not None and len(state.seats) > state.format.size.most
    return too_many or is_withheld(state.format, step)


def matter(state: Session, step: Step) -> tuple[str, tuple[WordsId, ...]]:
    """Return what a step asks, and the words of an earlier step that it asks about.

    What was said to an ask stands below the prompt; where nothing was said, the ask itself does.
    """
    own, source = step.prompt or "", step.prompt_from
    if source is None:
        return own or step.title or "", ()
    ask, told = state.format.ask(source), state.format.step(source)
    said = state.answer(source)
    if said is not None or ask is not None:
        return _below(own, ask.line if ask and said is None and not own else said), ()
    if told is not None and told.announce is not None and told.announce.by is None:
        return _below(own, matter(state, told)[0]), shown(state, source)
    return own or step.title or "", shown(state, source)


def _below(own: str, said: str | None) -> str:
    return "\n\n".join(part for part in (own, said) if part)


def slow_window(state: Session, step: Step) -> timedelta:
    """Return how long places in their own time stay open; beside another step: as long as there."""
    slow, seen = step.slow, {step.id}
    while slow is not None and slow.beside is not None and slow.beside not in seen:
        seen.add(slow.beside)
        other = state.format.step(slow.beside)
        slow = other.slow if other else None
    return slow.span if slow is not None and slow.span is not None else LEAST_MAIL_WINDOW


def in_lane(state: Session, seat: Invited) -> Invited:
    """Return the place in the lane in which its member is now: at the table, or in their own time."""
    return seat if state.is_live(seat) else replace(seat, lane=Lane.SLOW)


def _go_around(
    state: Session, step: Step, prompt: str, seats: tuple[Invited, ...]
) -> go_around.Begin:
    does = step.does if isinstance(step.does, GoAround) else GoAround(Order.SEATS)
    settings = go_around.Settings(
        each=_each(step, len(seats)),
        window=slow_window(state, step),
        order=go_around.Order.NAMED,
        calls=does.calls,
        some=len(seats) * 2 <= len(state.seats),
    )
    ordered = _with_ends(state, in_order(state, does.order, seats), _ends(state, step, does))
    alone = ordered[0].member if len(ordered) == 1 else None
    here = state.table or ((alone,) if alone else ())  # nobody is asked whether all one are here
    if _is_draft(step):
        here = ()
    return go_around.Begin(
        state.chair, prompt, ordered, settings, timed=state.timed, least=1, here=here,
        letters=read_out(state, step, seats),
    )  # fmt: skip


def _aloud(state: Session, step: Step, reveal: Reveal, prompt: str) -> go_around.Begin:
    """Those at the table tell their own; for the others it is read, at their place.

    Nobody is waited for, since everything that is not told then is opened at the end.
    """
    seats = tuple(in_lane(state, seat) for seat in tellers(state, reveal))
    settings = go_around.Settings(
        each=_each(step, len(seats)), window=ALOUD_WINDOW, order=go_around.Order.NAMED,
        short_agreed=True, echoes=False,
    )  # fmt: skip
    return go_around.Begin(
        state.chair, prompt, seats, settings, timed=state.timed, least=1, here=state.table or (),
        letters=letters_of(state, reveal),
    )  # fmt: skip


def _prompt_round(
    state: Session, step: Step, prompt: str, seats: tuple[Invited, ...]
) -> prompt_round.Begin:
    withheld = is_withheld(state.format, step)
    sealed = withheld or (isinstance(step.does, PromptRound) and step.does.sealed)
    settings = prompt_round.Settings(
        window=slow_window(state, step), sealed=sealed, signed=True, opens=not withheld,
        then=_then(state, step), some=len(seats) < len(state.seats), **_terms(state, step),
    )  # fmt: skip
    seats = tuple(sorted(seats, key=lambda seat: seat.member in settings.answerers))
    return prompt_round.Begin(
        state.chair, prompt, seats, settings, draw(state.seed, str(state.lap)), least=1
    )


def _then(state: Session, step: Step) -> prompt_round.Then:
    """What becomes of what is written in a step: whoever writes is told before."""
    reader = readers(step)
    if reader is not None:
        known = reader == HOST or state.format.role(reader) is not None
        return prompt_round.Then.GIVEN if known else prompt_round.Then.KEPT
    later = opens_later(state.format, step)
    return prompt_round.Then.SHOWN if later else prompt_round.Then.KEPT


def _terms(state: Session, step: Step) -> dict[str, Any]:
    """What a step asks for (questions only), how often one may write, and who answers."""
    does = step.does
    if not isinstance(does, PromptRound | OpenDiscussion):
        return {}
    answerers = state.holders(does.answered_by) if does.answered_by else ()
    return {"questions": does.questions, "most_each": does.most_each, "answerers": answerers}


def _discussion(
    state: Session, step: Step, does: OpenDiscussion, prompt: str, seats: tuple[Invited, ...]
) -> discussion.Begin:
    silent = state.holders(does.silent) if does.silent else ()
    if {seat.member for seat in seats} <= {*silent}:
        silent = ()  # where everybody would only listen, somebody has to talk
    settings = discussion.Settings(
        live=box(step, len(seats)),
        slow=slow_window(state, step),
        queue=does.queue,
        questions=does.questions,
        answerers=state.holders(does.answered_by) if does.answered_by else (),
        silent=silent,
        first=state.holders(does.first) if does.first else (),
        most_each=does.most_each,
    )
    return discussion.Begin(state.chair, prompt, seats, settings, timed=state.timed, least=1)


def box(step: Step, places: int) -> timedelta:
    """Return how long the table talks: the time of the step, or that of each place, together."""
    if step.live is None:
        return discussion.Settings().live
    return step.live.span * max(1, places) if step.live.each else step.live.span


def _each(step: Step, places: int) -> timedelta:
    if step.live is None:
        return LIVE_CALL
    return step.live.span if step.live.each else max(LEAST_EACH, step.live.span / max(1, places))


# -- what came of it -----------------------------------------------------------------------------


def heard_in(
    held: go_around.GoAround | prompt_round.PromptRound | discussion.Discussion, state: Session
) -> tuple[Heard, tuple[MemberId, ...] | None]:
    """Return what was said in the round that held the present step, and who was at the table."""
    step = state.step.id if state.step else ""
    if isinstance(held, consent_vote.Decision):
        why = tuple(Told(member, words) for member, words in consent_vote.reasons(held) if words)
        return Heard(step, state.lap, why, vote=consent_vote.result(held)), None
    if isinstance(held, pick.Pick):
        named = tuple(Told(member, words) for member, words in pick.said(held))
        return Heard(step, state.lap, named, picked=pick.result(held)), None
    if isinstance(held, dot_vote.DotVote):
        return Heard(step, state.lap, (), held.sums), None
    if isinstance(held, harvest.Harvest):
        return Heard(step, state.lap, kept(held)), None
    if isinstance(held, discussion.Discussion):
        entries = discussion.letters_read(held).entries
        told = tuple(Told(e.member, e.words) for e in entries if e.member)
        return Heard(step, state.lap, told), _still_there(held, state)
    if isinstance(held, go_around.GoAround):
        reveal = state.step.reveal if state.step else None
        told, fresh = told_aloud(held, state, reveal) if reveal else (_told(held), ())
        return Heard(step, state.lap, told, fresh=fresh, until=held.until), _table(held, state)
    if held.settings.sealed:
        told = tuple(Told(member, words) for member, words in prompt_round.spoken(held) if member)
        return Heard(step, state.lap, told, until=held.until), None
    return Heard(step, state.lap, _told(held), until=held.until), None


def _told(held: go_around.GoAround | prompt_round.PromptRound) -> tuple[Told, ...]:
    """Whoever spoke or passed, with what they added in the echo, and what was called out to them."""
    return tuple(
        Told(
            s.member, (*s.words, *s.echo), getattr(s, "calls", ()), s.echo,
            passed=s.place.value == "passed",
        )
        for s in held.seats
        if s.heard
    )  # fmt: skip


def _table(held: go_around.GoAround, state: Session) -> tuple[MemberId, ...] | None:
    """Who is at the table now; not known as long as somebody there has not been called yet, and
    nothing new where all wrote in their own time."""
    if state.step is not None and _is_draft(state.step):
        return state.table
    asked = {seat.member for seat in held.seats}
    others = [s.member for s in state.seats if state.is_live(s) and s.member not in asked]
    if others and state.table is None:
        return None
    return (*others, *(s.member for s in held.seats if s.present and not s.slow))


def _still_there(held: discussion.Discussion, state: Session) -> tuple[MemberId, ...] | None:
    """Who is at the table after a talk, which calls nobody: who was not asked yet is still not known."""
    if state.table is None:
        return None
    asked = {seat.member for seat in held.seats}
    others = (member for member in state.table if member not in asked)
    return (*others, *(s.member for s in held.seats if s.present and not s.slow))


# -- order ---------------------------------------------------------------------------------------


def in_order(state: Session, order: Order, seats: tuple[Invited, ...]) -> tuple[Invited, ...]:
    """Return the places in the order a go-around asks for."""
    match order:
        case Order.SEATS:
            return seats
        case Order.REVERSE:
            return _before(state, seats)[::-1]
        case Order.SHUFFLED:
            return tuple(sorted(seats, key=lambda seat: _chance(state, seat.member)))
        case Order.RANDOM:
            first = min(range(len(seats)), key=lambda n: _chance(state, seats[n].member), default=0)
            return (*seats[first:], *seats[:first])
        case Order.OLD_AND_NEW:
            return _by_turns(state, seats)


def _before(state: Session, seats: tuple[Invited, ...]) -> tuple[Invited, ...]:
    """The order of the go-around before, for going round the other way."""
    held = [heard for heard in state.heard if _is_go_around(state, heard.step)]
    if not held:
        return seats
    said = [told.member for told in held[-1].told]
    return tuple(
        sorted(seats, key=lambda s: said.index(s.member) if s.member in said else len(said))
    )


def _is_go_around(state: Session, step: str) -> bool:
    found = state.format.step(step)
    return found is not None and found.go_around is not None


def _by_turns(state: Session, seats: tuple[Invited, ...]) -> tuple[Invited, ...]:
    new = set(newcomers(state))
    young = [seat for seat in seats if seat.member in new]
    old = [seat for seat in seats if seat.member not in new]
    mixed = [seat for pair in zip(old, young, strict=False) for seat in pair]
    rest = old[len(young):] + young[len(old):]  # fmt: skip
    return (*mixed, *rest)


def newcomers(state: Session) -> tuple[MemberId, ...]:
    """Those who joined since the circle last met, as the shell told at the beginning."""
    return next((part.members for part in state.parts if part.role == NEWCOMERS), ())


NEWCOMERS = "newcomers"
"""The part under which newcomers are known, whatever a format calls them."""


def _ends(state: Session, step: Step, does: GoAround) -> GoAround:
    """The host speaks last where the matter is theirs, unless the format says who does."""
    free = does.last is None and does.first != HOST
    return replace(does, last=HOST) if free and is_chairs(state, step) else does


def is_chairs(state: Session, step: Step) -> bool:
    """Whether the matter of a step is the host's own.

    They brought it (by answering what the format asks of whoever begins it), or it is about an
    earlier step in which nobody else said anything.
    """
    if step.prompt_from is None or state.chair is None:
        return False
    if any(answer.name == step.prompt_from for answer in state.answers):
        return state.chair == state.starter
    heard = latest(state, step.prompt_from)
    said = {told.member for told in heard.told if told.words} if heard else set()
    return said == {state.chair}


def _with_ends(state: Session, seats: tuple[Invited, ...], does: GoAround) -> tuple[Invited, ...]:
    first = set(state.holders(does.first)) if does.first else set()
    last = set(state.holders(does.last)) if does.last else set()
    return tuple(sorted(seats, key=lambda s: (s.member in last, s.member not in first)))


def _chance(state: Session, member: MemberId) -> str:
    return draw(state.seed, f"{state.lap}:{member}")
