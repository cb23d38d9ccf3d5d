"""The printed times of an asking: until when those at the table answer, and the others."""

from datetime import datetime

from facilitator.core.rounds.consent.state import Place, Settings
from facilitator.core.rounds.windows import end_of


def window(
    places: tuple[Place, ...], settings: Settings, now: datetime
) -> tuple[datetime, datetime]:
    """The printed times. Without a slow place there is one time for all."""
    apart = [place for place in places if place.apart and not place.left]
    live = settings.live_for
    slow = max(live, settings.slow_for) if apart else live
    if any(place.by_mail for place in apart):
        slow = max(slow, settings.letters_for)
    quiet = settings.quiet_times
    return end_of(now, live, quiet), end_of(now, slow, quiet)
