"""The command as people type it: exit status, one clear sentence, no traceback."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from chalkroom.kit.postgres import EmbeddedPostgres

CHALKROOM = Path(sys.executable).with_name("chalkroom")


def chalkroom(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CHALKROOM, *arguments],
        env=_environment(data, environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _environment(data: Path, more: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "CHALKROOM_DATA": str(data), **more}


@contextmanager
def serving(data: Path, *arguments: str, **environment: str) -> Iterator[tuple[str, int]]:
    """`chalkroom serve` on a free port: what it said before it was ready, and the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [CHALKROOM, "serve", "--port", str(port), *arguments],
        env=_environment(data, environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    said = ""
    try:
        for line in process.stdout:
            said += line
            if line.startswith("Stop with Ctrl+C"):
                break
        else:
            pytest.fail(f"it stopped before it was ready; it said: {said!r}")
        yield said, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stdout.close()


def health(port: int) -> str:
    return _get(f"http://127.0.0.1:{port}/api/health")


def _get(url: str) -> str:
    # The address is printed just before the socket is served: the listening socket queues us until then.
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def test_serve_prints_its_address_and_answers_there_and_again_after_a_restart(tmp_path: Path):
    for _ in range(2):
        with serving(tmp_path) as (said, port):
            assert f"http://localhost:{port}" in said
            assert '"status":"ok"' in health(port)


def test_demo_mode_says_who_may_sign_in_and_that_it_listens_on_this_machine_only(tmp_path: Path):
    with serving(tmp_path, "--demo") as (said, port):
        assert "teacher" in said
        assert "listens on this machine only" in said
        assert '"demo":true' in health(port)
    assert (tmp_path / "demo" / "postgres").is_dir(), "the demo keeps its data apart"
    assert not (tmp_path / "postgres").exists()


def test_two_copies_run_side_by_side(tmp_path: Path):
    with serving(tmp_path / "one") as (_, first), serving(tmp_path / "two") as (_, second):
        assert '"ok"' in health(first)
        assert '"ok"' in health(second)


def test_a_port_in_use_is_one_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = chalkroom("serve", "--port", str(port), data=tmp_path)

    assert done.returncode == 1
    assert done.stderr.strip() == f"Port {port} is in use by another program. Choose another: PORT={port + 1}"


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["serve"], {"PORT": "many"}, "CHALKROOM_PORT: Input should be a valid integer"),
        (["serve", "--demo", "--host", "0.0.0.0"], {}, "Demo mode listens on this machine only"),
        (["serve", "--demo"], {"CHALKROOM_DATABASE_URL": "postgresql://x"}, "Demo mode keeps its own database"),
        (["serve"], {"CHALKROOM_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "The database does not answer."),
        (["serve"], {"CHALKROOM_SECRET": "short"}, "CHALKROOM_SECRET:"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], sentence: str
):
    done = chalkroom(*arguments, data=tmp_path, **environment)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_of_ones_own_is_migrated_by_command_and_refused_until_then(
    tmp_path: Path, postgres: EmbeddedPostgres
):
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("create database elsewhere")
    url = postgres.url.replace("/chalkroom?", "/elsewhere?")
    assert "/elsewhere?" in url

    refused = chalkroom("serve", data=tmp_path, CHALKROOM_DATABASE_URL=url)
    migrated = chalkroom("migrate", data=tmp_path, CHALKROOM_DATABASE_URL=url)

    assert refused.returncode == 1
    assert refused.stderr.strip() == "The database is older than this Chalkroom. Run: chalkroom migrate."
    assert migrated.stdout.strip() == "The database is up to date."
    with serving(tmp_path, CHALKROOM_DATABASE_URL=url) as (_, port):
        assert '"ok"' in health(port)

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    newer = chalkroom("serve", data=tmp_path, CHALKROOM_DATABASE_URL=url)
    assert newer.returncode == 1
    assert newer.stderr.startswith("The database is newer than this Chalkroom.")


def test_doctor_prints_a_table_and_fails_when_something_that_is_set_up_does_not_answer(tmp_path: Path):
    well = chalkroom("doctor", data=tmp_path)
    ill = chalkroom("doctor", data=tmp_path, CHALKROOM_SMTP_URL="smtp://127.0.0.1:1")

    rows = {line[:10].strip(): line[10:].split()[0] for line in well.stdout.splitlines()}
    assert rows["database"] == "ok"
    assert rows["storage"] == "ok"
    assert rows["mail"] == "off"
    assert rows["TURN relay"] == "off"
    assert rows["LiveKit"] == "off"
    assert ill.returncode == 1
    assert re.search(r"^mail +failed", ill.stdout, re.MULTILINE)


def test_an_administrator_is_made_by_command_only(tmp_path: Path):
    given = ["--email", "root@school.example", "--name", "Root", "--password", "correct horse battery"]

    made = chalkroom("user", "create-admin", *given, data=tmp_path)
    again = chalkroom("user", "create-admin", *given, data=tmp_path)
    weak = chalkroom("user", "create-admin", *given[:4], "--password", "password", data=tmp_path)

    assert made.returncode == 0, made.stderr
    assert "is an administrator now" in made.stdout
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    assert weak.returncode == 1
    assert weak.stderr.startswith("password: ")


def test_https_on_the_local_network_with_a_certificate_made_on_the_spot(tmp_path: Path):
    import ssl

    with serving(tmp_path, "--tls") as (said, port):
        assert f"https://localhost:{port}" in said
        certificate = tmp_path / "tls" / "certificate.pem"
        trusting = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"https://localhost:{port}/api/health", timeout=30, context=trusting) as answer:
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
