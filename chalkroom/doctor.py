"""`chalkroom doctor`: is everything there that this installation is set to use?"""

import asyncio
import os
import shutil
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import aiosmtplib
from sqlalchemy import text

from chalkroom.classroom.engine.languages import offered
from chalkroom.classroom.sfu import livekit
from chalkroom.kit import migrate
from chalkroom.kit.database import Database
from chalkroom.kit.pages import WEB
from chalkroom.kit.piston import Piston, PistonAway, PistonBusy
from chalkroom.kit.problems import Problem
from chalkroom.kit.storage import Storage
from chalkroom.settings import Settings

LEAST_FREE = 1024**3  # bytes


@dataclass(frozen=True)
class Finding:
    what: str
    state: Literal["ok", "off", "failed"]
    sentence: str


async def examine(settings: Settings, database_url: str) -> list[Finding]:
    checks: list[tuple[str, Callable[[], Awaitable[Finding]]]] = [
        ("database", lambda: _database(database_url)),
        ("storage", lambda: examine_storage(Storage(settings.storage_url, folder=settings.data / "files"))),
        ("mail", lambda: _mail(settings)),
        ("TURN relay", lambda: _turn(settings)),
        ("LiveKit", lambda: _livekit(settings)),
        ("code engine", lambda: examine_engine(settings)),
        ("web client", _web_client),
    ]
    return [await _guarded(what, check) for what, check in checks]


def table(findings: list[Finding]) -> str:
    width = max(len(finding.what) for finding in findings)
    return "\n".join(f"{f.what:{width}}  {f.state:6}  {f.sentence}" for f in findings)


async def _guarded(what: str, check: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await asyncio.wait_for(check(), timeout=10)
    except TimeoutError:
        return Finding(what, "failed", "No answer within 10 seconds.")
    except Exception as error:  # the doctor reports what it finds
        return Finding(what, "failed", f"{type(error).__name__}: {error}")


async def _database(url: str) -> Finding:
    state = await asyncio.to_thread(migrate.schema_state, url)
    if state is not migrate.SchemaState.CURRENT:
        return Finding("database", "failed", f"It is {state.value}.")
    database = Database(url)
    try:
        async with database.transaction() as db:
            number = int(await db.scalar(text("show server_version_num")) or 0)
            failed = await db.scalar(text("select count(*) from procrastinate_jobs where status = 'failed'"))
    finally:
        await database.close()
    version = number // 10000
    if version < 15:
        return Finding("database", "failed", f"PostgreSQL {version} is too old: 15 or later is needed.")
    return Finding("database", "ok", f"PostgreSQL {version}, up to date; {failed} failed jobs.")


async def examine_storage(storage: Storage) -> Finding:
    """Writes, reads and deletes: a folder or a bucket may be there and refuse one of them."""
    try:
        await storage.try_out()
    except Problem as problem:
        return Finding("storage", "failed", f"{storage.place}: {problem.detail('en')}")
    if storage.folder is None:
        return Finding("storage", "ok", f"{storage.place} keeps, gives back and deletes.")
    free = shutil.disk_usage(storage.folder).free
    said = f"{storage.folder} keeps, gives back and deletes; {free / 1024**3:.1f} GiB free."
    return Finding("storage", "ok" if free > LEAST_FREE else "failed", said)


async def _mail(settings: Settings) -> Finding:
    if not settings.smtp_url:
        return Finding("mail", "off", "No CHALKROOM_SMTP_URL: mail stays in the outbox.")
    server = urlsplit(settings.smtp_url)
    use_tls = server.scheme == "smtps"
    port = server.port or (465 if use_tls else 587)
    async with aiosmtplib.SMTP(hostname=server.hostname, port=port, use_tls=use_tls, timeout=8):
        return Finding("mail", "ok", f"{server.hostname}:{port} answers.")


async def _turn(settings: Settings) -> Finding:
    if not settings.turn_urls:
        return Finding("TURN relay", "off", "No CHALKROOM_TURN_URLS: calls connect directly or not at all.")
    if not settings.turn_secret:
        return Finding("TURN relay", "failed", "CHALKROOM_TURN_SECRET is missing: nobody could use the relay.")
    host, _, port = settings.turn_urls[0].partition(":")[2].partition("?")[0].partition(":")
    await _stun_binding(host, int(port or 3478))
    return Finding("TURN relay", "ok", f"{host} answers.")


async def _stun_binding(host: str, port: int) -> None:
    """One STUN Binding request over UDP (RFC 8489, section 5) and its answer."""
    transaction = os.urandom(12)
    request = b"\x00\x01\x00\x00\x21\x12\xa4\x42" + transaction
    loop = asyncio.get_running_loop()
    info = await loop.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    with socket.socket(info[0][0], socket.SOCK_DGRAM) as udp:
        udp.setblocking(False)
        await loop.sock_connect(udp, info[0][4])
        await loop.sock_sendall(udp, request)
        answer = await asyncio.wait_for(loop.sock_recv(udp, 1500), timeout=5)
    if answer[8:20] != transaction:
        raise ConnectionError("something answers there, but it does not speak STUN")


async def _livekit(settings: Settings) -> Finding:
    if not settings.livekit_url:
        return Finding("LiveKit", "off", "No CHALKROOM_LIVEKIT_URL: rooms hold as many people as a mesh can.")
    try:
        async with livekit.connected(settings) as client:
            await client.answers()
    except livekit.LiveKitAway as away:
        return Finding("LiveKit", "failed", f"Asked for its rooms: {away}.")
    if settings.https and settings.livekit_url.startswith("ws://"):
        return Finding("LiveKit", "failed", "It answers, but on a page with https:// browsers open wss:// only.")
    try:
        await livekit.answers_browsers(settings)
    except livekit.LiveKitAway as away:
        return Finding("LiveKit", "failed", f"It answers us, but not at {settings.livekit_url}: {away}.")
    return Finding("LiveKit", "ok", f"{urlsplit(settings.livekit_url).hostname} answers and knows our key.")


async def examine_engine(settings: Settings) -> Finding:
    if settings.piston_url is None:
        return Finding("code engine", "off", "No CHALKROOM_PISTON_URL: Java, Go, Rust and others do not run.")
    try:
        endings = offered(await Piston(settings.piston_base, settings.piston_key).languages())
    except (PistonAway, PistonBusy) as silence:
        return Finding("code engine", "failed", f"Asked for its languages: {silence}.")
    if not endings:
        return Finding("code engine", "failed", "It answers, but has no language that we know. Install some.")
    return Finding("code engine", "ok", f"It runs files that end in {', '.join(sorted(endings))}.")


async def _web_client() -> Finding:
    if not (WEB / "index.html").is_file():
        return Finding("web client", "failed", "It is not built. Run: make build-web")
    return Finding("web client", "ok", "It is built.")
