"""What a mail is that has come in: whose, about what, how sure, and who takes it from here.

A mail is read once (`arrival`), with everything that is known of it. Machines and bounces end here;
a person's mail goes to the list (`lists`), to a round (`answers`) or to the room (`posts`). Nothing
is dropped: what cannot be used is answered, or held (contract §8.1).
"""

import json

from bridges.email import (
    absence,
    alone,
    answers,
    early,
    hosting,
    letters,
    lists,
    noting,
    posts,
    practices,
    practising,
    pressing,
    stray,
    tables,
    tokens,
)
from bridges.email.addresses import Addressed, Purpose, Role
from bridges.email.arrival import author_of, known_of, today, where
from bridges.email.automatic import Automatic, automatic_kind
from bridges.email.bounces import read_bounce
from bridges.email.house import Arrival, MailHouse
from bridges.email.parsing import Mail, Unreadable, read_mail
from bridges.email.trust import Trust, trust_of
from bridges.email.words import Asking, Bare, BareWord, bare_word, matter
from facilitator.clock import micros
from facilitator.core.rounds.besides import About, Ahead, Unnamed, read_beside
from facilitator.core.rounds.positions import Read
from facilitator.core.rounds.readings import read_position
from facilitator.hosting.forms import BESIDE, CONSENT
from facilitator.hosting.members.rights import membership
from facilitator.intake import Mailed
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

_ANY_CIRCLES = (Bare.LEAVE, Bare.HELP, Bare.AWAY, Bare.BACK)
_TELLING = 24
"""Letters of a title by which a subject is known to speak of it."""


def arrived(house: MailHouse, visit: Visit, mailed: Mailed) -> None:
    """Take a mail. Raises ``Refusal`` for what its author cannot do here, now."""
    addressed, circle = where(house, visit, mailed)
    if addressed is None or circle is None:
        return  # the listener refuses such addresses; a circle may have gone since
    mail = read_mail(
        mailed.raw
    )  # the listener has read it before: unreadable mail never comes here
    kind = automatic_kind(mail, mailed.envelope_from)
    if kind is not None or addressed.role is Purpose.BOUNCE:
        _automatic(house, visit, mailed, mail, kind, addressed, circle)
        return
    arrival = practices.as_command(visit, known_of(house, visit, mailed, mail, addressed, circle))
    letters.remember(visit, arrival)
    absence.wrote(visit, arrival)
    _take(house, visit, arrival)


# -- machines ------------------------------------------------------------------------------------


def _automatic(
    house: MailHouse,
    visit: Visit,
    mailed: Mailed,
    mail: Mail,
    kind: Automatic | None,
    addressed: Addressed,
    circle: Record,
) -> None:
    """A machine's mail counts for nothing; a bounce or an absence says something of its member."""
    token = tokens.proven(house, visit, addressed, circle) if addressed.token else None
    if kind is Automatic.AUTO_REPLY:
        member = token["member"] if token else _absent(house, visit, mailed, mail)
        if member is not None:
            absence.out_of_office(house, visit, member, circle)
    elif token is not None and addressed.role is Purpose.BOUNCE:
        try:
            bounce = read_bounce(mailed.raw)
        except Unreadable:
            bounce = None
        if bounce is not None:
            absence.bounced(house, visit, token, bounce.permanent)


def _absent(house: MailHouse, visit: Visit, mailed: Mailed, mail: Mail) -> str | None:
    """Return whose absence a notice without a token tells of: anybody can write somebody's name."""
    _, author = author_of(visit, mail)
    trust = trust_of(mail, mailed.peer_trusted, house.authserv_id, house.assume_trusted)
    return str(author["id"]) if author is not None and trust is Trust.PASS else None


# -- people --------------------------------------------------------------------------------------


