"""What time does: closing when all is settled, waiting once, the outcome, the review."""

from datetime import datetime

from facilitator.core.rounds.consent.evolving import fold
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    Closed,
    ClosingBegan,
    ClosingStopped,
    Fact,
    LastAsked,
    ObjectionSettled,
    ReviewFell,
    Waited,
    WordsMissed,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    Decision,
    Ending,
    Phase,
    Standing,
)
from facilitator.core.rounds.consent.tally import (
    Verdict,
    ends_on_objection,
    is_ripe,
    last_due,
    may_be_provisional,
    unanswered,
    verdict,
    wordless,
)
from facilitator.core.rounds.windows import end_of

_WITHOUT_ADOPTION = {
    Verdict.SILENCE: (Phase.POSTPONED, Ending.SILENCE),
    Verdict.OBJECTION: (Phase.POSTPONED, Ending.OBJECTION),
    Verdict.QUORUM: (Phase.LAPSED, Ending.QUORUM),
    Verdict.CONSENTS: (Phase.LAPSED, Ending.CONSENTS),
}


def consequences(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """What follows of itself: closing begins when all is settled and stops when it is not."""
    if d.phase not in DECIDING or d.paused_at is not None:
        return ()
    if last_due(d):
        asked = ask_last(d, now)
        return (asked, *consequences(fold(d, (asked,)), now))
    ripe = is_ripe(d, now)
    if ripe and d.closing_at is None:
        return (ClosingBegan(now + d.settings.regret),)
    if not ripe and d.closing_at is not None:
        return (ClosingStopped(),)
    return ()


def ask_last(d: Decision, now: datetime) -> LastAsked:
    """Ask whoever is asked last. They have as long as the others had; no printed time moves earlier."""
    last = d.settings.within.last if d.settings.within else ()
    own = [place for place in d.places if place.member in last and not place.left]
    slow = d.settings.slow_for if any(place.apart for place in own) else d.settings.live_for
    if any(place.by_mail for place in own):
        slow = max(slow, d.settings.letters_for)
    quiet = d.settings.quiet_times
    live_until = max(d.live_until, end_of(now, d.settings.live_for, quiet))
    return LastAsked(last, live_until, max(d.slow_until, live_until, end_of(now, slow, quiet)))


def next_due(d: Decision) -> datetime | None:
    """When a :class:`Tick` will next find something to do; None while paused or for ever."""
    if d.paused_at is not None:
        return None
    if d.phase is Phase.IN_FORCE:
        return None if d.reviewed or not d.recorded else d.review_at
    if d.phase not in DECIDING:
        return None
    orphans = [
        o.orphaned_at + d.settings.orphan_for
        for o in d.objections
        if o.standing is Standing.ORPHANED and o.orphaned_at is not None
    ]
    closes = [d.closing_at] if d.closing_at else []
    table = [d.live_until] if _ripens_at_table(d) else []
    return min([d.slow_until, *orphans, *closes, *table])


def _ripens_at_table(d: Decision) -> bool:
    """Whether the end of the time at the table brings it near: the silent are not waited for then."""
    return d.closing_at is None and not last_due(d) and is_ripe(d, d.live_until)


def tick(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """What is due at ``now``, and nothing that is not."""
    if d.paused_at is not None:
        return ()
    if d.phase is Phase.IN_FORCE:
        due = d.review_at is not None and now >= d.review_at
        falls = due and d.recorded and not d.reviewed
        return (ReviewFell(now),) if falls else ()
    if d.phase not in DECIDING:
        return ()
    kept = _orphans_kept(d, now)
    return kept + _closing(fold(d, kept), now)


def _orphans_kept(d: Decision, now: datetime, *, final: bool = False) -> tuple[Fact, ...]:
    """An orphaned objection becomes a concern after its time (Dec. 4.5), or at the end."""
    return tuple(
        ObjectionSettled(o.number, Standing.CONCERN, d.version)
        for o in d.objections
        if o.standing is Standing.ORPHANED
        and o.orphaned_at is not None
        and (final or now >= o.orphaned_at + d.settings.orphan_for)
    )


def _closing(d: Decision, now: datetime) -> tuple[Fact, ...]:
    if now >= d.slow_until:
        return _time_over(d, now)
    if d.closing_at is not None and now >= d.closing_at:
        return _ripened(d, now)
    return ()


def _ripened(d: Decision, now: datetime) -> tuple[Fact, ...]:
    ripe = verdict(d, now)
    if ripe is Verdict.READY:
        return (_adopted(d, now),)
    if ripe is Verdict.OBJECTION and ends_on_objection(d):
        return (Closed(*_WITHOUT_ADOPTION[ripe], now),)
    if ripe is Verdict.SLOW_OPEN and may_be_provisional(d):
        return (AdoptedProvisionally(now),)
    return ()


def _adopted(d: Decision, now: datetime) -> Adopted:
    named = d.settings.review_on
    later = d.settings.quiet_times.waking(now + d.settings.review_after)
    return Adopted(now, named if named and named > now else later)


def _time_over(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """The printed time has come. Whatever is missing is waited for once; a want of support is not,
    because everybody has answered."""
    found = verdict(d, now)
    if found is Verdict.READY:
        return (_adopted(d, now),)
    if _is_last_unasked(d):
        return (ask_last(d, now),)
    ended = found is Verdict.OBJECTION and d.settings.within is not None
    want_of_support = found is Verdict.CONSENTS and not unanswered(d)
    if not d.waited and not want_of_support and not ended:
        begins = max(now, d.slow_until)
        return (Waited(end_of(begins, d.settings.step, d.settings.quiet_times)),)
    return _at_last(d, now)


def _is_last_unasked(d: Decision) -> bool:
    """True while somebody waits to be asked last: they are asked before any outcome."""
    within = d.settings.within
    return within is not None and not d.last_asked and bool(within.last)


def _at_last(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """The end of the waiting: objections that owe their words, or lost their owner, stand as
    concerns, and then there is an outcome."""
    kept: tuple[Fact, ...] = tuple(WordsMissed(member) for member in wordless(d))
    kept += _orphans_kept(d, now, final=True)
    found = verdict(fold(d, kept), now)
    if found in _WITHOUT_ADOPTION:
        return (*kept, Closed(*_WITHOUT_ADOPTION[found], now))
    return (*kept, _adopted(d, now))
