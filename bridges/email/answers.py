"""What members answer by mail: turns, positions, commands, a word to a host.

A mail counts when the token is good, the author's address is that member's, and the mail is proven
(contract §7, "Trust"). Otherwise it is held, and the member whose answer it would be is asked; their
yes lets it count as of the time it came. Every mail that is taken has an answer of its own: the
receipt that the round gives, or a word that nothing changed.
"""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bridges.email import alone, ballots, beside, early, letters, lists, posts, stray
from bridges.email.arrival import today
from bridges.email.calling import hosts_called, to_hosts
from bridges.email.holding import hold, rebuilt
from bridges.email.house import Arrival, MailHouse
from bridges.email.speaking import RoomVisit, source_of
from bridges.email.trust import Trust
from bridges.email.words import Asking, Bare, BareWord, bare_word, matter
from facilitator.acts import Check, Play
from facilitator.clock import micros
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Text
from facilitator.core.reading import Line, read_line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands
from facilitator.core.rounds.consent.commands import Resolve
from facilitator.core.rounds.positions import Nothing
from facilitator.core.rounds.readings import read_position
from facilitator.hosting import contributions, speaking
from facilitator.hosting.circles.circles import home_of, rounds_room
from facilitator.hosting.decisions import besides, decisions, objections
from facilitator.hosting.forms import CONSENT, DISCUSSION, HARVEST, PICK, POLL, SESSION
from facilitator.hosting.listening import hear_said
from facilitator.hosting.members.rights import need_member
from facilitator.hosting.practices import picks, tables, unseen
from facilitator.hosting.register import handing
from facilitator.hosting.rounds import act, state_of
from facilitator.intake import Said, TookBack
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

MOST_IN_AN_HOUR = 30
"""Mails to one member about one thing: beyond, two programs are answering each other."""

IN_CHAT_ONLY = {"new", "in", "join", "release", "self", "ping"}
"""Words that need somebody who sits in rooms."""

WHOLE = {"leave": Bare.LEAVE, "help": Bare.HELP}
"""Words that mean the same with and without the ``!``, when nothing follows them."""

LATER = (Check, Play)
"""What the answer to a word comes of by itself: something is looked at, or played through."""

OWN = {"zone"}
"""Words that in a room are about the circle, and by mail about the person who writes."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A member's own words for one round, certain to be theirs."""

    visit: RoomVisit
    arrival: Arrival
    member: Record
    row: Record

    @property
    def source(self) -> str:
        """The name under which the words are kept and can be taken back."""
        return source_of(self.visit, self.arrival)

    @property
    def text(self) -> str:
        """The new words."""
        return self.arrival.text


def is_bare(text: str) -> bool:
    """Say whether a whole text is nothing but a word that answers a question of ours."""
    one = " ".join(text.split()).strip(" .").casefold()
    return one in {"pass", "later", "more", "done", "consent", "aside", "take back", "same again"}


def is_command(text: str) -> bool:
    """Say whether a mail's first line is a command: ``!`` and a word. Raises ``Refusal``."""
    return text.lstrip().startswith("!") and read_line(text) is not None


def spelled_out(arrival: Arrival) -> Arrival:
    """Return a mail whose whole words are CHAIR ME, as a letter asked for it, as the command."""
    names = [arrival.author["name"]] if arrival.author else []
    words = matter(arrival.text, names).strip(" .!*").casefold()
    return replace(arrival, text="!chair me") if words == "chair me" else arrival


# -- does it count? ------------------------------------------------------------------------------


def answered(house: MailHouse, visit: Visit, arrival: Arrival, row: Record) -> None:
    """Take a mail that answers a round or a decision."""
    member = _whose(visit, arrival)
    if member is None or _is_known(visit, arrival, member):
        return
    if _goes_round(visit, member, row):
        letters.hold_unanswered(visit, arrival)
    elif not _is_certain(arrival):
        hold(house, visit, arrival, member, row)
        if arrival.trust is Trust.PASS and arrival.author not in (None, member):
            letters.ask(house, visit, arrival, "not-yours", row["title"])
    elif _is_too_late(visit, arrival, row):
        letters.ask(house, visit, arrival, "expired", row["title"])
    else:
        _count(house, visit, arrival, member, row)


