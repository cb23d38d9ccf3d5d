"""``facilitator export``: a circle's closed decisions as a file, for those who look after the service."""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from facilitator.hosting.journal import exporting
from facilitator.hosting.register.taking_away import written
from facilitator.operating import verifying
from facilitator.operating.outbox import Unknown
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from facilitator.wording import Wording


def exported(
    connection: Connection, called: str, kind: str, wording: Wording, now: datetime
) -> tuple[str, str]:
    """Return the text of the file, and how many decisions and polls it holds, in words; nothing in the
    books changes.

    ``called`` is the circle's name, or how it is written in addresses. Raises ``Unknown`` where no
    circle, or more than one, is called so.
    """
    ledger = Ledger(connection, now)
    found = ledger.all(t.circle, slug=called.casefold()) or ledger.all(t.circle, name=called)
    if len(found) != 1:
        many = (
            f"{len(found)} circles are called {called}"
            if found
            else f"no circle is called {called}"
        )
        raise Unknown(f"There is nothing to export: {many}.")
    rows, polls = exporting.registered(ledger, found[0]), exporting.polled(ledger, found[0])
    document = exporting.file_of(ledger, found[0], [*rows, *polls])
    told = verifying.many(len(rows) + len(polls), len(polls))
    return written(document, kind, wording), told


def keep(text: str, file: Path) -> None:
    """Write a file that only its owner can read: it holds people's words. Raises ``OSError``."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        out.write(text)
