"""Notices → outbox rows: who is told where, in which words, with which machine-readable fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from facilitator.acts import MakeRoom, Say
from facilitator.clock import micros
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Assistant, Notice, Room, Text, To
from facilitator.core.patience import Reply
from facilitator.core.refusals import Refusal
from facilitator.hosting import quoting
from facilitator.hosting.forms import FORMS, UNSEEN
from facilitator.hosting.members.ghosts import ghost_in, ghost_of
from facilitator.hosting.members.rights import first_host
from facilitator.intake import Chose, Edited, Reacted
from facilitator.store import tables as t
from facilitator.store.ledger import Row, new_id
from facilitator.store.statements import PEOPLE
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase, Said

People = Mapping[str, tuple[str, str | None]]
"""The name and the Matrix id, if there is one, of members."""

Card = str
"""The outbox id of a round's card, which its messages answer."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of a notice: a room, a private chat, or a mailbox (a ``wording.Teller``)."""

    visit: Visit
    zone: ZoneInfo
    manner: Literal["room", "own"]
    in_chat: bool = True
    at: datetime | None = None
    """When it is told, if that is not now."""
    shown: list[str] = field(default_factory=list, compare=False)
    """The words that this reader was shown, by id."""
    people: "People" = field(default_factory=dict, compare=False)
    """Those who were asked for at once, for one telling; the others are asked for one by one."""

    @property
    def now(self) -> datetime:
        """The moment of telling."""
        return self.at or self.visit.now

    def name(self, member: MemberId) -> str:
        """Return the member's display name."""
        if member in self.people:
            return self.people[member][0]
        found = self.visit.ledger.one(t.member, id=member)
        return str(found["name"]) if found else "someone"

    def link(self, member: MemberId) -> str | None:
        """Return where a mention of the member leads, in chat; a ghost is nobody to be called."""
        if not self.in_chat:
            return None
        known = self.people.get(member)
        handle = known[1] if known else chat_handle(self.visit, member)
        return f"https://matrix.to/#/{handle}" if handle else None

    def words(self, words: WordsId) -> Said:
        """Return what was said, or the line that stands for words taken back."""
        self.shown.append(words)
        found = self.visit.ledger.one(t.words, id=words)
        if found is None or found["taken_back"]:
            return Said(line_of_hidden(self.visit, found), None)
        return Said(found["text"], found["html"] if self.in_chat else None)


HIDDEN = "hidden"
"""The visibility of words that a host took out of the room: not their author's doing."""


def line_of_hidden(visit: Visit, words: Record | None) -> str:
    """Return the line that stands for words nobody shall read: it says whose doing that is."""
    by_host = words is not None and words["visibility"] == HIDDEN
    return visit.house.wording.line("words-hidden-here" if by_host else "words-taken-back")


# -- readers -------------------------------------------------------------------------------------


def room_reader(visit: Visit, circle: Record | None, people: People | None = None) -> Reader:
    """Return the reader that a room is: times in the circle's zone, named."""
    return Reader(visit, circle_zone(visit, circle), "room", people=people or {})


def own_reader(visit: Visit, member: str, circle: Record | None, *, in_chat: bool) -> Reader:
    """Return a member as reader: times in their own zone, or the circle's if they never said one."""
    row = visit.ledger.one(t.member, id=member)
    zone = ZoneInfo(row["zone"]) if row and row["zone"] else circle_zone(visit, circle)
    return Reader(visit, zone, "own", in_chat)


def circle_zone(visit: Visit, circle: Record | None) -> ZoneInfo:
    """Return the zone times are told in, in a room of the circle."""
    return ZoneInfo(circle["zone"]) if circle else visit.house.zone


def matrix_id(visit: Visit, member: str) -> str:
    """Return the Matrix id under which a member is seen: their own, else their ghost's."""
    return chat_handle(visit, member) or visit.house.user(ghost_of(visit, member))


def people_of(visit: Visit, members: Iterable[str]) -> People:
    """Return the names and Matrix ids of many members, as this transaction has them now.

    A card names a hundred and fifty people: asked for one by one they cost more than all else.
    """
    rows = visit.ledger.ask(PEOPLE, {"any": list(members)}, t.member, t.handle)
    return {member: (name, address) for member, name, address in rows}


def chat_handle(visit: Visit, member: str) -> str | None:
    """Return the Matrix id a member reads with, if they have one."""
    handle = visit.ledger.one(t.handle, member=member, medium="matrix")
    return str(handle["address"]) if handle else None


