"""The mail medium: brings ``acts.Post`` over the smarthost, and says what became of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from bridges.email import sender
from bridges.email.sender import PAUSES, Accepted, Deferred, Refused, next_try
from facilitator.acts import Post
from facilitator.medium import Delivered, Later, Outcome, Parcel, Parked

GAVE_UP = "undeliverable for 5 days"

_CODES = re.compile(r"^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?")


class Carrier(Protocol):
    """What carries mail away: a ``sender.Smarthost``."""

    async def deliver(self, envelope_from: str, recipient: str, raw: bytes) -> sender.Outcome:
        """Hand over one mail to one recipient; never raise for trouble of the network."""


class MailMedium:
    """Delivers each mail at least once, always with the same Message-ID.

    ``reached`` hears every address that the smarthost has taken a mail for. Reasons hold codes and
    nothing else: servers repeat addresses in what they say.
    """

    name = "mail"

    def __init__(self, carrier: Carrier, reached: Callable[[str], None] = lambda _: None) -> None:
        self._carrier = carrier
        self._reached = reached

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Bring one mail; what is no mail is parked."""
        act = parcel.act
        if not isinstance(act, Post):
            return Parked(f"mail brings no {type(act).__name__}")
        match await self._carrier.deliver(act.envelope_from, act.recipient, act.raw):
            case Accepted():
                self._reached(act.recipient)
                return Delivered(act.message_id)
            case Refused(reason):
                return Parked(f"refused for good: {_code(reason)}")
            case Deferred(reason, after):
                return _later(reason, after, timedelta(seconds=parcel.age))


def _later(reason: str, asked: timedelta | None, age: timedelta) -> Outcome:
    pause = next_try(_attempts(age), age)
    if pause is None:
        return Parked(GAVE_UP)
    return Later(_code(reason), max(pause, asked or pause).total_seconds())


def _attempts(age: timedelta) -> int:
    """Return how many attempts a mail of this age has had, as the pauses prescribe them.

    A kill forgets the count and not the age: a mail that has waited for hours is not hurried again.
    """
    attempts, waited = 1, timedelta()
    for pause in PAUSES:
        waited += pause
        if age < waited:
            break
        attempts += 1
    return attempts


def _code(reason: str) -> str:
    """Return what may be kept of a server's words: its codes, or the kind of trouble."""
    found = _CODES.match(reason)
    if found:
        return " ".join(code for code in found.groups() if code)
    kind = reason.partition(":")[0]
    return kind if kind.isidentifier() else "not taken"
