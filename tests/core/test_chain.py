"""The chain: what it binds, and what it does not tell."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.chain import (
    START,
    canonical,
    code_of,
    committed,
    is_digest,
    is_salt,
    linked,
)

SALT = "00112233445566778899aabbccddeeff"
VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


def test_it_is_what_the_page_says() -> None:
    """The numbers of docs/verify.md: whoever writes a program of their own can try it by them."""
    commitment = committed(SALT, {"n": 1, "fact": {"fact": "Example", "text": "Grüße"}})
    assert commitment == "6d05409894fd00584315909ac81a35690aae32f03bddbd39f6e6b920f5955a90"
    link = linked(START, commitment)
    assert link == "ea6a3d8042ec1568e8a954c8b16a29333836e4f3361cdced0de972303f04f2ab"
    assert code_of(link) == "5JVD3-ACC5Q"


def test_json_is_always_written_the_same() -> None:
    """Keys in order, no blanks, letters as they are."""
    assert canonical({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'.encode()


@given(VALUES, VALUES)
def test_another_value_has_another_commitment(one: Any, other: Any) -> None:
    """Nothing but the same JSON gives the same digest."""
    same = committed(SALT, one) == committed(SALT, other)
    assert same == (canonical(one) == canonical(other))


@given(VALUES)
def test_another_salt_has_another_commitment(value: Any) -> None:
    """Whoever has no salt cannot try out what it might be."""
    assert committed(SALT, value) != committed(SALT[::-1], value)


def test_a_link_knows_what_came_before() -> None:
    """The same entry behind another one has another link."""
    one = committed(SALT, "entry")
    assert linked(START, one) != linked(linked(START, one), one)


@pytest.mark.parametrize("text", ["", "0" * 63, "A" * 64, "0" * 65, "g" * 64, "0" * 64 + "\n"])
def test_what_is_no_digest(text: str) -> None:
    """Only one way of writing it counts: else it could be changed and still be the same."""
    assert not is_digest(text)
    assert not is_salt(text)


def test_a_digest_and_a_salt() -> None:
    """Lower case, in full."""
    assert is_digest(START)
    assert is_salt(SALT)
