"""Whether the clocks of a whole circle stand still, as its settings say."""

import json

from facilitator.visit import Record

RESTING, MAIL_OFF = "resting", "rested"
"""Why they stand still; the names of the circle's settings."""


def is_still(circle: Record, *why: str) -> bool:
    """Say whether the clocks stand still, for one of these reasons or for any."""
    settings = json.loads(circle["settings"])
    return any(one in settings for one in why or (RESTING, MAIL_OFF))
