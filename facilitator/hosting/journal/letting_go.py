"""Words taken back and people forgotten, in the log: nobody can guess at them, and the chain holds."""

from facilitator.acts import Enclose, Remove
from facilitator.hosting.forms import FORMS
from facilitator.hosting.journal import chaining
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def of_round(visit: Visit, row: Record | None) -> None:
    """Let go of the salts of what is gone from a decision, and of the files that show it."""
    if row is None or FORMS[row["form"]].log is None:
        return
    chaining.let_go(visit.ledger, row)
    withdraw(visit, row["circle"])


def of_member(visit: Visit, member: str) -> None:
    """Do so in every circle that somebody was in."""
    for here in visit.ledger.all(t.membership, member=member):
        for row in visit.ledger.all(t.round_, circle=here["circle"]):
            of_round(visit, row)


def files_of(circle: str) -> str:
    """Return how files with decisions of a circle are told from others."""
    return f"export:{circle}"


def withdraw(visit: Visit, circle: str) -> None:
    """Remove every file with decisions of a circle from private chats: who wants it asks anew."""
    refers, reason = files_of(circle), visit.house.wording.line("export-removed")
    posted = [one.target for one in visit.ledger.posted if one.refers == refers]
    rows = visit.ledger.all(t.outbox, refers=refers)
    gone = {*posted, *(row["target"] for row in rows if row["act"] == Remove.__name__)}
    for row in rows:
        if row["act"] == Enclose.__name__ and row["id"] not in gone:
            visit.post(Remove(reason), row["place"], target=row["id"], refers=refers)
