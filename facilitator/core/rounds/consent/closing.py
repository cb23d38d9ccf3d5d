"""What time does: closing when all is settled, waiting once, the outcome, the review."""

from datetime import datetime

from facilitator.core.rounds.consent import mending, stepping
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
from facilitator.core.rounds.consent.lasting import due_again
from facilitator.core.rounds.consent.objections import escalating, examining, integrating
from facilitator.core.rounds.consent.state import (
    DECIDING,
    STEPS,
    Decision,
    Ending,
    Objection,
    Phase,
    Standing,
)
from facilitator.core.rounds.consent.tally import (
    Verdict,
    ends_on_objection,
    is_nameless,
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
    if handed_on := escalating.concluded(d, now):
        return handed_on
    if d.phase in STEPS and d.paused_at is None:
        return stepping.consequences(d, now)
    if d.phase not in DECIDING or d.paused_at is not None:
        return ()
    if last_due(d):
        asked = ask_last(d, now)
        return (asked, *consequences(fold(d, (asked,)), now))
    ripe = is_ripe(d, now)
    if ripe and d.closing_at is None:
        at = max(now + d.settings.regret, mending.closes_no_sooner(d, now))
        return (ClosingBegan(at),)
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
        return due_again(d)
    if d.phase in STEPS:
        return stepping.next_due(d)
    if d.phase not in DECIDING:
        return None
    orphans = [
        o.orphaned_at + d.settings.orphan_for
        for o in d.objections
        if o.standing is Standing.ORPHANED and o.orphaned_at is not None and not is_nameless(d, o)
    ]
    closes = [d.closing_at] if d.closing_at else []
    table = [d.live_until] if _ripens_at_table(d) else []
    examined = [ends] if (ends := examining.next_due(d)) else []
    return min([d.slow_until, *orphans, *closes, *table, *examined])


def _ripens_at_table(d: Decision) -> bool:
    """Whether the end of the time at the table brings it near: the silent are not waited for then."""
    return d.closing_at is None and not last_due(d) and is_ripe(d, d.live_until)


def tick(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """What is due at ``now``, and nothing that is not."""
    if d.paused_at is not None:
        return ()
    if d.phase is Phase.IN_FORCE:
        due = due_again(d)
        return (ReviewFell(now),) if due is not None and now >= due else ()
    if d.phase in STEPS:
        return stepping.tick(d, now)
    if d.phase not in DECIDING:
        return ()
    found = examining.due(d, now)
    kept = found + _orphans_kept(fold(d, found), now)
    return kept + _closing(fold(d, kept), now)


def _orphans_kept(d: Decision, now: datetime, *, final: bool = False) -> tuple[Fact, ...]:
    """An orphaned objection becomes a concern after its time (Dec. 4.5), or at the end.

    An unnamed one only at the end: any earlier it would show who of those that left it was.
    """
    return tuple(
        ObjectionSettled(o.number, Standing.CONCERN, d.version)
        for o in d.objections
        if o.standing is Standing.ORPHANED
        and o.orphaned_at is not None
        and (final or _is_orphaned_long(d, o, now))
    )


def _is_orphaned_long(d: Decision, o: Objection, now: datetime) -> bool:
    """Whether nobody has taken it on in its time."""
    if o.orphaned_at is None or is_nameless(d, o):
        return False
    return now >= o.orphaned_at + d.settings.orphan_for


def _closing(d: Decision, now: datetime) -> tuple[Fact, ...]:
    if now >= d.slow_until:
        return _time_over(d, now)
    if d.closing_at is not None and now >= d.closing_at:
        return _ripened(d, now)
    return ()


def _ripened(d: Decision, now: datetime) -> tuple[Fact, ...]:
    ripe = verdict(d, now)
    if ripe is Verdict.READY:
        return (adopted(d, now),)
    if ripe is Verdict.OBJECTION and ends_on_objection(d):
        return (Closed(*_WITHOUT_ADOPTION[ripe], now),)
    if ripe is Verdict.SLOW_OPEN and may_be_provisional(d):
        return (AdoptedProvisionally(now),)
    return ()


def adopted(d: Decision, now: datetime) -> Adopted:
    """It is in force from now on, until it is looked at again."""
    named = d.settings.review_on
    later = d.settings.quiet_times.waking(now + d.settings.review_after)
    return Adopted(now, named if named and named > now else later)


def _time_over(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """The printed time has come. Whatever is missing is waited for once; a want of support is not,
    because everybody has answered."""
    found = verdict(d, now)
    if found is Verdict.READY:
        return (adopted(d, now),)
    if _is_last_unasked(d):
        return (ask_last(d, now),)
    if found is Verdict.OBJECTION and integrating.begins(d):
        return (integrating.began(d, now),)
    ended = found is Verdict.OBJECTION and (d.settings.within is not None or _tried(d))
    want_of_support = found is Verdict.CONSENTS and not unanswered(d)
    if not d.waited and not want_of_support and not ended:
        begins = max(now, d.slow_until)
        return (Waited(end_of(begins, d.settings.step, d.settings.quiet_times)),)
    return _at_last(d, now)


def _tried(d: Decision) -> bool:
    """True when the time to build an objection in has been given, and its owner holds to it."""
    return d.integrating_until is not None and bool(integrating.standing(d))


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
    return (*kept, adopted(d, now))
