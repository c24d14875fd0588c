"""Replay: what a finished track is known by, and who looked into a recording."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recorded_tracks", sa.Column("missing", postgresql.JSONB(), nullable=True))
    op.add_column("recorded_tracks", sa.Column("rate", sa.Float(), server_default="1", nullable=False))
    op.alter_column("recorded_tracks", "rate", server_default=None)
    op.add_column("recorded_tracks", sa.Column("width", sa.Integer(), nullable=True))
    op.add_column("recorded_tracks", sa.Column("height", sa.Integer(), nullable=True))
    kind = sa.Enum("read", "deleted", name="accesskind", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "recording_accesses",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("kind", kind, nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_accesses_recording_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recording_accesses_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_accesses")),
        sa.UniqueConstraint(
            "recording_id", "user_id", "kind", "hour", name=op.f("uq_recording_accesses_recording_id_user_id_kind_hour")
        ),
    )
    op.create_index(op.f("ix_recording_accesses_user_id"), "recording_accesses", ["user_id"])


def downgrade() -> None:
    op.drop_table("recording_accesses")
    op.drop_column("recorded_tracks", "height")
    op.drop_column("recorded_tracks", "width")
    op.drop_column("recorded_tracks", "rate")
    op.drop_column("recorded_tracks", "missing")
