"""Whether an objection qualifies: claimed with a reason, answered by its owner, asked of the others.

An objection counts as it stands. Somebody may claim that it shows no harm and hinders nobody; then
its owner is asked first, and only if they hold to it are the others asked, without them. Doubt goes
to the objector: only a clear answer of at least half of those asked, with nobody who says that it
qualifies, makes it a concern. Who wrote the text never decides that alone: their claim waits for
somebody else's, and their answer needs another one beside it (contract §6; Dec. 4.3, rows 17 to 19).
"""

from datetime import datetime
from random import Random

from facilitator.core.ids import MemberId
from facilitator.core.notices import At
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.answering import place_in
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.examination import (
    Examination,
    Finding,
    Judgement,
    Stage,
)
from facilitator.core.rounds.consent.facts import Fact, ObjectionSettled, PositionTaken
from facilitator.core.rounds.consent.objection_commands import DropClaim, Examine, Judge
from facilitator.core.rounds.consent.objection_facts import (
    ExaminationAsked,
    ExaminationClaimed,
    ExaminationEnded,
    ExaminationSeconded,
    Judged,
    JudgementTakenBack,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    RUNNING,
    STANDS,
    Ballot,
    Decision,
    Objection,
    Place,
    Standing,
)
from facilitator.core.rounds.consent.tally import ballot_of, eligible, hidden
from facilitator.core.rounds.positions import Position
from facilitator.core.rounds.windows import end_of

_FEWEST = 3
"""Of two, nobody overrules the other: they talk (Dec. 4.4)."""


# ── claiming ─────────────────────────────────────────────────────────────────────────────────────


def examine(d: Decision, said: Examine, now: datetime) -> tuple[Fact, ...]:
    """A claim that an objection does not qualify; or the second voice for one that waits for it."""
    place_in(d, said.by)
    o = _claimable(d, said)
    running = o.examined
    if running is None:
        return (_claimed(d, o, said, now),)
    if said.source == running.source:
        return ()
    if running.stage is Stage.HELD and said.by not in authors(d):
        until = _until(d, (running.by, o.member), now)
        words = (said.words,) if said.words else ()
        return (ExaminationSeconded(o.number, said.by, words, until, max(d.slow_until, until)),)
    code = Code.EXAMINE_HELD if running.stage is Stage.HELD else Code.EXAMINED_ALREADY
    raise Refusal(code, {"objection": o.number, "until": At(running.until or d.slow_until)})


def _claimable(d: Decision, said: Examine) -> Objection:
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    if d.settings.within is not None:
        raise Refusal(Code.EXAMINE_IN_PRACTICE)
    if len(eligible(d)) < _FEWEST:
        raise Refusal(Code.EXAMINE_OF_TWO)
    o = _meant(d, said.number)
    if o.member == said.by:
        raise Refusal(Code.EXAMINE_OWN, {"objection": o.number, **hidden(d)})
    if o.standing is Standing.QUALIFIED:
        raise Refusal(Code.EXAMINED_BEFORE, {"objection": o.number})
    return o


def _meant(d: Decision, number: int | None) -> Objection:
    """The objection of that number, or the only one that stands."""
    standing = [o for o in d.objections if o.standing in STANDS and number in (None, o.number)]
    if not standing or d.phase not in DECIDING:
        raise Refusal(Code.EXAMINE_NOTHING)
    if len(standing) > 1:
        raise Refusal(Code.EXAMINE_WHICH)
    return standing[0]


def _claimed(d: Decision, o: Objection, said: Examine, now: datetime) -> ExaminationClaimed:
    """Who wrote the text is heard, and waits for a second voice."""
    if said.words is None:
        raise Refusal(Code.EXAMINE_NEEDS_REASON, {"objection": o.number})
    held = said.by in authors(d)
    until = None if held else _until(d, (said.by, o.member), now)
    claim = Examination(
        said.by, (said.words,), said.source, Stage.HELD if held else Stage.CLAIMED, until,
        said.seed, said.hosts,
    )  # fmt: skip
    return ExaminationClaimed(o.number, claim, max(d.slow_until, until or d.slow_until))


def authors(d: Decision) -> frozenset[MemberId]:
    """Who wrote the text that the objection stands against: judges in their own cause."""
    return frozenset({d.proposer, d.versions[-1].author})


def _until(d: Decision, members: tuple[MemberId, ...], now: datetime) -> datetime:
    """A day; time for letters where somebody concerned is asked apart from the room."""
    places = (d.place(member) for member in members)
    apart = any(place.apart for place in places if place is not None)
    span = d.settings.letters_for if apart else d.settings.examine_for
    return end_of(now, span, d.settings.quiet_times)


def claims_of(d: Decision, member: MemberId) -> tuple[Objection, ...]:
    """The objections that the member claims do not qualify."""
    return tuple(o for o in d.objections if o.examined is not None and o.examined.by == member)


def drop(d: Decision, said: DropClaim) -> tuple[Fact, ...]:
    """The claim is its maker's: taken back, the objection stands as it did."""
    mine = [o for o in claims_of(d, said.by) if said.number in (None, o.number)]
    if not mine or d.phase not in DECIDING:
        raise Refusal(Code.NO_CLAIM)
    if len(mine) > 1:
        raise Refusal(Code.EXAMINE_WHICH)
    return (ExaminationEnded(mine[0].number, None),)


