"""Every test reaches a real PostgreSQL: one server for the run, one database per worker, emptied after each test."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
import uvicorn
from argon2 import PasswordHasher

import chalkroom.models  # noqa: F401  (fills the metadata)
from chalkroom.app import create_app, make_runtime
from chalkroom.kit import clock, migrate
from chalkroom.kit.database import Base
from chalkroom.kit.postgres import EmbeddedPostgres
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.websockets import DirectWebSockets
from chalkroom.settings import Settings


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[EmbeddedPostgres]:
    """One server per worker process: they share nothing, so none has to outlive another."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp(f"postgres-{worker_id}") / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def database_url(postgres: EmbeddedPostgres) -> str:
    migrate.upgrade(postgres.url)
    return postgres.url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path, secret="a-secret-for-tests-only-0123456789", worker_inside=False, reconnect_seconds=1
    )


@pytest.fixture
async def runtime(settings: Settings, database_url: str) -> AsyncIterator[Runtime]:
    runtime = make_runtime(settings, database_url)
    yield runtime
    await runtime.database.close()
    _empty(database_url)


@pytest.fixture(autouse=True)
def passwords_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests register thousands of people, and what a guess costs would be most of their time. Not in tests/accounts."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("chalkroom.accounts.passwords._hasher", cheap)


@pytest.fixture(autouse=True)
def _present() -> Iterator[None]:
    yield
    clock.travel_to(None)


def _empty(database_url: str) -> None:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    # Whatever a test leaves running stands still from here on: its transaction would be waited for for ever.
    with psycopg.connect(database_url, autocommit=True, options="-c lock_timeout=10s") as connection:
        connection.execute(
            f"truncate {tables}, procrastinate_jobs, procrastinate_events restart identity cascade".encode()
        )


@pytest.fixture
async def client(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    """HTTP straight into the application, without a network between."""
    app = create_app(runtime)
    async with (
        lifespan(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://test"
        ) as client,
    ):
        yield client


@pytest.fixture
async def server(runtime: Runtime) -> AsyncIterator[str]:
    """The application on a real port; gives its address. For sockets."""
    async with serving(runtime) as address:
        yield address


@contextlib.asynccontextmanager
async def serving(runtime: Runtime, *, port: int = 0) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(create_app(runtime), ws=DirectWebSockets, log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    # The test run owns the signals, not this server.
    server.capture_signals = contextlib.nullcontext  # pyright: ignore[reportAttributeAccessIssue]
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running


@contextlib.asynccontextmanager
async def lifespan(app: Callable) -> AsyncIterator[None]:
    """Start and stop the application as a server would."""
    inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    outbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    running = asyncio.create_task(app({"type": "lifespan", "asgi": {}, "state": {}}, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        await running
