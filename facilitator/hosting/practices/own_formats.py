"""Formats that circles write for themselves: sent as a file or a block of text, looked at, kept.

A host posts the file in the hosts room, or sends it in their private chat; elsewhere ``!format add``
stands before the text, or answers the file. By mail it is the same command (``bridges.email``). The
desk opens no file and plays nothing through: ``Fetch`` and ``Check`` do, and what they found comes
back as intakes of our own. A running session keeps the format it began with.
"""

import json
import re
from typing import NamedTuple

from facilitator.acts import Check, Fetch, Say
from facilitator.clock import micros
from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import Step
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, For, Notice, Text, To
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.session.lasting import at_table, in_own_time, takes_days
from facilitator.core.scales import Scale
from facilitator.hosting.members.people import is_played, memberships
from facilitator.hosting.members.rights import is_host, need_circle, need_host
from facilitator.hosting.practices import lasting
from facilitator.hosting.practices.shelf import Kept, around, fits, meant, shelf, squashed, unknown
from facilitator.hosting.voice import (
    Occasion,
    answer,
    fields,
    own_reader,
    room_reader,
    standing,
)
from facilitator.intake import Checked, Fetched, File, Said
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

MOST_BYTES = 64 * 1024
MOST_OWN = 50
"""Formats of one circle's own: beyond, nobody finds anything on the shelf any more."""

MOST_TOLD = 20
"""Mistakes told at once."""

ENDINGS = (".yaml", ".yml")
_BLOCK = re.compile(r"```(?:ya?ml)?[ \t]*\n(.*?)\n?```", re.DOTALL | re.IGNORECASE)
_FORMAT = re.compile(r"^format:\s*\S", re.MULTILINE)


class Slip(NamedTuple):
    """What we note on an act that finds something out: whose format it is, and who is answered how."""

    circle: str
    member: str
    ref: str | None
    by_mail: bool

    def written(self) -> str:
        """Return it as the act carries it."""
        return json.dumps(self)

    @classmethod
    def read(cls, text: str) -> "Slip":
        """Return the slip in what ``written`` gave."""
        return cls(*json.loads(text))


# -- what there is -------------------------------------------------------------------------------


def formats(visit: Visit, said: Said, line: Line) -> None:
    """``!formats``: what fits this circle, its own marked."""
    circle = need_circle(visit)
    people = len(memberships(visit, circle))
    kept = shelf(visit, circle).values()
    fitting = [one for one in kept if fits(one.format, Scale(circle["scale"]), people)]
    if not fitting:
        answer(visit, "formats-none")
        return
    lines = "\n".join(_on_shelf(visit, circle, one) for one in fitting)
    answer(visit, "formats-shown", {"count": len(fitting), "lines": Text(lines)})


def _on_shelf(visit: Visit, circle: Record, one: Kept) -> str:
    shown = f"{one.format.name}: {one.format.title}. {one.format.purpose}"
    if one.circle is None:
        return shown
    mark = "format-ours" if one.circle["id"] == circle["id"] else "format-theirs"
    return f"{shown} {visit.house.wording.line(mark, circle=one.circle['name'])}"


def format_(visit: Visit, said: Said, line: Line) -> None:
    """``!format NAME``, ``!format add`` and ``!format remove NAME``."""
    word, _, rest = line.rest.strip().partition(" ")
    first, _, below = word.partition("\n")
    match first.lower():
        case "add":
            _add(visit, said, f"{below} {rest}".strip())
        case "remove":
            _remove(visit, said, rest.strip())
        case "":
            raise Refusal("format-how")
        case _:
            _show(visit, line.rest.strip())


def _show(visit: Visit, name: str) -> None:
    """Show a format's steps, and how long it takes at both paces."""
    circle = visit.circle()
    kept = meant(shelf(visit, circle), name)
    if kept is None:
        raise unknown(visit, name)
    whole = kept.format
    here = memberships(visit, circle) if circle else []
    people = len(here) if circle else whole.size.ideal_most
    people = min(max(people, whole.size.least), whole.size.most)
    args: dict[str, Arg] = {
        "title": Text(whole.title), "purpose": Text(whole.purpose), "name": Text(whole.name),
        "least": whole.size.least, "most": whole.size.most, "people": people,
        "above": str(whole.size.above or "none"),
        **_times(visit, whole, people, by_mail=any(one["mail"] for one in here)),
        "kind": "season" if whole.plan else "steps",
        "steps": len(whole.steps), "lines": Text("\n".join(_lines(visit, whole))),
        "note": Text(whole.note or ""), "noted": "yes" if whole.note else "no",
    }  # fmt: skip
    answer(visit, "format-shown", args)


def _times(visit: Visit, whole: Format, people: int, *, by_mail: bool) -> dict[str, Arg]:
    """Return how long it takes at both paces; a row of meetings takes as long as it takes."""
    live, slow = at_table(whole, people), in_own_time(whole, people, by_mail=by_mail)
    wording = visit.house.wording
    return {
        "live": Text(lasting.said(wording, live)),
        "has_live": "yes" if live.most and not whole.plan else "no",
        "own": Text(lasting.said(wording, slow)),
        "has_own": "yes" if slow.most and not whole.plan else "no",
        "days": "yes" if takes_days(whole) else "no",
    }


