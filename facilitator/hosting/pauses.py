"""The clocks of a whole circle stand still: it rests, or its mail is switched off.

Which rounds stood still for it is kept in the circle's settings, so that only those go on again.
"""

import contextlib
import json
from collections.abc import Iterable

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.stillness import MAIL_OFF as MAIL_OFF
from facilitator.hosting.stillness import RESTING as RESTING
from facilitator.hosting.stillness import is_still as is_still
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def hold_up(
    visit: Visit, circle: Record, why: str, by: MemberId, rows: Iterable[Record], *, tells: bool
) -> list[Record]:
    """Let rounds stand still, beside those that do already; return those that were running."""
    known = json.loads(circle["settings"]).get(why, [])
    _keep(visit, circle, why, known)  # who looks at a round while it is paused knows why
    paused = [row for row in rows if _steer(visit, row, by, on=False, tells=tells)]
    _keep(visit, circle, why, [*known, *(row["id"] for row in paused)])
    return paused


def release(visit: Visit, circle: Record, why: str) -> list[Record]:
    """Forget why they stood still; return the rounds that can go on, and are still open."""
    known = json.loads(circle["settings"]).get(why, [])
    _keep(visit, circle, why, None)
    rows = (visit.ledger.one(t.round_, id=one) for one in known)
    return [row for row in rows if row is not None and row["open"]]


def go_on(visit: Visit, row: Record, by: MemberId) -> None:
    """Let one round go on, with all its time."""
    _steer(visit, row, by, on=True, tells=True)


def starter_of(visit: Visit, circle: Record, row: Record) -> MemberId:
    """Return in whose name a round that has only just begun stands still."""
    state = state_of(visit, row)
    named = (getattr(state, name, None) for name in ("proposer", "asker", "chair"))
    return MemberId(next((one for one in named if one), circle["founder"]))


def _steer(visit: Visit, row: Record, by: MemberId, *, on: bool, tells: bool) -> bool:
    """Let a round's clocks go on or stand still; return whether that changed anything."""
    with contextlib.suppress(Refusal):  # it stands still already, or goes on already
        if row["form"] in BESIDE:
            said = consent.Resume(by) if on else consent.Pause(by)
            return bool(act(visit, row, said, tells=tells))
        steer = commands.Resume if on else commands.Pause
        return bool(act(visit, row, steer(by, host=True), tells=tells))
    return False


def _keep(visit: Visit, circle: Record, why: str, rows: list[str] | None) -> None:
    settings = json.loads(circle["settings"])
    settings.pop(why, None)
    if rows is not None:
        settings[why] = rows
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))
