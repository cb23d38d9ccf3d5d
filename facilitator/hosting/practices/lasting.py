"""Lengths of time as a host would say them: "about an hour", "5 to 8 days"; nobody plans in seconds."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

from facilitator.core.rounds.session.lasting import Lasting
from facilitator.wording import Wording

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

HALF = Fraction(1, 2)

STEPS = (
    (timedelta(minutes=12), "minutes", MINUTE, Fraction(1)),
    (timedelta(minutes=50), "minutes", MINUTE, Fraction(5)),
    (timedelta(hours=23), "hours", HOUR, HALF),
    (timedelta(days=13), "days", DAY, Fraction(1)),
)
"""Up to how long which unit is said, and in steps of how much of it; beyond, weeks."""


SLACK = Fraction(2, 5)
"""The part of a step that is passed over."""


def said(wording: Wording, lasting: Lasting) -> str:
    """Return it in words: one length, or from and to, in the unit of the longer one."""
    unit, size, step = next(
        ((unit, size, step) for most, unit, size, step in STEPS if lasting.most <= most),
        ("weeks", 7 * DAY, Fraction(1)),
    )
    least, most = (_rounded(span / size, step) for span in (lasting.least, lasting.most))
    return wording.line(
        "format-lasts",
        unit=unit,
        least=_number(least),
        most=_number(most),
        same="yes" if least >= most else "no",
    )


def _rounded(number: float, step: Fraction) -> Fraction:
    """Return it in whole steps, upwards where it is clearly more: better a little too long."""
    return max(step, ceil(Fraction(number).limit_denominator(100) / step - SLACK) * step)


def _number(number: Fraction) -> int | str:
    """Return 3, or 1½ in writing; ``half`` for a half alone."""
    whole, rest = divmod(number, 1)
    if number == HALF:
        return "half"
    return f"{whole}½" if rest else int(whole)
