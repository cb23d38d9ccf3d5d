"""Every answer of "no" a decision can give; each has its words as ``refused-<code>``."""

from enum import StrEnum


class Code(StrEnum):
    """Why something cannot be done here, now."""

    EMPTY_PROPOSAL = "empty-proposal"
    NOT_IN_THIS_DECISION = "not-in-this-decision"
    JOINED_LATER = "joined-later"
    OUTDATED_VERSION = "outdated-version"
    NO_SUCH_VERSION = "no-such-version"
    ALREADY_ANSWERED = "already-answered"
    NOTHING_TO_REPEAT = "nothing-to-repeat"
    OBJECTED_BEFORE = "objected-before"
    MORE_ONCE = "more-once"
    MORE_SPENT = "more-spent"
    QUESTION_NEEDS_WORDS = "question-needs-words"
    NOT_YOUR_PROPOSAL = "not-your-proposal"
    SAME_TEXT = "same-text"
    NO_OPEN_OBJECTION = "no-open-objection"
    NOTHING_TO_WITHDRAW = "nothing-to-withdraw"
    WITHDRAW_WHICH = "withdraw-which"
    DECISION_CLOSED = "decision-closed"
    DECISION_NOT_ENDED = "decision-not-ended"
    ALREADY_PAUSED = "already-paused"
    NOT_PAUSED = "not-paused"
    NO_TIME_GIVEN = "no-time-given"
    TEXT_IN_PRACTICE = "text-in-practice"
