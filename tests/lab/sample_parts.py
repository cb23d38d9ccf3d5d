"""Not collected by itself: one test per part, which test_parts.py runs in another pytest."""

import pytest

from tests.lab.homeserver import Lab


def test_synapse(synapse: Lab) -> None:
    assert synapse.synapse.pid


@pytest.mark.smtp
def test_smtp() -> None:
    """Stands for a test that needs SMTP."""


def test_postgres(postgres_url: str) -> None:
    assert postgres_url.startswith("postgresql+asyncpg://")


@pytest.mark.chromium
def test_chromium() -> None:
    """Stands for a test that needs a browser."""
