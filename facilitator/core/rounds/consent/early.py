"""What is said before everybody is asked, and words that are changed later: values only."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId


class Gives(StrEnum):
    """What somebody brings before everybody is asked."""

    QUESTION = "question"
    ANSWER = "answer"
    """The proposer's, to a question or beside them."""
    REACTION = "reaction"
    WORRY = "worry"
    """An objection before its time: heard as a reaction, and its owner is asked again."""
    PASS = "pass"  # noqa: S105  the word of the practice, no secret


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said before everybody is asked, or too late for that.

    ``step`` is the phase in which it was heard. A question has a ``number`` of its own; ``about`` is
    the question that an answer belongs to. Both are 0 where there is none. Taken back, it has no
    ``source`` any more, and its number is never given again.
    """

    member: MemberId
    gives: Gives
    step: str
    words: WordsId | None
    source: str
    heard_at: datetime
    number: int = 0
    about: int = 0

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return bool(self.source)


def gone_of(saying: Saying) -> Saying:
    """What is left of a saying that was taken back."""
    return replace(saying, words=None, source="")


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of words that is meant to leave the matter as it is (Dec. 4.3, rule 5).

    Until ``until`` anybody may call it more than that, and then it is a new version (rule 6).
    """

    version: int
    before: str
    text: str
    by: MemberId
    until: datetime
