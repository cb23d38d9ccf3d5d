"""Decisions: the log of a decision is a chain that others can count again.

Older code works with this schema: what it decides has no log.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Let a fact stand in a log."""
    with op.batch_alter_table("journal") as batch:
        batch.add_column(sa.Column("entry", sa.Text(), nullable=True))
        batch.add_column(sa.Column("salts", sa.Text(), nullable=True))
        batch.add_column(sa.Column("link", sa.String(length=64), nullable=True))
    with op.batch_alter_table("round") as batch:
        batch.add_column(sa.Column("bears_on", sa.String(length=32), nullable=True))
        batch.create_index(op.f("ix_round_bears_on"), ["bears_on"], unique=False)
