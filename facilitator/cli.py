"""The operator's commands."""

import asyncio
import signal
import sys
from pathlib import Path

import click

from facilitator import __version__
from facilitator.settings import Mistakes, Settings, read_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Facilitator: rounds and decisions in Matrix and mail."""


@main.command()
@click.option("--config", "path", type=click.Path(path_type=Path), default="config.yaml",
              show_default=True, help="The configuration file.")  # fmt: skip
def serve(path: Path) -> None:
    """Run the service until it is told to stop (Ctrl-C or SIGTERM)."""
    settings = _settings(path)
    try:
        import uvloop

        uvloop.run(_serve(settings))
    except ImportError:
        asyncio.run(_serve(settings))


def _settings(path: Path) -> Settings:
    try:
        return read_settings(path)
    except Mistakes as mistakes:
        for line in mistakes.lines:
            click.echo(line, err=True)
        sys.exit(2)


async def _serve(settings: Settings) -> None:
    from facilitator.assemble import Service
    from facilitator.logs import set_up

    set_up()
    service = Service(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await service.start()
        await stop.wait()
    finally:
        await service.stop()


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