# -- telling -------------------------------------------------------------------------------------


VOTE = "vote"
"""The words of a decision that is a step of a practice; where it has none, a decision's are said."""

REVIEW = "review"
"""The words of a decision that looks again at an earlier one, and likewise."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a notice belongs to: the circle, and the round with the place it is held in.

    ``called`` is what the circle is called where only those at one of its tables are meant.
    """

    circle: Record | None = None
    place: Record | None = None
    round: Record | None = None
    card: Card | None = None
    called: str | None = None

    @property
    def form(self) -> str | None:
        """The form of the round, whose words come first in the catalogue."""
        if self.round and self.round["form"] == "consent" and self.round["session"]:
            return VOTE if self.round["open"] else "consent"
        if self.round and self.round.get("bears_on"):
            return REVIEW
        return str(self.round["form"]) if self.round else None


def tell(visit: Visit, notice: Notice, occasion: Occasion) -> Row | None:
    """Bring a notice to its audience; return what is said in the room, if that is where it goes."""
    match notice.to:
        case Room():
            return tell_room(visit, notice, occasion)
        case To(member):
            tell_member(visit, notice, occasion, member)
            return None


def tell_room(visit: Visit, notice: Notice, occasion: Occasion) -> Row:
    """Say a notice in the occasion's room; a member's own words are said by that member."""
    place = occasion.place or visit.place()
    target = occasion.card if notice.on_card else None
    if not isinstance(notice.voice, Assistant):
        return _read_out(visit, notice, place, target)
    people = people_of(visit, notice.asks) if len(notice.asks) > 1 else {}
    reader = room_reader(visit, occasion.circle, people)
    phrase = _phrase(visit, notice, occasion, reader)
    say = Say(
        phrase.plain,
        phrase.html,
        asked(visit, notice, people),
        fields=fields(visit, notice, occasion),
    )
    row = visit.post(
        say, place["id"], sender=notice.voice, target=target, refers=_refers(notice, occasion)
    )
    return _quoted(visit, row, notice, occasion, reader)


def _read_out(visit: Visit, notice: Notice, place: Record, target: Card | None) -> Row:
    """Let a member's ghost say the member's words, whole, in the main timeline."""
    sender = ghost_in(visit, str(notice.voice), place)
    said = _said(visit, notice)
    words = ",".join(getattr(notice.args["words"], "words", ()))
    say = Say(said.plain, said.html, aloud=True)
    return visit.post(say, place["id"], sender=sender, target=target, words=words)


def _said(visit: Visit, notice: Notice) -> Said:
    reader = room_reader(visit, None)
    parts = [reader.words(w) for w in getattr(notice.args["words"], "words", ())]
    html = "<br/>".join(p.html for p in parts if p.html) if all(p.html for p in parts) else None
    return Said("\n\n".join(p.plain for p in parts), html)


def tell_member(visit: Visit, notice: Notice, occasion: Occasion, member: str) -> None:
    """Tell one member alone: in their private chat, or by mail where mail is how they take part."""
    mail = visit.house.mail
    if visit.overhear is not None:
        visit.overhear(notice, occasion, member)
    elif mail is not None and mail.reads_mail(visit, occasion.circle, member):
        mail.write(visit, notice, occasion, member)
    elif mail is not None and mail.answers(visit, notice, occasion, member):
        return
    elif chat_handle(visit, member):
        tell_privately(visit, notice, occasion, member)


def tell_privately(visit: Visit, notice: Notice, occasion: Occasion, member: str) -> Row:
    """Tell a member in the one private chat that they have with the Facilitator."""
    chat = private_chat(visit, member)
    reader = own_reader(visit, member, occasion.circle, in_chat=True)
    phrase = _phrase(visit, notice, occasion, reader, member)
    say = Say(
        phrase.plain, phrase.html, asked(visit, notice), fields=fields(visit, notice, occasion)
    )
    row = visit.post(say, chat["id"], refers=_refers(notice, occasion))
    return _quoted(visit, row, notice, occasion, reader, member)


def _quoted(
    visit: Visit,
    row: Row,
    notice: Notice,
    occasion: Occasion,
    reader: Reader,
    you: str | None = None,
) -> Row:
    """Keep how to say it anew, if the message shows what people said in the round."""
    if reader.shown and occasion.round:
        quoting.keep(visit, row, occasion.round, notice, you, reader.shown)
    return row


