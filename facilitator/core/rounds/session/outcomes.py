"""What a vote or a pick came to, as the letters of a session tell it below what was said."""

from facilitator.core.notices import Came
from facilitator.core.rounds.pick import How
from facilitator.core.rounds.session.state import Heard


def came(heard: Heard) -> Came | None:
    """What the holding of a step came to, if it came to something that everybody may read."""
    if heard.vote is not None:
        return _voted(heard)
    if heard.left and any(one.points for one in heard.sums):
        return Came("left", number=heard.left)
    if heard.picked is None or heard.picked.how in (How.NONE, How.EACH):
        return None
    found = heard.picked
    return Came("picked", found.people, ", ".join(found.titles), found.words)


def _voted(heard: Heard) -> Came | None:
    found = heard.vote
    if found is None:
        return None
    if found.agreed:
        how = "adopted" if found.number else "agreed"
        return Came(how, text=found.text, number=found.number)
    return Came("objected" if found.objectors else "undecided", text=found.text)
