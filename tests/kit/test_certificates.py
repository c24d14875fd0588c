"""The certificate for the local network, used by a real TLS server and a real client."""

import asyncio
import ssl
import stat
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from chalkroom.kit import clock
from chalkroom.kit.certificates import Certificate, ensure_certificate, network_addresses


@pytest.fixture(autouse=True)
def present_again() -> Iterator[None]:
    yield
    clock.travel_to(None)


async def shake_hands(made: Certificate, host: str) -> None:
    """Serve with the certificate and connect to it as `host`, trusting it and nothing else."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(made.certificate, made.key)
    trusting = ssl.create_default_context(cafile=str(made.certificate))

    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=serving)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname=host)
        assert await reader.read() == b"hello"
        writer.close()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "192.0.2.7"])
async def test_clients_that_trust_it_accept_every_name_of_the_machine(tmp_path: Path, host: str) -> None:
    await shake_hands(ensure_certificate(tmp_path / "data", ["192.0.2.7"]), host)


async def test_another_address_is_refused(tmp_path: Path) -> None:
    made = ensure_certificate(tmp_path, ["192.0.2.7"])
    with pytest.raises(ssl.SSLCertVerificationError):
        await shake_hands(made, "192.0.2.8")


def test_it_is_kept_while_it_is_good(tmp_path: Path) -> None:
    first = ensure_certificate(tmp_path, ["192.0.2.7"]).certificate.read_bytes()
    assert ensure_certificate(tmp_path, ["192.0.2.7"]).certificate.read_bytes() == first


def test_it_is_renewed_before_it_expires(tmp_path: Path) -> None:
    first = ensure_certificate(tmp_path, ["192.0.2.7"]).certificate.read_bytes()
    clock.travel_to(clock.now() + timedelta(days=360))
    assert ensure_certificate(tmp_path, ["192.0.2.7"]).certificate.read_bytes() != first


def test_it_is_renewed_when_the_addresses_change(tmp_path: Path) -> None:
    first = ensure_certificate(tmp_path, ["192.0.2.7"]).certificate.read_bytes()
    assert ensure_certificate(tmp_path, ["192.0.2.9"]).certificate.read_bytes() != first


def test_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    made = ensure_certificate(tmp_path, [])
    made.certificate.write_text("torn")
    ensure_certificate(tmp_path, [])
    assert made.certificate.read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = ensure_certificate(tmp_path, [])
    assert stat.S_IMODE(made.key.stat().st_mode) == 0o600


def test_network_addresses_are_not_the_machine_itself() -> None:
    found = network_addresses()
    assert len(found) == len(set(found))
    assert not any(ip_address(address).is_loopback for address in found)
