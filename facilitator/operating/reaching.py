"""Looking at the homeserver as ``check`` does: who we are there, what we may do, both directions.

Nothing a member could notice: no message, no invitation. To know for certain whether new rooms are
encrypted, and whether names beginning with ``fac_`` are ours, one room is made, looked at and left.
"""

import errno
import secrets
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

from facilitator.core.notices import Assistant
from facilitator.matrix.gateway import DEVICE, Denied, Gateway, Unavailable
from facilitator.matrix.registration import SILENT
from facilitator.matrix.server import AppServiceDoor
from facilitator.operating.findings import Finding, note, ok, wrong
from facilitator.operating.running import door, readiness
from facilitator.settings import Homeserver, Settings

PATIENCE = aiohttp.ClientTimeout(total=10)


async def look_at_homeserver(settings: Settings, make_room: bool = True) -> list[Finding]:
    """Look at everything that needs the homeserver; ends early where the rest cannot be known."""
    hs = settings.homeserver
    gateway = Gateway(hs.url, hs.name, hs.appservice, hs.as_token.get_secret_value())
    await gateway.open()
    try:
        findings = [await _versions(hs)]
        if findings[-1].state == "ok":
            findings.append(await _who_we_are(gateway, hs))
        if findings[-1].state == "ok":
            findings.append(await both_directions(gateway, settings))
            findings.append(await _localparts(gateway))
            findings += await _rooms(gateway, make_room)
            findings.append(await _told_to_clients(hs))
    finally:
        await gateway.close()
    return findings


async def _versions(hs: Homeserver) -> Finding:
    """Ask without a token: a wrong token must not look like a wrong address."""
    said = await _json(f"{hs.url}/_matrix/client/versions")
    if isinstance(said, str):
        return wrong("homeserver", f"{hs.url}: {said}", "see that homeserver.url is right")
    versions = said.get("versions")
    if not isinstance(versions, list) or not versions:
        return wrong("homeserver", f"{hs.url} answers, but not as a homeserver",
                     "homeserver.url is the client address of the homeserver")  # fmt: skip
    return ok("homeserver", f"answers at {hs.url} (Matrix {versions[-1]})")


async def _json(url: str) -> dict[str, Any] | str:
    """Return the JSON object at ``url``, or in a few words why there is none."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(url) as answer,
        ):
            if answer.status >= 400:
                return f"it answers with {answer.status}"
            said = await answer.json(content_type=None)
    except ValueError:  # before OSError: aiohttp's bad addresses are both
        return "what answers there is not a homeserver"
    except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
        return f"nothing answers ({type(trouble).__name__})"
    return said if isinstance(said, dict) else "what answers there is not a homeserver"


async def _who_we_are(gateway: Gateway, hs: Homeserver) -> Finding:
    try:
        said = await gateway.call("GET", "/_matrix/client/v3/account/whoami")
    except Denied as no:
        return wrong("as_token", f"the homeserver does not accept it ({no.code})",
                     "give the homeserver registration.yaml with the same as_token, restart it")  # fmt: skip
    except Unavailable as away:
        return wrong("as_token", f"the homeserver is busy ({away})", "try again in a minute")
    localpart, _, server = str(said.get("user_id", "")).partition(":")
    if server != hs.name:
        return wrong("server name", f"the homeserver is {server!r}, not {hs.name!r}",
                     f"set homeserver.name: {server}, and make the registration anew")  # fmt: skip
    if localpart != f"@{SILENT}":
        return wrong("registration", f"its sender_localpart is not {SILENT}",
                     "use the registration.yaml that `facilitator init` wrote")  # fmt: skip
    return ok("as_token", f"accepted; the homeserver is {server}")


# -- both directions -----------------------------------------------------------------------------


async def both_directions(gateway: Gateway, settings: Settings) -> Finding:
    """See that the homeserver reaches us, by its ping: at the running service, or else at a stand-in."""
    listen = settings.homeserver.listen
    stand_in = StandIn(settings)
    try:
        await stand_in.start()
    except OSError as taken:
        said = await readiness(settings)
        if said is None:
            why = (
                "is taken by another program" if taken.errno == errno.EADDRINUSE else "is not ours"
            )
            return wrong("listen", f"{door(listen)} {why} ({taken.strerror})",
                         "choose a free one in homeserver.listen and in the registration")  # fmt: skip
        return await _pinged(gateway, settings, None, str(said.get("reason", "")))
    try:
        return await _pinged(gateway, settings, stand_in, "")
    finally:
        await stand_in.stop()


class StandIn:
    """Our door while the service does not run: answers pings, and leaves every push where it is."""

    def __init__(self, settings: Settings) -> None:
        self.listen = settings.homeserver.listen
        token = settings.homeserver.hs_token.get_secret_value()
        self.door = AppServiceDoor(token, self._not_now, self._nobody)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; raises ``OSError`` when the address cannot be had."""
        app = web.Application()
        app.add_routes(self.door.routes())
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.listen.host, self.listen.port).start()
        except OSError:
            await self._runner.cleanup()
            raise

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _not_now(self, _events: list[bytes]) -> None:
        """A 200 would say "kept": the homeserver holds on to it until the service runs."""
        raise web.HTTPServiceUnavailable

    async def _nobody(self, _user: str) -> bool:
        return False


