"""Time zones of people and circles: told by city, by name, or by an abbreviation that is certain."""

import json
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from facilitator.clock import micros
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.voice import answer
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

BY_HOST = "zone_by_host"
"""The circle's setting that says that a host chose its zone; else it is the service's."""

ABBREVIATIONS = {
    "utc": ("UTC",), "wet": ("Europe/Lisbon",), "west": ("Europe/Lisbon",),
    "cet": ("Europe/Brussels",), "cest": ("Europe/Brussels",), "eet": ("Europe/Athens",),
    "eest": ("Europe/Athens",), "msk": ("Europe/Moscow",), "sast": ("Africa/Johannesburg",),
    "jst": ("Asia/Tokyo",), "kst": ("Asia/Seoul",), "nzst": ("Pacific/Auckland",),
    "nzdt": ("Pacific/Auckland",), "edt": ("America/New_York",), "cdt": ("America/Chicago",),
    "mdt": ("America/Denver",), "pdt": ("America/Los_Angeles",), "aedt": ("Australia/Sydney",),
    "acdt": ("Australia/Adelaide",), "awst": ("Australia/Perth",), "hst": ("Pacific/Honolulu",),
    "gmt": ("Europe/London", "Africa/Accra", "UTC"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "est": ("America/New_York", "America/Panama"), "et": ("America/New_York",),
    "cst": ("America/Chicago", "America/Costa_Rica", "Asia/Shanghai"), "ct": ("America/Chicago",),
    "mst": ("America/Denver", "America/Phoenix"), "mt": ("America/Denver",),
    "pst": ("America/Los_Angeles", "Asia/Manila"), "pt": ("America/Los_Angeles",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"), "acst": ("Australia/Adelaide",
    "Australia/Darwin"),
}  # fmt: skip
"""What abbreviations mean, by the city the tz database names for each (its file ``backward``); of
several meanings people are asked which."""


def zone(visit: Visit, said: Said, line: Line) -> None:
    """``!zone Lisbon``: one's own zone in private and by mail, the circle's (hosts) in a room."""
    if not line.rest.strip():
        raise Refusal("zone-missing")
    name = read_zone(line.rest)
    by, circle = visit.member_of(said.by), visit.circle()
    if circle is None:
        visit.ledger.change(t.member, by, zone=name)
    else:
        if not is_host(visit, circle, by["id"]):
            raise Refusal("zone-of-circle")
        settings = {**json.loads(circle["settings"]), BY_HOST: True}
        visit.ledger.change(t.circle, circle, zone=name, settings=json.dumps(settings))
        visit.ledger.change(t.member, by, zone_asked_at=micros(visit.now))  # they know it
    answer(visit, "zone-set", {"zone": Text(name), "whose": "circle" if circle else "own"})


def read_zone(typed: str) -> str:
    """Return the IANA name of the zone that is meant. Raises ``Refusal``: unknown, or several."""
    wanted = _folded(typed)
    found = ABBREVIATIONS.get(wanted) or _names().get(wanted) or _cities().get(wanted, ())
    if len(found) == 1:
        return found[0]
    if found:
        zones = Text(", ".join(found))
        raise Refusal("zone-which", {"typed": Text(typed), "zones": zones, "first": Text(found[0])})
    near = get_close_matches(wanted, [*_cities(), *_names()], n=1, cutoff=0.75)
    if wanted and near:
        meant = (_cities().get(near[0]) or _names()[near[0]])[0]
        raise Refusal("zone-near", {"typed": Text(typed), "meant": Text(meant)})
    raise Refusal("zone-unknown", {"typed": Text(typed)})


def is_by_host(circle: Record) -> bool:
    """Say whether a host chose the circle's zone."""
    return BY_HOST in circle["settings"]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split()).strip(" .!")


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {_folded(name): (name,) for name in available_timezones()}


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """The zones by their city; names that mean the same zone are one."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(n for n in available_timezones() if "/" in n and not n.startswith("Etc/")):
        city = _folded(name.rpartition("/")[2])
        known = found.get(city, ())
        same = [other for other in known if _clocks(other) == _clocks(name)]
        found[city] = known if same else (*known, name)
    return found


def _clocks(name: str) -> list[timedelta | None]:
    """What a zone's clocks show through a year, week by week."""
    first, zone_ = datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo(name)
    weeks = (first + timedelta(weeks=n) for n in range(53))
    return [week.astimezone(zone_).utcoffset() for week in weeks]
