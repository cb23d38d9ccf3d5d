"""The stage of a rehearsal: what is kept of it in its circle's settings, and who enters."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

from facilitator.acts import Depart, Say
from facilitator.core.notices import Arg, Assistant
from facilitator.hosting.members.people import memberships
from facilitator.hosting.practices.tables import RESTS
from facilitator.hosting.rounds import ROUND
from facilitator.hosting.voice import Occasion, room_reader, standing
from facilitator.store import tables as t
from facilitator.ticker import CARD
from facilitator.visit import Record, Visit

PART = "rehearsal"
"""The part of a place that is the room of a rehearsal."""

BEAT = "rehearsal:"
"""How its alarm is named: at each beat one thing happens."""

PACE = timedelta(seconds=3)
"""Between two beats: as fast as one can read along."""

_KEY = "rehearsal"
_OPTION = "rehearse"


@dataclass(frozen=True, slots=True)
class Stage:
    """What a rehearsal remembers. ``ahead`` are the seconds by which its time was put forward.

    ``scenes`` are still to be played, each its title and the command it begins with, as JSON;
    ``meetings`` is how many there are in all, ``between`` the seconds from one to the next, and
    ``last`` the title of the one that was begun last. ``idle`` counts the beats since somebody did
    something, ``waited`` those since a meeting ended, ``beats`` those of this one. ``shown`` are the
    letters that the host has seen one of, ``spoken`` how often each played member spoke in which
    round. ``unseen``: nobody watches; it is written down for a host who only has mail, and their
    part is played as well.
    """

    scenes: list[list[str]]
    title: str
    meetings: int = 1
    between: float = 0.0
    last: str = ""
    unseen: bool = False
    ahead: float = 0.0
    idle: int = 0
    waited: int = 0
    beats: int = 0
    over: bool = False
    shown: list[str] = field(default_factory=list)
    spoken: dict[str, int] = field(default_factory=dict)


def is_stage(place: Record) -> bool:
    """Say whether a place is the room of a rehearsal."""
    return bool(place["part"] == PART)


def wanted(rest: str) -> tuple[str, bool]:
    """Return the words behind a format's name without ``rehearse=yes``, and whether that was there."""
    words = rest.split(" ")
    kept = [word for word in words if word.casefold() not in (f"{_OPTION}=yes", f"{_OPTION}=y")]
    return " ".join(kept), len(kept) < len(words)


def read(circle: Record) -> Stage:
    """Return what a rehearsal remembers."""
    return Stage(**json.loads(circle["settings"])[_KEY])


def write(visit: Visit, circle: Record, stage: Stage) -> None:
    """Keep what a rehearsal remembers."""
    settings = {**json.loads(circle["settings"] or "{}"), _KEY: asdict(stage)}
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))


def came(visit: Visit, circle: Record, place: Record, member: Record) -> None:
    """The host is in the room: say what this is, and begin at the next beat."""
    stage = read(circle)
    if stage.last or member["id"] not in hosts(visit, circle) or stage.beats:
        return
    played = cast(visit, circle)
    by_mail = [one for one in played if one["mail"]]
    say(visit, circle, place, "rehearsal-welcome",
        {"played": len(played), "letters": len(by_mail), "meetings": stage.meetings})  # fmt: skip
    write(visit, circle, replace(stage, beats=1))
    wake(visit, circle, place)


def left(visit: Visit, circle: Record, place: Record) -> None:
    """The host went away: nobody is left to play for."""
    strike(visit, circle, place)


def strike(visit: Visit, circle: Record, place: Record) -> None:
    """Everybody leaves, the tables too, and what was said is let go."""
    visit.ledger.wake(f"{BEAT}{circle['id']}", place["id"], None)
    rooms = {place["id"]: place}
    for row in visit.ledger.all(t.round_, circle=circle["id"]):
        visit.ledger.change(t.round_, row, open=False)
        for alarm in (ROUND, CARD):
            visit.ledger.wake(f"{alarm}{row['id']}", place["id"], None)
        for words in visit.ledger.all(t.words, round=row["id"]):
            visit.ledger.change(t.words, words, text="", html=None)
        if table := visit.ledger.one(t.place, id=row["place"]):
            rooms.setdefault(table["id"], table)
    for member in memberships(visit, circle):
        visit.ledger.remove(t.membership, member)
    for room in rooms.values():
        _leave(visit, room)


def _leave(visit: Visit, place: Record) -> None:
    """All of ours go out of a room, the Facilitator last."""
    visit.ledger.wake(f"{RESTS}{place['id']}", "", None)
    ghosts = [name for name in place["assistants"].split() if name != Assistant.FACILITATOR]
    if not place["gone"]:
        for localpart in [*ghosts, Assistant.FACILITATOR]:
            visit.post(Depart(), place["id"], sender=localpart)
    visit.ledger.change(t.place, place, gone=True, assistants="")


def wake(visit: Visit, circle: Record, place: Record, after: timedelta = PACE) -> None:
    """Let the next beat come; its time is everybody's, not the one that was put forward."""
    visit.ledger.wake(f"{BEAT}{circle['id']}", place["id"], visit.ledger.now + after)


def hosts(visit: Visit, circle: Record) -> list[str]:
    """Return who rehearses: the one member who is not played."""
    return [row["member"] for row in memberships(visit, circle) if row["host"]]


def cast(visit: Visit, circle: Record) -> list[Record]:
    """Return the memberships of those who are played, in order; the host's last, where nobody watches."""
    played = memberships(visit, circle)
    others = [row for row in played if not row["host"]]
    return others + [row for row in played if row["host"]] if read(circle).unseen else others


def say(
    visit: Visit, circle: Record, place: Record, kind: str, args: dict[str, Arg],
    asks: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Say something of the rehearsal's own in its room."""
    reader = room_reader(visit, circle)
    given = {**args, **standing(visit, Occasion(circle, place), reader, None)}
    phrase = visit.house.wording.phrase(kind, given, reader)
    visit.post(Say(phrase.plain, phrase.html, list(asks)), place["id"])
