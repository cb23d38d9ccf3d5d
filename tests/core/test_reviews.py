"""Looking again at what is in force, told as stories: kept, revised, let go, or left as it was."""

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Entry, Letter, Room, To, Words
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Bearing,
    BeginReview,
    Brought,
    Decision,
    Fact,
    LeaveReview,
    Phase,
    Position,
    Postpone,
    Revive,
    Settings,
    Settle,
    TakeCare,
    What,
    Why,
    Withdraw,
    Worry,
    card,
    comes_back,
    fold,
    late_objections,
    left_open,
    next_due,
    notices,
    review,
    worries_of,
)
from facilitator.core.rounds.consent.evolving import evolve
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    HOUR,
    MIXED,
    START,
    TABLE,
    TEXT,
    Story,
    alone,
    in_room,
    kinds,
)

FROST, NOISE = WordsId("wrd_frost"), WordsId("wrd_noise")
LATER = START + 200 * DAY


def in_force(*, sealed: bool = False) -> Story:
    """A decision in force, its printed time over, with a concern of Ben's."""
    story = Story(settings=Settings(sealed=sealed))
    story.says(BEN, Position.CONCERN, "frost")
    story.consents(ELI, CY, DI)
    story.after(5 * DAY)
    assert story.phase() is Phase.IN_FORCE
    return story


def under_review(why: Why = Why.MEMBER) -> Story:
    """A decision in force that decision 8 looks at again."""
    story = in_force()
    story.do(BeginReview(8, why))
    return story


def bearing(what: What = What.KEEP, why: Why = Why.DATE, at: datetime | None = None) -> Bearing:
    """What a review of decision 7 bears on."""
    worries = (Worry(BEN, (FROST,)),)
    return Bearing(what, RoundId("rnd_1"), 7, TEXT, why, worries, at)


class Review(Story):
    """A review under way, opened without a proposal of anybody's."""

    def open(
        self,
        what: What = What.KEEP,
        text: str = TEXT,
        brought: tuple[Brought, ...] = (),
        **more: object,
    ) -> "Review":
        settings = replace(Settings(), bearing=bearing(what), **more)  # type: ignore[arg-type]
        self._state, self.facts, self.told = None, [], []
        facts = review(RoundId("rnd_8"), 8, ANA, text, self.places, settings, self.now, brought)
        self.last = self._take(facts)
        return self


# ── what becomes of the earlier one ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("what", "phase"),
    [
        (What.KEEP, Phase.IN_FORCE),
        (What.REVISE, Phase.SUPERSEDED),
        (What.DROP, Phase.DROPPED),
    ],
)
def test_a_review_in_force_settles_the_earlier_one(what: What, phase: Phase) -> None:
    """Kept, replaced, or let go: once, and by the review that runs."""
    story = under_review()
    story.do(Settle(what, 9, LATER))
    assert story.phase() is Phase.IN_FORCE

    story.do(Settle(what, 8, LATER))
    settled = story.d
    story.do(Settle(what, 8, LATER))

    assert settled == story.d
    assert story.phase() is phase
    assert not story.d.under_review


def test_what_is_kept_is_looked_at_again_later() -> None:
    """Keeping moves the day later, never earlier."""
    story = under_review()
    planned = story.d.review_at
    assert planned is not None
    story.do(Settle(What.KEEP, 8, planned - 20 * DAY))
    assert story.d.review_at == planned
    assert story.d.kept_by == (8,)

    story.do(BeginReview(9))
    story.do(Settle(What.KEEP, 9, planned + 20 * DAY))
    assert next_due(story.d) == planned + 20 * DAY


def test_a_review_that_settles_nothing_leaves_it_in_force() -> None:
    """It comes back on the day that the review has printed."""
    story = under_review(Why.DATE)
    story.do(LeaveReview(8, LATER))

    assert story.phase() is Phase.IN_FORCE
    assert next_due(story.d) == LATER
    told = story.until(LATER)
    assert told == ()
    assert story.d.reviewed


@pytest.mark.parametrize("what", list(What))
def test_an_objection_in_time_brings_the_earlier_one_back(what: What) -> None:
    """While its review is open again, it is in force as it was, and under review."""
    story = under_review()
    before = story.d
    story.do(Settle(what, 8, LATER))
    story.do(Revive(8))

    assert story.phase() is Phase.IN_FORCE
    assert story.d.under_review == 8
    assert replace(story.d, review_at=before.review_at, look_again=before.look_again) == before


