"""The emoji under what asks, so that an answer is one tap, in every step anew.

A homeserver takes the same reaction from one person under one message only once. A card stays for
all steps of a practice, and for all versions of a proposal: whoever tapped there in the second step
cannot tap there in the fifth. So each message that asks carries its own, and counts them as the card
does. The Facilitator's own taps do not count.
"""

from typing import Any

from facilitator.acts import React
from facilitator.core.notices import Notice, Room
from facilitator.hosting.forms import CONSENT, Form
from facilitator.hosting.voice import is_whole
from facilitator.store.ledger import Row
from facilitator.visit import Record, Visit

EVERYWHERE = dict.fromkeys(("roll_call", "part_offered", "apart_host_offered"), ("👋",))
"""Notices that ask for a tap themselves, whatever card there is."""

IN_STEPS = {"turn_opened": ("✅", "⏭️")}
"""Notices that ask somebody in a step of a practice, where the card has been tapped before."""

OPENING = frozenset({"round_announced", "discussion_opened", "table_opened", "proposal_opened"})
"""What opens a step: it carries what a card of its own would."""

EXAMINED, FINDINGS = "examination_asked", ("⚖️", "🍃", "⏭️")
"""Whether an objection qualifies: asked of all in the room, unless answers are sealed."""

EVERY_STEP = frozenset({"reactions_opened", "proposal_opened"})
"""What asks anew in a decision that has heard questions first: its card has been tapped before."""

AGAIN = "proposal_amended"
"""A new version asks anew, and "same again" is an answer to it."""


def put(
    visit: Visit, row: Record, form: Form, state: Any, notice: Notice, said: Row | None
) -> None:
    """Put the taps under a message that asks the room something."""
    if said is None or not isinstance(notice.to, Room):
        return
    if notice.kind == EXAMINED and not (notice.asks and form.seeds(state)):
        return
    for emoji in _of(visit, row, form, state, notice.kind):
        visit.post(React(emoji), row["place"], target=said.id)


def _of(visit: Visit, row: Record, form: Form, state: Any, kind: str) -> tuple[str, ...]:
    if kind in EVERYWHERE:
        return EVERYWHERE[kind]
    if kind == EXAMINED:
        return FINDINGS
    if kind == AGAIN:
        return (*seeds, "🔁") if (seeds := form.seeds(state)) else ()
    if kind in EVERY_STEP and form.name == CONSENT.name and state.settings.full:
        return form.seeds(state)
    if is_whole(visit, row):
        return ()
    return form.seeds(state) if kind in OPENING else IN_STEPS.get(kind, ())
