"""The mail side's face towards the desk: what the house asks of it, and who answers.

Everything here runs inside the desk's transaction: it reads and writes the books and hands rows to
the postman, and touches neither network nor clock. Writing to members is `letters`, reading what
comes is `arriving`, the list itself is `lists`, what people say to each other goes out by `gathering`
and comes in by `posts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bridges.email.addresses import Addressed, Lists
from bridges.email.parsing import Mail
from bridges.email.trust import Trust
from facilitator.core.notices import Arg, Notice
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.rights import membership
from facilitator.hosting.voice import Occasion
from facilitator.hosting.writing_up import Minutes
from facilitator.intake import Edited, Mailed, Outage, Pressed, Said, Ticked, Undelivered
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """A mail as the desk takes it: read, and all that is known of whom and what it concerns.

    ``address`` is the author's, normalised, and empty where there is none; ``author`` is the member
    who holds it, verified. ``token`` is the row of a proven token, expired or not. ``parent`` is
    the ``sent_mail`` row it answers. ``text`` are the new words, without quotes and signature.
    """

    mailed: Mailed
    mail: Mail
    addressed: Addressed
    circle: Record
    address: str
    author: Record | None
    trust: Trust
    token: Record | None
    parent: Record | None
    text: str

    @property
    def ref(self) -> str:
        """What the mail is called: its Message-ID, empty if it has none."""
        return self.mail.message_id or ""


@dataclass(frozen=True, slots=True, repr=False)
class MailHouse:
    """The mail side of one service (``House.mail``).

    ``web`` is where its pages are reached from outside (no slash at the end), or None without.
    ``undo`` is how long a mail to a room can be taken back before it is posted (contract §7).
    """

    lists: Lists
    key: bytes
    web: str | None = None
    undo: timedelta = timedelta(minutes=2)
    authserv_id: str | None = None
    assume_trusted: bool = False

    # -- what the house asks --------------------------------------------------------------------

    def reads_mail(self, visit: Visit, circle: Record | None, member: str) -> bool:
        """Say whether mail is how a member takes part in the circle (or anywhere, without one)."""
        if circle is not None:
            here = membership(visit, circle, member)
            return bool(here and here["mail"] and not here["chat"])
        handles = visit.ledger.all(t.handle, member=member)
        media = {handle["medium"] for handle in handles if handle["verified_at"] is not None}
        return "mail" in media and "matrix" not in media

    def post_address(self, circle: Record) -> str:
        """Return where a mail to the whole circle goes."""
        return self.lists.post(circle["slug"])

    def write(self, visit: Visit, notice: Notice, occasion: Occasion, member: str) -> None:
        """Tell one member a notice by mail."""
        from bridges.email import letters

        letters.write(self, visit, notice, occasion, member)

    def refuse(self, visit: Visit, refusal: Refusal) -> None:
        """Answer "no" to the mail of this visit, kindly, with the member's own text."""
        from bridges.email import letters

        letters.refuse(self, visit, refusal)

    def answer(
        self,
        visit: Visit,
        kind: str,
        args: Mapping[str, Arg] | None,
        shown: Mapping[str, str | int],
    ) -> None:
        """Answer the mail of this visit by mail, in the words of ``kind``."""
        from bridges.email import letters

        letters.answer(self, visit, kind, args, shown)

    def posted(self, visit: Visit, said: Said, circle: Record, by: Record) -> None:
        """Take what somebody posted in a circle's room, to be passed on to those who read by mail."""
        from bridges.email import gathering

        gathering.posted(self, visit, said, circle, by)

    def read_at_table(self, visit: Visit, row: Record, member: str, words: tuple[str, ...]) -> None:
        """Take a letter that was read at a table, for those who sit there by mail."""
        from bridges.email import tables

        tables.read_out(visit, row, member, words)

    def bring_table(self, visit: Visit, row: Record) -> None:
        """Bring those who sit at a table by mail what waits for them, at once."""
        from bridges.email import tables

        tables.bring(self, visit, row)

    def edited(self, visit: Visit, edit: Edited) -> None:
        """Follow the edit of a post that still waits for its mail."""
        from bridges.email import gathering

        gathering.edited(self, visit, edit)

    def switched(self, visit: Visit, place: Record, by: str, *, on: bool) -> None:
        """Take Postie's coming to a room, or its going: by member ``by`` (contract §3)."""
        from bridges.email import resting
        from bridges.email.joining import home

        circle = visit.ledger.one(t.circle, id=place["circle"]) if place["circle"] else None
        if circle is not None and home(visit, circle)["id"] == place["id"]:
            change = resting.works if on else resting.rests
            change(self, visit, circle, by)

    def begun(self, visit: Visit, circle: Record, row: Record) -> None:
        """Take a round that has just begun: while Postie is away its clock stands still too."""
        from bridges.email import resting

        resting.begun(self, visit, circle, row)

    def practise(self, visit: Visit) -> None:
        """Write a practice question to whoever asked for it by the mail of this visit."""
        from bridges.email import letters, practising

        arrival = letters.arrival_of(self, visit)
        if arrival is not None:
            practising.ask(self, visit, arrival)

    def command(self, visit: Visit, said: Said, line: Line) -> None:
        """Run ``!mail …``, said in chat."""
        from bridges.email import commands

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
        from bridges.email import alone

        alone.write_alone(self, visit, circle, member, name, args, item)

    def bring_minutes(self, visit: Visit, minutes: Minutes, member: str) -> None:
        """Mail minutes to one member, with the file."""
        from bridges.email import alone

        alone.bring_minutes(self, visit, minutes, member)

    # -- what comes in --------------------------------------------------------------------------

    def receive(self, visit: Visit) -> None:
        """Take what only the mail side understands. Raises ``Refusal``."""
        from bridges.email import absence, arriving, posts, pressing

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
