"""How bare answers about an objection are read: nothing is guessed, and doubt goes to the objector."""

import pytest

from facilitator.core.rounds.consent.findings import Agreement, read_agreement, read_finding


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("qualifies", "qualifies"),
        ("It qualifies.", "qualifies"),
        ("QUALIFIES", "qualifies"),
        ("Objection 1 qualifies, Ana is away in May", "qualifies"),
        ("yes, it does qualify", "qualifies"),
        ("does not qualify", "not"),
        ("It doesn’t qualify.", "not"),
        ("not qualify", "not"),
        ("No, it does not qualify", "not"),
        ("pass", "pass"),
        ("I'll pass.", "pass"),
    ],
)
def test_a_clear_answer_is_read(said: str, found: str) -> None:
    """The printed words, with what people put around them."""
    assert read_finding(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "",
        "hm",
        "does not qualify, but I am not sure",
        "It does not qualify if Ana has the key",
        "I do not know whether it qualifies",
        "no",
        "yes",
        "pass the salt",
    ],
)
def test_anything_else_is_not_guessed(said: str) -> None:
    """A *does not qualify* with more behind it is none."""
    assert read_finding(said) is None


@pytest.mark.parametrize(
    ("said", "agreement"),
    [
        ("yes", Agreement(True, True)),
        ("I agree.", Agreement(True, True)),
        ("Yes, without my words", Agreement(True, False)),
        ("YES, WITHOUT MY WORDS.", Agreement(True, False)),
        ("yes but without my words", Agreement(True, False)),
        ("no", Agreement(False, False)),
        ("No, thanks", Agreement(False, False)),
        ("stay", Agreement(False, False)),
        ("yes, if Di agrees too", None),
        ("perhaps", None),
    ],
)
def test_an_agreement_needs_its_words(said: str, agreement: Agreement | None) -> None:
    """A condition is no agreement, and words go along only with a plain yes."""
    assert read_agreement(said) == agreement
