"""Whether the service runs, asked at its own door."""

from typing import Any

import aiohttp

from facilitator.settings import Listen, Settings


async def readiness(settings: Settings) -> dict[str, Any] | None:
    """Return what the running service says of itself (``/health/ready``), None if it does not run."""
    url = f"http://{door(settings.homeserver.listen)}/health/ready"
    patience = aiohttp.ClientTimeout(total=5)
    try:
        async with aiohttp.ClientSession(timeout=patience) as session, session.get(url) as answer:
            said = await answer.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None
    return said if isinstance(said, dict) and "ready" in said else None


def door(listen: Listen) -> str:
    """Return ``host:port`` to knock at from this machine; "everywhere" is knocked at here."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on
    host = everywhere.get(listen.host, listen.host)
    return f"[{host}]:{listen.port}" if ":" in host else f"{host}:{listen.port}"
