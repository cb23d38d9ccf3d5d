"""``!start``: holding a practice now, its answers read from the line that begins it."""

from facilitator.core.formats.format import Filled, Format
from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.scales import Scale
from facilitator.hosting import rehearsals
from facilitator.hosting.asks import read_answers
from facilitator.hosting.go_arounds import may_begin
from facilitator.hosting.people import one_member, take_people
from facilitator.hosting.rhythms import seasons
from facilitator.hosting.rights import need_circle
from facilitator.hosting.sessions import open_session
from facilitator.hosting.shelf import named, unknown
from facilitator.intake import Said
from facilitator.visit import Record, Visit


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!start FORMAT [words] [key=value…]``; ``!checkin`` is ``!start check_in``."""
    word, _, rest = line.rest.strip().partition(" ")
    if line.word != "start":
        word, rest = line.word, line.rest
    if not word:
        raise Refusal("format-missing")
    format_ = named(visit, word)
    if format_ is None:
        raise unknown(visit, word)
    rest, rehearse = rehearsals.wanted(rest)
    if rehearse:
        rehearsals.ask(
            visit, said, need_circle(visit), format_, read_answers(format_, rest.strip())
        )
        return
    circle, place, by = may_begin(visit, said)
    if Scale(circle["scale"]) not in format_.scales:
        raise Refusal("format-elsewhere", {"format": Text(format_.title)})
    if format_.plan:
        seasons.start_now(visit, format_)
        return
    mentioned, rest = _mentioned(visit, said, circle, format_, rest)
    answers = read_answers(format_, rest.strip())
    open_session(visit, circle, place, MemberId(by["id"]), format_, answers, mentioned)


def _mentioned(
    visit: Visit, said: Said, circle: Record, format_: Format, rest: str
) -> tuple[tuple[MemberId, ...], str]:
    """Return whom the line names for a part, where the format has a part for somebody named."""
    if not any(role.who in (Filled.MENTIONED, Filled.PICK) for role in format_.roles):
        return (), rest
    people, left = take_people(visit, said, rest)
    return tuple(one_member(visit, said, handle, circle)["id"] for handle in people), left
