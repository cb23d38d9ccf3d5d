"""Roles: those named exist and have found somebody before they are needed."""

from collections.abc import Iterator

from facilitator.core.formats.checks.flaw import Flaw, unknown
from facilitator.core.formats.format import HOST, Filled, Format
from facilitator.core.formats.references import role_references
from facilitator.core.formats.steps import RESERVED, OpenDiscussion, Pick, What


def roles_named_exist(whole: Format) -> Iterator[Flaw]:
    """Whatever role is named is there, and no role takes a word that means something else."""
    known = [role.name for role in whole.roles]
    for number, step in enumerate(whole.steps):
        for found in role_references(step):
            if found.name not in known:
                yield Flaw(("steps", number, *found.path), unknown("role", found.name, known))
    for name in known:
        if name in RESERVED:
            yield Flaw(("roles", name), f'"{name}" means something else; call the role otherwise')


def filled_by(whole: Format, name: str) -> list[int]:
    """Return which steps give a role to somebody, in order."""
    role = whole.role(name)
    if role and role.step is not None:
        return [number for number, step in enumerate(whole.steps) if step.id == role.step]
    return [
        number
        for number, step in enumerate(whole.steps)
        if getattr(step.does, "role", None) == name or getattr(step.does, "speaker", None) == name
    ]


def roles_are_filled_in_time(whole: Format) -> Iterator[Flaw]:
    """A role that a step fills is asked for in later steps only."""
    for number, step in enumerate(whole.steps):
        for found in role_references(step):
            role = whole.role(found.name)
            if role is None or found.path[-1] in ("role", "speaker"):
                continue
            path = ("steps", number, *found.path)
            if role.who in (Filled.PICK, Filled.SPOKE):
                if not any(filled < number for filled in filled_by(whole, role.name)):
                    yield Flaw(
                        path, f'nobody is "{role.name}" yet: an earlier step has to give the role'
                    )
            elif role.who is Filled.ROTATES and step.once_each != role.name:
                yield Flaw(
                    path, f'"{role.name}" rotates: write once_each: {role.name} in this step'
                )


def picks_fill_roles_to_be_picked(whole: Format) -> Iterator[Flaw]:
    """A pick gives a role to a person, and only a role that is found by picking."""
    for number, step in enumerate(whole.steps):
        does, key = step.does, "speaker" if step.small_groups else "role"
        name = getattr(does, key, None)
        role = whole.role(name) if isinstance(name, str) else None
        if role and role.who is not Filled.PICK:
            yield Flaw(
                ("steps", number, key),
                f'"{role.name}" is not picked (write who: pick in roles, or leave this out)',
            )
        if isinstance(does, Pick) and does.role and does.what is not What.PERSON:
            yield Flaw(("steps", number, "what"), "a role is given to a person: write what: person")


def roles_find_holders(whole: Format) -> Iterator[Flaw]:
    """Every role can find as many people as it needs."""
    for role in whole.roles:
        where = ("roles", role.name)
        if role.most is not None and role.least > role.most:
            yield Flaw((*where, "least"), f"{role.least} is more than most, {role.most}")
        if role.least > whole.size.most:
            yield Flaw((*where, "least"), f"{role.least} is more than the format has room for")
        if role.who is Filled.PICK and not filled_by(whole, role.name):
            yield Flaw((*where, "who"), "no step picks somebody for this role")
        if (role.who is Filled.SPOKE) != (role.step is not None):
            yield Flaw((*where, "step"), "who: spoke and a step belong together")


def the_host_starts(whole: Format) -> Iterator[Flaw]:
    """The host is whoever starts the format."""
    host = whole.role(HOST)
    if host and host.who is not Filled.STARTER:
        yield Flaw(("roles", HOST, "who"), "the host is always the one who starts (who: starter)")


def turns_of_a_role_stand_together(whole: Format) -> Iterator[Flaw]:
    """Steps repeated for each holder of a role follow one another, and the role rotates."""
    ended: set[str] = set()
    before: str | None = None
    for number, step in enumerate(whole.steps):
        name, path = step.once_each, ("steps", number, "once_each")
        if name != before and before is not None:
            ended.add(before)
        if name is not None and name in ended:
            yield Flaw(path, "steps with the same once_each follow one another")
        role = whole.role(name) if name is not None else None
        if role and role.who is not Filled.ROTATES:
            yield Flaw(path, f'"{role.name}" does not rotate (write who: rotates in roles)')
        before = name


def the_silent_are_not_asked(whole: Format) -> Iterator[Flaw]:
    """Who only listens in a step is not whom it asks."""
    for number, step in enumerate(whole.steps):
        silent = step.does.silent if isinstance(step.does, OpenDiscussion) else None
        if silent is not None and step.who.role == silent and not step.who.but:
            yield Flaw(("steps", number, "silent"), f'"{silent}" is both asked and silent here')
