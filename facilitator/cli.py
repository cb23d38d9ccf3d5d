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
