"""Tables: a session may be one of several parallel ones that a practice is held at.

Older code works with this schema: it holds no practice at several tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Let a session name the one of which it is a table."""
    with op.batch_alter_table("round") as batch:
        batch.add_column(sa.Column("table_of", sa.String(length=32), nullable=True))
        batch.create_index(op.f("ix_round_table_of"), ["table_of"], unique=False)
