"""How a poll begins: what it asks, of whom, and until when."""

from datetime import datetime

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import At, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll import detaching
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.facts import Fact, PollOpened
from facilitator.core.rounds.poll.kinds import KINDS
from facilitator.core.rounds.poll.kinds.naming import plain
from facilitator.core.rounds.poll.state import Option, Place, Settings
from facilitator.core.rounds.windows import end_of

MOST_OPTIONS = 40
"""More can be read by nobody."""


def ask(
    id: RoundId,  # noqa: A002  the glossary's word
    number: int,
    kind: str,
    asker: MemberId,
    question: str,
    options: tuple[Option, ...],
    places: tuple[Place, ...],
    settings: Settings,
    now: datetime,
) -> tuple[Fact, ...]:
    """The facts that open a poll.

    The time for letters is never shorter than ``letters_for`` when somebody takes part by mail.
    Refuses an unknown kind, an empty question, too few, too many and equal options, and an asker
    without a place.
    """
    if kind not in KINDS:
        raise Refusal(Code.KIND_UNKNOWN, {"typed": Text(kind), "kinds": Text(", ".join(KINDS))})
    if not question.strip():
        raise Refusal(Code.NO_QUESTION, {"kind": Text(kind), "which": kind})
    if all(place.member != asker for place in places):
        raise Refusal(Code.NOT_IN_THIS_POLL)
    require_options(options, KINDS[kind].least_options)
    fitted = KINDS[kind].prepare(settings, options)
    detaching.require_possible(kind, fitted, places)
    until = window(places, fitted, now)
    require_to_come(options, places, until)
    return (
        PollOpened(
            id, number, kind, asker, question.strip(), options, fitted, places, now, until
        ),
    )  # fmt: skip


def require_options(options: tuple[Option, ...], least: int) -> None:
    """Refuse too few options, too many, and two that are named alike."""
    if len(options) < least:
        raise Refusal(Code.NO_OPTIONS, {"least": least, "given": len(options)})
    if len(options) > MOST_OPTIONS:
        raise Refusal(Code.TOO_MANY_OPTIONS, {"most": MOST_OPTIONS})
    names = [plain(option.text) for option in options]
    alike = next((one.text for one in options if names.count(plain(one.text)) > 1), None)
    if alike is not None:
        raise Refusal(Code.OPTIONS_ALIKE, {"option": Text(alike)})


def require_to_come(
    options: tuple[Option, ...], places: tuple[Place, ...], until: datetime
) -> None:
    """Refuse a moment that would be over before everybody has had their time to answer."""
    for option in options:
        if option.begins is not None and option.begins < until:
            mail = "yes" if any(place.by_mail and not place.left for place in places) else "no"
            raise Refusal(
                "time-too-soon", {"when": At(option.begins), "until": At(until), "mail": mail}
            )


def window(places: tuple[Place, ...], settings: Settings, now: datetime) -> datetime:
    """The printed end: long enough for those in their own time, and for a letter."""
    apart = [place for place in places if place.apart and not place.left]
    span = max(settings.live_for, settings.slow_for) if apart else settings.live_for
    if any(place.by_mail for place in apart):
        span = max(span, settings.letters_for)
    return end_of(now, span, settings.quiet_times)
