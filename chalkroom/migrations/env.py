"""How Alembic runs here: on the URL it is handed, one transaction per migration, one upgrade at a time."""

from alembic import context
from sqlalchemy import create_engine, text

import chalkroom.models  # noqa: F401  (fills the metadata)
from chalkroom.kit.database import Base
from chalkroom.kit.migrate import is_ours

LOCK = 0x0C4A1C  # any number, the same everywhere: two processes that start together take turns

engine = create_engine(context.config.attributes["url"])
with engine.connect() as connection:
    connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_ours,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("select pg_advisory_unlock(:lock)"), {"lock": LOCK})
    connection.commit()
engine.dispose()
