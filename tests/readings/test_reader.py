"""The tables of the languages, and what holds whatever stands in them."""

import re
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.rounds.positions import Ask, Doubt, Nothing, Position, Read, Reading, Same
from facilitator.core.rounds.readings import LANGUAGES, read_position
from facilitator.core.rounds.readings.elsewhere import ELSEWHERE
from facilitator.core.rounds.readings.signs import COUNTED, Signs

TABLES = {**LANGUAGES, "elsewhere": ELSEWHERE}
WORDS = {"en": ["Consent", "ok", "Yes", "I consent", "no objections", "Go ahead"],
         "de": ["Konsent", "einverstanden", "Ja", "keine Bedenken", "Ich stimme zu"]}  # fmt: skip
FILLERS = ["the", "pump", "we", "water", "wir", "im", "garten"]


def plain(phrases: tuple[str, ...]) -> list[str]:
    """The phrases of a field that are nothing but letters, as people would type them."""
    whole = [phrase for field in phrases for phrase in re.split(r"\|(?![^(]*\))", field)]
    return [phrase for phrase in whole if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", phrase)]


CAUTIONS = sorted(
    {
        phrase
        for table in TABLES.values()
        for field in (table.negation, table.condition, table.objecting, table.opposing)
        for phrase in plain(field)
    }
    - {"at all"}  # "no objections at all" is a clear yes
)


def is_consent(reading: Reading) -> bool:
    """A concern is a consent too."""
    return isinstance(reading, Read) and reading.position in (Position.CONSENT, Position.CONCERN)


def lines(name: str) -> list[str]:
    """The texts of a file, one a line; ``\\n`` in them is a new line."""
    kept = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in kept]


@pytest.mark.parametrize("said", lines("no_consent.txt"))
def test_what_is_narrowed_or_turned_round_is_no_consent(said: str) -> None:
    """Each of these could be taken for a consent by somebody in a hurry."""
    assert not is_consent(read_position(said))


@pytest.mark.parametrize("said", lines("no_block.txt"))
def test_what_is_denied_or_over_is_no_objection(said: str) -> None:
    """Each of these could be taken for an objection by somebody in a hurry."""
    assert isinstance(read_position(said), Ask | Nothing)


@settings(max_examples=200)
@given(
    st.sampled_from([(language, word) for language, words in WORDS.items() for word in words]),
    st.sampled_from(CAUTIONS),
    st.lists(st.sampled_from(FILLERS), max_size=4),
    st.sampled_from([" ", ", ", ". ", "\n\n", " - "]),
)
def test_a_caution_of_any_language_is_heard_in_every_other(
    word: tuple[str, str], caution: str, filler: list[str], between: str
) -> None:
    """A word of consent and a *not* or an *if*, in whatever language, is never a consent."""
    language, said = word
    assert not is_consent(read_position(" ".join([f"{said}{between}{caution}", *filler]), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_consent_trip_over_no_other_language(language: str) -> None:
    """What people are told to write counts, whatever the tables beside it hold."""
    for said in [*WORDS[language], *WORDS["en"]]:
        assert read_position(said, language) == Read(Position.CONSENT), said


def test_a_language_counts_only_where_people_are_asked_in_it() -> None:
    """The contract's phrases are English: German ones count in a German house, and ask elsewhere."""
    assert read_position("einverstanden", "de") == Read(Position.CONSENT)
    assert read_position("einverstanden", "de-AT") == Read(Position.CONSENT)
    assert isinstance(read_position("einverstanden", "en"), Ask)
    assert read_position("consent", "de") == Read(Position.CONSENT)
    assert read_position("consent", "pt") == Read(Position.CONSENT)


@pytest.mark.parametrize("name", TABLES)
def test_every_phrase_of_every_table_can_be_looked_for(name: str) -> None:
    """A translator's slip in a pattern is found here, and not by a member."""
    for field in fields(Signs):
        for phrase in getattr(TABLES[name], field.name):
            assert isinstance(phrase, str)
            re.compile(phrase)
            assert " ?" not in phrase, phrase
            assert " *" not in phrase, phrase


def test_what_is_not_read_yet_lets_nothing_count() -> None:
    """The languages that are only listened to for a limit hold no word that counts."""
    assert all(getattr(ELSEWHERE, name) == () for name in COUNTED)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("same as Ana", Doubt.OTHERS),
        ("I'm with Ben on this", Doubt.OTHERS),
        ("I'm out", Doubt.OUT),
        ("count me out", Doubt.OUT),
        ("I abstain", Doubt.NEUTRAL),
        ("I don't mind", Doubt.NEUTRAL),
        ("let me think until Friday", Doubt.TIME),
        ("I need to ask at home", Doubt.TIME),
        ("I'm against it", Doubt.AGAINST),
        ("-1", Doubt.AGAINST),
        ("My objection is met", Doubt.OVER),
        ("I withdraw my objection", Doubt.OVER),
        ("my concern has been answered", Doubt.OVER),
        ("not against", Doubt.NEGATION),
        ("yes and no", Doubt.TWO),
        ("cosent", Doubt.UNCLEAR),
    ],
)
def test_each_doubt_has_its_own_question(said: str, why: Doubt) -> None:
    """Who is asked is asked about what they said, and not anything at all."""
    assert read_position(said) == Ask(why)


def test_a_question_is_talk_in_a_room_and_asked_about_in_a_letter() -> None:
    """A question has no sign of a position; the reading says what to ask if an answer was due."""
    assert read_position("what does it cost?") == Nothing(Doubt.ASKING)
    assert read_position("who has the key? and what does it cost?") == Nothing(Doubt.ASKING)


@pytest.mark.parametrize(
    "said",
    [
        "We water the beds at 7 in the morning.",
        "Do you consent? We water the beds at 7 in the morning.",
        "Consent means: good enough for now, safe enough to try. It need not be your favourite.",
        'CONSENT        go ahead ("no objection" is the same)\nCONCERN ...    go ahead, and write down'
        " my worry\nOBJECT ...     stop, because it would harm",
        "> Consent\n> Consent",
        "---------- Forwarded message ---------\nFrom: Jon\n\nI consent",
    ],
)
def test_our_own_words_sent_back_are_no_answer(said: str) -> None:
    """A proposal, its instructions, or somebody else's mail is not what its bearer means."""
    assert not isinstance(read_position(said), Read | Same)


@given(st.text(alphabet="consent objcrywi'?.,\n:–>", max_size=60))
def test_what_looks_like_an_answer_is_read_without_failing(text: str) -> None:
    """Reading never fails, and never takes longer than a blink, whatever is typed."""
    assert isinstance(read_position(text), Read | Ask | Same | Nothing)


@pytest.mark.parametrize("piece", ["no objections ", "ok, ", "the ", " ", "\n", "worry ", "hi hi "])
@pytest.mark.parametrize("head", ["", "consent ", "I object ", "my "])
def test_a_very_long_answer_is_read_at_once(head: str, piece: str) -> None:
    """Nobody can keep the desk busy with a letter."""
    began = time.process_time()
    read_position(head + piece * (19_000 // len(piece)) + "x")
    assert time.process_time() - began < 2


def test_nobody_answers_with_a_book() -> None:
    """Beyond twenty thousand letters an answer is asked for in short."""
    assert read_position("consent " * 3000) == Ask(Doubt.UNCLEAR)
