"""Who hears of what, in which order.

The room hears what concerns everybody. Whoever takes part by letter or in their own time hears it
too, alone. Private words go to the one they concern: receipts, questions, "one more time". Nobody
silent is ever named outside their own notice; in a sealed decision nobody's position is shown to
anybody else before the close, and an objection shows its words without its owner, because a text
can only be improved by those who know what is wrong with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    At,
    Difference,
    Entry,
    For,
    Letter,
    Notice,
    Room,
    Text,
    To,
    Who,
    Words,
)
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    Amended,
    AnsweredLate,
    Closed,
    Fact,
    Joined,
    LastAsked,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
    Paused,
    PositionTaken,
    Proposed,
    QuestionAsked,
    Reopened,
    Resumed,
    ReviewFell,
    TakenBack,
    TimeAdded,
    Waited,
    WordsAsked,
)
from facilitator.core.rounds.consent.saying import (
    Kind,
    about,
    asked_by_practice,
    asking,
    beside,
    everyone,
    final,
    iso,
    owned_by,
    readers,
    those_apart,
    timing,
    to_proposer,
)
from facilitator.core.rounds.consent.state import Decision, Phase, Place
from facilitator.core.rounds.consent.tally import (
    ballot_of,
    blocking,
    concerns,
    counts,
    eligible,
    holds_back,
    thanked,
    unanswered,
    wordless,
)
from facilitator.core.rounds.positions import Ask, Position


def notices(
    before: Decision | None,
    facts: tuple[Fact, ...],
    after: Decision,
) -> tuple[Notice, ...]:
    """What should be said of the facts, in order. ``before`` is the state they were decided in: the
    shape every form has; a decision's facts say all that is needed of it."""
    said = tuple(notice for fact in facts for notice in _of(fact, facts, after))
    within = after.settings.within
    return said if within is None or within.readers is None else _apart(said, within.readers)


def _apart(said: tuple[Notice, ...], members: tuple[MemberId, ...]) -> tuple[Notice, ...]:
    """What the room would hear goes to each of those alone who may know of it."""
    alone = {(n.kind, n.to.member) for n in said if isinstance(n.to, To)}
    return tuple(
        one
        for notice in said
        for one in (
            [
                replace(notice, to=To(member), asks=tuple({*notice.asks} & {member}))
                for member in members
                if (notice.kind, member) not in alone
            ]
            if isinstance(notice.to, Room)
            else [notice]
        )
    )


def ask_again(d: Decision, member: MemberId, reading: Ask) -> Notice:
    """The private question when a member's words were not clear enough to count."""
    return asking(d, member, f"unclear-{reading.why.value}")


def _of(fact: Fact, facts: tuple[Fact, ...], d: Decision) -> Iterable[Notice]:
    match fact:
        case Proposed():
            return _opened(d)
        case Amended():
            return _amended(d)
        case PositionTaken() | TakenBack() | WordsAsked() | Joined():
            return _private(fact, facts, d)
        case QuestionAsked() | AnsweredLate():
            return _passed_on(fact, d)
        case ObjectionRaised() | ObjectionContinued() | ObjectionSettled() | ObjectionOrphaned():
            return _of_objection(fact, facts, d)
        case Reopened():
            return _reopened(facts, d)
        case AdoptedProvisionally():
            return _provisional(d)
        case Adopted() | Closed() | ReviewFell():
            return _outcome(fact, d)
        case _:
            return _of_time(fact, d)


# ── opening and amending ─────────────────────────────────────────────────────────────────────────


def _requests(d: Decision, kind: Kind, extra: Mapping[str, Arg]) -> Iterator[Notice]:
    """The request to everybody alike: those at the table in the room, the others alone."""
    args = {**about(d), **timing(d), **asked_by_practice(d), "text": Text(d.text), **extra}
    shown = beside(d, until=iso(d.slow_until))
    asked = [p for p in eligible(d) if not holds_back(d, p.member)]
    open_to = [p for p in asked if ballot_of(d, p.member) is None]
    live = tuple(p.member for p in open_to if not p.apart and not p.away)
    apart = [p for p in asked if p.apart]
    room: dict[str, Arg] = {**args, **readers(d), "yours": "no", "objection": 0}
    yield Notice(kind, Room(), room, asks=live, shown=shown)
    for place in apart:
        yield Notice(
            kind,
            To(place.member),
            {**room, **_own(d, place)},
            asks=(place.member,) if place in open_to and not place.away else (),
            shown={**shown, "member": place.member},
        )


