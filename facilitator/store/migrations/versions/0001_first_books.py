"""The first books: inbox, outbox, people, circles, rounds, words, mail.

Nothing older exists.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "alarm",
        sa.Column("subject", sa.String(length=96), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_alarm")),
    )
    op.create_index(op.f("ix_alarm_due_at"), "alarm", ["due_at"], unique=False)
    op.create_table(
        "bookmark",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_bookmark")),
    )
    op.create_table(
        "circle",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("scale", sa.String(length=16), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("agreements", sa.Text(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("founder", sa.String(length=32), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle")),
        sa.UniqueConstraint("slug", name=op.f("uq_circle_slug")),
    )
    op.create_index(op.f("ix_circle_parent"), "circle", ["parent"], unique=False)
    op.create_table(
        "handle",
        sa.Column("medium", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("verified_at", sa.BigInteger(), nullable=True),
        sa.Column("reached_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("medium", "address", name=op.f("pk_handle")),
    )
    op.create_index(op.f("ix_handle_member"), "handle", ["member"], unique=False)
    op.create_table(
        "held",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=True),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("about", sa.String(length=320), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
    )
    op.create_index(op.f("ix_held_about"), "held", ["about"], unique=False)
    op.create_index(op.f("ix_held_circle"), "held", ["circle"], unique=False)
    op.create_table(
        "inbox",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=320), nullable=False),
        sa.Column("ear", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=320), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_inbox")),
        sa.UniqueConstraint("key", name=op.f("uq_inbox_key")),
    )
    op.create_index(op.f("ix_inbox_state_seq"), "inbox", ["state", "seq"], unique=False)
    op.create_table(
        "journal",
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.String(length=320), nullable=False),
        sa.PrimaryKeyConstraint("round", "n", name=op.f("pk_journal")),
    )
    op.create_table(
        "lane",
        sa.Column("id", sa.String(length=96), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("ghost", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("ghost", name=op.f("uq_member_ghost")),
    )
    op.create_table(
        "membership",
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("host", sa.Boolean(), nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("chat", sa.Boolean(), nullable=False),
        sa.Column("mail", sa.Boolean(), nullable=False),
        sa.Column("delivery", sa.String(length=8), nullable=False),
        sa.Column("away_until", sa.BigInteger(), nullable=True),
        sa.Column("invited_by", sa.String(length=32), nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("circle", "member", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_member"), "membership", ["member"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=360), nullable=False),
        sa.Column("lane", sa.String(length=96), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("medium", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("slot", sa.String(length=96), nullable=True),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("target_ref", sa.String(length=320), nullable=True),
        sa.Column("refers", sa.String(length=96), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=320), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_ref"), "outbox", ["ref"], unique=False)
    op.create_index(op.f("ix_outbox_refers"), "outbox", ["refers"], unique=False)
    op.create_index(
        op.f("ix_outbox_state_lane_seq"), "outbox", ["state", "lane", "seq"], unique=False
    )
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=True),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("address", sa.String(length=320), nullable=True),
        sa.Column("assistants", sa.Text(), nullable=False),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("address", name=op.f("uq_place_address")),
    )
    op.create_index(op.f("ix_place_circle"), "place", ["circle"], unique=False)
    op.create_index(op.f("ix_place_member"), "place", ["member"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.String(length=320), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.String(length=320), nullable=True),
        sa.Column("mail", sa.String(length=320), nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_place_mail"), "post", ["place", "mail"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("source", sa.String(length=320), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("meaning", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_receipt")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("shape", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(length=32), nullable=True),
        sa.Column("card_at", sa.BigInteger(), nullable=True),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index(op.f("ix_round_circle"), "round", ["circle"], unique=False)
    op.create_index(op.f("ix_round_place_open"), "round", ["place", "open"], unique=False)
    op.create_table(
        "sent_mail",
        sa.Column("message_id", sa.String(length=320), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=320), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=True),
        sa.Column("plain", sa.Text(), nullable=True),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_sent_mail")),
    )
    op.create_index(op.f("ix_sent_mail_item"), "sent_mail", ["item"], unique=False)
    op.create_table(
        "token",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=1), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=320), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
    )
    op.create_index(op.f("ix_token_member"), "token", ["member"], unique=False)
    op.create_table(
        "words",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member", sa.String(length=32), nullable=False),
        sa.Column("round", sa.String(length=32), nullable=True),
        sa.Column("source", sa.String(length=320), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
    )
    op.create_index(op.f("ix_words_member"), "words", ["member"], unique=False)
    op.create_index(op.f("ix_words_round"), "words", ["round"], unique=False)
    op.create_index(op.f("ix_words_source"), "words", ["source"], unique=False)
