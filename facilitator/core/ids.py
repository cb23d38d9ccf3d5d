"""Opaque names of things. The shell makes them; nobody parses them.

Each is a prefix and a ULID (``rnd_01J…``): sortable by birth, pronounceable in a log, unique in
one database. A Matrix id or a mail address is a *handle* of a member and never enters the core.
"""

from typing import NewType

MemberId = NewType("MemberId", str)
"""A person, whatever handles they write from (``mem_…``)."""

CircleId = NewType("CircleId", str)
"""A group at a scale (``cir_…``)."""

PlaceId = NewType("PlaceId", str)
"""A room or a private chat: the unit of order (``plc_…``)."""

RoundId = NewType("RoundId", str)
"""One running instance of a format, a decision included (``rnd_…``)."""

WordsId = NewType("WordsId", str)
"""What one person said once, kept apart so that it can be taken back (``wrd_…``)."""