def _asked_now(d: Decision, member: MemberId) -> Iterator[Notice]:
    """One member is asked by themselves: they came late to it, or are asked last."""
    place = d.place(member)
    if place is None or place.left:
        return
    args: dict[str, Arg] = {
        **about(d), **timing(d), **asked_by_practice(d), **readers(d), **_own(d, place),
        "text": Text(d.text), "member": Who(member), "turn": "last" if d.last_asked else "new",
    }  # fmt: skip
    shown = beside(d, member=member, until=iso(d.slow_until))
    if place.apart:
        yield Notice(Kind.PROPOSAL_OPENED, To(member), args, asks=(member,), shown=shown)
    else:
        yield Notice(Kind.ASKED_NOW, Room(), args, asks=(member,), shown=shown)


def _own(d: Decision, place: Place) -> dict[str, Arg]:
    """What differs for this one reader: that they wrote it, that it should meet their worry, that
    an earlier answer of theirs can be given once more."""
    owned = d.owned(place.member)
    wrote = d.versions[-1].author == place.member
    newest = next((b for b in reversed(d.ballots) if b.member == place.member), None)
    return {
        "yours": "yes" if wrote else "no",
        "objection": owned.number if owned else 0,
        "answered": "yes" if newest and not newest.withdrawn else "no",
    }


def _opened(d: Decision) -> Iterator[Notice]:
    return _requests(d, Kind.PROPOSAL_OPENED, {})


def _amended(d: Decision) -> Iterator[Notice]:
    """The new text with its difference; whoever objected is asked whether it helps."""
    old, new = d.versions[-2], d.versions[-1]
    extra: dict[str, Arg] = {
        "author": Who(new.author),
        "difference": Difference(old.text, new.text),
        "because": "yes" if new.reason else "no",
        "reason": Text(new.reason),
        "open": len(blocking(d)),
    }
    yield from _requests(d, Kind.PROPOSAL_AMENDED, extra)
    apart = those_apart(d)
    for objection in blocking(d):
        if d.owned(objection.member) and objection.member not in apart:
            yield asking(d, objection.member, "objection-amended")


# ── privately ────────────────────────────────────────────────────────────────────────────────────


def _private(
    fact: PositionTaken | TakenBack | WordsAsked | Joined, facts: tuple[Fact, ...], d: Decision
) -> Iterator[Notice]:
    match fact:
        case PositionTaken():
            yield from _receipt(fact, facts, d)
        case TakenBack(member):
            if member in those_apart(d):
                shown = beside(d, member=member)
                args = {**about(d), **timing(d), **readers(d)}
                yield Notice(Kind.POSITION_TAKEN_BACK, To(member), args, shown=shown)
        case WordsAsked(member, position):
            yield asking(d, member, _words_code(position))
        case Joined(place) if d.settings.within is not None:
            yield from _asked_now(d, place.member)
        case Joined(place):
            shown = beside(d, member=place.member)
            yield Notice(Kind.JOINED_LATER, To(place.member), about(d), shown=shown)


def _words_code(position: Position) -> str:
    return "objection-words" if position is Position.OBJECT else "concern-words"


def _receipt(fact: PositionTaken, facts: tuple[Fact, ...], d: Decision) -> Iterator[Notice]:
    """What was understood, and how to put it right. In the room a reaction is enough, unless the
    answer also did something to the member's own objection."""
    ballot = fact.ballot
    effect, number = _effect(ballot.member, ballot.position, facts, d)
    if not ballot.source or (effect == "none" and ballot.member not in those_apart(d)):
        return
    if any(isinstance(f, WordsAsked) and f.member == ballot.member for f in facts):
        return  # the question for words says what was understood
    args: dict[str, Arg] = {
        **about(d),
        **timing(d),
        "position": ballot.position.value,
        "reason": "yes" if ballot.words else "no",
        "words": Words((ballot.words,) if ballot.words else ()),
        "effect": effect,
        "objection": number,
    }
    shown = beside(d, member=ballot.member)
    yield Notice(Kind.POSITION_RECEIVED, To(ballot.member), args, shown=shown)


def _effect(
    member: MemberId, position: Position, facts: tuple[Fact, ...], d: Decision
) -> tuple[str, int]:
    """What the answer did to the member's own objection: ``withdrawn``, ``resolved``, ``open`` (it
    still stands although they left the rest to the others) or ``none``."""
    for fact in facts:
        if isinstance(fact, ObjectionSettled) and d.objections[fact.number - 1].member == member:
            return fact.standing.value, fact.number
    owned = d.owned(member)
    if owned is not None and position is Position.PASS:
        return "open", owned.number
    return "none", 0


def _passed_on(fact: QuestionAsked | AnsweredLate, d: Decision) -> Iterator[Notice]:
    match fact:
        case QuestionAsked(member, words):
            args: dict[str, Arg] = {**about(d), "by": Who(member), "words": Words((words,))}
            yield Notice(
                Kind.QUESTION_ASKED,
                to_proposer(d),
                args,
                asks=(d.proposer,),
                shown=beside(d, member=d.proposer),
            )
            if member in those_apart(d):
                yield Notice(
                    Kind.QUESTION_RECEIVED, To(member), args, shown=beside(d, member=member)
                )
        case AnsweredLate():
            yield from _late(fact, d)


