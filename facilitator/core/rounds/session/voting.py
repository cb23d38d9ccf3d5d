"""How a vote is held as a step: on which text, with which question, by which rules."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from facilitator.core.dates import read_date
from facilitator.core.formats.format import AskKind
from facilitator.core.formats.steps import BackTo, ConsentVote, Pick, Step
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import vote
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.consent import Settings, Within
from facilitator.core.rounds.session.seeing import latest, readers, shown
from facilitator.core.rounds.session.state import Session

TOGETHER = timedelta(minutes=1)
"""Time to think again where all are at the table: they are still there, and say so."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a vote is on: persons, words of an earlier step, and a text, in this order."""

    text: str = ""
    words: tuple[WordsId, ...] = ()
    people: tuple[MemberId, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to decide on."""
        return bool(self.text or self.words or self.people)


def on_what(state: Session, step: Step, asked: Matter) -> Matter:
    """What a vote is on; ``asked`` is the step's own prompt with what it asks about."""
    about = _text_of(state, step)
    if about is None:
        return asked
    found = _what_stands(state, about)
    if not found:
        return found
    below = _below(state, step)
    text = "\n\n".join(part for part in (found.text, below.text) if part)
    return Matter(text, (*found.words, *below.words), found.people)


def _text_of(state: Session, step: Step) -> str | None:
    """The step whose text a vote is on; None: it asks the practice's own question.

    What a few have read among themselves is in no text that others could see. The same few know it, so
    they are asked the question alone.
    """
    about = step.consent_vote.about if step.consent_vote else None
    source, heard = state.format.step(about or ""), latest(state, about or "")
    if source is None or heard is None:
        return about
    few = readers(source)
    known = few is not None and few == readers(step) and any(told.words for told in heard.told)
    return None if known else about


def _what_stands(state: Session, name: str) -> Matter:
    """The latest of a step: what was picked in it, what was said, or what it told."""
    heard, told = latest(state, name), state.format.step(name)
    if heard is not None and heard.picked is not None:
        came = heard.picked
        return Matter(", ".join(came.titles), came.words, came.people)
    if (words := shown(state, name)) or told is None or heard is None:
        return Matter(words=words)
    if told.announce is None or told.announce.by is not None:
        return Matter()
    source = told.prompt_from
    said = state.answer(source) if source else None
    earlier = shown(state, source) if source and said is None else ()
    return Matter(said or ("" if earlier else told.prompt or ""), earlier)


def _below(state: Session, step: Step) -> Matter:
    """What a vote adds to the text that it is on: a day is for the review, and no text."""
    source = step.prompt_from
    ask = state.format.ask(source) if source else None
    if source is None or (ask is not None and ask.kind is AskKind.DATE):
        return Matter()
    said = state.answer(source)
    return Matter(said or "", () if said else shown(state, source))


def held(
    state: Session, step: Step, asked: Matter, seats: tuple[Invited, ...], spans: "Spans"
) -> vote.Begin:
    """The round that holds a vote."""
    does = step.consent_vote or ConsentVote()
    live = all(state.is_live(seat) for seat in seats)
    about = _text_of(state, step)
    within = Within(
        question=(step.prompt or "") if about else "",
        last=state.holders(does.last) if does.last else (),
        readers=_told(state, step),
        registers=does.register,
        final=not leads_back(state, step),
    )
    settings = Settings(
        live_for=spans.live, slow_for=spans.slow, within=within, review_on=review_on(state, step)
    )
    if live:
        settings = _together(settings)
    on = on_what(state, step, asked)
    chair = state.chair or seats[0].member
    author = _author(state, about) if about else None
    return vote.Begin(chair, on.text, seats, settings, author, on.people)


@dataclass(frozen=True, slots=True)
class Spans:
    """How long those at the table have, and those in their own time."""

    live: timedelta
    slow: timedelta


def _together(settings: Settings) -> Settings:
    return replace(settings, regret=min(settings.regret, TOGETHER))


def _told(state: Session, step: Step) -> tuple[MemberId, ...] | None:
    role = readers(step)
    return None if role is None else state.holders(role)


def review_on(state: Session, step: Step) -> datetime | None:
    """The day on which we look again, where the vote names one: noon, UTC."""
    ask = state.format.ask(step.prompt_from or "")
    if ask is None or ask.kind is not AskKind.DATE:
        return None
    day = read_date(state.answer(ask.name) or "", date.min)
    return datetime.combine(day, time(12), UTC) if day else None


def _author(state: Session, about: str) -> MemberId | None:
    """Who wrote the text: they consent to it. A text that many wrote is nobody's proposal."""
    heard = latest(state, about)
    if heard is None or heard.picked is not None:
        return None
    wrote = {told.member for told in heard.told if told.words}
    if wrote:
        return next(iter(wrote)) if len(wrote) == 1 else None
    writers = [
        holder
        for one in state.format.steps
        if one.announce is not None and one.announce.rewrites == about and one.announce.by
        for holder in state.holders(one.announce.by)
    ]
    return writers[0] if writers else None


def leads_back(state: Session, step: Step) -> bool:
    """Whether a later step may still lead back to this one."""
    names = [one.id for one in state.format.steps]
    at = names.index(step.id)
    return any(
        names.index(back.step) <= at and state.went_back(key) < back.at_most
        for later in state.format.steps[at + 1 :]
        for key, back in _ways_back(later)
    )


def _ways_back(step: Step) -> list[tuple[str, BackTo]]:
    own = [(step.id, step.back_to)] if step.back_to else []
    choices = step.does.choices if isinstance(step.does, Pick) else ()
    return own + [(f"{step.id}.{one.name}", one.back_to) for one in choices if one.back_to]
