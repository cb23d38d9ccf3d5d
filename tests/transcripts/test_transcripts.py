"""Every ``*.txt`` beside this file is a meeting, and comes out as it stands there."""

import os
import random
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from facilitator.hosting import chance
from facilitator.postcard import Mail
from facilitator.store import ledger
from tests.lab.counting import Counted
from tests.transcripts import letters
from tests.transcripts.books import beside_the_table, uncountable
from tests.transcripts.language import Mistake, read
from tests.transcripts.meeting import Meeting, transcribe

FOLDER = Path(__file__).parent
MEETINGS = sorted(file.name for file in FOLDER.glob("*.txt"))
REWRITE = os.environ.get("FACILITATOR_REWRITE") == "1"


async def held(text: str, folder: Path, name: str = "") -> str:
    """Return the text of a meeting as it comes out."""
    meeting = await Meeting(folder).open()
    try:
        told = await transcribe(text, meeting.take)
        now = meeting.clock.now()
        assert await meeting.store.read(lambda c: uncountable(c, now)) == []
        assert await meeting.store.read(lambda c: beside_the_table(c, now, name)) == []
        return told
    finally:
        await meeting.close()


@pytest.mark.parametrize("name", MEETINGS)
async def test_a_meeting_comes_out_as_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is seen after each line is what stands below it; no bug, no parcel left behind."""
    monkeypatch.setattr(chance, "CHANCE", random.Random(7))  # noqa: S311 - the same in every run
    monkeypatch.setattr(ledger, "ULID", Counted.begin())
    file = FOLDER / name
    written = file.read_text(encoding="utf-8")
    seen = await held(written, tmp_path, file.stem)
    if REWRITE:
        file.write_text(seen, encoding="utf-8")
    else:
        assert seen.splitlines() == written.splitlines()


async def test_a_meeting_is_the_same_twice(tmp_path: Path) -> None:
    """Two runs of one meeting give the same text: nothing random is shown."""
    text = (FOLDER / "ping.txt").read_text(encoding="utf-8")
    runs = []
    for run in ("one", "two"):
        (tmp_path / run).mkdir()
        runs.append(await held(text, tmp_path / run))
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "line",
    ["ana says hello", "+tomorrow", "circle crew: ana", "= ", "Ana> hi", "ana +👍", "ana ~ x -> y"],
)
def test_what_the_language_does_not_know_is_told(line: str) -> None:
    """A mistyped line is a mistake, never skipped."""
    with pytest.raises(Mistake):
        read(line)


def test_a_reply_quotes_the_mail_it_answers() -> None:
    """A mail goes to the address that asked for it, in its thread, the whole of it quoted below."""
    asked = (
        b"From: Garden <garden@lists.lab.test>\nReply-To: garden+t.abc@lists.lab.test\n"
        b"Subject: [Garden] Your turn\n\nDear Cy,\n\nwhat grows?\n"
    )
    parent = Mail("cy@example.org", "b@lists.lab.test", "<1@lists.lab.test>", asked)
    at = datetime(2026, 3, 5, 18, tzinfo=UTC)
    raw, to = letters.reply(parent, "cy@example.org", "A knee.", "<2@example.org>", at)
    message = message_from_bytes(raw, policy=policy.default)
    assert to == message["To"] == "garden+t.abc@lists.lab.test"
    assert (message["Subject"], message["In-Reply-To"]) == (
        "Re: [Garden] Your turn",
        "<1@lists.lab.test>",
    )
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == (
        "A knee.\n\nOn 05 Mar 2026, at 18:00, Garden wrote:\n\n> Dear Cy,\n>\n> what grows?\n"
    )


async def test_a_mistake_names_its_line(tmp_path: Path) -> None:
    """Who writes a meeting sees where it went wrong."""
    with pytest.raises(Mistake, match=r"line 2: nothing here is card"):
        await held("room Kitchen: ana\nana +👍 card\n", tmp_path)
