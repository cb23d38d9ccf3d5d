"""Assistants in a room: membership is the switch (contract §3)."""

from facilitator.acts import Depart, Enter
from facilitator.core.notices import Assistant, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.ghosts import bring_in, is_in, take_out
from facilitator.hosting.members.rights import need_circle, need_host
from facilitator.hosting.rounds import keep_time
from facilitator.hosting.voice import answer
from facilitator.intake import Said
from facilitator.visit import Record, Visit


def helpers(visit: Visit, said: Said, line: Line) -> None:
    """``!helpers [+scribe -timekeeper]``: membership is the switch (contract §3)."""
    circle = need_circle(visit)
    place = visit.place()
    wanted = line.rest.lower().split()
    if wanted:
        need_host(visit, circle, visit.member_of(said.by)["id"])
        changes = [_change(word) for word in wanted]
        for joins, assistant in changes:
            switch(visit, place, assistant, joins, visit.member_of(said.by)["id"])
    here = [a for a in Assistant if is_in(place, a)]
    away = [a for a in Assistant if a not in here]
    lines = {f"is_{a.value}": "here" if a in here else "away" for a in Assistant}
    answer(visit, "helpers-shown", {**lines, "here": len(here), "away": len(away)})


def _change(word: str) -> tuple[bool, Assistant]:
    name = word.lstrip("+-")
    if word[:1] not in "+-" or name not in set(Assistant):
        raise Refusal("helper-unknown", {"typed": Text(word)})
    if name == Assistant.FACILITATOR and word.startswith("-"):
        raise Refusal("facilitator-stays")
    return word.startswith("+"), Assistant(name)


def switch(visit: Visit, place: Record, assistant: Assistant, joins: bool, by: str) -> None:
    """Let an assistant come into a place, or leave it; its job begins and ends with that."""
    if joins == is_in(place, assistant):
        return
    if joins:
        visit.post(Enter(), place["id"], sender=assistant)
        bring_in(visit, place, assistant)
    else:
        visit.post(Depart(), place["id"], sender=assistant)
        take_out(visit, place, assistant)
    if assistant is Assistant.TIMEKEEPER:
        keep_time(visit, place, on=joins)
    if assistant is Assistant.POSTIE and visit.house.mail is not None:
        visit.house.mail.switched(visit, place, by, on=joins)
