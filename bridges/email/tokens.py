"""Tokens in the books: given out for one member, one item and one purpose, and proven again.

A row says what a token allows and until when; the MAC in the token only stops guessing. The same
member, item and purpose always have the same token, so that an old mail of a round can be answered
as well as the newest.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Any

from bridges.email.addresses import (
    ROW_BITS,
    Addressed,
    Purpose,
    check_token,
    make_token,
    row_of,
)
from bridges.email.house import MailHouse
from facilitator.clock import micros
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def give(
    house: MailHouse,
    visit: Visit,
    purpose: Purpose,
    circle: Record,
    item: str,
    member: str,
    until: datetime,
) -> str:
    """Return the token for these, good until ``until`` or longer."""
    row = _row(house, visit, purpose, circle, item, member)
    if row["expires_at"] < micros(until):
        visit.ledger.change(t.token, row, expires_at=micros(until))
    return make_token(house.key, purpose, circle["slug"], item, member, row["id"])


def address(
    house: MailHouse,
    visit: Visit,
    purpose: Purpose,
    circle: Record,
    item: str,
    member: str,
    until: datetime,
) -> str:
    """Return the address that carries the token for these: what stands in ``Reply-To``."""
    token = give(house, visit, purpose, circle, item, member, until)
    return house.lists.tokened(circle["slug"], purpose, token)


def proven(house: MailHouse, visit: Visit, addressed: Addressed, circle: Record) -> Record | None:
    """Return the row of a token that we gave out for this circle; it may have expired since."""
    number = row_of(addressed.token or "")
    row = visit.ledger.one(t.token, id=number) if number is not None else None
    if row is None or row["purpose"] != addressed.role or row["circle"] != circle["id"]:
        return None
    return row if is_real(house.key, addressed.token or "", row, circle["slug"]) else None


def is_real(key: bytes, token: str, row: Any, slug: str) -> bool:
    """Say whether ``token`` is the one we gave out for this row."""
    return check_token(key, token, Purpose(row["purpose"]), slug, row["item"], row["member"])


def _row(
    house: MailHouse, visit: Visit, purpose: Purpose, circle: Record, item: str, member: str
) -> Record:
    """Return the row for these, written down if it is new.

    Its number comes from what it binds, so that a mail written twice is the same mail twice.
    """
    bound = {"purpose": purpose.value, "circle": circle["id"], "item": item, "member": member}
    seed = "\0".join(["token row", *bound.values()]).encode()
    number = int.from_bytes(hmac.digest(house.key, seed, sha256)[:8], "big") % 2**ROW_BITS
    while row := visit.ledger.one(t.token, id=number):
        if all(row[name] == value for name, value in bound.items()):
            return row
        number = (number + 1) % 2**ROW_BITS
    return visit.ledger.add(t.token, id=number, expires_at=0, **bound)
