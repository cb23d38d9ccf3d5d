"""Practices of a circle's own, rhythms, minutes, and members' slow weeks.

Older code works with this schema; it rings no rhythms and keeps no minutes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the books of formats, rhythms and notes; a card's last moment is no longer kept."""
    op.create_table(
        "format",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved", sa.Text(), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format")),
        sa.UniqueConstraint("circle", "name", name=op.f("uq_format_circle_name")),
    )
    op.create_table(
        "rhythm",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("calendar", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm")),
        sa.UniqueConstraint("calendar", name=op.f("uq_rhythm_calendar")),
    )
    op.create_index(op.f("ix_rhythm_circle"), "rhythm", ["circle"])
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("words", sa.String(length=32), nullable=True),
        sa.Column("source", sa.String(length=320), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_circle"), "note", ["circle"])
    op.create_index(op.f("ix_note_words"), "note", ["words"])
    op.create_index(op.f("ix_note_source"), "note", ["source"])
    op.create_table(
        "chairing",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("taker", sa.String(length=32), nullable=True),
        sa.Column("takes_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("round", name=op.f("pk_chairing")),
    )
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("zone_asked_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("practice_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("membership") as batch:
        batch.add_column(sa.Column("told_host_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("slow_until", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("round") as batch:
        batch.drop_column("card_at")
