"""The command line: serve, worker, migrate, demo, doctor, user."""

import asyncio
import contextlib
import json
from collections.abc import Coroutine, Iterator
from typing import Annotated, Any, NoReturn, TypeVar

import typer
import uvicorn
from pydantic import ValidationError

from chalkroom import __version__, demo, doctor
from chalkroom.accounts import service as accounts
from chalkroom.app import create_api, create_app, make_runtime, worker
from chalkroom.kit import migrate as schema
from chalkroom.kit.certificates import ensure_certificate, network_addresses
from chalkroom.kit.language import Language
from chalkroom.kit.listening import PortInUse, listen
from chalkroom.kit.logging import configure_logging
from chalkroom.kit.postgres import EmbeddedPostgres, PostgresUnavailable
from chalkroom.kit.problems import Problem
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.validation import InvalidInput
from chalkroom.kit.websockets import DirectWebSockets
from chalkroom.settings import Settings

DEMO_LANGUAGES: dict[Language, str] = {"en": "in English", "fr": "in French"}

T = TypeVar("T")

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
user = typer.Typer(no_args_is_help=True, help="Accounts.")
cli.add_typer(user, name="user")


def main() -> None:
    """The entry point: what can be expected to go wrong ends in one sentence."""
    try:
        cli()
    except (PostgresUnavailable, PortInUse, schema.SchemaMismatch, schema.DatabaseUnreachable) as error:
        _fail(str(error))
    except InvalidInput as problem:
        _fail("\n".join(f"{found['field']}: {found['message']}" for found in problem.body("en")["errors"]))
    except Problem as problem:
        _fail(problem.detail("en"))
    except ValidationError as error:
        _fail("\n".join(_setting_problem(found["loc"], found["msg"]) for found in error.errors()))


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 8000 by default.")] = None,
    demo_mode: Annotated[bool, typer.Option("--demo", help="With demo data, on this machine only.")] = False,
    tls: Annotated[bool, typer.Option("--tls", help="HTTPS with a certificate made on the spot.")] = False,
) -> None:
    """Serve Chalkroom: web client, API, sockets and background jobs in one process."""
    settings = _settings(host=host, port=port, demo=demo_mode or None, tls=tls or None)
    configure_logging()
    listening = listen(settings.host, settings.port)
    with _database(settings) as url:
        runtime = make_runtime(settings, url)
        people = asyncio.run(_closing(runtime, demo.load(runtime))) if settings.demo else []
        addresses = network_addresses() if settings.tls else []
        certificate = ensure_certificate(settings.data, addresses) if settings.tls else None
        _greet(settings, people, addresses)
        uvicorn.Server(
            uvicorn.Config(
                create_app(make_runtime(settings, url)),
                ws=DirectWebSockets,
                log_config=None,
                access_log=False,  # ours never holds a query
                # Above what any protocol of ours allows: each of them says itself what was too large.
                ws_max_size=2 * 1024 * 1024,
                server_header=False,
                forwarded_allow_ips=settings.trusted_proxies,
                ssl_certfile=certificate.certificate if certificate else None,
                ssl_keyfile=certificate.key if certificate else None,
                timeout_graceful_shutdown=5,
            )
        ).run(sockets=[listening])


@cli.command("worker")
def work() -> None:
    """Run background jobs in a process of their own. Set CHALKROOM_WORKER_INSIDE=false for the servers."""
    settings = _settings()
    configure_logging()

    async def run() -> None:
        runtime = make_runtime(settings, url)
        async with runtime.jobs.open_async(), worker(runtime):
            await asyncio.Event().wait()

    with _database(settings) as url, contextlib.suppress(KeyboardInterrupt):
        typer.echo("Working. Stop with Ctrl+C.")
        asyncio.run(run())


@cli.command()
def migrate() -> None:
    """Bring the database to the shape that this Chalkroom needs."""
    with _database(_settings(), check=False) as url:
        schema.upgrade(url)
    typer.echo("The database is up to date.")


