"""How a poll's facts stand in its log, and how others count them again after the close.

An answer stands there as its marks: ``2=1`` is a tick at option 2, ``1=4 3=0`` are points for two of
them, ``2=1 1=2`` an order. Where answers weigh differently the weight follows: ``2=1 x1500``.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.core.ids import MemberId
from facilitator.core.rounds.logged import Given, Logged
from facilitator.core.rounds.poll.facts import Fact, Voted
from facilitator.core.rounds.poll.kinds import KINDS, Cast, Result
from facilitator.core.rounds.poll.later import drawn
from facilitator.core.rounds.poll.state import Ballot, Came, Mark, Phase, Place, Poll
from facilitator.core.rounds.poll.tally import counted, eligible

FEWEST = 5
"""With fewer who chose, a list of their answers could tell whose is which, also without names."""

PASSED = "pass"

_POSITION = re.compile(r"(-?\d+=-?\d+(?: -?\d+=-?\d+)*)(?: x(\d+))?")


def is_listed(positions: Sequence[str]) -> bool:
    """Whether so many chose that a list of answers without names tells of nobody.

    A weight that few have is as good as a name: so many must have chosen of each weight there is.
    """
    weights = Counter(cast_of(one).weight for one in positions if one != PASSED)
    return bool(weights) and min(weights.values()) >= FEWEST


def list_shown(poll: Poll) -> str:
    """Whether the answers stand in what is taken away: ``yes``, ``no``, or ``maybe`` where that is seen
    at the end."""
    if poll.phase is Phase.CANCELLED:
        return "no"
    if poll.settings.names:
        return "yes"
    if poll.over:
        return "yes" if is_listed([one.position for one in given(poll)]) else "no"
    return "maybe" if len(eligible(poll)) >= FEWEST else "no"


def given(poll: Poll) -> Sequence[Given]:
    """The answers that count, as they stand in the log; of a poll that was called off none does."""
    if poll.phase is Phase.CANCELLED:
        return ()
    return [Given(one.member, position(poll, one)) for one in counted(poll)]


def position(poll: Poll, ballot: Ballot) -> str:
    """A ballot as it stands in the log."""
    if ballot.passed:
        return PASSED
    marks = " ".join(f"{mark.option}={mark.value}" for mark in ballot.marks)
    place = poll.place(ballot.member)
    return f"{marks} x{place.weight}" if place and poll.settings.weighted else marks


def cast_of(said: str) -> Cast:
    """A choice of the log as it is counted. Raises ``ValueError`` where it is none."""
    found = _POSITION.fullmatch(said)
    if found is None:
        raise ValueError("no answer of a poll")
    pairs = (pair.split("=") for pair in found[1].split(" "))
    marks = tuple(Mark(int(option), int(value)) for option, value in pairs)
    return Cast(marks, int(found[2] or 1))


def recounted(poll: Poll, positions: Sequence[str]) -> Result:
    """What answers come to, counted as the poll's kind counts. Passes are none of them."""
    cast = [cast_of(one) for one in positions if one != PASSED]
    return KINDS[poll.kind].count(cast, poll.options, poll.settings)


def _answer(fact: Fact) -> MemberId | None:
    return fact.ballot.member if isinstance(fact, Voted) else None


def _result(poll: Poll, positions: Sequence[str], sealed: bool) -> Mapping[str, Any]:
    """What it came to, and how often each answer was given; nothing of that where none is listed."""
    return {
        "outcome": poll.came.value if poll.came else "",
        "ending": poll.ending.value if poll.ending else "",
        "chosen": list(poll.chosen),
        "counts": dict(sorted(Counter(positions).items())),
    }


def _doubts(poll: Poll, positions: Sequence[str], sealed: bool) -> Sequence[str]:
    """Codes of what it should have come to. Who was away or not reached stands in no file, and so a
    quorum in per cent cannot be reckoned again."""
    settings = poll.settings
    if poll.phase is Phase.CANCELLED or (sealed and not positions):
        return ()
    if poll.came is Came.QUORUM:
        enough = not settings.quorum_percent and len(positions) >= settings.quorum_people
        return ("count",) if enough else ()
    if len(positions) < settings.quorum_people:
        return ("few",)
    found = recounted(poll, positions)
    return () if (found.came, found.chosen) == (poll.came, poll.chosen) else ("count",)


def _since(closed: Poll, now: Poll) -> Sequence[str]:
    """Codes of what does not hold of what came after the close: a lot is drawn again."""
    if not now.lot:
        return ()
    is_tie = closed.came is Came.TIE and bool(closed.chosen)
    return () if is_tie and now.chosen == (drawn(closed.chosen, now.lot),) else ("lot",)


def _is_sealed(poll: Poll) -> bool:
    """Also one that was called off: nobody's answer was counted, and so it is nobody's business."""
    return not poll.settings.names or poll.phase is Phase.CANCELLED


def _is_kept(poll: Poll) -> bool:
    """Not where it is anonymous: a chain of who answered when is just what must not be there."""
    return not poll.settings.anonymous


_PUBLIC = frozenset(
    {"PollOpened", "OptionAdded", "TimeAdded", "PollClosed", "PollCancelled", "PollReopened",
     "LotDrawn", "Paused", "Resumed"}
)  # fmt: skip
"""What happened to the poll itself, whoever answered what."""

_ANSWERS = frozenset({"Voted", "TakenBack", "Joined", "Left", "ClosingBegan", "ClosingStopped"})
"""What people answered, and who was there to: all that is counted."""

LOG = Logged(
    place=Place,
    answer=_answer,
    given=given,
    words="fact/ballot/words",
    result=_result,
    doubts=_doubts,
    is_sealed=_is_sealed,
    texts=frozenset({"question", "text", "kind", "seed", "zone"}),
    private={
        "lane": "live", "by_mail": False, "away": False, "reached": True, "TimeAdded.member": None,
    },
    seen=_PUBLIC | _ANSWERS,
    seen_when_sealed=_PUBLIC,
    is_kept=_is_kept,
    is_listed=is_listed,
    since=_since,
)  # fmt: skip
"""The log of a poll."""
