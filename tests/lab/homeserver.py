"""A homeserver with our application service registered, and the people of one test on it."""

import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from facilitator.demo.synapse import Synapse, free_port
from tests.lab.person import Person, newcomer

SERVER_NAME = "lab.test"
ASSISTANTS = "facilitator|timekeeper|scribe|greeter|postie"


def registration(server_name: str, port: int) -> dict[str, Any]:
    """Our registration with new tokens; homeservers match the patterns from the start only."""
    name = re.escape(server_name)
    users = (f"@_fac_.*:{name}$", f"@({ASSISTANTS}):{name}$")
    return {
        "id": "facilitator",
        "url": f"http://127.0.0.1:{port}",
        "as_token": secrets.token_urlsafe(32),
        "hs_token": secrets.token_urlsafe(32),
        "sender_localpart": "_fac_sender",
        "rate_limited": False,
        "namespaces": {
            "users": [{"exclusive": True, "regex": regex} for regex in users],
            "aliases": [{"exclusive": True, "regex": f"#fac_.*:{name}$"}],
            "rooms": [],
        },
    }


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
    registered = registration(server_name, port)
    synapse = Synapse(
        folder, python, server_name, registration=registered, limits=limits, memory=memory
    )
    return Lab(synapse, registered, port)
