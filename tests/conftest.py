"""What every test may ask for: a homeserver, people on it, a database; and the rules they keep."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from sqlalchemy.engine import URL

from facilitator.demo.synapse import find_synapse
from tests.lab import parts, postgres
from tests.lab.homeserver import Lab, furnish
from tests.lab.loopback import only_loopback

NEEDS = {"shared_synapse": "synapse", "own_synapse": "synapse", "postgres_server": "postgres"}
"""Fixtures whose tests carry a mark, whether or not their author wrote it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use, before ``-m`` chooses among them."""
    for item in items:
        for fixture, mark in NEEDS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose part is missing is skipped, or fails where the part is required."""
    for part in parts.HOW:
        if item.get_closest_marker(part):
            parts.need(part)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """Name the parts that were missing, below everything else."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)]
    for line in parts.summary(reasons):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """No socket of a test leaves this machine."""
    with only_loopback():
        yield


@pytest.fixture(scope="session")
def shared_synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The run's one homeserver, started without a loop, as each test has its own."""
    python = find_synapse()
    assert python, "Synapse went away while the tests ran"
    lab = furnish(tmp_path_factory.mktemp("synapse"), python, memory=True)
    lab.synapse.launch()
    yield lab
    lab.synapse.halt()


@pytest.fixture
async def synapse(shared_synapse: Lab) -> AsyncIterator[Lab]:
    """The run's homeserver, with nobody of this test on it yet. Leave it running."""
    lab = Lab(shared_synapse.synapse, shared_synapse.registration, shared_synapse.service_port)
    yield lab
    await lab.empty()


@pytest.fixture
async def own_synapse(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Lab]]]:
    """A factory of homeservers to stop, kill and limit: ``await own_synapse(limits="default")``.

    It takes the options of ``furnish``; ``folder`` uses a folder again; ``start=False`` leaves the
    starting to the test. All are ended afterwards.
    """
    async with AsyncExitStack() as afterwards:

        async def make(folder: Path | None = None, *, start: bool = True, **options: Any) -> Lab:
            python = find_synapse()
            assert python, "Synapse went away while the tests ran"
            lab = furnish(folder or Path(mkdtemp(dir=tmp_path)), python, **options)
            afterwards.push_async_callback(lab.synapse.stop)
            afterwards.push_async_callback(lab.empty)
            if start:
                await lab.synapse.start()
            return lab

        yield make


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """The run's one PostgreSQL."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """A new, empty database: ``postgresql+asyncpg://…``."""
    with postgres.database(postgres_server) as url:
        yield url
