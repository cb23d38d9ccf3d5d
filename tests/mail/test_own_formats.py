"""Formats that a host sends by mail: attached, or below the word FORMAT."""

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from sqlalchemy import select

from facilitator.store import tables as t
from tests.mail.scene import box, happen, scene, words
from tests.transcripts.letters import TRUSTED
from tests.transcripts.meeting import Meeting

TEA = Path(__file__).parents[1] / "transcripts" / "files" / "evening_tea.yaml"
GARDEN = "circle crew Garden: ana, ben; mail: cy(host), di"


async def send(
    meeting: Meeting, who: str, text: str, name: str = "tea.yaml", proof: str = TRUSTED
) -> None:
    """Somebody sends the circle a mail with a file."""
    mail = EmailMessage(policy=SMTP)
    mail["Authentication-Results"] = proof
    mail["From"], mail["To"] = f"{who}@example.org", "garden@lists.lab.test"
    mail["Subject"], mail["Message-ID"] = "Evening tea", f"<tea.{who}@example.org>"
    mail.set_content("Here it is.")
    mail.add_attachment(text.encode(), maintype="application", subtype="yaml", filename=name)
    assert meeting.post_office is not None
    domain = meeting.post_office.house.lists.domain
    mailed = meeting.world.post_mail(mail.as_bytes(), f"{who}@example.org", f"garden@{domain}")
    await meeting.post_office.take(mailed)
    await meeting._outcome()


async def shelf(meeting: Meeting) -> list[str]:
    """Return the names of the formats that circles have of their own."""
    return list(
        await meeting.store.read(lambda c: c.execute(select(t.format_.c.name)).scalars().all())
    )


async def test_a_file_attached_by_a_host_is_kept(tmp_path: Path) -> None:
    """The answer comes by mail, and nothing of it is posted to the room."""
    async with scene(tmp_path, GARDEN) as meeting:
        await send(meeting, "cy", TEA.read_text("utf-8"))
        assert await shelf(meeting) == ["evening_tea"]
        assert "is on the shelf of Garden now" in words(box(meeting, "cy")[-1])


async def test_a_file_of_a_member_who_hosts_nothing_is_an_ordinary_mail(tmp_path: Path) -> None:
    """It goes to the room as any mail does; its file stays behind."""
    async with scene(tmp_path, GARDEN) as meeting:
        await send(meeting, "di", TEA.read_text("utf-8"))
        assert await shelf(meeting) == []
        assert "Here it is." in await happen(meeting, "+3m")


async def test_an_unproven_mail_waits_for_its_host(tmp_path: Path) -> None:
    """Anybody can write in a host's name: nothing is kept before the host says yes."""
    async with scene(tmp_path, GARDEN) as meeting:
        strict = replace(meeting.house.mail, assume_trusted=False, authserv_id="mx.lab.test")
        meeting.desk.house = replace(meeting.house, mail=strict)
        await send(meeting, "cy", TEA.read_text("utf-8"), proof="mx.lab.test; dmarc=none")
        assert await shelf(meeting) == []
        await happen(meeting, "cy@ YES")
        assert await shelf(meeting) == ["evening_tea"]


async def test_every_mistake_comes_by_mail(tmp_path: Path) -> None:
    """Line and column, and nothing is kept."""
    async with scene(tmp_path, GARDEN) as meeting:
        await send(meeting, "cy", TEA.read_text("utf-8").replace("2m", "2 minuts"))
        assert await shelf(meeting) == []
        assert "line 13, column 18" in words(box(meeting, "cy")[-1])
