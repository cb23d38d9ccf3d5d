"""The formats that come with the program: all there, all right, each with the rule behind its practice."""

from pathlib import Path

import pytest

from facilitator.core.formats.format import Above, Filled, Format
from facilitator.core.formats.references import renamed, role_references, step_references
from facilitator.core.formats.steps import (
    Announce,
    BackTo,
    ConsentVote,
    GoAround,
    OpenDiscussion,
    Order,
    Pick,
    Step,
    When,
    Who,
    asks,
)
from facilitator.formats.checking import check_file
from facilitator.formats.library import ENDING, Library
from facilitator.hosting.practices.shelf import library
from facilitator.store import codecs

FOLDER = Path(__file__).parents[2] / "config" / "formats"
NAMES = (
    "advice_process", "agenda_building", "anti_retreat", "appreciations", "case_clinic", "check_in",
    "check_out", "clearness", "consent_decision", "crew_formation", "crew_kickoff", "crew_season",
    "dyad_conversation", "gift_circle", "honest_failures", "offers_needs_market", "one_two_four_all",
    "open_space", "participatory_budget", "proposal_forming", "selection", "talking_circle", "troika",
    "welcome_circle",
)  # fmt: skip
SHIPPED = Library.shipped()
FORMATS = library()


def test_all_are_there() -> None:
    """There are the formats of the library, no more and no fewer."""
    assert SHIPPED.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_is_right(name: str) -> None:
    """Each passes the checker, which plays it with silent members in circles of every size."""
    assert check_file(FOLDER / (name + ENDING)) == FORMATS[name]


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_stored(name: str) -> None:
    """A resolved format comes out of the books as it went in, and can stand in a frozen state."""
    whole = FORMATS[name]
    assert codecs.read(Format, codecs.write(whole)) == whole
    hash(whole)


@pytest.mark.parametrize("name", NAMES)
def test_each_says_what_the_host_does_now(name: str) -> None:
    """Every step and every meeting has its line for the host, and the file its ways and sources."""
    whole = FORMATS[name]
    assert [step.id for step in whole.steps if not step.host] == []
    assert [meeting.title for meeting in whole.plan if not meeting.host] == []
    assert whole.note
    assert whole.variations
    assert whole.sources


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_held_by_mail(name: str) -> None:
    """Whatever asks somebody has its window, or its letter."""
    for step in FORMATS[name].steps:
        assert not asks(step) or (step.slow and (step.slow.span or step.slow.beside))


@pytest.mark.parametrize("name", NAMES)
def test_each_speaks_calmly(name: str) -> None:
    """Nobody is shouted at, and no words wait to be filled in."""
    text = SHIPPED.text(name)
    said = [words for step in FORMATS[name].steps for words in (step.prompt, step.host) if words]
    assert [words for words in said if "!" in words or "{" in words] == []
    assert "\t" not in text


@pytest.mark.parametrize("name", NAMES)
def test_renaming_reaches_every_name(name: str) -> None:
    """With other names for all steps and roles, each still names the same."""
    whole = FORMATS[name]
    for step in whole.steps:
        other = renamed(step, lambda n: f"x.{n}", lambda n: f"r_{n}", lambda n: f"p_{n}")
        assert other.id == f"x.{step.id}"
        assert [r.name for r in step_references(other)] == [
            f"x.{r.name}" for r in step_references(step)
        ]
        assert [r.name for r in role_references(other)] == [
            f"r_{r.name}" for r in role_references(step)
        ]
        back = renamed(
            other, lambda n: n.removeprefix("x."), lambda n: n.removeprefix("r_"),
            lambda n: n.removeprefix("p_"),
        )  # fmt: skip
        assert back == step


# -- the rule behind each practice -------------------------------------------------------------------


def step_of(name: str, identity: str) -> Step:
    """A step of a shipped format, which has to be there."""
    found = FORMATS[name].step(identity)
    assert found is not None
    return found


def test_clearness_has_only_questions() -> None:
    """Companions ask, the focus person may answer and alone says what serves now."""
    asked = OpenDiscussion(questions=True, most_each=2, answered_by="focus_person")
    assert step_of("clearness", "questions").does == asked
    now = step_of("clearness", "what_now").does
    assert isinstance(now, Pick)
    assert now.decides == "focus_person"
    assert now.choices[0].back_to == BackTo("questions", 2)


def test_the_client_of_a_troika_is_silent() -> None:
    """Everybody is client once, and does not speak while the others talk about them."""
    whole = FORMATS["troika"]
    assert [step.once_each for step in whole.steps] == [None, *["client"] * 4]
    assert step_of("troika", "turned_away").does == OpenDiscussion(silent="client")
    assert step_of("troika", "turned_away").who == Who("helpers")
    assert whole.size.above is Above.TABLES


def test_an_objection_is_heard_first_and_leads_back() -> None:
    """Whoever objects begins; the proposer writes a new version; three times at most."""
    objection = step_of("consent_decision", "objection")
    assert objection.when is When.ANY_OBJECTION
    assert objection.does == OpenDiscussion(queue=True, first="objector")
    improve = step_of("consent_decision", "improve")
    assert improve.does == Announce(by="proposer", rewrites="present")
    assert improve.back_to == BackTo("test", 3)


def test_whose_matter_it_is_has_the_last_word() -> None:
    """The case giver closes the clinic, and the nominee is asked last."""
    assert step_of("case_clinic", "close").does == GoAround(last="case_giver")
    asked = ConsentVote(about="propose", register=True, last="nominee")
    assert step_of("selection", "test").does == asked


def test_a_check_out_goes_the_other_way_round() -> None:
    """Who came first leaves last."""
    assert step_of("check_out", "leaving").does == GoAround(order=Order.REVERSE)


def test_a_season_has_six_meetings() -> None:
    """Beginning, a clinic for one after another, looking back; then everybody chooses for themselves."""
    whole = FORMATS["crew_season"]
    used = [meeting.format.name for meeting in whole.plan]
    assert used == ["crew_kickoff", "case_clinic", "honest_failures"]
    assert (whole.meetings, [meeting.fills for meeting in whole.plan]) == (6, [False, True, False])
    assert ("case_giver", Filled.ROTATES) in whole.plan[1].roles
    choose = step_of("crew_season", "choose").does
    assert isinstance(choose, Pick)
    assert choose.decides == "each"


def test_a_format_used_comes_with_its_names() -> None:
    """Steps get a prefix, roles and asks the ones they are given, the rest comes along."""
    whole = FORMATS["proposal_forming"]
    assert step_of("proposal_forming", "decide.present").prompt_from == "draft"
    asked = ConsentVote(about="decide.present", register=True)
    assert step_of("proposal_forming", "decide.test").does == asked
    assert step_of("proposal_forming", "decide.clarify").who == Who("tuners", but=True)
    assert [ask.name for ask in whole.asks] == ["need", "decide_review"]
    assert [role.name for role in whole.roles] == ["host", "tuners"]
