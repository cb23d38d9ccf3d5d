"""List addresses, tokens, and one form for each person's address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.email.addresses import (
    ROW_BITS,
    Addressed,
    Lists,
    Purpose,
    Role,
    check_token,
    is_address,
    make_token,
    normalise,
    row_of,
)

KEY = b"k" * 32
LISTS = Lists("Lists.Example.org")
TOKEN = make_token(KEY, Purpose.TURN, "riverside-garden", "rnd_1", "mem_1", 77)


def test_addresses_are_read_back() -> None:
    """Each address we give out is understood, in any case and with each delimiter."""
    for delimiter in "+-=_.":
        lists = Lists("lists.example.org", delimiter)
        for slug in ("riverside", "riverside-garden", "öko-3"):
            built = {
                lists.post(slug): Role.POST,
                lists.join(slug): Role.JOIN,
                lists.leave(slug): Role.LEAVE,
                lists.request(slug): Role.REQUEST,
                lists.owner(slug): Role.OWNER,
            }
            for address, role in built.items():
                assert lists.parse(address.upper()) == Addressed(slug, role)
            for purpose in Purpose:
                address = lists.tokened(slug, purpose, TOKEN)
                assert lists.parse(address.upper()) == Addressed(slug, purpose, TOKEN)


@pytest.mark.parametrize(
    "address",
    [
        "riverside@example.org",
        "riverside",
        "@lists.example.org",
        "riverside+x.abc@lists.example.org",
        "riverside+t.short@lists.example.org",
        "-join@lists.example.org",
        "a b@lists.example.org",
        "a@b@lists.example.org",
        "riverside@lists.example.org.",
        "riverside@" + "x" * 300,
        "",
    ],
)
def test_other_addresses_are_not_ours(address: str) -> None:
    """What we never gave out means nothing (a final dot of the domain apart)."""
    found = LISTS.parse(address)
    assert found is None or address.endswith("org.")


def test_a_local_part_keeps_within_its_limit() -> None:
    """A name that leaves no room for a token is refused when the address is built."""
    assert len(LISTS.tokened("a" * 34, Purpose.TURN, TOKEN).split("@")[0]) <= 64
    with pytest.raises(ValueError, match="too long"):
        LISTS.tokened("a" * 36, Purpose.TURN, TOKEN)


def test_a_token_binds_everything() -> None:
    """A token is good for one key, purpose, circle, item and member, and no other."""
    good = (KEY, TOKEN, Purpose.TURN, "riverside-garden", "rnd_1", "mem_1")
    assert check_token(*good)
    assert check_token(KEY, TOKEN.upper(), *good[2:])
    for place, other in enumerate((b"o" * 32, "a" * 26, Purpose.POSITION, "riverside", "x", "y")):
        changed = list(good)
        changed[place] = other  # type: ignore[call-overload]
        assert not check_token(*changed)  # type: ignore[arg-type]


def test_values_cannot_slide_into_each_other() -> None:
    """Moving letters from one bound value to the next makes another token."""
    one = make_token(KEY, Purpose.TURN, "a", "bc", "d", 1)
    assert one != make_token(KEY, Purpose.TURN, "a", "b", "cd", 1)


@settings(max_examples=100)
@given(st.integers(0, 2**ROW_BITS - 1), st.sampled_from(Purpose), st.text(max_size=20))
def test_tokens_of_any_row(row: int, purpose: Purpose, member: str) -> None:
    """A token is 26 lower-case letters, names its row, and fails with any letter changed."""
    member = member.encode("utf-8", "replace").decode()
    token = make_token(KEY, purpose, "garden", "rnd_1", member, row)
    assert len(token) == 26
    assert token == token.casefold()
    assert row_of(token) == row
    assert check_token(KEY, token, purpose, "garden", "rnd_1", member)
    for place in range(0, 26, 5):
        wrong = token[:place] + ("b" if token[place] == "a" else "a") + token[place + 1 :]
        assert not check_token(KEY, wrong, purpose, "garden", "rnd_1", member)


@pytest.mark.parametrize("token", ["", "a" * 25, "a" * 27, "1" * 26, "é" * 26, "a" * 25 + "\n"])
def test_what_is_no_token(token: str) -> None:
    """What is not shaped like a token names no row and proves nothing."""
    assert row_of(token) is None
    assert not check_token(KEY, token, Purpose.TURN, "a", "b", "c")


def test_rows_outside_their_range_are_refused() -> None:
    """A row id that does not fit is an error of ours, not a token."""
    for row in (-1, 2**ROW_BITS):
        with pytest.raises(ValueError, match="50 bits"):
            make_token(KEY, Purpose.TURN, "a", "b", "c", row)


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("Cy@Example.ORG", "cy@example.org"),
        (" cy@example.org. ", "cy@example.org"),
        ("zoë@exämple.org", "zoë@xn--exmple-cua.org"),
        ("zoe\u0308@example.org", "zoë@example.org"),
        ("cy+garden@localhost", "cy+garden@localhost"),
        ("o'brien@example.org", "o'brien@example.org"),
    ],
)
def test_one_form_for_each_address(address: str, normal: str) -> None:
    """Spellings of one address become the same text."""
    assert normal == normalise(address)
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "cy",
        "@example.org",
        "cy@",
        "c y@example.org",
        "cy@exam ple.org",
        "cy\n@example.org",
        "cy\u200b@example.org",
        "cy@example..org",
        "cy@-example.org",
        "cy@[127.0.0.1]",
        "<cy@example.org>",
        "cy@example.org, di@example.org",
        '"cy"@example.org',
        "a@b@example.org",
        "c" * 65 + "@example.org",
        "cy@" + "example." * 40 + "org",
    ],
)
def test_what_is_no_address(address: str) -> None:
    """What is no address is refused, and the reason does not repeat it."""
    assert not is_address(address)
    with pytest.raises(ValueError, match=r"address|domain|@") as refused:
        normalise(address)
    assert not address or address not in str(refused.value)


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_normalising_is_final(text: str) -> None:
    """Any text either is refused or has one form that stays as it is."""
    for address in (text, f"{text}@example.org", f"a@{text}.org"):
        if is_address(address):
            assert normalise(address) == normalise(normalise(address))


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_address_can_be_asked(text: str) -> None:
    """No text breaks the reader of list addresses."""
    for address in (text, f"{text}@lists.example.org"):
        LISTS.parse(address)


def test_a_delimiter_is_one_of_five() -> None:
    """A delimiter that could not stand in an address is refused at the start."""
    with pytest.raises(ValueError, match="delimiter"):
        Lists("lists.example.org", "/")
