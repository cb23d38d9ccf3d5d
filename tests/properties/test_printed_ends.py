"""No form of round prints an end of days in its circle's quiet time, whatever is asked of it."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.quiet import Quiet
from facilitator.core.rounds import commands, consent, discussion, go_around, pick, prompt_round
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW
from tests.properties.test_quiet import MOMENTS, QUIETS

ANA, BEN, CY = (MemberId(name) for name in ("ana", "ben", "cy"))
SEATS = (
    commands.Invited(ANA, Lane.SLOW),
    commands.Invited(BEN, Lane.SLOW),
    commands.Invited(CY, Lane.SLOW, by_mail=True),
)
WINDOWS = st.sampled_from([timedelta(hours=30), timedelta(days=4), timedelta(days=9)])
MORE = (
    commands.More(CY),
    commands.Extend(ANA, timedelta(hours=20), host=True),
    commands.Outage(timedelta(hours=7)),
)


def _in(form: object, state: object, begins: datetime) -> list[object]:
    """The states of a round while it is moved: by more, by its host, by an outage, by a pause."""
    states, now = [state], begins + timedelta(hours=1)
    pause = commands.Pause(ANA, host=True), commands.Resume(ANA, host=True)
    for number, command in enumerate((*MORE, *pause)):
        for fact in form.decide(state, command, now + timedelta(hours=5 * number)):  # type: ignore[attr-defined]
            state = form.evolve(state, fact)  # type: ignore[attr-defined]
        states.append(state)
    return states


def _begun(form: object, facts: tuple[object, ...]) -> object:
    state = None
    for fact in facts:
        state = form.evolve(state, fact)  # type: ignore[attr-defined]
    return state


@settings(max_examples=60)
@given(QUIETS, MOMENTS, WINDOWS)
def test_rounds(quiet: Quiet, now: datetime, window: timedelta) -> None:
    """Go-arounds, prompt rounds and discussions end awake, and letters have their 72 hours."""
    forms = (
        (go_around, go_around.Settings(window=window, quiet_times=quiet), "until"),
        (prompt_round, prompt_round.Settings(window=window, quiet_times=quiet), "until"),
        (discussion, discussion.Settings(slow=window, quiet_times=quiet), "slow_until"),
    )
    for form, chosen, end in forms:
        extra = ("seed",) if form is prompt_round else ()
        begin = form.Begin(ANA, "How are you?", SEATS, chosen, *extra)
        first = _begun(form, form.announce(begin, now))
        assert getattr(first, end) >= now + LEAST_MAIL_WINDOW
        for state in _in(form, first, now):
            assert not quiet.covers(getattr(state, end))


@settings(max_examples=60)
@given(QUIETS, MOMENTS, WINDOWS)
def test_picks(quiet: Quiet, now: datetime, window: timedelta) -> None:
    """The end of a pick is awake, whatever moves it."""
    chosen = pick.Settings(What.PERSON, window=window, quiet_times=quiet)
    begin = pick.Begin(ANA, "Who?", SEATS, (), chosen, "seed")
    for state in _in(pick, _begun(pick, pick.announce(begin, now)), now):
        assert not quiet.covers(state.until)  # type: ignore[attr-defined]


@settings(max_examples=60)
@given(QUIETS, MOMENTS, WINDOWS)
def test_decisions(quiet: Quiet, now: datetime, window: timedelta) -> None:
    """The printed times of a decision are awake, and never move earlier."""
    places = (consent.Place(ANA, Lane.LIVE), consent.Place(BEN, Lane.LIVE))
    chosen = consent.Settings(slow_for=window, quiet_times=quiet)
    facts = consent.propose(RoundId("rnd"), 1, ANA, "We water.", places, chosen, now)
    state = _begun(consent, facts)
    for number, command in enumerate(
        (consent.Pace(BEN, Lane.SLOW), consent.Extend(ANA, timedelta(hours=20)),
         consent.Pause(ANA), consent.Resume(ANA), consent.Pace(BEN, Lane.LIVE))
    ):  # fmt: skip
        before = state.slow_until  # type: ignore[attr-defined]
        for fact in consent.decide(state, command, now + timedelta(hours=5 * number)):  # type: ignore[arg-type]
            state = consent.evolve(state, fact)  # type: ignore[arg-type]
        assert not quiet.covers(state.slow_until)  # type: ignore[attr-defined]
        assert not quiet.covers(state.live_until)  # type: ignore[attr-defined]
        assert state.slow_until >= before  # type: ignore[attr-defined]
