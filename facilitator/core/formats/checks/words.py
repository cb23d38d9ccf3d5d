"""What is asked, shown and chosen: nothing is asked for nothing, and nothing stays sealed by mistake."""

from collections.abc import Iterator
from datetime import date

from facilitator.core.durations import read_span
from facilitator.core.formats.checks.flaw import Flaw
from facilitator.core.formats.checks.naming import VOTES
from facilitator.core.formats.format import MOST_STEPS, Ask, AskKind, Format
from facilitator.core.formats.steps import (
    CIRCLE,
    EACH,
    OBJECTOR,
    Break,
    DotVote,
    Harvest,
    Pick,
    Reveal,
    SilentWriting,
    What,
)


def something_is_asked(whole: Format) -> Iterator[Flaw]:
    """Every step that tells or asks has its words."""
    for number, step in enumerate(whole.steps):
        if isinstance(step.does, Break | Reveal | Harvest) or step.prompt or step.prompt_from:
            continue
        yield Flaw(("steps", number), "this step says nothing (write prompt, or prompt_from)")


def sealed_words_are_opened(whole: Format) -> Iterator[Flaw]:
    """What people write silently is opened later, goes to a role, or is declared theirs to keep."""
    opened = {name for step in whole.steps if step.reveal for name in step.reveal.of}
    for number, step in enumerate(whole.steps):
        if not isinstance(step.does, SilentWriting) or step.see != CIRCLE:
            continue
        if not step.does.kept and step.id not in opened:
            yield Flaw(
                ("steps", number),
                "these words are never opened (add a reveal of this step, or write kept: yes)",
            )


def conditions_have_their_vote(whole: Format) -> Iterator[Flaw]:
    """What depends on objections or concerns comes after a consent vote."""
    voted = False
    for number, step in enumerate(whole.steps):
        if step.when in VOTES and not voted:
            yield Flaw(("steps", number, "when"), "no consent_vote stands before this step")
        if getattr(step.does, "first", None) == OBJECTOR and not voted:
            yield Flaw(("steps", number, "first"), "no consent_vote stands before this step")
        voted = voted or step.consent_vote is not None


def there_is_something_to_choose(whole: Format) -> Iterator[Flaw]:
    """Points and picks have things to choose among; what all decide, and only that, leads elsewhere."""
    for number, step in enumerate(whole.steps):
        where = ("steps", number)
        match step.does:
            case DotVote(over=over, choices=choices) if (over is None) != (len(choices) > 1):
                yield Flaw(where, "points go over the words of a step, or over two or more choices")
            case Pick(what=What.CHOICE, over=over, choices=choices) if (over is None) != (
                len(choices) > 1
            ):
                yield Flaw(
                    where, "a choice is among the words of a step, or among two or more choices"
                )
            case Pick(what=what, choices=choices, over=over) if what is not What.CHOICE and (
                choices or over
            ):
                yield Flaw((*where, "what"), "choices and over are for what: choice")
            case Pick(decides=decides, choices=choices) if decides == EACH and any(
                choice.back_to or choice.on_to for choice in choices
            ):
                yield Flaw((*where, "choices"), "what each picks alone leads nobody back or on")


def asks_agree(whole: Format) -> Iterator[Flaw]:
    """Choices belong to a choice, and a default is an answer of its kind."""
    for ask in whole.asks:
        where = ("asks", ask.name)
        if (ask.kind is AskKind.CHOICE) != (len(ask.choices) > 1):
            yield Flaw(where, "kind: choice has two or more choices, and nothing else has any")
        if ask.default is not None and not _answers(ask, ask.default):
            yield Flaw((*where, "default"), f"this is not an answer of the kind {ask.kind}")


def _answers(ask: Ask, default: str) -> bool:
    match ask.kind:
        case AskKind.SPAN:
            return read_span(default) is not None
        case AskKind.DATE:
            return read_span(default) is not None or _is_date(default)
        case AskKind.NUMBER:
            return default.isascii() and default.isdigit()
        case AskKind.CHOICE:
            return default in ask.choices
        case AskKind.MEMBER:
            return False  # a written format knows no people
        case AskKind.WORDS:
            return True


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def asks_are_shown(whole: Format) -> Iterator[Flaw]:
    """Nobody is asked for words that no step shows."""
    shown = {step.prompt_from for step in whole.steps}
    for ask in whole.asks:
        if ask.name not in shown:
            yield Flaw(
                ("asks", ask.name), f"no step shows it (write prompt_from: {ask.name} in one)"
            )


def steps_or_meetings(whole: Format) -> Iterator[Flaw]:
    """A format has steps, or meetings with their number and rhythm."""
    if not whole.steps and not whole.plan:
        yield Flaw((), "a format has steps, or a plan of meetings")
    if not whole.plan:
        if whole.every is not None or whole.meetings is not None:
            yield Flaw((), "every and meetings belong to a plan")
        return
    if whole.every is None or whole.meetings is None:
        yield Flaw(("plan",), "a plan needs every (like 2w) and meetings (a number)")
        return
    fills = sum(meeting.fills for meeting in whole.plan)
    if fills > 1:
        yield Flaw(("plan",), "one meeting at most can be held again and again (fills)")
    if whole.meetings < len(whole.plan) or (not fills and whole.meetings > len(whole.plan)):
        yield Flaw(
            ("meetings",),
            f"the plan has {len(whole.plan)} (write fills: yes in one to hold it more often)",
        )


def not_too_long(whole: Format) -> Iterator[Flaw]:
    """A format, with what it uses, stays something people can sit through."""
    if len(whole.steps) > MOST_STEPS:
        yield Flaw(("steps",), f"{len(whole.steps)} steps with those it uses; at most {MOST_STEPS}")
