"""What holds of every chair, whoever asks for it, keeps it, or lets it be."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import chairing
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
SPANS = chairing.Settings()
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))
DOINGS = ("ask", "keep", "pause", "resume", "outage", "look")
STORIES = st.lists(
    st.tuples(
        st.sampled_from(DOINGS), st.sampled_from(NAMES), st.sampled_from((0, 1, 3, 11, 800, 3000))
    ),
    max_size=30,
)


class Circle:
    """The shell in small: one go-around, its chair, and what was heard of it."""

    def __init__(self, *, live: bool) -> None:
        self.now, self.live = START, live
        seats = tuple(say.Invited(name) for name in NAMES)
        first, *rest = ga.announce(ga.Begin(NAMES[0], "How are you?", seats), self.now)
        self.state = ga.fold(ga.evolve(None, first), rest)
        self.chair, self.standing = NAMES[0], chairing.Chairing()
        self.asked: datetime | None = None
        self.offers = 0

    def act(self, command: say.Command) -> None:
        """Let the round hear a command, and look whether it waits now."""
        self.state = ga.fold(self.state, ga.decide(self.state, command, self.now))
        since = None if self.state.over else self.state.paused_at
        if since is None:
            self.offers = 0
        self.standing = chairing.waiting(self.standing, since)
        if self.state.over:
            self.standing = chairing.Chairing()

    def do(self, doing: str, by: MemberId) -> None:
        """Somebody does something; what they may not is refused and changes nothing."""
        match doing:
            case "ask":
                self.ask(by)
            case "keep" if by == self.chair:
                self.standing, self.asked = chairing.kept(self.standing, self.now), None
                self.offers = 0
            case "pause" | "resume" if by == self.chair and not self.state.over:
                command = say.Pause(by) if doing == "pause" else say.Resume(by)
                self.act(command)
            case "outage":
                span = timedelta(hours=2)
                self.now += span
                self.standing = chairing.given_back(self.standing, span)
                self.asked = self.asked and self.asked + span
                self.act(say.Outage(span))

    def ask(self, by: MemberId) -> None:
        """Ask for the chair, as anybody may but the one who has it."""
        before = self.standing
        if by == self.chair or self.state.over:
            return
        try:
            notice = SPANS.notice(live=self.live)
            self.standing = chairing.asked(before, by, self.now, notice)
        except Refusal:
            assert self.standing is before
            return
        if before.taker is None:
            self.asked = self.now

    def look(self) -> None:
        """Look at the clock: what is due of the chair, and of the round."""
        due = chairing.next_due(self.standing, SPANS.wait(live=self.live))
        while due is not None and due[0] <= self.now:
            if due[1] is chairing.Due.OFFER:
                self.offers += 1
                self.standing = chairing.Chairing(self.standing.since, offered=True)
            else:
                self.hand()
            due = chairing.next_due(self.standing, SPANS.wait(live=self.live))
        self.act(say.TimePassed())

    def hand(self) -> None:
        """The chair goes to whoever asked, never before the whole notice is over."""
        assert self.asked is not None
        assert self.now - self.asked >= SPANS.notice(live=self.live)
        assert self.standing.taker is not None
        self.chair, self.asked = self.standing.taker, None
        self.standing = chairing.kept(self.standing, self.now)
        self.offers = 0
        self.act(say.Chair(self.chair, self.chair, host=True))


@settings(max_examples=100, deadline=None)
@given(STORIES, st.booleans())
def test_the_chair_never_changes_without_notice(
    story: list[tuple[str, MemberId, int]], live: bool
) -> None:
    """Whoever has it can keep it through the whole notice; and the chair is offered once a wait."""
    circle = Circle(live=live)
    for doing, by, minutes in story:
        before = circle.chair
        circle.do(doing, by)
        assert circle.chair == before
        circle.now += timedelta(minutes=minutes)
        circle.look()
        assert circle.offers <= 1
        assert circle.standing.taker != circle.chair


@settings(max_examples=100, deadline=None)
@given(STORIES, st.booleans())
def test_every_round_still_ends(story: list[tuple[str, MemberId, int]], live: bool) -> None:
    """However it was left: the chair is offered, one willing person takes it, and the round ends."""
    circle = Circle(live=live)
    for doing, by, minutes in story:
        circle.do(doing, by)
        circle.now += timedelta(minutes=minutes)
        circle.look()
    circle.now += SPANS.wait(live=live)
    circle.look()
    if circle.state.paused_at is not None:
        willing = next(name for name in NAMES if name != circle.chair)
        circle.ask(willing)
        circle.now += SPANS.notice(live=live)
        circle.look()
        circle.act(say.Resume(circle.chair))
    while not circle.state.over:
        due = ga.next_due(circle.state)
        assert due is not None
        circle.now = max(circle.now, due)
        circle.look()
