"""Those whose words could be picked, as callers of crews, see their own list and nobody else's."""

from dataclasses import replace

from facilitator.core.formats.steps import What
from facilitator.core.ids import WordsId
from facilitator.core.notices import Entry, Letter, To
from facilitator.core.rounds import commands as say
from facilitator.core.rounds.pick import Mode, Option
from tests.core.test_pick import ANA, BEN, CY, OPEN, Story

CALLS = (
    Option("o:sing", "", ANA, WordsId("sing")),
    Option("o:mend", "", BEN, WordsId("mend")),
)


def test_a_caller_sees_who_would_come_and_nothing_else_of_their_choice() -> None:
    """Cy named both crews; Ana hears of hers alone, and Ben of his."""
    each = replace(OPEN, what=What.CHOICE, mode=Mode.EACH, most=2, sealed=True, readers=(ANA, BEN))
    story = Story(each, CALLS)
    story.name(ANA, "o:mend", via=say.Via.LETTER)
    story.do(say.Pass(BEN))
    story.name(CY, "o:sing", "o:mend", via=say.Via.LETTER)
    told = {notice.to: notice.args["letter"] for notice in story.of("picked")}
    sing, mend = (WordsId("sing"),), (WordsId("mend"),)
    assert told == {
        To(ANA): Letter((Entry(CY, sing),)),
        To(BEN): Letter((Entry(ANA, mend), Entry(CY, mend))),
    }
