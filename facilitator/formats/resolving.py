"""From written to resolved: other formats' steps are put in place, everything becomes the core's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from facilitator.core.formats import format as core
from facilitator.core.formats.checks import Flaw
from facilitator.core.formats.checks.flaw import unknown
from facilitator.core.formats.references import renamed
from facilitator.core.formats.steps import Step
from facilitator.formats.kinds import UseStep
from facilitator.formats.library import Library
from facilitator.formats.mistakes import Mistakes, dotted
from facilitator.formats.reading import Where
from facilitator.formats.written import Ask, Format, Meeting, Role

_MANY = frozenset(
    {core.Filled.VOLUNTEERS, core.Filled.NEWCOMERS, core.Filled.SPOKE, core.Filled.EVERYONE_ELSE}
)
"""Roles that have room for as many as there are, unless the file says otherwise."""


class Origin(NamedTuple):
    """Where a resolved step stands in the file; ``used`` names the format it was taken from."""

    number: int
    used: str | None = None


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A resolved format, where its steps come from, and what could not be put in place."""

    whole: core.Format
    origins: tuple[Origin, ...]
    flaws: tuple[Flaw, ...]


def resolve(written: Format, library: Library) -> core.Format:
    """Return the format with all that it uses put in place.

    Raises ``Mistakes`` when something that it uses is not there, or uses it in turn.
    """
    unfolded = unfold(written, library)
    if unfolded.flaws:
        raise Mistakes([f"{dotted(flaw.path)}: {flaw.words}" for flaw in unfolded.flaws])
    return unfolded.whole


def unfold(written: Format, library: Library, trail: tuple[str, ...] = ()) -> Unfolded:
    """Return the format unfolded as far as it goes; ``trail`` are the formats that use it."""
    return _Unfolding(written, library, (*trail, written.name)).unfolded()


class _Hindered(Exception):
    """A format cannot be put in place; the words say why."""