def _goes_round(visit: Visit, member: Record, row: Record) -> bool:
    """Say whether we answer so often that only a machine can be at the other end."""
    item, hour_ago = letters.round_item(row), micros(visit.now - timedelta(hours=1))
    sent = visit.ledger.all(t.sent_mail, item=item, member=member["id"])
    return len([mail for mail in sent if mail["made_at"] > hour_ago]) >= MOST_IN_AN_HOUR


def _whose(visit: Visit, arrival: Arrival) -> Record | None:
    """Return the member whose answer it would be: their token, their proven address, their mail."""
    if arrival.token is not None:
        return visit.ledger.one(t.member, id=arrival.token["member"])
    if arrival.author is not None:
        return arrival.author
    return visit.ledger.one(t.member, id=arrival.parent["member"]) if arrival.parent else None


def _is_certain(arrival: Arrival) -> bool:
    """Say whether it counts at once: proven author, and their own token if there is one."""
    author, token = arrival.author, arrival.token
    if author is None or arrival.trust is not Trust.PASS:
        return False
    return token is None or bool(token["member"] == author["id"])


def _is_known(visit: Visit, arrival: Arrival, member: Record) -> bool:
    """Say whether this very mail was taken already (it came to two addresses of ours)."""
    source = source_of(visit, arrival)
    words = visit.ledger.all(t.words, source=source, member=member["id"])
    receipt = visit.ledger.one(t.receipt, source=source)
    return bool(words) or (receipt is not None and receipt["member"] == member["id"])


def _is_too_late(visit: Visit, arrival: Arrival, row: Record) -> bool:
    token = arrival.token
    return not row["open"] and token is not None and token["expires_at"] < micros(visit.now)


# -- held until the member says that it was them -------------------------------------------------


def confirmed(house: MailHouse, visit: Visit, held_id: str, choice: str) -> bool:
    """Let a held answer count, or let it go: ``yes``, ``no`` or ``add`` (yes, and that address is
    mine too). Return whether there was something to settle; a second press changes nothing."""
    held = visit.ledger.one(t.held, id=held_id)
    if held is None or held["kind"] != "answer" or held["settled_at"] is not None:
        return False
    kept = json.loads(held["body"])
    left = json.dumps({"ref": kept["ref"]})  # the words live on where they count, or nowhere
    visit.ledger.change(t.held, held, settled_at=micros(visit.now), body=left)
    member = visit.ledger.one(t.member, id=held["member"])
    circle = visit.ledger.one(t.circle, id=held["circle"])
    if choice not in ("yes", "add") or member is None or circle is None:
        return True
    row = visit.ledger.one(t.round_, id=kept["round"])
    arrival = rebuilt(house, visit, kept, circle, member, row)
    letters.remember(visit, arrival)
    if choice == "add" and kept["address"]:
        posts.add_address(visit, member["id"], kept["address"])
    try:
        if row is not None:
            _count(house, visit, arrival, member, row, kept["heard_at"])
        else:
            command(house, visit, arrival)
    except Refusal as refusal:
        letters.refuse(house, visit, refusal)
    return True


# -- counting ------------------------------------------------------------------------------------


def _count(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    member: Record,
    row: Record,
    heard_at: int | None = None,
) -> None:
    """Let a certain answer count; whatever happens, its author hears of it."""
    place = visit.ledger.one(t.place, id=row["place"]) or {}
    said = Said(source_of(visit, arrival), arrival.address, arrival.text)
    room = RoomVisit(visit, member, place, said, heard_at)
    answer = Answer(room, arrival, member, row)
    hosts, words = hosts_called(room, arrival.circle, arrival.text)
    if hosts:
        to_hosts(house, room, arrival, member["id"], hosts, words)
    elif row["form"] == POLL.name:
        _ballot(house, answer)
    elif row["form"] != CONSENT.name:
        for about, text in beside.turns(house, room, arrival, member, row):
            _turn(house, replace(answer, row=about, arrival=replace(arrival, text=text)))
        beside.receipt(house, room, member, row)
    else:
        _position(house, answer)
    if not letters.told_in(visit, member["id"]):
        letters.note(house, visit, arrival, "same")


