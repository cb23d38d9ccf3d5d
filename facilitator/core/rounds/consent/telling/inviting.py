"""How the steps before the asking are told: what is asked, what was said, what was heard of it.

Everybody reads what was said. Where it was not said in the room, the room hears it from us; whoever
is not in the room gets all of it in one letter, with the question of the next step. In a sealed
decision nobody's name stands beside their words, but for the proposer's.
"""

from collections.abc import Iterable, Iterator

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    At,
    Difference,
    Notice,
    Room,
    Text,
    To,
    Who,
    Words,
)
from facilitator.core.rounds.consent.before import said_before
from facilitator.core.rounds.consent.early import Gives, Saying
from facilitator.core.rounds.consent.early_facts import (
    CalledAnew,
    Contributed,
    OfSteps,
    StepBegan,
    WordingMended,
)
from facilitator.core.rounds.consent.state import STEPS, Decision, Phase, Place
from facilitator.core.rounds.consent.steps import asked, early, heard, outstanding, question
from facilitator.core.rounds.consent.tally import ballot_of
from facilitator.core.rounds.consent.telling.requesting import amended, opened
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asking,
    beside,
    everyone,
    iso,
    readers,
    those_apart,
    timing,
)

_OPENS = {Phase.QUESTIONS: Kind.QUESTIONS_OPENED, Phase.REACTIONS: Kind.REACTIONS_OPENED}


def of_steps(fact: OfSteps, d: Decision) -> Iterable[Notice]:
    """What is said of a fact of the steps, or of words that were changed."""
    match fact:
        case StepBegan(Phase.OPEN):
            return (*opened(d), *_asked_again(d))
        case StepBegan():
            return invitation(d)
        case Contributed(saying, seen):
            return _contributed(d, saying, seen=seen)
        case WordingMended():
            return _mended(d, fact)
        case CalledAnew():
            return changed(d) if d.phase in STEPS else amended(d, "anew")


# -- asking for words ----------------------------------------------------------------------------


def _asks(d: Decision) -> dict[str, Arg]:
    return {
        **about(d),
        **timing(d),
        **readers(d),
        **said_before(d),
        "text": Text(d.text),
        "yours": "no",
        "later": "no",
    }


def invitation(d: Decision) -> Iterator[Notice]:
    """A step begins: the room, and each one apart in a letter of their own."""
    shown = beside(d, until=iso(d.slow_until))
    live = tuple(p.member for p in outstanding(d) if not p.apart)
    yield Notice(_OPENS[d.phase], Room(), _asks(d), asks=live, shown=shown)
    for place in d.places:
        if place.apart and not place.left:
            yield invited(d, place)


def invited(d: Decision, place: Place, *, new: bool = False) -> Notice:
    """One member is asked by themselves: by letter, or because they are ``new`` here."""
    member = place.member
    yours = member == d.proposer
    args: dict[str, Arg] = {
        **_asks(d),
        "yours": "yes" if yours else "no",
        "later": "yes" if new else "no",
    }
    shown = beside(d, until=iso(d.slow_until), member=member)
    asks = () if yours or place.away else (member,)
    return Notice(_OPENS[d.phase], To(member), args, asks=asks, shown=shown)


def _asked_again(d: Decision) -> Iterator[Notice]:
    """Whoever objected before the time is asked now, alone; by letter it stands in the request."""
    for place in asked(d):
        open_ = place.since <= d.version and ballot_of(d, place.member) is None
        if early(d, place.member) and open_ and not place.apart:
            yield asking(d, place.member, "worried-before")


# -- what was said -------------------------------------------------------------------------------


def _contributed(d: Decision, said: Saying, *, seen: bool) -> Iterator[Notice]:
    match said.gives:
        case Gives.QUESTION:
            yield from _put(d, said, seen=seen)
        case Gives.ANSWER:
            yield from _answered(d, said, seen=seen)
        case Gives.REACTION | Gives.WORRY:
            yield from _reacted(d, said, seen=seen)
        case Gives.PASS:
            pass
    if said.member in those_apart(d) or said.gives is Gives.WORRY:
        yield _received(d, said)


def _told(d: Decision, said: Saying, *, seen: bool) -> dict[str, Arg]:
    named = not d.settings.sealed or said.member == d.proposer
    return {
        **about(d),
        **timing(d),
        "named": "yes" if named else "no",
        "by": Who(said.member) if named else Text(""),
        "words": Words((said.words,) if said.words else ()),
        "seen": "yes" if seen else "no",
        "late": "yes" if _is_late(d, said.gives) else "no",
        "question": said.number or said.about,
    }


