"""Words → command (contract §4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.reading import COMMANDS, Line, Unknown, read_line
from facilitator.core.refusals import Refusal


@pytest.mark.parametrize("typed", ["!ping", "/ping", "! ping", "  !PING ", "!Ping"])
def test_one_command_has_many_looks(typed: str) -> None:
    """``/x`` and ``! x`` read as ``!x``; case never matters."""
    assert read_line(typed) == Line("ping")


def test_options_stand_anywhere_in_the_line() -> None:
    """Options are taken out wherever they stand; the words around them stay whole."""
    line = read_line("!goaround each=2m What is growing window=5d in you?")

    assert line == Line("goaround", "What is growing in you?", {"each": "2m", "window": "5d"})


def test_a_colon_behind_the_word_is_no_part_of_the_question() -> None:
    """Many write ``!goaround: …``."""
    assert read_line("!goaround: What is growing?") == Line("goaround", "What is growing?")


def test_a_near_miss_is_refused_with_the_right_word() -> None:
    """A mistyped option starts nothing and names the option that was meant."""
    with pytest.raises(Refusal) as refused:
        read_line("!goaround What? windw=2d")

    assert refused.value.code == "option-near-miss"


@pytest.mark.parametrize(
    "typed", ["!propose Let a=b hold", "!purpose x=y z", "!object because E=mc2"]
)
def test_anything_else_with_an_equals_sign_is_text(typed: str) -> None:
    """Only known keys are options."""
    line = read_line(typed)

    assert isinstance(line, Line)
    assert line.options == {}
    assert "=" in line.rest


def test_lines_below_stay_lines() -> None:
    """What stands on the following lines is kept as typed."""
    line = read_line("!propose First line window=3d\n- second\n- third")

    assert line == Line("propose", "First line\n- second\n- third", {"window": "3d"})


def test_an_unknown_word_names_the_nearest() -> None:
    """One friendly line with the nearest command."""
    assert read_line("!goaroud x") == Unknown("goaroud", "goaround")
    assert read_line("!xyzzy") == Unknown("xyzzy", None)


@pytest.mark.parametrize("typed", ["!", "!!!", "! ", "//shrug", "hello !ping", "!3", ""])
def test_other_talk_is_just_talk(typed: str) -> None:
    """An exclamation is not a command."""
    assert read_line(typed) is None


def test_a_bare_word_counts_only_where_asked() -> None:
    """In the private chat the ``!`` is optional; elsewhere words are words."""
    assert read_line("help mail", bare=True) == Line("help", "mail")
    assert read_line("help mail") is None
    assert read_line("nothing here", bare=True) is None


@given(st.text(max_size=200))
def test_no_text_breaks_reading(text: str) -> None:
    """Whatever is typed becomes a command, a question back, or nothing."""
    for bare in (True, False):
        try:
            line = read_line(text, bare)
        except Refusal:
            continue
        assert line is None or isinstance(line, Unknown) or line.word in COMMANDS
