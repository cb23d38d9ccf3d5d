"""The demo's mails as a mail program sees them: read, in threads, and answered.

The folder holds what our own service sent, yet anyone on this machine may write into it; so a mail
that cannot be read is shown as it is instead of taking the page down with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from textwrap import shorten
from typing import Literal

Quote = Literal["below", "above", "none"]
"""Where a reply has the quoted mail: most programs quote below, some above, phones often not."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One copy, as it was delivered to one person. ``key`` is its name in the folder."""

    key: str
    recipient: str
    sender: Address
    reply_to: Address
    subject: str
    date: datetime
    message_id: str
    references: tuple[str, ...]
    plain: str
    html: str | None
    head: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, bytes], ...] = ()
    """What is attached, by name: dates for a calendar, minutes."""

    @property
    def preview(self) -> str:
        """Its beginning, as a phone shows it, without the signature."""
        return shorten(self.plain.partition("\n-- \n")[0], 180, placeholder=" …")

    @property
    def topic(self) -> str:
        """Its subject without the mark of a reply."""
        return self.subject[3:].lstrip() if _is_reply(self.subject) else self.subject


class Outbox:
    """A Maildir, read again at each look; a mail once read is kept (its file never changes)."""

    def __init__(self, maildir: Path) -> None:
        self._maildir = maildir
        self._read: dict[str, Mail] = {}

    def mails(self) -> list[Mail]:
        """All mails, the newest first. A folder that is not there yet is empty."""
        for part in ("new", "cur"):
            for path in (self._maildir / part).glob("*"):
                key = path.name.partition(":")[0]
                if key not in self._read:
                    self._read[key] = read(key, path.read_bytes())
        return sorted(self._read.values(), key=lambda mail: mail.key, reverse=True)


def read(key: str, raw: bytes) -> Mail:
    """A mail from its octets; one that no parser understands is all text."""
    try:
        return _understood(key, raw)
    except (LookupError, ValueError, RecursionError, AttributeError, TypeError):
        nobody = Address("unreadable")
        text = raw.decode("utf-8", "replace")
        recipient = text.partition("\n")[0].partition(":")[2].strip()
        return Mail(
            key, recipient, nobody, nobody, "(unreadable)", datetime.fromtimestamp(0, UTC), "", (),
            text, None, (),
        )  # fmt: skip


def _understood(key: str, raw: bytes) -> Mail:
    mail = message_from_bytes(raw, policy=policy.default)
    if not isinstance(mail, EmailMessage):
        raise TypeError("not a mail")
    sender = _first(mail, "From") or Address("unknown")
    date = mail["Date"].datetime if mail["Date"] else None
    return Mail(
        key=key,
        recipient=str(mail["Delivered-To"] or ""),
        sender=sender,
        reply_to=_first(mail, "Reply-To") or sender,
        subject=" ".join(str(mail["Subject"] or "(no subject)").split()),
        date=date.astimezone(UTC) if date else datetime.fromtimestamp(0, UTC),
        message_id=str(mail["Message-ID"] or "").strip(),
        references=tuple(str(mail["References"] or mail["In-Reply-To"] or "").split()),
        plain=_part(mail, "plain") or "",
        html=_part(mail, "html"),
        head=tuple((name, " ".join(str(value).split())) for name, value in mail.items()),
        files=tuple(_file(part) for part in mail.iter_attachments()),
    )


def _first(mail: EmailMessage, field: str) -> Address | None:
    header = mail[field]
    addresses: tuple[Address, ...] = header.addresses if header else ()
    return addresses[0] if addresses else None


def _part(mail: EmailMessage, subtype: Literal["plain", "html"]) -> str | None:
    body = mail.get_body((subtype,))
    return str(body.get_content()).replace("\r\n", "\n") if body else None


def _file(part: EmailMessage) -> tuple[str, bytes]:
    octets = part.get_payload(decode=True)
    return part.get_filename() or "(no name)", octets if isinstance(octets, bytes) else b""


def threads(mails: Iterable[Mail]) -> list[list[Mail]]:
    """Mails that belong together, by their references; the thread with the newest mail first."""
    roots: dict[str, str] = {}
    groups: dict[str, list[Mail]] = {}
    for mail in sorted(mails, key=lambda mail: mail.key):
        own = mail.message_id or mail.key
        known = (roots[parent] for parent in mail.references if parent in roots)
        root = next(known, mail.references[0] if mail.references else own)
        roots[own] = roots[root] = root
        groups.setdefault(root, []).insert(0, mail)
    return sorted(groups.values(), key=lambda group: group[0].key, reverse=True)


def reply(
    mail: Mail, author: Address, words: str, quote: Quote, now: datetime, message_id: str
) -> bytes:
    """An answer as a common mail program writes it: to Reply-To, in the thread, with the quote."""
    answer = EmailMessage(policy=policy.SMTP)
    answer["From"] = author
    answer["To"] = mail.reply_to
    answer["Subject"] = mail.subject if _is_reply(mail.subject) else f"Re: {mail.subject}"
    answer["Date"] = format_datetime(now)
    answer["Message-ID"] = message_id
    if mail.message_id:
        answer["In-Reply-To"] = mail.message_id
        answer["References"] = " ".join([*mail.references, mail.message_id])
    text = "\n".join(words.splitlines()).strip("\n")
    parts = {"none": [text], "below": [text, _quoted(mail)], "above": [_quoted(mail), text]}
    answer.set_content("\n\n".join(parts[quote]) + "\n", cte="quoted-printable")
    return answer.as_bytes()


def _is_reply(subject: str) -> bool:
    return subject.lower().startswith("re:")


def _quoted(mail: Mail) -> str:
    when = mail.date.strftime("%a, %d %b %Y at %H:%M")
    rows = [f"> {line}".rstrip() for line in mail.plain.rstrip("\n").split("\n")]
    who = f"{mail.sender.display_name} <{mail.sender.addr_spec}>".lstrip()
    return "\n".join([f"On {when}, {who} wrote:", *rows])
