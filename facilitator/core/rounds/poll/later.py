"""What comes later to a poll: one more option, a second opening, a lot where options are level."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll import voting
from facilitator.core.rounds.poll.asking import require_options, require_to_come, window
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.commands import AddOption, Draw, Reopen
from facilitator.core.rounds.poll.facts import Fact, LotDrawn, OptionAdded, PollReopened
from facilitator.core.rounds.poll.kinds import KINDS
from facilitator.core.rounds.poll.kinds.naming import plain
from facilitator.core.rounds.poll.state import Came, Option, Poll
from facilitator.core.rounds.windows import end_of

_A_DAY = timedelta(days=1)


def comes(poll: Poll, command: AddOption | Reopen | Draw, now: datetime) -> tuple[Fact, ...]:
    """What it does."""
    match command:
        case AddOption():
            return _add(poll, command, now)
        case Reopen(by):
            return _reopen(poll, by, now)
        case Draw():
            return _draw(poll, command)
        case _:
            assert_never(command)


def _add(poll: Poll, command: AddOption, now: datetime) -> tuple[Fact, ...]:
    """One more option. Nobody's answer changes; there is time to think about it."""
    voting.require_open(poll)
    place = voting.place_in(poll, command.by)
    if not poll.settings.adds or KINDS[poll.kind].fixed:
        raise Refusal(Code.NO_ADDING)
    text = command.text.strip()
    if not plain(text):
        raise Refusal(Code.NO_OPTIONS, {"least": 1, "given": 0})
    option = Option(len(poll.options) + 1, text, place.member, command.begins)
    there = next((one for one in poll.options if plain(one.text) == plain(text)), None)
    if there is not None:
        raise Refusal(Code.OPTION_THERE, {"option": Text(there.text), "number": there.number})
    require_options((*poll.options, option), 1)
    require_to_come((option,), poll.places, poll.until)
    by_mail = any(place.by_mail and not place.left for place in poll.places)
    span = poll.settings.letters_for if by_mail else _A_DAY
    least = end_of(now, min(span, poll.until - poll.opened_at), poll.settings.quiet_times)
    return (OptionAdded(option, max(poll.until, least)),)


def _reopen(poll: Poll, by: MemberId, now: datetime) -> tuple[Fact, ...]:
    """Open again, with all its answers, for as long as it was open in the first place."""
    if not poll.over or poll.closed_at is None:
        raise Refusal(Code.NOT_CLOSED)
    if poll.settings.anonymous or poll.came is Came.CANCELLED:
        raise Refusal(Code.NOT_REOPENED)
    if now - poll.closed_at > poll.settings.reopen_for:
        raise Refusal(Code.TOO_LATE_TO_REOPEN)
    return (PollReopened(by, max(window(poll.places, poll.settings, now), poll.until)),)


def _draw(poll: Poll, command: Draw) -> tuple[Fact, ...]:
    """Settle a tie by lot, so that whoever knows the seed can draw the same."""
    if poll.came is not Came.TIE:
        raise Refusal(Code.NO_TIE)
    return (LotDrawn(drawn(poll.chosen, command.seed), command.seed),)


def drawn(tied: tuple[int, ...], seed: str) -> int:
    """Return which of the tied options a seed draws: of SHA-256 of the seed, read as one number, the
    rest after division by how many they are, counted from the lowest option."""
    return sorted(tied)[int(sha256(seed.encode()).hexdigest(), 16) % len(tied)]
