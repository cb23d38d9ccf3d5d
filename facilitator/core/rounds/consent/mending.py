"""Other words for the same: the version stays, and anybody may say that it is more (Dec. 4.3, rows
5 and 6).

Whether a change is one of words only, people judge: the software shows it, and waits for them.
"""

from datetime import datetime, timedelta

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.answering import own_settled, place_in
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.early import Mend
from facilitator.core.rounds.consent.early_facts import CalledAnew, WordingMended
from facilitator.core.rounds.consent.evolving import fold
from facilitator.core.rounds.consent.facts import Fact, PositionTaken
from facilitator.core.rounds.consent.printed import window
from facilitator.core.rounds.consent.state import RUNNING, STEPS, Ballot, Decision, Version
from facilitator.core.rounds.positions import Position
from facilitator.core.rounds.windows import end_of

CALLED_WITHIN = timedelta(hours=24)
"""How long a change of words can be called more than that (Dec. 4.3, row 5)."""


def open_mends(d: Decision, now: datetime) -> tuple[Mend, ...]:
    """The changes of words in this version that can still be called more than that."""
    return tuple(m for m in d.mends if m.version == d.version and now < m.until)


def closes_no_sooner(d: Decision, now: datetime) -> datetime:
    """Until when nothing is settled early, because words have just changed."""
    return max([now, *(m.until for m in open_mends(d, now))])


def mended(d: Decision, by: MemberId, text: str, now: datetime) -> tuple[Fact, ...]:
    """The same version in other words; it stays open at least as long as it can be called more."""
    until = end_of(now, CALLED_WITHIN, d.settings.quiet_times)
    mend = Mend(d.version, d.text, text, by, until)
    if d.phase in STEPS:
        return (WordingMended(mend, d.live_until, d.slow_until),)
    slow = max(d.slow_until, until)
    live = slow if d.live_until == d.slow_until else d.live_until
    return (WordingMended(mend, live, slow),)


def call_anew(d: Decision, by: MemberId, now: datetime) -> tuple[Fact, ...]:
    """The words are another matter: version n+1, and everybody is asked anew."""
    place_in(d, by)
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    changed = open_mends(d, now)
    if not changed:
        raise Refusal(Code.NO_WORDS_TO_CALL)
    author = changed[-1].by
    version = Version(d.version + 1, d.text, author, now)
    live, slow = d.live_until, d.slow_until
    if d.phase not in STEPS:
        fresh = window(d.places, d.settings, now)
        live, slow = max(live, fresh[0]), max(slow, fresh[1])
    facts: tuple[Fact, ...] = (CalledAnew(version, changed[0].before, live, slow),)
    place = d.place(author)
    if place is None or place.left:
        return facts
    consent = Ballot(author, version.n, Position.CONSENT, None, "", now)
    return (*facts, PositionTaken(consent), *own_settled(fold(d, facts), consent))
