"""What a decision is, at one moment: values only.

Nothing here decides. Everything is a string, a number, a moment, a length of time, a tuple or
another such value, so that a codec needs no hooks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds.consent.bearing import Bearing
from facilitator.core.rounds.consent.early import Mend, Saying
from facilitator.core.rounds.consent.examination import Examination
from facilitator.core.rounds.positions import Position


class Phase(StrEnum):
    """Where a decision stands. ``steps=full`` begins with the first two."""

    QUESTIONS = "questions"
    REACTIONS = "reactions"
    OPEN = "open"
    PROVISIONAL = "provisional"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    LAPSED = "lapsed"
    ESCALATED = "escalated"
    """Handed to a wider circle."""
    SUPERSEDED = "superseded"
    """It was in force, and a later decision has taken its place."""
    DROPPED = "dropped"
    """It was in force, and a later decision has let it go."""
    VOID = "void"
    """A host found a fault in how it came about; it no longer stands."""


DECIDING = frozenset({Phase.OPEN, Phase.PROVISIONAL})
"""The phases in which answers count and the clock runs towards an end."""

STEPS = frozenset({Phase.QUESTIONS, Phase.REACTIONS})
"""The phases before the asking: words are heard, and no position counts yet (Dec. 4.2)."""

RUNNING = STEPS | DECIDING
"""The phases in which it is on its way."""


class Silence(StrEnum):
    """What it means to write nothing: a printed rule in every request (contract §6)."""

    WAITS = "waits"
    OTHERS_DECIDE = "others_decide"
    CONSENTS = "consents"


class Standing(StrEnum):
    """What has become of an objection."""

    OPEN = "open"
    QUALIFIED = "qualified"
    """It was examined, and stands: on the same words it is not examined again."""
    ORPHANED = "orphaned"
    """Its owner left; it still blocks until it stands as a concern."""
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    CONCERN = "concern"


STANDS = frozenset({Standing.OPEN, Standing.QUALIFIED})
"""An objection whose owner is here, and holds to it."""

BLOCKING = STANDS | {Standing.ORPHANED}
"""An objection in one of these lets nothing be adopted."""


class Cause(StrEnum):
    """Why there is more time."""

    MORE = "more"
    HOST = "host"
    OUTAGE = "outage"
    LETTER = "letter"
    """A mail was accepted late; its reader keeps the full time for letters."""


class Ending(StrEnum):
    """Why a decision closed without being adopted."""

    WITHDRAWN = "withdrawn"
    VOID = "void"
    ASKED = "asked"
    """The proposer or a host postponed it."""
    SILENCE = "silence"
    OBJECTION = "objection"
    QUORUM = "quorum"
    CONSENTS = "consents"
    """Nobody beside the proposer said yes."""
    ESCALATED = "escalated"
    """The proposer or a host handed it to the wider circle, and every objector agreed."""


@dataclass(frozen=True, slots=True)
class Within:
    """What is particular to a decision that is a step of a practice.

    ``question`` is how the practice asks. ``last`` are asked when all others have answered.
    ``readers`` alone are told of it; None: everybody. ``registers``: it is one for the register, and
    else an agreement for this practice only. ``final``: no later step leads back to it. ``before`` is
    the text as the same step was asked about it the last time; empty the first time.
    """

    question: str = ""
    last: tuple[MemberId, ...] = ()
    readers: tuple[MemberId, ...] | None = None
    registers: bool = False
    final: bool = True
    before: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of one decision, copied at its opening; all lengths are data.

    Defaults are those of a crew: 48 h / 96 h (Dec. 4.4), two days more and two extensions (Dec. 4.3
    rule 11), 72 h for letters (contract §5), ten minutes to think again (Dec. 4.3 rule 10), three
    months to the review (contract §6), two days for an objection whose owner left and 12 h after an
    outage (both Dec. 4.5).
    """

    live_for: timedelta = timedelta(hours=48)
    slow_for: timedelta = timedelta(hours=96)
    silence: Silence = Silence.WAITS
    quorum_people: int = 0
    quorum_percent: int = 0
    """Of the base, rounded up. Both quorums must be met; 0 asks for nothing."""
    least_consents: int = 0
    """How many have to say consent, the proposer among them; never more than are asked."""
    sealed: bool = False
    review_after: timedelta = timedelta(days=91)
    regret: timedelta = timedelta(minutes=10)
    step: timedelta = timedelta(days=2)
    extensions: int = 2
    letters_for: timedelta = timedelta(hours=72)
    orphan_for: timedelta = timedelta(hours=48)
    outage_grace: timedelta = timedelta(hours=12)
    examine_for: timedelta = timedelta(hours=24)
    """For each step of examining an objection, where nobody concerned is asked apart."""
    panel: int = 0
    """How many are drawn by lot to examine an objection, beside a host; 0: all are asked."""
    integrate_for: timedelta = timedelta(days=7)
    wider: bool = False
    """There is a wider circle, to which it could go."""
    loops: int = 3
    """How many new texts may try to meet an objection (Dec. 4.3, row 21)."""
    quiet_times: Quiet = NEVER
    review_on: datetime | None = None
    """The day of the review, where one was named; else ``review_after`` the adoption."""
    within: Within | None = None
    """A step of a practice: an objection ends it, and the practice goes on with what was heard."""
    full: bool = False
    """Questions and reactions are heard before everybody is asked (``steps=full``)."""
    hear_live_for: timedelta = timedelta(hours=24)
    hear_slow_for: timedelta = timedelta(hours=72)
    """How long each of the two steps is at the table, and where somebody has their own time."""
    bearing: Bearing | None = None
    """It is about an earlier decision: a review."""


