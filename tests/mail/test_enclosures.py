"""A file that comes with a mail."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

from bridges.email.composing import Enclosure, Letter, ListHeaders, compose

LIST = ListHeaders("Garden", "garden.lists.example", "garden@lists.example", "h@lists.example",
                   "j@lists.example", "l@lists.example", "o@lists.example")  # fmt: skip
LETTER = Letter(
    "<abc@lists.example>", datetime(2026, 3, 5, 18, tzinfo=UTC), "Garden", "garden@lists.example",
    "cy@example.org", "Minutes", "The minutes.", "<p>The minutes.</p>", LIST, "personal",
)  # fmt: skip


def test_a_mail_with_a_file_keeps_both_twins() -> None:
    """The words come first, plain and as HTML; the file is a part of its own, with its name."""
    file = Enclosure("minutes garden.md", "text/markdown", "# Größe\n\n- a line\n")
    mail = message_from_bytes(compose(replace(LETTER, enclosures=(file,))), policy=policy.default)
    assert mail.get_content_type() == "multipart/mixed"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "The minutes." in body.get_content()
    assert mail.get_body(("html",)) is not None
    [part] = list(mail.iter_attachments())
    assert part.get_filename() == "minutes-garden.md"
    assert part.get_content_type() == "text/markdown"
    assert part.get_content().replace("\r\n", "\n") == file.text


def test_a_mail_without_files_is_as_before() -> None:
    """Nothing changes where nothing is enclosed."""
    mail = message_from_bytes(compose(LETTER), policy=policy.default)
    assert mail.get_content_type() == "multipart/alternative"
