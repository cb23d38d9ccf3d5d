"""Examining an objection, told as stories (contract §6; Dec. 4.3, rows 17 to 19; 4.4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    DropClaim,
    Examine,
    Finding,
    Judge,
    Leave,
    Outage,
    Pause,
    Phase,
    Place,
    Position,
    Resolve,
    Resume,
    Settings,
    TakeBack,
    Withdraw,
    Within,
)
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.consent.state import Standing
from facilitator.core.scales import Scale
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    FAY,
    HOUR,
    MIXED,
    TABLE,
    Story,
    alone,
    in_room,
    kinds,
)

FOUR = (*TABLE, Place(FAY, Lane.LIVE))
QUALIFIES, NOT, LEAVES = Finding.QUALIFIES, Finding.NOT, Finding.PASS


def objected(places: tuple[Place, ...] = FOUR, by: MemberId = BEN, **rules: object) -> Story:
    """Somebody has objected with a reason."""
    story = Story(places, replace(Settings(), **rules))  # type: ignore[arg-type]
    story.says(by, Position.OBJECT, "frost")
    return story


def claims(
    story: Story, by: MemberId, why: str | None = "other", number: int | None = None
) -> None:
    """Somebody claims that the objection does not qualify."""
    words = WordsId(f"wrd_{why}") if why else None
    story.do(Examine(by, f"evt_claim_{by}_{why}", number, words, "seed", (ANA,)))


def finds(story: Story, **said: Finding) -> None:
    """Those who are asked answer."""
    for name, finding in said.items():
        member = MemberId(f"mem_{name}")
        story.do(Judge(member, finding, f"evt_judge_{name}"))


def refused(story: Story, command: object, code: str) -> None:
    """The command is refused, and changes nothing."""
    before = story.d
    with pytest.raises(Refusal) as caught:
        story.do(command)  # type: ignore[arg-type]
    assert code == caught.value.code
    assert before == story.d


def test_the_owner_is_asked_first_and_alone() -> None:
    """Everybody hears of the claim with its reason; its owner is asked privately."""
    story = objected()
    claims(story, ELI)

    (room,) = in_room(story.last)
    (own,) = alone(story.last, BEN)
    assert kinds(story.last) == ["examination_claimed"] * 2
    assert room.asks == ()
    assert own.asks == (BEN,)
    assert story.d.objections[0].standing is Standing.OPEN


def test_found_not_to_qualify_it_is_a_concern() -> None:
    """A clear answer of those who are asked makes it a concern, and its owner's words stay."""
    story = objected()
    claims(story, ELI)
    story.after(DAY)
    (room,) = in_room(story.last)
    assert room.kind == "examination_asked"
    assert set(room.asks) == {ANA, ELI, FAY}

    finds(story, ana=NOT, eli=NOT, fay=LEAVES)

    (o,) = story.d.objections
    assert o.standing is Standing.CONCERN
    assert o.reasons[0].words == "wrd_frost"
    assert kinds(story.last) == ["objection_resolved"]
    assert story.last[0].args["standing"] == "examined"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"ana": NOT},
        {"eli": NOT},
        {"ana": NOT, "eli": LEAVES, "fay": LEAVES},
        {"ana": NOT, "eli": QUALIFIES, "fay": NOT},
        {"eli": QUALIFIES},
    ],
)
def test_doubt_goes_to_the_objector(said: dict[str, Finding]) -> None:
    """Too few, one who sees the harm, or only the proposer: it qualifies, and stands."""
    story = objected()
    claims(story, ELI)
    story.after(DAY)
    finds(story, **said)
    story.after(DAY)

    (o,) = story.d.objections
    assert o.standing is Standing.QUALIFIED
    assert o.blocks
    refused(story, Examine(FAY, "evt_again", 1, WordsId("wrd_x")), "examined-before")


def test_the_proposer_alone_is_held() -> None:
    """Whoever wrote the text waits for a second voice, and nothing runs until then."""
    story = objected()
    claims(story, ANA)
    story.after(10 * HOUR)
    assert kinds(story.told).count("examination_asked") == 0
    assert story.d.objections[0].examined is not None
    assert story.d.objections[0].examined.until is None
    refused(story, Examine(ANA, "evt_more", 1), "examine-held")

    claims(story, FAY, None)

    assert story.d.objections[0].examined.until == story.now + DAY


def test_the_version_author_is_no_second_voice() -> None:
    """A host who wrote the new text judges in their own cause as well."""
    story = objected()
    story.do(Amend(ELI, "We water at 8.", as_host=True))
    claims(story, ANA)

    refused(story, Examine(ELI, "evt_more", 1), "examine-held")


def test_the_owner_lets_it_go_before_anybody_is_asked() -> None:
    """Resolved, withdrawn or a concern: the examination is over with it."""
    for let_go in (Resolve(BEN, "e"), Withdraw(BEN, "e")):
        story = objected()
        claims(story, ELI)
        story.do(let_go)
        story.after(DAY)
        assert story.d.objections[0].examined is None
        assert "examination_asked" not in kinds(story.told)


def test_the_claim_can_be_withdrawn() -> None:
    """By who made it, with the word or by taking the message back; the objection stands."""
    for drop in (Withdraw(ELI, "e"), DropClaim(ELI, 1), TakeBack("evt_claim_mem_eli_other")):
        story = objected()
        claims(story, ELI)
        story.do(drop)
        assert story.d.objections[0].examined is None
        assert story.d.objections[0].standing is Standing.OPEN
    refused(story, DropClaim(ELI), "no-claim")