def test_nothing_settled_by_another_is_revived() -> None:
    """A review revives what it has settled itself, nothing else."""
    story = under_review()
    story.do(Revive(8))
    story.do(Settle(What.DROP, 8, LATER))
    story.do(Revive(9))

    assert story.phase() is Phase.DROPPED


# ── who may ──────────────────────────────────────────────────────────────────────────────────────


def _refused(story: Story, code: str) -> None:
    before = story.d
    with pytest.raises(Refusal) as caught:
        story.do(BeginReview(9))
    assert code == caught.value.code
    assert before == story.d


def test_one_review_at_a_time() -> None:
    """A second one is refused with a pointer to the first."""
    _refused(under_review(), "review-running")


def test_only_what_is_in_force_is_looked_at_again() -> None:
    """Open, closed and replaced ones have nothing to look at."""
    _refused(Story(), "not-in-force")
    closed = Story()
    closed.do(Postpone(ANA))
    _refused(closed, "not-in-force")
    replaced = under_review()
    replaced.do(Settle(What.REVISE, 8, LATER))
    _refused(replaced, "not-in-force")


def test_before_the_printed_time_an_objection_is_the_way() -> None:
    """An early close leaves the printed right; from then on a review can begin."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(HOUR)
    assert story.phase() is Phase.IN_FORCE
    _refused(story, "review-early")
    story.after(5 * DAY)
    story.do(BeginReview(9))


def test_a_review_that_keeps_or_drops_holds_nothing_itself() -> None:
    """It never comes back by itself, and is not reviewed."""
    story = Review(TABLE).open(What.KEEP)
    story.consents(ANA, BEN, ELI)
    story.after(10 * DAY)
    assert story.phase() is Phase.IN_FORCE
    assert next_due(story.d) is None
    _refused(story, "nothing-to-review")


def test_somebody_else_looks_after_it() -> None:
    """The room hears who does; both who take part by mail and whom it concerns hear it alone."""
    story = in_force()
    told = story.do(TakeCare(CY))

    assert story.d.owner == CY
    assert kinds(told) == ["owner_changed", "owner_changed"]
    assert [notice.to for notice in told] == [Room(), To(CY)]
    assert story.do(TakeCare(CY)) == ()


# ── how a review is asked ────────────────────────────────────────────────────────────────────────


def test_keep_it_is_asked_of_everybody_alike() -> None:
    """It is nobody's proposal: nobody consents by act, and the owner is asked as the others are."""
    story = Review(MIXED).open()

    assert not story.d.ballots
    request = in_room(story.last)[0]
    assert set(request.asks) == {ANA, BEN, ELI}
    assert request.args["yours"] == "no"
    assert request.args["recalled"] == Letter((Entry(BEN, (FROST,)),))


def test_whoever_brings_a_new_text_consents_to_it() -> None:
    """As for any proposal, unless an objection of theirs stands in it."""
    story = Review(TABLE).open(What.REVISE, "We water at eight.")
    assert [ballot.member for ballot in story.d.ballots] == [ANA]
    own = Brought(ANA, FROST, "mail_1", START)
    story = Review(TABLE).open(What.REVISE, "We water at eight.", (own,))
    assert [ballot.position for ballot in story.d.ballots] == [Position.OBJECT]


def test_a_late_objection_stands_in_its_review() -> None:
    """It is told in the request and nowhere else, and blocks like any other."""
    brought = (Brought(CY, FROST, "mail_1", START), Brought(CY, NOISE, "mail_2", START))
    story = Review(MIXED).open(brought=brought)

    assert set(kinds(story.last)) == {"proposal_opened"}
    request = in_room(story.last)[0]
    assert request.args["objecting"] == Letter((Entry(CY, (FROST, NOISE)),))
    story.consents(ANA, BEN, ELI, DI)
    story.after(10 * DAY)
    assert story.phase() is not Phase.IN_FORCE


def test_sealed_stays_sealed_in_its_review() -> None:
    """Of what was sealed, concerns and objections have no names when it is looked at again."""
    story = in_force(sealed=True)
    assert worries_of(story.d) == (Worry(None, (FROST,)),)
    settings = Settings(sealed=True, bearing=replace(bearing(), worries=worries_of(story.d)))
    brought = (Brought(CY, NOISE, "mail_1", START),)
    facts = review(RoundId("rnd_8"), 8, ANA, TEXT, MIXED, settings, START, brought)
    opened = notices(None, facts, fold(evolve(None, facts[0]), facts[1:]))
    for notice in opened:
        assert notice.args["recalled"] == Words((FROST,))
        assert notice.args["objecting"] == Words((NOISE,))


