"""Where a circle decides, and how much one person asks of it at once: a kind word, never a "no"."""

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.bearing import Why
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import answer_alone
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def decides_here(circle: Record, place: Record) -> bool:
    """Say whether decisions are held in a room; a network has no room but its hosts'."""
    network = circle["scale"] == Scale.NETWORK and place["part"] == "hosts"
    return network or place["part"] in ROUND_PARTS


def need_decider(circle: Record) -> None:
    """Refuse kindly where nothing is decided: in a crowd nobody knows who is there."""
    if circle["scale"] == Scale.CROWD:
        raise Refusal("crowd-decides-nothing")


def need_room(circle: Record, place: Record) -> None:
    """Refuse kindly to propose in a room that is kept calm, and in a crowd."""
    need_decider(circle)
    if not decides_here(circle, place):
        raise Refusal("rounds-elsewhere", {"part": Text(place["part"])})


def suggest_calm(visit: Visit, circle: Record, by: str) -> None:
    """Tell whoever has more open proposals than is usual here, alone, which they are."""
    mine = [row for row in _open(visit, circle) if _is_of(state_of(visit, row), by)]
    if len(mine) <= visit.house.open_proposals:
        return
    lines = (f"{row['number']}. {titled(state_of(visit, row).text)}" for row in mine)
    args: dict[str, Arg] = {"count": len(mine), "lines": Text("\n".join(lines))}
    answer_alone(visit, by, "proposals-many", args)


def _open(visit: Visit, circle: Record) -> list[Record]:
    rows = visit.ledger.all(t.round_, circle=circle["id"], form=CONSENT.name, open=True)
    return sorted((row for row in rows if row["number"]), key=lambda row: row["number"])


def _is_of(state: core.Decision, member: str) -> bool:
    """Say whether somebody has brought a proposal; what comes back by itself is nobody's wish."""
    bearing = state.settings.bearing
    asked = bearing is None or bearing.why is Why.MEMBER
    return asked and state.proposer == MemberId(member) and state.settings.within is None