# ── judging ──────────────────────────────────────────────────────────────────────────────────────


def judge(d: Decision, said: Judge, now: datetime) -> tuple[Fact, ...]:
    """What one of those who are asked finds; with the last of them it is over."""
    place_in(d, said.by)
    o = asks(d, said.by, said.number)
    if o is None or o.examined is None:
        raise Refusal(Code.NOT_ASKED_TO_JUDGE, hidden(d))
    own = Judgement(said.by, said.finding, said.source)
    if own in o.examined.judged:
        return ()
    judged = (*(j for j in o.examined.judged if j.member != said.by), own)
    facts: tuple[Fact, ...] = (Judged(o.number, own),)
    if {j.member for j in judged} >= {*_present(d, o.examined)}:
        return (*facts, *_found(d, o, judged, now))
    return facts


def asks(d: Decision, member: MemberId, number: int | None = None) -> Objection | None:
    """The objection that the member is asked to judge, those without an answer first."""
    asked = [
        o
        for o in d.objections
        if o.examined is not None
        and o.examined.stage is Stage.ASKED
        and member in o.examined.asked
        and number in (None, o.number)
        and d.phase in DECIDING
    ]
    asked.sort(key=lambda o: o.examined is not None and o.examined.finding_of(member) is not None)
    return asked[0] if asked else None


def waits_until(d: Decision, member: MemberId) -> datetime | None:
    """Until when the member's word about an objection is waited for, if it is."""
    o = asks(d, member)
    if o is None or o.examined is None or o.examined.finding_of(member) is not None:
        return None
    return o.examined.until


def _present(d: Decision, e: Examination) -> tuple[MemberId, ...]:
    """Those who were asked and are still here."""
    return tuple(p.member for p in d.places if p.member in e.asked and not p.left)


def _found(
    d: Decision, o: Objection, judged: tuple[Judgement, ...], now: datetime
) -> tuple[Fact, ...]:
    """The finding; doubt goes to the objector. Nobody is counted as consenting by it: the owner
    then leaves it to the others, and their words are kept as a concern."""
    asked = _present(d, o.examined) if o.examined else ()
    judged = tuple(j for j in judged if j.member in asked)
    clear = [j for j in judged if j.finding is not Finding.PASS]
    against = {j.member for j in clear if j.finding is Finding.NOT}
    enough = 2 * len(clear) >= len(asked) and len(against) == len(clear)
    found = (len(clear) - len(against), len(against), len(judged) - len(clear))
    if not (enough and against - authors(d)):
        return (ExaminationEnded(o.number, True, found),)
    kept = ObjectionSettled(o.number, Standing.CONCERN, d.version)
    ended = (ExaminationEnded(o.number, False, found), kept)
    current = ballot_of(d, o.member)
    if current is None or current.position is not Position.OBJECT:
        return ended
    leaves = Ballot(o.member, d.version, Position.PASS, None, "", now)
    return (*ended, PositionTaken(leaves))


def taken_back(d: Decision, source: str) -> tuple[Fact, ...]:
    """A judgement or a claim whose words were taken back: it stands no longer."""
    facts: list[Fact] = []
    for o in d.objections if source and d.phase in DECIDING else ():
        if o.examined is None:
            continue
        if o.examined.source == source:
            facts.append(ExaminationEnded(o.number, None))
        elif any(j.source == source for j in o.examined.judged):
            facts.append(JudgementTakenBack(o.number, source))
    return tuple(facts)


# ── the clock ────────────────────────────────────────────────────────────────────────────────────


def next_due(d: Decision) -> datetime | None:
    """When the next stage of an examination ends."""
    ends = [o.examined.until for o in d.objections if o.examined and o.examined.until]
    return min(ends, default=None)


def due(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """What is over: the owner's time, and then the others are asked; or theirs."""
    facts: list[Fact] = []
    for o in d.objections:
        e = o.examined
        if e is None or e.until is None or now < e.until:
            continue
        asks_now = e.stage is Stage.CLAIMED
        facts.extend(_ask(d, o, e, now) if asks_now else _found(d, o, e.judged, now))
    return tuple(facts)


def _ask(d: Decision, o: Objection, e: Examination, now: datetime) -> tuple[Fact, ...]:
    """The owner holds to it: the others are asked; where there is nobody, it qualifies."""
    asked = tuple(place.member for place in _judges(d, o, e))
    if not {*asked} - authors(d):
        return (ExaminationEnded(o.number, True),)
    until = _until(d, asked, now)
    return (ExaminationAsked(o.number, asked, until, max(d.slow_until, until)),)


def _judges(d: Decision, o: Objection, e: Examination) -> tuple[Place, ...]:
    """Everybody who is here but the owner; in a large circle some of them, drawn by lot."""
    others = [p for p in eligible(d) if p.member != o.member and p.reached and not p.away]
    if not d.settings.panel:
        return tuple(others)
    free = [p for p in others if p.member not in authors(d) | {e.by}]
    lot = Random(e.seed)  # noqa: S311  chance comes from the shell, so that it can be told again
    hosts = [p for p in free if p.member in e.hosts]
    chosen = lot.sample(hosts, min(1, len(hosts)))
    rest = [p for p in free if p not in chosen]
    chosen += lot.sample(rest, min(d.settings.panel, len(rest)))
    return tuple(p for p in others if p in chosen)
