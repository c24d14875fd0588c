"""Board and code: documents in the log, their snapshots, the right to write code, what is on the stage, and own copies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("room_log", sa.Column("payload", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_room_log_document",
        "room_log",
        ["session_id", sa.text("(data ->> 'document')"), sa.text("(data ->> 'of')"), "id"],
        postgresql_where=sa.text("kind = 'document'"),
    )
    op.create_table(
        "document_snapshots",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "name",
            sa.Enum("board", "code", name="documentname", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("owner", sa.Uuid(), nullable=True),
        sa.Column("log_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("types", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_document_snapshots_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["participants.id"], name=op.f("fk_document_snapshots_owner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_snapshots")),
        sa.UniqueConstraint(
            "session_id", "name", "owner", name="uq_document_snapshots_document", postgresql_nulls_not_distinct=True
        ),
    )
    # A room allowed code as it allowed everything that it did not know of.
    op.execute("""update room_rules set rights = rights || '["code"]'::jsonb""")
    stage = sa.Enum("people", "board", "code", name="stage", native_enum=False, create_constraint=True, length=20)
    op.add_column("room_rules", sa.Column("stage", stage, server_default="people", nullable=False))
    op.add_column("room_rules", sa.Column("follow", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("room_rules", sa.Column("copy_of", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_room_rules_copy_of"), "room_rules", "participants", ["copy_of"], ["id"], ondelete="SET NULL"
    )
    op.add_column("room_rules", sa.Column("private", postgresql.JSONB(), server_default="[]", nullable=False))
    # The defaults were for the rows that were there; the code always says what it means.
    op.alter_column("room_rules", "stage", server_default=None)
    op.alter_column("room_rules", "follow", server_default=None)
    op.alter_column("room_rules", "private", server_default=None)


def downgrade() -> None:
    op.drop_column("room_rules", "private")
    op.drop_column("room_rules", "copy_of")
    op.drop_column("room_rules", "follow")
    op.drop_column("room_rules", "stage")
    op.execute("update room_rules set rights = rights - 'code'")
    op.drop_table("document_snapshots")
    op.drop_index("ix_room_log_document", table_name="room_log")
    op.drop_column("room_log", "payload")
