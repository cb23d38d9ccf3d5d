"""The promise to those in their own time: whoever may have to answer has days for it."""

from collections.abc import Iterator
from datetime import timedelta

from facilitator.core.formats.checks.flaw import Flaw
from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import Break, GoAround, Pairs, PromptRound, Reveal, asks

LEAST_WINDOW = timedelta(days=1)
LEAST_CIRCLE_WINDOW = timedelta(days=3)
"""A whole turn around the circle, check-ins included (contract §5). With mail members the engine
lifts every shorter window to 72 h, unless the circle agreed."""


def whoever_is_asked_has_a_window(whole: Format) -> Iterator[Flaw]:
    """Nobody is put into a step that can be answered at the table only."""
    for number, step in enumerate(whole.steps):
        if asks(step) and step.slow is None:
            yield Flaw(
                ("steps", number, "slow"),
                "those in their own time need a window here (write slow: 3d, or slow: {with: STEP} to ask"
                " in the same letter)",
            )


def windows_are_long_enough(whole: Format) -> Iterator[Flaw]:
    """A window has a day at least, and a go-around three."""
    for number, step in enumerate(whole.steps):
        span = step.slow.span if step.slow else None
        least = LEAST_CIRCLE_WINDOW if isinstance(step.does, GoAround) else LEAST_WINDOW
        if span is not None and asks(step) and span < least:
            yield Flaw(
                ("steps", number, "slow"),
                f"a window in one's own time is {least.days} d or more here (or share one: "
                "slow: {with: STEP})",
            )


def every_step_can_end(whole: Format) -> Iterator[Flaw]:
    """Whatever nobody answers ends by its time."""
    for number, step in enumerate(whole.steps):
        if isinstance(step.does, Break) and not step.live and not (step.slow and step.slow.span):
            yield Flaw(("steps", number), "this break has no end (write live: 60s, or slow: 1d)")
        if isinstance(step.does, Reveal) and step.does.aloud and not step.live:
            yield Flaw(("steps", number), "telling aloud needs its time (write live: {each: 2m})")


def each_is_for_voices(whole: Format) -> Iterator[Flaw]:
    """Time for each is given where one after another speaks."""
    for number, step in enumerate(whole.steps):
        aloud = isinstance(step.does, Reveal) and step.does.aloud
        if (
            step.live
            and step.live.each
            and not (aloud or isinstance(step.does, GoAround | PromptRound | Pairs))
        ):
            yield Flaw(
                ("steps", number, "live"),
                f"each is for go_around, prompt_round, pairs and a reveal aloud; a {step.kind} takes one"
                " span in all",
            )
