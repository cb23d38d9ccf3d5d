"""A word that would answer a round, in a mail that answers none: asked about, never guessed.

"CONSENT" below somebody's post, "PASS" to a circle letter, "DONE" to a receipt: such a word was
meant for something, and everyone's mailbox is not it. Its author is told what is open for them and
how to answer it, or that nothing is (contract §7: bare words count only in mails that ask).
"""

from bridges.email import letters
from bridges.email.house import Arrival, MailHouse
from bridges.email.joining import is_member
from bridges.email.mailing import mail_address, note
from bridges.email.trust import Trust
from bridges.email.words import answering_word, matter
from facilitator.core.notices import Arg, Text
from facilitator.core.rounds.besides import Unnamed, read_beside
from facilitator.hosting import polls, speaking
from facilitator.hosting.decisions import decisions
from facilitator.hosting.forms import CONSENT, FORMS, POLL
from facilitator.hosting.rounds import rounds_of_member, state_of
from facilitator.visit import Record, Visit


def asked(house: MailHouse, visit: Visit, arrival: Arrival) -> bool:
    """Ask about such a word where its author is certain; say whether the mail was one."""
    word = word_of(arrival) if _answers_something(arrival) and _is_certain(visit, arrival) else None
    if word is None:
        return False
    rows = open_for(visit, arrival, word)
    talked_about = letters.round_answered(visit, arrival)
    rows = [row for row in rows if row == talked_about] or rows
    if len(rows) == 1:
        letters.ask(house, visit, arrival, "word-one", rows[0]["title"], row=rows[0])
    else:
        _ask_where(house, visit, arrival, rows)
    return True


def _ask_where(house: MailHouse, visit: Visit, arrival: Arrival, rows: list[Record]) -> None:
    """Say that nothing is open for the word, or what is. A reply with more words is for everyone."""
    member, circle = (arrival.author or {})["id"], arrival.circle
    args: dict[str, Arg] = {
        "count": len(rows),
        "items": Text(titles(rows)),
        "address": Text(house.post_address(circle)),
        "text": Text(arrival.text),
    }
    note(
        house, visit, circle, member, mail_address(visit, member) or arrival.address, "word-where",
        args, item=f"circle:{circle['id']}", in_reply_to=arrival.ref or None, kind="asked",
    )  # fmt: skip


def beside_the_question(
    house: MailHouse, visit: Visit, arrival: Arrival, member: Record, row: Record
) -> None:
    """Words in reply to a letter about a practice as a whole, such as a host's sentence.

    They are read to nobody. Its author hears that the letter asked for no words, and which question
    is open for them; a reply with their words answers it.
    """
    steps = (r for r in rounds_of_member(visit, member["id"]) if r["session"] == row["id"])
    asks = next(
        (r for r in steps if FORMS[r["form"]].awaits(state_of(visit, r), member["id"])), None
    )
    if asks is None:
        offered = state_of(visit, row).offered is not None
        letters.ask(house, visit, arrival, "offers" if offered else "asks-nothing", row["title"])
    else:
        letters.ask(house, visit, arrival, "asks-elsewhere", asks["title"], row=asks)


def word_of(arrival: Arrival) -> str | None:
    """Return the word by which a mail would answer a round, if it is nothing but that."""
    return answering_word(arrival.text, _names(arrival))


def _matter(arrival: Arrival) -> str:
    return matter(arrival.text, _names(arrival))


def _names(arrival: Arrival) -> list[str]:
    return [arrival.author["name"]] if arrival.author else []


def open_for(visit: Visit, arrival: Arrival, word: str | None) -> list[Record]:
    """Return what is open for the author in the circle, oldest first; with a word, what knows it."""
    member = (arrival.author or {})["id"]
    rows = [r for r in rounds_of_member(visit, member) if r["circle"] == arrival.circle["id"]]
    return [row for row in rows if word is None or _knows(visit, row, member, word)]


def titles(rows: list[Record]) -> str:
    """Return the first line of each, a line each."""
    return "\n".join(row["title"].partition("\n")[0] for row in rows)


def _knows(visit: Visit, row: Record, member: str, word: str) -> bool:
    state = state_of(visit, row)
    if row["form"] == CONSENT.name:
        has_place = any(place.member == member and not place.left for place in state.places)
        return has_place and word in (*decisions.POSITIONS, "same")
    if row["form"] == POLL.name:
        return polls.knows(visit, row, word) and FORMS[POLL.name].awaits(state, member)
    return word in speaking.OWN_WORDS and state.seat(member) is not None


def _answers_something(arrival: Arrival) -> bool:
    """Say whether a mail is a reply at all: a new one has a subject that says what is done.

    What is to stay without a name is asked about however it came.
    """
    if word_of(arrival) == "object" and isinstance(read_beside(_matter(arrival)), Unnamed):
        return True
    mail = arrival.mail
    is_reply = mail.in_reply_to or mail.subject.lower().startswith("re:")
    return bool(is_reply or arrival.parent or arrival.token)


def _is_certain(visit: Visit, arrival: Arrival) -> bool:
    """Say whether its author is known for certain: what is open is told to nobody else."""
    author, token = arrival.author, arrival.token
    if author is None or arrival.trust is not Trust.PASS:
        return False
    own = token is None or token["member"] == author["id"]
    return own and is_member(visit, arrival.circle, author)
