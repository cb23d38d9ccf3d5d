"""Reads the intakes that the service writes to itself."""

from typing import Any

from facilitator.intake import (
    Checked,
    Erased,
    Fetched,
    Heard,
    Outage,
    Played,
    Pressed,
    RoomMade,
    Ticked,
    Undelivered,
)
from facilitator.store.codecs import read_fact

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (RoomMade, Ticked, Outage, Undelivered, Pressed, Fetched, Checked, Played, Erased)
}


def hear_inner(body: bytes) -> Heard | None:
    """Return what our own postman, ticker or page told the desk."""
    heard: Heard = read_fact(_KINDS, body.decode())
    return heard
