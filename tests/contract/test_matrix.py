"""The Matrix medium keeps the contract, on a real Synapse."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from facilitator.acts import Name
from facilitator.demo.synapse import Account
from facilitator.matrix.gateway import Gateway
from facilitator.matrix.medium import MatrixMedium
from facilitator.medium import Delivered, Later, Parcel
from tests.contract.ground import Garden, Json
from tests.contract.rooms import RoomContract
from tests.lab.homeserver import Lab
from tests.lab.person import Person


class OnSynapse:
    """A homeserver, with Ana online."""

    def __init__(self, gateway: Gateway, ana: Person) -> None:
        self.gateway = gateway
        self.medium = MatrixMedium(gateway)
        self.person = ana
        self.ana = ana.user_id

    def user(self, localpart: str) -> str:
        return self.gateway.user(localpart)

    async def enter(self, room: str) -> None:
        await self.person.join(room)

    async def say(self, room: str, text: str) -> str:
        return await self.person.say(room, text)

    async def put_state(self, room: str, kind: str, content: Json) -> None:
        await self.person.put_state(room, kind, content)

    async def events(self, room: str) -> list[Json]:
        page = await self.gateway.messages(self.user("facilitator"), room, None, limit=100)
        return list(reversed(page["chunk"]))

    async def state(self, room: str, kind: str, key: str = "") -> Json:
        return await self.gateway.state(self.user("facilitator"), room, kind, key) or {}


def gateway_to(lab: Lab) -> Gateway:
    """Return a gateway with the lab's own token."""
    registration = lab.registration
    return Gateway(
        lab.synapse.url, lab.synapse.server_name, registration["id"], registration["as_token"]
    )


@pytest.fixture(scope="module")
def accounts() -> dict[str, Account]:
    """Ana's account, once there: to make one costs half a second."""
    return {}


async def come_online(lab: Lab, accounts: dict[str, Account]) -> Person:
    """Return Ana, online until the test ends."""
    if "ana" not in accounts:
        accounts["ana"] = (await lab.person("ana")).account
        await lab.empty()
    ana = await Person(lab.synapse.url, accounts["ana"], "Ana").start()
    lab.people.append(ana)
    return ana


@pytest.fixture
async def ground(synapse: Lab, accounts: dict[str, Account]) -> AsyncIterator[OnSynapse]:
    """The run's homeserver, our assistants known to it."""
    gateway = gateway_to(synapse)
    await gateway.open()
    try:
        for assistant in ("facilitator", "greeter"):
            await gateway.register(assistant)
        yield OnSynapse(gateway, await come_online(synapse, accounts))
    finally:
        await gateway.close()


@pytest.fixture
async def garden(ground: OnSynapse) -> Garden:
    """A room on it."""
    return await Garden(ground).open()


@pytest.mark.synapse
class TestMatrix(RoomContract):
    """Every rule for media with rooms."""


@pytest.mark.synapse
async def test_a_stopped_homeserver_is_waited_for(
    own_synapse: Callable[..., Awaitable[Lab]],
) -> None:
    """While nobody answers the parcel is for later; once somebody does, it arrives."""
    lab = await own_synapse(start=False, memory=True)
    gateway = gateway_to(lab)
    await gateway.open()
    medium, parcel = MatrixMedium(gateway), Parcel("out_1", "_fac_cy", Name("Cy (by mail)"))
    try:
        assert isinstance(await medium.deliver(parcel), Later)
        await lab.synapse.start()
        assert isinstance(await medium.deliver(parcel), Delivered)
    finally:
        await gateway.close()
