"""What the service says to one member by mail: notices, answers, questions back, refusals.

Words come from the catalogue (surface ``mail``), told to the member as reader: their own zone, no
links to chats. Where a mail answers one, it stands in that mail's thread. `mailing` makes the mail
and hands it to the postman.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bridges.email import early, seconds, tokens
from bridges.email.addresses import Purpose
from bridges.email.arrival import read
from bridges.email.composing import Enclosure
from bridges.email.house import Arrival, MailHouse
from bridges.email.mailing import AFTER, Piece, confirmation, mail_address, send
from facilitator.acts import Post
from facilitator.clock import micros
from facilitator.core.formats.steps import asks
from facilitator.core.notices import Arg, Notice, Room, Text, Who
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import session as core
from facilitator.hosting.forms import BESIDE, CONSENT
from facilitator.hosting.members.rights import membership
from facilitator.hosting.newcomers import newcomers
from facilitator.hosting.polls import files
from facilitator.hosting.rhythms.calendar import CHANGED, enclosure
from facilitator.hosting.rounds import occasion_of, session_of, state_of
from facilitator.hosting.voice import Occasion, Reader, fields, own_reader, standing
from facilitator.intake import Mailed
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase

TALK = {
    "question_asked", "objection_raised", "objection_resolved", "objection_orphaned",
    "late_words_for_host",
}  # fmt: skip
"""Notices of a round that ask for talk: a reply to them goes to the room, as a reply to the card."""

WITH_DATES = CHANGED | {"rhythm_announced", "round_announced"}
"""Notices that bring the dates of what comes back along, for the reader's calendar."""

HOSTING, HOSTING_KNOWN = "host", timedelta(days=30)
"""The item of a mail that asks whose turn it is to host, and how long it can be answered."""

ASKING = {"round_announced", "table_announced", "proposal_opened", "poll_opened"}
"""Notices that open something for a member: below the first of them stands what is asked once."""

ASKS = {"round_announced", "table_announced", "proposal_opened"}
"""Notices by which a step of a practice asks."""

DAY = timedelta(hours=24)
"""Within it one automatic answer goes to what belongs to no round (RFC 3834 §2)."""


# -- notices -------------------------------------------------------------------------------------


def write(house: MailHouse, visit: Visit, notice: Notice, occasion: Occasion, member: str) -> None:
    """Mail a notice to one member. A kind without words for mail is none that is mailed."""
    wording, circle = visit.house.wording, occasion.circle
    address = mail_address(visit, member)
    if address is None or circle is None or not wording.has(notice.kind, occasion.form, "mail"):
        return
    arrival = answered_by(visit, member)
    if arrival is None and _wants_nothing(visit, circle, member):
        return
    if notice.kind == "host_sentence" and _is_asked(visit, occasion, member):
        return  # it stands in the letter that asks them
    reader = own_reader(visit, member, circle, in_chat=False)
    args = {**_to_inviter(notice, member), **standing(visit, occasion, reader, member)}
    args["questions"] = _questions(visit, occasion.round, member)
    phrases = [wording.phrase(notice.kind, args, reader, form=occasion.form, surface="mail")]
    if notice.kind in ASKS and occasion.round and occasion.round["session"]:
        phrases = seconds.asked(visit, occasion.round, phrases, args, reader, member)
        phrases = _in_practice(visit, occasion.round, phrases, reader, member)
    if arrival is not None:
        phrases += _left_behind(visit, arrival, notice, reader)
        phrases += seconds.receipt(visit, notice, reader)
    if notice.kind in ASKING:
        lines = newcomers.foot(visit, occasion, member)
        phrases += [_phrase(visit, name, {**given, **args}, reader) for name, given in lines]
    kind = HOSTING if notice.kind == "host_turn" else "note"
    about = round_item(occasion.round) if occasion.round else f"{kind}:{circle['id']}"
    item = f"post:{occasion.card}" if occasion.round and notice.kind in TALK else about
    if occasion.round and (asked := early.kind_of(notice)):
        item = f"{asked}:{occasion.round['id']}"
    piece = Piece(
        subject=wording.subject(notice.kind, args, reader, form=occasion.form),
        plain=_joined(phrases),
        html="".join(phrase.html for phrase in phrases),
        item=item,
        notice=header(fields(visit, notice, occasion)),
        reply_to=_reply_to(house, visit, item, occasion, circle, member),
        version=_version(notice),
        enclosures=(*_dates(visit, notice), *_of_poll(visit, notice, occasion)),
        **thread(visit, about, member, arrival),
    )
    send(house, visit, circle, member, address, piece, refers=about)


