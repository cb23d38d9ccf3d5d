"""Where rehearsals are played for those who only have mail: beside the desk, so that nobody waits.

A play of many meetings takes a second or two. The desk hands it over as an act of its own (``Play``)
and hears what came of it as an intake of its own (``Played``). Its books are in memory, empty at the
beginning, and gone at the end.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import create_engine

from facilitator.acts import Play
from facilitator.clock import moment
from facilitator.hosting.rehearsals import play
from facilitator.intake import Played
from facilitator.medium import Delivered, Outcome, Parcel
from facilitator.store import tables as t
from facilitator.store.codecs import Recent
from facilitator.store.ledger import Ledger
from facilitator.visit import House, Visit


class Playhouse:
    """The medium that brings rehearsals to be played, in the words and the zone of ``house``."""

    name = "playhouse"

    def __init__(self, house: House, receive: Callable[[Visit], None]) -> None:
        self._house = house
        self._receive = receive

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Play it through, in a thread of its own."""
        if not isinstance(parcel.act, Play):
            raise TypeError("this is not for this medium")
        return Delivered(told=await asyncio.to_thread(self._play, parcel.act))

    def _play(self, act: Play) -> Played:
        house = replace(self._house, mail=None, states=Recent())
        engine = create_engine("sqlite://")
        try:
            with engine.connect() as connection:
                t.metadata.create_all(connection)
                return play(act, Ledger(connection, moment(act.at)), house, self._receive)
        finally:
            engine.dispose()
