"""Recordings as files to take away."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    op.create_table(
        "recording_exports",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("kind", _enum("exportkind", "video", "audio", "chapters", "captions", "bundle"), nullable=False),
        sa.Column("layout", _enum("layout", "grid", "speaker", "presentation"), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("language", sa.Enum("en", "fr", native_enum=False), nullable=False),
        sa.Column("with_copies", sa.Boolean(), nullable=False),
        sa.Column("from_ms", sa.Integer(), nullable=False),
        sa.Column("to_ms", sa.Integer(), nullable=True),
        sa.Column("people", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("state", _enum("exportstate", "waiting", "working", "ready", "failed"), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keep_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_exports_recording_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_recording_exports_asked_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_exports")),
    )
    op.create_index(op.f("ix_recording_exports_recording_id"), "recording_exports", ["recording_id"])
    op.create_index(op.f("ix_recording_exports_asked_by"), "recording_exports", ["asked_by"])
    op.create_index(
        "uq_recording_exports_wish",
        "recording_exports",
        ["recording_id", "kind", "layout", "height", "language", "with_copies"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("state <> 'failed'"),
    )
    _allow_accesses("read", "deleted", "shared", "exported")


def downgrade() -> None:
    op.execute("delete from recording_accesses where kind = 'exported'")
    _allow_accesses("read", "deleted", "shared")
    op.drop_table("recording_exports")


def _allow_accesses(*kinds: str) -> None:
    name = op.f("ck_recording_accesses_accesskind")
    op.drop_constraint(name, "recording_accesses", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(name, "recording_accesses", f"kind in ({listed})")
