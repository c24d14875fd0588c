"""A session whose board and code go on where those of an earlier one stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("continues_session_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_sessions_continues_session_id"),
        "sessions",
        "sessions",
        ["continues_session_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_sessions_continues_session_id"), "sessions", type_="foreignkey")
    op.drop_column("sessions", "continues_session_id")
