"""``!start``: holding a practice now, its answers read from the line that begins it."""

import re

from facilitator.acts import Remove
from facilitator.core.formats.format import Filled, Format
from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.session import begins_among_few
from facilitator.core.scales import Scale
from facilitator.hosting import rehearsals
from facilitator.hosting.go_arounds import may_begin
from facilitator.hosting.members.people import one_member, take_people
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.practices.asks import read_answers
from facilitator.hosting.practices.sessions import open_session
from facilitator.hosting.practices.shelf import meant, shelf, unknown
from facilitator.hosting.rhythms import seasons
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Said
from facilitator.visit import Record, Visit

LONGEST_NAME = 4
"""Words of the longest name of a practice, as people say it: "one two four all"."""


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!start FORMAT [words] [key=value…]``; ``!checkin`` is ``!start check_in``."""
    if line.word == "start" and not line.rest.strip():
        raise Refusal("format-missing")
    text = line.rest if line.word == "start" else f"{line.word} {line.rest}"
    format_, rest = _practice(visit, text.strip())
    rest, rehearse = rehearsals.wanted(rest)
    if rehearse:
        circle = need_circle(visit)
        named_, rest = _mentioned(visit, said, circle, format_, rest)
        rehearsals.ask(visit, said, circle, format_, read_answers(format_, rest.strip()), named_)
        return
    circle, place, by = may_begin(visit, said)
    if Scale(circle["scale"]) not in format_.scales:
        raise Refusal("format-elsewhere", {"format": Text(format_.title)})
    if format_.plan:
        seasons.start_now(visit, format_)
        return
    if begins_among_few(format_):
        _unsay(visit, said, by)
    mentioned, rest = _mentioned(visit, said, circle, format_, rest)
    answers = read_answers(format_, rest.strip())
    open_session(visit, circle, place, MemberId(by["id"]), format_, answers, mentioned)


def _unsay(visit: Visit, said: Said, by: Record) -> None:
    """Take a line out of the room that tells who is concerned: that is nobody else's business."""
    if visit.intake.ear == "matrix":
        reason = visit.house.wording.line("line-of-few-removed")
        visit.post(Remove(reason), visit.place()["id"], target_ref=said.ref)
        answer_alone(visit, by["id"], "line-of-few-is-removed")


def _practice(visit: Visit, text: str) -> tuple[Format, str]:
    """Return the practice that a text begins with, ``check in`` like ``check_in``, and what follows.

    Raises ``Refusal`` where there is none of that name.
    """
    kept = shelf(visit, visit.circle())
    for size in range(LONGEST_NAME, 0, -1):
        found = re.match(rf"(?:\S+ +){{{size - 1}}}\S+", text)
        one = meant(kept, "_".join(found[0].split())) if found else None
        if found and one:
            return one.format, text[found.end() :].strip(" ")
    raise unknown(visit, text.split()[0])


def _mentioned(
    visit: Visit, said: Said, circle: Record, format_: Format, rest: str
) -> tuple[tuple[MemberId, ...], str]:
    """Return whom the line names for a part, where the format has a part for somebody named."""
    if not any(role.who in (Filled.MENTIONED, Filled.PICK) for role in format_.roles):
        return (), rest
    people, left = take_people(visit, said, rest)
    return tuple(one_member(visit, said, handle, circle)["id"] for handle in people), left
