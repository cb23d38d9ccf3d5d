"""One request to a homeserver, as a person's own client would make it.

People in the demo and in tests speak raw HTTP with their own token: clearer than a second client
library, and independent of the one the service uses.
"""

from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

Json = dict[str, Any]
"""A JSON object as the homeserver sends it."""


class HomeserverRefused(Exception):
    """The homeserver said no: ``status`` (HTTP) and ``errcode`` (``M_…``, or empty)."""

    def __init__(self, status: int, errcode: str, message: str) -> None:
        super().__init__(f"{status} {errcode} {message}".rstrip())
        self.status = status
        self.errcode = errcode


def path(*parts: str) -> str:
    """The parts as one URL path, each encoded whole: ids and aliases hold ``/`` and ``#``."""
    return "".join(f"/{quote(part, safe='')}" for part in parts)


async def ask(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    token: str | None = None,
    body: Json | None = None,
    query: dict[str, str] | None = None,
) -> Json:
    """The JSON object the homeserver answers (spec: Client-Server API, "API Standards").

    Raises ``HomeserverRefused`` for every answer from 400 on, ``aiohttp.ClientError`` when there is
    no answer. It asks once: the caller decides about trying again.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    target = URL(url, encoded=True)
    async with session.request(method, target, headers=headers, json=body, params=query) as answer:
        said = await _object(answer)
        if answer.status >= 400:
            errcode, message = str(said.get("errcode", "")), str(said.get("error", ""))
            raise HomeserverRefused(answer.status, errcode, message)
        return said


async def _object(answer: aiohttp.ClientResponse) -> Json:
    """The answer's JSON object; a proxy's HTML error page reads as an empty one."""
    if answer.content_type != "application/json":
        return {}
    said = await answer.json()
    return said if isinstance(said, dict) else {}
