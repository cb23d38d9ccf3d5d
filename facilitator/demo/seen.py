"""What a person has seen: rooms with their timelines and state, invitations, notices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from facilitator.demo.client import Json
from facilitator.demo.transcript import body_of

NOTICE = "org.facilitator.notice"
"""The content key with what a notice says to machines (contract §9)."""

Match = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation as its receiver sees it: ``state`` is the stripped state that came with it."""

    room: str
    sender: str
    is_direct: bool
    state: tuple[Json, ...]

    @property
    def name(self) -> str:
        """The room's name, empty when it has none."""
        return str(self._content("m.room.name").get("name", ""))

    @property
    def is_space(self) -> bool:
        """Whether it invites to a space."""
        return self._content("m.room.create").get("type") == "m.space"

    def _content(self, kind: str) -> Json:
        found = (event["content"] for event in self.state if event["type"] == kind)
        return next(found, {})


@dataclass(slots=True)
class View:
    """One room as the person has seen it so far; ``looked`` is where ``see`` goes on looking."""

    timeline: list[Json] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    state: dict[tuple[str, str], Json] = field(default_factory=dict)
    looked: int = 0

    def take_state(self, events: Iterable[Json]) -> None:
        """State as it was before the next events of the timeline."""
        for event in events:
            self.state[event["type"], event["state_key"]] = event["content"]

    def take(self, events: Iterable[Json]) -> None:
        """The next events of the timeline; one that is known already only repeats its state."""
        for event in events:
            if "state_key" in event:
                self.state[event["type"], event["state_key"]] = event["content"]
            if event["event_id"] not in self.known:
                self.known.add(event["event_id"])
                self.timeline.append(event)


def notice_of(event: Json) -> Json | None:
    """What the event says to machines, the newer version in an edit; None if it says nothing."""
    content = event.get("content", {})
    found = content.get("m.new_content", {}).get(NOTICE) or content.get(NOTICE)
    return found if isinstance(found, dict) else None


def fitting(what: str | Match | None, kind: str | None) -> Match:
    """The events with that text (or that fit ``what``) and that kind of notice; all, if neither."""

    def fits(event: Json) -> bool:
        if kind is not None and (notice_of(event) or {}).get("kind") != kind:
            return False
        if callable(what):
            return what(event)
        return what is None or what in body_of(event)

    return fits
