"""What we let go of, and when (design §6, contract §8.6). Keys stay: nothing is taken in twice.

Once a day of the service's time. Each rule is one statement in a transaction of its own, so that a
long one holds up nobody for the sum of all.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Select, and_, delete, exists, insert, or_, select, update
from sqlalchemy.exc import InterfaceError, OperationalError

from facilitator.acts import Say, encode
from facilitator.clock import Clock, micros, moment
from facilitator.core.rounds.dot_vote.facts import PointsPlaced
from facilitator.hosting.forms import CONSENT, DOT_VOTE
from facilitator.postman import DROPPED, PARKED, SENT
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import DONE, SHUNTED

log = structlog.get_logger()

DAILY = timedelta(days=1)
RAW = timedelta(days=7)
"""How long what came in, what went out and what was held stays readable after it is dealt with."""

COPIES = timedelta(days=30)
"""How long anything personal stays at most: words after a round's close, and what never got anywhere."""

EXPIRY = timedelta(days=14)
"""How long after its item's end a mail of ours is known by its text, as long as its token works."""

RECORDED = (CONSENT.name,)
"""Forms whose words are kept: a decision's reasons belong to the register."""

SILENCE = encode(Say(""))
"""What a blanked parcel holds: an act that says nothing, so that who reads old rows meets no hole."""

BOOKMARK = "housekeeping"

Rule = Callable[[datetime], Any]


def _intakes(now: datetime) -> Any:
    """Raw events and mails, once taken; those set aside for the operator stay longer."""
    here = t.inbox.c
    return (
        update(t.inbox)
        .where(
            or_(
                (here.state == DONE) & (here.heard_at < micros(now - RAW)),
                (here.state == SHUNTED) & (here.heard_at < micros(now - COPIES)),
            ),
            here.body != b"",
        )
        .values(body=b"")
    )


def _parcels(now: datetime) -> Any:
    """What was sent or dropped; the row itself answers "was this ours?" for ever.

    What belongs to an open round stays as long: an answer to it is read by what it showed.
    """
    here = t.outbox.c
    asked = exists().where(t.round_.c.open, here.refers.contains(t.round_.c.id))
    return (
        update(t.outbox)
        .where(here.state.in_((SENT, DROPPED)), here.sent_at < micros(now - RAW),
               here.body != SILENCE, ~asked)
        .values(body=SILENCE)
    )  # fmt: skip


def _parked(now: datetime) -> Any:
    """What could not be brought for a month is given up: its words have had their time."""
    here = t.outbox.c
    at = micros(now)
    return (
        update(t.outbox)
        .where(here.state == PARKED, here.made_at < micros(now - COPIES))
        .values(state=DROPPED, body=SILENCE, sent_at=at, note="given up after 30 days")
    )


def _words(now: datetime) -> Any:
    """Words of rounds whose form records none, and our copies of what was said between rounds.

    The emptied row stays: whoever removes their own message later still reaches what shows it.
    """
    here = t.words.c
    between = and_(here.round.is_(None), here.said_at < micros(now - COPIES))
    return (
        update(t.words)
        .where(or_(here.round.in_(_unrecorded(now - COPIES)), between), here.text != "")
        .values(text="", html=None)
    )


def _quotes(now: datetime) -> Any:
    """How messages with such words are said anew: that would need the words."""
    here = t.quote.c
    unrecorded = here.round.in_(_unrecorded(now - COPIES))
    return update(t.quote).where(unrecorded, here.notice.is_not(None)).values(notice=None)


def _unrecorded(before: datetime) -> Select[tuple[str]]:
    """Rounds of other forms, and votes of a practice that are not for the register."""
    here = t.round_.c
    in_passing = and_(here.session.is_not(None), here.number.is_(None))
    return select(here.id).where(
        here.closed_at < micros(before), or_(here.form.not_in(RECORDED), in_passing)
    )


def _ballots(now: datetime) -> Any:
    """Who placed which points: needed until the sums are known, and by nobody afterwards."""
    here = t.round_.c
    counted = select(here.id).where(here.form == DOT_VOTE.name, here.closed_at < micros(now))
    journal = t.journal.c
    placed = journal.fact.contains(PointsPlaced.__name__)
    return delete(t.journal).where(journal.round.in_(counted), placed)


def _letters(now: datetime) -> Any:
    """The text of our own mails, kept to tell a quote from new words."""
    here = t.sent_mail.c
    ended = select(t.round_.c.id).where(t.round_.c.closed_at < micros(now - EXPIRY))
    kinds = ("turn:", "decision:", "questions:", "reactions:", "answer:")
    items = [ended.with_only_columns(kind + t.round_.c.id) for kind in kinds]
    return (
        update(t.sent_mail)
        .where(
            or_(here.made_at < micros(now - COPIES), *(here.item.in_(item) for item in items)),
            here.plain.is_not(None),
        )
        .values(plain=None)
    )


def _held(now: datetime) -> Any:
    """What was held and is settled. What still waits for somebody's yes stays: nothing is lost."""
    here = t.held.c
    return (
        update(t.held).where(here.settled_at < micros(now - RAW), here.body != "").values(body="{}")
    )


def _tokens(now: datetime) -> Any:
    """Tokens expired for a month: until then an old one still tells what an answer was about."""
    return delete(t.token).where(t.token.c.expires_at < micros(now - COPIES))


def _receipts(now: datetime) -> Any:
    """Which message gave which answer: of use while the answer could be taken back."""
    closed = select(t.round_.c.id).where(t.round_.c.closed_at < micros(now - COPIES))
    return delete(t.receipt).where(t.receipt.c.round.in_(closed))


RULES: dict[str, Rule] = {
    "intakes": _intakes,
    "parcels": _parcels,
    "parked": _parked,
    "words": _words,
    "quotes": _quotes,
    "ballots": _ballots,
    "letters": _letters,
    "held": _held,
    "tokens": _tokens,
    "receipts": _receipts,
}


async def tidy(store: Store, now: datetime) -> dict[str, int]:
    """Follow every rule once; return how many rows each changed."""
    done: dict[str, int] = {}
    for name, rule in RULES.items():
        statement = rule(now)
        done[name] = await store.write(lambda c, s=statement: c.execute(s).rowcount)  # type: ignore[misc]
    return done


async def keep_house(store: Store, clock: Clock) -> None:
    """Tidy once a day of the service's time, also across restarts, until cancelled."""
    while True:
        wait = 60.0
        try:
            due = await store.write(lambda c: _claim(c, clock.now()))
            if due is None:
                done = await tidy(store, clock.now())
                log.info("housekeeping.done", **done)
            else:
                wait = clock.seconds_until(due)
        except (OperationalError, InterfaceError) as trouble:
            log.warning("housekeeping.waits_for_database", reason=type(trouble.orig).__name__)
        await asyncio.sleep(min(3600.0, max(1.0, wait)))


def _claim(connection: Connection, now: datetime) -> datetime | None:
    """Return when the next tidying is due, or None when it is now: then it is the caller's to do."""
    mark = t.bookmark.c
    last = connection.execute(
        select(mark.value).where(mark.name == BOOKMARK).with_for_update()
    ).scalar()
    if last is not None and moment(int(last)) + DAILY > now:
        return moment(int(last)) + DAILY
    connection.execute(delete(t.bookmark).where(mark.name == BOOKMARK))
    connection.execute(insert(t.bookmark).values(name=BOOKMARK, value=str(micros(now))))
    return None
