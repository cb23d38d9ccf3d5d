"""Answers that may not be from whom they say: kept, and asked about, until the member says so."""

import json
from typing import Any

from bridges.email import letters
from bridges.email.headers import Headers
from bridges.email.house import Arrival, MailHouse
from bridges.email.parsing import Mail
from bridges.email.trust import Trust
from facilitator.clock import micros
from facilitator.core.notices import Arg, Text
from facilitator.intake import Mailed
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

MOST_CONFIRMATIONS = 3
"""Confirmations that one member is asked for in a day: more would be somebody else's mischief."""


def hold(
    house: MailHouse, visit: Visit, arrival: Arrival, member: Record, row: Record | None
) -> None:
    """Keep an uncertain answer or command, and ask the member whose it would be."""
    about = row["title"] if row else arrival.circle["name"]
    kept = {
        "round": row["id"] if row else None,
        "ref": arrival.ref,
        "text": arrival.text,
        "subject": arrival.mail.subject,
        "references": list(arrival.mail.references),
        "parent": arrival.parent["message_id"] if arrival.parent else None,
        "recipient": arrival.mailed.recipient,
        "address": arrival.address,
        "heard_at": micros(visit.intake.heard_at),
    }
    earlier = visit.ledger.all(t.held, kind="answer", member=member["id"])
    if any(json.loads(h["body"]).get("ref") == arrival.ref for h in earlier if arrival.ref):
        return
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind="answer", circle=arrival.circle["id"], member=member["id"],
        body=json.dumps(kept), made_at=micros(visit.now),
    )  # fmt: skip
    day_ago = micros(visit.now - letters.DAY)
    if len([h for h in earlier if h["made_at"] > day_ago]) >= MOST_CONFIRMATIONS:
        return  # kept for the hosts; nobody's mailbox is flooded in their own name
    elsewhere = arrival.author is None and bool(arrival.address)
    args: dict[str, Arg] = {
        "why": "elsewhere" if elsewhere else "unproven",
        "from": Text(_shortened(arrival.address) if elsewhere else ""),
        "about": Text(about),
        "words": Text(arrival.text or "…"),
    }
    letters.confirm(house, visit, arrival.circle, member["id"], held["id"], args)


def _shortened(address: str) -> str:
    """Return an address so that only who knows it recognises it."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def rebuilt(
    house: MailHouse,
    visit: Visit,
    kept: dict[str, Any],
    circle: Record,
    member: Record,
    row: Record | None,
) -> Arrival:
    """Return a held mail as it stood, now proven by its author's own word."""
    from bridges.email.house import Arrival

    addressed = house.lists.parse(kept["recipient"])
    if addressed is None:
        raise LookupError("what was held had come to an address of ours")
    mail = Mail(
        message_id=kept["ref"] or None, from_address=kept["address"], from_name="", authors=(),
        sender=None, reply_to=(), to=(), cc=(), subject=kept["subject"], in_reply_to=None,
        references=tuple(kept["references"]), date="", text=kept["text"], text_is_flowed=False,
        html_only=False, attachments=(), headers=Headers([]), content_types=("text/plain",),
    )  # fmt: skip
    parent = visit.ledger.one(t.sent_mail, message_id=kept["parent"]) if kept["parent"] else None
    token = {"item": letters.round_item(row), "member": member["id"]} if row else None
    return Arrival(
        mailed=Mailed(b"", "", kept["recipient"], False), mail=mail, addressed=addressed,
        circle=circle, address=kept["address"], author=member, trust=Trust.PASS, token=token,
        parent=parent, text=kept["text"],
    )  # fmt: skip