def _late(fact: AnsweredLate, d: Decision) -> Iterator[Notice]:
    """A late answer is kept and answered kindly; a late objection with its reason also goes to
    whoever looks after the decision."""
    ballot = fact.ballot
    kept = d.phase is Phase.IN_FORCE and d.recorded
    reasoned = ballot.position is Position.OBJECT and ballot.words is not None
    reviewed = "yes" if reasoned and kept else "no"
    args: dict[str, Arg] = {**about(d), "outcome": d.phase.value, "review": reviewed}
    member = ballot.member
    yield Notice(Kind.LATE_ANSWER, To(member), args, shown=beside(d, member=member))
    if reviewed == "yes" and ballot.words and member != d.proposer:
        told = {**args, **owned_by(d, member), "words": Words((ballot.words,))}
        yield Notice(
            Kind.LATE_OBJECTION,
            to_proposer(d),
            told,
            asks=(d.proposer,),
            shown=beside(d, member=d.proposer),
        )


# ── objections ───────────────────────────────────────────────────────────────────────────────────


def _of_objection(
    fact: ObjectionRaised | ObjectionContinued | ObjectionSettled | ObjectionOrphaned,
    facts: tuple[Fact, ...],
    d: Decision,
) -> Iterable[Notice]:
    match fact:
        case ObjectionRaised(number):
            return _raised(d, number, "first", _was(facts))
        case ObjectionContinued(number):
            return _raised(d, number, "again", _was(facts))
        case ObjectionSettled(number, standing):
            left = len(blocking(d))
            args = {**about(d), "objection": number, "standing": standing.value, "open": left}
            return _told(d, Kind.OBJECTION_RESOLVED, args, beside(d, objection=number))
        case ObjectionOrphaned(number):
            kept = {**about(d), "objection": number, "after": For(d.settings.orphan_for)}
            return _told(d, Kind.OBJECTION_ORPHANED, kept, beside(d, objection=number))


def _was(facts: tuple[Fact, ...]) -> str:
    """The phase an objection interrupts, as a choice: ``open``, ``provisional``, ``in_force``."""
    return next((f.was.value for f in facts if isinstance(f, Reopened)), "open")


def _raised(d: Decision, number: int, how: str, was: str) -> Iterator[Notice]:
    """The text at once, for all; the proposer is asked to improve it. Those who were told of an
    adoption by letter hear that it is on hold."""
    objection = d.objections[number - 1]
    args: dict[str, Arg] = {
        **about(d),
        **owned_by(d, objection.member),
        "objection": number,
        "words": Words(tuple(r.words for r in objection.reasons)),
        "how": how,
        "was": was,
    }
    shown = beside(d, objection=number)
    if not d.settings.sealed:
        shown["member"] = objection.member
    improves = objection.member != d.proposer and to_proposer(d) != Room()
    yield from _asking_proposer(d, args, shown, asks=improves, wide=was != Phase.OPEN)


def _reopened(facts: tuple[Fact, ...], d: Decision) -> Iterator[Notice]:
    """The decision comes back for an objection that still looks for its words; nobody is named."""
    if any(isinstance(f, ObjectionRaised | ObjectionContinued) for f in facts):
        return
    args: dict[str, Arg] = {
        **about(d),
        "named": "no",
        "by": Text(""),
        "objection": 0,
        "words": Words(()),
        "how": "wordless",
        "was": _was(facts),
    }
    yield from _asking_proposer(d, args, beside(d), asks=False, wide=True)


def _asking_proposer(
    d: Decision, args: Mapping[str, Arg], shown: Mapping[str, str | int], *, asks: bool, wide: bool
) -> Iterator[Notice]:
    kind, apart = Kind.OBJECTION_RAISED, those_apart(d)
    asked = (d.proposer,) if asks and d.proposer not in apart else ()
    yield Notice(kind, Room(), {**args, "yours": "no"}, asks=asked, shown=shown)
    for member in apart:
        improves = member == d.proposer and asks
        if improves or wide:
            own = {**args, "yours": "yes" if improves else "no"}
            yield Notice(kind, To(member), own, asks=(member,) if improves else (), shown=shown)


def _told(
    d: Decision, kind: Kind, args: Mapping[str, Arg], shown: Mapping[str, str | int]
) -> Iterator[Notice]:
    """The room and a proposer who is not in it; the others read it with the next letter."""
    yield Notice(kind, Room(), args, shown=shown)
    if d.proposer in those_apart(d):
        yield Notice(kind, To(d.proposer), args, shown=shown)


