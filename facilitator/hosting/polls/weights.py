"""``weights=``: whose answer weighs how much, where a host says so, and everybody is told."""

import re
from collections.abc import Mapping

from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.people import one_member
from facilitator.hosting.members.rights import is_host
from facilitator.intake import Said
from facilitator.visit import Record, Visit

UNIT = 1000
"""What one vote is in a weighted poll: weights have three decimals at most, and none is rounded."""

_NUMBER = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?")


def weights_said(visit: Visit, said: Said, circle: Record, line: Line) -> Mapping[str, int]:
    """Return what the answers of some members weigh, in thousandths; none where nothing was said.

    Raises ``Refusal``: hosts alone give weights, everybody has one, and somebody has to have a vote.
    """
    typed = line.options.get("weights")
    if typed is None:
        return {}
    if not is_host(visit, circle, visit.member_of(said.by)["id"]):
        raise Refusal("poll-weights-host")
    found: dict[str, int] = {}
    for piece in filter(None, typed.split(",")):
        name, _, number = piece.rpartition(":")
        weight = _weight(piece, name, number)
        meant = one_member(visit, of_name(said, name), name.replace("_", " "), circle)
        if meant["id"] in found:
            raise Refusal("poll-weights-twice", {"name": Text(meant["name"])})
        found[meant["id"]] = weight
    if not found:
        raise Refusal("poll-weights-unread", {"typed": Text(typed)})
    return found


def _weight(piece: str, name: str, number: str) -> int:
    read = _NUMBER.fullmatch(number)
    if read is None or not name:
        raise Refusal("poll-weights-unread", {"typed": Text(piece)})
    return int(read[1]) * UNIT + int((read[2] or "").ljust(3, "0"))


def of_name(said: Said, name: str) -> Said:
    """One name of those that were typed; whoever is mentioned beside it is not meant."""
    return Said(said.ref, said.by, name, said.html)
