"""Mails as people's programs write them: a reply with a quote below, or a new one."""

from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from facilitator.postcard import Mail
from tests.transcripts.seen import opened

TRUSTED = "mx.lab.test; dmarc=pass header.from=example.org"
"""What the operator's own mail server says of everybody who writes in a meeting (RFC 8601)."""


def find(box: Sequence[Mail], words: str) -> Mail | None:
    """Return the newest mail that holds ``words``."""
    for mail in reversed(box):
        if words in "\n".join(opened(mail)):
            return mail
    return None


def fresh(sender: str, to: str, text: str, id_: str, at: datetime) -> bytes:
    """Return a new mail; the first line of ``text`` is its subject, and its words if there is no other."""
    subject, _, body = text.partition("\n")
    return _message(sender, to, subject, body or subject, id_, at).as_bytes()


def reply(parent: Mail, sender: str, text: str, id_: str, at: datetime) -> tuple[bytes, str]:
    """Return a reply as phones write it, the whole mail quoted below; and its envelope recipient."""
    asked = message_from_bytes(parent.raw, policy=policy.default)
    _, to = parseaddr(str(asked["Reply-To"] or asked["From"]))
    subject, body = opened(parent)
    quoted = "\n".join(f"> {line}".rstrip() for line in body.strip().splitlines())
    author = parseaddr(str(asked["From"]))[0] or to
    text = f"{text}\n\nOn {at:%d %b %Y, at %H:%M}, {author} wrote:\n\n{quoted}\n"
    if not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"
    message = _message(sender, to, subject, text, id_, at)
    message["In-Reply-To"] = parent.message_id
    message["References"] = f"{asked['References'] or ''} {parent.message_id}".strip()
    return message.as_bytes(), to


def _message(sender: str, to: str, subject: str, text: str, id_: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["Authentication-Results"] = TRUSTED
    message["From"] = f"{sender.partition('@')[0].capitalize()} <{sender}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = id_
    message.set_content(text)
    return message
