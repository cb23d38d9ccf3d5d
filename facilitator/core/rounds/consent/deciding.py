"""What a command does to a consent decision, in its light form (``steps=light``).

For people: somebody puts a text before the circle and asks whether it is good enough for now and
safe enough to try. Nobody has to like it; one reasoned objection stops it, and then the text is
improved together. Some answer at the table, some by letter in their own time, and both weigh the
same.

The rules (contract §6; Dec. 4; Sociocracy 3.0 "consent decision making"; Apache's lazy consensus
for the roll-back of a decision by a later objection):

* Positions belong to a version. A new text asks everybody anew; an objection outlives it until its
  owner says otherwise.
* Nothing is adopted while an objection is open. An objection owes words: without them it blocks
  until the one extension is over, then it stands as a concern.
* What silence means is a printed rule. Nothing is decided by it (``waits``): two more days, one
  private question, then *postponed*. Or the others decide (``others_decide``): whoever is silent at
  the printed time is not waited for, and enough must have answered (the quorum). Or no answer lets
  it go ahead (``consents``), where enough have said yes.
* When all have answered it closes early, after a few minutes to think again. An early close never
  shortens a printed right: whoever objects before the printed time brings the decision back.
* Those at the table may be done before the letters are in: then it is adopted provisionally, and
  comes into force with the last letter.

The clock moves only by :class:`Tick`. Until the tick that closes it, a decision is open and what is
heard counts: a shell that empties its queues before it ticks is fair to slow mail (Dec. 4.5).

Not modelled yet, with room for it: question and reaction rounds before the asking, examining an
objection, and integrating.
"""

from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import answering, closing
from facilitator.core.rounds.consent.answering import longer, own_settled
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import (
    Amend,
    Answer,
    Command,
    End,
    Extend,
    Join,
    Leave,
    Outage,
    Pace,
    Pause,
    Postpone,
    Presence,
    Resolve,
    Resume,
    SameAgain,
    TakeBack,
    Tick,
    Withdraw,
)
from facilitator.core.rounds.consent.evolving import evolve, fold
from facilitator.core.rounds.consent.facts import (
    Amended,
    Closed,
    Fact,
    Joined,
    LaneChosen,
    Left,
    ObjectionOrphaned,
    Paused,
    PositionTaken,
    PresenceChanged,
    Proposed,
    Resumed,
    TimeAdded,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    Ballot,
    Cause,
    Decision,
    Ending,
    Phase,
    Place,
    Settings,
    Version,
)
from facilitator.core.rounds.positions import Position
from facilitator.core.rounds.windows import end_of

_A_DAY = timedelta(days=1)


def propose(
    id: RoundId,  # noqa: A002  the glossary's word
    number: int,
    proposer: MemberId,
    text: str,
    places: tuple[Place, ...],
    settings: Settings,
    now: datetime,
) -> tuple[Fact, ...]:
    """The facts that open a decision; the proposer consents unless they answer otherwise.

    The time for letters is never shorter than the time at the table, nor than ``letters_for`` when
    somebody takes part by mail. Refuses an empty text and a proposer without a place.
    """
    if not text.strip():
        raise Refusal(Code.EMPTY_PROPOSAL)
    if all(place.member != proposer for place in places):
        raise Refusal(Code.NOT_IN_THIS_DECISION)
    live, slow = window(places, settings, now)
    opened = Proposed(
        id, number, proposer, settings, places, Version(1, text.strip(), proposer, now), live, slow
    )
    consents = PositionTaken(_by_act(proposer, 1, now))
    return opened, consents, *closing.consequences(evolve(evolve(None, opened), consents), now)


def decide(state: Decision, command: Command, now: datetime) -> tuple[Fact, ...]:
    """What the command makes happen at ``now``, or a :class:`Refusal`; the state is unchanged.

    What follows of itself (closing begins when all is settled, and stops when it is not) is part of
    the answer, so a command given twice adds nothing the second time.
    """
    facts = _commanded(state, command, now)
    return facts + closing.consequences(fold(state, facts), now)


