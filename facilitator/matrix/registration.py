"""The registration file that tells a homeserver about us (Application Service API, "Registration")."""

import re
from typing import Any

from facilitator.core.notices import Assistant

SILENT = "_fac_sender"
"""The registration's own user: it never speaks, because Synapse cannot sync it (matrix.md D1)."""


def registration(
    appservice: str, url: str, as_token: str, hs_token: str, server_name: str
) -> dict[str, Any]:
    """Return the registration: namespaces anchored, dots escaped, exclusive, no rate limit.

    Homeservers match the patterns from the start of an id only, so each ends with the server's name.
    """
    server = re.escape(server_name)
    assistants = "|".join(Assistant)
    users = (f"@_fac_.*:{server}$", f"@({assistants}):{server}$")
    return {
        "id": appservice,
        "url": url,
        "as_token": as_token,
        "hs_token": hs_token,
        "sender_localpart": SILENT,
        "rate_limited": False,
        "namespaces": {
            "users": [{"exclusive": True, "regex": regex} for regex in users],
            "aliases": [{"exclusive": True, "regex": f"#fac_.*:{server}$"}],
            "rooms": [],
        },
    }
