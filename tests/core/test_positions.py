"""Free words become a position only where nobody could mean anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.rounds.positions import (
    Ask,
    Doubt,
    Nothing,
    Position,
    Read,
    Reading,
    Same,
    read_reaction,
)
from facilitator.core.rounds.readings import read_position

CONSENT = Read(Position.CONSENT)
PASS = Read(Position.PASS)
MORE = Read(Position.MORE)
AGAINST, NEGATION, CONDITION, TWO, UNCLEAR = (
    Ask(Doubt.AGAINST),
    Ask(Doubt.NEGATION),
    Ask(Doubt.CONDITION),
    Ask(Doubt.TWO),
    Ask(Doubt.UNCLEAR),
)


def concern(words: str = "") -> Read:
    return Read(Position.CONCERN, words)


def objection(words: str = "") -> Read:
    return Read(Position.OBJECT, words)


PHRASINGS: list[tuple[str, Reading]] = [
    # consent: by its word, or as the whole answer
    ("consent", CONSENT),
    ("CONSENT", CONSENT),
    ("Consent.", CONSENT),
    ("I consent", CONSENT),
    ("i consent!", CONSENT),
    ("ok", CONSENT),
    ("OK.", CONSENT),
    ("Okay", CONSENT),
    ("yes", CONSENT),
    ("Yes!", CONSENT),
    ("no objection", CONSENT),
    ("No objections.", CONSENT),
    ("I have no objection", CONSENT),
    ("no concerns", CONSENT),
    ("fine by me", CONSENT),
    ("Go ahead", CONSENT),
    ("I can live with it", CONSENT),
    ("Yes. No objections.", CONSENT),
    ("yes, go ahead", CONSENT),
    ("Yes, I consent", CONSENT),
    ("Dear all,\n\nConsent\n", CONSENT),
    ("Hi Ben,\nthanks for this\n\nok", CONSENT),
    ("ok\n\nThanks", CONSENT),
    ("Hello\nGo ahead.\nMany thanks", CONSENT),
    (
        "Consent. Great work on the second point",
        Read(Position.CONSENT, "Great work on the second point"),
    ),
    ("Consent, no objections from me", CONSENT),
    ("I consent\nThank you for the change to point 2.", CONSENT),
    ("👍", CONSENT),
    # consent with a concern
    ("concern the pump is loud", concern("the pump is loud")),
    ("CONCERN: the pump is loud", concern("the pump is loud")),
    ("Concern - is that the pump breaks?", concern("the pump breaks?")),
    ("concern", concern()),
    ("🤔", concern()),
    ("I have a concern: frost", concern("frost")),
    ("Consent, with the concern that it costs a lot", concern("it costs a lot")),
    ("consent with a concern: frost", concern("frost")),
    ("Consent. My worry is the frost.", concern("the frost")),
    ("My concern is the frost in May.", concern("the frost in May")),
    ("I'm concerned about the frost", concern("I'm concerned about the frost")),
    ("Honestly I worry about the cost", concern("Honestly I worry about the cost")),
    ("Hi,\n\nI am a bit worried about noise.", concern("I am a bit worried about noise.")),
    # an objection
    ("object", objection()),
    ("OBJECT", objection()),
    ("OBJECT because nobody is there at seven", objection("because nobody is there at seven")),
    ("object: it would flood the path", objection("it would flood the path")),
    ("Objection! It would flood", objection("It would flood")),
    ("I object because we do not have water", objection("because we do not have water")),
    ("I object", objection()),
    ("🛑", objection()),
    ("Sorry, but I object, it harms the bees", objection("Sorry, but I object, it harms the bees")),
    ("My objection is that it harms bees", objection("My objection is that it harms bees")),
    ("I have to object to this one", objection("I have to object to this one")),
    (
        "object, the neighbours have no consent form",
        objection("the neighbours have no consent form"),
    ),
    # aside, pass, more, question
    ("aside", Read(Position.ASIDE)),
    ("I stand aside", Read(Position.ASIDE)),
    ("Aside, I am away then", Read(Position.ASIDE, "I am away then")),
    ("pass", PASS),
    ("Pass.", PASS),
    ("I pass", PASS),
    ("pass, I trust you all", Read(Position.PASS, "I trust you all")),
    ("⏭️", PASS),
    ("more", MORE),
    ("MORE!", MORE),
    ("more time please", MORE),
    ("I need more time", MORE),
    ("⏳", MORE),
    ("question: who pays?", Read(Position.QUESTION, "who pays?")),
    ("QUESTION who pays for it?", Read(Position.QUESTION, "who pays for it?")),
    ("I have a question: who pays?", Read(Position.QUESTION, "who pays?")),
    ("question", Ask(Doubt.QUESTION_WORDS)),
    ("same again", Same()),
    ("Same as before.", Same()),
    # negations ask
    ("I don't consent", NEGATION),
    ("I don’t consent", NEGATION),
    ("not ok", NEGATION),
    ("I do not object", NEGATION),
    ("I can't agree to this", NEGATION),
    ("no", AGAINST),
    ("Nope", AGAINST),
    ("consent? not yet", CONDITION),
    ("Consent - not", NEGATION),
    ("I cannot live with it", NEGATION),
    ("never consent", NEGATION),
    ("I'm not concerned about it", NEGATION),
    ("I am not worried", NEGATION),
    ("I do not have a concern", NEGATION),
    # conditions ask
    ("consent if the pump is fixed", CONDITION),
    ("Consent, but only if Ben does it", CONDITION),
    ("consent but watch the cost", CONDITION),
    ("Consent unless it rains", CONDITION),
    ("consent as long as it is quiet", CONDITION),
    ("ok but watch the cost", CONDITION),
    ("yes, if it is cheap", CONDITION),
    ("Consent, with the concern that it is loud, only if repaired", CONDITION),
    ("fine by me except Sundays", CONDITION),
    # two positions ask
    ("consent, or rather I object", TWO),
    ("consent / object", TWO),
    ("object, no wait, I consent", TWO),
    ("concern, or maybe I object", TWO),
    ("aside, and I object to the date", TWO),
    ("I object, and I have a concern", objection("and I have a concern")),
    ("pass. I object to the date", TWO),
    ("My concern is noise, so I object", TWO),
    ("I'm worried, and I don't want this", TWO),
    ("concern: I can't support this", TWO),
    ("concern: fine only if Ben does it", CONDITION),
    ("My worry is the cost; only if it is cheap", CONDITION),
    # unclear ones ask
    ("consent?", UNCLEAR),
    ("sounds good to me", UNCLEAR),
    ("ok, thanks", UNCLEAR),
    ("I agree", UNCLEAR),
    ("+1", UNCLEAR),
    ("I disagree", AGAINST),
    ("sure", UNCLEAR),
    ("👎", Ask(Doubt.DOWN)),
    ("✋", Ask(Doubt.HAND)),
    # talk stays talk
    ("", Nothing()),
    ("   \n ", Nothing()),
    ("Hi all,\nThanks", Nothing()),
    ("See you on Friday", Nothing()),
    ("pass the word on", Nothing()),
    ("more compost would help the beds", Nothing()),
    ("the objective is clear", Nothing()),
    ("Concerning the beds: they are wet", Nothing()),
    ("consensual talk about tomatoes", Nothing()),
]


@pytest.mark.parametrize(("text", "expected"), PHRASINGS, ids=[text for text, _ in PHRASINGS])
def test_a_phrasing_is_read_as_people_mean_it(text: str, expected: Reading) -> None:
    """Each phrasing is a position, a question back, or talk; never a guess."""
    assert expected == read_position(text)


@pytest.mark.parametrize(
    ("emoji", "expected"),
    [
        ("👍", CONSENT),
        ("👍🏽", CONSENT),
        ("👍️", CONSENT),
        ("✅", CONSENT),
        ("🤔", concern()),
        ("🛑", objection()),
        ("⏭️", PASS),
        ("⏭", PASS),
        ("⏳", MORE),
        ("🔁", Same()),
        ("👎🏿", Ask(Doubt.DOWN)),
        ("❌", Ask(Doubt.DOWN)),
        ("✋🏻", Ask(Doubt.HAND)),
        ("🎉", Nothing()),
        ("", Nothing()),
    ],
)
def test_an_emoji_counts_in_any_dress(emoji: str, expected: Reading) -> None:
    """Variation selectors and skin tones change nothing; unknown emoji say nothing."""
    assert expected == read_reaction(emoji)


LIMITS = ["not", "only if it rains", "unless", "but", "don't", "object", "never", "until May", "?"]


@given(
    word=st.sampled_from(["consent", "ok", "yes", "I consent", "fine by me", "no objection"]),
    limit=st.sampled_from(LIMITS),
    filler=st.lists(st.sampled_from(["the", "pump", "we", "water", "seven"]), max_size=4),
    before=st.booleans(),
)
def test_no_limit_is_ever_read_as_consent(
    word: str, limit: str, filler: list[str], before: bool
) -> None:
    """Whatever stands around the word: with a negation, a condition or a second position it is not
    consent, and not a concern (which is consent too)."""
    around = [limit, *filler]
    text = " ".join([*around, word] if before else [word, *around])

    reading = read_position(text)

    assert not (
        isinstance(reading, Read) and reading.position in (Position.CONSENT, Position.CONCERN)
    )


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    """Reading never fails, and its reason is part of what was typed (but for straightened quotes)."""
    reading = read_position(text)

    assert isinstance(reading, Read | Ask | Same | Nothing)