def _lines(visit: Visit, whole: Format) -> list[str]:
    if whole.plan:
        return [f"{n}. {meeting.title}" for n, meeting in enumerate(whole.plan, 1)]
    return [_line(visit, n, step) for n, step in enumerate(whole.steps, 1)]


def _line(visit: Visit, number: int, step: Step) -> str:
    """Return one step as a line: what is done, what is asked, how long at the table and by letter."""
    words = step.title or step.prompt or ""
    slow = step.slow.span if step.slow is not None else None
    live = step.live.span if step.live is not None else None
    args: dict[str, Arg] = {
        "kind": step.kind.replace("_", "-"),
        "words": Text(" ".join(words.split())), "has_words": "yes" if words else "no",
        "live": For(live) if live else "", "table": _time(step),
        "own": For(slow) if slow else "", "letters": "yes" if slow else "no",
    }  # fmt: skip
    reader = room_reader(visit, visit.circle())
    return f"{number}. {visit.house.wording.phrase('format-step', args, reader).plain}"


def what_is_done(visit: Visit, step: Step) -> str:
    """Return in a word or two what is done in a step of its kind."""
    args: dict[str, Arg] = {
        "kind": step.kind.replace("_", "-"), "words": Text(""), "has_words": "no",
        "live": "", "table": "none", "own": "", "letters": "no",
    }  # fmt: skip
    reader = room_reader(visit, visit.circle())
    return visit.house.wording.phrase("format-step", args, reader).plain


def _time(step: Step) -> str:
    if step.live is None:
        return "none"
    return "each" if step.live.each else "all"


def _remove(visit: Visit, said: Said, name: str) -> None:
    """Take one of the circle's own formats off the shelf; what is being held goes on."""
    circle = need_circle(visit)
    need_host(visit, circle, visit.member_of(said.by)["id"])
    rows = visit.ledger.all(t.format_, circle=circle["id"])
    row = next((row for row in rows if squashed(row["name"]) == squashed(name)), None)
    if row is None:
        raise Refusal("format-not-ours", {"typed": Text(name)})
    visit.ledger.remove(t.format_, row)
    answer(visit, "format-removed", {"name": Text(row["name"])})


# -- bringing one --------------------------------------------------------------------------------


def brought(visit: Visit, said: Said) -> bool:
    """Say whether what was said is a format for the circle, and have it looked at if it is."""
    file = _file(said)
    if said.body.lstrip().startswith(("!", "/")):
        return False
    if visit.place()["part"] not in ("hosts", "private"):
        return False
    text = _block(said.body)
    if file is None and (text is None or not _FORMAT.search(text)):
        return False
    _take(visit, said, _whose(visit, said, ""), file, text)
    return True


def _add(visit: Visit, said: Said, rest: str) -> None:
    """``!format add``: with the text below it, as the words of a file, or in reply to either."""
    text, file = _block(rest), _file(said)
    if text is None and file is None and _FORMAT.search(rest):
        text = rest
    name = "" if text is not None else rest
    if text is None and file is None and said.reply_to is not None:
        before = visit.heard_before(said.reply_to)
        if before is not None and isinstance(before.heard, Said):
            text, file = _block(before.heard.body), _file(before.heard)
    _take(visit, said, _whose(visit, said, name), file, text)


def _take(visit: Visit, said: Said, circle: Record, file: File | None, text: str | None) -> None:
    by = visit.member_of(said.by)
    need_host(visit, circle, by["id"])
    slip = Slip(circle["id"], by["id"], said.ref, visit.intake.ear == "mail")
    if text is not None and len(text.encode()) > MOST_BYTES:
        raise Refusal("format-too-large")
    if text is not None:
        _check(visit, circle, slip, text)
    elif file is None:
        raise Refusal("format-add-how")
    elif file.size > MOST_BYTES:
        raise Refusal("format-too-large")
    else:
        fetch = Fetch(file.url, slip.written(), MOST_BYTES)
        visit.post(fetch, visit.place()["id"], lane=_lane(circle["id"]))


def _whose(visit: Visit, said: Said, name: str) -> Record:
    """Return the circle it is for: the room's, or in private the one that this host hosts."""
    here = visit.circle()
    if here is not None:
        return here
    member = visit.member_of(said.by)["id"]
    rows = visit.ledger.all(t.membership, member=member)
    circles = [visit.ledger.one(t.circle, id=row["circle"]) for row in rows]
    mine = [
        one for one in circles
        if one is not None and not is_played(one) and is_host(visit, one, member)
    ]  # fmt: skip
    if name:
        mine = [
            one for one in mine if squashed(name) in (squashed(one["name"]), squashed(one["slug"]))
        ]
    if not mine:
        raise Refusal("for-hosts")
    if len(mine) > 1:
        names = ", ".join(sorted(one["name"] for one in mine))
        raise Refusal("format-which-circle", {"names": Text(names)})
    return mine[0]


def _block(text: str) -> str | None:
    found = _BLOCK.search(text)
    return found[1] if found else None


