"""What a command does to a consent decision.

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

An objection has a way of its own, each part of it in its own module: it may be examined (``examining``),
built into a better text (``integrating``), or handed to the wider circle (``escalating``). Before the
asking there may be steps (``stepping``), and words may be changed that leave the matter as it is
(``mending``).
"""

from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    ahead,
    answering,
    closing,
    lasting,
    mending,
    pausing,
    stepping,
    voiding,
)
from facilitator.core.rounds.consent.answering import longer, own_settled
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import (
    Amend,
    Answer,
    AnswerAsked,
    AskObjector,
    Command,
    ConsentAhead,
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
    Reveal,
    SameAgain,
    TakeBack,
    TakeUp,
    Tick,
    Void,
    Withdraw,
)
from facilitator.core.rounds.consent.early_commands import CallAnew, Contribute, MoveOn
from facilitator.core.rounds.consent.evolving import evolve, fold
from facilitator.core.rounds.consent.facts import (
    Amended,
    Closed,
    Fact,
    Joined,
    LaneChosen,
    Left,
    ObjectionOrphaned,
    PositionTaken,
    PresenceChanged,
    Proposed,
    TimeAdded,
)
from facilitator.core.rounds.consent.objection_commands import (
    Adopt,
    AnswerEscalation,
    DropClaim,
    Escalate,
    Examine,
    HandTo,
    Hold,
    Judge,
    Suggest,
)
from facilitator.core.rounds.consent.objections import (
    examining,
    integrating,
    objection_deciding,
    relaying,
)
from facilitator.core.rounds.consent.printed import window
from facilitator.core.rounds.consent.state import (
    RUNNING,
    STEPS,
    Ballot,
    Cause,
    Decision,
    Ending,
    Phase,
    Place,
    Settings,
    Version,
)
from facilitator.core.rounds.consent.steps import lengths
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
    takes_up: int = 0,
) -> tuple[Fact, ...]:
    """The facts that open a decision; the proposer consents unless they answer otherwise.

    Who is alone decides at once. ``takes_up`` is the number of the decision whose text this was. The
    time for letters is never shorter than the time at the table, nor than ``letters_for`` when
    somebody takes part by mail. Refuses an empty text and a proposer without a place.
    """
    if not text.strip():
        raise Refusal(Code.EMPTY_PROPOSAL)
    if all(place.member != proposer for place in places):
        raise Refusal(Code.NOT_IN_THIS_DECISION)
    live, slow = window(places, lengths(settings) if settings.full else settings, now)
    opened = Proposed(
        id, number, proposer, settings, places, Version(1, text.strip(), proposer, now), live, slow,
        takes_up,
    )  # fmt: skip
    consents = PositionTaken(_by_act(proposer, 1, now))
    if len(places) == 1 and settings.within is None:
        return opened, consents, closing.adopted(evolve(None, opened), now)
    return opened, consents, *closing.consequences(evolve(evolve(None, opened), consents), now)


def decide(state: Decision, command: Command, now: datetime) -> tuple[Fact, ...]:
    """What the command makes happen at ``now``, or a :class:`Refusal`; the state is unchanged.

    What follows of itself (closing begins when all is settled, and stops when it is not) is part of
    the answer, so a command given twice adds nothing the second time.
    """
    facts = _commanded(state, command, now)
    facts += ahead.carried(state, facts)
    return facts + closing.consequences(fold(state, facts), now)


def _commanded(d: Decision, command: Command, now: datetime) -> tuple[Fact, ...]:
    match command:
        case Contribute() | MoveOn() | CallAnew():
            return stepping.commanded(d, command, now)
        case Answer() | SameAgain() | Resolve() | Withdraw() | TakeBack() | Amend():
            return _said(d, command, now)
        case ConsentAhead() | AskObjector() | AnswerAsked() | Reveal() | Void() | TakeUp():
            return _beside(d, command, now)
        case Tick():
            return closing.tick(d, now)
        case Join() | Leave() | Presence() | Pace():
            return _places(d, command, now)
        case Extend() | Pause() | Resume() | Postpone() | End() | Outage():
            return _steered(d, command, now)
        case (
            Examine() | Judge() | DropClaim() | Suggest() | Adopt() | Escalate()
            | AnswerEscalation() | HandTo() | Hold()
        ):  # fmt: skip
            return objection_deciding.decide(d, command, now)
        case _:
            return lasting.bear(d, command, now)


def _beside(
    d: Decision,
    command: ConsentAhead | AskObjector | AnswerAsked | Reveal | Void | TakeUp,
    now: datetime,
) -> tuple[Fact, ...]:
    """What stands beside the positions."""
    match command:
        case ConsentAhead():
            return ahead.give(d, command)
        case AskObjector():
            return relaying.asked(d, command)
        case AnswerAsked():
            return relaying.answered(d, command)
        case Reveal():
            return relaying.revealed(d, command)
        case Void():
            return voiding.void(d, command, now)
        case TakeUp():
            return voiding.taken_up(d, command, now)


