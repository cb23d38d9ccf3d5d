"""What a person chose, by a button on a signed page or in reply to a mail that asked: one meaning.

A choice is a word: ``yes``, ``no``, ``add`` (yes, and this address is mine too), ``take-back``,
``leave``, ``off``, ``never``; a name may follow ``yes``.
"""

import re

from bridges.email import alone, answers, joining, posts
from bridges.email.addresses import Purpose
from bridges.email.house import Arrival, MailHouse
from bridges.email.lists import once_a_day
from bridges.email.mailing import LEAVE, NEVER, OFF, confirmation, mail_address, note
from facilitator.clock import micros, moment
from facilitator.hosting.circles import dyads, pairing
from facilitator.hosting.forgetting import forgetting
from facilitator.hosting.register import owners
from facilitator.intake import Pressed
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_YES = re.compile(
    r"(?:yes|yep|yeah|yup|y|ok|okay|sure|please|confirm(?:ed)?|agreed|gladly|of course|"
    r"i (?:do|will|would|confirm|agree)|with pleasure|it was me|that was me|"
    r"ja|gerne|oui|s[ií]|sim|da|tak|ano|igen|👍|✅)(?!\w)"
)
_ADD = re.compile(r"yes\b.{0,12}\badd\b|add\b")
_NO = re.compile(r"(?:no|nope|n|not|nein|non|n[aã]o|nie|ne|nem|don'?t|do not|never|👎)(?!\w)")
_ASKED = {"forget": forgetting.confirmed, dyads.KIND: dyads.decide, owners.KIND: owners.decide}
"""Questions to one person alone that only a plain *yes* or *no* answers."""

_UNDO = re.compile(r"(?:!?\s*take\s*-?\s*back|undo|stop)(?!\w)")


def choice_of(text: str) -> str | None:
    """Return the choice a reply makes by its first words, or None where it makes none.

    "Yes" must stand at the start and "no" nowhere before it: a reading is never a guess.
    """
    folded = " ".join(text.casefold().replace("’", "'").split()).strip(" *_>\"'.,!")
    if _UNDO.match(folded):
        return "take-back"
    if _NO.match(folded):
        return "no"
    if _ADD.match(folded):
        return "add"
    if folded == "leave":
        return "leave"
    return "yes" if _YES.match(folded) and not re.search(r"\b(?:but|not|n't)\b", folded) else None


def pressed(house: MailHouse, visit: Visit, pressed: Pressed) -> None:
    """Take a button: the page has proven the token, we look whether it still allows this."""
    token = visit.ledger.one(t.token, id=pressed.token)
    word, _, name = pressed.choice.partition(" ")
    if token is not None and moment(token["expires_at"]) >= visit.now:
        chosen(house, visit, token, word, name)


def confirm(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a reply to a mail that asked for a yes. What says neither yes nor no is asked again."""
    token = arrival.token
    if token is None or token["purpose"] != Purpose.CONFIRM:
        return
    if token["item"].startswith(f"{NEVER}:"):
        chosen(house, visit, token, NEVER)
        return
    asked_at = _asked_at(visit, token)
    if asked_at is None:
        return
    expired = moment(token["expires_at"]) < visit.now
    if not expired and alone.answered(house, visit, arrival, token):
        return
    choice = choice_of(arrival.text)
    if expired or choice is None or arrival.address not in asked_at:
        _ask_again(house, visit, arrival, token, asked_at[0], expired=expired)
    else:
        chosen(house, visit, token, choice, arrival.mail.from_name)


def _asked_at(visit: Visit, token: Record) -> list[str] | None:
    """Return the addresses a confirmation may come from, first the one that was asked."""
    if token["member"]:
        first = mail_address(visit, token["member"])
        rows = visit.ledger.all(t.handle, member=token["member"])
        own = [row["address"] for row in rows if row["medium"] == "mail" and row["verified_at"]]
        return [first, *own] if first else None
    held = visit.ledger.one(t.held, id=token["item"].partition(":")[2])
    return [held["about"]] if held and held["about"] else None


def _ask_again(
    house: MailHouse, visit: Visit, arrival: Arrival, token: Record, address: str, *,
    expired: bool,
) -> None:  # fmt: skip
    if not once_a_day(visit, arrival.circle, address, "again"):
        return
    until = moment(token["expires_at"])
    reply_to, links = confirmation(
        house, visit, arrival.circle, token["item"], token["member"], until
    )
    note(
        house, visit, arrival.circle, token["member"] or None, address, "confirm-again",
        {**links, "expired": "yes" if expired else "no"}, item=token["item"],
        reply_to=None if expired else reply_to, kind="asked",
    )  # fmt: skip


def chosen(house: MailHouse, visit: Visit, token: Record, choice: str, name: str = "") -> None:
    """Do what was chosen about the token's item. What is settled already stays as it is."""
    circle = visit.ledger.one(t.circle, id=token["circle"])
    if circle is None:
        return
    visit.ledger.change(t.token, token, used_at=micros(visit.now))
    kind, _, id_ = token["item"].partition(":")
    if kind == "return":
        joining.returned(house, visit, circle, token["member"], choice)
    elif kind in (LEAVE, OFF) or (choice == LEAVE and token["member"]):  # as every footer says
        if choice == LEAVE or (choice == "yes" and kind == LEAVE):
            joining.leave(house, visit, circle, token["member"])
        else:
            joining.rest(house, visit, circle, token["member"])
    elif f"{kind}:" == pairing.PAIRS:
        if (held := visit.ledger.one(t.held, id=id_)) and choice in ("yes", "no"):
            pairing.by_mail(visit, held, token["member"], choice == "yes")
    elif held := visit.ledger.one(t.held, id=id_):
        _about_held(house, visit, held, kind, choice, name)


def _about_held(
    house: MailHouse, visit: Visit, held: Record, kind: str, choice: str, name: str
) -> None:
    if kind == NEVER:
        joining.never(house, visit, held)
    elif kind == "invite":
        joining.invited(house, visit, held, choice, name)
    elif kind == "link":
        joining.linked(house, visit, held, choice)
    elif kind == "undo":
        if choice == "take-back":
            posts.undone(house, visit, held)
    elif held["kind"] in _ASKED:
        if choice in ("yes", "no"):
            _ASKED[held["kind"]](visit, held, choice == "yes")
    elif held["kind"] == "answer":
        answers.confirmed(house, visit, held["id"], choice)
    else:
        posts.released(house, visit, held, choice)
