"""Questions to one person alone, by mail, about lines of the record; and minutes as a mail.

What is asked in a private chat is asked here in one mail, and a plain reply answers it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bridges.email import letters, lists, tokens
from bridges.email.addresses import Purpose, Role
from bridges.email.arrival import today
from bridges.email.composing import Enclosure
from bridges.email.house import Arrival, MailHouse
from bridges.email.mailing import AFTER, Piece, mail_address, note, send
from bridges.email.speaking import source_of
from bridges.email.words import Asking, Bare, bare_word, matter
from facilitator.core.notices import Arg, Text
from facilitator.core.record import read_reply
from facilitator.core.refusals import Refusal
from facilitator.hosting import weighing
from facilitator.hosting.record import asking, writing_up
from facilitator.hosting.record.writing_up import Minutes
from facilitator.hosting.register.taking_away import KINDS, File
from facilitator.hosting.voice import Occasion, own_reader, standing
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

_WHOLE = re.compile(r"minutes|missed|forget me|quote")
"""What counts as a whole mail, without the ``!``, where nothing was asked."""

_ON_REQUEST = re.compile(r"(?:note|action|minutes|missed|forget)\b")
"""What may begin a mail to the request address: everything there is a command."""

_ASKING = (Purpose.TURN, Purpose.POSITION, Purpose.CONFIRM)


def write_alone(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str,
    name: str,
    args: Mapping[str, Arg],
    item: str | None,
) -> None:
    """Write to one member in the words ``name``; a reply is about ``item``, if there is one."""
    address = mail_address(visit, member)
    if address is None:
        return
    back = None
    if item is not None:
        until = visit.now + AFTER
        back = tokens.address(house, visit, Purpose.CONFIRM, circle, item, member, until)
    arrival = letters.answered_by(visit, member)
    note(
        house, visit, circle, member, address, name, args, item=item or f"circle:{circle['id']}",
        reply_to=back, in_reply_to=arrival.ref or None if arrival else None,
        kind="asked" if name.endswith("-asked") else None,
    )  # fmt: skip


def answered(house: MailHouse, visit: Visit, arrival: Arrival, token: Record) -> bool:
    """Take a reply to a question about a line; return whether it was one."""
    if token["item"].startswith(f"{weighing.KIND}:"):
        return _weighed(house, visit, arrival, token)
    if not token["item"].startswith(asking.LINE):
        return False
    row = visit.ledger.one(t.note, id=token["item"].removeprefix(asking.LINE))
    author = arrival.author
    if row is None or author is None or author["id"] != token["member"]:
        return False
    names = [author["name"]]
    bare = bare_word(arrival.text, Asking.POST, today(visit, author, arrival.circle), names)
    if bare is not None and bare.word is not Bare.TAKE_BACK:
        lists.bare(house, visit, arrival, bare)  # LEAVE, HELP, AWAY and BACK are that anywhere
        return True
    name, args = asking.take(visit, row, read_reply(matter(arrival.text, names)))
    write_alone(house, visit, arrival.circle, author["id"], name, args, token["item"])
    return True


def _weighed(house: MailHouse, visit: Visit, arrival: Arrival, token: Record) -> bool:
    """Take a reply to the questions of how to decide something; return whether it was one."""
    held = visit.ledger.one(t.held, id=token["item"].partition(":")[2])
    author = arrival.author
    if held is None or author is None or author["id"] != token["member"]:
        return False
    names = [author["name"]]
    bare = bare_word(arrival.text, Asking.POST, today(visit, author, arrival.circle), names)
    if bare is not None and bare.word is not Bare.TAKE_BACK:
        lists.bare(house, visit, arrival, bare)
        return True
    text = matter(arrival.text, names)
    weighing.take(visit, held, text, Said(source_of(visit, arrival), arrival.address, text))
    if not letters.told_in(visit, author["id"]):
        letters.note(house, visit, arrival, "done")
    return True


# -- words without "!" ---------------------------------------------------------------------------


def spelled_out(visit: Visit, arrival: Arrival) -> Arrival:
    """Return a mail that is MINUTES, MISSED, FORGET ME or QUOTE and nothing else as that command.

    Only where no mail of ours had asked for words: there it is an answer like any other.
    """
    role = arrival.addressed.role
    if role in _ASKING or arrival.author is None:
        return arrival
    words = matter(arrival.text, [arrival.author["name"]]).strip()
    folded = " ".join(words.casefold().split()).strip(" .!*")
    if _WHOLE.fullmatch(folded):
        return replace(arrival, text=f"!{folded}")
    if role is Role.REQUEST and (said := _requested(arrival, words)):
        return replace(arrival, text=f"!{said}")
    return arrival


def _requested(arrival: Arrival, words: str) -> str | None:
    """Return what is asked of the request address: its text, or where that is empty its subject."""
    text = words or arrival.mail.subject
    return text if _ON_REQUEST.match(text.casefold()) else None


def post_meant(visit: Visit, arrival: Arrival, begins: str) -> str | None:
    """Return the message in the room that a mail answers, to quote it.

    Where one mail had brought several, the words it begins with say which. Raises ``Refusal``.
    """
    post = next(filter(None, (_post(visit, item) for item in _items(visit, arrival))), None)
    if post is None:
        return None
    together = visit.ledger.all(t.post, mail=post["mail"]) if post["mail"] else [post]
    found = [one for one in together if _begins(visit, one, begins)]
    if len(found) != 1:
        raise Refusal("quote-which")
    return _event(visit, found[0])


def _items(visit: Visit, arrival: Arrival) -> Iterator[str]:
    """Give what a mail is about, the nearest first: its token, and the mails of its thread."""
    if arrival.token:
        yield str(arrival.token["item"])
    for ref in (arrival.mail.in_reply_to, *arrival.mail.references):
        ours = visit.ledger.one(t.sent_mail, message_id=ref) if ref else None
        if ours is not None and ours["circle"] == arrival.circle["id"]:
            yield str(ours["item"])


def _post(visit: Visit, item: str) -> Record | None:
    kind, _, name = item.partition(":")
    return visit.ledger.one(t.post, id=name) if kind == "post" else None


def _begins(visit: Visit, post: Record, begins: str) -> bool:
    words = visit.ledger.one(t.words, id=post["words"]) or {}
    return one_line(words.get("text", "")).casefold().startswith(one_line(begins).casefold())


def _event(visit: Visit, post: Record) -> str | None:
    if post["id"].startswith("$"):
        return str(post["id"])
    sent = visit.ledger.one(t.outbox, id=post["id"])
    return str(sent["ref"]) if sent and sent["ref"] else None


# -- files -------------------------------------------------------------------------------------


def bring_file(
    house: MailHouse, visit: Visit, file: File, member: str, name: str, args: Mapping[str, Arg]
) -> None:
    """Mail a file to one member, with the words ``name``."""
    circle, address = file.circle, mail_address(visit, member)
    if address is None:
        return
    reader = own_reader(visit, member, circle, in_chat=False)
    given = {**args, **standing(visit, Occasion(circle), reader, member)}
    phrase = visit.house.wording.phrase(name, given, reader, surface="mail")
    arrival = letters.answered_by(visit, member)
    piece = Piece(
        subject=visit.house.wording.subject(name, given, reader),
        plain=phrase.plain,
        html=phrase.html,
        item=f"circle:{circle['id']}",
        notice=f"kind={name.replace('-', '_')}; circle={circle['slug']}",
        in_reply_to=arrival.ref or None if arrival else None,
        references=(arrival.ref,) if arrival and arrival.ref else (),
        reply_to=house.lists.owner(circle["slug"]),
        enclosures=(Enclosure(file.name, KINDS[file.kind], file.text),),
    )
    send(house, visit, circle, member, address, piece)


# -- minutes -------------------------------------------------------------------------------------


def bring_minutes(house: MailHouse, visit: Visit, minutes: Minutes, member: str) -> None:
    """Mail minutes to one member, with the Markdown file."""
    circle, address = minutes.circle, mail_address(visit, member)
    if address is None:
        return
    reader = writing_up.reader_of(visit, minutes, in_chat=False)
    own = standing(visit, Occasion(circle), reader, member)
    args = {**own, "title": Text(writing_up.title_of(visit, minutes))}
    phrases = writing_up.told(visit, minutes, reader, "mail")
    phrases.append(visit.house.wording.phrase("minutes-mail", args, reader, surface="mail"))
    arrival = letters.answered_by(visit, member)
    name = writing_up.file_name(visit, minutes)
    piece = Piece(
        subject=visit.house.wording.subject("minutes-mail", args, reader),
        plain="\n\n".join(phrase.plain.strip("\n") for phrase in phrases),
        html="".join(phrase.html for phrase in phrases),
        item=f"minutes:{circle['id']}",
        notice=f"kind=minutes; circle={circle['slug']}",
        in_reply_to=arrival.ref or None if arrival else None,
        references=(arrival.ref,) if arrival and arrival.ref else (),
        reply_to=house.lists.owner(circle["slug"]),
        enclosures=(Enclosure(name, "text/markdown", writing_up.markdown(visit, minutes)),),
    )
    send(house, visit, circle, member, address, piece)