class _Unfolding:
    """Gathers the parts of one format. Lives for one call of ``unfold``."""

    def __init__(self, written: Format, library: Library, trail: tuple[str, ...]) -> None:
        self._written, self._library, self._trail = written, library, trail
        self._roles = [_role(name, role) for name, role in written.roles.items()]
        if not any(role.name == core.HOST for role in self._roles):
            self._roles.insert(0, core.Role(core.HOST, core.Filled.STARTER, "Host"))
        self._asks = [_ask(name, ask) for name, ask in written.asks.items()]
        self._steps: list[Step] = []
        self._origins: list[Origin] = []
        self._flaws: list[Flaw] = []

    def unfolded(self) -> Unfolded:
        for number, step in enumerate(self._written.steps):
            if isinstance(step, UseStep):
                self._take(number, step)
            else:
                self._steps.append(step.read(self._written.privacy.record))
                self._origins.append(Origin(number))
        plan = tuple(
            meeting
            for number, written in enumerate(self._written.plan)
            if (meeting := self._meeting(number, written))
        )
        return Unfolded(self._whole(plan), tuple(self._origins), tuple(self._flaws))

    def _whole(self, plan: tuple[core.Meeting, ...]) -> core.Format:
        written = self._written
        return core.Format(
            name=written.name,
            title=written.title,
            purpose=written.purpose,
            scales=tuple(written.scales),
            size=core.Size(
                written.size.least,
                written.size.most,
                *written.size.ideal,
                written.size.above,
                written.size.tell,
            ),
            roles=tuple(self._roles),
            asks=tuple(self._asks),
            record=written.privacy.record,
            note=written.privacy.note,
            depth=written.depth,
            steps=tuple(self._steps),
            plan=plan,
            every=written.every,
            meetings=written.meetings,
            variations=tuple(written.variations),
            sources=tuple(written.sources),
        )

    def _other(self, name: str) -> core.Format:
        """Return a format that is used, resolved; raises ``_Hindered``."""
        if name in self._trail:
            way = " → ".join((*self._trail[self._trail.index(name) :], name))
            raise _Hindered(f"a format cannot use itself ({way})")
        if name not in self._library.names():
            raise _Hindered(unknown("format", name, self._library.names()))
        try:
            found = unfold(self._library.written(name), self._library, self._trail)
        except Mistakes as wrong:
            raise _Hindered(f'"{name}" has mistakes of its own ({wrong.lines[0]})') from None
        if found.flaws:
            raise _Hindered(f'"{name}" has mistakes of its own ({found.flaws[0].words})')
        return found.whole

    def _hindered(self, where: Where, words: str) -> None:
        self._flaws.append(Flaw(where, words))

    def _take(self, number: int, use: UseStep) -> None:
        """Put the steps of another format here, under a prefix, with its roles and asks."""
        where = ("steps", number)
        try:
            other = self._other(use.use)
            if other.plan:
                raise _Hindered(f'"{use.use}" is a season: it cannot be a part of a format')
        except _Hindered as hindered:
            self._hindered((*where, "use"), str(hindered))
            return
        prefix = use.id or use.use
        steps = {step.id for step in other.steps}
        role = self._roles_from(other, use, prefix, where)
        ask = self._asks_from(other, use, prefix, where)

        def step(name: str) -> str:
            return f"{prefix}.{name}"

        for found in other.steps:
            self._steps.append(
                renamed(found, step, role, lambda n: step(n) if n in steps else ask(n))
            )
            self._origins.append(Origin(number, other.name))

    def _roles_from(
        self, other: core.Format, use: UseStep, prefix: str, where: Where
    ) -> Callable[[str], str]:
        names = {core.HOST: core.HOST, **use.roles}
        for theirs in set(use.roles) - {role.name for role in other.roles}:
            told = unknown(f"role in {other.name}", theirs, [role.name for role in other.roles])
            self._hindered((*where, "roles", theirs), told)
        known = [role.name for role in self._roles]
        for theirs, ours in use.roles.items():
            if ours not in known:
                self._hindered((*where, "roles", theirs), unknown("role", ours, known))
        for role in other.roles:
            if role.name not in names:
                names[role.name] = f"{prefix}_{role.name}"
                step = None if role.step is None else f"{prefix}.{role.step}"
                self._roles.append(replace(role, name=names[role.name], step=step))
        return lambda name: names.get(name, name)

    def _asks_from(
        self, other: core.Format, use: UseStep, prefix: str, where: Where
    ) -> Callable[[str], str]:
        names = dict(use.asks)
        for theirs in set(use.asks) - {ask.name for ask in other.asks}:
            told = unknown(f"ask in {other.name}", theirs, [ask.name for ask in other.asks])
            self._hindered((*where, "asks", theirs), told)
        for ask in other.asks:
            if ask.name not in names:
                names[ask.name] = f"{prefix}_{ask.name}"
                self._asks.append(replace(ask, name=names[ask.name]))
        return lambda name: names.get(name, name)

    def _meeting(self, number: int, meeting: Meeting) -> core.Meeting | None:
        where = ("plan", number)
        try:
            other = self._other(meeting.use)
        except _Hindered as hindered:
            self._hindered((*where, "use"), str(hindered))
            return None
        known = [role.name for role in other.roles]
        for name in set(meeting.roles) - set(known):
            self._hindered((*where, "roles", name), unknown(f"role in {other.name}", name, known))
        roles = tuple(meeting.roles.items())
        return core.Meeting(other, meeting.title, meeting.host, meeting.fills, roles)


def _role(name: str, role: Role) -> core.Role:
    most = role.most if role.most or role.who in _MANY else max(1, role.least)
    title = role.title or name.replace("_", " ").capitalize()
    return core.Role(name, role.who, title, role.least, most, role.step, tuple(role.may))


def _ask(name: str, ask: Ask) -> core.Ask:
    return core.Ask(name, ask.ask, ask.kind, tuple(ask.choices), ask.default)