def _commanded(d: Decision, command: Command, now: datetime) -> tuple[Fact, ...]:
    match command:
        case Answer():
            return answering.answer(d, command)
        case SameAgain():
            return answering.same_again(d, command)
        case Resolve():
            return answering.resolve(d, command, now)
        case Withdraw():
            return _withdraw(d, command, now)
        case TakeBack():
            return answering.take_back(d, command)
        case Amend():
            return _amend(d, command, now)
        case Tick():
            return closing.tick(d, now)
        case Join() | Leave() | Presence() | Pace():
            return _places(d, command, now)
        case Extend() | Pause() | Resume() | Postpone() | End() | Outage():
            return _steered(d, command, now)
        case _:
            assert_never(command)


def _steered(
    d: Decision, command: Extend | Pause | Resume | Postpone | End | Outage, now: datetime
) -> tuple[Fact, ...]:
    match command:
        case Outage(span):
            return _outage(d, span, now)
        case End():
            raise Refusal(Code.DECISION_NOT_ENDED)
        case _:
            pass
    _require_running(d)
    match command:
        case Extend(_, span):
            return _extend(d, span)
        case Pause():
            return _pause(d, now)
        case Resume():
            return _resume(d, now)
        case Postpone(by, as_host):
            _require_right(d, by, as_host=as_host)
            return (Closed(Phase.POSTPONED, Ending.ASKED, now),)
        case _:
            assert_never(command)


def window(
    places: tuple[Place, ...], settings: Settings, now: datetime
) -> tuple[datetime, datetime]:
    """The printed times. Without a slow place there is one time for all."""
    apart = [place for place in places if place.apart and not place.left]
    live = settings.live_for
    slow = max(live, settings.slow_for) if apart else live
    if any(place.by_mail for place in apart):
        slow = max(slow, settings.letters_for)
    quiet = settings.quiet_times
    return end_of(now, live, quiet), end_of(now, slow, quiet)


def _by_act(member: MemberId, version: int, now: datetime) -> Ballot:
    """The consent that lies in proposing or amending."""
    return Ballot(member, version, Position.CONSENT, None, "", now)


def _amend(d: Decision, command: Amend, now: datetime) -> tuple[Fact, ...]:
    """Version n+1 with its own window; nothing carries over but open objections.

    Whoever writes it consents to it: the proposer, or the host who took over the pen.
    """
    _require_running(d)
    if d.settings.within is not None:
        raise Refusal(Code.TEXT_IN_PRACTICE)
    _require_right(d, command.by, as_host=command.as_host)
    text = command.text.strip()
    if not text:
        raise Refusal(Code.EMPTY_PROPOSAL)
    if text == d.text:
        raise Refusal(Code.SAME_TEXT, {"version": d.version})
    live, slow = window(d.places, d.settings, now)
    version = Version(d.version + 1, text, command.by, now, command.reason)
    facts: tuple[Fact, ...] = (Amended(version, max(live, d.live_until), max(slow, d.slow_until)),)
    author = d.place(command.by)
    if author is None or author.left:
        return facts
    consent = _by_act(command.by, version.n, now)
    return (*facts, PositionTaken(consent), *own_settled(fold(d, facts), consent))


def _withdraw(d: Decision, command: Withdraw, now: datetime) -> tuple[Fact, ...]:
    """What the sender owns: the proposal, or their objection; if both, it asks."""
    _require_running(d)
    objection = d.owned(command.by)
    proposal = command.by == d.proposer
    if command.what is None and proposal and objection is not None:
        raise Refusal(Code.WITHDRAW_WHICH, {"objection": objection.number})
    if proposal and (command.what == 0 or (command.what is None and objection is None)):
        return (Closed(Phase.WITHDRAWN, Ending.WITHDRAWN, now),)
    if objection is None or command.what not in (None, objection.number):
        raise Refusal(Code.NOTHING_TO_WITHDRAW)
    return answering.let_go(d, command.by, command.source, objection, now, resolved=False)


def _extend(d: Decision, span: timedelta) -> tuple[Fact, ...]:
    if span <= timedelta(0):
        raise Refusal(Code.NO_TIME_GIVEN)
    return (TimeAdded(Cause.HOST, *longer(d, span), d.closing_at),)


def _pause(d: Decision, now: datetime) -> tuple[Fact, ...]:
    if d.paused_at is not None:
        raise Refusal(Code.ALREADY_PAUSED)
    return (Paused(now),)


