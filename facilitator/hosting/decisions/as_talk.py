"""An answer that somebody says into the room, to nobody: there it is talk, and they are told so.

Only a reply, a tap, a command, the private chat or a mail count (contract §5). Whoever types "I object
because …" into the room, in good faith, would otherwise wait for something that nobody has heard. What
is told is how to say it; nothing is read out of it.
"""

import re
from collections.abc import Iterator

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Text
from facilitator.core.rounds.besides import Unnamed, read_beside
from facilitator.core.rounds.consent.objections.examining import asks
from facilitator.core.rounds.consent.tally import ballot_of
from facilitator.hosting.decisions import besides, stepping
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rounds import open_rounds, running, state_of
from facilitator.hosting.voice import answer
from facilitator.intake import Said
from facilitator.visit import Record, Visit

_LIKE = {
    word: re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for word, pattern in {
        "qualifies not": r"(?:it )?(?:does not|doesn't) qualify",
        "qualifies": r"(?:it )?qualifies",
        "object": r"(?:i (?:object|have an objection)\b|object (?:because|unnamed)\b|object(?:ion)? ?:).*",
        "concern": r"(?:concern ?:|i have a concern\b).*",
        "consent": r"(?:i )?consent|no (?:objections?|concerns?)",
        "aside": r"aside|i(?:'ll)? stand aside",
        "pass": r"(?:i(?:'ll)? )?pass|no (?:more )?(?:questions?|reactions?)",
        "same": r"(?:the )?same again",
    }.items()
}
"""What can hardly be meant as talk, by the command that says it."""


def mention(visit: Visit, said: Said) -> None:
    """Tell whoever said an answer as talk how it is heard, if a decision in this room waits for it."""
    word = _word(said.body)
    member = visit.member_of(said.by)["id"]
    row = next(_waiting(visit, member, word), None) if word else None
    if row is None:
        return
    if isinstance(read_beside(said.body), Unnamed):
        besides.taken(visit, member, row, said.body, said.ref)
        return
    state = state_of(visit, row)
    args: dict[str, Arg] = {
        "word": Text(word), "says": word.partition(" ")[0], "number": row["number"],
        "alone": "yes" if state.settings.sealed else "no",
    }  # fmt: skip
    answer(visit, "answer-as-talk", args)


def _word(text: str) -> str:
    said = " ".join(text.replace("’", "'").split()).strip(' .!*_"“”')
    return next((word for word, like in _LIKE.items() if like.fullmatch(said)), "")


def _waiting(visit: Visit, member: str, word: str) -> Iterator[Record]:
    if word == "pass" and running(visit, visit.place()) is not None:
        return  # that is about the round
    for row in open_rounds(visit, visit.place()):
        if row["form"] == CONSENT.name and not row["session"] and _waits(visit, row, member, word):
            yield row


def _waits(visit: Visit, row: Record, member: str, word: str) -> bool:
    """Say whether a decision waits for such a word from this member."""
    state, by = state_of(visit, row), MemberId(member)
    if not CONSENT.awaits(state, by):
        return False
    if word.startswith("qualifies"):
        return asks(state, by) is not None
    if stepping.is_before(visit, row):
        return word == "object" or stepping.waits_for(visit, row, by)
    owned = state.owned(by)
    if word == "object":
        return owned is None or not owned.blocks
    return ballot_of(state, by) is None
