"""How long a format takes: at the table, and in one's own time."""

from datetime import timedelta

from facilitator.core.formats.format import Format

NOTHING = timedelta()


def at_table(format_: Format, people: int) -> timedelta:
    """Return the time at the table with so many people: what the steps say, together.

    Steps without a time of their own take what they take, and steps that depend on something count.
    """
    spans = (
        step.live.span * max(1, people) if step.live.each else step.live.span
        for step in format_.steps
        if step.live is not None
    )
    return sum(spans, NOTHING)


def in_own_time(format_: Format) -> timedelta:
    """Return how long it takes at most where people answer in their own time: its windows together."""
    spans = (step.slow.span for step in format_.steps if step.slow is not None and step.slow.span)
    return sum(spans, NOTHING)
