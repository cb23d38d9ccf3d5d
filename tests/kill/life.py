"""A life of the whole product: a crew of three in chat and two by mail, meeting again and again.

Each meeting is a go-around with two letters, an echo, and a decision with an objection by mail, an
amendment and consents on both paces. Everything said carries the number of its meeting, so that it
can be found again: once in the books, once in the room, once in the circle letter.
"""

import asyncio
import itertools
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import create_engine

from facilitator.acts import Post, decode
from facilitator.clock import SystemClock
from facilitator.demo.client import Json
from facilitator.demo.letters import Outbox
from facilitator.demo.person import notice_of
from facilitator.demo.synapse import free_port
from facilitator.hosting.forms import FORMS
from facilitator.operating.doctor import examine
from facilitator.operating.findings import is_good
from facilitator.store import codecs
from tests.kill.harness import Process, ask_books
from tests.kill.members import Member, Writer
from tests.kill.wire import Wire
from tests.lab.homeserver import Lab

SPEED = 120.0
"""Ten minutes to regret a decision pass in five seconds; a turn of twelve hours in six minutes."""

CHAT, MAIL = ("ana", "ben", "eli"), ("Cy", "Di")


@dataclass(slots=True)
class Meetings:
    """The crew, its mail server and what it has said. ``open`` before the service starts."""

    lab: Lab
    process: Process
    wire: Wire
    chat: dict[str, Member] = field(default_factory=dict)
    mail: dict[str, Writer] = field(default_factory=dict)
    room: str = ""
    said: dict[str, str] = field(default_factory=dict)
    """What must stand in the room and the books, by the go-around it was said in."""
    reasons: list[str] = field(default_factory=list)
    """What was said against proposals: in the books once."""
    extra: int = 0
    """How many mails came once more than written, each for a kill or a cut."""
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def open(self) -> None:
        """Tell the service where mail comes in and goes out, and how time passes."""
        port = free_port()
        self.process.more = {
            "time": {"speed": SPEED, "since": datetime.now(UTC).isoformat(), "settle": "1s"},
            "mail": {
                "domain": "mail.example",
                "key": "k" * 43,
                "outgoing": {"port": self.wire.port, "starttls": "no"},
                "inbound": {"protocol": "smtp", "port": port, "assume_trusted": True},
            },
        }
        assert self.process.maildir is not None
        outbox = Outbox(self.process.maildir)
        for name in MAIL:
            self.mail[name] = Writer(name, f"{name.lower()}@letters.example", outbox, port)

    # -- meeting --------------------------------------------------------------------------------

    async def begin(self) -> None:
        """Ana founds Riverside and Garden by command; Cy and Di confirm by mail."""
        people = [await self.lab.person(name) for name in CHAT]
        self.chat = {p.name: Member(p, self.lab.synapse.url) for p in people}
        ana = people[0]
        chat = await ana.create_dm(f"@facilitator:{self.lab.synapse.server_name}")
        await ana.see(chat, "Hello")
        own = ana.user_id[1:].partition(":")[0]
        await ana.say(chat, f"!new congregation Riverside {own}")
        await ana.see(chat, kind="circle_created", timeout=30)
        guests = ",".join(person.user_id for person in people[1:])
        await ana.say(chat, f"!new crew Garden with={guests}")
        await ana.see(chat, kind="circle_created", timeout=30)
        for person in people:
            invite = await person.invited(lambda i: i.name == "Garden")
            self.room = await person.join(invite.room)
        await asyncio.gather(*(self._invite(writer) for writer in self.mail.values()))

    async def _invite(self, writer: Writer) -> None:
        ana = self.chat["Ana"]
        await ana.say(self.room, f"!mail invite {writer.address} {writer.name}")
        await writer.answers(await writer.gets("confirm_asked"), "YES")
        await writer.gets("member_welcomed")

    async def step(self, rng: Random) -> None:
        """Meet once: a go-around, then a decision until everyone has answered."""
        n = next(self._numbers)
        await self.go_around(n, rng)
        await self.decide(n)

    # -- the go-around --------------------------------------------------------------------------

    async def go_around(self, n: int, rng: Random) -> None:
        """Everyone speaks once, two of them by letter; Ben answers in the echo; it closes."""
        ana = self.chat["Ana"]
        prompt = f"What grows in week {n}?"
        await ana.say(self.room, f"!goaround {prompt} each=12h order=@ben,@cy,@ana,@di,@eli")
        round_ = _notice(await ana.told(self.room, "card", prompt=prompt))["round"]
        letters = [self._write(name, round_, n, rng.uniform(0, 3)) for name in MAIL]
        turns = [self._speak(name, round_, n) for name in self.chat]
        await asyncio.gather(*letters, *turns)
        await self._echo(round_, n)
        await ana.told(self.room, "round_closed", round=round_)

    async def _write(self, name: str, round_: str, n: int, pause: float) -> None:
        asked = await self.mail[name].gets("round_announced", round_)
        await asyncio.sleep(pause)  # before or after their place in the order
        await self.mail[name].answers(asked, self._words(f"{name} writes in week {n}.", round_))

    async def _speak(self, name: str, round_: str, n: int) -> None:
        member = self.chat[name]
        own = member.person.user_id
        turn = await member.told(self.room, "turn_opened", round=round_, member=own)
        text = self._words(f"{name} speaks in week {n}.", round_)
        if name == "Eli":  # as a reply, which is acknowledged; the others just speak
            said = await member.say(self.room, text, reply_to=turn["event_id"])
            await member.acknowledged(self.room, said)
        else:
            await member.say(self.room, text)
        while not await self._floor_goes_on(member, round_):
            pass

    async def _floor_goes_on(self, member: Member, round_: str) -> bool:
        """Say *done*, and whether the floor went on. If not it must be said again.

        A homeserver that dies can bring *done* before the words that it ends.
        """
        await member.say(self.room, "done")
        with suppress(TimeoutError):
            async with asyncio.timeout(8):
                while self._has_floor(member, round_):  # noqa: ASYNC110 - the room is looked at
                    await asyncio.sleep(0.05)
                return True
        return False

    def _has_floor(self, member: Member, round_: str) -> bool:
        """Whether nobody and nothing came after their turn, as the room shows it."""
        own = member.person.user_id
        latest = None
        for event in member.person.timeline(self.room):
            notice = notice_of(event) or {}
            if notice.get("round") == round_ and notice.get("kind") in AFTER_A_TURN:
                latest = notice
        assert latest is not None
        return (latest["kind"], latest.get("member")) == ("turn_opened", own)

    async def _echo(self, round_: str, n: int) -> None:
        ben = self.chat["Ben"]
        opened = (await ben.told(self.room, "echo_opened", round=round_))["event_id"]
        text = self._words(f"Ben answers in week {n}.", round_)
        said = await ben.say(self.room, text, reply_to=opened)
        await ben.acknowledged(self.room, said)
        await ben.say(self.room, "!done", reply_to=opened)
        for name in ("Ana", "Eli"):
            await self.chat[name].say(self.room, "!pass", reply_to=opened)
        for writer in self.mail.values():
            await writer.answers(await writer.gets("echo_opened", round_), "PASS")

    def _words(self, text: str, round_: str) -> str:
        self.said[text] = round_
        return text

    # -- the decision ---------------------------------------------------------------------------

    async def decide(self, n: int) -> None:
        """Ben proposes, Cy objects by mail, Ben amends, all consent; it comes into force."""
        ana, ben, eli = self.chat.values()
        cy, di = self.mail.values()
        proposal = f"We water the beds at six from week {n} on."
        await ben.say(self.room, f"!propose {proposal}")
        opened = await ana.person.see_any(
            self.room, lambda e: _is_proposal(e, proposal), timeout=120
        )
        round_ = _notice(opened)["round"]
        await ana.react(self.room, opened["event_id"], "👍")
        reason = f"because the gate is locked in week {n}"
        self.reasons.append(reason)
        await cy.answers(await cy.gets("proposal_opened", round_), f"OBJECT {reason}")
        await ben.told(self.room, "objection_raised", round=round_)
        amended = f"!amend We water the beds at seven from week {n} on."
        await ben.say(self.room, amended, reply_to=opened["event_id"])
        new = (await ana.told(self.room, "proposal_amended", round=round_))["event_id"]
        await ana.react(self.room, new, "👍")
        await eli.say(self.room, "consent", reply_to=new)
        for writer in (cy, di):
            await writer.answers(await writer.gets("proposal_amended", round_), "CONSENT")

    # -- the end --------------------------------------------------------------------------------

    async def settled(self) -> bool:
        """Whether every round and every decision has come to its end."""
        return ask_books(self.process.books, "SELECT count(*) FROM round WHERE open") == [(0,)]

    async def check(self, books: Path, maildir: Path | None) -> None:
        """Every contribution once in the books, the room and the letter; every mail as written."""
        assert self.said, "nobody met"
        self._check_words(books)
        self._check_rounds(books)
        await self._check_room()
        self._check_letters()
        assert maildir is not None
        self._check_mails(books, maildir)
        _check_doctor(books)

    def _check_words(self, books: Path) -> None:
        kept = Counter(text for (text,) in ask_books(books, "SELECT text FROM words"))
        for text in self.said:
            assert kept[text] == 1, f"{text!r} is {kept[text]} times in the books"
        for reason in self.reasons:
            assert kept[reason] == 1, f"{reason!r} is {kept[reason]} times in the books"

    def _check_rounds(self, books: Path) -> None:
        """Every meeting came to its right end, and every answer counted once."""
        rounds = ask_books(books, "SELECT id, form, state FROM round")
        met = len(set(self.said.values()))
        assert Counter(form for _, form, _ in rounds) == {"go_around": met, "consent": met}
        for id_, form, state in rounds:
            phase = codecs.read(FORMS[form].state, state).phase
            assert phase == ("closed" if form == "go_around" else "in_force"), f"{id_}: {phase}"
        assert not doubled(books), f"answers that counted twice: {doubled(books)}"

    async def _check_room(self) -> None:
        messages = await self.chat["Ana"].person.messages(self.room)
        bodies = Counter(message["content"].get("body") for message in messages)
        for text in self.said:
            assert bodies[text] == 1, f"{text!r} stands {bodies[text]} times in the room"
        letters: dict[str, list[str]] = defaultdict(list)
        for message in messages:
            notice = notice_of(message) or {}
            if notice.get("kind") == "circle_letter":
                letters[str(notice["round"])].append(message["content"]["body"])
        for text, round_ in self.said.items():
            assert len(letters[round_]) == 1, f"{len(letters[round_])} circle letters"
            assert letters[round_][0].count(text) == 1, f"{text!r} in {letters[round_][0]}"

    def _check_letters(self) -> None:
        """The members by mail have everybody's words of a go-around in one letter."""
        for text, round_ in self.said.items():
            for writer in self.mail.values():
                letters = {m.message_id: m.plain for m in writer.mails("circle_letter", round_)}
                assert len(letters) == 1, f"{writer.name} has {len(letters)} circle letters"
                plain = " ".join(next(iter(letters.values())).split())
                assert plain.count(text) == 1, f"{text!r} in {plain!r}"

    def _check_mails(self, books: Path, maildir: Path) -> None:
        """Each mail of the outbox is in its mailbox as it was written, once more for a cut at most."""
        copies = _copies(maildir)
        rows = ask_books(books, "SELECT body FROM outbox WHERE medium = 'mail' AND state = 1")
        for (body,) in rows:
            mail = decode(body)
            assert isinstance(mail, Post)
            found = copies.pop((mail.message_id, mail.recipient), [])
            assert found, "a mail was never delivered"
            assert all(raw == mail.raw for _, raw in found), "a mail was changed on its way"
            self._check_extra([at for at, _ in found])
        assert not copies, "a mail was delivered that nobody wrote"

    def _check_extra(self, arrived: list[float]) -> None:
        """Between two copies there was a kill or a cut."""
        self.extra += len(arrived) - 1
        for one, other in itertools.pairwise(sorted(arrived)):
            disturbed = (*self.process.killed_at, *self.wire.cuts)
            assert any(one - 1 < at < other for at in disturbed), "doubled for no reason"

    def figures(self) -> dict[str, int]:
        """How much was said, and how often a mail came once more."""
        return {
            "meetings": len(set(self.said.values())),
            "contributions": len(self.said) + len(self.reasons),
            "mails": sum(len(writer.outbox.mails()) for writer in [*self.mail.values()][:1]),
            "extra_copies": self.extra,
        }