async def _pinged(
    gateway: Gateway, settings: Settings, stand_in: StandIn | None, running: str
) -> Finding:
    hs = settings.homeserver
    try:
        took = await gateway.ping()
    except Denied as no:
        if no.code == "M_URL_NOT_SET":
            return wrong("ping", "the homeserver's registration has no url",
                         "use the registration.yaml that `facilitator init` wrote")  # fmt: skip
        return wrong("ping", f"the homeserver does not know us as {hs.appservice!r} ({no.code})",
                     "homeserver.appservice and the registration's id must be the same")  # fmt: skip
    except Unavailable as away:
        return _unreached(str(away), settings)
    if stand_in is not None and not stand_in.door.pinged.is_set():
        return wrong("ping", "the homeserver reached another program than this one",
                     f"the registration's url must lead to {door(hs.listen)}")  # fmt: skip
    who = f"; the service is running ({running})" if running else "; the service is not running"
    return ok("ping", f"both directions work, {took} ms{who}")


def _unreached(reason: str, settings: Settings) -> Finding:
    where = door(settings.homeserver.listen)
    if "M_BAD_STATUS" in reason:
        return wrong("ping", "the homeserver was refused at the registration's url",
                     f"hs_token must be the same on both sides, and the url lead to {where}")  # fmt: skip
    if "M_CONNECTION" in reason:
        return wrong("ping", "the homeserver cannot reach us",
                     f"the registration's url must lead to {where} (a change needs its restart)")  # fmt: skip
    return wrong("ping", f"the homeserver could not try ({reason})", "try again in a minute")


# -- names and rooms -----------------------------------------------------------------------------


async def _localparts(gateway: Gateway) -> Finding:
    """Whose the assistants' names are. An account of ours has our one device and no other."""
    ours: list[str] = []
    free: list[str] = []
    taken: list[str] = []
    try:
        for name in Assistant:
            devices = await _devices(gateway, gateway.user(name))
            (free if devices is None else ours if devices <= {DEVICE} else taken).append(name.value)
    except (Unavailable, Denied) as trouble:
        return note("localparts", f"could not be looked at ({trouble})")
    if taken:
        return wrong("localparts", f"someone else signs in as {', '.join(taken)}",
                     "free these names: an assistant must not share its account")  # fmt: skip
    told = f"{', '.join(ours)} ours" if ours else ""
    told += "; " if ours and free else ""
    return ok("localparts", told + (f"{', '.join(free)} free" if free else ""))


async def _devices(gateway: Gateway, user: str) -> set[str] | None:
    """Return the device ids of one of our users, None if the homeserver has no such user."""
    try:
        said = await gateway.call("GET", "/_matrix/client/v3/devices", None, user, device=False)
    except Denied as no:
        if no.status in (401, 403, 404):
            return None
        raise
    return {str(device.get("device_id")) for device in said.get("devices", [])}


async def _rooms(gateway: Gateway, make_room: bool) -> list[Finding]:
    if not make_room:
        return [note("new rooms", "not looked at, since --no-room makes none")]
    us = gateway.user(Assistant.FACILITATOR)
    alias = f"fac_check_{secrets.token_hex(6)}"
    try:
        await gateway.register(Assistant.FACILITATOR)
        room = await gateway.create_room(us, {"preset": "private_chat", "room_alias_name": alias})
    except Unavailable as away:
        return [note("new rooms", f"could not be looked at ({away})", "try again in a minute")]
    except Denied as no:
        return [_no_room(no)]
    try:
        locked = await gateway.state(us, room, "m.room.encryption")
    finally:
        await _leave(gateway, us, room, f"#{alias}:{gateway.server_name}")
    named = ok("aliases", "names that begin with #fac_ are ours")
    if locked is not None:
        return [named, wrong(
            "new rooms", "the homeserver encrypts them by default: no assistant could read in them",
            "set encryption_enabled_by_default_for_room_type: off in homeserver.yaml, restart it",
        )]  # fmt: skip
    return [named, ok("new rooms", "not encrypted by default")]


def _no_room(no: Denied) -> Finding:
    if no.code == "M_EXCLUSIVE":
        return wrong("namespaces", "the names facilitator or #fac_ are not ours on the homeserver",
                     "use the registration.yaml that `facilitator init` wrote; look for another "
                     "application service with the same names")  # fmt: skip
    return wrong("new rooms", f"the Facilitator may not make any ({no.code})",
                 "allow room creation for @facilitator on the homeserver")  # fmt: skip


async def _leave(gateway: Gateway, us: str, room: str, alias: str) -> None:
    """Leave nothing behind: no name, and a room without members, which homeservers clear away."""
    await gateway.call("DELETE", f"/_matrix/client/v3/directory/room/{quote(alias, safe='')}",
                       None, us)  # fmt: skip
    await gateway.leave(us, room)
    await gateway.call("POST", f"/_matrix/client/v3/rooms/{quote(room, safe='')}/forget", {}, us)


async def _told_to_clients(hs: Homeserver) -> Finding:
    """What Element does with a new direct chat is said in the server's well-known file."""
    found: dict[str, Any] | str = "not asked"
    for host in dict.fromkeys((hs.url, f"https://{hs.name}")):
        found = await _json(f"{host}/.well-known/matrix/client")
        if isinstance(found, dict):
            break
    if isinstance(found, str):
        return note("direct chats", f"could not know whether apps encrypt them (well-known: {found})",
                    "the Facilitator answers a locked chat by opening a readable one")  # fmt: skip
    if not _starts_readable(found.get("io.element.e2ee")):
        return note("direct chats", "apps may encrypt them (no io.element.e2ee default in well-known)",
                    "the Facilitator answers a locked chat by opening a readable one")  # fmt: skip
    return ok("direct chats", "Element starts them readable (well-known)")


def _starts_readable(said: object) -> bool:
    return isinstance(said, dict) and (
        said.get("default") is False or said.get("force_disable") is True
    )