def _questions(visit: Visit, row: Record | None, member: str) -> str:
    """Say how many questions a letter asks: ``one``, or ``two`` where a later step is asked with it."""
    return "two" if row and seconds.of(visit, row, member) else "one"


def _to_inviter(notice: Notice, member: str) -> Mapping[str, Arg]:
    """Return a notice's arguments; who invites is told of it as their own doing."""
    by = notice.args.get("by")
    if notice.args.get("inviter") == "named" and isinstance(by, Who) and by.member == member:
        return {**notice.args, "inviter": "you"}
    return notice.args


def _is_asked(visit: Visit, occasion: Occasion, member: str) -> bool:
    """Say whether the step that begins asks this member, by a letter of its own."""
    state = state_of(visit, occasion.round) if occasion.round else None
    if state is None or state.step is None or not asks(state.step):
        return False
    return member in {seat.member for seat in state.places(state.step)}


def _for_chair(visit: Visit, state: core.Session, member: str, reader: Reader) -> list[Phrase]:
    """Return what whoever has the chair could say in this step, and the words of a host."""
    if state.chair != member or state.step is None:
        return []
    sentence = state.step.host or ""
    args: dict[str, Arg] = {"said": "yes" if sentence else "no", "sentence": Text(sentence)}
    return [_phrase(visit, "session-chair", args, reader)]


def _in_practice(
    visit: Visit, round_: Record, asking: list[Phrase], reader: Reader, member: str
) -> list[Phrase]:
    """Return what asks in a step of a practice: which step it is, and what was told and said before.

    The room has heard all that; who reads by mail gets it with the question, in one letter.
    """
    step = session_of(visit, round_)
    if step is None:
        return asking
    told, said = "\n\n".join(core.told_between(step)), core.heard_last(step)
    talk = core.talked_last(step)
    args: dict[str, Arg] = {
        "title": Text(step.format.title),
        "step": step.at + 1,
        "steps": len(step.format.steps),
        "told": "yes" if told else "no",
        "text": Text(told),
        "before": "yes" if said.parts else "no",
        "talked": "yes" if talk else "no",
        "about": Text(talk),
    }
    args["letters"] = _questions(visit, round_, member)
    above = [_phrase(visit, "session-preface", args, reader)]
    if (apart := core.about_table(step)) is not None:
        above.append(_phrase(visit, "session-apart", apart, reader))
    below = [_phrase(visit, "session-before", {"letters": said}, reader)] if said.parts else []
    return [*above, *asking, *_for_chair(visit, step, member, reader), *below]


def _dates(visit: Visit, notice: Notice) -> tuple[Enclosure, ...]:
    """Return the calendar of what comes back, where the mail is about its dates."""
    octets = enclosure(visit) if notice.kind in WITH_DATES else None
    if octets is None:
        return ()
    text = octets.decode().replace("\r\n", "\n")
    return (Enclosure("dates.ics", "text/calendar; method=PUBLISH", text),)


def _of_poll(visit: Visit, notice: Notice, occasion: Occasion) -> tuple[Enclosure, ...]:
    """Return the files that the end of a poll brings along."""
    if notice.kind not in files.TOLD or occasion.round is None:
        return ()
    found = files.of(visit, occasion.round)
    return tuple(
        Enclosure(one.name, one.kind, one.octets.decode().replace("\r\n", "\n")) for one in found
    )


def round_item(round_: Record) -> str:
    """Return the item that mails and tokens of a round are kept under."""
    return f"{'decision' if round_['form'] in BESIDE else 'turn'}:{round_['id']}"


def round_of_item(visit: Visit, item: str) -> Record | None:
    """Return the round an item belongs to: its own, or the one whose card is talked about."""
    kind, _, name = item.partition(":")
    if kind in ("turn", "decision", *early.KINDS):
        return visit.ledger.one(t.round_, id=name)
    return visit.ledger.one(t.round_, card=name) if kind == "post" else None


def header(shown: Mapping[str, object]) -> str:
    """Return the machine-readable notice as a mail carries it (contract §9)."""
    return "; ".join(f"{k}={v}" for k, v in shown.items() if k != "v" and v is not None)


def answered_by(visit: Visit, member: str) -> "Arrival | None":
    """Return the mail that is being taken, if this member wrote it."""
    arrival: Arrival | None = visit.ledger.memory.get(_memory(visit))
    mine = arrival is not None and arrival.author is not None and arrival.author["id"] == member
    return arrival if mine else None