def say_anew(visit: Visit, quote: quoting.Quote, occasion: Occasion) -> Say:
    """Return a message of ours as it was told then, without the words that are hidden by now."""
    if quote.you is None:
        reader = room_reader(visit, occasion.circle)
    else:
        reader = own_reader(visit, quote.you, occasion.circle, in_chat=True)
    reader = replace(reader, at=quote.told_at)
    phrase = _phrase(visit, quote.notice, occasion, reader, quote.you)
    return Say(phrase.plain, phrase.html, edits=True, fields=quote.fields)


def private_chat(visit: Visit, member: str) -> Record:
    """Return the member's private chat; where there is none yet, one is opened."""
    found = visit.ledger.one(t.place, member=member, part="private", gone=False)
    return found or open_private_chat(visit, member)


def open_private_chat(visit: Visit, member: str) -> Record:
    """Open a readable private chat with a member and ask them in."""
    place = visit.ledger.add(
        t.place, id=new_id("plc"), part="private", member=member, made_at=micros(visit.now)
    )
    handle = chat_handle(visit, member)
    name = visit.house.wording.line("private-chat-name")
    alias = f"fac_private_{place['id'][4:].lower()}"
    visit.post(
        MakeRoom(
            name,
            alias,
            history="invited",  # what is said before they accept is for them too, and for no third
            invite=[handle] if handle else [],
            direct=True,
        ),
        place["id"],
    )
    return place


def _phrase(
    visit: Visit, notice: Notice, occasion: Occasion, reader: Reader, you: str | None = None
) -> Phrase:
    args = {**notice.args, **standing(visit, occasion, reader, you)}
    return visit.house.wording.phrase(notice.kind, args, reader, form=occasion.form)


def standing(
    visit: Visit, occasion: Occasion, reader: Reader, you: str | None
) -> Mapping[str, Arg]:
    """Return the arguments that every sentence may use: ``$you``, ``$circle``, ``$host``, ``$follows``.

    To a host, another host of the circle is the one to turn to; where there is none, ``$host`` is the
    choice ``nobody``. ``$questions`` is ``one``: a letter that asks two says so itself.
    """
    host = first_host(visit, occasion.circle, you) if occasion.circle else None
    return {
        "you": Text(reader.name(MemberId(you)) if you else ""),
        "circle": Text(occasion.called or (occasion.circle["name"] if occasion.circle else "")),
        "host": Text(reader.name(MemberId(host))) if host and host != you else "nobody",
        "follows": "step" if occasion.round and occasion.round["session"] else "whole",
        "questions": "one",
    }


def asked(visit: Visit, notice: Notice, people: People | None = None) -> list[str]:
    """Return the Matrix ids of those a notice asks, as far as they have one."""
    known = people or {}
    handles = [
        known[member][1] if member in known else chat_handle(visit, member)
        for member in notice.asks
    ]
    return [handle for handle in handles if handle]


def _refers(notice: Notice, occasion: Occasion) -> str | None:
    return f"{notice.kind}:{occasion.round['id']}" if occasion.round else None


def fields(visit: Visit, notice: Notice, occasion: Occasion) -> Record:
    """Return the machine-readable notice beside a message (contract §9), its number counted."""
    shown: Record = {"v": 1, "kind": notice.kind}
    if occasion.circle:
        shown["circle"] = occasion.circle["slug"]
    if occasion.round:
        shown |= _of_round(visit, occasion.round, notice)
    for key, value in notice.shown.items():
        shown[key] = matrix_id(visit, str(value)) if key in ("member", "speaking") else value
    return shown


def is_apart(visit: Visit, row: Record) -> bool:
    """Say whether a round holds a part of a session in a place of its own: a table."""
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
    return session is not None and session["place"] != row["place"]


def is_whole(visit: Visit, row: Record) -> bool:
    """Say whether a round is no step of another, or is held in a room of its own."""
    return row["session"] is None or is_apart(visit, row)


def _of_round(visit: Visit, row: Record, notice: Notice) -> Record:
    """Return a round's own fields. A step's round is told as part of its session.

    In prompt rounds only what the room hears is counted: the number of private receipts would tell
    how many have answered while it is sealed (contract §9). In a decision that has something to
    hide, whom a letter left out would tell whose objection it is.
    """
    whole = row if is_apart(visit, row) else visit.ledger.one(t.round_, id=row["session"] or "")
    whole = whole or row
    if isinstance(notice.to, Room) or not _is_unseen(visit, row):
        visit.ledger.change(t.round_, whole, notices=whole["notices"] + 1)
    shown: Record = {"round": whole["id"], "seq": whole["notices"]}
    if row["number"]:
        shown["number"] = row["number"]
    return shown