# ── outcomes ─────────────────────────────────────────────────────────────────────────────────────


def _provisional(d: Decision) -> Iterator[Notice]:
    """Adopted at the table; each open place keeps its time and is asked alone, unnamed."""
    waiting = {p.member for p in unanswered(d)}
    args: dict[str, Arg] = {**about(d), **timing(d), "text": Text(d.text), "yours": "no"}
    shown = beside(d, until=iso(d.slow_until))
    yield Notice(Kind.DECISION_PROVISIONAL, Room(), args, shown=shown)
    for member in those_apart(d):
        asks = member in waiting
        yield Notice(
            Kind.DECISION_PROVISIONAL,
            To(member),
            {**args, "yours": "yes" if asks else "no"},
            asks=(member,) if asks else (),
            shown=shown,
        )


def _outcome(fact: Adopted | Closed | ReviewFell, d: Decision) -> Iterable[Notice]:
    match fact:
        case Adopted(_, review_at):
            args: dict[str, Arg] = {**_record(d), "review": At(review_at)}
            shown = beside(d, outcome="adopted", review=iso(review_at))
            return _hears_outcome(d, Kind.DECISION_ADOPTED, args, shown)
        case Closed(outcome, ending):
            closed: dict[str, Arg] = {
                **_record(d),
                "outcome": outcome.value,
                "ending": ending.value,
            }
            fields = beside(d, outcome=outcome.value)
            return _hears_outcome(d, Kind.DECISION_CLOSED, closed, fields)
        case ReviewFell():
            early = "yes" if d.look_again else "no"
            return everyone(d, Kind.REVIEW_DUE, {**_record(d), "late": early})


def _hears_outcome(
    d: Decision, kind: Kind, args: Mapping[str, Arg], shown: Mapping[str, str | int]
) -> Iterable[Notice]:
    """Everybody. Within a practice, who is not in the room reads it with the step that follows,
    unless it is one for the register."""
    goes_on = d.phase is not Phase.IN_FORCE and not final(d)
    if d.recorded and not goes_on:
        return everyone(d, kind, args, shown=shown)
    return (Notice(kind, Room(), args, shown=shown),)


def _record(d: Decision) -> dict[str, Arg]:
    """What the outcome says: the text, the numbers, the worries, the thanks. The silent are only a
    number; a sealed decision's worries stand without their owners."""
    now = counts(d)
    worries = concerns(d)
    within = asked_by_practice(d)
    if d.settings.sealed:
        shown: Arg = Words(tuple(words for _, said in worries for words in said))
    else:
        shown = Letter(tuple(Entry(member, said) for member, said in worries))
    thanks = thanked(d)
    return {
        **about(d),
        **within,
        "text": Text(d.text),
        "consents": now.consent,
        "with_concern": now.concern,
        "objections": len(blocking(d)),
        "aside": now.aside,
        "passed": now.passed,
        "no_answer": now.no_answer,
        "not_reached": now.not_reached,
        "worries": len(worries),
        "concerns": shown,
        "thanks": len(thanks),
        "thanked": Text(", ".join(map(str, thanks))),
    }


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


def _of_time(fact: Fact, d: Decision) -> Iterable[Notice]:
    match fact:
        case TimeAdded(cause):
            return () if d.phase is Phase.IN_FORCE else _extended(d, cause.value)
        case Waited():
            return _waited(d)
        case Paused():
            return everyone(d, Kind.ROUND_PAUSED, about(d))
        case Resumed():
            args = {**about(d), **timing(d)}
            return everyone(d, Kind.ROUND_RESUMED, args, shown=beside(d, until=iso(d.slow_until)))
        case LastAsked(members):
            return (notice for member in members for notice in _asked_now(d, member))
        case _:
            return ()  # presence, leaving, closing: they show on the card


def _extended(
    d: Decision, cause: str, besides: tuple[MemberId, ...] = (), still_open: int = 0
) -> Iterator[Notice]:
    args: dict[str, Arg] = {**about(d), **timing(d), "cause": cause, "open": still_open}
    shown = beside(d, until=iso(d.slow_until), cause=cause)
    return everyone(d, Kind.ROUND_EXTENDED, args, shown=shown, besides=besides)


def _waited(d: Decision) -> Iterator[Notice]:
    """The one extension: a number for the room, a private question for each one it waits for."""
    silent = tuple(p.member for p in unanswered(d))
    owing = tuple(member for member in wordless(d) if member not in silent)
    number = 0 if d.settings.sealed else len(silent)
    yield from _extended(d, "waits", besides=(*silent, *owing), still_open=number)
    for member in silent:
        yield asking(d, member, "answer")
    for member in owing:
        yield asking(d, member, "objection-words")
