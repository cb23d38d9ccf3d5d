"""Words for oneself by mail: a practice turn, one's zone, one's pace, where things stand, help.

PRACTICE asks for a practice turn, and a reply to its letter tries the words.
"""

import re
from dataclasses import replace

from bridges.email.house import Arrival, MailHouse
from bridges.email.lists import known
from bridges.email.mailing import mail_address, note
from bridges.email.words import matter
from facilitator.core.notices import Arg, Text
from facilitator.hosting.helping import topic_of
from facilitator.hosting.newcomers.practice import spoken
from facilitator.visit import Visit

PRACTICE = "practice"
"""The item that letters of a practice turn are kept under."""


_SPELLED = re.compile(
    r"practice|zone\s+\S.{1,40}|slow\s+week|pace\s+(?:slow\s+week|slow|live)|status"
    r"|help\s+(?P<topic>!?[\w-]+)"
)


def spelled_out(arrival: Arrival) -> Arrival:
    """Return a mail that is nothing but PRACTICE, ZONE Lisbon, SLOW WEEK … as the command it is.

    Where it answers a question of ours it has to be in capitals, as our letters write it: "practice"
    can be somebody's word in a round.
    """
    names = [arrival.author["name"]] if arrival.author else []
    words = " ".join(matter(arrival.text, names).split()).strip(" .!*")
    asked = arrival.token is not None or arrival.parent is not None
    keyword = words.partition(" ")[0]
    spelled = _SPELLED.fullmatch(words.casefold())
    if spelled is None or (asked and not keyword.isupper()):
        return arrival
    if spelled["topic"] and topic_of(spelled["topic"]) is None:
        return arrival
    line = f"pace {words}" if keyword.casefold() == "slow" else words
    return replace(arrival, text=f"!{line.casefold()}")


def ask(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Write the practice question to a member who asked for it."""
    _write(house, visit, arrival, "practice-asked", {})


def taken(house: MailHouse, visit: Visit, arrival: Arrival) -> bool:
    """Say whether a mail answers a practice question, and answer it if it does. Nothing is kept."""
    parent = arrival.parent
    if parent is None or parent["item"] != PRACTICE or known(arrival) != parent["member"]:
        return False
    names = [arrival.author["name"]] if arrival.author else []
    text = matter(arrival.text, names).strip()
    args: dict[str, Arg] = {"word": spoken(text), "text": Text(text)}
    _write(house, visit, arrival, "practice-answered", args)
    return True


def _write(
    house: MailHouse, visit: Visit, arrival: Arrival, name: str, args: dict[str, Arg]
) -> None:
    member = known(arrival)
    address = mail_address(visit, member) if member else None
    if member and address:
        note(
            house, visit, arrival.circle, member, address, name, args,
            item=PRACTICE, in_reply_to=arrival.ref or None,
        )  # fmt: skip
