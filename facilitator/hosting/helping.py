"""``!help``: at most six lines, only what works here, now, for this person; topics tell the rest.

A topic is asked for by its name or by any word it tells of: ``!help pause`` tells of hosting. That
every word which works is told of in its topic, a test sees to.
"""

from facilitator.core.notices import Arg
from facilitator.core.reading import NOT_YET, Line
from facilitator.core.scales import ROUND_PARTS
from facilitator.hosting import chairs, missed
from facilitator.hosting.circles.circles import rounds_room
from facilitator.hosting.forms import CONSENT, DISCUSSION, GO_AROUND, POLL
from facilitator.hosting.members.rights import is_host, may_found, may_start
from facilitator.hosting.practices import tables
from facilitator.hosting.record import lines
from facilitator.hosting.rounds import open_rounds, rounds_of_member, running
from facilitator.hosting.voice import answer
from facilitator.intake import Said
from facilitator.visit import Record, Visit

TOPICS: dict[str, str] = {
    "answers": "done pass later more in out hand takeback keep status practice",
    "goaround": "",
    "round": "",
    "start": "formats format checkin",
    "propose": "consent concern object aside question same amend anew withdraw resolved postpone",
    "register": "decisions decision review decide owner",
    "objections": "examine qualifies suggest adopt escalate objection",
    "unnamed": "reveal answer ahead void about",
    "poll": "vote option reopen lot runoff",
    "host": "next skip pause resume extend add chair end cancel hosts helpers",
    "dates": "every season host quiet rest wake",
    "export": "receipt",
    "minutes": "note action quote",
    "me": "missed pace away back zone forget leave practice status",
    "circle": "new pairs purpose agreements ping",
    "mail": "",
}
"""The topics, each with the words that lead to it beside its name; ``!help host`` is the topic."""

_SAID = {
    "go-around": "goaround", "rounds": "round", "practices": "start",
    "proposal": "propose", "words": "answers", "hosting": "host", "calendar": "dates",
    "polls": "poll", "survey": "poll", "scribe": "minutes", "record": "minutes", "email": "mail",
    "timekeeper": "host",
}  # fmt: skip
"""Other names people give to the topics."""


def topic_of(word: str) -> str | None:
    """Return the topic that tells of a word, if there is one; a word that is not built yet has none."""
    asked = word.strip().lstrip("!/ ").casefold()
    asked = _SAID.get(asked, asked)
    if asked in TOPICS:
        return asked
    if asked in NOT_YET:
        return None
    return next((topic for topic, words in TOPICS.items() if asked in words.split()), None)


def help_(visit: Visit, said: Said, line: Line) -> None:
    """``!help [topic]``; a topic that is none leads to what works here."""
    topic = topic_of(line.rest)
    mail = "yes" if visit.house.mail else "no"
    if topic == "mail" and mail == "no":
        topic = None
    if topic:
        answer(visit, f"help-{topic}")
    elif visit.circle() is not None:
        answer(visit, "help-room", {**_here(visit, said), "mail": mail})
    elif visit.place()["part"] == "private":
        answer(visit, "help-private", {**_alone(visit, said.by), "mail": mail})
    else:
        answer(visit, "help-outside" if tables.circle_here(visit) is None else "help-table")


def waiting(visit: Visit, member: str, circle: Record | None = None) -> int:
    """Return how many rounds and decisions wait for a member's answer, in one or all their circles."""
    rows = [
        r for r in rounds_of_member(visit, member) if circle is None or r["circle"] == circle["id"]
    ]
    return sum(missed.awaited(visit, row, member) is not None for row in rows)


def by_mail(visit: Visit, circle: Record, member: str) -> dict[str, Arg]:
    """Return what help by mail says of a circle to one of its members."""
    place = rounds_room(visit, circle)
    host = is_host(visit, circle, member)
    return {
        "waiting": waiting(visit, member, circle),
        "starts": "yes" if may_start(visit, circle, member) else "no",
        "steers": steers(visit, place, member, host=host),
        "scribe": "here" if lines.scribe_is_in(visit, place) else "away",
    }


def steers(visit: Visit, place: Record, member: str, *, host: bool) -> str:
    """Return what a member may do to what is open in a place: as its host, or having its chair.

    ``all`` of a host's words, ``some`` where nobody is called, ``decision`` where a text is amended;
    else ``no``.
    """
    row = running(visit, place)
    decisions = [one for one in open_rounds(visit, place) if one["form"] == CONSENT.name]
    if row is not None:
        leads = host or chairs.chair_of(visit, chairs.whole_of(visit, row)) == member
        calls = row["form"] in (GO_AROUND.name, DISCUSSION.name) or row["session"]
        return ("all" if calls else "some") if leads else "no"
    mine = [one for one in decisions if host or chairs.chair_of(visit, one) == member]
    return "decision" if mine else "no"


def _here(visit: Visit, said: Said) -> dict[str, Arg]:
    """Return what is so in this room for whoever asks."""
    circle, place = visit.circle() or {}, visit.place()
    member = visit.member_of(said.by)["id"]
    host = is_host(visit, circle, member)
    open_ = _open(visit, place)
    starts = place["part"] in ROUND_PARTS and may_start(visit, circle, member)
    beside = any(
        row["form"] == CONSENT.name and not row["session"] for row in open_rounds(visit, place)
    )
    return {
        "running": open_ or ("none" if starts else "not_here"),
        "beside": "yes" if beside and open_ != CONSENT.name else "no",
        "hosting": "yes" if host else "no",
        "steers": steers(visit, place, member, host=host),
        "scribe": "here" if lines.scribe_is_in(visit, place) else "away",
    }


def _open(visit: Visit, place: Record) -> str | None:
    """Return the form of what is open in a place: the round that runs, else a proposal."""
    row = running(visit, place)
    if row is not None:
        return str(row["form"])
    here = {one["form"] for one in open_rounds(visit, place)}
    return next((form for form in (CONSENT.name, POLL.name) if form in here), None)


def _alone(visit: Visit, handle: str) -> dict[str, Arg]:
    return {
        "waiting": waiting(visit, visit.member_of(handle)["id"]),
        "founds": "yes" if may_found(visit, handle) else "no",
    }
