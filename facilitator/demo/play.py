"""The play: a go-around with letters and a decision with one objection, before your eyes.

Members in chat speak through the client-server API, members by mail reply to the mails they got.
At the end the books, the room and the mailboxes must all show the same, right end.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from facilitator.demo.community import GARDEN_CHAT, GARDEN_MAIL, Community
from facilitator.demo.person import Person, notice_of
from facilitator.demo.stage import Stage
from facilitator.store import tables as t

PROMPT = "What is growing in you this week?"
WORDS = {
    "Ana": "Patience. I planted garlic, and there is nothing to see until spring.",
    "Ben": "Tired, but the seedlings are up.",
    "Eli": "A wish to cook for all of you.",
    "Cy": "My knee is better. I walked to the river and back.",
    "Di": "I have started to sing again, at the sink, where only the cat hears it.",
}
PROPOSAL = "We water the beds at six in the morning, Monday to Friday. Ben looks after it."
OBJECTION = "because the gate is locked until half past six, and I carry the only other key."
AMENDED = "We water the beds at seven in the morning, Monday to Friday. Ben looks after it."
STEP = 60.0
"""Real seconds that one step of the play may take before it is said to have failed."""

Say = Callable[[str], None]


@dataclass(slots=True)
class Play:
    """One performance; ``wrong`` gathers what did not come out as it should."""

    stage: Stage
    community: Community
    say: Say
    wrong: list[str] = field(default_factory=list)
    _shown: int = 0

    async def perform(self) -> bool:
        """Play both parts and check their ends; return whether all is as it should be."""
        self._shown = len(self.person("Ana").timeline(self.garden))
        showing = asyncio.create_task(self._show())
        try:
            await self._go_around()
            await self._decision()
            await self._check()
        except TimeoutError as late:
            self.wrong.append(str(late))
        finally:
            showing.cancel()
            await asyncio.wait([showing])
            self._show_new()
        return not self.wrong

    # -- the cast -------------------------------------------------------------------------------

    @property
    def garden(self) -> str:
        """Garden's room."""
        return self.community.rooms["riverside/garden"]

    def person(self, name: str) -> Person:
        """Return someone who sits in the room."""
        return self.community.people[name]

    # -- the go-around --------------------------------------------------------------------------

    async def _go_around(self) -> None:
        self.say("— A go-around, with letters —")
        ana = self.person("Ana")
        await ana.say(self.garden, f"!goaround {PROMPT} each=20m order=@ben,@cy,@ana,@di,@eli")
        await self._cy_writes_first()
        card = await ana.see_any(self.garden, kind="card", timeout=STEP)
        await asyncio.gather(
            *(self.person(n).react(self.garden, card["event_id"], "👋") for n in GARDEN_CHAT[1:])
        )
        await asyncio.gather(*(self._take_turn(name) for name in GARDEN_CHAT))
        await ana.see(self.garden, kind="place_stays_open", timeout=STEP)
        await self._di_writes_later()
        await self._echo()
        await ana.see(self.garden, kind="round_closed", timeout=STEP)

    async def _cy_writes_first(self) -> None:
        cy = self.community.correspondents["Cy"]
        asked = await cy.gets("round_announced", STEP)
        self._mailed("Cy", asked.subject, WORDS["Cy"])
        await cy.answers(asked, WORDS["Cy"])
        await cy.gets("words_received", STEP)

    async def _take_turn(self, name: str) -> None:
        person = self.person(name)
        while True:
            turn = await person.see(self.garden, kind="turn_opened", timeout=STEP)
            if (notice_of(turn) or {}).get("member") == person.user_id:
                break
        await person.say(self.garden, WORDS[name])
        await person.say(self.garden, "done")

    async def _di_writes_later(self) -> None:
        di = self.community.correspondents["Di"]
        asked = await di.gets("round_announced", STEP)
        self._mailed("Di", asked.subject, WORDS["Di"])
        await di.answers(asked, WORDS["Di"])
        await di.gets("words_received", STEP)

    async def _echo(self) -> None:
        """Both lanes spoke: each may answer once; here Ben does, and everyone else passes."""
        ana = self.person("Ana")
        opened = await ana.see(self.garden, kind="echo_opened", timeout=STEP)
        for name in GARDEN_MAIL:
            person = self.community.correspondents[name]
            mail = await person.gets("echo_opened", STEP)
            self._mailed(name, mail.subject, "PASS")
            await person.answers(mail, "PASS")
        ben = self.person("Ben")
        await ben.say(self.garden, "Di, sing at the beds too.", reply_to=opened["event_id"])
        for name in ("Ana", "Eli"):
            await self.person(name).say(self.garden, "!pass")
        await ben.say(self.garden, "!done")

    # -- the decision ---------------------------------------------------------------------------

    async def _decision(self) -> None:
        self.say("")
        self.say("— A decision by consent, with an objection that makes it better —")
        ana, ben, eli = (self.person(name) for name in GARDEN_CHAT)
        cy = self.community.correspondents["Cy"]
        await ben.say(self.garden, f"!propose {PROPOSAL}")
        opened = await ana.see(self.garden, kind="proposal_opened", timeout=STEP)
        await ana.react(self.garden, opened["event_id"], "👍")
        asked = await cy.gets("proposal_opened", STEP)
        self._mailed("Cy", asked.subject, f"OBJECT {OBJECTION}")
        await cy.answers(asked, f"OBJECT {OBJECTION}")
        await ben.see(self.garden, kind="objection_raised", timeout=STEP)
        await ben.say(self.garden, f"!amend {AMENDED}")
        amended = await eli.see(self.garden, kind="proposal_amended", timeout=STEP)
        await eli.say(self.garden, "consent", reply_to=amended["event_id"])
        await ana.react(self.garden, amended["event_id"], "🔁")
        new = await cy.gets("proposal_amended", STEP)
        self._mailed("Cy", new.subject, "CONSENT. Thank you, seven is fine.")
        await cy.answers(new, "CONSENT")
        await eli.see(self.garden, kind="objection_resolved", timeout=STEP)
        await self._di_decides()

    async def _di_decides(self) -> None:
        correspondent = self.community.correspondents["Di"]
        await self.person("Ana").see(self.garden, kind="decision_provisional", timeout=STEP)
        asked = await correspondent.gets("proposal_amended", STEP)
        self._mailed("Di", asked.subject, "I can live with it")
        await correspondent.answers(asked, "I can live with it.")
        await self.person("Eli").see(self.garden, kind="decision_adopted", timeout=STEP)

    # -- the end --------------------------------------------------------------------------------

    async def _check(self) -> None:
        """Ledger, room and mailboxes must show the right end."""
        await self._check_books()
        self._check_room()
        await self._check_mailboxes()

    async def _check_books(self) -> None:
        service = self.stage.service
        if service is None:
            raise RuntimeError("the stage is not open")
        rounds = await service.store.read(
            lambda c: c.execute(select(t.round_.c.form, t.round_.c.open, t.round_.c.state)).all()
        )
        said = await service.store.read(lambda c: [w.text for w in c.execute(select(t.words))])
        for name, words in WORDS.items():
            self._expect(said.count(words) == 1, f"the books hold {name}'s words once")
        ended = [form for form, is_open, _ in rounds if not is_open]
        self._expect(sorted(ended) == ["consent", "go_around"], "both rounds are closed")
        decided = next((state for form, _, state in rounds if form == "consent"), "")
        self._expect('"phase":"in_force"' in decided, "the decision is in force")

    def _check_room(self) -> None:
        ana = self.person("Ana")
        bodies = [e["content"].get("body", "") for e in ana.timeline(self.garden)]
        for name, words in WORDS.items():
            self._expect(bodies.count(words) == 1, f"the room heard {name}'s words once")
        letters = [b for b in bodies if all(words in b for words in WORDS.values())]
        self._expect(len(letters) == 1, "the room has one circle letter with everyone's words")

    async def _check_mailboxes(self) -> None:
        for name in GARDEN_MAIL:
            person = self.community.correspondents[name]
            letter = await person.gets("circle_letter", STEP)
            whole = all(words in " ".join(letter.plain.split()) for words in WORDS.values())
            self._expect(whole, f"{name}'s circle letter has everyone's words")
            await person.gets("decision_adopted", STEP)

    def _expect(self, so: bool, what: str) -> None:
        if not so:
            self.wrong.append(f"not so: {what}")

    # -- the transcript -------------------------------------------------------------------------

    def _mailed(self, name: str, subject: str, words: str) -> None:
        self._show_new()
        self.say(f"✉  {name} gets “{subject}” and replies: {words}")

    async def _show(self) -> None:
        while True:
            self._show_new()
            await asyncio.sleep(0.2)

    def _show_new(self) -> None:
        """Print what the room showed since last time, as Ana sees it."""
        ana = self.person("Ana")
        timeline = ana.timeline(self.garden)
        for event in timeline[self._shown :]:
            line = _line(ana, self.garden, event)
            if line:
                self.say(line)
        self._shown = len(timeline)


def _line(person: Person, room: str, event: dict[str, object]) -> str | None:
    """Return one event as a line of the transcript; cards, edits and reactions stay out of it."""
    content = event.get("content")
    if event.get("type") != "m.room.message" or not isinstance(content, dict):
        return None
    notice = notice_of(event) or {}
    relation = content.get("m.relates_to")
    if notice.get("kind") == "card" or (
        isinstance(relation, dict) and relation.get("rel_type") == "m.replace"
    ):
        return None
    name = person.name_of(room, str(event.get("sender")))
    body = str(content.get("body", "")).strip()
    first, *rest = body.split("\n")
    return "\n".join([f"{name:<16}  {first}", *(f"{'':<16}  {line}" for line in rest)])
