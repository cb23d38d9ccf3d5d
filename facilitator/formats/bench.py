"""Where formats that people send are looked at: beside the desk, so that nobody waits for it.

A big format takes half a second to play through. The desk hands it over as an act of its own
(``Check``) and hears what came of it as an intake of its own (``Checked``).
"""

import asyncio
from collections.abc import Callable

from facilitator.acts import Check
from facilitator.formats.checking import Mistakes, check_text
from facilitator.formats.library import Library
from facilitator.intake import Checked
from facilitator.medium import Delivered, Outcome, Parcel
from facilitator.store import codecs

SENT = "sent.yaml"
"""What a text is called while it is looked at; those who sent it never read this name."""


class Bench:
    """The medium that brings formats to be checked. ``library`` gives what they may use."""

    name = "bench"

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Look at one format, in a thread of its own; the same text always comes to the same."""
        if not isinstance(parcel.act, Check):
            raise TypeError("this is not for this medium")
        return Delivered(told=await asyncio.to_thread(look, parcel.act, self._library()))


def look(act: Check, library: Library) -> Checked:
    """Return what is to be said of a text: the format that it is, or all its mistakes."""
    try:
        whole = check_text(act.text, SENT, library.among(act.beside), is_file=False)
    except Mistakes as wrong:
        lines = tuple(line.removeprefix(f"{SENT}:") for line in wrong.lines)
        return Checked(act.slip, act.text, mistakes=lines)
    return Checked(act.slip, act.text, resolved=codecs.write(whole))
