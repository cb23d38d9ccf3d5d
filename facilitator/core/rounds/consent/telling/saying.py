"""What every notice of a decision can say, and the shapes they share."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    At,
    Audience,
    Difference,
    For,
    Notice,
    People,
    Room,
    Text,
    To,
    Who,
)
from facilitator.core.rounds.consent.recalling import of_review
from facilitator.core.rounds.consent.state import STEPS, Decision, Silence
from facilitator.core.rounds.consent.tally import ballot_of, eligible, least_consents, needed

_TITLE = 60
_TWO_DAYS = timedelta(days=2)


class Kind(StrEnum):
    """The notices of a decision (contract §9); the words of each are ``consent-<kind>``."""

    PROPOSAL_OPENED = "proposal_opened"
    PROPOSAL_AMENDED = "proposal_amended"
    POSITION_RECEIVED = "position_received"
    POSITION_TAKEN_BACK = "position_taken_back"
    POSITION_SEEN = "position_seen"
    ASKED = "asked"
    QUESTION_ASKED = "question_asked"
    QUESTION_RECEIVED = "question_received"
    OBJECTION_RAISED = "objection_raised"
    OBJECTION_RESOLVED = "objection_resolved"
    OBJECTION_ORPHANED = "objection_orphaned"
    DECISION_PROVISIONAL = "decision_provisional"
    DECISION_ADOPTED = "decision_adopted"
    DECISION_CLOSED = "decision_closed"
    REVIEW_DUE = "review_due"
    ROUND_EXTENDED = "round_extended"
    ROUND_PAUSED = "round_paused"
    ROUND_RESUMED = "round_resumed"
    LATE_ANSWER = "late_answer"
    OWNER_CHANGED = "owner_changed"
    AHEAD_COUNTS = "ahead_counts"
    OBJECTOR_ASKED = "objector_asked"
    OBJECTOR_ANSWERED = "objector_answered"
    OBJECTOR_REVEALED = "objector_revealed"
    PAUSE_ASKED = "pause_asked"
    VOID_ASKED = "void_asked"
    JOINED_LATER = "joined_later"
    QUESTIONS_OPENED = "questions_opened"
    REACTIONS_OPENED = "reactions_opened"
    QUESTION_PUT = "question_put"
    QUESTION_ANSWERED = "question_answered"
    REACTION_HEARD = "reaction_heard"
    STEP_RECEIVED = "step_received"
    WORDS_TAKEN_BACK = "words_taken_back"
    TEXT_CHANGED = "text_changed"
    WORDING_MENDED = "wording_mended"
    ASKED_NOW = "asked_now"
    EXAMINATION_CLAIMED = "examination_claimed"
    EXAMINATION_ASKED = "examination_asked"
    JUDGEMENT_RECEIVED = "judgement_received"
    EXAMINATION_ENDED = "examination_ended"
    INTEGRATING_BEGAN = "integrating_began"
    TEXT_SUGGESTED = "text_suggested"
    OBJECTION_ADOPTED = "objection_adopted"
    OBJECTION_STANDS = "objection_stands"
    ESCALATION_ASKED = "escalation_asked"
    ESCALATION_ANSWERED = "escalation_answered"


def iso(moment: datetime) -> str:
    """A moment as machine-readable notices carry it: UTC, whole seconds (contract §9)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def titled(text: str) -> str:
    """The first line of a text, cut at a word: what a subject line or a card can hold."""
    lines = text.strip().splitlines()
    first = lines[0].rstrip(" .") if lines else ""
    if len(first) <= _TITLE:
        return first
    return first[:_TITLE].rsplit(" ", 1)[0] + "…"


def about(d: Decision) -> dict[str, Arg]:
    """What every notice of a decision can say."""
    return {
        "number": d.number,
        "version": d.version,
        "title": Text(titled(d.text)),
        "proposer": Who(d.proposer),
        "owner": Who(d.owner),
        "takes_up": d.takes_up,
        **of_review(d),
    }