@cli.command("demo")
def load_demo() -> None:
    """Load demo data into the demo's own data folder; `chalkroom serve --demo` does so by itself."""
    settings = _settings(demo=True)
    with _database(settings) as url:
        runtime = make_runtime(settings, url)
        _print_people(asyncio.run(_closing(runtime, demo.load(runtime))))


@cli.command("doctor")
def examine() -> None:
    """Check database, storage, mail, relay, LiveKit and the web client, and print a table."""
    settings = _settings()
    with _database(settings, check=False) as url:
        findings = asyncio.run(doctor.examine(settings, url))
    typer.echo(doctor.table(findings))
    raise typer.Exit(1 if any(finding.state == "failed" for finding in findings) else 0)


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document, from which the web client's types are made."""
    runtime = make_runtime(Settings(demo=False), "postgresql://unused")
    typer.echo(json.dumps(create_api(runtime).openapi(), indent=2, sort_keys=True))


@cli.command()
def check_migrations() -> None:
    """Say whether a migrated database has exactly the tables that the code describes."""
    with _database(_settings()) as url:
        found = schema.differences(url)
    for difference in found:
        typer.echo(f"differs: {difference}")
    raise typer.Exit(1 if found else 0)


@cli.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@user.command()
def create_admin(
    email: Annotated[str, typer.Option(prompt=True)],
    name: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Make an administrator: nobody can register as one."""
    settings = _settings()

    async def create(runtime: Runtime) -> None:
        async with runtime.database.transaction() as db:
            await accounts.create_admin(db, name=name, email=email, password=password)

    with _database(settings) as url:
        runtime = make_runtime(settings, url)
        asyncio.run(_closing(runtime, create(runtime)))
    typer.echo(f"{email} is an administrator now.")


def _settings(**given: Any) -> Settings:
    """The settings of the environment; what the command line gives goes before it."""
    return Settings(**{name: value for name, value in given.items() if value is not None})


@contextlib.contextmanager
def _database(settings: Settings, *, check: bool = True) -> Iterator[str]:
    """The URL of a database that fits this code: the embedded one, started and migrated here, or the configured one.

    `check=False` lets a configured database pass that does not fit.
    """
    if settings.database_url:
        if check:
            schema.require_current(settings.database_url)
        yield settings.database_url
        return
    embedded = EmbeddedPostgres(settings.data / "postgres")
    embedded.start()
    try:
        if schema.schema_state(embedded.url) is schema.SchemaState.OLDER:
            schema.upgrade(embedded.url)
        schema.require_current(embedded.url)
        yield embedded.url
    finally:
        embedded.stop()


async def _closing(runtime: Runtime, action: Coroutine[Any, Any, T]) -> T:
    async with runtime.jobs.open_async():
        try:
            return await action
        finally:
            await runtime.database.close()


def _greet(settings: Settings, people: list[demo.Person], addresses: list[str]) -> None:
    typer.echo(f"\nChalkroom {__version__} is at {settings.base_url}")
    for address in addresses:
        typer.echo(f"  and on your network at https://{address}:{settings.port}")
    if settings.tls:
        typer.echo("Browsers warn once on each device: the certificate was made here.")
    if settings.demo:
        _print_people(people)
        typer.echo("Demo mode: it listens on this machine only, and anyone on it may read the outbox.")
    typer.echo("Stop with Ctrl+C.\n")


def _print_people(people: list[demo.Person]) -> None:
    typer.echo("\nDemo accounts:")
    for person in people:
        typer.echo(f"  {person.role:8} {person.email:28} {person.password}   {DEMO_LANGUAGES[person.language]}")
    typer.echo()


def _setting_problem(location: tuple[int | str, ...], message: str) -> str:
    if not location:
        return message.removeprefix("Value error, ") + "."
    name = str(location[0]).upper().removeprefix("CHALKROOM_")
    return f"CHALKROOM_{name}: {message}."


def _fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise SystemExit(1)
