"""A consent decision in a crew's room, by command, reply and reaction, up to its end."""

from pathlib import Path

import pytest

from facilitator.assemble import Service
from facilitator.clock import SystemClock
from facilitator.demo.person import notice_of
from facilitator.demo.waiting import until
from tests.e2e.conftest import settings_for
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse


async def test_an_objection_leads_to_an_amendment_and_the_decision_comes_into_force(
    synapse: Lab, tmp_path: Path
) -> None:
    """Open → objection → version 2 → everyone consents → in force (contract §6), in chat alone."""
    service = Service(settings_for(synapse, tmp_path), SystemClock(speed=120))
    try:
        await service.start()
        await until(service.ticker.may_ring.is_set, "the service never became ready")
        people, garden = await crew(synapse, service, "ana", "ben", "eli")
        ana, ben, eli = people

        await ben.say(garden, "!propose We water the beds at six in the morning.")
        opened = await ana.see(garden, kind="proposal_opened")
        assert notice_of(opened)["version"] == 1
        await ana.say(garden, "!object At six nobody is awake to open the gate.")
        raised = await ben.see(garden, kind="objection_raised")
        assert "nobody is awake" in raised["content"]["body"]
        await ben.say(garden, "!amend We water the beds at seven in the morning.")
        amended = await eli.see(garden, kind="proposal_amended")
        await ana.say(garden, "!consent")
        await ana.see(garden, kind="objection_resolved")
        await eli.react(garden, amended["event_id"], "👍")
        adopted = await eli.see(garden, kind="decision_adopted", timeout=30)

        assert "seven in the morning" in adopted["content"]["body"]
        await eli.say(garden, "!decisions")
        await eli.see(garden, "in force")
        await eli.say(garden, "!decision 1")
        await eli.see(garden, "Consent 3")
    finally:
        await service.stop()
