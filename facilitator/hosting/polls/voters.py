"""``voters=``: who is asked, where not everybody in the circle is; everybody is told."""

from collections.abc import Collection

from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.people import one_member
from facilitator.hosting.polls.weights import of_name
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def voters_said(
    visit: Visit, said: Said, circle: Record, line: Line, weighing: Collection[str]
) -> frozenset[str]:
    """Return the members who are asked; none where nothing was said, which means everybody.

    ``weighing`` are those whose answers have a weight of their own. Raises ``Refusal``.
    """
    typed = line.options.get("voters")
    if typed is None:
        return frozenset()
    names = [name for name in typed.split(",") if name]
    meant = [one_member(visit, of_name(said, one), one.replace("_", " "), circle) for one in names]
    asked = frozenset(one["id"] for one in meant)
    if len(asked) < 2:
        raise Refusal("poll-voters-one")
    for outside in set(weighing) - asked:
        name = (visit.ledger.one(t.member, id=outside) or {}).get("name", "")
        raise Refusal("poll-voters-weight", {"name": Text(name)})
    return asked
