"""The rules a circle decides by where a proposal asks for nothing else (contract §6, Dec. 4.4)."""

from datetime import timedelta

from facilitator.core.rounds.consent.state import Settings, Silence
from facilitator.core.scales import Scale

LEAST_CONSENTS = 3
"""How many have to say yes where silence lets it go ahead (contract §6)."""

PANEL = 3
"""How many are drawn by lot to examine an objection in a large circle, beside a host (Dec. 4.4)."""

_RULES = {
    Scale.CONGREGATION: Settings(
        live_for=timedelta(hours=72),
        slow_for=timedelta(hours=120),
        silence=Silence.OTHERS_DECIDE,
        quorum_percent=50,
        panel=PANEL,
    ),
    Scale.NETWORK: Settings(
        live_for=timedelta(days=7),
        slow_for=timedelta(days=7),
        silence=Silence.CONSENTS,
        least_consents=LEAST_CONSENTS,
        panel=PANEL,
    ),
}


def rules_of(scale: Scale) -> Settings:
    """Return the rules of a circle of this scale; a small one waits for everybody."""
    return _RULES.get(scale, Settings())
