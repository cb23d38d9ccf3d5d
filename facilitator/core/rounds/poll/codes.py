"""Every answer of "no" a poll can give; each has its words as ``refused-<code>``."""

from enum import StrEnum


class Code(StrEnum):
    """Why something cannot be done here, now."""

    KIND_UNKNOWN = "poll-kind-unknown"
    NO_QUESTION = "poll-no-question"
    NO_OPTIONS = "poll-no-options"
    TOO_MANY_OPTIONS = "poll-too-many-options"
    OPTIONS_ALIKE = "poll-options-alike"
    OPTIONS_FIXED = "poll-options-fixed"
    SETTING = "poll-setting"
    NOT_IN_THIS_POLL = "not-in-this-poll"
    NO_SUCH_OPTION = "poll-no-such-option"
    WHICH_OPTION = "poll-which-option"
    TOO_MANY = "poll-too-many"
    TOO_FEW = "poll-too-few"
    UNREAD = "poll-unread"
    REASON = "poll-reason"
    MORE_ONCE = "poll-more-once"
    MORE_SPENT = "poll-more-spent"
    NO_ADDING = "poll-no-adding"
    CLOSED = "poll-closed"
    NOT_CLOSED = "poll-not-closed"
    NOT_REOPENED = "poll-not-reopened"
    TOO_LATE_TO_REOPEN = "poll-too-late-to-reopen"
    NO_TIE = "poll-no-tie"
    NOT_YOURS = "poll-not-yours"
    ALREADY_PAUSED = "already-paused"
    NOT_PAUSED = "not-paused"
    NO_TIME_GIVEN = "no-time-given"
