"""The operator's commands."""

import asyncio
import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator import __version__
from facilitator.operating.commands import COMMANDS, config_option, settings_in
from facilitator.operating.plain import Plain
from facilitator.settings import Settings

if TYPE_CHECKING:
    from facilitator.assemble import Service


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Facilitator: rounds and decisions in Matrix and mail."""


@main.command()
@config_option
def serve(path: Path) -> None:
    """Run the service until it is told to stop (Ctrl-C or SIGTERM)."""
    settings = settings_in(path)
    try:
        import uvloop
    except ImportError:
        sys.exit(asyncio.run(_serve(settings)))
    sys.exit(uvloop.run(_serve(settings)))


async def _serve(settings: Settings) -> int:
    """Serve until a signal; return the exit status. What hinders the start is told in one line."""
    from sqlalchemy.exc import SQLAlchemyError

    from facilitator.assemble import Service
    from facilitator.logs import set_up
    from facilitator.operating.books import reason

    set_up()
    service = Service(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await service.start()
        settling = asyncio.create_task(_settle(service))
        await stop.wait()
        await settling
    except (OSError, SQLAlchemyError) as trouble:
        told = f"The service cannot start: {reason(trouble)} (`facilitator check` says more)"
        click.echo(told, err=True)
        return 1
    finally:
        await service.stop()
    return 0


async def _settle(service: "Service") -> None:
    """Load sentences and formats, and keep the garbage collector from what stays loaded for good.

    In a thread, so that what is asked meanwhile is answered. Going through all of it again and again
    would stop every answer for a fifth of a second each time.
    """
    from facilitator.hosting.practices.shelf import library

    def load() -> None:
        service.wording.line("words-taken-back")
        library()

    await asyncio.to_thread(load)
    gc.collect()
    gc.freeze()


def _positive(
    _context: click.Context, _option: click.Parameter, value: float | None
) -> float | None:
    if value is not None and not 0 < value <= 10_000:
        raise click.BadParameter("a speed is a number above 0, at most 10000.")
    return value


@main.command()
@click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False),
              help="Where to keep everything (a new or empty folder; default: a fresh one).")  # fmt: skip
@click.option("--play", is_flag=True, help="Let simulated members play a round and a decision.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False),
              help="Write to FILE, once all is ready, how to reach everything.")  # fmt: skip
@click.option("--speed", type=float, callback=_positive,
              help="Let the service's time pass N times faster (go-arounds need small speeds).")  # fmt: skip
@click.option("--synapse", "python", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A Python that has Synapse installed, instead of fetching one.")  # fmt: skip
def demo(
    folder: Path | None,
    play: bool,
    json_file: Path | None,
    speed: float | None,
    python: Path | None,
) -> None:
    """Start a homeserver, mail, the service and a small community, on this machine alone."""
    import logging

    from facilitator.demo.run import BadFolder, folder_for
    from facilitator.demo.run import demo as run_demo
    from facilitator.demo.synapse import NoHomeserver
    from facilitator.logs import set_up

    set_up(logging.WARNING)
    try:
        where = folder_for(folder)
        sys.exit(asyncio.run(run_demo(where, speed, play, json_file, python, click.echo)))
    except (BadFolder, NoHomeserver, TimeoutError, OSError) as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(1)


for command in COMMANDS:
    main.add_command(command)
