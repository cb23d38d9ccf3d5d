"""A format sent by mail: as a file, or as the whole text below the word FORMAT."""

import re
from dataclasses import replace

from bridges.email.house import Arrival
from facilitator.hosting.members.rights import is_host
from facilitator.visit import Visit

_BELOW = re.compile(r"\s*FORMAT[ \t]*:?[ \t]*\n(?=.*^format:)", re.DOTALL | re.MULTILINE)
"""The first line of a mail that is a format. Only in capitals: ``format: 1`` begins the format."""


def as_command(visit: Visit, arrival: Arrival) -> Arrival:
    """Return a mail that brings a format as the command that it means; any other as it is.

    Whatever else holds for commands by mail holds for it: it waits until it is proven.
    """
    found = _BELOW.match(arrival.text)
    if found is not None:
        return _bringing(arrival, arrival.text[found.end() :])
    file = next((one.text for one in arrival.mail.attachments if one.text), None)
    author = arrival.author
    if file is None or author is None or arrival.text.lstrip().startswith("!"):
        return arrival
    return _bringing(arrival, file) if is_host(visit, arrival.circle, author["id"]) else arrival


def _bringing(arrival: Arrival, text: str) -> Arrival:
    return replace(arrival, text=f"!format add\n{text}")
