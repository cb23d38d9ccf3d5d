"""The thirteen kinds of steps, and what every step may say.

Spans are ``timedelta``. A field that names another step holds its id, one that names a role holds
its name; ``facilitator.core.formats.references`` knows which is which. Python's own words stand
with an underscore (``Step.break_``).
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from operator import attrgetter
from typing import get_args

CIRCLE, GROUP, PAIR, SELF = "circle", "group", "pair", "self"
ALL, EACH, END, FACILITATOR, PROMPT = "all", "each", "end", "facilitator", "prompt"
OBJECTOR = "objector"
"""Whoever objected in the last consent vote; may begin an open discussion."""

RESERVED = frozenset(
    {CIRCLE, GROUP, PAIR, SELF, ALL, EACH, END, FACILITATOR, PROMPT, OBJECTOR, "none", "use"}
)
"""Words that mean something where a role or a step may be named: nothing of ours is called so."""


class Record(StrEnum):
    """What of the words stays after the close (contract §8.6); mailing them is hearing."""

    NONE = "none"
    OUTCOME = "outcome"  # what was decided or picked
    SUMMARY = "summary"  # a draft that each quoted person approves
    BY_YES = "by_yes"  # the words of those who say yes


class When(StrEnum):
    """The conditions under which a step is held; otherwise it is left out."""

    ANY_OBJECTION = "any_objection"  # an objection stands after the last consent vote
    NO_OBJECTION = "no_objection"  # it was agreed: none does, and no answer was missing
    ANY_CONCERN = "any_concern"  # it was agreed, and somebody consented with a worry
    ANY_NEWCOMER = "any_newcomer"  # somebody joined since the circle last met
    MAIL_FREE = "mail_free"  # nobody does


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a step asks: everybody, the holders of a role, or everybody but them."""

    role: str | None = None
    but: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """How long a step takes at the table: in all, or for ``each`` who speaks."""

    span: timedelta
    each: bool = False


@dataclass(frozen=True, slots=True)
class Slow:
    """How long those in their own time have: a window, or the same letter as step ``beside``."""

    span: timedelta | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class BackTo:
    """Hold the steps from ``step`` on again, at most so many times."""

    step: str
    at_most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick. ``on_to`` is a later step, or ``end``."""

    name: str
    title: str
    back_to: BackTo | None = None
    on_to: str | None = None


@dataclass(frozen=True, slots=True)
class Announce:
    """Something is told. ``by`` None: the Facilitator says the prompt; else that role writes it.

    ``rewrites`` is a step whose words the new ones replace (a pass leaves them as they are).
    """

    by: str | None = None
    to: str | None = None
    rewrites: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Stillness, or a pause: nothing is asked."""


@dataclass(frozen=True, slots=True)
class PromptRound:
    """One contribution each, in any order. Sealed: nobody sees others' words until it opens."""

    sealed: bool = False
    questions: bool = False
    most_each: int | None = None
    answered_by: str | None = None


class Order(StrEnum):
    """In which order a go-around goes."""

    RANDOM = "random"  # somebody by chance begins, then on around the circle
    SEATS = "seats"
    REVERSE = "reverse"  # the other way round than the go-around before
    SHUFFLED = "shuffled"  # all places by chance
    OLD_AND_NEW = "old_and_new"  # newcomers and others by turns


@dataclass(frozen=True, slots=True)
class GoAround:
    """Turn by turn, one voice at a time. ``calls``: others may call out one short line."""

    order: Order = Order.RANDOM
    first: str | None = None
    last: str | None = None
    calls: bool = False


class PairMix(StrEnum):
    """Who meets whom in twos."""

    CHANCE = "chance"
    STRANGERS = "strangers"
    OLD_AND_NEW = "old_and_new"
    SAME = "same"


class Speaks(StrEnum):
    """Who of a pair has the word."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Conversations of two. ``partner``: everybody asked meets a holder of that role, apart.

    ``swap``: the second listens, then speaks as long. ``rounds``: so many different partners.
    """

    mix: PairMix = PairMix.CHANCE
    speaks: Speaks = Speaks.BOTH
    swap: bool = False
    rounds: int = 1
    partner: str | None = None


class GroupMix(StrEnum):
    """How small groups come together."""

    CHANCE = "chance"
    NEW = "new"  # with people one has not met in this format
    CHOOSE = "choose"  # everybody goes where they like
    OLD_AND_NEW = "old_and_new"  # newcomers and others at each table
    JOIN = "join"  # two pairs or groups of the step before become one


@dataclass(frozen=True, slots=True)
class SmallGroups:
    """Groups of about ``size``. ``topics``: they gather around what was said in that step.

    ``speaker``: a role that one person of each group takes, to tell the others.
    """

    size: int
    mix: GroupMix = GroupMix.CHANCE
    rounds: int = 1
    topics: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class SilentWriting:
    """Everybody writes for themselves. ``kept``: it stays theirs; else a later step opens it."""

    signed: bool = True
    kept: bool = False


