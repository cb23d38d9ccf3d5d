"""What the shell is told of a form: its card's fields, and the answers under its card."""

from facilitator.hosting.forms import FORMS, PROMPT_ROUND
from tests.core.prompt_round_table import SEALED, Table
from tests.core.round_table import ANA, BEN, CY, by_mail, live, words

GARDEN = (live(ANA), live(BEN), by_mail(CY))


def test_no_emoji_is_put_under_a_sealed_card() -> None:
    """A tap there would show who has answered (contract §5)."""
    assert PROMPT_ROUND.seeds(Table(GARDEN, SEALED).state) == ()
    assert PROMPT_ROUND.seeds(Table(GARDEN).state) == ("✅", "⏭️")


def test_the_fields_of_a_sealed_card_have_a_number_and_no_names() -> None:
    """What machines read hides what people do not see (contract §8.9, §9)."""
    table = Table(GARDEN, SEALED)
    table.write(CY, "knee")
    shown = FORMS["prompt_round"].card(table.state)
    assert (shown.face, shown.fields) == (
        "sealed",
        {
            "phase": "open",
            "prompt": "What is growing in you this week?",
            "sealed": True,
            "heard": 1,
            "seats": 3,
            "until": "2026-03-09T18:00:00Z",
        },
    )
    assert words("knee")[0] not in str(shown)
