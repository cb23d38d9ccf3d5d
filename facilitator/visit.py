"""One intake being received at the desk: what is known of it, and what can be said in answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.acts import AnyAct, Say
from facilitator.clock import micros, moment
from facilitator.core.formats.format import Format
from facilitator.core.notices import Assistant
from facilitator.core.patience import Patience
from facilitator.intake import Heard, Intake
from facilitator.store import tables as t
from facilitator.store.codecs import Recent
from facilitator.store.ledger import Ledger, Row, new_id
from facilitator.wording import Phrase, Wording, one_line

Record = dict[str, Any]

Ear = Callable[[bytes], Heard | None]
"""Reads what a medium stored raw; pure. None: nothing the service has to do with."""

LONGEST_NAME = 100
"""Characters of a person's or a circle's name that are kept."""


@dataclass(frozen=True, slots=True)
class House:
    """What holds for every visit: whose server, which words, which rules of the house."""

    server_name: str
    wording: Wording
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    may_create: tuple[str, ...] = ()
    """Who may found circles: server names or Matrix ids; empty means our own server's people."""
    mail: Any = None
    """The mail side's letter-writer (``bridges.email.face``), or None while mail is off."""
    states: Recent = field(default_factory=Recent)
    """The states of rounds that were read or written last."""
    formats: Mapping[str, Format] = field(default_factory=dict)
    """The formats that the operator dropped into a folder, by name."""
    patience: Patience = field(default_factory=Patience)
    """How often one person is answered."""
    open_proposals: int = 2
    """How many open proposals of one person in one circle are usual; more get a kind word."""

    def user(self, localpart: str) -> str:
        """Return the full Matrix id of one of our own users."""
        return f"@{localpart}:{self.server_name}"

    def accepts(self, handle: str) -> bool:
        """Say whether invitations from this person's server are accepted (contract §2)."""
        allowed = (self.server_name, *self.may_create)
        return handle in allowed or handle.partition(":")[2] in allowed

    def is_ghost(self, handle: str) -> bool:
        """Say whether a Matrix id is how somebody who writes from elsewhere is seen in rooms."""
        return self.is_ours(handle) and handle.startswith("@_fac_")

    def is_ours(self, handle: str) -> bool:
        """Say whether a Matrix id is an assistant, a ghost or the silent sender."""
        localpart, _, server = handle.partition(":")
        if server != self.server_name:
            return False
        return localpart[1:] in _OURS or localpart.startswith("@_fac_")


_SPEAKERS = "speakers"

_OURS = frozenset(assistant.value for assistant in Assistant)


class Visit:
    """An intake, the books open at it, and the voice to answer with."""

    def __init__(
        self, intake: Intake, ledger: Ledger, house: House, ears: Mapping[str, Ear] | None = None
    ) -> None:
        self.intake = intake
        self.ledger = ledger
        self.house = house
        self.ears = ears or {}
        self.note: str | None = None
        """What the inbox notes of this intake, beside that it was taken."""
        self.ahead = timedelta()
        """By how much the time of a rehearsal was put forward; nothing anywhere else."""
        self.overhear: Callable[[Any, Any, str], None] | None = None
        """Takes what would be told to somebody alone; in a rehearsal the room reads it."""
        self.followed_by: Callable[[Visit, Any], None]
        """Who follows what becomes of a round; the reception, where every visit begins, names it."""
        self._ordinal = 0

    @property
    def now(self) -> datetime:
        """The service's time of this visit."""
        return self.ledger.now + self.ahead

    def follow(self, course: Any) -> None:
        """Let the rest of the house follow what became of a round just now."""
        self.followed_by(self, course)

    # -- where and who --------------------------------------------------------------------------

    def place(self) -> Record:
        """Return the place it came in; a room we hear of for the first time is written down."""
        found = self.ledger.one(t.place, address=self.intake.place)
        return found or self.ledger.add(
            t.place,
            id=new_id("plc"),
            part="room",
            address=self.intake.place,
            made_at=micros(self.now),
        )

    def circle(self) -> Record | None:
        """Return the circle whose place this is, if it is one."""
        circle = self.place()["circle"]
        return self.ledger.one(t.circle, id=circle) if circle else None

    def member_of(self, handle: str, name: str | None = None, medium: str = "matrix") -> Record:
        """Return the member who writes from ``handle``, written down if they are new to us."""
        _recall_speakers(self.ledger)
        known = self.ledger.one(t.handle, medium=medium, address=handle)
        if known:
            member = self.ledger.one(t.member, id=known["member"])
            assert member is not None  # noqa: S101 - a handle always has its member
            return member
        member = self.ledger.add(
            t.member,
            id=new_id("mem"),
            name=a_name(name or "") or _spoken(handle),
            made_at=micros(self.now),
        )
        self.ledger.add(
            t.handle,
            medium=medium,
            address=handle,
            member=member["id"],
            verified_at=micros(self.now),
        )
        return member

    def heard_before(self, ref: str) -> Intake | None:
        """Return what came in earlier in this very place, as long as its raw body is kept."""
        row = self.ledger.one(t.inbox, key=f"matrix:{ref}")
        ear = self.ears.get(row["ear"]) if row else None
        if row is None or ear is None or row["place"] != self.place()["address"]:
            return None
        heard = ear(row["body"]) if row["body"] else None
        if heard is None:
            return None
        said_at, heard_at = moment(row["said_at"]), moment(row["heard_at"])
        return Intake(row["key"], row["ear"], row["place"], heard, said_at, heard_at)

    # -- saying ---------------------------------------------------------------------------------

    def post(
        self,
        act: AnyAct,
        place: str,
        *,
        sender: str = Assistant.FACILITATOR,
        lane: str | None = None,
        medium: str = "matrix",
        slot: str | None = None,
        target: str | None = None,
        target_ref: str | None = None,
        refers: str | None = None,
        words: str | None = None,
    ) -> Row:
        """Hand one act to the postman, in the lane of its place unless another is named."""
        self._ordinal += 1
        key = f"{self.intake.key}/{self._ordinal}"
        row = Row(new_id("out"), key, lane or place, medium, sender, act, place, slot, target,
                  target_ref, refers, words)  # fmt: skip
        return self.ledger.post(row)

    def answer(self, phrase: Phrase, fields: Record | None = None) -> Row:
        """Answer in the place it came from, as plain information that replies to it."""
        ref = getattr(self.intake.heard, "ref", None)
        say = Say(phrase.plain, phrase.html, fields=fields)
        return self.post(say, self.place()["id"], target_ref=ref)


def expect(ledger: Ledger, heard: Iterable[Heard | None]) -> None:
    """Note who speaks in a batch, so that the first question for one of them brings them all."""
    ledger.memory[_SPEAKERS] = {by for one in heard if (by := getattr(one, "by", None))}


def _recall_speakers(ledger: Ledger) -> None:
    """Read at once everybody who speaks; asked for one by one they take two questions each."""
    handles = ledger.memory.pop(_SPEAKERS, ())
    if len(handles) < 2:
        return
    ledger.recall(t.handle, "address", handles, medium="matrix")
    known = (ledger.one(t.handle, medium="matrix", address=handle) for handle in handles)
    ledger.recall(t.member, "id", [row["member"] for row in known if row])


def a_name(text: str) -> str:
    """Return a name somebody gave, as one line that can be read; empty if nothing of it can be."""
    return one_line(text)[:LONGEST_NAME].strip()


def _spoken(handle: str) -> str:
    """Return a name for someone we know only by handle: the local part, as a person says it."""
    return a_name(handle.partition(":")[0].lstrip("@")) or handle[:LONGEST_NAME]