@dataclass(frozen=True, slots=True)
class OpenDiscussion:
    """Free talk. ``silent`` reads along without a word; ``queue``: hands up, one after another.

    ``most_each`` limits what one person writes by letter.
    """

    queue: bool = False
    first: str | None = None
    silent: str | None = None
    questions: bool = False
    most_each: int | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentVote:
    """Consent to ``about``: the step that holds the text, or None for the prompt itself."""

    about: str | None = None
    register: bool = False
    last: str | None = None


@dataclass(frozen=True, slots=True)
class DotVote:
    """Sealed points over the words of a step, or over named choices."""

    points: int
    over: str | None = None
    choices: tuple[str, ...] = ()


class What(StrEnum):
    """What is picked."""

    PERSON = "person"
    CHOICE = "choice"
    DATE = "date"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Pick:
    """Something is chosen: by consent of all, by each for themselves, or by a role alone.

    ``role`` is filled by the person picked. If somebody has it when the format begins, the step is
    left out; a pick that is gone back to is held again.
    """

    what: What
    decides: str = ALL
    role: str | None = None
    choices: tuple[Choice, ...] = ()
    over: str | None = None
    most_each: int = 1


class RevealOrder(StrEnum):
    """In which order sealed words are shown."""

    SHUFFLED = "shuffled"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Reveal:
    """Sealed words open, all at once. ``aloud``: those at the table tell their own, in that order.

    ``totals``: only sums are shown.
    """

    of: tuple[str, ...]
    order: RevealOrder = RevealOrder.SHUFFLED
    signed: bool = True
    totals: bool = False
    aloud: bool = False


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the circle keeps: drafted ``by`` a role (None: the Scribe), each line approved by its author."""

    of: tuple[str, ...]
    by: str | None = None


Does = (
    Announce | Break | PromptRound | GoAround | Pairs | SmallGroups | SilentWriting
    | OpenDiscussion | ConsentVote | DotVote | Pick | Reveal | Harvest
)  # fmt: skip
"""What a step does: exactly one of the kinds."""

KINDS: dict[str, type[Does]] = {
    "announce": Announce,
    "break": Break,
    "prompt_round": PromptRound,
    "go_around": GoAround,
    "pairs": Pairs,
    "small_groups": SmallGroups,
    "silent_writing": SilentWriting,
    "open_discussion": OpenDiscussion,
    "consent_vote": ConsentVote,
    "dot_vote": DotVote,
    "pick": Pick,
    "reveal": Reveal,
    "harvest": Harvest,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Exactly one field of a kind is set; ``does`` is it.

    One field for each kind, and not one of a union type, because the books (msgspec) read no union
    of dataclasses.
    """

    id: str
    title: str | None = None
    prompt: str | None = None
    prompt_from: str | None = None
    host: str | None = None
    who: Who = Who()
    live: Live | None = None
    slow: Slow | None = None
    see: str = CIRCLE
    record: Record = Record.NONE
    when: When | None = None
    once_each: str | None = None
    back_to: BackTo | None = None
    announce: Announce | None = None
    break_: Break | None = None
    prompt_round: PromptRound | None = None
    go_around: GoAround | None = None
    pairs: Pairs | None = None
    small_groups: SmallGroups | None = None
    silent_writing: SilentWriting | None = None
    open_discussion: OpenDiscussion | None = None
    consent_vote: ConsentVote | None = None
    dot_vote: DotVote | None = None
    pick: Pick | None = None
    reveal: Reveal | None = None
    harvest: Harvest | None = None

    @property
    def kind(self) -> str:
        """The name of its kind, as written in files."""
        return _NAMES[type(self.does)]

    @property
    def does(self) -> Does:
        """What is particular to its kind."""
        return next(does for does in _all_kinds(self) if does is not None)


def field_of(kind: str) -> str:
    """Return the field of ``Step`` that holds what a kind says."""
    return "break_" if kind == "break" else kind


_NAMES = {does: kind for kind, does in KINDS.items()}

_all_kinds: Callable[[Step], tuple[Does | None, ...]] = attrgetter(*map(field_of, KINDS))


def asks(step: Step) -> bool:
    """Whether somebody may have to answer: then those in their own time need a window (contract §8.8)."""
    match step.does:
        case Break() | Reveal():
            return False
        case Announce(by=by):
            return by is not None
        case _:
            return True


assert set(get_args(Does)) == set(KINDS.values())  # noqa: S101  a kind without a name cannot be written
assert {field_of(kind) for kind in KINDS} <= {f.name for f in fields(Step)}  # noqa: S101
