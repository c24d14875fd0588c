"""The job queue and the outbox."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A copy of the schema that procrastinate 3.10 ships: a later version comes as a later migration.
JOB_QUEUE = Path(__file__).parent.parent / "procrastinate-3.10.sql"


def upgrade() -> None:
    # The file holds "%" and many statements: the driver takes it as it is, SQLAlchemy would look for parameters.
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    driver.execute(JOB_QUEUE.read_text())
    op.create_table(
        "mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
    )
    op.create_index("ix_mails_created_at", "mails", ["created_at"])


def downgrade() -> None:
    raise NotImplementedError("The first migration has nothing before it: drop the database instead.")
