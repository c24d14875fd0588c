"""deploy/turnserver.conf in the real coturn: who may use the relay, how much of it, and where it never sends."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aioice.stun import TransactionFailed
from aioice.turn import TurnTransport, create_turn_endpoint

from chalkroom.classroom.ice import ice_servers, turn_credentials
from chalkroom.kit import clock
from chalkroom.settings import Settings
from tests.classroom.coturn import CONFIGURATION, SECRET, Relay, coturn

LOOPBACK = ("--allow-loopback-peers", "--allowed-peer-ip=127.0.0.0-127.255.255.255")
UNAUTHORISED, FORBIDDEN, QUOTA_REACHED = 401, 403, 486

DENIED = [
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.254",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.251",
    "240.0.0.1",
    "255.255.255.255",
]
DENIED_V6 = [
    "::",
    "::1",
    "::10.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "febf::1",
    "ff02::1",
]


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """As installed."""
    with coturn(tmp_path_factory.mktemp("coturn")) as relay:
        yield relay


@pytest.fixture(scope="module")
def open_relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """The same, and this machine itself may be a peer: there is no other one here."""
    with coturn(tmp_path_factory.mktemp("coturn"), *LOOPBACK) as relay:
        yield relay


class Heard(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.datagrams: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self.datagrams.put_nowait(data)


def good(name: str = "ada", seconds: int = 3600) -> tuple[str, str]:
    return turn_credentials(SECRET, name, seconds=seconds)


@contextlib.asynccontextmanager
async def allocated(
    relay: Relay, credentials: tuple[str, str], **way: Any
) -> AsyncIterator[tuple[TurnTransport, Heard]]:
    """An address at the relay, given back afterwards."""
    server = (relay.host, relay.tls_port if "ssl" in way else relay.port)
    transport, heard = await create_turn_endpoint(Heard, server, *credentials, **way)
    try:
        yield transport, heard
    finally:
        await transport._close()


async def refusal(relay: Relay, credentials: tuple[str, str]) -> int:
    """The error code with which the relay says no."""
    with pytest.raises(TransactionFailed) as refused:
        async with allocated(relay, credentials):
            pass
    return refused.value.response.attributes["ERROR-CODE"][0]


async def permission(transport: TurnTransport, peer: str) -> int:
    """Asks to exchange data with `peer`: 0, or the error code of the refusal."""
    client = transport._TurnTransport__inner_protocol  # pyright: ignore[reportAttributeAccessIssue]
    client.channel_number += 1
    try:
        await client.channel_bind(client.channel_number, (peer, 9))
    except TransactionFailed as refused:
        return refused.response.attributes["ERROR-CODE"][0]
    return 0


@pytest.mark.parametrize("way", ["udp", "tcp", "tls"])
async def test_our_credentials_give_an_address_that_relays(open_relay: Relay, way: str) -> None:
    options: dict[str, Any] = {"transport": "udp" if way == "udp" else "tcp"}
    if way == "tls":
        options["ssl"] = ssl.create_default_context(cafile=open_relay.certificate)
    async with (
        allocated(open_relay, good("ada"), **options) as (ada, heard_by_ada),
        allocated(open_relay, good("grace")) as (grace, heard_by_grace),
    ):
        # As in a call, both go on trying: the relay lets nothing through to a side that has not sent to the other.
        async def say(transport: TurnTransport, words: bytes, other: TurnTransport) -> None:
            while True:
                transport.sendto(words, other.get_extra_info("sockname"))
                await asyncio.sleep(0.05)

        talking = [
            asyncio.create_task(say(ada, b"from Ada", grace)),
            asyncio.create_task(say(grace, b"from Grace", ada)),
        ]
        assert await asyncio.wait_for(heard_by_ada.datagrams.get(), 10) == b"from Grace"
        assert await asyncio.wait_for(heard_by_grace.datagrams.get(), 10) == b"from Ada"
        for task in talking:
            task.cancel()


async def test_what_the_room_hands_out_is_accepted(relay: Relay, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, turn_urls=[f"turn:{relay.host}:{relay.port}"], turn_secret=SECRET)
    [server] = ice_servers(settings, "ada")
    assert server.username
    assert server.credential
    async with allocated(relay, (server.username, server.credential)) as (transport, _):
        assert transport.get_extra_info("sockname")[0] == relay.host


async def test_a_wrong_password_is_refused(relay: Relay) -> None:
    name, _ = good()
    assert await refusal(relay, (name, "guessed")) == UNAUTHORISED
    assert await refusal(relay, turn_credentials("another secret", "ada", seconds=3600)) == UNAUTHORISED
    later, _ = good(seconds=7200)
    assert await refusal(relay, (later, good()[1])) == UNAUTHORISED


async def test_expired_credentials_are_refused(relay: Relay) -> None:
    clock.travel_to(clock.now() - timedelta(hours=2))
    assert await refusal(relay, good(seconds=3600)) == UNAUTHORISED


async def test_a_relay_whose_secret_was_not_filled_in_serves_nobody(tmp_path: Path) -> None:
    with coturn(tmp_path, secret=None) as relay:
        for secret in ("", SECRET):
            assert await refusal(relay, turn_credentials(secret, "ada", seconds=3600)) == UNAUTHORISED


async def test_one_participant_has_one_quota_whenever_the_credentials_were_made(tmp_path: Path) -> None:
    with coturn(tmp_path, "--user-quota=2") as relay:
        async with allocated(relay, good("ada", 3600)), allocated(relay, good("ada", 7200)):
            assert await refusal(relay, good("ada", 5400)) == QUOTA_REACHED
            async with allocated(relay, good("grace")):
                pass
        # What was given back is free again, a moment later.
        for _ in range(100):
            with contextlib.suppress(TransactionFailed):
                async with allocated(relay, good("ada", 5400)):
                    return
            await asyncio.sleep(0.1)
        pytest.fail("the quota stayed used up")


async def test_it_never_sends_into_the_network_it_stands_in(relay: Relay) -> None:
    async with allocated(relay, good()) as (transport, _):
        answers = {peer: await permission(transport, peer) for peer in DENIED}
        assert answers == dict.fromkeys(DENIED, FORBIDDEN)
        # And it refuses these for what they are, not everything.
        assert await permission(transport, "8.8.8.8") == 0


async def test_nor_over_ipv6(tmp_path: Path) -> None:
    if not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    with coturn(tmp_path, "--allocation-default-address-family=keep", host="::1") as relay:
        async with allocated(relay, good()) as (transport, _):
            answers = {peer: await permission(transport, peer) for peer in DENIED_V6}
            assert answers == dict.fromkeys(DENIED_V6, FORBIDDEN)
            assert await permission(transport, "2606:4700::1111") == 0


def test_the_file_itself_lets_no_test_through() -> None:
    """What the tests allow themselves must not slip into what people install."""
    set_here = [line for line in CONFIGURATION.read_text().splitlines() if line and not line.startswith("#")]
    assert not [line for line in set_here if line.startswith(("allow", "static-auth-secret", "no-auth", "cli-"))]


def _has_ipv6() -> bool:
    with contextlib.suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False
