"""Every other command, by its word. Rounds' own words are found in ``listening``."""

from collections.abc import Callable
from datetime import timedelta

from facilitator.acts import Remove
from facilitator.clock import micros
from facilitator.core.dates import read_date
from facilitator.core.durations import read_span
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Text
from facilitator.core.reading import NOT_YET, Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.hosting import (
    assistants,
    contributions,
    go_arounds,
    helping,
    missed,
    pacing,
    polling,
    polls,
    prompt_rounds,
    resting,
    scribe,
    starting,
    status,
    weighing,
)
from facilitator.hosting.circles import circles, dyads, pairing
from facilitator.hosting.decisions import decisions, voiding
from facilitator.hosting.forgetting import forgetting
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.newcomers import practice
from facilitator.hosting.practices import keeping, own_formats
from facilitator.hosting.record import lines, minutes
from facilitator.hosting.register import register, reviews
from facilitator.hosting.rhythms import commands as rhythms
from facilitator.hosting.rhythms import hosts, quieting, seasons
from facilitator.hosting.rounds import act, rounds_of_member, with_sessions
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Said, TookBack
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

Handler = Callable[[Visit, Said, Line], None]


def run(visit: Visit, said: Said, line: Line) -> None:
    """Run a command, or say kindly that it is not built yet."""
    if line.word in NOT_YET:
        raise Refusal("not-yet", {"typed": Text(line.word)})
    HANDLERS.get(line.word, starting.start)(visit, said, line)


def new(visit: Visit, said: Said, line: Line) -> None:
    """``!new``: for a circle of two somebody is asked first, any other is founded at once."""
    is_dyad = line.rest.partition(" ")[0].casefold() == dyads.KIND
    (dyads.ask if is_dyad else circles.new_circle)(visit, said, line)


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
        if row["form"] in BESIDE:
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
    kept = [*words, *lines.standing(visit, said.reply_to)]
    mine = [row for row in kept if row["member"] == by["id"]]
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
    args: dict[str, Arg] = {"name": Text(circle["name"]), "scale": circle["scale"]}
    answer_alone(visit, visit.member_of(said.by)["id"], "leave-how", args)


def mail(visit: Visit, said: Said, line: Line) -> None:
    """``!mail …``: the circle's mailing list, where mail is switched on."""
    if visit.house.mail is None:
        raise Refusal("mail-off")
    visit.house.mail.command(visit, said, line)


HANDLERS: dict[str, Handler] = {
    "help": helping.help_,
    "new": new,
    "pairs": pairing.pairs,
    "circle": circles.show_circle,
    "purpose": circles.set_text,
    "agreements": circles.set_text,
    "hosts": circles.hosts,
    "helpers": assistants.helpers,
    "pace": pacing.pace,
    "away": away,
    "back": back,
    "zone": quieting.zone,
    "quiet": quieting.quiet,
    "rest": resting.rest,
    "wake": resting.wake,
    "practice": practice.practice,
    "takeback": takeback,
    "status": status.status,
    "goaround": go_arounds.start,
    "round": prompt_rounds.start,
    "start": starting.start,
    "checkin": starting.start,
    "formats": own_formats.formats,
    "format": own_formats.format_,
    "propose": decisions.propose,
    "void": voiding.void,
    "decisions": register.register,
    "decision": register.show,
    "review": reviews.review,
    "decide": weighing.decide,
    "poll": polling.poll,
    "vote": polls.vote,
    "option": polls.option,
    "reopen": polls.reopen,
    "lot": polls.lot,
    "runoff": polls.runoff,
    "mail": mail,
    "leave": leave,
    "keep": keeping.keep,
    "note": scribe.note,
    "action": scribe.action,
    "quote": scribe.quote,
    "minutes": minutes.show,
    "missed": missed.missed,
    "forget": forgetting.forget,
    "every": rhythms.every,
    "season": seasons.season,
    "host": hosts.host,
    "export": polls.export,
    "receipt": polls.receipt,
}
"""Words and who serves them; a test holds this table and ``COMMANDS`` together."""
