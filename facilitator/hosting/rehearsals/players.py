"""What played members do: they are there, speak, write letters, object once, and pass.

Each sentence is from the catalogue. Whatever a form refuses is left: time goes on without it, as
with people. A form that is not known here is passed, which every form takes (contract §8.3).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from facilitator.acts import Enter, Say
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, go_around
from facilitator.core.rounds import session as core
from facilitator.core.rounds.positions import Position, Read
from facilitator.hosting import decisions
from facilitator.hosting.contributions import speak
from facilitator.hosting.forms import CONSENT, DISCUSSION, FORMS, GO_AROUND, PROMPT_ROUND, SESSION
from facilitator.hosting.ghosts import bring_in, is_in
from facilitator.hosting.rehearsals.stage import cast, read, write
from facilitator.hosting.rounds import act, state_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

SENTENCES = 6
"""So many things a played member can say."""


def anybody_acts(visit: Visit, circle: Record, rows: list[Record]) -> bool:
    """Let the first played member who has something to do here do it; say whether one had."""
    for row in rows:
        for number, membership in enumerate(cast(visit, circle)):
            if _acts(visit, circle, row, membership, number):
                return True
    return False


def _acts(visit: Visit, circle: Record, row: Record, membership: Record, number: int) -> bool:
    player = Player(visit, circle, row, membership, number)
    try:
        return PARTS.get(row["form"], Player.passes)(player)
    except Refusal:
        return False


class Player:
    """One played member in front of one round."""

    def __init__(
        self, visit: Visit, circle: Record, row: Record, membership: Record, number: int
    ) -> None:
        self.visit, self.circle, self.row = visit, circle, row
        self.place = visit.ledger.one(t.place, id=row["place"]) or visit.place()
        self.number, self.by_mail = number, bool(membership["mail"])
        self.member = MemberId(membership["member"])
        self.state = state_of(visit, row)

    # -- what each form asks --------------------------------------------------------------------

    def goes_around(self) -> bool:
        """Be there, speak in one's turn, write a letter, leave the last round and the echo to others."""
        seat = self.state.seat(self.member)
        if seat is None or self.state.paused_at is not None:
            return False
        if (
            self.state.phase is go_around.Phase.ROLL_CALL
            and seat.lane is Lane.LIVE
            and not seat.here
        ):
            return self.does(commands.Here(self.member))
        if seat.place is go_around.Place.SPEAKING:
            self.speaks(commands.Via.ROOM)
            return self.does(commands.Finish(self.member))
        if self.by_mail and not seat.settled and not seat.letter:
            return self.once() and self.speaks(commands.Via.LETTER)
        if seat.place is go_around.Place.SWEEP and seat.until is not None:
            return self.does(commands.Pass(self.member))
        if self.state.phase is go_around.Phase.ECHO and seat.echoing:
            return self.does(commands.Pass(self.member))
        return False

    def answers(self) -> bool:
        """Write one's words, alone; the last of them passes."""
        if not self.awaited or self.state.paused_at is not None:
            return False
        if self.number and self.number == len(cast(self.visit, self.circle)) - 1:
            return self.does(commands.Pass(self.member))
        return self.once() and self.speaks(commands.Via.LETTER)

    def discusses(self) -> bool:
        """Say one thing, then have no more to say."""
        if not self.awaited or self.state.paused_at is not None:
            return False
        if not self.once():
            return self.does(commands.Pass(self.member))
        if self.by_mail:
            return self.speaks(commands.Via.LETTER)
        self.says(self.sentence())
        return bool(self.does(commands.Speak(self.member, (), commands.Via.ROOM))) or True

    def decides(self) -> bool:
        """Consent; the second has a worry, and the first objects once, until the others have spoken."""
        ballots = {b.member for b in self.state.ballots if b.version == self.state.version}
        if self.state.proposer == self.member or self.state.paused_at is not None:
            return False
        if self.member not in ballots:
            return self.takes(_POSITIONS.get(self.number, Position.CONSENT))
        objects = any(o.member == self.member and o.blocks for o in self.state.objections)
        return objects and self.once() and self.takes(Position.CONSENT)

    def takes_part(self) -> bool:
        """Take a part that is offered, if nobody has it: the first does."""
        role = self.state.format.role(self.state.offered or "")
        if role is None or self.number or len(self.state.holders(role.name)) >= max(1, role.least):
            return False
        return self.does(core.Take(self.member))

    def passes(self) -> bool:
        """Whatever it is: "pass" is fine."""
        return self.awaited and self.does(commands.Pass(self.member))

    # -- how ------------------------------------------------------------------------------------

    @property
    def awaited(self) -> bool:
        """Whether the round waits for this member."""
        return FORMS[self.row["form"]].awaits(self.state, self.member)

    def does(self, command: Any) -> bool:
        """Do something; return whether anything followed."""
        return bool(act(self.visit, self.row, command))

    def once(self) -> bool:
        """Say whether this is the first time in this round, and remember that it was."""
        stage, key = read(self.circle), f"{self.row['id']}:{self.number}"
        if key in stage.spoken:
            return False
        spoken = {**stage.spoken, key: 1}
        write(self.visit, self.circle, replace(stage, spoken=spoken))
        return True

    def speaks(self, via: commands.Via) -> bool:
        """Say a sentence in the room, or write it."""
        text = self.sentence()
        ref = (
            self.says(text)
            if via is commands.Via.ROOM
            else f"{self.visit.intake.key}/{self.number}"
        )
        return speak(self.visit, self.member, self.row, Said(ref, "", text), via)

    def takes(self, position: Position) -> bool:
        """Take a position, with a reason where it needs one."""
        kind = {Position.OBJECT: "objection", Position.CONCERN: "concern"}.get(position)
        reason = self.visit.house.wording.line(f"rehearsal-{kind}") if kind else ""
        source = f"{self.visit.intake.key}/{self.number}"
        return decisions.take(self.visit, self.member, self.row, Read(position, reason), source)

    def sentence(self) -> str:
        """Return one of the sentences, another in every step."""
        rounds = len(self.visit.ledger.all(t.round_, circle=self.circle["id"]))
        number = (self.number + 2 * rounds) % SENTENCES + 1
        return self.visit.house.wording.line(f"rehearsal-sentence-{number}")

    def says(self, text: str) -> str:
        """Say something aloud in the room; return what it is called."""
        row = self.visit.post(Say(text, aloud=True), self.place["id"], sender=self.enters())
        return row.id

    def enters(self) -> str:
        """Come into the room, under one's name; return the user's localpart."""
        return enters(self.visit, self.place, self.member, by_mail=self.by_mail)


def enters(visit: Visit, place: Record, member: str, *, by_mail: bool) -> str:
    """Let a played member come into the room, if they are not there; return their localpart."""
    row = visit.ledger.one(t.member, id=member) or {}
    localpart = str(row["ghost"])
    if not is_in(place, localpart):
        kind = "ghost-name-mail" if by_mail else "rehearsal-played"
        name = visit.house.wording.line(kind, name=str(row["name"]))
        visit.post(Enter(name), place["id"], sender=localpart)
        bring_in(visit, place, localpart)
    return localpart


_POSITIONS = {0: Position.OBJECT, 1: Position.CONCERN}

PARTS: dict[str, Callable[[Player], bool]] = {
    GO_AROUND.name: Player.goes_around,
    PROMPT_ROUND.name: Player.answers,
    DISCUSSION.name: Player.discusses,
    CONSENT.name: Player.decides,
    SESSION.name: Player.takes_part,
}
"""What a played member does in a round of each form."""
