"""The service as a process whose days pass at a word: ``python -m tests.e2e.leaping --config FILE``.

How far it is ahead of the machine's clock stands in a file beside its configuration, in seconds, and
stands there still when the process was killed. SIGUSR1 says that it has changed.
"""

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator import hearing
from facilitator.assemble import Service
from facilitator.clock import SystemClock
from facilitator.logs import set_up
from facilitator.operating.commands import settings_in

AHEAD = "ahead"
"""The file's name."""


class Calendar(SystemClock):
    """Real time, and the days that a file adds to it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def now(self) -> datetime:
        """Return the moment it is here."""
        return self.at(datetime.now(UTC))

    def at(self, wall: datetime) -> datetime:
        """Return the moment it is here at a wall moment."""
        return wall + timedelta(seconds=float(self._file.read_text()))


async def serve(config: Path) -> None:
    """Run the service until it is told to stop."""
    set_up()
    vars(hearing)["HEARTBEAT"] = 0.1  # a death soon after days have passed is no absence of days
    service = Service(settings_in(config), Calendar(config.with_name(AHEAD)))
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, service.ticker.look)
    try:
        await service.start()
        await stop.wait()
    finally:
        await service.stop()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[-1])))
