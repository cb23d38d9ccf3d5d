"""A homeserver with our application service registered, and the people of one test on it."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from facilitator.demo.synapse import Synapse, free_port
from facilitator.matrix.registration import registration
from tests.lab.person import Person, newcomer

SERVER_NAME = "lab.test"


def registered(server_name: str, port: int) -> dict[str, Any]:
    """Our registration, for a service under test on that port, with new tokens."""
    as_token, hs_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    return registration("facilitator", f"http://127.0.0.1:{port}", as_token, hs_token, server_name)


@dataclass(slots=True)
class Lab:
    """A Synapse, the port where it looks for the service under test, and this test's people."""

    synapse: Synapse
    registration: dict[str, Any]
    service_port: int
    people: list[Person] = field(default_factory=list)

    async def person(self, name: str) -> Person:
        """A new member, online until the test ends: ``ana`` is "Ana" with a name of her own."""
        person = await newcomer(self.synapse, name)
        self.people.append(person)
        return person

    async def empty(self) -> None:
        """Everybody goes offline."""
        while self.people:
            await self.people.pop().close()


def furnish(
    folder: Path,
    python: Path,
    *,
    server_name: str = SERVER_NAME,
    limits: Literal["off", "default"] = "off",
    memory: bool = False,
) -> Lab:
    """A lab in that folder, its homeserver not started yet."""
    port = free_port()
    ours = registered(server_name, port)
    synapse = Synapse(folder, python, server_name, registration=ours, limits=limits, memory=memory)
    return Lab(synapse, ours, port)
