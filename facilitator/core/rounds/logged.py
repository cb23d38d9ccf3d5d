"""What a form says of itself so that its facts can stand in a log that others count again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.core.ids import MemberId


@dataclass(frozen=True, slots=True)
class Given:
    """One member's answer, as it counts."""

    member: MemberId
    position: str


@dataclass(frozen=True, slots=True)
class Logged:
    """How a form's facts are logged, what of them others may see after the close, and how to recount.

    Fields are named alone, or with their fact (``TimeAdded.member``).
    """

    place: type[Any]
    """What has somebody's place: an entry that holds one also holds their name, hidden."""
    answer: Callable[[Any], MemberId | None]
    """Whose answer a fact is, if it is one."""
    given: Callable[[Any], Sequence[Given]]
    """The answers that count in a state, one a member."""
    words: str
    """Where the words of an answer stand in its entry."""
    result: Callable[[Any, Sequence[str], bool], Mapping[str, Any]]
    """What came out, from a state, the positions that count, and whether it is sealed."""
    doubts: Callable[[Any, Sequence[str], bool], Sequence[str]]
    """Which of the printed rules do not hold for a state that is said to be adopted, as codes."""
    is_sealed: Callable[[Any], bool]
    """Whether nobody may be able to tell who answered what, not even when it is over."""
    texts: frozenset[str]
    """Fields with free text that belongs to the matter; any other text stays hidden."""
    private: Mapping[str, Any]
    """Fields that are nobody else's business, and what is read in their stead."""
    seen: frozenset[str]
    """Facts that others may see and need for counting; of any other only that it is there."""
    seen_when_sealed: frozenset[str]
    """Facts that tell nothing of anybody's answer: of a sealed one only these are shown."""
    is_kept: Callable[[Any], bool] = lambda _: True
    """Whether there is to be a log of it at all; so from its first fact on, or never."""
    is_listed: Callable[[Sequence[str]], bool] | None = None
    """Whether so many answered that a list of what they answered, without names, tells of nobody; None:
    it is always shown."""
    since: Callable[[Any, Any], Sequence[str]] = lambda _, __: ()
    """Which rules do not hold for what became of it after its close: from the state at the close and
    the one now, as codes."""
