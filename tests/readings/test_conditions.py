"""A yes with a plain condition behind it: what is asked back is about the condition."""

import pytest

from facilitator.core.rounds.positions import Ask, Doubt
from facilitator.core.rounds.readings import read_position


@pytest.mark.parametrize(
    "text",
    [
        "Fine by me as long as we stop in winter",
        "I'm fine with it as long as we don't do it in winter",
        "I'm fine with it provided we stop in winter",
        "ok, but only if nobody is against it",
    ],
)
def test_a_yes_with_a_condition(text: str) -> None:
    """Whatever words the condition is made of; it is never a consent."""
    assert read_position(text) == Ask(Doubt.CONDITION)
