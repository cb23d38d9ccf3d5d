"""``facilitator demo``: everything set up, the main job shown, everything stopped again."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from facilitator.demo.community import Community, settle, told, write_json
from facilitator.demo.play import Play
from facilitator.demo.stage import Stage
from facilitator.demo.synapse import ensure_synapse

PLAY_SPEED = 60.0
"""In the play an hour of the service's time is a minute of ours, unless another speed is named."""

Say = Callable[[str], None]


class BadFolder(Exception):
    """The demo's folder cannot be used; the text says why."""


def folder_for(named: Path | None) -> Path:
    """Return the demo's folder: a fresh one, or the named one if it is empty or not there yet."""
    if named is None:
        return Path(tempfile.mkdtemp(prefix="facilitator-demo-"))
    if named.exists() and (not named.is_dir() or any(named.iterdir())):
        raise BadFolder(f"{named} is not empty. Name a new folder, or none for a fresh one.")
    named.mkdir(mode=0o700, parents=True, exist_ok=True)
    return named.resolve()


async def demo(
    folder: Path,
    speed: float | None,
    play: bool,
    json_file: Path | None,
    python: Path | None,
    say: Say,
) -> int:
    """Run the demo until it is stopped (or the play is over); return the exit status.

    What people say stands in its files: they are for the owner of the process alone.
    """
    os.umask(0o077)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    work = asyncio.create_task(_work(folder, speed, play, json_file, python, say, stop))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([work, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not work.done() and not stop.is_set():
        stop.set()
    if stop.is_set() and not work.done():
        say("Stopping …")
        work.cancel()
        await asyncio.wait([work])
    if work.cancelled():
        return 130 if play else 0
    return work.result()


async def _work(
    folder: Path,
    speed: float | None,
    play: bool,
    json_file: Path | None,
    python: Path | None,
    say: Say,
    stop: asyncio.Event,
) -> int:
    server = await asyncio.to_thread(ensure_synapse, None, say, python)
    began = time.monotonic()
    async with Stage(folder, server, speed or (PLAY_SPEED if play else 1.0)) as stage:
        community = await settle(stage)
        try:
            if json_file is not None:
                write_json(json_file, told(stage, community))
            say(f"Ready after {time.monotonic() - began:.1f} seconds.")
            if play:
                return await _play(stage, community, say)
            await community.close()
            _invite(stage, community, say)
            await asyncio.Event().wait()
        finally:
            await community.close()
    return 0


async def _play(stage: Stage, community: Community, say: Say) -> int:
    play = Play(stage, community, say)
    good = await play.perform()
    say("")
    if good:
        say("The play is over: books, room and mailboxes all show the same end.")
        return 0
    for line in play.wrong:
        say(f"Something went wrong: {line}")
    return 1


def _invite(stage: Stage, community: Community, say: Say) -> None:
    """Tell how to join, where the mails are, and where to send one."""
    say("")
    say("Riverside is there, with the crew Garden in it: three in chat, two by mail.")
    say(f"  In Element, sign in at  {stage.synapse.url}")
    for name, person in community.people.items():
        say(f"    {name:<4} {person.user_id:<24} password {person.account.password}")
    say(f"  Read and answer the mails in a browser:  {stage.viewer}")
    say(f"  Or with a mail program: Maildir {stage.outbox},")
    say(f"    SMTP {stage.smtp[0]} port {stage.smtp[1]}, from one of")
    for c in community.correspondents.values():
        say(f"    {c.name:<4} {c.address}")
    say("  In Garden, try:  !goaround What is growing in you this week?")
    say(f"  Everything is in {stage.folder}. Ctrl-C stops it all.")


__all__ = ["BadFolder", "demo", "folder_for"]
