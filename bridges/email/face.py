"""The mail side's face towards the desk: what the house asks of it, and who answers.

Everything here runs inside the desk's transaction: it reads and writes the books and hands rows to
the postman, and touches neither network nor clock. Writing to members is `letters`, reading what
comes is `arriving`, the list itself is `lists`, what people say to each other goes out by `gathering`
and comes in by `posts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridges.email import (
    absence,
    alone,
    arriving,
    commands,
    dyads,
    gathering,
    letters,
    posts,
    practising,
    pressing,
    resting,
    tables,
)
from bridges.email.house import MailHouse
from bridges.email.joining import home
from facilitator.core.notices import Arg, Notice
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent
from facilitator.hosting.practices.tables import row_here
from facilitator.hosting.record.writing_up import Minutes
from facilitator.hosting.register.taking_away import File
from facilitator.hosting.voice import Occasion
from facilitator.intake import Edited, Mailed, Outage, Pressed, Said, Ticked, Undelivered
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


@dataclass(frozen=True, slots=True, repr=False)
class MailFace(MailHouse):
    """What the house asks of the mail side (``House.mail``)."""

    def write(self, visit: Visit, notice: Notice, occasion: Occasion, member: str) -> None:
        """Tell one member a notice by mail."""
        letters.write(self, visit, notice, occasion, member)

    def answers(self, visit: Visit, notice: Notice, occasion: Occasion, member: str) -> bool:
        """Write the receipt of an answer that came by mail from somebody who sits in chat, and the
        question which of two answers is meant; return whether that is all they should hear."""
        receipt = notice.kind == consent.Kind.POSITION_RECEIVED
        if receipt and letters.answered_by(visit, member) is not None:
            letters.write(self, visit, notice, occasion, member)
            return True
        if notice.shown.get("code") == "two-answers":  # said by both, heard by both
            letters.write(self, visit, notice, occasion, member)
        return False

    def refuse(self, visit: Visit, refusal: Refusal) -> None:
        """Answer "no" to the mail of this visit, kindly, with the member's own text."""
        letters.refuse(self, visit, refusal)

    def answer(
        self,
        visit: Visit,
        kind: str,
        args: Mapping[str, Arg] | None,
        shown: Mapping[str, str | int],
    ) -> None:
        """Answer the mail of this visit by mail, in the words of ``kind``."""
        letters.answer(self, visit, kind, args, shown)

    def posted(self, visit: Visit, said: Said, circle: Record, by: Record) -> None:
        """Take what somebody posted in a circle's room, to be passed on to those who read by mail."""
        if (row := row_here(visit, visit.place())) is not None:
            tables.posted(visit, said, row, by)
        else:
            gathering.posted(self, visit, said, circle, by)

    def heard(self, visit: Visit, row: Record, facts: tuple[Any, ...]) -> None:
        """Follow what happens in a round: who takes part by mail has in time what was said in it."""
        tables.heard(self, visit, row, facts)
        gathering.talked(self, visit, row)

    def edited(self, visit: Visit, edit: Edited) -> None:
        """Follow the edit of a post that still waits for its mail."""
        gathering.edited(self, visit, edit)

    def switched(self, visit: Visit, place: Record, by: str, *, on: bool) -> None:
        """Take Postie's coming to a room, or its going: by member ``by`` (contract §3)."""
        circle = visit.ledger.one(t.circle, id=place["circle"]) if place["circle"] else None
        if circle is not None and home(visit, circle)["id"] == place["id"]:
            change = resting.works if on else resting.rests
            change(self, visit, circle, by)

    def begun(self, visit: Visit, circle: Record, row: Record) -> None:
        """Take a round that has just begun: while Postie is away its clock stands still too."""
        resting.begun(self, visit, circle, row)

    def practise(self, visit: Visit) -> None:
        """Write a practice question to whoever asked for it by the mail of this visit."""
        arrival = letters.arrival_of(self, visit)
        if arrival is not None:
            practising.ask(self, visit, arrival)

    def command(self, visit: Visit, said: Said, line: Line) -> None:
        """Run ``!mail …``, said in chat."""
        commands.command(self, visit, said, line)

    def write_alone(
        self,
        visit: Visit,
        circle: Record,
        member: str,
        name: str,
        args: Mapping[str, Arg],
        item: str | None,
    ) -> None:
        """Write to one member alone; a reply is about ``item``, if there is one."""
        alone.write_alone(self, visit, circle, member, name, args, item)

    def seat(self, visit: Visit, circle: Record, member: Record, other: Record) -> None:
        """Seat one of the two in a dyad that begins, by mail."""
        dyads.seat(self, visit, circle, member, other)

    def bring_minutes(self, visit: Visit, minutes: Minutes, member: str) -> None:
        """Mail minutes to one member, with the file."""
        alone.bring_minutes(self, visit, minutes, member)

    def bring_file(
        self, visit: Visit, file: File, member: str, name: str, args: Mapping[str, Arg]
    ) -> None:
        """Mail a file to one member, with the words ``name``."""
        alone.bring_file(self, visit, file, member, name, args)

    # -- what comes in --------------------------------------------------------------------------

    def receive(self, visit: Visit) -> None:
        """Take what only the mail side understands. Raises ``Refusal``."""
        match visit.intake.heard:
            case Mailed() as mailed:
                arriving.arrived(self, visit, mailed)
            case Pressed() as pressed:
                pressing.pressed(self, visit, pressed)
            case Undelivered() as undelivered:
                absence.undelivered(self, visit, undelivered)
            case Ticked() as tick:
                posts.ticked(self, visit, tick)
            case Outage():
                pass  # quiet minutes and undo minutes end late after an outage, which harms nobody