def _is_late(d: Decision, gives: Gives) -> bool:
    """Whether the step that such words are for is over."""
    if gives in (Gives.QUESTION, Gives.ANSWER):
        return d.phase is not Phase.QUESTIONS
    return d.phase not in STEPS


def _put(d: Decision, said: Saying, *, seen: bool) -> Iterator[Notice]:
    """A question, to all; the proposer is asked where they are."""
    args, apart = _told(d, said, seen=seen), d.proposer in those_apart(d)
    place = d.place(d.proposer)
    here = place is not None and not place.left
    shown = beside(d, question=said.number)
    args["elsewhere"] = "gone" if not here else "yes" if apart else "no"
    live = (d.proposer,) if here and not apart else ()
    yield Notice(Kind.QUESTION_PUT, Room(), args, asks=live, shown=shown)
    if apart:
        own = {**args, "seen": "no", "elsewhere": "you"}
        yield Notice(Kind.QUESTION_PUT, To(d.proposer), own, asks=(d.proposer,), shown=shown)


def _answered(d: Decision, said: Saying, *, seen: bool) -> Iterator[Notice]:
    """The proposer's words: to the room unless they stand there, and to whoever asked by letter."""
    put = question(d, said.about)
    args: dict[str, Arg] = {
        **_told(d, said, seen=seen),
        "asked": Words((put.words,) if put and put.words else ()),
    }
    shown = beside(d, question=said.about)
    if not seen:
        yield Notice(Kind.QUESTION_ANSWERED, Room(), args, shown=shown)
    if put is not None and put.member in those_apart(d) and put.member != d.proposer:
        yield Notice(Kind.QUESTION_ANSWERED, To(put.member), args, shown=shown)


def _reacted(d: Decision, said: Saying, *, seen: bool) -> Iterator[Notice]:
    args: dict[str, Arg] = {
        **_told(d, said, seen=seen),
        "worry": "yes" if said.gives is Gives.WORRY else "no",
    }
    if not seen:
        yield Notice(Kind.REACTION_HEARD, Room(), args, shown=beside(d))
    late = d.phase not in STEPS and d.proposer in those_apart(d) and said.member != d.proposer
    if late:
        yield Notice(Kind.REACTION_HEARD, To(d.proposer), args, shown=beside(d))


def _received(d: Decision, said: Saying) -> Notice:
    """What was heard, to who said it: in the room a reaction is enough."""
    put = question(d, said.about)
    args: dict[str, Arg] = {
        **_told(d, said, seen=False),
        "gives": said.gives.value,
        "step": d.phase.value,
        "asked": Words((put.words,) if put and put.words else ()),
    }
    shown = beside(d, member=said.member)
    if put is not None:
        shown["question"] = put.number
    return Notice(Kind.STEP_RECEIVED, To(said.member), args, shown=shown)


def taken_back(d: Decision, member: MemberId) -> Iterator[Notice]:
    """Words are taken back before anybody was asked for a position."""
    if member in those_apart(d):
        again = "no" if member in heard(d) or member == d.proposer else "yes"
        args: dict[str, Arg] = {**about(d), **timing(d), **readers(d), "again": again}
        yield Notice(Kind.WORDS_TAKEN_BACK, To(member), args, shown=beside(d, member=member))


# -- other words ---------------------------------------------------------------------------------


def changed(d: Decision) -> Iterator[Notice]:
    """A new text before the asking: the step goes on, and letters bring it with the next one. Only
    a proposer who did not write it hears at once."""
    old, new = d.versions[-2], d.versions[-1]
    args: dict[str, Arg] = {
        **about(d),
        **timing(d),
        "author": Who(new.author),
        "text": Text(new.text),
        "difference": Difference(old.text, new.text),
        "step": d.phase.value,
    }
    shown = beside(d, until=iso(d.slow_until))
    yield Notice(Kind.TEXT_CHANGED, Room(), args, shown=shown)
    if d.proposer in those_apart(d) and d.proposer != new.author:
        yield Notice(Kind.TEXT_CHANGED, To(d.proposer), args, shown=shown)


def _mended(d: Decision, fact: WordingMended) -> Iterable[Notice]:
    """Everybody sees which words are others now, once; answers stay."""
    mend = fact.mend
    args: dict[str, Arg] = {
        **about(d),
        **timing(d),
        "author": Who(mend.by),
        "text": Text(mend.text),
        "difference": Difference(mend.before, mend.text),
        "call_until": At(mend.until),
        "asked": "no" if d.phase in STEPS else "yes",
    }
    shown = beside(d, until=iso(mend.until))
    if d.phase in STEPS:  # letters bring the text with the next step
        return (Notice(Kind.WORDING_MENDED, Room(), args, shown=shown),)
    return everyone(d, Kind.WORDING_MENDED, args, shown=shown)
