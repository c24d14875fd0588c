"""Brings the database to the shape that the code expects, and tells whether it has it."""

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import OperationalError

from chalkroom.kit.database import Base, sqlalchemy_url

FOLDER = Path(__file__).parent.parent / "migrations"


class SchemaState(Enum):
    CURRENT = "current"
    OLDER = "older than this Chalkroom. Run: chalkroom migrate"
    NEWER = "newer than this Chalkroom. Install the Chalkroom that made it, or a later one"


class SchemaMismatch(Exception):
    """The database does not fit this code; the text says which command helps."""


class DatabaseUnreachable(Exception):
    """The configured database does not answer; the text says what to check."""


def upgrade(database_url: str) -> None:
    """Run every migration that is missing, in one transaction each."""
    command.upgrade(_config(database_url), "head")


def schema_state(database_url: str) -> SchemaState:
    scripts = ScriptDirectory(str(FOLDER))
    with _connection(database_url) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.OLDER if current is None or current in known else SchemaState.NEWER


def require_current(database_url: str) -> None:
    """Raise SchemaMismatch, whose text names the command that helps, unless database and code fit."""
    state = schema_state(database_url)
    if state is not SchemaState.CURRENT:
        raise SchemaMismatch(f"The database is {state.value}.")


def differences(database_url: str) -> list[object]:
    """What the models say and a migrated database does not have, or the other way round. Empty when they match."""
    with _connection(database_url) as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": is_ours, "compare_server_default": False}
        )
        return list(compare_metadata(context, Base.metadata))


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tables of the job queue belong to procrastinate, not to our models."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def _connection(database_url: str) -> Connection:
    try:
        return create_engine(sqlalchemy_url(database_url), poolclass=NullPool).connect()
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(f"The database does not answer. Check CHALKROOM_DATABASE_URL: {reason}") from error


def _config(database_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = sqlalchemy_url(database_url)
    return config
