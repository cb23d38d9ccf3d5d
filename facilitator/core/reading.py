"""Words → command, the same for every medium (contract §4).

A line is a command when it begins with ``!`` (``/`` and ``! `` read the same), or with a known word
where the ``!`` is optional: in the private chat, after a mention, in a reply to the Facilitator.
Options are ``key=value`` words anywhere in the line. Only known keys are options; a near miss is
refused with the right word, because a window that silently stays at its default is worse than a
question; anything else with ``=`` is text.
"""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """A command as typed: its word, what follows, and its options."""

    word: str
    rest: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def more_lines(self) -> list[str]:
        """Return the lines below the first one."""
        return self.rest.split("\n")[1:]


@dataclass(frozen=True, slots=True)
class Unknown:
    """It looked like a command, but there is none of this name; ``nearest`` may be what was meant."""

    word: str
    nearest: str | None


_ROUND_OPTIONS = ("each", "order", "lead", "window")

COMMANDS: dict[str, tuple[str, ...]] = {
    "help": (), "ping": (), "circle": (), "formats": (), "format": (), "pace": (), "away": (), "back": (),
    "missed": (), "decisions": (), "decision": (), "minutes": (), "takeback": (), "forget": (),
    "new": ("with",), "self": (), "purpose": (), "agreements": (), "hosts": (), "helpers": (),
    "pairs": (), "crews": (), "season": ("meetings", "every", "format"),
    "every": ("host", "lead", "each", "order", "window", "sealed"), "host": (), "rest": (), "wake": (),
    "split": (), "join": (), "leave": (), "release": (),
    "round": ("window", "sealed"), "goaround": _ROUND_OPTIONS, "start": (), "checkin": (),
    "done": (), "pass": (), "later": (), "more": (), "hand": (), "in": (), "out": (),
    "status": (), "for": (), "next": (), "skip": (), "pause": (), "resume": (), "extend": (),
    "add": (), "chair": (), "end": (), "cancel": (), "keep": (),
    "propose": ("window", "silence", "quorum", "review", "sealed", "steps", "from", "anonymous",
                "weights"),
    "consent": (), "concern": (), "object": (), "aside": (), "question": (),
    "amend": ("suggestion", "wording"), "anew": (),
    "same": (), "withdraw": (), "resolved": (), "examine": (), "postpone": (),
    "qualifies": (), "suggest": (), "adopt": (), "escalate": (),
    "review": ("window", "silence", "quorum", "review", "sealed"), "decide": (),
    "poll": ("window", "quorum", "hidden", "names", "reason", "choose", "min", "max",
             "points", "scale", "seats", "target", "add", "threshold", "none", "lasts", "for", "each",
             "native", "anonymous", "weights", "voters"),
    "vote": (), "option": (), "reopen": (), "lot": (), "runoff": (),
    "mail": (), "note": (), "action": ("by", "due"), "quote": (), "zone": (),
    "quiet": (), "practice": (), "answer": (), "reveal": (), "void": (), "export": (), "receipt": (),
}  # fmt: skip
"""Every word, with the option keys it knows."""

NOT_YET = frozenset(
    {"self", "crews", "split", "join", "release",
     "for"}
)  # fmt: skip
"""Words the contract names and this version answers with "not built yet"."""

_ALIASES = {
    "ask": "round", "go-around": "goaround", "go_around": "goaround", "check_in": "checkin",
    "check-in": "checkin", "stand-aside": "aside", "proposal": "propose", "again": "same",
    "run-off": "runoff",
}  # fmt: skip