def _file(said: Said) -> File | None:
    file = said.file
    return file if file is not None and file.name.strip().lower().endswith(ENDINGS) else None


def _lane(circle: str) -> str:
    """Return the queue of a circle's formats: one after another, holding up nothing else."""
    return f"format:{circle}"


def _check(visit: Visit, circle: Record, slip: Slip, text: str) -> None:
    beside = {
        row["name"]: row["text"]
        for above in reversed(around(visit, circle))
        for row in visit.ledger.all(t.format_, circle=above["id"])
    }
    visit.post(
        Check(text, slip.written(), beside), visit.place()["id"], lane=_lane(circle["id"]),
        medium="bench",
    )  # fmt: skip


# -- what came of it -----------------------------------------------------------------------------


GONE = Refusal("format-gone")
TROUBLES = {"large": Refusal("format-too-large"), "text": Refusal("format-no-text")}
"""What is said of a file that could not be brought."""


def fetched(visit: Visit, file: Fetched) -> None:
    """A file was brought, or could not be."""
    slip = Slip.read(file.slip)
    circle = visit.ledger.one(t.circle, id=slip.circle)
    if circle is None:
        return
    if file.trouble:
        _refuse(visit, circle, slip, TROUBLES.get(file.trouble, GONE))
    else:
        _check(visit, circle, slip, file.text)


def checked(visit: Visit, seen: Checked) -> None:
    """A format was looked at: keep it, or say all that is wrong with it."""
    slip = Slip.read(seen.slip)
    circle = visit.ledger.one(t.circle, id=slip.circle)
    if circle is None:
        return
    if seen.mistakes:
        _tell(visit, circle, slip, "format-mistakes", _mistaken(visit, seen.mistakes))
    elif not is_host(visit, circle, slip.member):
        _refuse(visit, circle, slip, Refusal("for-hosts"))
    else:
        _keep(visit, circle, slip, seen)


def _mistaken(visit: Visit, mistakes: tuple[str, ...]) -> dict[str, Arg]:
    lines = [_readable(visit, line) for line in mistakes[:MOST_TOLD]]
    return {
        "count": len(mistakes), "lines": Text("\n".join(lines)),
        "more": max(0, len(mistakes) - MOST_TOLD),
    }  # fmt: skip


def _readable(visit: Visit, mistake: str) -> str:
    """Return ``7:10 privacy.record: …`` as people say it."""
    found = re.fullmatch(r"(\d+):(\d+) (.*)", mistake, re.DOTALL)
    if found is None:
        return mistake
    return visit.house.wording.line("format-mistake", row=found[1], column=found[2], words=found[3])


def _keep(visit: Visit, circle: Record, slip: Slip, seen: Checked) -> None:
    whole = codecs.read(Format, seen.resolved)
    mine = visit.ledger.all(t.format_, circle=circle["id"])
    row = next((row for row in mine if row["name"] == whole.name), None)
    others = {name: one for name, one in shelf(visit, circle).items() if one.circle != circle}
    if row is None and len(mine) >= MOST_OWN:
        _refuse(visit, circle, slip, Refusal("format-enough"))
        return
    kept = {"text": seen.text, "resolved": seen.resolved, "member": slip.member,
            "made_at": micros(visit.now)}  # fmt: skip
    if row is None:
        visit.ledger.add(t.format_, id=new_id("fmt"), circle=circle["id"], name=whole.name, **kept)
    else:
        visit.ledger.change(t.format_, row, **kept)
    args: dict[str, Arg] = {
        "title": Text(whole.title), "name": Text(whole.name), "steps": len(whole.steps),
        "again": "yes" if row is not None else "no",
        "instead": "yes" if row is None and whole.name in others else "no",
    }  # fmt: skip
    _tell(visit, circle, slip, "format-kept", args)


def _refuse(visit: Visit, circle: Record, slip: Slip, no: Refusal) -> None:
    _tell(visit, circle, slip, f"refused-{no.code}", dict(no.words), code=no.code)


def _tell(
    visit: Visit, circle: Record, slip: Slip, kind: str, args: dict[str, Arg], **shown: str
) -> None:
    """Answer who sent it, where it was sent: by mail, or as a reply in the room."""
    name = "refused" if kind.startswith("refused-") else kind.replace("-", "_")
    notice = Notice(name, To(MemberId(slip.member)), args, shown=shown)
    occasion = Occasion(circle)
    if slip.by_mail and visit.house.mail is not None:
        visit.house.mail.write(visit, Notice(kind, notice.to, args), occasion, slip.member)
        return
    place = visit.place()
    private = place["part"] == "private"
    reader = (
        own_reader(visit, slip.member, circle, in_chat=True)
        if private
        else room_reader(visit, circle)
    )
    given = {**args, **standing(visit, occasion, reader, slip.member)}
    phrase = visit.house.wording.phrase(kind, given, reader)
    say = Say(phrase.plain, phrase.html, fields=fields(visit, notice, occasion))
    visit.post(say, place["id"], target_ref=slip.ref)


__all__ = ["brought", "checked", "fetched", "format_", "formats"]