def _bare(answer: Answer, asking: Asking) -> BareWord | None:
    day = today(answer.visit, answer.member, answer.arrival.circle)
    return bare_word(answer.text, asking, day, [answer.member["name"]])


def _turn(house: MailHouse, answer: Answer) -> None:
    """Words for one's place in a go-around, or one of its words alone."""
    bare = _bare(answer, Asking.TURN)
    if not answer.text.strip():
        letters.ask(house, answer.visit, answer.arrival, "empty-turn", answer.row["title"])
    elif answer.row["form"] == SESSION.name and answer.row["open"] and not _is_word(bare):
        _to_practice(house, answer)
    elif bare is None:
        _speak(answer)
    elif bare.word is Bare.TAKE_BACK:
        _take_back(house, answer)
    elif bare.rest:
        letters.ask(house, answer.visit, answer.arrival, "word-and-words", answer.row["title"])
    elif bare.word in speaking.OWN_WORDS:
        speaking.own_word(answer.visit, answer.source, answer.member, answer.row, bare.word)
    else:
        _speak(answer)


def _is_word(bare: BareWord | None) -> bool:
    """Say whether a mail is one word that a practice understands as a whole."""
    return bare is not None and (bare.word is Bare.TAKE_BACK or bare.word in speaking.OWN_WORDS)


def _to_practice(house: MailHouse, answer: Answer) -> None:
    """Words in reply to a letter about a practice as a whole: a yes to the part that is offered, or
    nothing that was asked for."""
    visit, arrival, member, row = answer.visit, answer.arrival, answer.member, answer.row
    word = matter(answer.text, [member["name"]]).strip(" .!*").casefold()
    if word in ("in", "yes") and state_of(visit, row).offered is not None:
        speaking.own_word(visit, answer.source, member, row, "in")
    else:
        stray.beside_the_question(house, visit, arrival, member, row)


def _speak(answer: Answer) -> None:
    """Keep the words and offer them; a letter that nobody has heard yet is replaced by a new one."""
    visit, member, row = answer.visit, answer.member, answer.row
    text = matter(answer.text, [member["name"]])
    if row["form"] == PICK.name:
        picks.take(visit, member["id"], row, text, answer.source, commands.Via.LETTER)
        return
    if row["form"] in unseen.ANSWERS:
        unseen.ANSWERS[row["form"]](visit, member, row, answer.source, text, commands.Via.LETTER)
        return
    earlier = _unread(answer)
    words = WordsId(new_id("wrd"))

    def keep(facts: tuple[Any, ...]) -> None:
        if not any(words in getattr(fact, "words", ()) for fact in facts):
            return  # they were asked about, and wait for nothing
        contributions.keep(visit, member["id"], row, answer.source, answer.text, None, words)
        for old in earlier:
            contributions.hide(visit, old)

    me = MemberId(member["id"])
    letter = commands.Speak(
        me, (words,), commands.Via.LETTER, bool(earlier),
        asks=commands.asks_something(answer.text),
    )  # fmt: skip
    act(visit, row, letter, keep)


def _unread(answer: Answer) -> list[Record]:
    """Return the words of the member's letter that waits, if all of it came by mail.

    In a discussion every letter is one of its own, as whoever wrote it was told.
    """
    if answer.row["form"] == DISCUSSION.name:
        return []
    state = state_of(answer.visit, answer.row)
    seat = state.seat(answer.member["id"])
    if state.over or seat is None or seat.place == "passed":
        return []
    rows = [answer.visit.ledger.one(t.words, id=words) for words in seat.letter]
    found = [row for row in rows if row is not None and row["source"].startswith("mail:")]
    return found if len(found) == len(seat.letter) else []


def _ballot(house: MailHouse, answer: Answer) -> None:
    """An answer to a poll, or TAKE BACK."""
    bare = _bare(answer, Asking.PROPOSAL)
    if bare is not None and bare.word is Bare.TAKE_BACK:
        _take_back(house, answer)
        return
    visit, arrival = answer.visit, answer.arrival
    ballots.take(house, visit, arrival, answer.member, answer.row, answer.source)


