"""Sessions: a round may hold a step of another one, the running of a whole format.

Older code works with this schema: it begins no sessions. It cannot go on with a running one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Let a round name its session."""
    with op.batch_alter_table("round") as batch:
        batch.add_column(sa.Column("session", sa.String(length=32), nullable=True))
        batch.create_index(op.f("ix_round_session"), ["session"], unique=False)
