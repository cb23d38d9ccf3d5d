"""What the service can do to the world: one act, one outbox row, one recipient.

Acts are written in the desk's transaction, complete: a retry repeats the same words. A medium
translates an act at the moment it delivers it, and adds nothing. Places are named by our own ids
and resolved to addresses then, because a room may not exist yet when the act is written.
"""

from collections.abc import Sequence
from typing import Any

import msgspec


class Act(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The common face of every act."""


class Say(Act, frozen=True, tag=True):
    """Say something in a place.

    ``asks`` are the handles it mentions; with none it is plain information (a notice), unless
    ``aloud`` (a person's own words, read out by their ghost). ``fields`` are the machine-readable
    notice (contract §9). With ``edits`` the row's target is the message this one replaces.
    """

    plain: str
    html: str | None = None
    asks: list[str] = []
    aloud: bool = False
    edits: bool = False
    fields: dict[str, Any] | None = None


class Enclose(Act, frozen=True, tag=True):
    """Bring a file into a place: ``data`` under ``name``, of a media type (RFC 2046)."""

    name: str
    kind: str
    data: bytes
    fields: dict[str, Any] | None = None


class Ask(Act, frozen=True, tag=True):
    """Show a question with answers to tap, as the medium's own poll: ``answers`` are id and text.

    ``most`` is how many one person may tap; ``plain`` is for programs that know no polls. What is
    tapped comes back as ``Chose``; everybody in the place can see who tapped what.
    """

    question: str
    answers: Sequence[tuple[str, str]]
    most: int
    plain: str
    fields: dict[str, Any] | None = None


class Conclude(Act, frozen=True, tag=True):
    """End the medium's own poll that is the row's target; ``plain`` says what holds now."""

    plain: str


class React(Act, frozen=True, tag=True):
    """Put an emoji under the row's target."""

    emoji: str


class Remove(Act, frozen=True, tag=True):
    """Remove the row's target from the place, with a reason people can read."""

    reason: str


class Pin(Act, frozen=True, tag=True):
    """Pin the row's target in its place (or unpin it), keeping what others pinned."""

    pinned: bool = True


class MakeRoom(Act, frozen=True, tag=True):
    """Make the row's place real.

    ``alias`` (a localpart) makes it idempotent: if it exists already, that room is the place.
    ``parent`` is the place id of the space it belongs to.
    """

    name: str
    alias: str
    topic: str = ""
    space: bool = False
    parent: str | None = None
    join: str = "invite"  # invite, knock, restricted or knock_restricted (members of parent)
    history: str = "joined"
    powers: dict[str, int] = {}
    invite: list[str] = []
    direct: bool = False
    talk: int = 0  # the power needed to speak


class Link(Act, frozen=True, tag=True):
    """Show the place ``child`` inside the row's place, a space (or hide it again)."""

    child: str
    order: str = ""
    shown: bool = True


class Invite(Act, frozen=True, tag=True):
    """Invite a handle into the place; one who is in it already is left in peace."""

    who: str
    reason: str = ""


class Enter(Act, frozen=True, tag=True):
    """The row's sender enters the place (invited by the Facilitator where that is needed)."""

    name: str = ""
    address: str = ""


class Depart(Act, frozen=True, tag=True):
    """The row's sender leaves the place."""

    address: str = ""


class Power(Act, frozen=True, tag=True):
    """Give handles a power level in the place, leaving all other levels as they are.

    ``talk``, where it is set, is the power needed to speak there from now on.
    """

    levels: dict[str, int]
    talk: int | None = None


class Describe(Act, frozen=True, tag=True):
    """Set the place's topic."""

    topic: str


class Name(Act, frozen=True, tag=True):
    """Make sure the row's sender (a ghost) exists and is called this."""

    name: str


class Post(Act, frozen=True, tag=True):
    """Bring a mail to one mailbox. ``raw`` is the whole mail, as it will stand there."""

    recipient: str
    envelope_from: str
    message_id: str
    raw: bytes


class Fetch(Act, frozen=True, tag=True):
    """Bring the text of a file that somebody sent, at most ``most`` bytes of it.

    What was found comes back as ``Fetched``, with the same ``slip``: a note to ourselves.
    """

    url: str
    slip: str
    most: int


class Check(Act, frozen=True, tag=True):
    """See whether ``text`` is a format that can be held, among the other formats of its circle.

    ``beside`` are their texts by name. The answer comes back as ``Checked`` with the same ``slip``.
    """

    text: str
    slip: str
    beside: dict[str, str] = {}


class Play(Act, frozen=True, tag=True):
    """Play a rehearsal through, with nobody there; ``stage`` is what it remembers, as JSON.

    ``circle`` and ``zone`` are those of the circle it is for, ``people`` the id and name of everybody
    in it and whether they take part by mail, the host first; ``at`` is when it begins, in
    microseconds. What was seen of it comes back as ``Played`` with the same ``slip``.
    """

    slip: str
    stage: str
    circle: str
    zone: str
    people: Sequence[tuple[str, str, bool]]
    at: int


AnyAct = (
    Say | React | Remove | Pin | MakeRoom | Link | Invite | Enter | Depart | Power | Describe
    | Name | Post | Fetch | Check | Play | Enclose | Ask | Conclude
)  # fmt: skip

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyAct)


def encode(act: AnyAct) -> bytes:
    """Return the act as JSON, as the outbox stores it."""
    return _encoder.encode(act)


def decode(body: bytes) -> AnyAct:
    """Return the act that ``encode`` wrote."""
    act: AnyAct = _decoder.decode(body)
    return act
