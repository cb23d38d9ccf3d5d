"""A mail's words as if they had been said in a circle's room: the one place where mail is speech."""

from typing import Any

from bridges.email.house import Arrival
from facilitator.clock import moment
from facilitator.intake import Intake, Said
from facilitator.store.ledger import Row
from facilitator.visit import Record, Visit


def source_of(visit: Visit, arrival: Arrival) -> str:
    """Return the name of a mail as the source of words."""
    return f"mail:{arrival.ref or visit.intake.key}"[:320]


class RoomVisit(Visit):
    """A mail's visit, as if its words had been said in a room of the circle.

    What the house answers goes by mail, to the author and nobody else.
    """

    def __init__(
        self, visit: Visit, author: Record, place: Record, said: Said, heard_at: int | None = None
    ) -> None:
        was = visit.intake
        at = was.heard_at if heard_at is None else moment(heard_at)
        intake = Intake(was.key, "mail", place["address"] or "", said, was.said_at, at)
        super().__init__(intake, visit.ledger, visit.house, visit.ears)
        self.followed_by = visit.followed_by
        self._visit, self._author, self._place = visit, author, place
        self._of_person = False

    def place(self) -> Record:
        """Return the room."""
        return self._place

    def circle(self) -> Record | None:
        """Return the room's circle; none while the words are about the person alone."""
        return None if self._of_person else super().circle()

    def member_of(self, handle: str, name: str | None = None, medium: str = "matrix") -> Record:
        """Return the author for the address they write from, anybody else as always."""
        said = self.intake.heard
        is_author = isinstance(said, Said) and handle == said.by
        return self._author if is_author else super().member_of(handle, name, medium)

    def post(self, *args: Any, **more: Any) -> Row:
        """Hand over as the mail's own visit does: the numbers of a visit's acts go on."""
        return self._visit.post(*args, **more)

    def about_the_person(self) -> None:
        """Let what follows be about the author, not about the circle."""
        self._of_person = True
