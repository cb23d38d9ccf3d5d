"""What logs and traces tell an operator: what broke and where, and nobody's words (S11)."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from facilitator import logs

WORDS = "what Ana wrote to cy@example.org"


@pytest.fixture
def lines() -> Iterator[None]:
    """The service's own way of logging, put back afterwards."""
    yield
    assert logging.lastResort is not None
    logging.lastResort.setFormatter(None)
    structlog.reset_defaults()


def broken() -> None:
    """Break with somebody's words in the error, and in the error before it."""
    try:
        dict[str, str]()[WORDS]
    except KeyError as first:
        raise ValueError(WORDS) from first


@pytest.mark.parametrize("tty", [True, False])
def test_a_trace_holds_no_words(
    lines: None, tty: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is told by its kinds and its places; what its text says stays untold."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: tty, raising=False)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    logs.set_up()
    try:
        broken()
    except ValueError:
        structlog.get_logger().exception("desk.shunted", seq=7)
        logging.getLogger("aiohttp.server").exception("Error handling request")
        logging.getLogger("asyncio").exception("Task exception was never retrieved")
    told = capsys.readouterr().err
    assert told.count("ValueError") == 3
    assert told.count("KeyError") == 3
    assert told.count("test_telling.py") >= 6
    assert "desk.shunted" in told
    assert "Error handling request" in told
    assert WORDS not in told
    assert "cy@example.org" not in told
