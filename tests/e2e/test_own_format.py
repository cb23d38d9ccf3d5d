"""A format sent as a file, through a real homeserver's media; and a rehearsal of it."""

from pathlib import Path

import aiohttp
import pytest

from facilitator.assemble import Service
from facilitator.demo.person import Person, notice_of
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse

FILES = Path(__file__).parents[1] / "transcripts" / "files"
TEA = (FILES / "evening_tea.yaml").read_bytes()
WRONG = (FILES / "first_try" / "evening_tea.yaml").read_bytes()


async def send_file(lab: Lab, person: Person, room: str, data: bytes) -> str:
    """Upload a file and post it, as Element does; return the event id."""
    account = person.account
    head = {"Authorization": f"Bearer {account.access_token}", "Content-Type": "text/yaml"}
    url = f"{lab.synapse.url}/_matrix/media/v3/upload"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, headers=head) as answer,
    ):
        uploaded = (await answer.json())["content_uri"]
    content = {"msgtype": "m.file", "body": "tea.yaml", "filename": "tea.yaml", "url": uploaded,
               "info": {"size": len(data), "mimetype": "text/yaml"}}  # fmt: skip
    return await person.send(room, "m.room.message", content)


async def test_a_file_is_fetched_looked_at_and_kept(synapse: Lab, service: Service) -> None:
    """Mistakes are told with their lines; the right file is on the shelf, and can be rehearsed."""
    (ana, _ben), room = await crew(synapse, service, "ana", "ben")
    wrong = await send_file(synapse, ana, room, WRONG)
    await ana.say(room, "!format add", reply_to=wrong)
    told = await ana.see(room, kind="format_mistakes", timeout=20)
    assert "line 13, column 18" in told["content"]["body"]

    right = await send_file(synapse, ana, room, TEA)
    await ana.say(room, "!format add", reply_to=right)
    kept = await ana.see(room, kind="format_kept", timeout=20)
    assert (notice_of(kept) or {})["circle"].endswith("garden")

    await ana.say(room, "!start evening_tea rehearse=yes")
    stage = await ana.invited(lambda i: i.name == "Rehearsal: Evening tea")
    await ana.join(stage.room)
    await ana.see(stage.room, "This is a rehearsal")
    await ana.see(stage.room, kind="roll_call", timeout=20)
    await ana.leave(stage.room)