def _is_unseen(visit: Visit, row: Record) -> bool:
    """Say whether what is told alone in a round is not counted where all can see it."""
    if row["form"] in UNSEEN:
        return True
    form, known = FORMS[row["form"]], visit.ledger.memory
    if form.log is None:
        return False
    if row["id"] not in known:
        known[row["id"]] = visit.house.states.read(form.state, row["state"])
    return form.log.is_sealed(known[row["id"]])


# -- answers -------------------------------------------------------------------------------------


TOO_MANY = "too many"
"""The note of an intake that was taken, but not answered."""


def may_answer(visit: Visit) -> bool:
    """Say whether this message is answered; one who asks too fast is asked once for calm instead.

    Nothing else depends on it: what was asked for is done, and rounds tell what they have to tell.
    """
    by = getattr(visit.intake.heard, "by", None)
    if visit.intake.ear != "matrix" or by is None:
        return True
    intake = visit.intake
    reply = visit.house.patience.reply((by, intake.place), intake.key, intake.heard_at)
    if reply is Reply.SLOWER and visit.note is None:
        visit.answer(visit.house.wording.phrase("slower", {}, room_reader(visit, None)))
    if reply is not Reply.ANSWER:
        visit.note = TOO_MANY
    return reply is Reply.ANSWER


def answer(
    visit: Visit, kind: str, args: Mapping[str, Arg] | None = None, **shown: str | int
) -> None:
    """Answer the message of this visit in its own place, as plain information that replies to it.

    What came by mail is answered by mail.
    """
    if visit.intake.ear == "mail" and visit.house.mail is not None:
        visit.house.mail.answer(visit, kind, args, shown)
        return
    if not may_answer(visit):
        return
    circle = visit.circle() or _circle_of_table(visit)
    reader = room_reader(visit, circle)
    notice = Notice(_named(kind), Room(), args or {}, shown=shown)
    phrase = visit.house.wording.phrase(
        kind, {**(args or {}), **standing(visit, Occasion(circle), reader, None)}, reader
    )
    visit.answer(phrase, fields(visit, notice, Occasion(circle)))


def _circle_of_table(visit: Visit) -> Record | None:
    """Return the circle whose people sit here: a table's room belongs to none in the books."""
    if visit.place()["part"] != "table":
        return None
    row = visit.ledger.one(t.round_, place=visit.place()["id"])
    return visit.ledger.one(t.circle, id=row["circle"]) if row else None


def answer_alone(
    visit: Visit, member: str, kind: str, args: Mapping[str, Arg] | None = None, **shown: str | int
) -> None:
    """Answer what concerns one person only, where nobody else reads it (contract §4)."""
    if visit.intake.ear == "mail" or visit.place()["part"] == "private":
        answer(visit, kind, args, **shown)
        return
    if not may_answer(visit):
        return
    occasion = Occasion(visit.circle())
    reader = own_reader(visit, member, occasion.circle, in_chat=True)
    given = {**(args or {}), **standing(visit, occasion, reader, member)}
    phrase = visit.house.wording.phrase(kind, given, reader)
    notice = Notice(_named(kind), To(MemberId(member)), shown=shown)
    say = Say(phrase.plain, phrase.html, fields=fields(visit, notice, occasion))
    visit.post(say, private_chat(visit, member)["id"])


def _named(kind: str) -> str:
    """Return a notice's name for machines: every "no" is ``refused``, told apart by its code."""
    return "refused" if kind.startswith("refused-") else kind.replace("-", "_")


def _only_to(refusal: Refusal, heard: object) -> str | None:
    """Return who alone hears a "no": to what was no message, and where it would tell the others what
    only that person may know."""
    alone = isinstance(heard, Reacted | Edited | Chose) or refusal.words.get("hidden") == "yes"
    return getattr(heard, "by", None) if alone else None


def say_refusal(visit: Visit, refusal: Refusal) -> None:
    """Answer "no", kindly, with its code for machines; what was no message is answered alone."""
    mail, heard = visit.house.mail, visit.intake.heard
    if mail is not None and visit.intake.ear == "mail":
        mail.refuse(visit, refusal)
    elif (by := _only_to(refusal, heard)) is not None:
        member = visit.member_of(by)["id"]
        answer_alone(visit, member, f"refused-{refusal.code}", refusal.words, code=refusal.code)
    else:
        answer(visit, f"refused-{refusal.code}", refusal.words, code=refusal.code)