def _position(house: MailHouse, answer: Answer) -> None:
    """A position in one word or in free words; what is not clear is asked, never guessed."""
    bare = _bare(answer, Asking.PROPOSAL)
    if bare is not None and bare.word is Bare.TAKE_BACK:
        _take_back(house, answer)
        return
    if not answer.text.strip():
        letters.ask(house, answer.visit, answer.arrival, "empty-proposal", answer.row["title"])
        return
    words = matter(answer.text, [answer.member["name"]])
    me = MemberId(answer.member["id"])
    if handing.taken(answer.visit, me, answer.row, words):
        return
    if objections.answered(answer.visit, me, answer.row, words, answer.source):
        return
    if early.answered(answer.visit, answer.arrival, me, answer.row, words, answer.source):
        return
    version = _version_shown(answer)
    if _lets_go(answer, words):
        return
    if besides.taken(answer.visit, me, answer.row, words, answer.source, version):
        return
    reading = read_position(words, answer.visit.house.wording.language)
    reading = decisions.completed(answer.visit, answer.row, me, words, reading)
    if isinstance(reading, Nothing):
        decisions.ask(answer.visit, answer.row, answer.member["id"], reading.why)
        return
    decisions.take(
        answer.visit, answer.member["id"], answer.row, reading, answer.source, version=version
    )


def _lets_go(answer: Answer, words: str) -> bool:
    """Take RESOLVED alone, by whoever owns an open objection, as ``!resolved``; say whether it was."""
    visit, me, row = answer.visit, MemberId(answer.member["id"]), answer.row
    alone = words.strip(" .!*").casefold() == "resolved"
    if not alone or state_of(visit, row).owned(me) is None:
        return False
    if act(visit, row, Resolve(me, answer.source, by_mail=True)):
        decisions.was_heard(visit, answer.source, row, me, "✅")
    return True


def _version_shown(answer: Answer) -> int | None:
    """Return the version of this very proposal that the answered mail showed."""
    parent = answer.arrival.parent
    if parent is None or letters.round_of_item(answer.visit, parent["item"]) != answer.row:
        return None
    if parent["item"].startswith(f"{early.ANSWER}:"):
        return None  # its number is that of a question
    return int(parent["version"]) if parent["version"] else None


# -- taking back ---------------------------------------------------------------------------------


def _take_back(house: MailHouse, answer: Answer) -> None:
    """TAKE BACK: the member's last words in the round stand no longer, anywhere we keep them."""
    source = _last_source(answer)
    if source is None:
        letters.note(house, answer.visit, answer.arrival, "takeback-nothing")
        return
    by = answer.arrival.address
    contributions.took_back(answer.visit, TookBack(answer.source, by, source))
    if not letters.told_in(answer.visit, answer.member["id"]):
        letters.note(house, answer.visit, answer.arrival, "done")


def _last_source(answer: Answer) -> str | None:
    """Return where the member's newest words or position in the round came from."""
    state, me = state_of(answer.visit, answer.row), answer.member["id"]
    if answer.row["form"] == POLL.name:
        return ballots.last_source(state, me)
    if answer.row["form"] != CONSENT.name:
        said = _said(answer.row, state, me)
        rows = [answer.visit.ledger.one(t.words, id=words) for words in said]
        mine = [row for row in rows if row is not None and not row["taken_back"]]
        return str(max(mine, key=lambda row: row["id"])["source"]) if mine else None
    standing = [
        (b.heard_at, b.source)
        for b in (*state.ballots, *state.late)
        if b.member == me and b.source and not b.withdrawn
    ]
    standing += [(s.heard_at, s.source) for s in state.sayings if s.member == me and s.source]
    return str(max(standing)[1]) if standing else None


def _said(row: Record, state: Any, member: str) -> list[str]:
    """Return the words of a member in a round that is no decision."""
    if row["form"] == DISCUSSION.name:
        return [words for letter in state.letters_of(member) for words in letter.words]
    if row["form"] == SESSION.name:
        told = (one for heard in state.heard for one in heard.told if one.member == member)
        return [words for one in told for words in one.words]
    if row["form"] == HARVEST.name and state.over:
        return [line.words for line in state.lines_of(member)]
    seat = state.seat(member)
    return [*seat.words, *seat.letter, *seat.echo] if seat else []