def remember(visit: Visit, arrival: Arrival) -> None:
    """Let what is said while a mail is taken stand in that mail's thread."""
    visit.ledger.memory[_memory(visit)] = arrival


def let_answer(visit: Visit) -> None:
    """The mail that is taken asks for something by a plain word: it is answered as a command is."""
    visit.ledger.memory[_asks(visit)] = True


def _asks(visit: Visit) -> str:
    return f"asks:{visit.intake.key}"


def _memory(visit: Visit) -> str:
    return f"arrival:{visit.intake.key}"


def _wants_nothing(visit: Visit, circle: Record, member: str) -> bool:
    """Say whether the member has switched the circle's mails off (they are away then)."""
    here = membership(visit, circle, member)
    return here is not None and here["delivery"] == "off"


def _left_behind(visit: Visit, arrival: Arrival, notice: Notice, reader: Reader) -> list[Phrase]:
    """Return what an answer adds: which files stay behind, or the words that were not clear."""
    files = len(arrival.mail.attachments)
    if notice.kind in ("asked", "question_wanted"):
        return _own_words(visit, arrival, reader)
    if files and notice.kind in ("words_received", "position_received"):
        return [_phrase(visit, "letter-attachments", {"count": files}, reader)]
    return []


def _version(notice: Notice) -> int | None:
    shows = "question" if early.kind_of(notice) == early.ANSWER else "version"
    version = notice.shown.get(shows)
    return version if isinstance(version, int) else None


# -- where a reply goes --------------------------------------------------------------------------


def _reply_to(
    house: MailHouse, visit: Visit, item: str, occasion: Occasion, circle: Record, member: str
) -> str:
    """Return the address that makes a reply land where it belongs (contract §7)."""
    if item.startswith(f"{HOSTING}:"):
        until = visit.now + HOSTING_KNOWN
        return tokens.address(house, visit, Purpose.TURN, circle, item, member, until)
    if occasion.round is None:
        return house.lists.owner(circle["slug"])
    purpose = _PURPOSES[item.partition(":")[0]]
    until = ends(visit, occasion.round) + AFTER
    return tokens.address(house, visit, purpose, circle, item, member, until)


_PURPOSES = {"turn": Purpose.TURN, "decision": Purpose.POSITION, "post": Purpose.REPLY}
_PURPOSES |= dict.fromkeys(early.KINDS, Purpose.POSITION)


def ends(visit: Visit, round_: Record) -> datetime:
    """Return until when a round can be answered at all: a decision in force until its review."""
    state = state_of(visit, round_)
    if round_["form"] == CONSENT.name:
        last: datetime = state.review_at or state.slow_until
    else:
        last = state.ends
    return max(last, visit.now)


def thread(visit: Visit, item: str, member: str, arrival: "Arrival | None") -> Record:
    """Return what a mail answers: the member's own mail, else our first mail about the item."""
    ours = visit.ledger.all(t.sent_mail, item=item, member=member)
    roots = [m["message_id"] for m in sorted(ours, key=lambda m: (m["made_at"], m["references"]))]
    if arrival is not None and arrival.ref:
        chain = [*roots[:1], *reversed(arrival.mail.references), arrival.ref]
        return {"in_reply_to": arrival.ref, "references": tuple(dict.fromkeys(chain))}
    return {"in_reply_to": roots[0] if roots else None, "references": tuple(roots[:1])}


# -- answers -------------------------------------------------------------------------------------


def answer(
    house: MailHouse,
    visit: Visit,
    kind: str,
    args: Mapping[str, Arg] | None,
    shown: Mapping[str, str | int],
) -> None:
    """Answer the mail of this visit in the words that chat has for ``kind``."""
    arrival = arrival_of(house, visit)
    if arrival is None or arrival.author is None:
        return
    occasion = Occasion(arrival.circle)
    reader = own_reader(visit, arrival.author["id"], arrival.circle, in_chat=False)
    own = standing(visit, occasion, reader, arrival.author["id"])
    surface = "mail" if visit.house.wording.has(kind, None, "mail") else "chat"
    told = visit.house.wording.phrase(kind, {**(args or {}), **own}, reader, surface=surface)
    name = "refused" if kind.startswith("refused-") else kind.replace("-", "_")
    notice = Notice(name, Room(), shown=shown)
    reply(house, visit, arrival, [_greeted(visit, arrival, told, reader, own)], notice)