@dataclass(frozen=True, slots=True)
class Place:
    """One member's place in the decision.

    ``reached`` is what the medium knows (no bounce, a sign of life in 90 days); ``since`` is the
    first version they answer: whoever joins after the asking began is asked from the next one.
    """

    member: MemberId
    lane: Lane
    by_mail: bool = False
    reached: bool = True
    away: bool = False
    since: int = 1
    left: bool = False

    @property
    def apart(self) -> bool:
        """True when what concerns them must also reach them outside the room."""
        return self.by_mail or self.lane is Lane.SLOW


@dataclass(frozen=True, slots=True)
class Version:
    """The text as it stood from ``at`` on, and why it changed."""

    n: int
    text: str
    author: MemberId
    at: datetime
    reason: str = ""
    integrates: tuple[int, ...] = ()
    """The objections that were open as it was written, which it is meant to meet."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One answer to one version. Ballots are only ever added; the newest of a member counts.

    ``source`` names what was said where (an event, a mail), so that taking it back withdraws the
    ballot; it is empty where the position follows from an act (proposing, amending).
    """

    member: MemberId
    version: int
    position: Position
    words: WordsId | None
    source: str
    heard_at: datetime
    withdrawn: bool = False
    by_mail: bool = False
    unnamed: bool = False
    """An objection that is shown without its owner's name."""
    ahead: int = 0
    """The objection whose being resolved made this count: it had been given ahead; else 0."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A consent that also holds for a later version, once ``objection`` is resolved there."""

    member: MemberId
    objection: int
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Relayed:
    """Words about an objection, carried between a member and its owner; ``answers``: the owner's."""

    objection: int
    member: MemberId
    words: WordsId
    source: str
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Voiding:
    """Why a host would have the decision void; done when a host has said so twice."""

    by: MemberId
    words: WordsId
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Words given for an objection, and where they were said."""

    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class Objection:
    """A member's objection, numbered in the decision. A member has one open at most: more words of
    theirs are added to it.

    ``settled_on`` is the version that stood when it stopped blocking, 0 before.
    """

    number: int
    member: MemberId
    version: int
    reasons: tuple[Reason, ...]
    standing: Standing = Standing.OPEN
    orphaned_at: datetime | None = None
    settled_on: int = 0
    examined: Examination | None = None
    """The claim that it does not qualify, while there is one."""
    unnamed: bool = False
    """Shown without its owner's name, until they reveal it."""

    @property
    def blocks(self) -> bool:
        """True while nothing can be adopted because of it."""
        return self.standing in BLOCKING


