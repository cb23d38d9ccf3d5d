"""Postcard: the third medium. A small Matrix and a small post office, in memory.

Transcripts, contract tests and rehearsals of formats happen here: the desk, the postman and the
ears are the real ones, only the world around them is small.
"""

from facilitator.postcard.medium import Postcard
from facilitator.postcard.world import Mail, Refused, Room, World

__all__ = ["Mail", "Postcard", "Refused", "Room", "World"]
