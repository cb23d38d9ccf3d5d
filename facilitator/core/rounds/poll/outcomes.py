"""How the end of a poll is told: what it came to, how it was counted, and what was said with it."""

from collections.abc import Iterator
from hashlib import sha256

from facilitator.core.notices import Arg, Entry, Letter, Lines, Notice, Sentence, Text, Who
from facilitator.core.rounds.poll.recounting import list_shown
from facilitator.core.rounds.poll.saying import Kind, about, beside, everyone, weights
from facilitator.core.rounds.poll.state import Ballot, Came, Poll
from facilitator.core.rounds.poll.tally import (
    answered,
    base_size,
    by_heads,
    counted,
    eligible,
    gone,
    is_few,
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
    heard, places = answered(poll), eligible(poll)
    found, few = result(poll), is_few(poll)
    heads = by_heads(poll).lines if poll.settings.weighted else ()
    unreached = _unreached(poll)
    return {
        **about(poll),
        **winners(poll),
        **_said(poll),
        **_named(poll),
        "came": (poll.came or Came.NOBODY).value,
        "ending": poll.ending.value if poll.ending else "none",
        "by": Who(poll.closed_by or poll.asker),
        "decides": "yes" if kind_of(poll).decides else "no",
        "lines": Lines(() if few else found.lines),
        "told": "yes" if found.lines and not few else "no",
        "heads": Lines(heads),
        "steps": Lines(() if few else found.steps),
        "stepped": "yes" if found.steps and not few else "no",
        "answered": heard,
        "fewest": poll.settings.shows_from,
        "anonymous": "yes" if poll.settings.anonymous else "no",
        "weighted": "yes" if poll.settings.weighted else "no",
        "weights": weights(poll),
        "places": len(places),
        "base": base_size(poll),
        "needed": needed(poll),
        "threshold": poll.settings.threshold_percent,
        "target": poll.settings.target,
        "passed": passes(poll),
        "no_answer": len(places) - heard - unreached,
        "not_reached": unreached,
        "gone": gone(poll),
        "lot": Text(poll.lot),
        "drawn": "yes" if poll.lot else "no",
        "list": list_shown(poll),
        "log_code": Text(""),  # the shell knows the code, where there is one
        "log_code_known": "no",
    }  # fmt: skip


def _unreached(poll: Poll) -> int:
    """How many places have no answer, because nothing reached them."""
    if poll.sums is not None:
        return poll.sums.not_reached
    heard = {one.member for one in counted(poll)}
    return sum(place.member not in heard and not place.reached for place in eligible(poll))


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
