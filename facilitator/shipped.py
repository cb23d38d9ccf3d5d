"""Data files that come with the program, wherever it was installed."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def shipped(name: str) -> "Traversable":
    """The file or folder ``name`` of ``config/`` (``wording``, ``formats``).

    A wheel carries ``config`` inside the package as ``_config``; an editable install does not see
    that copy and reads the checkout beside the package. Raises ``FileNotFoundError`` when neither
    has it: then the installation is broken.
    """
    from importlib.resources import files  # late: costs more than all of ours together

    inside = files("facilitator") / "_config" / name
    beside = Path(__file__).resolve().parent.parent / "config" / name
    for place in (inside, beside):
        if place.is_dir() or place.is_file():
            return place
    raise FileNotFoundError(name)