def refuse(house: MailHouse, visit: Visit, refusal: Refusal) -> None:
    """Answer "no" to the mail of this visit, kindly, with the member's own words below."""
    arrival = arrival_of(house, visit)
    if arrival is None or arrival.author is None:
        return
    wording, author = visit.house.wording, arrival.author["id"]
    by_mail = f"letter-refused-{refusal.code}"
    kind = by_mail if wording.has(by_mail) else f"refused-{refusal.code}"
    occasion = _occasion(visit, arrival)
    reader = own_reader(visit, author, arrival.circle, in_chat=False)
    own = standing(visit, occasion, reader, author)
    told = wording.phrase(kind, {**refusal.words, **own}, reader, form=occasion.form)
    phrases = [_greeted(visit, arrival, told, reader, own), *_own_words(visit, arrival, reader)]
    notice = Notice("refused", Room(), shown={"code": refusal.code})
    reply(house, visit, arrival, phrases, notice)


def ask(
    house: MailHouse, visit: Visit, arrival: Arrival, code: str, about: str, items: str = "",
    row: Record | None = None,
) -> None:  # fmt: skip
    """Ask the author back; nothing of theirs is counted or lost before they answer.

    A reply to the question is about ``row``, or else about what the author's mail had answered.
    """
    args: dict[str, Arg] = {"code": code, "about": Text(about), "items": Text(items)}
    args["address"] = Text(house.post_address(arrival.circle))
    notice = Notice("asked", Room(), args, shown={"code": code})
    _say(house, visit, arrival, "letter-asked", notice, with_words=True, row=row)


def note(house: MailHouse, visit: Visit, arrival: Arrival, code: str, member: Arg = "") -> None:
    """Tell the author what became of a mail that changed nothing in the round."""
    notice = Notice("noted", Room(), {"code": code, "member": member}, shown={"code": code})
    _say(house, visit, arrival, "letter-noted", notice, with_words=False)


def _say(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    kind: str,
    notice: Notice,
    *,
    with_words: bool,
    row: Record | None = None,
) -> None:
    if arrival.author is None:
        return
    reader = own_reader(visit, arrival.author["id"], arrival.circle, in_chat=False)
    own = standing(visit, Occasion(arrival.circle), reader, arrival.author["id"])
    phrases = [_phrase(visit, kind, {**notice.args, **own}, reader)]
    if with_words:
        phrases += _own_words(visit, arrival, reader)
    phrases.append(_phrase(visit, "letter-signature", own, reader))
    reply(house, visit, arrival, phrases, notice, row)


def reply(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    phrases: Sequence[Phrase],
    notice: Notice,
    row: Record | None = None,
) -> None:
    """Send an answer into the thread of the mail it answers; that thread's item stays its item."""
    author = arrival.author or {}
    address = mail_address(visit, author["id"])
    if address is None:
        return
    row = row or round_answered(visit, arrival)
    item = round_item(row) if row else _item_of(arrival)
    if not _may_answer(visit, arrival, item):
        hold_unanswered(visit, arrival)
        return
    occasion = occasion_of(visit, row) if row else Occasion(arrival.circle)
    back = house.lists.request(arrival.circle["slug"])
    if occasion.round is not None or item.startswith(f"{HOSTING}:"):
        back = _reply_to(house, visit, item, occasion, arrival.circle, author["id"])
    piece = Piece(
        subject=_subject(visit, arrival),
        plain=_joined(phrases),
        html="".join(phrase.html for phrase in phrases),
        item=item,
        notice=header(fields(visit, notice, occasion)),
        reply_to=back,
        version=_current_version(visit, occasion),
        **thread(visit, item, author["id"], arrival),
    )
    send(house, visit, arrival.circle, author["id"], address, piece, refers=item)


def _item_of(arrival: Arrival) -> str:
    """Return what an answer to a mail that is about no round is about: the same question, or a word."""
    source = arrival.token or arrival.parent
    if source is not None and source["item"].startswith(f"{HOSTING}:"):
        return str(source["item"])
    return f"command:{arrival.circle['id']}"


def round_answered(visit: Visit, arrival: Arrival) -> Record | None:
    """Return the round a mail speaks of: by its token, else by the mail it replies to."""
    for source in (arrival.token, arrival.parent):
        row = round_of_item(visit, source["item"]) if source else None
        if row is not None:
            return row
    return None


def arrival_of(house: MailHouse, visit: Visit) -> "Arrival | None":
    """Return the mail this visit is about, read again where a refusal rolled everything back."""
    kept: Arrival | None = visit.ledger.memory.get(_memory(visit))
    if kept is None and isinstance(visit.intake.heard, Mailed):
        kept = read(house, visit, visit.intake.heard)
        if kept is not None:
            remember(visit, kept)
    return kept


