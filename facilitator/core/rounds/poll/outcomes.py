"""How the end of a poll is told: what it came to, how it was counted, and what was said with it."""

from collections.abc import Iterator
from hashlib import sha256

from facilitator.core.notices import Arg, Entry, Letter, Lines, Notice, Sentence, Text, Who
from facilitator.core.rounds.poll.saying import Kind, about, beside, everyone
from facilitator.core.rounds.poll.state import Ballot, Came, Poll
from facilitator.core.rounds.poll.tally import (
    base_size,
    counted,
    eligible,
    gone,
    kind_of,
    needed,
    passes,
    result,
)


def closed(poll: Poll) -> Iterator[Notice]:
    """The outcome, to everybody alike."""
    came = poll.came.value if poll.came else Came.NOBODY.value
    shown = beside(poll, outcome=came)
    return everyone(poll, Kind.POLL_CLOSED, outcome(poll), shown, by=poll.closed_by)


def drawn(poll: Poll) -> Iterator[Notice]:
    """Which of the level options the lot drew, with the seed by which everybody can draw it again."""
    args: dict[str, Arg] = {**about(poll), **winners(poll), "seed": Text(poll.lot)}
    return everyone(poll, Kind.LOT_DRAWN, args, beside(poll, outcome=Came.DECIDED.value))


def outcome(poll: Poll) -> dict[str, Arg]:
    """What can be said of a poll that is over. The silent are only a number."""
    heard, places = counted(poll), eligible(poll)
    found = result(poll)
    silent = [place for place in places if all(one.member != place.member for one in heard)]
    unreached = sum(not place.reached for place in silent)
    return {
        **about(poll),
        **winners(poll),
        **_said(poll),
        **_named(poll),
        "came": (poll.came or Came.NOBODY).value,
        "ending": poll.ending.value if poll.ending else "none",
        "by": Who(poll.closed_by or poll.asker),
        "decides": "yes" if kind_of(poll).decides else "no",
        "lines": Lines(found.lines),
        "told": "yes" if found.lines else "no",
        "steps": Lines(found.steps),
        "stepped": "yes" if found.steps else "no",
        "answered": len(heard),
        "places": len(places),
        "base": base_size(poll),
        "needed": needed(poll),
        "threshold": poll.settings.threshold_percent,
        "target": poll.settings.target,
        "passed": passes(poll),
        "no_answer": len(silent) - unreached,
        "not_reached": unreached,
        "gone": gone(poll),
        "lot": Text(poll.lot),
        "drawn": "yes" if poll.lot else "no",
    }  # fmt: skip


def winners(poll: Poll) -> dict[str, Arg]:
    """What it came to: one, or several that are level or elected; told on one line."""
    lines = tuple(_winner(poll, number) for number in poll.chosen)
    return {"winners": Lines(lines), "many": len(poll.chosen)}


def _winner(poll: Poll, number: int) -> Sentence:
    named = kind_of(poll).label(poll.option(number), poll.settings)
    left = len(poll.chosen) - 1 - poll.chosen.index(number)
    follows = "none" if not left else "last" if left == 1 else "more"
    return Sentence("poll-winner", {"option": named, "follows": follows})


def _said(poll: Poll) -> dict[str, Arg]:
    """The reasons, without names where names are not shown: then in an order that tells nothing."""
    given = [one for one in counted(poll) if one.words is not None]
    named = poll.settings.names and not poll.settings.anonymous
    ordered = given if named else sorted(given, key=lambda one: _anywhere(poll, one))
    entries = tuple(
        Entry(one.member if named else None, (one.words,)) for one in ordered if one.words
    )
    return {"reasons": Letter(entries), "reasoned": len(entries)}


def _anywhere(poll: Poll, ballot: Ballot) -> str:
    """Where a reason stands among the others: neither who gave it nor when can be told from it."""
    return sha256(f"{poll.settings.seed}{ballot.words}".encode()).hexdigest()


def _named(poll: Poll) -> dict[str, Arg]:
    """Who chose what, where that was said beforehand."""
    if not poll.settings.names or poll.settings.anonymous:
        return {"who": Lines(()), "named": "no"}
    kind = kind_of(poll)
    said = tuple(
        Sentence("poll-of-member", {
            "member": Who(one.member),
            "said": Text(kind.brief(one.marks, poll.options, poll.settings)),
        })
        for one in counted(poll) if not one.passed
    )  # fmt: skip
    return {"who": Lines(said), "named": "yes" if said else "no"}
