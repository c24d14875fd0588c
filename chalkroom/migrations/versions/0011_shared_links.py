"""Links to recordings for those without an account, and a line for their use."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LINE = "uq_recording_accesses_recording_id_user_id_kind_hour"
COLUMNS = ["recording_id", "user_id", "kind", "hour"]


def upgrade() -> None:
    op.create_table(
        "shared_links",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_shared_links_recording_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_shared_links_created_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_links")),
        sa.UniqueConstraint("hash", name=op.f("uq_shared_links_hash")),
    )
    op.create_index(op.f("ix_shared_links_recording_id"), "shared_links", ["recording_id"])
    # Who came by a link has no account: one line an hour all the same.
    op.execute("delete from recording_accesses where user_id is null")
    op.drop_constraint(LINE, "recording_accesses", type_="unique")
    op.create_unique_constraint(LINE, "recording_accesses", COLUMNS, postgresql_nulls_not_distinct=True)
    _allow_kinds("read", "deleted", "shared")


def downgrade() -> None:
    op.execute("delete from recording_accesses where kind = 'shared'")
    _allow_kinds("read", "deleted")
    op.drop_constraint(LINE, "recording_accesses", type_="unique")
    op.create_unique_constraint(LINE, "recording_accesses", COLUMNS)
    op.drop_table("shared_links")


def _allow_kinds(*kinds: str) -> None:
    op.drop_constraint(op.f("ck_recording_accesses_accesskind"), "recording_accesses", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_recording_accesses_accesskind"), "recording_accesses", f"kind in ({listed})")
