"""Whole mails of many programs, read from their bytes to the author's own words.

Each ``in/*.eml`` has its expectation beside it (``.yaml``): which mail of ours it answers, whether
a quote was taken off, and the words, white space aside.
"""

from pathlib import Path

import pytest
import yaml

from bridges.email.parsing import read_mail
from bridges.email.replies import new_words

IN = Path(__file__).parent / "in"
NAMES = ("Garden (Riverside)", "The Facilitator")
LISTS = ("riverside-garden@lists.example.org",)
MAILS = sorted(IN.glob("*.eml"))


def test_the_corpus_is_there() -> None:
    """At least forty mails are checked, each with its expectation."""
    assert len(MAILS) >= 40
    assert [path for path in MAILS if not path.with_suffix(".yaml").exists()] == []


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_whole_mail_gives_the_authors_words(path: Path) -> None:
    """The author's words come out whole, and nothing of ours with them."""
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    parent = (IN / f"parent_{expected['parent']}.txt").read_text("utf-8")
    mail = read_mail(path.read_bytes())
    read = new_words(mail.text, [parent], NAMES, LISTS)
    assert expected["text"].split() == read.text.split()
    assert expected["quoted"] == read.quoted
    assert expected["html_only"] == mail.html_only
    assert expected["attachments"] == len(mail.attachments)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_threading_headers_are_read(path: Path) -> None:
    """Who wrote, to whom, and in answer to what stands ready for the desk."""
    mail = read_mail(path.read_bytes())
    assert (mail.from_address, mail.from_name) == ("cy@example.org", "Cy")
    assert mail.message_id == f"<{path.stem}@example.org>"
    assert mail.in_reply_to in mail.references[:1]
    assert mail.references[1:] == ("<root@lists.example.org>",)
    assert mail.subject.startswith("Re: [Garden] ")
    assert mail.to[0].startswith("riverside-garden+")
