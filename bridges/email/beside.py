"""A letter with two questions: which of an answer's words are for which, and what its receipt says."""

from collections.abc import Iterator

from bridges.email import letters, seconds
from bridges.email.arrival import pieces, today
from bridges.email.house import Arrival, MailHouse
from bridges.email.parents import letters_of
from bridges.email.speaking import RoomVisit, source_of
from bridges.email.words import Asking, Bare, bare_word, matter
from facilitator.core.notices import Notice, To
from facilitator.core.refusals import Refusal
from facilitator.hosting.forms import FORMS
from facilitator.hosting.practices import beside, points
from facilitator.hosting.rounds import occasion_of, state_of
from facilitator.store import tables as t
from facilitator.visit import Record

Turn = tuple[Record, str]
"""A round, and the words that are for it."""


def turns(
    house: MailHouse, visit: RoomVisit, arrival: Arrival, member: Record, row: Record
) -> list[Turn]:
    """Return what of a mail is still to be taken, and by which round; what waits is kept already.

    Raises ``Refusal`` for points whose vote is over.
    """
    whole = [(row, arrival.text)]
    two = beside.second(visit, row, member["id"])
    if two is None and points.is_late(visit, row, beside.for_second(arrival.text)):
        raise Refusal("points-too-late")  # what was to be unseen becomes nobody's words
    if two is None or _is_echo(visit, row):
        return whole
    bare = bare_word(
        arrival.text, Asking.TURN, today(visit, member, arrival.circle), [member["name"]]
    )
    if bare is not None and not bare.rest and row["open"] and row != two.held:
        return list(_of_word(visit, arrival, member, row, two, bare.word))
    text = _by_quotes(house, visit, arrival, row, two) or arrival.text
    text = matter(text, [member["name"]])
    said = beside.sort(visit, two, row, member["id"], text)
    if said.unsure:
        letters.ask(house, visit, arrival, "which-question", row["title"])
        return []
    if said.second is None:
        if not beside.is_answered(visit, two, member["id"]):
            seconds.remember(visit, beside.receipt(visit, two, seconds.OPEN))
        return whole if said.first in (None, text) else [(row, said.first)]  # "A: " is not read out
    first = [(row, said.first)] if said.first else []
    return [*first, *_second(visit, arrival, member, row, two, said.second)]


def _by_quotes(
    house: MailHouse, visit: RoomVisit, arrival: Arrival, row: Record, two: beside.Second
) -> str | None:
    """Return words that stand below the quoted questions with the letters of those questions.

    None where somebody has written the letters, or nothing stands below B.
    """
    if beside.has_letters(arrival.text):
        return None
    asked = {"A": letters_of(row["title"]), "B": letters_of(beside.asked_in_words(visit, two))}
    said: list[str] = []
    for above, words in pieces(house, visit, arrival):
        label = next((one for one, quote in asked.items() if above and above in quote), None)
        said.append(f"{label}:\n{words}" if label else words)
    return "\n".join(said) if any(one.startswith("B:") for one in said) else None


def _is_echo(visit: RoomVisit, row: Record) -> bool:
    """Say whether a round is at its echo: what is written then answers what the others said."""
    return row["open"] and getattr(state_of(visit, row), "phase", None) == "echo"


def _of_word(
    visit: RoomVisit, arrival: Arrival, member: Record, row: Record, two: beside.Second, word: Bare
) -> Iterator[Turn]:
    """PASS and TAKE BACK alone are for both questions; the other words are about their common time."""
    state, waits = state_of(visit, row), False
    if word is Bare.PASS:
        waits = two.held is None and not beside.is_answered(visit, two, member["id"])
        if waits:
            _keep(visit, arrival, member, two, "pass")
    elif word is Bare.TAKE_BACK and beside.take_back(visit, two, member["id"]):
        waits = True
        seconds.remember(visit, beside.receipt(visit, two, "taken_back"))
    seat = state.seat(member["id"])
    said = any(getattr(seat, of, ()) for of in ("words", "letter"))
    open_ = FORMS[row["form"]].awaits(state, member["id"])
    if not waits or (open_ if word is Bare.PASS else said):
        yield row, arrival.text


def _second(
    visit: RoomVisit, arrival: Arrival, member: Record, row: Record, two: beside.Second, text: str
) -> list[Turn]:
    """Take what is for the second question: its round does, if it is held by now."""
    if two.held is not None:
        return [(two.held, text)]
    day = today(visit, member, arrival.circle)
    bare = bare_word(text, Asking.TURN, day, [member["name"]])
    if bare is not None and bare.word is Bare.TAKE_BACK:
        code = "taken_back" if beside.take_back(visit, two, member["id"]) else "nothing"
        seconds.remember(visit, beside.receipt(visit, two, code))
        return []
    if bare is not None and bare.word is not Bare.PASS:
        return [(row, text)]  # more time for one is more time for both
    _keep(visit, arrival, member, two, text)
    return []


def _keep(
    visit: RoomVisit, arrival: Arrival, member: Record, two: beside.Second, text: str
) -> None:
    source = f"{source_of(visit, arrival)}/B"
    if visit.ledger.one(t.words, source=source) is not None:
        return  # the same mail came to two addresses
    try:
        seconds.remember(visit, beside.keep(visit, two, member["id"], source, text))
    except Refusal as no:
        seconds.remember(visit, beside.receipt(visit, two, "unread"), no)


def receipt(house: MailHouse, visit: RoomVisit, member: Record, row: Record) -> None:
    """Tell what was kept for the second question, where no other receipt has said so."""
    args = seconds.untold(visit)
    if args is not None and args["code"] != seconds.OPEN:
        occasion = occasion_of(visit, row)
        letters.write(
            house, visit, Notice("second_received", To(member["id"]), args), occasion, member["id"]
        )
