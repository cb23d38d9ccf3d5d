"""Formats that an operator drops into a folder: read once, when the service starts."""

from pathlib import Path

from facilitator.core.formats.format import Format
from facilitator.formats.checking import check_file
from facilitator.formats.library import ENDING, Library
from facilitator.formats.mistakes import Mistakes


def dropped(folder: Path | None) -> tuple[dict[str, Format], list[str]]:
    """Return the formats of a folder that are right, by name, and all mistakes of the others."""
    if folder is None:
        return {}, []
    if not folder.is_dir():
        return {}, [f"{folder}: there is no such folder"]
    found: dict[str, Format] = {}
    mistakes: list[str] = []
    for file in sorted(folder.glob(f"*{ENDING}")):
        try:
            found[file.name.removesuffix(ENDING)] = check_file(file)
        except Mistakes as wrong:
            mistakes += wrong.lines
    return found, mistakes


def shelf(folder: Path | None) -> Library:
    """Return what a format of a circle may use: the shipped ones, and those in the folder."""
    shipped = Library.shipped()
    return shipped.beside(folder) if folder is not None and folder.is_dir() else shipped
