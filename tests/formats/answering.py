"""A circle in which everybody answers whatever a practice asks of them: in words, points or a yes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import CIRCLE, Step, What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import (
    consent,
    discussion,
    dot_vote,
    go_around,
    harvest,
    pick,
    prompt_round,
    session,
)
from facilitator.core.rounds.session.simulating import Play

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
PEOPLE = tuple(
    MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay", "gus", "hal", "ida", "jon")
)
USUAL = 4


class Pace(StrEnum):
    """How the circle takes part: at the table, by letters only, or every second by letter."""

    TABLE = "table"
    LETTERS = "letters"
    BOTH = "both"


class Mood(StrEnum):
    """What the circle is like."""

    EASY = "easy"  # takes what is named first, and consents; one with a worry
    CONTRARY = "contrary"  # takes what is named last; one objects to the first text of each vote
    STUBBORN = "stubborn"  # the same, to every text


def seats(whole: Format, pace: Pace) -> tuple[say.Invited, ...]:
    """Four people, or as many as the format needs."""
    people = PEOPLE[: min(max(USUAL, whole.size.least), whole.size.most)]
    slow = {Pace.TABLE: (), Pace.LETTERS: people, Pace.BOTH: people[1::2]}[pace]
    return tuple(
        say.Invited(one, Lane.SLOW if one in slow else Lane.LIVE, one in slow) for one in people
    )


def begin(whole: Format, pace: Pace) -> Play:
    """A session that Ana began, with an answer to what the format asks; the last two are new."""
    answers = tuple(session.Answer(ask.name, "The roof.") for ask in whole.asks)
    places = seats(whole, pace)
    new = tuple(seat.member for seat in places[-2:])
    start = session.Begin(PEOPLE[0], whole, places, "seed", answers, newcomers=new)
    return Play.begin(start, START)


@dataclass
class Circle:
    """People in a session. ``said`` is all they said, ``apart`` what is not for the whole circle."""

    play: Play
    mood: Mood = Mood.EASY
    said: list[WordsId] = field(default_factory=list)
    apart: set[WordsId] = field(default_factory=set)
    objected: set[str] = field(default_factory=set)
    lap: int = 0

    def goes_on(self) -> None:
        """Whoever is asked answers, once; then the clock is moved until the next step."""
        self.take_part()
        self.lap = self.play.session.lap
        self.answer()
        while not self.play.over and self.play.session.lap == self.lap:
            self.take_part()
            assert self.play.tick() or self.play.over

    def is_asked(self) -> bool:
        """Whether it is still the step that was asked first."""
        now = self.play.session
        return not now.over and now.lap == self.lap and now.begun

    def take_part(self) -> None:
        """Whoever is there first takes the part that is offered."""
        now = self.play.session
        for seat in now.seats:
            role = now.format.role(self.play.session.offered or "")
            if role and len(self.play.session.holders(role.name)) < max(1, role.least):
                self.play.do(session.Take(seat.member))

    def do(self, command: Any) -> None:
        """Somebody says it."""
        self.play.do(command)

    def answer(self) -> None:
        """The answer of everybody to what is asked now."""
        match self.play.round:
            case None:
                self.talk_at_tables()
            case consent.Decision() as held:
                self.vote(held)
            case pick.Pick() as held:
                self.pick(held)
            case dot_vote.DotVote() as held:
                self.give_points(held)
            case harvest.Harvest() as held:
                self.keep(held)
            case discussion.Discussion() as held:
                self.talk(held)
            case go_around.GoAround() as held:
                self.go_around(held)
            case prompt_round.PromptRound() as held:
                self.write(held)

    def words(self, by: MemberId, *, apart: bool = False) -> tuple[WordsId]:
        """Fresh words of somebody, said in the present step."""
        word = WordsId(f"wrd_{len(self.said)}")
        self.said.append(word)
        step = self.play.session.step
        if apart or (step is not None and self.stays_apart(step, by)):
            self.apart.add(word)
        return (word,)

    def stays_apart(self, step: Step, by: MemberId) -> bool:
        """Whether what somebody says in a step is not for the circle's letter, as the file has it."""
        if step.see != CIRCLE or step.pairs or step.small_groups or step.dot_vote:
            return True
        if step.announce is not None and step.announce.to is not None:
            return True
        if step.silent_writing is None:
            return False
        opens = [one.reveal for one in self.play.session.format.steps if one.reveal]
        opens = [reveal for reveal in opens if step.id in reveal.of]
        seat = self.play.session.seat(by)
        aloud = seat is not None and self.play.session.is_live(seat)  # told in other words then
        return step.silent_writing.kept or not opens or (aloud and any(one.aloud for one in opens))

    # -- each kind of asking -------------------------------------------------------------------------

    def write(self, held: prompt_round.PromptRound) -> None:
        """At the table in reply to the card, else by letter."""
        for seat in held.seats:
            if not self.is_asked():
                return
            via = say.Via.LETTER if seat.slow or held.settings.sealed else say.Via.REPLY
            self.do(say.Speak(seat.member, self.words(seat.member), via, asks=True))

    def go_around(self, held: go_around.GoAround) -> None:
        """Letters first; then all who are here, in turn."""
        for seat in held.seats:
            if seat.slow and not seat.heard and self.is_asked():
                self.do(say.Speak(seat.member, self.words(seat.member), say.Via.LETTER))
        for seat in held.seats:
            if not seat.slow and self.is_asked():
                self.do(say.Here(seat.member))
        for _ in held.seats:
            if self.is_asked() and self.play.round.speaker:
                speaker = self.play.round.speaker.member
                self.do(say.Speak(speaker, self.words(speaker)))
                self.do(say.Finish(speaker))

    def talk(self, held: discussion.Discussion) -> None:
        """Everybody who does not only listen writes or talks; nothing of the talk is kept."""
        for seat in held.seats:
            if not seat.silent and self.is_asked():
                self.speak_up(seat)

    def talk_at_tables(self) -> None:
        """At every table, as long as it is there."""
        turn = self.play.session.turn
        for number, table in list(self.play.tables.items()):
            for seat in table.seats:
                there = self.is_asked() and self.play.session.turn == turn
                if there and number in self.play.tables and not seat.silent:
                    self.speak_up(seat)

    def speak_up(self, seat: discussion.Seat) -> None:
        """Somebody writes, or talks and is through."""
        via = say.Via.LETTER if seat.slow else say.Via.ROOM
        self.do(
            say.Speak(seat.member, self.words(seat.member, apart=not seat.slow), via, asks=True)
        )
        if not seat.slow and self.is_asked():
            self.do(say.Finish(seat.member))

    def vote(self, held: consent.Decision) -> None:
        """All consent, one of them with a worry, unless they object."""
        for place in held.places[:-1]:
            self.position(place.member, consent.Position.CONSENT)
        last = held.places[-1].member
        kind = consent.Position.OBJECT if self.objects() else consent.Position.CONCERN
        if self.is_asked():
            self.position(last, kind, self.words(last)[0])

    def objects(self) -> bool:
        """Whether somebody objects to the text that is there now."""
        step = self.play.session.step
        first = step is not None and step.id not in self.objected
        self.objected |= {step.id} if step is not None else set()
        return self.mood is Mood.STUBBORN or (self.mood is Mood.CONTRARY and first)

    def position(self, by: MemberId, kind: consent.Position, words: WordsId | None = None) -> None:
        source = f"{by}:{self.play.session.lap}"
        self.do(consent.Answer(by, kind, source, self.play.now, words))

    def pick(self, held: pick.Pick) -> None:
        """What is there first (or last); where nothing is there, words or a day of their own."""
        for seat in held.seats:
            if not self.is_asked():
                return
            words = self.words(seat.member)
            if held.settings.what is What.WORDS:
                self.do(say.Speak(seat.member, words, say.Via.LETTER))
                continue
            found = held.options or (pick.Option("2026-04-01", "1 April"),)
            chosen = found[:1] if self.mood is Mood.EASY else found[-1:]
            self.do(pick.Name(seat.member, chosen, words, say.Via.LETTER))

    def give_points(self, held: dot_vote.DotVote) -> None:
        """One point each for the first."""
        for seat in held.seats:
            if self.is_asked():
                words = self.words(seat.member)[0]
                self.do(dot_vote.Place(seat.member, words, (dot_vote.Share(1, 1),)))

    def keep(self, held: harvest.Harvest) -> None:
        """Who drafts has a line of their own; every author says yes to every line of theirs."""
        if held.stage is harvest.Stage.DRAFTING:
            for seat in held.seats:
                line = harvest.Drafted(self.words(seat.member)[0], seat.member)
                self.do(harvest.Draft(seat.member, (line,)))
        for author in dict.fromkeys(line.author for line in held.lines):
            numbers = [line.number for line in held.lines if line.author == author]
            replies = tuple(harvest.Reply(number, harvest.Fate.KEPT) for number in numbers)
            yes = self.words(author, apart=True)[0]
            self.do(harvest.Answer(author, yes, replies))
