"""What a recording is called, how long it is kept, and who was told."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANTS = ("told_at", "keep_until", "warned_at")


def upgrade() -> None:
    op.add_column("recordings", sa.Column("title", sa.String(), nullable=True))
    for name in INSTANTS:
        op.add_column("recordings", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in INSTANTS:
        op.drop_column("recordings", name)
    op.drop_column("recordings", "title")
