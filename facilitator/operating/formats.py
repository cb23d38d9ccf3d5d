"""``facilitator formats``: what formats there are, and whether written ones are right."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from facilitator.core.formats.format import Format


@click.group()
def formats() -> None:
    """Written formats of practices: list them, check your own."""


@formats.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True,
                type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))  # fmt: skip
def check(files: tuple[Path, ...]) -> None:
    """Say whether each FILE is right: every mistake at once, with its line and column."""
    wrong = [file for file in files if not _is_right(file)]
    sys.exit(1 if wrong else 0)


def _is_right(file: Path) -> bool:
    from facilitator.formats.checking import Mistakes, check_file

    try:
        found = check_file(file)
    except Mistakes as mistakes:
        for line in mistakes.lines:
            click.echo(line)
        return False
    click.echo(f"{file.name}: fine ({found.title}, {_long(found)})")
    return True


def _long(found: "Format") -> str:
    return f"{found.meetings} meetings" if found.plan else f"{len(found.steps)} steps"


@formats.command("list")
def list_() -> None:
    """List the formats that come with the program."""
    from facilitator.formats.library import Library

    library = Library.shipped()
    for name in library.names():
        click.echo(f"{name:<20} {library.written(name).purpose}")


@formats.command()
def schema() -> None:
    """Write out the JSON Schema of format files, for editors."""
    from facilitator.formats.schema import schema_text

    click.echo(schema_text(), nl=False)
