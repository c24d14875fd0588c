"""Chapters that teachers add, the part of a recording that is shown, and captions."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("from_ms", sa.Integer(), nullable=True))
    op.add_column("recordings", sa.Column("to_ms", sa.Integer(), nullable=True))
    op.create_table(
        "recording_marks",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_marks_recording_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_recording_marks_created_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_marks")),
    )
    op.create_index(op.f("ix_recording_marks_recording_id"), "recording_marks", ["recording_id"])
    op.create_table(
        "recording_captions",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_captions_recording_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("recording_id", "language", name=op.f("pk_recording_captions")),
    )


def downgrade() -> None:
    op.drop_table("recording_captions")
    op.drop_table("recording_marks")
    op.drop_column("recordings", "to_ms")
    op.drop_column("recordings", "from_ms")
