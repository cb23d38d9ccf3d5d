"""Practices from their files, from the first word to the letter, on real servers, at both paces.

Three people answer in the room and two by mail, each whenever they are asked; when nothing more is
asked of anybody, time leaps to the next moment at which something happens.
"""

import asyncio
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import func, select

from facilitator.assemble import Service
from facilitator.clock import moment
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person
from facilitator.demo.seen import notice_of
from facilitator.demo.waiting import until
from facilitator.store import tables as t
from tests.e2e.mailboxes import CY, DI, Leaping, Mailboxes, garden
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

FORMATS = {
    "check_in": "",
    "check_out": "",
    "gift_circle": "",
    "talking_circle": "2",
    "case_clinic": "Ben",
}
"""Practices with a go-around in them, and what everybody chooses where something is to be chosen."""

AT_ONCE = {
    "roll_call": "!in",
    "part_offered": "!pass",
    "echo_opened": "!pass",
    "discussion_opened": "pass",
    "proposal_opened": "!consent",
}
"""What everybody in the room answers to what is asked of all of them."""

BY_MAIL = {"round_announced": "{} writes from afar.", "echo_opened": "PASS",
           "proposal_opened": "CONSENT", "part_offered": "PASS"}  # fmt: skip

PATIENCE = 100.0
"""Real seconds after which a practice is taken for endless."""

QUIET = 1.0
"""Real seconds without anything new after which nobody is asked anything any more."""


class Circle:
    """Everybody at the table and by mail, answering as they are asked until it is over."""

    def __init__(
        self, service: Service, mail: Mailboxes, people: list[Person], room: str, choice: str
    ) -> None:
        self.service, self.mail, self.people, self.room = service, mail, people, room
        self.choice = choice
        self._heard, self._read = 0, {CY: 0, DI: 0}

    async def until(self, over: Callable[[], bool]) -> None:
        """Answer what is asked until it is over; raises ``TimeoutError`` if it never is."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not over():
                    await self._go_on()
        except TimeoutError as late:
            last = [notice_of(event) for event in self.people[0].timeline(self.room)[-6:]]
            raise TimeoutError(f"the practice does not end; said last: {last}") from late

    async def _go_on(self) -> None:
        """Answer what is new; where nothing is, let time pass."""
        asked = [*self._new_events(), *self._new_mails()]
        for answer in asked:
            await answer
        if asked:
            return
        try:
            await until(self._has_news, "nothing new", QUIET)
        except TimeoutError:
            await self._leap()

    def _has_news(self) -> bool:
        mails = any(len(self.mail.mails(who)) > n for who, n in self._read.items())
        return mails or len(self.people[0].timeline(self.room)) > self._heard

    async def _leap(self) -> None:
        """Let the time pass until the next thing happens by itself."""
        due = await self.service.store.read(
            lambda c: c.execute(select(func.min(t.alarm.c.due_at))).scalar()
        )
        clock = self.service.clock
        assert due is not None, "nobody is asked, and nothing is due"
        assert isinstance(clock, Leaping)
        clock.ahead += max(moment(due) - clock.now(), clock.ahead * 0)
        self.service.ticker.look()

    # -- in the room ----------------------------------------------------------------------------

    def _new_events(self) -> list[Any]:
        events = self.people[0].timeline(self.room)[self._heard :]
        self._heard += len(events)
        return [self._in_the_room(event, notice) for event in events
                if (notice := notice_of(event)) and not _is_edit(event)]  # fmt: skip

    async def _in_the_room(self, event: dict[str, Any], notice: dict[str, Any]) -> None:
        kind = notice["kind"]
        if kind == "turn_opened":
            await self._take_turn(notice["member"])
        for person in self.people:
            if kind == "round_announced":
                choosing = "number" in event["content"]["body"]
                words = self.choice if choosing else f"{person.name} has something to say."
                await person.say(self.room, words, reply_to=event["event_id"])
            elif kind in AT_ONCE:
                await person.say(self.room, AT_ONCE[kind], reply_to=event["event_id"])

    async def _take_turn(self, member: str) -> None:
        for person in self.people:
            if person.user_id == member:
                await person.say(self.room, f"{person.name} takes a turn.")
                await person.say(self.room, "done")

    # -- by mail --------------------------------------------------------------------------------

    def _new_mails(self) -> list[Any]:
        found = []
        for who, read in self._read.items():
            mails = self.mail.mails(who)
            self._read[who] = len(mails)
            found += [self._by_mail(who, mail) for mail in mails[read:]]
        return found

    async def _by_mail(self, who: str, mail: EmailMessage) -> None:
        kinds = [kind for kind in BY_MAIL if f"kind={kind}" in str(mail["X-Facilitator-Notice"])]
        choosing = "number" in str(mail.get_body(("plain",)))
        for kind in kinds:
            words = self.choice if choosing and kind == "round_announced" else BY_MAIL[kind]
            await self.mail.answer(who, mail, words.format(who.partition("@")[0]))


def _is_edit(event: dict[str, Any]) -> bool:
    return bool(event["content"].get("m.relates_to", {}).get("rel_type") == "m.replace")


@pytest.mark.parametrize("name", FORMATS)
async def test_a_practice_runs_at_both_paces(
    synapse: Lab, sink: MailSink, posted: Service, name: str
) -> None:
    """Those in the room and those by mail are heard, and everybody gets everybody's words, once."""
    mail = Mailboxes(sink, posted)
    people, room = await garden(synapse, posted, mail)
    circle = Circle(posted, mail, people, room, FORMATS[name])
    await people[0].say(room, f"!start {name}")
    await people[1].see(room, kind="session_opened")

    def is_over() -> bool:
        return all(mail.mails(who, "circle_letter") for who in (CY, DI))

    await circle.until(is_over)
    body = mail.mails(CY, "circle_letter")[-1].get_body(("plain",))
    assert body is not None
    letter = " ".join(body.get_content().split())
    assert "Ben takes a turn." in letter
    assert "di writes from afar." in letter
    await people[2].see(room, kind="round_closed")
