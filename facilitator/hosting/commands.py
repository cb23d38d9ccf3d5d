"""Every other command, by its word. Rounds' own words are found in ``listening``."""

from collections.abc import Callable
from datetime import timedelta

from facilitator.acts import Remove
from facilitator.clock import micros
from facilitator.core.dates import read_date
from facilitator.core.durations import read_span
from facilitator.core.ids import MemberId
from facilitator.core.notices import At, Text
from facilitator.core.reading import NOT_YET, Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.core.scales import ROUND_PARTS
from facilitator.hosting import (
    assistants,
    circles,
    contributions,
    decisions,
    forgetting,
    go_arounds,
    minutes,
    missed,
    own_formats,
    pacing,
    practice,
    prompt_rounds,
    quiet,
    resting,
    scribe,
    starting,
    tables,
    zones,
)
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rhythms import commands as rhythms
from facilitator.hosting.rhythms import hosts, seasons
from facilitator.hosting.rights import is_host, may_start, need_circle
from facilitator.hosting.rounds import act, open_rounds, rounds_of_member, with_sessions
from facilitator.hosting.voice import answer, answer_alone
from facilitator.intake import Said, TookBack
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

Handler = Callable[[Visit, Said, Line], None]


def run(visit: Visit, said: Said, line: Line) -> None:
    """Run a command, or say kindly that it is not built yet."""
    if line.word in NOT_YET:
        raise Refusal("not-yet", {"typed": Text(line.word)})
    HANDLERS.get(line.word, starting.start)(visit, said, line)


def help_(visit: Visit, said: Said, line: Line) -> None:
    """``!help``: at most six lines, only what works here, now, for this person."""
    topic = line.rest.strip().lower()
    if topic in ("goaround", "go-around", "round", "rounds", "start", "formats", "propose",
                 "decision", "decisions", "mail", "minutes", "note", "action", "quote",
                 "missed"):  # fmt: skip
        name = {"go-around": "goaround", "rounds": "round", "formats": "start",
                "decision": "propose", "decisions": "propose", "note": "minutes",
                "action": "minutes", "quote": "minutes", "missed": "minutes"}.get(topic, topic)  # fmt: skip
        answer(visit, f"help-{name}")
        return
    place, circle = visit.place(), visit.circle()
    if circle is None:
        answer(visit, "help-private" if place["part"] == "private" else "help-outside")
        return
    host = is_host(visit, circle, visit.member_of(said.by)["id"])
    answer(
        visit,
        "help-room",
        {
            "host": "yes" if host else "no",
            "running": _running(visit, circle, place, said.by),
            "mail": "yes" if visit.house.mail else "no",
        },
    )


def _running(visit: Visit, circle: Record, place: Record, handle: str) -> str:
    """Return what help begins with: what runs here, what can be begun here, or where it can be."""
    forms = {row["form"] for row in open_rounds(visit, place)}
    if forms:
        forms -= {CONSENT.name}
        return "go_around" if "go_around" in forms else min(forms, default="consent")
    starts = place["part"] in ROUND_PARTS and may_start(
        visit, circle, visit.member_of(handle)["id"]
    )
    return "none" if starts else "not_here"


def away(visit: Visit, said: Said, line: Line) -> None:
    """``!away UNTIL``: a length of time or a date; every circle's places wait in the slow lane."""
    by = visit.member_of(said.by)
    span = read_span(line.rest)
    if span is None:
        span = _until(visit, line.rest)
    until = visit.now + span
    for membership in visit.ledger.all(t.membership, member=by["id"]):
        visit.ledger.change(t.membership, membership, away_until=micros(until))
    _present(visit, by, False)
    answer_alone(visit, by["id"], "away-set", {"until": At(until)})


def _until(visit: Visit, text: str) -> timedelta:
    day = read_date(text, visit.now.date())
    if day is None or day <= visit.now.date():
        raise Refusal("away-until", {"typed": Text(text)})
    return timedelta(days=(day - visit.now.date()).days)