AFTER_A_TURN = (
    "turn_opened", "letter_read", "place_stays_open", "sweep_opened", "echo_opened", "round_closed",
)  # fmt: skip
"""What the room is told when the floor goes on."""


def _is_proposal(event: Json, text: str) -> bool:
    notice = notice_of(event) or {}
    return notice.get("kind") == "proposal_opened" and text in event["content"]["body"]


def _notice(event: Json) -> Json:
    found = notice_of(event)
    assert found is not None
    return found


def _copies(maildir: Path) -> dict[tuple[str, str], list[tuple[float, bytes]]]:
    """Every copy by Message-ID and recipient: when it came, and the mail below ``Delivered-To``.

    The folder has LF lines; the sink keeps no mail in which that could hide a change.
    """
    found: dict[tuple[str, str], list[tuple[float, bytes]]] = defaultdict(list)
    mails = {mail.key: mail for mail in Outbox(maildir).mails()}
    for file in (maildir / "new").iterdir():
        mail = mails[file.name]
        seconds, rest = file.name.split(".M")
        at = int(seconds) + int(rest[:6]) / 10**6
        raw = file.read_bytes().partition(b"\n")[2].replace(b"\n", b"\r\n")
        found[mail.message_id, mail.recipient].append((at, raw))
    return found


def doubled(books: Path) -> list[tuple[str, ...]]:
    """Answers that two facts of a round tell of: words spoken twice, two ballots of one version."""
    told: Counter[tuple[str, ...]] = Counter()
    for round_, form, fact in ask_books(
        books, "SELECT round, form, fact FROM journal JOIN round ON round.id = journal.round"
    ):
        found = codecs.read_fact(dict(FORMS[form].facts), fact)
        match type(found).__name__:
            case "PositionTaken":
                ballot = found.ballot
                told[round_, ballot.member, str(ballot.version)] += 1
            case "Spoke" | "LetterReceived" | "EchoSpoke" | "Passed" | "EchoSettled":
                told[round_, type(found).__name__, found.member] += 1
    return [key for key, count in told.items() if count > 1]


def _check_doctor(books: Path) -> None:
    engine = create_engine(f"sqlite:///{books}")
    try:
        with engine.connect() as connection:
            findings = examine(connection, SystemClock())
    finally:
        engine.dispose()
    assert is_good(findings), [finding.line() for finding in findings if finding.state == "wrong"]
