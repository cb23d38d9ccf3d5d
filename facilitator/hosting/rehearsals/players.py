"""What played members do: they are there, speak, write letters, vote, choose, object once, and pass.

Each sentence is from the catalogue. Whatever a form refuses is left: time goes on without it, as
with people. A form that is not known here is passed, which every form takes (contract §8.3).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from facilitator.acts import Enter, React, Say
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, go_around
from facilitator.core.rounds import session as core
from facilitator.core.rounds.harvest import Stage
from facilitator.core.rounds.positions import Position, Read
from facilitator.hosting.contributions import speak
from facilitator.hosting.decisions import decisions
from facilitator.hosting.forms import (
    CONSENT,
    DISCUSSION,
    DOT_VOTE,
    FORMS,
    GO_AROUND,
    HARVEST,
    PICK,
    PROMPT_ROUND,
    SESSION,
)
from facilitator.hosting.members.ghosts import bring_in, is_in
from facilitator.hosting.practices import picks, unseen
from facilitator.hosting.rehearsals import answers
from facilitator.hosting.rehearsals.stage import cast, read, write
from facilitator.hosting.rounds import act, state_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

SENTENCES, QUESTIONS = 6, 3
"""So many things a played member can say, and ask."""

OBJECTION = "objection"
"""What happens once in a whole rehearsal."""


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
            return self.waves(commands.Here(self.member))
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
        """Write one's words, alone; in every step another passes."""
        if not self.awaited or self.state.paused_at is not None:
            return False
        others = len(cast(self.visit, self.circle)) - 1
        if others and (self.number + self.rounds) % (others + 1) == 0:
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
        return (
            bool(self.does(commands.Speak(self.member, (), commands.Via.ROOM, asks=True))) or True
        )

    def decides(self) -> bool:
        """Consent; the second has a worry, and the first objects, once in the whole rehearsal."""
        ballots = {b.member for b in self.state.ballots if b.version == self.state.version}
        if self.state.proposer == self.member or self.state.paused_at is not None:
            return False
        if self.member not in ballots:
            return self.takes(self.position())
        objects = any(o.member == self.member and o.blocks for o in self.state.objections)
        return objects and self.is_last_to_answer() and self.takes(Position.CONSENT)

    def position(self) -> Position:
        """Return what this member answers to a proposal."""
        if self.number == 0 and self.once(OBJECTION):
            return Position.OBJECT
        return Position.CONCERN if self.number == 1 else Position.CONSENT

    def is_last_to_answer(self) -> bool:
        """Say whether an objection waits for its owner alone: all have spoken, and the practice has
        no later step to work on it."""
        within = self.state.settings.within
        if within is not None and not within.final:
            return False
        spoken = {b.member for b in self.state.ballots if b.version == self.state.version}
        return all(one["member"] in spoken for one in cast(self.visit, self.circle))

    def places_points(self) -> bool:
        """Spread one's points, most of them on one option."""
        if not self.awaited or self.state.paused_at is not None or not self.once():
            return False
        return self.writes(answers.points(self.state, self.number))

    def picks(self) -> bool:
        """Name somebody, choose, or say a day."""
        if not self.awaited or self.state.paused_at is not None or not self.once(self.state.phase):
            return False
        text = answers.choice(self.visit, self.state, self.number, cast(self.visit, self.circle))
        via = commands.Via.LETTER
        return picks.take(self.visit, self.member, self.row, text, self.source, via)

    def harvests(self) -> bool:
        """Write down a line of one's own and one of another's; say to each of one's own what may be."""
        if not self.awaited or self.state.paused_at is not None:
            return False
        drafting = self.state.stage is Stage.DRAFTING
        if not (drafting or self.state.open_lines(self.member)) or not self.once(self.state.stage):
            return False
        said = self.sentence()
        return self.writes(answers.lines(self.visit, self.state, self.member, self.number, said))

    def takes_part(self) -> bool:
        """Take a part that is offered, the first of them if nobody has it; the others leave it."""
        role = self.state.format.role(self.state.offered or "")
        if role is None or self.member in self.state.holders(role.name):
            return False
        if len(self.state.holders(role.name)) < max(1, role.least):
            return self.waves(core.Take(self.member))
        return self.does(commands.Pass(self.member))

    def passes(self) -> bool:
        """Whatever it is: "pass" is fine."""
        return self.awaited and self.does(commands.Pass(self.member))

    # -- how ------------------------------------------------------------------------------------

    @property
    def awaited(self) -> bool:
        """Whether the round waits for this member."""
        return FORMS[self.row["form"]].awaits(self.state, self.member)

    @property
    def rounds(self) -> int:
        """How many steps have been held so far."""
        return len(self.visit.ledger.all(t.round_, circle=self.circle["id"]))

    @property
    def source(self) -> str:
        """What the words said now are kept under."""
        return f"{self.visit.intake.key}/{self.number}"

    def does(self, command: Any) -> bool:
        """Do something; return whether anything followed."""
        return bool(act(self.visit, self.row, command))

    def waves(self, command: Any) -> bool:
        """Do something by 👋, which those who are in the room put under the card."""
        if not self.does(command):
            return False
        if not self.by_mail and self.row["card"]:
            card = self.row["card"]
            self.visit.post(React("👋"), self.place["id"], sender=self.enters(), target=card)
        return True

    def writes(self, text: str) -> bool:
        """Write an answer that is read before it counts, as anybody would."""
        member = self.visit.ledger.one(t.member, id=self.member) or {}
        take = unseen.ANSWERS[self.row["form"]]
        return take(self.visit, member, self.row, self.source, text, commands.Via.LETTER)

    def once(self, what: str | None = None) -> bool:
        """Say whether this is the first time in this round, and remember that it was.

        ``objection`` is once for the whole rehearsal, whatever the round.
        """
        stage = read(self.circle)
        key = what if what == OBJECTION else f"{self.row['id']}:{self.number}:{what or ''}"
        if key in stage.spoken:
            return False
        spoken = {**stage.spoken, key: 1}
        write(self.visit, self.circle, replace(stage, spoken=spoken))
        return True

    def speaks(self, via: commands.Via) -> bool:
        """Say a sentence in the room, or write it."""
        text = self.sentence()
        ref = self.says(text) if via is commands.Via.ROOM else self.source
        return speak(self.visit, self.member, self.row, Said(ref, "", text), via)

    def takes(self, position: Position) -> bool:
        """Take a position, with a reason where it needs one."""
        kind = {Position.OBJECT: "objection", Position.CONCERN: "concern"}.get(position)
        reason = self.visit.house.wording.line(f"rehearsal-{kind}") if kind else ""
        read_as = Read(position, reason)
        return decisions.take(self.visit, self.member, self.row, read_as, self.source)

    def sentence(self) -> str:
        """Return one of the sentences, another in every step; a question where only those are asked."""
        kind, count = "sentence", SENTENCES
        if self.asks_questions():
            kind, count = "question", QUESTIONS
        number = (self.number + 2 * self.rounds) % count + 1
        return self.visit.house.wording.line(f"rehearsal-{kind}-{number}")

    def asks_questions(self) -> bool:
        """Say whether only questions are asked for, and not answered by this member."""
        if self.row["form"] not in (DISCUSSION.name, PROMPT_ROUND.name):
            return False
        settings = self.state.settings
        return bool(settings.questions) and self.member not in settings.answerers

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


PARTS: dict[str, Callable[[Player], bool]] = {
    GO_AROUND.name: Player.goes_around,
    PROMPT_ROUND.name: Player.answers,
    DISCUSSION.name: Player.discusses,
    CONSENT.name: Player.decides,
    DOT_VOTE.name: Player.places_points,
    PICK.name: Player.picks,
    HARVEST.name: Player.harvests,
    SESSION.name: Player.takes_part,
}
"""What a played member does in a round of each form."""