def _resume(d: Decision, now: datetime) -> tuple[Fact, ...]:
    if d.paused_at is None:
        raise Refusal(Code.NOT_PAUSED)
    rest = now - d.paused_at
    closes = d.closing_at + rest if d.closing_at else None
    waking = d.settings.quiet_times.waking
    return (Resumed(waking(d.live_until + rest), waking(d.slow_until + rest), closes),)


def _outage(d: Decision, span: timedelta, now: datetime) -> tuple[Fact, ...]:
    """Time that the service was down is given back; windows of a day or more end no sooner than
    12 h after the return (design §5). It also gives back the printed right after an early close."""
    began = now - span
    running = d.phase in DECIDING or d.phase is Phase.IN_FORCE
    if not running or d.paused_at is not None or span <= timedelta(0) or d.slow_until <= began:
        return ()
    live = d.live_until + span if d.live_until > began else d.live_until
    slow = d.slow_until + span
    if d.slow_until - d.versions[-1].at >= _A_DAY:
        slow = max(slow, now + d.settings.outage_grace)
    closes = d.closing_at + span if d.closing_at else None
    waking = d.settings.quiet_times.waking
    return (TimeAdded(Cause.OUTAGE, waking(live), waking(slow), closes),)


def _places(
    d: Decision, command: Join | Leave | Presence | Pace, now: datetime
) -> tuple[Fact, ...]:
    if not _matters(d, now):
        return ()
    match command:
        case Join(member, lane, by_mail):
            known = d.place(member)
            if known is not None and not known.left:
                return ()
            since = d.version + 1 if d.settings.within is None else d.version
            return (Joined(Place(member, lane, by_mail, since=since)),)
        case Leave(member):
            return _leave(d, member, now)
        case Presence():
            return _presence(d, command, now)
        case Pace(member, lane):
            return _pace(d, member, lane)
        case _:
            assert_never(command)


def _leave(d: Decision, member: MemberId, now: datetime) -> tuple[Fact, ...]:
    place = d.place(member)
    if place is None or place.left:
        return ()
    objection = d.owned(member)
    orphaned = () if objection is None else (ObjectionOrphaned(objection.number, now),)
    return (Left(member), *orphaned)


def _presence(d: Decision, command: Presence, now: datetime) -> tuple[Fact, ...]:
    """Being away or unreached leaves the base. A letter that is accepted late keeps the full time
    for letters: a mail member's clock starts when their server has it (contract §7)."""
    place = d.place(command.member)
    if place is None or place.left:
        return ()
    away = place.away if command.away is None else command.away
    reached = place.reached if command.reached is None else command.reached
    if (away, reached) == (place.away, place.reached):
        return ()
    facts: tuple[Fact, ...] = (PresenceChanged(command.member, away, reached),)
    full = end_of(now, d.settings.letters_for, d.settings.quiet_times)
    arrived = reached and not place.reached and place.by_mail and d.phase in DECIDING
    if arrived and full > d.slow_until:
        facts += (TimeAdded(Cause.LETTER, d.live_until, full, d.closing_at),)
    return facts


def _pace(d: Decision, member: MemberId, lane: Lane) -> tuple[Fact, ...]:
    """Whoever takes their own time has all of it, counted from the beginning of this version; a
    printed time never moves earlier."""
    place = d.place(member)
    if place is None or place.left or place.by_mail or place.lane is lane:
        return ()
    until = d.slow_until
    if lane is Lane.SLOW and d.phase in DECIDING:
        began, settings = d.versions[-1].at, d.settings
        until = max(until, end_of(began, settings.slow_for, settings.quiet_times))
    return (LaneChosen(member, lane, until),)


def _matters(d: Decision, now: datetime) -> bool:
    """True while who is there can still change something: also after an early close, as long as an
    objection could bring the decision back."""
    return d.phase in DECIDING or (d.phase is Phase.IN_FORCE and now < d.slow_until)


def _require_running(d: Decision) -> None:
    if d.phase not in DECIDING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})


def _require_right(d: Decision, by: MemberId, *, as_host: bool) -> None:
    if by != d.proposer and not as_host:
        raise Refusal(Code.NOT_YOUR_PROPOSAL)
