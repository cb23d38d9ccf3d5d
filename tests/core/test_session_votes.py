"""One story each: votes and picks as steps of a practice, and where they lead."""

from datetime import timedelta
from typing import Any

from facilitator.core.formats.format import Filled, Role
from facilitator.core.formats.steps import (
    END,
    Announce,
    BackTo,
    Choice,
    ConsentVote,
    OpenDiscussion,
    Pick,
    PromptRound,
    Slow,
    Step,
    What,
    When,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Came, Letters, Room, To
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import consent, discussion, pick, prompt_round, session
from facilitator.core.rounds.consent import Answer, Position
from facilitator.core.rounds.session.simulating import Play
from tests.core.test_session import ANA, BEN, CY, DAYS, HOSTED, LIVE, MIXED, begin, practice, told

TEXT = session.Answer("text", "We water at six.")
PRESENT = Step("present", prompt_from="text", announce=Announce())
TEST = Step("test", prompt="Any harm?", slow=DAYS, consent_vote=ConsentVote("present", True))
TALK = Step(
    "talk", prompt="What would meet it?", slow=DAYS, when=When.ANY_OBJECTION,
    open_discussion=OpenDiscussion(first="objector"),
)  # fmt: skip
BETTER = Step(
    "better", prompt="A better text.", slow=DAYS, when=When.ANY_OBJECTION, back_to=BackTo("test", 3),
    announce=Announce(by="host", rewrites="present"),
)  # fmt: skip
NOTHING = Step(
    "nothing", prompt="Nothing today.", when=When.ANY_OBJECTION, announce=Announce()
)  # fmt: skip
AGREED = Step("agreed", prompt="Agreed.", when=When.NO_OBJECTION, announce=Announce())
SIGNS = Step(
    "signs", prompt="By which sign?", slow=DAYS, when=When.ANY_CONCERN, prompt_round=PromptRound()
)  # fmt: skip
DECIDING = practice(PRESENT, TEST, TALK, BETTER, NOTHING, AGREED, SIGNS)
GIVER = Role("giver", Filled.PICK, "Giver")


def answer(play: Play, by: MemberId, position: Position, words: str | None = None) -> None:
    """Somebody takes a position."""
    kept = WordsId(words) if words else None
    play.do(Answer(by, position, f"{by}:{play.session.lap}:{position}", play.now, kept))


def all_consent(play: Play, *but: MemberId) -> None:
    """Everybody who is asked consents."""
    for place in play.round.places:
        if place.member not in but:
            answer(play, place.member, Position.CONSENT)


def close(play: Play) -> None:
    """The time to think again passes."""
    lap = play.session.lap
    while play.session.lap == lap and not play.over:
        play.tick()


def texts(play: Play) -> list[Any]:
    """What was told between the steps."""
    return [notice.args["text"] for notice in told(play, "step_told")]


def test_agreed_at_once() -> None:
    """Nobody objects: no talk, no better text; those with a concern are asked for its sign."""
    play = begin(DECIDING, answers=(TEXT,))
    assert isinstance(play.round, consent.Decision)
    assert play.round.text == "We water at six."
    answer(play, BEN, Position.CONCERN, "cold")
    all_consent(play, BEN)
    close(play)
    assert [str(text.text) for text in texts(play)] == ["We water at six.", "Agreed."]
    assert isinstance(play.round, prompt_round.PromptRound)
    assert play.session.last_vote is not None
    assert play.session.last_vote.worried == (BEN,)


def test_an_objection_leads_to_talk_and_a_better_text_that_is_asked_anew() -> None:
    """It ends the vote when all were heard; its owner is first in the talk; the new text is agreed."""
    play = begin(DECIDING, answers=(TEXT,))
    answer(play, BEN, Position.OBJECT, "asleep")
    assert not play.round.over
    all_consent(play, BEN)
    close(play)
    assert isinstance(play.round, discussion.Discussion)
    assert play.session.holders("objector") == (BEN,)
    close(play)
    play.do(say.Here(ANA))
    play.do(say.Speak(ANA, (WordsId("seven"),), say.Via.LETTER))
    close(play)
    assert isinstance(play.round, consent.Decision)
    all_consent(play)
    close(play)
    assert play.over
    assert play.session.last_vote is not None
    assert play.session.last_vote.agreed


def test_after_three_better_texts_nothing_is_decided() -> None:
    """It always ends, and says so; nobody is asked a fifth time."""
    play, votes = begin(DECIDING, answers=(TEXT,)), 0
    while not play.over:
        if isinstance(play.round, consent.Decision):
            votes += 1
            finals = play.round.settings.within
            assert finals is not None
            assert finals.final is (votes == 4)
            answer(play, BEN, Position.OBJECT, f"no{votes}")
            all_consent(play, BEN)
        close(play)
    assert votes == 4
    assert [str(text.text) for text in texts(play)] == ["We water at six.", "Nothing today."]


def test_nobodys_silence_is_consent() -> None:
    """It waits once, and then it is not decided: neither agreed nor objected to."""
    play = begin(DECIDING, MIXED, answers=(TEXT,))
    all_consent(play, CY)
    assert play.to_the_end()
    assert play.session.last_vote is not None
    assert not play.session.last_vote.agreed
    assert [str(text.text) for text in texts(play)] == ["We water at six."]
    letter = next(n.args["letters"] for n in told(play, "circle_letter") if "letters" in n.args)
    assert isinstance(letter, Letters)
    assert [part.came.how for _, part in letter.parts if part.came] == ["undecided"]


def test_the_nominee_is_asked_last() -> None:
    """Whom it is about is picked, has the part, and answers when all others have."""
    whole = practice(
        Step("propose", prompt="Whom?", slow=DAYS,
             pick=Pick(What.PERSON, decides="host", role="giver")),
        Step("test", prompt="Any harm?", slow=DAYS,
             consent_vote=ConsentVote("propose", True, last="giver")),
        roles=(HOSTED, GIVER),
    )  # fmt: skip
    play = begin(whole)
    assert [seat.member for seat in play.round.seats] == [ANA]
    play.do(pick.Name(ANA, (play.round.option(BEN),), (WordsId("w"),)))
    assert play.session.holders("giver") == (BEN,)
    asked = next(n for n in told(play, "proposal_opened") if n.to == Room())
    assert BEN not in asked.asks
    all_consent(play, BEN)
    (now,) = told(play, "asked_now")
    assert now.asks == (BEN,)
    answer(play, BEN, Position.CONSENT)
    close(play)
    assert play.over


def test_somebody_who_has_the_part_is_not_picked() -> None:
    """The step is left out; nobody picked for a part that is needed ends it, kindly."""
    whole = practice(
        Step("who", prompt="Who?", slow=DAYS, pick=Pick(What.PERSON, role="giver")),
        Step("tell", prompt="Tell.", slow=DAYS, announce=Announce(by="giver")),
        roles=(HOSTED, GIVER),
    )
    named = begin(whole, named=(CY,))
    assert named.session.step is not None
    assert named.session.step.id == "tell"
    assert named.session.holders("giver") == (CY,)
    silent = begin(whole)
    assert silent.to_the_end()
    assert "tell" not in [heard.step for heard in silent.session.heard]
    assert told(silent, "round_closed")[-1].args["outcome"] == "untaken"


CHOOSING = practice(
    Step("ask", prompt="Well?", slow=DAYS, prompt_round=PromptRound()),
    Step("now", prompt="What now?", slow=DAYS, pick=Pick(What.CHOICE, decides="host", choices=(
        Choice("more", "More", back_to=BackTo("ask", 2)), Choice("mirror", "A mirror"),
        Choice("enough", "Enough", on_to="thanks"), Choice("stop", "Stop", on_to=END),
    ))),
    Step("mirror", prompt="A mirror.", announce=Announce()),
    Step("thanks", prompt="Thanks.", announce=Announce()),
)  # fmt: skip


def choose(play: Play, key: str) -> None:
    """Let the asking run out, and the host choose."""
    while not isinstance(play.round, pick.Pick):
        play.tick()
    play.do(pick.Name(ANA, (play.round.option(key),), (WordsId(f"{key}{play.session.lap}"),)))


def test_a_choice_steers() -> None:
    """Back at most so often, on to a later step, or to the end."""
    play = begin(CHOOSING)
    choose(play, "more")
    choose(play, "more")
    while not isinstance(play.round, pick.Pick):
        play.tick()
    assert play.round.option("more") is None
    choose(play, "enough")
    assert [str(text.text) for text in texts(play)] == ["Thanks."]
    stopped = begin(CHOOSING)
    choose(stopped, "stop")
    assert stopped.over
    assert texts(stopped) == []
    mirrored = begin(CHOOSING)
    choose(mirrored, "mirror")
    assert len(texts(mirrored)) == 2


def test_what_was_picked_is_in_the_letter() -> None:
    """Below the question, with who named what."""
    play = begin(CHOOSING)
    choose(play, "mirror")
    letter = next(n.args["letters"] for n in told(play, "circle_letter") if "letters" in n.args)
    assert isinstance(letter, Letters)
    assert Came("picked", text="A mirror") in [part.came for _, part in letter.parts]


def test_a_vote_for_some_is_told_to_nobody_else() -> None:
    """Neither its text nor its outcome, in the room or in the letter."""
    whole = practice(
        Step("agree", prompt="Do we?", slow=Slow(timedelta(days=4)), see="giver",
             consent_vote=ConsentVote()),
        roles=(HOSTED, Role("giver", Filled.MENTIONED, "Giver", 1, 2)),
    )  # fmt: skip
    play = begin(whole, LIVE, named=(ANA, BEN))
    all_consent(play)
    close(play)
    assert play.over
    votes = [n for n in play.told if n.kind in ("proposal_opened", "decision_adopted")]
    assert {n.to for n in votes} == {To(ANA), To(BEN)}
    assert not told(play, "circle_letter")
