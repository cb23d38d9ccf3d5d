"""The voice: what the catalogue says, told to one reader on one surface.

The core names a notice and its typed arguments; the catalogue (``config/wording``) has the
sentence; a `Teller` knows the reader. Everything here is pure. Libraries are loaded when the first
sentence is told, so that importing this costs nothing.
"""

from facilitator.wording.catalogue import NoWords, WrongArguments
from facilitator.wording.markup import (
    Said,
    escape_plain,
    from_member_html,
    member_text,
    one_line,
    to_mail_html,
)
from facilitator.wording.phrases import Phrase, Wording
from facilitator.wording.telling import Teller

__all__ = [
    "NoWords",
    "Phrase",
    "Said",
    "Teller",
    "Wording",
    "WrongArguments",
    "escape_plain",
    "from_member_html",
    "member_text",
    "one_line",
    "to_mail_html",
]
