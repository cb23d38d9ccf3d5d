"""Installations to look at: on a database of either kind, or beside a real homeserver."""

import sys
from pathlib import Path

import yaml

from tests.lab.homeserver import Lab
from tests.store.conftest import clock, store, url

FACILITATOR = (sys.executable, "-m", "facilitator")


def config_for(lab: Lab, folder: Path, **homeserver: object) -> Path:
    """Write a configuration for this lab's homeserver; ``homeserver`` replaces settings of it."""
    tree = {
        "homeserver": {
            "url": lab.synapse.url,
            "name": lab.synapse.server_name,
            "as_token": lab.registration["as_token"],
            "hs_token": lab.registration["hs_token"],
            "listen": {"port": lab.service_port},
            **homeserver,
        },
        "database": f"sqlite+aiosqlite:///{folder}/facilitator.db",
    }
    path = folder / "config.yaml"
    path.touch(mode=0o600)
    path.write_text(yaml.safe_dump(tree))
    return path


__all__ = ["clock", "store", "url"]