@dataclass(frozen=True, slots=True)
class MoreTime:
    """A member's *more* on a version. ``after`` counts the ballots there were: a later one of the
    same member says that they are ready."""

    member: MemberId
    version: int
    after: int
    asked_in: Phase = Phase.OPEN


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the proposer: never an answer."""

    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording that a member offers for the next version."""

    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """The wish to hand it to the wider circle. ``agreed`` are the objectors who have said yes,
    ``words`` those of them whose objection may be read there."""

    by: MemberId
    agreed: tuple[MemberId, ...] = ()
    words: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A decision of another circle, by that circle's id and its own number there."""

    circle: str
    number: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One consent decision. ``live_until`` ≤ ``slow_until``, which is also the printed time until
    which an objection is in time; neither ever moves earlier."""

    id: RoundId
    number: int
    proposer: MemberId
    settings: Settings
    places: tuple[Place, ...]
    versions: tuple[Version, ...]
    live_until: datetime
    slow_until: datetime
    phase: Phase = Phase.OPEN
    ballots: tuple[Ballot, ...] = ()
    objections: tuple[Objection, ...] = ()
    more: tuple[MoreTime, ...] = ()
    questions: tuple[Question, ...] = ()
    late: tuple[Ballot, ...] = ()
    waited: bool = False
    """The one automatic extension of this version has been taken."""
    closing_at: datetime | None = None
    """All is settled; it closes then, unless somebody thinks again."""
    paused_at: datetime | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    review_at: datetime | None = None
    look_again: bool = False
    """An objection came too late to count: the register marks the decision for review."""
    reviewed: bool = False
    """The review date came and was said."""
    last_asked: bool = False
    """Those who are asked last have been asked."""
    asked: bool = True
    """Everybody has been asked to consent; not yet, while questions or reactions are heard."""
    sayings: tuple[Saying, ...] = ()
    began_at: datetime | None = None
    """When the present step before the asking began, or the asking after them."""
    mends: tuple[Mend, ...] = ()
    integrating_until: datetime | None = None
    """There is time to build an objection in, until then; it is a printed time as well."""
    suggestions: tuple[Suggestion, ...] = ()
    escalation: Escalation | None = None
    came_from: Link | None = None
    """The decision of a smaller circle that was handed on to be this one."""
    handed_to: Link | None = None
    """What became of this one in the wider circle."""
    ahead: tuple[Ahead, ...] = ()
    relayed: tuple[Relayed, ...] = ()
    asked_which: tuple[tuple[MemberId, int], ...] = ()
    """Whose answers to which version came differently by chat and by mail, and were asked about."""
    voiding: Voiding | None = None
    takes_up: int = 0
    """The number of the decision whose text this one takes up again; 0: none."""
    taken_up: tuple[int, ...] = ()
    """The numbers of the decisions that took up this text."""
    pausing: tuple[MemberId, ...] = ()
    """Who would like the clock to stop; the second of them stops it."""
    paused_by: tuple[MemberId, ...] = ()
    """The two members who stopped the clock; empty where a host did."""
    taken_over: MemberId | None = None
    """Who looks after it, where that is no longer the proposer."""
    under_review: int = 0
    """The number of the decision by which it is looked at again just now; 0: none."""
    settled_by: int = 0
    """The number of the decision that took its place, or let it go."""
    kept_by: tuple[int, ...] = ()
    """The numbers of the decisions that kept it as it was."""

    @property
    def over(self) -> bool:
        """Whether it is decided, in whatever way: a step of a practice ends then."""
        return self.phase not in RUNNING

    @property
    def asked_at(self) -> datetime:
        """When what is asked now was asked: its time counts from then."""
        began = self.began_at or self.versions[0].at
        return began if self.phase in STEPS else max(began, self.versions[-1].at)

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may answer."""
        return self.slow_until

    @property
    def owner(self) -> MemberId:
        """Who looks after it: who said yes to it last, else who proposed it."""
        return self.taken_over or self.proposer

    @property
    def recorded(self) -> bool:
        """Whether the register has it, and looks at it again."""
        return self.settings.within is None or self.settings.within.registers

    @property
    def version(self) -> int:
        """The number of the text that is being decided, or was."""
        return self.versions[-1].n

    @property
    def text(self) -> str:
        """The text that is being decided, or was."""
        return self.versions[-1].text

    def place(self, member: MemberId) -> Place | None:
        """The member's place, also after they left."""
        return next((place for place in self.places if place.member == member), None)

    def owned(self, member: MemberId) -> Objection | None:
        """The member's own open objection."""
        return next(
            (o for o in self.objections if o.member == member and o.standing in STANDS), None
        )