_MEANT = {
    "commands": "help", "menu": "help", "info": "help", "hello": "help", "hi": "help",
    "settings": "help me", "preferences": "help me", "words": "help answers",
    "survey": "poll", "polls": "poll", "choose": "vote", "proposals": "decisions", "register": "decisions",
    "agree": "consent", "yes": "consent", "ok": "consent", "approve": "consent",
    "no": "object", "disagree": "object", "block": "object", "veto": "object",
    "abstain": "aside", "worry": "concern",
    "who": "circle", "members": "circle", "people": "circle", "about": "circle",
    "invite": "mail invite", "subscribe": "mail", "email": "mail", "digest": "mail deliver",
    "quit": "leave", "exit": "leave", "unsubscribe": "leave", "bye": "leave",
    "calendar": "circle", "dates": "circle", "schedule": "every", "remind": "action",
    "weekly": "every", "daily": "every", "monthly": "every", "repeat": "every",
    "time": "zone", "timezone": "zone", "tz": "zone", "clock": "zone",
    "todo": "action", "task": "action", "actions": "action", "notes": "minutes",
    "record": "minutes", "minute": "minutes", "summary": "minutes", "log": "minutes",
    "verify": "export", "download": "export", "recount": "export",
    "undo": "takeback", "delete": "takeback", "edit": "takeback", "redact": "takeback",
    "raise": "hand", "speak": "hand", "queue": "hand", "stop": "end", "close": "end",
    "finish": "end", "begin": "start", "practices": "formats", "templates": "formats",
    "meeting": "formats", "meet": "formats", "agenda": "start agenda_building",
    "checkout": "start check_out", "check": "checkin", "wait": "more", "hold": "pause",
    "continue": "resume", "extra": "more", "sleep": "rest", "holiday": "away", "vacation": "away",
    "leader": "chair", "lead": "chair", "turn": "status", "where": "status", "now": "status",
    "unread": "missed", "catchup": "missed", "test": "practice", "try": "practice",
    "wave": "in", "here": "in", "present": "in", "skip_me": "pass", "bots": "helpers",
    "programs": "helpers", "assistants": "helpers", "keep_quiet": "quiet", "silence": "quiet",
    "erase": "forget", "gdpr": "forget", "names": "circle",
    "mute": "", "kick": "", "ban": "", "remove": "", "reset": "", "thanks": "",
}  # fmt: skip
"""What people type who do not know our words yet, and the word they would want.

Empty where there is none and the nearest would mislead: nobody is muted or removed here.
"""

_START = re.compile(r"(?:!|/(?!/))[ \t]*([^\W\d][\w-]*)", re.UNICODE)
_BARE = re.compile(r"([^\W\d][\w-]*)", re.UNICODE)
_OPTION = re.compile(r"(?<!\S)([A-Za-z]+)=(\S+)")


def read_line(text: str, bare: bool = False) -> Line | Unknown | None:
    """Return the command in ``text``, or None if it is just words.

    ``bare`` says that the ``!`` is optional here. Raises ``Refusal("option-near-miss")`` for a
    mistyped option key.
    """
    text = text.strip()
    found = _START.match(text) or (_BARE.match(text) if bare else None)
    if not found:
        return None
    word = _ALIASES.get(found[1].lower(), found[1].lower())
    if word not in COMMANDS:
        return _unknown(word) if _START.match(text) else None
    rest, options = _options(text[found.end() :].removeprefix(":").strip(), COMMANDS[word])
    return Line(word, rest, options)


def _unknown(word: str) -> Unknown:
    if word in _MEANT:
        return Unknown(word, _MEANT[word] or None)
    known = [one for one in COMMANDS if one not in NOT_YET]
    near = get_close_matches(word, [*known, *_ALIASES], n=1, cutoff=0.7)
    return Unknown(word, _ALIASES.get(near[0], near[0]) if near else None)


def _options(rest: str, known: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Take the options out of a line; what is not one stays text."""
    options: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        key = found[1].lower()
        if key in known:
            options[key] = found[2]
            return ""
        near = get_close_matches(key, known, n=1, cutoff=0.75)
        if near:
            raise Refusal("option-near-miss", {"typed": Text(found[1]), "meant": Text(near[0])})
        return found[0]

    text = _OPTION.sub(take, rest)
    if not options:
        return rest, options
    return "\n".join(re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n")), options
