"""Values and their text: read again from the same text, a value is not made again."""

from dataclasses import dataclass

from facilitator.store.codecs import Recent


@dataclass(frozen=True)
class Stone:
    """A value."""

    place: int


@dataclass(frozen=True)
class Leaf:
    """Another value with the same text."""

    place: int


def test_the_same_text_is_the_same_value() -> None:
    """What was written or read lately is found by its text; another text is another value."""
    recent = Recent()
    stone = Stone(1)
    assert recent.read(Stone, recent.write(stone)) is stone
    assert recent.read(Stone, '{"place":2}') == Stone(2)
    assert recent.read(Stone, '{"place":2}') is recent.read(Stone, '{"place":2}')


def test_kinds_with_the_same_text_are_told_apart() -> None:
    """A text says nothing of its kind: each kind has its own value."""
    recent = Recent()
    text = recent.write(Stone(1))
    assert recent.read(Leaf, text) == Leaf(1)
    assert recent.read(Stone, text) == Stone(1)


def test_only_the_last_are_kept() -> None:
    """The oldest goes when there is no more room, and is read anew when it is asked for."""
    recent = Recent(most=2)
    first = Stone(1)
    text = recent.write(first)
    recent.write(Stone(2))
    recent.write(Stone(3))
    again = recent.read(Stone, text)
    assert again == first
    assert again is not first
