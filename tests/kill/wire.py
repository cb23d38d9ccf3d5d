"""The wire between the service and its mail server: it can be cut, also at the worst moment.

The worst moment is after the mail server has kept a mail and before the service has heard so: there
a mail must be brought again, and a reader has it twice. Everywhere else it must be there once.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

KEPT = b"250 2.0.0 Kept"
"""How the mail server's answer begins once a mail is on its disk (bridges/email/server.py)."""


class Wire:
    """Carries octets from ``port`` to the mail server. Use it as an asynchronous context.

    ``when_kept`` is called once, the next time the mail server says that it has kept a mail; its
    answer is carried on only if that returns true. ``cuts`` are the moments at which something was
    lost on it.
    """

    def __init__(self, port: int, to: int) -> None:
        self.port = port
        self.when_kept: Callable[[], bool] | None = None
        self.cuts: list[float] = []
        self._to = to
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._calls: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Wire":
        await self.mend()
        return self

    async def __aexit__(self, *error: object) -> None:
        self.cut()
        await asyncio.gather(*self._calls)

    async def mend(self) -> None:
        """Carry from now on."""
        self._server = await asyncio.start_server(self._call, "127.0.0.1", self.port)

    def cut(self) -> None:
        """End every connection at once and let nobody in until it is mended."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for end in self._ends:
            end.transport.abort()
        self.cuts.append(time.time())

    async def _call(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        call = asyncio.current_task()
        assert call is not None
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        with suppress(OSError):
            from_far, far = await asyncio.open_connection("127.0.0.1", self._to)
            self._ends |= {near, far}
            await asyncio.gather(self._forth(reader, far), self._back(from_far, near))
            self._ends -= {near, far}
        near.transport.abort()

    async def _forth(self, reader: asyncio.StreamReader, far: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while octets := await reader.read(65536):
                far.write(octets)
        far.transport.abort()

    async def _back(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while octets := await reader.read(65536):
                if octets.startswith(KEPT) and not self._is_carried_on():
                    break
                near.write(octets)
        near.transport.abort()

    def _is_carried_on(self) -> bool:
        when_kept, self.when_kept = self.when_kept, None
        return when_kept is None or when_kept()

    def lose_next_answer(self) -> None:
        """Cut the connection on which the next "kept" comes, before it is heard."""

        def lose() -> bool:
            self.cuts.append(time.time())
            return False

        self.when_kept = lose
