"""What can come to the desk, in no medium's language.

A medium *hears*: it turns its raw bytes into one of these, or into nothing. ``ref`` is the medium's
own name of the event or mail (a Matrix event id, a Message-ID); ``by`` and ``who`` are handles.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody sent: what it is called, where the medium keeps it, its size as told."""

    name: str
    url: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Someone said something. ``form`` is text, emote, media or notice."""

    ref: str
    by: str
    body: str
    html: str | None = None
    form: str = "text"
    reply_to: str | None = None
    thread: str | None = None
    mentions: tuple[str, ...] = ()
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Someone changed what they had said as ``target``; only the same sender's edit counts."""

    ref: str
    by: str
    target: str
    body: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Reacted:
    """Someone put ``emoji`` under ``target``."""

    ref: str
    by: str
    target: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Chose:
    """Someone answered ``target``, a poll of the medium's own, with the ids of ``answers``.

    Without any they take their answer back; what cannot be read is the same (a spoiled vote).
    """

    ref: str
    by: str
    target: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TookBack:
    """``target`` (a message or a reaction) was removed by ``by``: its author or a host."""

    ref: str
    by: str
    target: str


@dataclass(frozen=True, slots=True)
class Moved:
    """``who`` joined, left, was invited, banned or knocked; ``by`` did it.

    ``change`` is join, leave, invite, ban or knock. ``locked`` says that the room of an invitation
    is encrypted; ``direct`` that it is meant as a private chat.
    """

    ref: str
    by: str
    who: str
    change: str
    name: str | None = None
    direct: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Powers:
    """The place's power levels changed: handle → level, and the level of everyone else."""

    ref: str
    by: str
    levels: dict[str, int]
    default: int = 0


@dataclass(frozen=True, slots=True)
class Locked:
    """Encryption was switched on in the place: we can no longer read there."""

    ref: str
    by: str


@dataclass(frozen=True, slots=True)
class RoomMade:
    """A room we asked for exists now (told by our own postman)."""

    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """The alarm of ``subject`` rang: it was due at ``due``."""

    subject: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """We were deaf from ``since`` to ``until``; deadlines in between move (design §5)."""

    subject: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A parcel could not be brought to its reader for good; ``refers`` says what it was."""

    refers: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mailed:
    """A mail came. The envelope as the listener took it; ``raw`` is the mail itself."""

    raw: bytes
    envelope_from: str
    recipient: str
    peer_trusted: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed the button of a signed page: token row and choice."""

    token: int
    choice: str


@dataclass(frozen=True, slots=True, repr=False)
class Fetched:
    """A file that we asked for is here, or not: then ``trouble`` is ``large``, ``gone`` or ``text``."""

    slip: str
    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """A format was looked at: it is ``resolved`` (JSON of the core's value), or has ``mistakes``."""

    slip: str
    text: str
    resolved: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Played:
    """A rehearsal was played through: ``text`` is who said what in it."""

    slip: str
    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The operator lets a member be forgotten."""

    member: str


Heard = (
    Said | Edited | Reacted | Chose | TookBack | Moved | Powers | Locked | RoomMade | Ticked | Outage
    | Undelivered | Mailed | Pressed | Fetched | Checked | Played | Erased
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intake:
    """One thing that happened, as the desk takes it.

    ``key`` is unique for ever (design §1); ``place`` is where it came in, as the medium says it;
    ``said_at`` is the sender's server's word for when, ``heard_at`` is ours.
    """

    key: str
    ear: str
    place: str
    heard: Heard
    said_at: datetime
    heard_at: datetime
