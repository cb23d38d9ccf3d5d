"""The dates of a rhythm for people's calendars: a file behind a link that nobody can guess."""

import re
from collections.abc import Iterable

from aiohttp import web

from facilitator.clock import Clock
from facilitator.hosting.rhythms import calendar
from facilitator.store import Store
from facilitator.wording import Wording

_TOKEN = re.compile(r"[0-9a-f]{32}")


class Calendars:
    """``/calendar/<token>.ics``, read-only: dates and titles, no member's name and no member's words."""

    def __init__(self, store: Store, clock: Clock, wording: Wording, server_name: str) -> None:
        self.store, self.clock, self.wording = store, clock, wording
        self.server_name = server_name

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        """Return the one route, which the web server of the pages serves."""
        return [web.get("/calendar/{token}.ics", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Show the calendar that a link leads to."""
        token, now = request.match_info["token"], self.clock.now()
        if not _TOKEN.fullmatch(token):
            raise web.HTTPNotFound
        octets = await self.store.read(
            lambda c: calendar.found(c, token, self.wording, self.server_name, now)
        )
        if octets is None:
            raise web.HTTPNotFound
        return web.Response(body=octets, content_type="text/calendar", charset="utf-8")
