"""The composition root: what Chalkroom is made of is listed here, and nowhere else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import procrastinate
from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp

import chalkroom.models  # noqa: F401  (every table is known wherever the application is)
from chalkroom import __version__
from chalkroom.accounts import routes as accounts
from chalkroom.accounts import tasks as accounts_tasks
from chalkroom.admin import routes as admin
from chalkroom.admin import tasks as admin_tasks
from chalkroom.classroom import routes as classroom
from chalkroom.classroom.chat import routes as chat
from chalkroom.classroom.chat.files import routes as chat_files
from chalkroom.classroom.chat.files import tasks as chat_files_tasks
from chalkroom.classroom.check import routes as check
from chalkroom.classroom.documents import routes as documents
from chalkroom.classroom.documents import sockets as document_sockets
from chalkroom.classroom.engine import routes as engine
from chalkroom.classroom.sfu import routes as sfu
from chalkroom.classroom.sfu import tasks as sfu_tasks
from chalkroom.classroom.sockets import make_hub, with_sockets
from chalkroom.kit import mail
from chalkroom.kit.database import Database
from chalkroom.kit.http import AccessLog, BodyLimit, SecurityHeaders, add_problem_handlers
from chalkroom.kit.jobs import make_jobs
from chalkroom.kit.limiting import Limiter
from chalkroom.kit.openapi import PROBLEMS, describe_problems
from chalkroom.kit.pages import add_pages
from chalkroom.kit.piston import Piston
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.storage import Storage
from chalkroom.recordings import routes as recordings
from chalkroom.recordings import tasks as recordings_tasks
from chalkroom.recordings.captions import routes as captions
from chalkroom.recordings.continuing import routes as continuing
from chalkroom.recordings.export import routes as export
from chalkroom.recordings.export import tasks as export_tasks
from chalkroom.recordings.lifetime import tasks as lifetime_tasks
from chalkroom.recordings.marking import routes as marking
from chalkroom.recordings.posters import routes as posters
from chalkroom.recordings.posters import tasks as posters_tasks
from chalkroom.recordings.replay import routes as replay
from chalkroom.recordings.sharing import routes as sharing
from chalkroom.sessions import routes as sessions
from chalkroom.settings import Settings

ROUTERS: list[APIRouter] = [
    accounts.router,
    admin.router,
    sessions.router,
    classroom.router,
    chat.router,
    chat_files.router,
    check.router,
    documents.router,
    engine.router,
    recordings.router,
    sfu.router,
    replay.router,
    sharing.router,
    continuing.router,
    marking.router,
    captions.router,
    export.router,
    posters.router,
]

JOBS: list[procrastinate.Blueprint] = [
    mail.tasks,
    accounts_tasks.tasks,
    admin_tasks.tasks,
    sfu_tasks.tasks,
    chat_files_tasks.tasks,
    recordings_tasks.tasks,
    lifetime_tasks.tasks,
    export_tasks.tasks,
    posters_tasks.tasks,
]


def make_runtime(settings: Settings, database_url: str) -> Runtime:
    return Runtime(
        settings=settings,
        database=Database(database_url, pool_size=settings.database_pool),
        limiter=Limiter(),
        jobs=make_jobs(database_url, JOBS),
        storage=Storage(settings.storage_url, folder=settings.data / "files"),
        piston=Piston(settings.piston_base, settings.piston_key) if settings.piston_url else None,
    )


def create_app(runtime: Runtime) -> ASGIApp:
    """HTTP, sockets and the web client as one ASGI application."""
    hub = make_hub(runtime)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with runtime.jobs.open_async(), contextlib.AsyncExitStack() as running:
            await running.enter_async_context(hub.running())
            if runtime.settings.worker_inside:
                await running.enter_async_context(worker(runtime))
            yield
        await runtime.database.close()

    api = create_api(runtime, lifespan)
    api.state.hub = hub
    api.state.after_session_changed.append(hub.session_changed)
    settings = runtime.settings
    return SecurityHeaders(with_sockets(hub, api), https=settings.https, connect_to=settings.livekit_origins)


def create_api(runtime: Runtime, lifespan=None) -> FastAPI:
    """The HTTP side alone; the OpenAPI document is read from it."""
    api = FastAPI(
        title="Chalkroom",
        version=__version__,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    api.state.runtime = runtime
    api.state.after_session_changed = list[sessions.AfterChange]()
    add_problem_handlers(api)
    for router in ROUTERS:
        api.include_router(router, prefix="/api", responses=PROBLEMS)
    api.include_router(document_sockets.router)
    describe_problems(api)
    add_pages(api)
    # The last added runs first.
    api.add_middleware(BodyLimit, counted_elsewhere=[chat_files.UPLOADS, recordings.UPLOADS])
    api.add_middleware(AccessLog)
    return api


@contextlib.asynccontextmanager
async def worker(runtime: Runtime) -> AsyncIterator[None]:
    """The job worker, inside the serving process."""
    task = asyncio.create_task(
        runtime.jobs.run_worker_async(
            # A job that waits for somebody else's server keeps no other from running.
            concurrency=4,
            install_signal_handlers=False,
            shutdown_graceful_timeout=5,
            additional_context={"runtime": runtime},
        )
    )
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