def told_in(visit: Visit, member: str) -> bool:
    """Say whether this visit has written to the member already."""
    address = mail_address(visit, member)
    start = f"{visit.intake.key}/"
    return any(
        row.key.startswith(start) and isinstance(row.act, Post) and row.act.recipient == address
        for row in visit.ledger.posted
    )


def _occasion(visit: Visit, arrival: Arrival) -> Occasion:
    row = round_answered(visit, arrival)
    return occasion_of(visit, row) if row else Occasion(arrival.circle)


def _current_version(visit: Visit, occasion: Occasion) -> int | None:
    if occasion.round is None or occasion.round["form"] != CONSENT.name:
        return None
    return int(state_of(visit, occasion.round).version)


def _may_answer(visit: Visit, arrival: Arrival, item: str) -> bool:
    """Answers to a round's mails and to commands always go out; others once in a day (RFC 3834)."""
    is_command = arrival.text.lstrip().startswith("!") or _asks(visit) in visit.ledger.memory
    if is_command or not item.startswith("command:"):
        return True
    author = (arrival.author or {})["id"]
    sent = visit.ledger.all(t.sent_mail, item=item, member=author)
    return not any(row["made_at"] > micros(visit.now - DAY) for row in sent)


def hold_unanswered(visit: Visit, arrival: Arrival) -> None:
    """Keep a mail that gets no answer, so that a person can see that there was one."""
    author = arrival.author or {}
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="unanswered", circle=arrival.circle["id"],
        member=author.get("id"), body=json.dumps({"text": arrival.text, "ref": arrival.ref}),
        made_at=micros(visit.now),
    )  # fmt: skip


def _greeted(
    visit: Visit, arrival: Arrival, told: Phrase, reader: Reader, own: Mapping[str, Arg]
) -> Phrase:
    """A sentence of chat as a mail begins: with the name."""
    hello = _phrase(visit, "letter-hello", own, reader)
    html = told.html.replace("\u2068", "").replace("\u2069", "")
    body = html if html.startswith("<") else f"<p>{html}</p>"
    return Phrase(f"{hello.plain.strip()} {told.plain}", hello.html + body)


def _own_words(visit: Visit, arrival: Arrival, reader: Reader) -> list[Phrase]:
    if not arrival.text.strip():
        return []
    return [_phrase(visit, "letter-your-words", {"words": Text(arrival.text)}, reader)]


def _phrase(visit: Visit, kind: str, args: Mapping[str, Arg], reader: Reader) -> Phrase:
    return visit.house.wording.phrase(kind, args, reader, surface="mail")


def _joined(phrases: Sequence[Phrase]) -> str:
    return "\n\n".join(phrase.plain.strip("\n") for phrase in phrases)


def _subject(visit: Visit, arrival: Arrival) -> str:
    """Return the subject of an answer: theirs, with one mark of a reply and without our prefix."""
    subject = arrival.mail.subject.replace(f"[{arrival.circle['name']}]", " ")
    while subject.strip().lower().startswith(("re:", "aw:", "sv:", "vs:", "antw:")):
        subject = subject.strip().partition(":")[2]
    words = " ".join(subject.split()) or visit.house.wording.line("letter-subject")
    return f"Re: {words}"


# -- to a member whose mail it may have been -----------------------------------------------------


def confirm(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str,
    held: str,
    args: Mapping[str, Arg],
) -> None:
    """Ask a member whether a mail in their name was theirs; YES, NO or a page answers."""
    item, until = f"hold:{held}", visit.now + AFTER
    back, link = confirmation(house, visit, circle, item, member, until)
    told = {**args, **link}
    _write_to(house, visit, circle, member, "letter-confirm", told, item, "confirm", back)


def _write_to(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str,
    kind: str,
    args: Mapping[str, Arg],
    item: str,
    code: str,
    reply_to: str,
) -> None:
    address = mail_address(visit, member)
    if address is None:
        return
    reader = own_reader(visit, member, circle, in_chat=False)
    told = {**args, **standing(visit, Occasion(circle), reader, member)}
    phrase = _phrase(visit, kind, told, reader)
    asked = Notice("asked", Room(), shown={"code": code})
    piece = Piece(
        subject=visit.house.wording.subject(kind, told, reader),
        plain=phrase.plain,
        html=phrase.html,
        item=item,
        notice=header(fields(visit, asked, Occasion(circle))),
        reply_to=reply_to,
    )
    send(house, visit, circle, member, address, piece)
