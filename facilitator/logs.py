"""One line per thing done, with values by name; pretty on a terminal, JSON otherwise.

No line ever holds what a member wrote, an address or a token: callers name ids, counts and reasons,
and an error is told by its kind and its places, because its text may hold any of these.
"""

import logging
import sys
from traceback import extract_tb
from typing import Any

import structlog


def set_up(level: int = logging.INFO) -> None:
    """Configure logging for the process. nio is kept quiet: it logs whole event contents."""
    for loud in ("nio", "aiosmtpd", "mail.log", "apscheduler"):
        logging.getLogger(loud).setLevel(logging.ERROR)
    if logging.lastResort is not None:  # what libraries say, where nobody else prints it
        logging.lastResort.setFormatter(_Untold())
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(lambda info: trace(info[1])),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def trace(error: BaseException | None) -> str:
    """Return an error's kind and places, the newest first, and those of what led to it: no texts."""
    lines: list[str] = []
    told: set[int] = set()
    while error is not None and id(error) not in told:
        told.add(id(error))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = reversed(extract_tb(error.__traceback__))
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


class _Untold(logging.Formatter):
    """Formats a library's line with the same kind of trace."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        return trace(ei[1])
