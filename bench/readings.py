"""How well free answers to a proposal are read: what was meant beside what was read.

The replies are in ``tests/readings``, one file for each hand that wrote them. A mail goes the way
of a real one: built, read from its bytes, parted from the letter of ours that it quotes, greeting
and sign-off taken off, then read.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bridges.email.automatic import automatic_kind
from bridges.email.parsing import read_mail
from bridges.email.replies import new_words
from bridges.email.words import matter
from facilitator.core.rounds.positions import Ask, Nothing, Read, Reading, Same
from facilitator.core.rounds.readings import read_position

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "readings"
MEANINGS = (
    *("consent", "concern", "object", "aside", "pass", "more"),
    *("question", "same", "ask", "nothing"),
)
SETS = ("author", "unseen", "german")
COUNTS_AS_CONSENT = {"consent", "concern"}
"""A concern is a consent with a worry written down."""
_BESIDE = {"aside", "pass", "more", "question", "same"}
ADDRESS, LIST = "cy.miller@example.org", "riverside-garden@mail.example"
NAMES = str.split("Ana Ben Cy Di Eli Fay Gus Hal Ida Jon Kim Lea Max Nor")
"""Whoever wrote a reply: a member's own name below an answer signs it."""
LETTERS = [(FOLDER / name).read_text("utf-8") for name in ("author.txt", "unseen.txt")]
"""The letters of ours that the mails answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody's answer, and what they meant by it."""

    text: str
    meant: str
    medium: str
    note: str = ""
    language: str = "en"


def replies(name: str) -> list[Reply]:
    """The replies of one file: ``author``, ``unseen``, ``german``."""
    kept = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["reply"]
    language = "de" if name == "german" else "en"
    return [Reply(**one, language=language) for one in kept]


def reading_of(reply: Reply) -> Reading:
    """What the service makes of a reply, over the way that its medium brings it."""
    words = reply.text if reply.medium == "chat" else _by_mail(reply.text)
    return read_position(words, reply.language)


def _by_mail(text: str) -> str:
    mail = EmailMessage(policy=policy.SMTP)
    mail.set_content(text)
    mail["From"], mail["To"] = f"Somebody <{ADDRESS}>", LIST
    mail["Subject"] = "Re: [Garden] Do you consent? We water the beds at 7 in the morning."
    came = read_mail(mail.as_bytes())
    if automatic_kind(came, ADDRESS) is not None:
        return ""
    ours = ["Garden (Riverside)", "Facilitator"]
    return matter(new_words(came.text, LETTERS, ours, [LIST]).text, [*NAMES, "Cy Miller"])


def read_as(reply: Reply) -> str:
    """What a reply is read as. By mail nothing is just talk: what answers a letter is asked about."""
    match reading_of(reply):
        case Read(position):
            return position.value
        case Ask():
            return "ask"
        case Same():
            return "same"
        case Nothing():
            return "nothing" if reply.medium == "chat" else "ask"


def wrong(
    read: Iterable[tuple[Reply, str]], as_: set[str], but: set[str]
) -> list[tuple[Reply, str]]:
    """What was read as one of ``as_`` and meant none of ``but``."""
    return [(reply, got) for reply, got in read if got in as_ and reply.meant not in but]


def measured(given: list[Reply]) -> dict[str, Any]:
    """The figures: how many were read as meant, asked about, and read as what they were not."""
    read = [(reply, read_as(reply)) for reply in given]
    positions = [(r, got) for r, got in read if r.meant not in ("ask", "nothing")]
    return {
        "replies": len(read),
        "as_meant": sum(got == r.meant for r, got in read),
        "asked": sum(got == "ask" for _, got in read),
        "asked_though_clear": sum(got in ("ask", "nothing") for _, got in positions),
        "wrongly_consent": len(wrong(read, COUNTS_AS_CONSENT, COUNTS_AS_CONSENT)),
        "concern_dropped": len(wrong(read, {"consent"}, {"consent"})),
        "wrongly_blocking": len(wrong(read, {"object"}, {"object"})),
        "otherwise_wrong": sum(got != r.meant for r, got in read if got in _BESIDE),
    }  # fmt: skip


def table(given: list[Reply]) -> Iterator[str]:
    """The confusion table: a line for each meaning, a column for each reading."""
    seen = Counter((reply.meant, read_as(reply)) for reply in given)
    yield "meant \\ read  " + " ".join(f"{name:>8}" for name in MEANINGS)
    for meant in MEANINGS:
        cells = " ".join(f"{seen[meant, name] or '·':>8}" for name in MEANINGS)
        yield f"{meant:<13} {cells}"


def run() -> list[dict[str, Any]]:
    """Print the tables, and return the figures of each set."""
    figures = []
    for name in SETS:
        given = replies(name)
        print("", f"{name}: {len(given)} replies", *table(given), "", sep="\n", flush=True)
        figures.append({"name": f"readings-{name}", **measured(given)})
    return figures