def back(visit: Visit, said: Said, line: Line) -> None:
    """``!back``: here again."""
    by = visit.member_of(said.by)
    for membership in visit.ledger.all(t.membership, member=by["id"]):
        visit.ledger.change(t.membership, membership, away_until=None)
    _present(visit, by, True)
    answer_alone(visit, by["id"], "back-set")


def _present(visit: Visit, by: Record, here: bool) -> None:
    member = MemberId(by["id"])
    for row in with_sessions(visit, rounds_of_member(visit, member)):
        if row["form"] == CONSENT.name:
            _quietly(visit, row, consent.Presence(member, away=not here))
        elif not here:
            _quietly(visit, row, commands.Away(member))


def _quietly(visit: Visit, row: Record, command: object) -> None:
    """Tell a round of a change; a round in which the member has no place does not mind."""
    try:
        act(visit, row, command)
    except Refusal:
        return


def takeback(visit: Visit, said: Said, line: Line) -> None:
    """``!takeback``, as a reply to one's own words."""
    if said.reply_to is None:
        raise Refusal("takeback-how")
    words = visit.ledger.all(t.words, source=said.reply_to)
    by = visit.member_of(said.by)
    mine = [w for w in words if w["member"] == by["id"]]
    receipt = visit.ledger.one(t.receipt, source=said.reply_to)
    if not mine and not (receipt and receipt["member"] == by["id"]):
        raise Refusal("takeback-nothing")
    told = contributions.took_back(visit, TookBack(said.ref, said.by, said.reply_to))
    if visit.intake.ear == "matrix" and visit.circle() is not None:
        reason = visit.house.wording.line("words-taken-back")
        visit.post(Remove(reason), visit.place()["id"], target_ref=said.reply_to)
    if not told:
        answer_alone(visit, by["id"], "taken-back")


def leave(visit: Visit, said: Said, line: Line) -> None:
    """``!leave``: people leave by leaving the room; a program never removes anybody (contract §8)."""
    circle = need_circle(visit)
    answer_alone(visit, visit.member_of(said.by)["id"], "leave-how", {"name": Text(circle["name"])})


def status(visit: Visit, said: Said, line: Line) -> None:
    """``!status``: where things stand here, in one line."""
    rows = open_rounds(visit, visit.place())
    rounds = [r for r in rows if r["form"] != CONSENT.name]
    answer(
        visit,
        "status",
        {"round": "yes" if rounds else "no", "decisions": len(rows) - len(rounds)},
    )


def mail(visit: Visit, said: Said, line: Line) -> None:
    """``!mail …``: the circle's mailing list, where mail is switched on."""
    if visit.house.mail is None:
        raise Refusal("mail-off")
    visit.house.mail.command(visit, said, line)


HANDLERS: dict[str, Handler] = {
    "help": help_,
    "new": circles.new_circle,
    "circle": circles.show_circle,
    "purpose": circles.set_text,
    "agreements": circles.set_text,
    "hosts": circles.hosts,
    "helpers": assistants.helpers,
    "pace": pacing.pace,
    "away": away,
    "back": back,
    "zone": zones.zone,
    "quiet": quiet.quiet,
    "rest": resting.rest,
    "wake": resting.wake,
    "practice": practice.practice,
    "takeback": takeback,
    "status": status,
    "goaround": go_arounds.start,
    "round": prompt_rounds.start,
    "start": starting.start,
    "checkin": starting.start,
    "formats": own_formats.formats,
    "format": own_formats.format_,
    "propose": decisions.propose,
    "decisions": decisions.register,
    "decision": decisions.show,
    "mail": mail,
    "leave": leave,
    "keep": tables.keep,
    "note": scribe.note,
    "action": scribe.action,
    "quote": scribe.quote,
    "minutes": minutes.show,
    "missed": missed.missed,
    "forget": forgetting.forget,
    "every": rhythms.every,
    "season": seasons.season,
    "host": hosts.host,
}
"""Words and who serves them; a test holds this table and ``COMMANDS`` together."""