def test_an_amended_review_revises() -> None:
    """New words take the place of the old ones; the old words again keep them."""
    story = Review(TABLE).open()
    found = []
    for text in ("We water at eight.", TEXT):
        story.do(Amend(ANA, text))
        assert story.d.settings.bearing is not None
        found.append(story.d.settings.bearing.what)
    assert found == [What.REVISE, What.KEEP]


@pytest.mark.parametrize(
    ("text", "by", "code"),
    [("  ", ANA, "empty-proposal"), (TEXT, ANA, "same-text"), ("New.", CY, "not-in-this-decision")],
)
def test_a_new_text_is_new_and_somebodys(text: str, by: MemberId, code: str) -> None:
    """No words, the words in force, or nobody's words open nothing."""
    settings = Settings(bearing=bearing(What.REVISE))
    with pytest.raises(Refusal) as caught:
        review(RoundId("rnd_8"), 8, by, text, TABLE, settings, START)
    assert caught.value.code == code


# ── when it comes back ───────────────────────────────────────────────────────────────────────────


def _closed(why: Why, planned: timedelta | None, *, withdrawn: bool) -> Decision:
    story = Review(TABLE).open()
    at = None if planned is None else story.now + planned
    settings = replace(story.d.settings, bearing=bearing(why=why, at=at))
    story._state = replace(story.d, settings=settings)
    story.do(Withdraw(ANA, "evt", 0) if withdrawn else Postpone(ANA))
    return story.d


@pytest.mark.parametrize(
    ("why", "planned", "withdrawn", "days"),
    [
        (Why.DATE, None, False, 30),
        (Why.DATE, None, True, 30),
        (Why.OBJECTION, timedelta(days=60), True, 30),
        (Why.MEMBER, timedelta(days=60), True, 60),
        (Why.MEMBER, timedelta(days=60), False, 30),
        (Why.MEMBER, timedelta(days=9), False, 9),
    ],
)
def test_what_is_not_settled_comes_back(
    why: Why, planned: timedelta | None, withdrawn: bool, days: int
) -> None:
    """In a month, or on its own day; who takes back what they alone brought leaves the day as it was."""
    assert comes_back(_closed(why, planned, withdrawn=withdrawn)) == START + timedelta(days=days)


def test_what_was_left_open_stands_in_the_next_review() -> None:
    """An objection outlives a review that settled nothing; one that was met does not."""
    story = Review(MIXED).open(brought=(Brought(CY, FROST, "mail_1", START),))
    story.says(BEN, Position.OBJECT, "noise")
    story.says(BEN, Position.CONSENT)
    story.do(Postpone(ANA))

    assert [(one.member, one.words) for one in left_open(story.d)] == [(CY, FROST)]


def test_late_objections_are_those_with_a_reason() -> None:
    """Since the last review only; a late consent, or an objection without words, is none."""
    story = in_force()
    story.says(CY, Position.OBJECT, "frost")
    since = story.now + HOUR
    story.after(2 * HOUR)
    story.says(DI, Position.CONSENT)
    story.says(ELI, Position.OBJECT, "noise")

    assert [one.member for one in late_objections(story.d, START)] == [CY, ELI]
    assert [one.member for one in late_objections(story.d, since)] == [ELI]


# ── what is stored ───────────────────────────────────────────────────────────────────────────────


def test_states_written_before_reviews_are_still_read() -> None:
    """Every new field has a default, so that a decision of yesterday is one today."""
    story = in_force()
    raw = msgspec.json.decode(msgspec.json.encode(story.d))
    for name in ("taken_over", "under_review", "settled_by", "kept_by"):
        del raw[name]
    del raw["settings"]["bearing"]
    assert msgspec.convert(raw, Decision) == story.d


def test_the_card_of_what_is_replaced_says_by_which() -> None:
    """Who looks at the old card finds the new decision."""
    story = under_review()
    assert card(story.d).args["later"] == 8
    story.do(Settle(What.REVISE, 8, LATER))
    assert (card(story.d).face, card(story.d).args["later"]) == ("superseded", 8)


def test_facts_of_reviews_are_facts_of_decisions() -> None:
    """They are in the closed union, so that the journal reads them."""
    story = under_review()
    story.do(Settle(What.DROP, 8, LATER))
    story.do(Revive(8))
    story.do(LeaveReview(8, LATER))
    assert all(isinstance(fact, Fact) for fact in story.facts)
    assert alone(story.last, CY) == []
