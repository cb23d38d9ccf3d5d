"""People for tests: the demo's ``Person``, under names that no other test uses."""

import secrets

from facilitator.demo.person import Invite, Person, notice_of
from facilitator.demo.synapse import Synapse

__all__ = ["Invite", "Person", "newcomer", "notice_of"]


async def newcomer(synapse: Synapse, name: str) -> Person:
    """A new member, online: ``ana`` becomes ``@ana-1f9c3e:…``, called "Ana"."""
    localpart = f"{name}-{secrets.token_hex(3)}"
    account = await synapse.register_user(localpart, secrets.token_urlsafe(12), name.capitalize())
    return await Person(synapse.url, account, name.capitalize()).start()