def test_withdraw_asks_which() -> None:
    """The proposer with a claim of their own has two things to withdraw."""
    story = objected()
    claims(story, ANA)

    refused(story, Withdraw(ANA, "e"), "withdraw-which")


def test_a_new_text_ends_it() -> None:
    """What was found on the old words is over; on the new ones it may be examined again."""
    story = objected()
    claims(story, ELI)
    story.do(Amend(ANA, "We water at 8."))
    assert story.d.objections[0].examined is None

    claims(story, ELI)
    story.after(DAY)
    story.after(DAY)
    assert story.d.objections[0].standing is Standing.QUALIFIED
    story.says(BEN, Position.OBJECT, "ice")
    assert story.d.objections[0].standing is Standing.OPEN


def test_letters_have_their_days() -> None:
    """Where somebody concerned is asked by mail, each step has time for letters."""
    story = objected(MIXED, CY)
    claims(story, ELI)

    until = story.now + timedelta(hours=72)
    assert story.d.objections[0].examined is not None
    assert story.d.objections[0].examined.until == until
    assert alone(story.last, CY)[0].asks == (CY,)
    assert alone(story.last, DI)[0].asks == ()
    story.until(until)
    assert alone(story.last, DI)[0].asks == (DI,)
    assert alone(story.last, CY)[0].args["yours"] == "owner"
    assert story.d.slow_until >= story.now + timedelta(hours=72)


def test_of_two_nobody_is_overruled() -> None:
    """In a circle of two they talk (Dec. 4.4)."""
    story = objected(TABLE[:2])

    refused(story, Examine(ANA, "e", 1, WordsId("wrd_x")), "examine-of-two")


def test_a_panel_is_drawn_by_lot() -> None:
    """In a congregation three and a host are asked alone; never owner, author nor claimant."""
    many = tuple(Place(MemberId(f"mem_{n}"), Lane.LIVE) for n in range(12))
    rules = replace(rules_of(Scale.CONGREGATION))
    story = Story((*FOUR, *many), rules)
    story.says(BEN, Position.OBJECT, "frost")
    story.do(Examine(ELI, "evt_c", 1, WordsId("wrd_x"), "a seed", (FAY, ANA)))
    story.after(DAY)

    (o,) = story.d.objections
    assert o.examined is not None
    assert len(o.examined.asked) == 4
    assert FAY in o.examined.asked
    assert not {ANA, BEN, ELI} & {*o.examined.asked}
    asked = [n for n in story.last if n.asks]
    assert {n.to for n in asked} == {To(m) for m in o.examined.asked}
    assert all(n.asks == () for n in story.last if n.to == Room())


def test_only_those_asked_can_judge() -> None:
    """The owner is not asked, nor anybody before the question is put."""
    story = objected()
    refused(story, Judge(ANA, NOT, "e"), "not-asked-to-judge")
    claims(story, ELI)
    story.after(DAY)
    refused(story, Judge(BEN, QUALIFIES, "e"), "not-asked-to-judge")
    finds(story, ana=NOT)
    story.do(Judge(ANA, QUALIFIES, "evt_new"))
    story.do(TakeBack("evt_new"))
    assert story.d.objections[0].examined is not None
    assert story.d.objections[0].examined.judged == ()


def test_the_clocks_of_examining_stand_still_with_the_others() -> None:
    """A pause and an outage move its end as they move the printed time."""
    story = objected()
    claims(story, ELI)
    assert story.d.objections[0].examined is not None
    until = story.d.objections[0].examined.until
    assert until is not None
    story.do(Pause(ANA))
    story.after(5 * HOUR)
    story.do(Resume(ANA))
    assert story.d.objections[0].examined.until == until + 5 * HOUR
    before = story.d.slow_until
    story.do(Outage(2 * HOUR))
    moved = story.d.slow_until - before
    assert story.d.objections[0].examined.until == until + 5 * HOUR + moved


def test_the_printed_time_does_not_cut_it_short() -> None:
    """The decision stays open at least until the examination is over."""
    story = objected()
    story.until(story.d.slow_until - HOUR)
    claims(story, ELI)
    assert story.d.slow_until >= story.now + DAY
    story.after(DAY + HOUR)
    assert story.phase() is Phase.OPEN


def test_those_who_left_are_not_waited_for() -> None:
    """Of those who were asked, whoever is still here makes the number."""
    story = objected()
    claims(story, ELI)
    story.after(DAY)
    story.do(Leave(FAY))
    finds(story, ana=NOT, eli=NOT)

    assert story.d.objections[0].standing is Standing.CONCERN


def test_in_a_practice_no_objection_is_examined() -> None:
    """There an objection leads to a step of its own."""
    story = objected(within=Within())

    refused(story, Examine(ELI, "e", 1, WordsId("wrd_x")), "examine-in-practice")


def test_a_claim_needs_a_reason_and_an_objection_of_others() -> None:
    """Without words, on nothing, or on one's own it is refused."""
    story = objected()
    refused(story, Examine(ELI, "e", 1), "examine-needs-reason")
    refused(story, Examine(ELI, "e", 4, WordsId("wrd_x")), "examine-nothing")
    refused(story, Examine(BEN, "e", 1, WordsId("wrd_x")), "examine-own")
    story.says(ELI, Position.OBJECT, "ice")
    refused(story, Examine(FAY, "e", None, WordsId("wrd_x")), "examine-which")