def timing(d: Decision) -> dict[str, Arg]:
    """The printed times and the rule of silence."""
    step = d.settings.step
    return {
        "times": "one" if d.waited or d.live_until >= d.slow_until or _is_one(d) else "two",
        "live": At(d.live_until),
        "until": At(d.slow_until),
        "silence": "steps" if d.phase in STEPS else d.settings.silence.value,
        "sealed": "yes" if d.settings.sealed else "no",
        "needed": 0 if d.phase in STEPS else needed(d),
        "yes_needed": 0 if d.phase in STEPS else least_consents(d),
        "waited": "yes" if d.waited else "no",
        "wait": "two-days" if step == _TWO_DAYS else "other",
        "step": For(step),
    }


def _is_one(d: Decision) -> bool:
    """True where nobody answers in their own time, and everybody is waited for: one time is all."""
    return d.settings.silence is Silence.WAITS and not those_apart(d)


def asked_by_practice(d: Decision) -> dict[str, Arg]:
    """How the practice asks, of which this decision is a step; nothing for one that stands alone."""
    within = d.settings.within
    if within is None:
        return {}
    return {
        "asks": "yes" if within.question else "no",
        "question": Text(within.question),
        "registers": "yes" if within.registers else "no",
        "goes_on": "no" if within.final else "yes",
        "waits_for": "last" if within.last and not d.last_asked else "nobody",
        "last": People(within.last),
        "looks_again": "yes" if within.registers and d.settings.review_on else "no",
        "review_on": At(d.settings.review_on or d.slow_until),
        "changed": "yes" if within.before not in ("", d.text) else "no",
        "difference": Difference(within.before or d.text, d.text),
    }


def final(d: Decision) -> bool:
    """Whether what comes out of it is the end of the matter for now."""
    return d.settings.within is None or d.settings.within.final


def those_apart(d: Decision) -> tuple[MemberId, ...]:
    """Who must also be told outside the room, in the order of places."""
    return tuple(p.member for p in d.places if p.apart and not p.left)


def beside(d: Decision, **more: str | int) -> dict[str, str | int]:
    """The machine-readable fields of a notice (contract §9); of a review, which decision it is about."""
    about_: dict[str, str | int] = {"number": d.number, "version": d.version}
    if d.settings.bearing is not None:
        about_["reviews"] = d.settings.bearing.number
    return about_ | more


def everyone(
    d: Decision,
    kind: Kind,
    args: Mapping[str, Arg],
    *,
    shown: Mapping[str, str | int] | None = None,
    besides: tuple[MemberId, ...] = (),
) -> Iterator[Notice]:
    """Plain information for the room and for each one apart, but not those told otherwise."""
    fields = shown or beside(d)
    yield Notice(kind, Room(), args, shown=fields)
    for member in those_apart(d):
        if member not in besides:
            yield Notice(kind, To(member), args, shown=fields)


def asking(d: Decision, member: MemberId, code: str) -> Notice:
    """A private question that waits for an answer; ``code`` says which (contract §9)."""
    stands = "yes" if ballot_of(d, member) else "no"  # what they said before counts meanwhile
    args = {"bears": "none", **about(d), **timing(d), "earlier": "none", "later": "none", "code": code,
            "stands": stands, "text": Text(d.text)}  # fmt: skip
    shown = beside(d, code=code, member=member, until=iso(d.slow_until))
    return Notice(Kind.ASKED, To(member), args, asks=(member,), shown=shown)


def owned_by(d: Decision, member: MemberId, *, unnamed: bool = False) -> dict[str, Arg]:
    """Who owns an objection: named, unless sealed or ``unnamed``."""
    if d.settings.sealed or unnamed:
        return {"named": "no", "by": Text("")}
    return {"named": "yes", "by": Who(member)}


def readers(d: Decision) -> dict[str, Arg]:
    """Who reads and answers by mail: said beforehand, to all (contract §8.6)."""
    members = tuple(p.member for p in eligible(d) if p.by_mail)
    return {"letters": len(members), "readers": People(members)}


def to_proposer(d: Decision) -> Audience:
    """The proposer; the room, once they have left it."""
    place = d.place(d.proposer)
    return Room() if place is None or place.left else To(d.proposer)
