"""Privacy of a session: whether it is encrypted end to end, and whether its calls hide everyone's address."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("end_to_end", "hide_addresses")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("sessions", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))
        # The default was for the sessions that were there, whose calls were direct; the code always says what it means.
        op.alter_column("sessions", column, server_default=None)


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("sessions", column)
