"""The first books: inbox, outbox, people, circles, rounds, words, mail.

Nothing older exists.
"""

from alembic import op

from facilitator.store.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    metadata.create_all(op.get_bind())