# -- commands ------------------------------------------------------------------------------------


def command(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Run a mail's ``!`` line as if it had been said in the circle's room. Raises ``Refusal``."""
    author = arrival.author
    if author is None:
        return
    row = letters.round_answered(visit, arrival)
    line = read_line(arrival.text)
    word = line.word if isinstance(line, Line) else ""
    if word == "in" and _is_certain(arrival) and _goes_to_table(visit, row, line):
        need_member(visit, arrival.circle, author["id"])
        _run(house, visit, arrival, author, row, word)
        return
    if row is not None and row["form"] == SESSION.name and word == "in" and _is_certain(arrival):
        _take_part(visit, arrival, author, row)
        return
    if row is not None and word in _answering(row):
        plain = _bare_text(arrival.text, word)
        answered(house, visit, replace(arrival, text=plain), row)
        return
    if isinstance(line, Line) and word in WHOLE and not line.rest:
        lists.bare(house, visit, arrival, BareWord(WHOLE[word]))
        return
    if not _is_certain(arrival):
        hold(house, visit, arrival, author, None)
        return
    if word in IN_CHAT_ONLY and not _asks_one(line):
        raise Refusal("needs-chat", {"typed": Text(word)})
    need_member(visit, arrival.circle, author["id"])
    _run(house, visit, arrival, author, row, word)


def _asks_one(line: object) -> bool:
    """Say whether it asks somebody for a circle of two, which needs no room to ask from."""
    return isinstance(line, Line) and f"{line.word} {line.rest} ".casefold().startswith("new dyad ")


def _goes_to_table(visit: Visit, row: Record | None, line: object) -> bool:
    """Say whether *in* is about a table: a number, or the part of telling what was said there."""
    if isinstance(line, Line) and line.rest.strip().isdecimal():
        return True
    return row is not None and tables.at_table(visit, row) is not None


def _take_part(visit: Visit, arrival: Arrival, author: Record, row: Record) -> None:
    """*in*, in reply to the offer of a part: the round says in its room who has it."""
    speaking.own_word(visit, source_of(visit, arrival), author, row, "in")


def _answering(row: Record) -> set[str]:
    """Return the words that answer a round with or without the ``!``."""
    if row["form"] == POLL.name:
        return {"pass", "more", "takeback"}
    if row["form"] != CONSENT.name:
        return {"done", "pass", "later", "more", "takeback"}
    return {*decisions.POSITIONS, "same", "takeback"}


def _bare_text(text: str, word: str) -> str:
    """Return a ``!`` line as the bare words that mean the same."""
    rest = text.lstrip().lstrip("!/ \t")
    whole = {"same": "same again", "takeback": "take back"}
    return whole.get(word, rest)


def _run(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    author: Record,
    row: Record | None,
    word: str,
) -> None:
    place = visit.ledger.one(t.place, id=row["place"]) if row else None
    card = visit.ledger.one(t.outbox, id=row["card"]) if row and row["card"] else None
    reply_to = card["ref"] if card else None
    if word == "quote":
        rest = arrival.text.lstrip()[len("!quote") :]
        reply_to = alone.post_meant(visit, arrival, rest.strip())
    said = Said(source_of(visit, arrival), arrival.address, arrival.text, reply_to=reply_to)
    room = RoomVisit(visit, author, place or _room_for(visit, arrival.circle, word), said)
    if word in OWN:
        room.about_the_person()
    hear_said(room, said)
    later = any(isinstance(row.act, LATER) for row in visit.ledger.posted)
    if not later and not letters.told_in(visit, author["id"]):
        letters.note(house, visit, arrival, "done")


def _room_for(visit: Visit, circle: Record, word: str) -> Record:
    """Return where a word belongs: talk is quoted where it was, all else is for the rounds."""
    return home_of(visit, circle) if word == "quote" else rounds_room(visit, circle)
