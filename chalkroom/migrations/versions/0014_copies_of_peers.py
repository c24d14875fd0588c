"""Tracks of people whose own browser cannot record: who recorded what they received of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recorded_tracks", sa.Column("copied_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_recorded_tracks_copied_by"),
        "recorded_tracks",
        "participants",
        ["copied_by"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.drop_column("recorded_tracks", "copied_by")
