"""A certificate made on the spot, so that a phone on the local network may use its camera here.

Browsers give camera and microphone only to localhost and to HTTPS. The certificate signs itself, so each device asks
once whether to trust it; on a server with a name of its own, use the reverse proxy in `deploy/` instead.
"""

import fcntl
import os
import socket
import struct
import sys
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from chalkroom.kit import clock

VALID = timedelta(days=365)  # phones refuse certificates of more than 825 days
RENEW_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Certificate:
    certificate: Path
    key: Path


def ensure_certificate(data: Path, addresses: list[str] | None = None) -> Certificate:
    """The certificate kept in the data folder for this machine and its network `addresses` (None: those it has now).

    It is made anew when it is about to expire and when the addresses have changed.
    """
    made = Certificate(data / "tls" / "certificate.pem", data / "tls" / "key.pem")
    names = _names(network_addresses() if addresses is None else addresses)
    if not (made.key.exists() and _still_good(made.certificate, names)):
        _make(made, names)
    return made


def network_addresses() -> list[str]:
    """This machine's IPv4 addresses on its networks; the one that leads out comes first."""
    found = [_outward_address(), *_interface_addresses()]
    return [
        address
        for address in dict.fromkeys(found)
        if address and not IPv4Address(address).is_loopback and not IPv4Address(address).is_unspecified
    ]


def _names(addresses: list[str]) -> list[x509.GeneralName]:
    host = socket.gethostname().split(".")[0]
    names = dict.fromkeys(("localhost", host, f"{host}.local"))
    numbers = dict.fromkeys(("127.0.0.1", "::1", *addresses))
    return [*(x509.DNSName(name) for name in names), *(x509.IPAddress(ip_address(number)) for number in numbers)]


def _still_good(file: Path, names: list[x509.GeneralName]) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        theirs = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (FileNotFoundError, ValueError, x509.ExtensionNotFound):
        return False
    return set(theirs) == set(names) and certificate.not_valid_after_utc - clock.now() > RENEW_BEFORE


def _make(made: Certificate, names: list[x509.GeneralName]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    itself = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chalkroom on this network")])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(itself)
        .issuer_name(itself)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # a phone's clock may be behind
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, SHA256())
    )
    made.key.parent.mkdir(parents=True, exist_ok=True)
    _write_private(made.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write_private(made.certificate, certificate.public_bytes(Encoding.PEM))


def _write_private(file: Path, content: bytes) -> None:
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(content)


def _outward_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of nobody (RFC 5737); connecting a UDP socket sends nothing
        except OSError:
            return None
        return probe.getsockname()[0]


def _interface_addresses() -> list[str]:
    if sys.platform != "linux":
        return []
    ask_for_address = 0x8915  # SIOCGIFADDR, netdevice(7)
    addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe, ask_for_address, struct.pack("256s", name.encode()[:15]))
            except OSError:  # an interface without an IPv4 address
                continue
            addresses.append(socket.inet_ntoa(answer[20:24]))
    return addresses
