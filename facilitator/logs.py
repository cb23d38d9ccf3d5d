"""One line per thing done, with values by name; pretty on a terminal, JSON otherwise.

No line ever holds what a member wrote, an address or a token: callers name ids, counts and reasons.
"""

import logging
import sys

import structlog


def set_up(level: int = logging.INFO) -> None:
    """Configure logging for the process. nio is kept quiet: it logs whole event contents."""
    for loud in ("nio", "aiosmtpd", "mail.log", "apscheduler"):
        logging.getLogger(loud).setLevel(logging.ERROR)
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    shape = [] if sys.stderr.isatty() else [structlog.processors.format_exc_info]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shape,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