def _take(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Bring a person's mail to where it belongs (contract §7)."""
    arrival = answers.spelled_out(arrival)
    arrival = alone.spelled_out(visit, arrival)
    arrival = practising.spelled_out(arrival)
    if noting.taken_back(house, visit, arrival):
        return
    is_command = arrival.author is not None and answers.is_command(arrival.text)
    if is_command:
        letters.let_answer(visit)  # MISSED is as good as !missed
    match arrival.addressed.role:
        case Purpose.CONFIRM:
            pressing.confirm(house, visit, arrival)
        case Role.JOIN:
            lists.join(house, visit, arrival)
        case Role.LEAVE:
            lists.leave(house, visit, arrival)
        case Role.OWNER:
            lists.owner(house, visit, arrival)
        case Role.REQUEST if not is_command:
            lists.request(house, visit, arrival)
        case _ if is_command:
            answers.command(house, visit, arrival)
        case _:
            _take_words(house, visit, arrival)


def _take_words(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    bare = _bare(visit, arrival)
    row = _round(visit, arrival)
    if bare is not None and bare.word in _ANY_CIRCLES:
        lists.bare(house, visit, arrival, bare)
    elif _taken_apart(house, visit, arrival, row):
        return
    elif row is not None:
        past = row["form"] not in BESIDE and not row["open"]  # a decision can be answered later
        if not past or not stray.asked(house, visit, arrival):
            answers.answered(house, visit, arrival, row)
    elif arrival.addressed.role in (Purpose.TURN, Purpose.POSITION):
        _lost(house, visit, arrival)
    elif bare is not None and bare.word is Bare.TAKE_BACK:
        if not posts.take_back(house, visit, arrival):
            letters.note(house, visit, arrival, "takeback-nothing")
    elif meant := _meant(visit, arrival):
        _answer_meant(house, visit, arrival, meant)
    elif not stray.asked(house, visit, arrival):
        posts.arrived(house, visit, arrival)


def _taken_apart(house: MailHouse, visit: Visit, arrival: Arrival, row: Record | None) -> bool:
    """Say whether a mail answers a letter of ours that asks for no place in a round, and take it."""
    if hosting.answered(house, visit, arrival) or practising.taken(house, visit, arrival):
        return True
    if row is None:
        return False
    if (now := tables.goes_on(visit, row)) is not None:
        answers.answered(house, visit, arrival, now)
        return True
    return tables.after(house, visit, arrival, row)


def _bare(visit: Visit, arrival: Arrival) -> BareWord | None:
    asking = Asking.TURN if arrival.addressed.role is Purpose.TURN else Asking.POST
    names = [arrival.author["name"]] if arrival.author else []
    return bare_word(arrival.text, asking, today(visit, arrival.author, arrival.circle), names)


def _round(visit: Visit, arrival: Arrival) -> Record | None:
    """Return the round or decision a mail answers: by its token, else by the mail it replies to.

    A reply to what asks for talk is talk, unless it can only be for the Facilitator.
    """
    source = arrival.token or arrival.parent
    kinds = ("turn", "decision", *early.KINDS)
    names = [arrival.author["name"]] if arrival.author else []
    beside = read_beside(matter(arrival.text, names))
    if source is not None and isinstance(beside, Ahead | Unnamed | About):
        row = letters.round_of_item(visit, source["item"])
        return row if row is not None and row["form"] == CONSENT.name else None
    if source is not None and _takes_position(visit, arrival, names):
        kinds = (*kinds, "post") if _is_of_decision(visit, source) else kinds
    if source is None or source["item"].partition(":")[0] not in kinds:
        return None
    return letters.round_of_item(visit, source["item"])


def _is_of_decision(visit: Visit, source: Record) -> bool:
    row = letters.round_of_item(visit, source["item"])
    return row is not None and row["form"] == CONSENT.name


def _takes_position(visit: Visit, arrival: Arrival, names: list[str]) -> bool:
    """Say whether a mail begins with a position, by its word: below a letter that tells of an
    objection it is an answer to that proposal, and no talk about it."""
    read = read_position(matter(arrival.text, names), visit.house.wording.language)
    return isinstance(read, Read) and not read.free


def _lost(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """A token that is not ours: a member who is known for certain is asked, anybody else's is held."""
    if arrival.author is not None and arrival.trust is Trust.PASS:
        letters.ask(house, visit, arrival, "lost", arrival.circle["name"])
        return
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="unproven", circle=arrival.circle["id"],
        body=json.dumps({"text": arrival.text, "ref": arrival.ref}), made_at=micros(visit.now),
    )  # fmt: skip


# -- replies that lost their thread --------------------------------------------------------------


def _meant(visit: Visit, arrival: Arrival) -> list[Record]:
    """Return the open rounds that a reply without token and thread may answer, by its subject."""
    author = arrival.author
    replies = arrival.mail.in_reply_to or arrival.mail.subject.lower().startswith("re:")
    if author is None or not replies or arrival.token or arrival.parent:
        return []
    if membership(visit, arrival.circle, author["id"]) is None:
        return []
    subject = _letters(arrival.mail.subject)
    rows = stray.open_for(visit, arrival, None)
    titles = [(row, _letters(row["title"])[:_TELLING]) for row in rows]
    named = [row for row, title in titles if title and title in subject]
    if named or not answers.is_bare(arrival.text):
        return named
    return stray.open_for(visit, arrival, stray.word_of(arrival))


def _letters(text: str) -> str:
    """The letters of a first line, as far as a mail program would keep them."""
    first = text.strip().partition("\n")[0]
    return "".join(char for char in first.casefold() if char.isalnum())


def _answer_meant(house: MailHouse, visit: Visit, arrival: Arrival, meant: list[Record]) -> None:
    if len(meant) == 1:
        answers.answered(house, visit, arrival, meant[0])
    else:
        name = arrival.circle["name"]
        letters.ask(house, visit, arrival, "which", name, stray.titles(meant))
