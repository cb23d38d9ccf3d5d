"""A note or an action written by mail, taken back: TAKE BACK in reply to what came back for it."""

from bridges.email import letters
from bridges.email.house import Arrival, MailHouse
from bridges.email.trust import Trust
from bridges.email.words import Asking, Bare, bare_word
from facilitator.hosting.record import lines, minutes
from facilitator.visit import Record, Visit


def taken_back(house: MailHouse, visit: Visit, arrival: Arrival) -> bool:
    """Let go of the author's own lines that this mail answers; return whether there were any.

    A mail to a round's or decision's own address is about what was said there, never about a note.
    """
    if arrival.author is None or arrival.trust is not Trust.PASS or arrival.token is not None:
        return False
    bare = bare_word(arrival.text, Asking.POST, visit.now.date(), [arrival.author["name"]])
    if bare is None or bare.word is not Bare.TAKE_BACK:
        return False
    mine = _lines(visit, arrival, arrival.author["id"])
    minutes.let_go(visit, mine)
    if mine:
        letters.let_answer(visit)
        letters.note(house, visit, arrival, "done")
    return bool(mine)


def _lines(visit: Visit, arrival: Arrival, author: str) -> list[Record]:
    """Return what stands of the nearest mail in the thread from which lines were taken."""
    for ref in (arrival.mail.in_reply_to, *arrival.mail.references):
        rows = lines.standing(visit, f"mail:{ref}"[:320]) if ref else []
        if mine := [row for row in rows if row["member"] == author]:
            return mine
    return []
