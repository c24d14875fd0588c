"""People and order: co-hosts, rights, hands, the queue at the door, and chat in the log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participants", sa.Column("screen", sa.String(), nullable=True))
    op.add_column("participants", sa.Column("hand_raised_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("participants", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("participants", sa.Column("alias", sa.String(), nullable=True))
    op.add_column("participants", sa.Column("co_host", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "participants",
        sa.Column("exceptions", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
    )
    # The defaults were for the rows that were there; the code always says what it means.
    op.alter_column("participants", "co_host", server_default=None)
    op.alter_column("participants", "exceptions", server_default=None)
    op.create_table(
        "room_rules",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("join_muted", sa.Boolean(), nullable=False),
        sa.Column("rights", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("spotlight", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_room_rules_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["spotlight"], ["participants.id"], name=op.f("fk_room_rules_spotlight"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_room_rules")),
    )
    op.create_index(
        "uq_room_log_chat_client_id",
        "room_log",
        ["session_id", "participant_id", sa.text("(data ->> 'client_id')")],
        unique=True,
        postgresql_where=sa.text("kind = 'chat'"),
    )


def downgrade() -> None:
    op.drop_index("uq_room_log_chat_client_id", table_name="room_log")
    op.drop_table("room_rules")
    for column in ("exceptions", "co_host", "alias", "waiting_since", "hand_raised_at", "screen"):
        op.drop_column("participants", column)
