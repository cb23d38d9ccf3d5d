"""The turn to host, answered by mail: ``DECLINE``, or ``SWAP`` and a name."""

import re
from dataclasses import replace

from bridges.email import answers, letters
from bridges.email.house import Arrival, MailHouse
from bridges.email.words import matter
from facilitator.core.refusals import Refusal
from facilitator.visit import Visit

_DECLINE = re.compile(r"!?(?:host\s+)?decline[.!]?", re.IGNORECASE)
_SWAP = re.compile(r"!?(?:host\s+)?swap\s+(?:with\s+)?(?P<name>[^\n]{1,100}?)[.!]?", re.IGNORECASE)


def answered(house: MailHouse, visit: Visit, arrival: Arrival) -> bool:
    """Say whether a mail answers the question who hosts, and take it. Raises ``Refusal``."""
    source = arrival.token or arrival.parent
    if source is None or not source["item"].startswith(f"{letters.HOSTING}:"):
        return False
    names = [arrival.author["name"]] if arrival.author else []
    said = _line(matter(arrival.text, names))
    answers.command(house, visit, replace(arrival, text=said))
    return True


def _line(text: str) -> str:
    """Return the answer as the command it stands for: only the first line counts, and only whole."""
    first = text.strip().partition("\n")[0].strip(" \t*_“”\"'")
    if _DECLINE.fullmatch(first):
        return "!host decline"
    if swap := _SWAP.fullmatch(first):
        return f"!host swap {swap['name'].lstrip('@')}"
    raise Refusal("host-by-mail")
