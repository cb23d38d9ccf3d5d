"""What is made once in a run and used by every test: making it anew costs more than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from facilitator.store import DURABLE, Store, migrate
from facilitator.wording import Wording

ENGLISH = Wording("en")
"""The shipped sentences, and what was told of them: pure, so that all may share it."""

HURRIED = (*DURABLE, "synchronous=OFF")
"""Books that outlive the test, not a power cut: nothing waits for the disk."""


def blank_books(path: Path) -> Store:
    """Return new books with the newest schema and nothing in them, still to be opened."""
    path.write_bytes(_blank())
    return Store(f"sqlite:///{path}", HURRIED)


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
        return path.read_bytes()
