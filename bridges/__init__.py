"""The bridges: one line each, by the name of their section in the settings.

A bridge's factory gets what every bridge may use and returns an object that fulfils ``Bridge``, or
None where its section is missing. Nothing of a bridge is imported before it is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from aiohttp.web import AbstractRouteDef

from facilitator.clock import Clock
from facilitator.medium import Medium
from facilitator.settings import Settings
from facilitator.store import Store
from facilitator.visit import Ear
from facilitator.wording import Wording


class Bridge(Protocol):
    """One way out of the rooms: an ear, a medium, and what the house asks of it."""

    @property
    def house(self) -> Any:
        """What the house asks (``House.mail``)."""

    @property
    def medium(self) -> Medium:
        """What brings its acts."""

    @property
    def ear(self) -> Ear:
        """What reads its rows of the inbox."""

    async def start(self, routes: Iterable[AbstractRouteDef] = ()) -> None:
        """Open its doors, with ``routes`` beside its own pages. Raises ``OSError`` when a port is taken."""

    async def run(self) -> None:
        """Do what has to be done all the time, until cancelled."""

    async def stop_listening(self) -> None:
        """Take nothing new."""

    async def stop(self) -> None:
        """Let go of everything, after the last delivery."""


Ring = Callable[[], None]
Factory = Callable[[Settings, Store, Clock, Wording, Ring], Bridge | None]


def _mail(
    settings: Settings, store: Store, clock: Clock, wording: Wording, ring: Ring
) -> Bridge | None:
    if settings.mail is None:
        return None
    from bridges.email.assembly import MailBridge

    return MailBridge(settings, settings.mail, store, clock, wording, ring)


BRIDGES: Mapping[str, Factory] = {"mail": _mail}