def _said(
    d: Decision,
    command: Answer | SameAgain | Resolve | Withdraw | TakeBack | Amend,
    now: datetime,
) -> tuple[Fact, ...]:
    if isinstance(command, Answer):
        relaying.need_cover(d, command)
    match command:
        case Answer() | SameAgain() if d.phase in STEPS:
            return stepping.commanded(d, command, now)
        case Answer():
            return answering.answer(d, command)
        case SameAgain():
            return answering.same_again(d, command)
        case Resolve():
            return answering.resolve(d, command, now)
        case Withdraw():
            return _withdraw(d, command, now)
        case TakeBack():
            judged = examining.taken_back(d, command.source)
            return (*judged, *answering.take_back(d, command))
        case Amend():
            return _amend(d, command, now)


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
            return pausing.pause(d, command, now)
        case Resume():
            return pausing.resume(d, command, now)
        case Postpone(by, as_host):
            _require_right(d, by, as_host=as_host)
            return (Closed(Phase.POSTPONED, Ending.ASKED, now),)
        case _:
            assert_never(command)


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
    if command.wording:
        return mending.mended(d, command.by, text, now)
    integrating.need_loops(d)
    fresh = window(d.places, d.settings, now)
    live, slow = (d.live_until, d.slow_until) if d.phase in STEPS else fresh
    meets = tuple(o.number for o in integrating.standing(d))
    version = Version(d.version + 1, text, command.by, now, command.reason, meets)
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
    claims = examining.claims_of(d, command.by)
    if command.what is None and proposal + bool(objection) + bool(claims) > 1:
        raise Refusal(Code.WITHDRAW_WHICH, {
            "proposal": "yes" if proposal else "no",
            "objection": objection.number if objection else 0,
            "claim": claims[0].number if claims else 0,
        })  # fmt: skip
    if command.what is None and claims:
        return examining.drop(d, DropClaim(command.by))
    if proposal and (command.what == 0 or (command.what is None and objection is None)):
        return (Closed(Phase.WITHDRAWN, Ending.WITHDRAWN, now),)
    if objection is None or command.what not in (None, objection.number):
        raise Refusal(Code.NOTHING_TO_WITHDRAW)
    return answering.let_go(d, command, objection, now, resolved=False)


def _extend(d: Decision, span: timedelta) -> tuple[Fact, ...]:
    if span <= timedelta(0):
        raise Refusal(Code.NO_TIME_GIVEN)
    return (TimeAdded(Cause.HOST, *longer(d, span), d.closing_at),)


def _outage(d: Decision, span: timedelta, now: datetime) -> tuple[Fact, ...]:
    """Time that the service was down is given back; windows of a day or more end no sooner than
    12 h after the return (design §5). It also gives back the printed right after an early close."""
    began = now - span
    running = d.phase in RUNNING or d.phase is Phase.IN_FORCE
    if not running or d.paused_at is not None or span <= timedelta(0) or d.slow_until <= began:
        return ()
    live = d.live_until + span if d.live_until > began else d.live_until
    slow = d.slow_until + span
    if d.slow_until - d.asked_at >= _A_DAY:
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
            return (Joined(Place(member, lane, by_mail, since=_asked_from(d))),)
        case Leave(member):
            return _leave(d, member, now)
        case Presence():
            return _presence(d, command, now)
        case Pace(member, lane):
            return _pace(d, member, lane)
        case _:
            assert_never(command)


def _asked_from(d: Decision) -> int:
    """The first version that whoever joins now is asked about: before the asking they come in time
    for it, and else they answer the next text (Dec. 4.5)."""
    in_time = d.phase in STEPS or d.settings.within is not None
    return d.version if in_time else d.version + 1


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
    arrived = reached and not place.reached and place.by_mail and d.phase in RUNNING
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
    if lane is Lane.SLOW and d.phase in RUNNING:
        settings = lengths(d.settings) if d.phase in STEPS else d.settings
        until = max(until, end_of(d.asked_at, settings.slow_for, settings.quiet_times))
    return (LaneChosen(member, lane, until),)


def _matters(d: Decision, now: datetime) -> bool:
    """True while who is there can still change something: also after an early close, as long as an
    objection could bring the decision back."""
    return d.phase in RUNNING or (d.phase is Phase.IN_FORCE and now < d.slow_until)


def _require_running(d: Decision) -> None:
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})


def _require_right(d: Decision, by: MemberId, *, as_host: bool) -> None:
    if by != d.proposer and not as_host:
        raise Refusal(Code.NOT_YOUR_PROPOSAL)
