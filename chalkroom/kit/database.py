"""The connection to PostgreSQL. One request, one job or one socket event is one transaction."""

import enum
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

from fastapi import Depends
from fastapi.requests import HTTPConnection
from sqlalchemy import DateTime, Enum, MetaData, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        # Text with a check: a new value is then an ordinary migration, which an enum type of PostgreSQL makes awkward.
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            length=20,
            values_callable=lambda values: [member.value for member in values],
        ),
    }


class Identified:
    """A row with a random id, which tells a stranger nothing about its neighbours."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Database:
    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self.engine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=True,
            # An error says which statement failed. With what in it (a passcode, a line of the chat) is for no log.
            hide_parameters=True,
            # Instants come back in UTC, whatever zone the server was set up with.
            connect_args={"options": "-c timezone=UTC"},
        )
        self._session = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        """A transaction that commits when the block ends and rolls back when it raises.

        One that is not durable does not wait for the disk: it is as whole as any other, yet should the database be
        killed within about half a second, it may never have happened (PostgreSQL's `synchronous_commit`).
        """
        async with self._session() as db, db.begin():
            if not durable:
                await db.execute(text("SET LOCAL synchronous_commit = off"))
            yield db

    async def answers(self) -> bool:
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("select 1"))
        except Exception:  # whatever it is, the database did not answer
            return False
        return True

    async def close(self) -> None:
        await self.engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """A libpq URL as SQLAlchemy wants it, with psycopg as its driver."""
    _, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}"


async def _transaction(connection: HTTPConnection) -> AsyncIterator[AsyncSession]:
    async with connection.app.state.runtime.database.transaction() as db:
        yield db


# scope="function" commits before the answer is sent, so that a failing commit still becomes an error response.
Db = Annotated[AsyncSession, Depends(_transaction, scope="function")]
