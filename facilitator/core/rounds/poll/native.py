"""A poll shown as a poll of the room itself (MSC3381), beside its card: whether it can be, and what an
answer there says.

Such a native poll knows one list of answers, and how many one person may tick. It has no reasons, no
least number and no weights, and an answer in it is an event that everybody in the room can read at
once. So what is hidden before the end, or anonymous, has none. It is a way to answer, and never the
count: of letters and private words it knows nothing.
"""

from collections.abc import Sequence

from facilitator.core.rounds.poll.kinds import Kind
from facilitator.core.rounds.poll.state import Hidden, Mark, Option, Poll, Reasons, Settings
from facilitator.core.rounds.poll.tally import kind_of

MOST_ANSWERS = 20
"""Of more answers programs show the first ones only (MSC3381)."""


def fits(kind: Kind, options: Sequence[Option], settings: Settings) -> bool:
    """Whether a native poll can carry what may be answered here, all of it."""
    seen = settings.hidden is Hidden.NO and not settings.anonymous
    ticked = kind.ticked and settings.least == 1 and settings.reason is Reasons.NEVER
    return seen and ticked and not settings.weighted and len(options) <= MOST_ANSWERS


def is_shown(poll: Poll) -> bool:
    """Whether there is to be a native poll while this one is open."""
    wanted = poll.settings.native and not poll.native_gone
    return wanted and fits(kind_of(poll), poll.options, poll.settings)


def answers(poll: Poll) -> tuple[tuple[str, str], ...]:
    """The answers of its native poll: the number of each option, which never changes, and its text."""
    return tuple((str(option.number), option.text) for option in poll.options)


def ticked(poll: Poll, chosen: Sequence[str]) -> tuple[Mark, ...]:
    """What was ticked there; nothing where an answer was taken back, or cannot be read.

    As MSC3381 has it, what is more than one may tick is cut off, and one unknown answer spoils all.
    """
    known = {str(option.number): option.number for option in poll.options}
    counted = chosen[: poll.settings.most]
    if any(one not in known for one in counted):
        return ()
    return tuple(Mark(number) for number in sorted({known[one] for one in counted}))
