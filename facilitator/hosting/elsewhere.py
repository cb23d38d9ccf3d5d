"""A word that somebody says in one place, for another: a *yes* in the private chat that begins
something in a room."""

from typing import Any

from facilitator.acts import AnyAct, Say
from facilitator.intake import Intake, Said
from facilitator.store.ledger import Row
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase


class Elsewhere(Visit):
    """A visit as if what is said had been said in another place, by the same person.

    What is answered there is answered in that place; by mail, to the author.
    """

    def __init__(self, visit: Visit, author: Record, place: Record, said: Said) -> None:
        was = visit.intake
        intake = Intake(was.key, was.ear, place["address"] or "", said, was.said_at, was.heard_at)
        super().__init__(intake, visit.ledger, visit.house, visit.ears)
        self.followed_by, self.overhear = visit.followed_by, visit.overhear
        self._visit, self._author, self._place = visit, author, place

    def place(self) -> Record:
        """Return the other place."""
        return self._place

    def member_of(self, handle: str, name: str | None = None, medium: str = "matrix") -> Record:
        """Return the author for who has said it, anybody else as always."""
        said = self.intake.heard
        is_author = isinstance(said, Said) and handle == said.by
        return self._author if is_author else super().member_of(handle, name, medium)

    def post(self, act: AnyAct, place: str, **more: Any) -> Row:
        """Hand over as the visit itself does: the numbers of its acts go on.

        What is put under the person's own words is put where those stand.
        """
        own = more.get("target_ref") is not None and place == self._place["id"]
        return self._visit.post(act, self._visit.place()["id"] if own else place, **more)

    def answer(self, phrase: Phrase, fields: Record | None = None) -> Row:
        """Say an answer in the other place, where it has nothing to reply to."""
        return self.post(Say(phrase.plain, phrase.html, fields=fields), self._place["id"])
