"""A crew to sit in, founded by command as people would."""

from facilitator.assemble import Service
from facilitator.demo.person import Person
from tests.lab.homeserver import Lab


async def crew(lab: Lab, service: Service, *names: str) -> tuple[list[Person], str]:
    """Return people who sit in a new crew "Garden", and its room; the first hosts it."""
    return await crew_of(lab, *names, facilitator=service.house.user("facilitator"))


async def crew_of(lab: Lab, *names: str, facilitator: str = "") -> tuple[list[Person], str]:
    """Do the same beside a service that runs as a process of its own."""
    people = [await lab.person(name) for name in names]
    host = people[0]
    chat = await host.create_dm(facilitator or f"@facilitator:{lab.synapse.server_name}")
    await host.see(chat, "Hello")
    own = host.account.user_id[1:].partition(":")[0]
    await host.say(chat, f"!new congregation Riverside {own}")
    await host.see(chat, kind="circle_created", timeout=20)
    guests = ",".join(person.account.user_id for person in people[1:])
    await host.say(chat, f"!new crew Garden with={guests}")
    await host.see(chat, kind="circle_created", timeout=20)
    room = ""
    for person in people:
        invite = await person.invited(lambda i: i.name == "Garden")
        room = invite.room
        await person.join(room)
    return people, room
