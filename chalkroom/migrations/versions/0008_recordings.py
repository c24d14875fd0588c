"""Recordings: whether a session records itself, who agreed, and the tracks and chunks that are kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    mode = _one_of("automatic", "on_request", "never", name="recordingmode")
    # Nobody who came to an earlier session was told that it might be recorded.
    op.add_column("sessions", sa.Column("recording", mode, server_default="never", nullable=False))
    op.alter_column("sessions", "recording", server_default=None)
    op.create_check_constraint(
        op.f("ck_sessions_end_to_end_is_never_recorded"), "sessions", "not end_to_end or recording = 'never'"
    )
    op.add_column("participants", sa.Column("recorded", sa.Boolean(), nullable=True))
    op.create_table(
        "recordings",
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("state", _one_of("off", "on", "paused", name="recordingstate"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_recordings_session_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
        sa.UniqueConstraint("session_id", name=op.f("uq_recordings_session_id")),
    )
    op.create_table(
        "recorded_tracks",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("kind", _one_of("microphone", "camera", "screen", name="trackkind"), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upload_hash", sa.LargeBinary(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("whole_ms", sa.Integer(), nullable=False),
        sa.Column("chunk_count", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("header", sa.LargeBinary(), nullable=True),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("speech", postgresql.JSONB(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recorded_tracks_recording_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_recorded_tracks_participant_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_tracks")),
    )
    op.create_index("ix_recorded_tracks_recording_id", "recorded_tracks", ["recording_id", "started_at"])
    op.create_index(op.f("ix_recorded_tracks_participant_id"), "recorded_tracks", ["participant_id"])
    op.create_table(
        "recorded_chunks",
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("ends_ms", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("index", postgresql.JSONB(), nullable=True),
        sa.ForeignKeyConstraint(
            ["track_id"], ["recorded_tracks.id"], name=op.f("fk_recorded_chunks_track_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("track_id", "number", name=op.f("pk_recorded_chunks")),
    )


def downgrade() -> None:
    op.drop_table("recorded_chunks")
    op.drop_table("recorded_tracks")
    op.drop_table("recordings")
    op.drop_column("participants", "recorded")
    op.drop_constraint(op.f("ck_sessions_end_to_end_is_never_recorded"), "sessions", type_="check")
    op.drop_column("sessions", "recording")


def _one_of(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
