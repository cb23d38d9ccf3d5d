"""The language of meetings: one line, one thing that happens. Indented lines are what was seen.

::

    # a comment
    begin 2026-03-05 18:00                         when it is (UTC); the default is this Thursday
    people: fay, gus                               people with a Matrix account, in no room
    room Kitchen: ana, ben                         a room that Ana made and asked the Facilitator into
    circle crew Garden: ana(host), ben, eli(slow); mail: cy, di(Europe/Berlin)
    circle congregation Riverside: ana(keeper), ben
    circle crew Garden in Riverside: ana(host), ben
    circle congregation Riverside: ana(host), 12 more; mail: cy, 3 more    (n1, n2 and so on)
    watch: room, ana, cy                           from now on only what is seen there is told

    ana> !ping                                     says it in the room (the last one set up)
    ana in riverside/commons> hello                in another room
    ana re card> I am in                           as a reply to: card, last (of ours), "some words"
    ana thread card> here too                      in its thread
    ana>> !pass                                    privately, to the Facilitator
    ana in riverside/hosts sends files/tea.yaml    a file, from beside the meetings
    ana +👍 card     ana -👍 card                  reacts, and takes that back
    ana chooses 1, 3                               ticks answers of the last native poll; or: nothing
    ana ~ "seven" -> "eight"                       changes the words of what she said
    ana - "water the beds"                         takes a message back
    ana - choice     ana - poll                    what she ticked last; the last native poll
    ana privately +👍 last                         the same in the private chat
    ana joins        ana joins riverside/commons   accepts what she was asked to, or enters
    ana leaves       ana invites fay       ana removes ben
    ana opens a private chat                       or: a locked chat
    cy@ My knee is better.                         replies to the newest mail in Cy's mailbox
    cy re "Do you consent"@ consent                replies to the newest mail with these words in it
    cy@riverside-garden Hello all.                 a new mail to that address of ours

    restart                                        the service stops, and begins anew from its books
    +25h                                           time passes; deadlines ring when they are due
    = room     = ana     = cy     = ledger         shows a room, a private chat, a mailbox, the books

``\\n`` in words is a new line; ``@ben`` mentions Ben as Element would.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from facilitator.core.durations import read_span


class Mistake(Exception):
    """A line that the language does not know, or that cannot be done."""


@dataclass(frozen=True, slots=True)
class Begin:
    """When the meeting begins."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a setup line names them: ``ana(host)``."""

    name: str
    flags: frozenset[str] = frozenset()

    @property
    def zone(self) -> str | None:
        """The person's own time zone, if one was given."""
        return next((flag for flag in self.flags if "/" in flag), None)


@dataclass(frozen=True, slots=True)
class Newcomers:
    """People who exist, and are nowhere yet."""

    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class PlainRoom:
    """A room that its first member made."""

    name: str
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle that is there already, everybody in it."""

    scale: str
    name: str
    parent: str | None
    chat: tuple[Somebody, ...]
    mail: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """From now on only what is seen in these rooms, chats and mailboxes is told."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """In which room: the one named, the private chat, or the last one set up."""

    room: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody says something."""

    who: str
    where: Where
    text: str
    reply_to: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class SendFile:
    """Somebody sends a file, which lies beside the meetings."""

    who: str
    where: Where
    file: str


@dataclass(frozen=True, slots=True)
class React:
    """Somebody reacts, or with ``back`` takes a reaction back."""

    who: str
    where: Where
    emoji: str
    target: str
    back: bool


@dataclass(frozen=True, slots=True)
class Choose:
    """Somebody ticks answers in the last native poll of ours, by their place in it; none: takes it back."""

    who: str
    where: Where
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody changes words of what they said."""

    who: str
    where: Where
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Somebody takes a message back."""

    who: str
    where: Where
    target: str


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody joins, leaves, invites or removes ``whom``."""

    who: str
    verb: str
    room: str | None = None
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class OpenChat:
    """Somebody opens a direct chat with the Facilitator."""

    who: str
    locked: bool


@dataclass(frozen=True, slots=True)
class Write:
    """Somebody writes a mail: a reply, or a new one to ``to``."""

    who: str
    text: str
    to: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Time passes."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Restart:
    """The service stops, and begins anew with what stands in its books."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show what stands somewhere."""

    what: str


Step = (
    Begin | Newcomers | PlainRoom | Circle | Watch | Restart | Say | SendFile | React | Choose | Edit
    | TakeBack | Move | OpenChat | Write | Wait | Show
)  # fmt: skip

_TARGET = r'card|last|poll|choice|"[^"]+"'
_WHO = r"(?P<who>[a-z][a-z0-9-]*)"
_IN = r"(?: in (?P<room>[\w/-]+))?(?P<private> privately)?"
_LIST = re.compile(r"\s*([a-z][a-z0-9-]*)(?:\(([^)]*)\))?\s*")

_MORE = re.compile(r"\s*(\d+) more(?:\(([^)]*)\))?\s*")

_FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "begin": r"begin (?P<at>\d{4}-\d\d-\d\d \d\d:\d\d)",
        "people": r"people: (?P<people>.+)",
        "plain": r"room (?P<name>[^:]+): (?P<people>.+)",
        "circle": r"circle (?P<scale>\w+) (?P<name>[^:]+?)(?: in (?P<parent>[^:]+))?: "
        r"(?P<chat>[^;]*?)(?:;\s*mail: (?P<mail>.+))?",
        "watch": r"watch: (?P<labels>.+)",
        "wait": r"\+(?P<span>\d+\s?\w+)",
        "restart": r"restart",
        "show": r"= (?P<what>\S+)",
        "chat": rf"{_WHO} opens a (?P<kind>private|locked) chat",
        "move": rf"{_WHO} (?P<verb>joins|leaves)(?: (?P<room>\S+))?",
        "moved": rf"{_WHO} (?P<verb>invites|removes) (?P<whom>[a-z][\w-]*)(?: (?:to|from) (?P<room>\S+))?",
        "react": rf"{_WHO}{_IN} (?P<sign>[+-])(?P<emoji>[^\s\"]+) (?P<target>{_TARGET})",
        "choose": rf"{_WHO}{_IN} chooses (?P<answers>nothing|\d+(?:, \d+)*)",
        "edit": rf'{_WHO}{_IN} ~ "(?P<old>[^"]+)" -> "(?P<new>[^"]*)"',
        "back": rf"{_WHO}{_IN} - (?P<target>{_TARGET})",
        "file": rf"{_WHO}{_IN} sends (?P<file>[\w/.-]+)",
        "mail": rf"{_WHO}(?: re (?P<target>{_TARGET}))?@(?P<to>[\w.+-]+)?(?: (?P<text>.*))?",
        "say": rf"{_WHO}(?: in (?P<room>[\w/-]+))?(?: re (?P<reply>{_TARGET}))?"
        rf"(?: thread (?P<thread>{_TARGET}))?(?P<own>>>|>)(?: (?P<text>.*))?",
    }.items()
}


def read(line: str) -> Step:
    """Return what a line says happens; raises ``Mistake``."""
    for name, form in _FORMS.items():
        if found := form.fullmatch(line.strip()):
            return _step(name, found.groupdict())
    raise Mistake(f"I do not understand: {line}")


def _step(name: str, got: dict[str, str | None]) -> Step:
    who, where = got.get("who") or "", Where(got.get("room"), bool(got.get("private")))
    text = (got.get("text") or "").replace("\\n", "\n")
    target = got.get("target") or ""
    match name:
        case "begin":
            moment = datetime.strptime(got["at"] or "", "%Y-%m-%d %H:%M")  # noqa: DTZ007
            return Begin(moment.replace(tzinfo=UTC))
        case "people":
            return Newcomers(_people(got["people"]))
        case "plain":
            return PlainRoom(got["name"] or "", _people(got["people"]))
        case "circle":
            chat = _people(got["chat"])
            mail = _people(got["mail"], known=sum(one.name.startswith("n") for one in chat))
            return Circle(got["scale"] or "", got["name"] or "", got["parent"], chat, mail)
        case "watch":
            return Watch(tuple(one.strip() for one in (got["labels"] or "").split(",")))
        case "restart":
            return Restart()
        case "wait":
            return Wait(_span(got["span"] or ""))
        case "show":
            return Show(got["what"] or "")
        case "chat":
            return OpenChat(who, got["kind"] == "locked")
        case "move" | "moved":
            return Move(who, got["verb"] or "", got["room"], got.get("whom"))
        case "file":
            return SendFile(who, where, got["file"] or "")
        case "react":
            return React(who, where, got["emoji"] or "", target, got["sign"] == "-")
        case "choose":
            return Choose(who, where, tuple(re.findall(r"\d+", got["answers"] or "")))
        case "edit":
            return Edit(who, where, got["old"] or "", got["new"] or "")
        case "back":
            return TakeBack(who, where, target)
        case "mail":
            return Write(who, text, got["to"], got["target"])
        case _:
            where = Where(got["room"], got["own"] == ">>")
            return Say(who, where, text, got["reply"], got["thread"])


def _span(text: str) -> timedelta:
    span = read_span(text)
    if span is None:
        raise Mistake(f"{text} is no length of time")
    return span


def _people(text: str | None, known: int = 0) -> tuple[Somebody, ...]:
    """Return who is named; ``3 more`` are three whom the meeting knows by a number, from ``known`` on."""
    found = []
    for part in (text or "").split(","):
        if not part.strip():
            continue
        if more := _MORE.fullmatch(part):
            flags = frozenset((more[2] or "").split())
            found += [Somebody(f"n{known + n + 1}", flags) for n in range(int(more[1]))]
            continue
        match = _LIST.fullmatch(part)
        if not match:
            raise Mistake(f"{part.strip()} is nobody's name")
        found.append(Somebody(match[1], frozenset((match[2] or "").split())))
    return tuple(found)
