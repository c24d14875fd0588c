"""Every setting, with its default and its unit. Each is read from the environment as CHALKROOM_<NAME>."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, HttpUrl, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from chalkroom.kit import sealing
from chalkroom.kit.storage import check_url


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


CommaSeparated = Annotated[list[str], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(populate_by_name=True, env_prefix="CHALKROOM_", env_file=None, extra="ignore")

    # Where it lives
    data: Path = Field(default=Path("data"), description="folder of everything that Chalkroom keeps on disk")
    database_url: str | None = Field(default=None, description="postgresql://…; unset: an embedded PostgreSQL in data/")
    database_pool: int = Field(default=10, ge=1, description="connections to the database, at most")

    # Where it listens
    host: str = "127.0.0.1"
    port: int = Field(default=8000, validation_alias=AliasChoices("CHALKROOM_PORT", "PORT"))
    public_url: HttpUrl | None = Field(default=None, description="the address people type, behind a proxy")
    trusted_proxies: str = Field(default="127.0.0.1", description="whose X-Forwarded-* is believed; comma separated")
    tls: bool = Field(default=False, description="HTTPS on the local network, certificate made on the spot")

    # What it is
    demo: bool = Field(default=False, description="demo data and an outbox that anyone may read; this machine only")
    secret: str | None = Field(default=None, min_length=32, description="signs access tokens; unset: kept in data/")
    worker_inside: bool = Field(default=True, description="run background jobs in the serving process")

    # Accounts
    access_token_minutes: int = 15
    refresh_token_days: int = 30
    mailed_link_hours: int = 24
    reset_link_hours: int = 1
    registrations_per_hour: int = Field(default=60, description="new accounts from one address; a class may share one")

    # Rooms
    room_limit: int = Field(default=6, ge=2, le=6, description="people in one room, the teacher included (mesh)")
    end_grace_minutes: int = Field(
        default=30, ge=0, description="a live session ends by itself this long after its planned end"
    )
    empty_room_minutes: int = Field(
        default=15, ge=1, description="a live session that nobody is in ends by itself after this long"
    )
    reconnect_seconds: float = Field(default=30, description="how long a dropped connection keeps its place")
    stun_urls: CommaSeparated = Field(default_factory=list, description="stun:host:3478, comma separated")
    turn_urls: CommaSeparated = Field(default_factory=list, description="turn:host:3478, comma separated")
    turn_secret: str | None = Field(default=None, description="coturn's static-auth-secret")
    turn_credential_hours: int = 12
    relay_only: bool = Field(
        default=False, description="every call goes through the relay: no side learns the other's address"
    )

    # Groups: LiveKit carries the media of rooms that are too large for a mesh
    livekit_url: str | None = Field(
        default=None, pattern="^wss?://", description="ws(s)://…, as browsers reach it; unset: mesh only"
    )
    livekit_api_url: str | None = Field(
        default=None, pattern="^(http|ws)s?://", description="as this server reaches it; unset: the same"
    )
    livekit_key: str | None = Field(default=None, description="one of LiveKit's keys")
    livekit_secret: str | None = Field(default=None, min_length=32, description="and its secret")
    group_limit: int = Field(default=100, ge=2, description="people in one room, the teacher included (LiveKit)")
    mesh_limit: int = Field(default=4, ge=2, le=6, description="one more person than this moves a room to LiveKit")
    mesh_return_seconds: float = Field(
        default=60, ge=0, description="a room that fits into a mesh for so long goes back to one"
    )

    # Board and code
    document_megabytes: int = Field(default=10, ge=1, le=100, description="the largest board, and the largest code")
    piston_url: HttpUrl | None = Field(
        default=None, description="http(s)://host:2000/api/v2 of a Piston that runs Java, Go, Rust…; unset: none"
    )
    piston_key: str | None = Field(default=None, description="what it wants to read as Authorization, if anything")

    # Files
    storage_url: Annotated[str, AfterValidator(check_url)] | None = Field(
        default=None, description="file:///folder, s3://, az:// or gs://bucket/prefix; unset: files/ in data/"
    )
    file_megabytes: int = Field(default=25, ge=1, le=1000, description="the largest file in the chat")
    session_file_megabytes: int = Field(default=500, ge=1, description="all files in the chat of one session")

    # Recordings
    recording_secret: str | None = Field(
        default=None, min_length=32, description="seals what is recorded; unset: the same secret that signs tokens"
    )
    recording_gigabytes: int = Field(default=100, ge=1, description="what the recordings of one teacher may take")

    # Mail
    smtp_url: str | None = Field(default=None, description="smtp(s)://user:password@host:587; unset: the outbox")
    mail_from: str = "Chalkroom <no-reply@localhost>"

    @model_validator(mode="after")
    def _demo_lives_apart(self) -> Self:
        """Demo accounts have passwords that everyone knows: they never share data with a real installation."""
        if self.demo:
            if self.database_url:
                raise ValueError("Demo mode keeps its own database; unset CHALKROOM_DATABASE_URL")
            if self.tls or self.host not in ("127.0.0.1", "localhost", "::1"):
                raise ValueError("Demo mode listens on this machine only; leave out --host and --tls, or --demo")
            self.data = self.data / "demo"
        elif self.tls and "host" not in self.model_fields_set:
            self.host = "0.0.0.0"  # noqa: S104  (the local network is what it is for)
        return self

    @model_validator(mode="after")
    def _relay_only_needs_a_relay(self) -> Self:
        if self.relay_only and not self.has_relay:
            raise ValueError(
                "CHALKROOM_RELAY_ONLY needs CHALKROOM_TURN_URLS and CHALKROOM_TURN_SECRET: no call could connect"
            )
        return self

    @property
    def has_relay(self) -> bool:
        return bool(self.turn_urls and self.turn_secret)

    @model_validator(mode="after")
    def _livekit_is_whole(self) -> Self:
        given = [self.livekit_url, self.livekit_key, self.livekit_secret]
        if any(given) and not all(given):
            raise ValueError("CHALKROOM_LIVEKIT_URL, CHALKROOM_LIVEKIT_KEY and CHALKROOM_LIVEKIT_SECRET go together")
        if self.livekit_api_url and not self.livekit_url:
            raise ValueError("CHALKROOM_LIVEKIT_API_URL needs CHALKROOM_LIVEKIT_URL")
        return self

    @cached_property
    def signing_key(self) -> str:
        """The secret that signs access tokens; made once and kept beside the data when none is set."""
        if self.secret:
            return self.secret
        file = self.data / "secret"
        if not file.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        return file.read_text()

    @cached_property
    def master_key(self) -> bytes:
        """Under which the key of each recording is wrapped: 32 bytes."""
        return sealing.master_key(self.recording_secret or self.signing_key)

    @property
    def base_url(self) -> str:
        """Where links in mails point to, without a slash at the end."""
        if self.public_url:
            return str(self.public_url).rstrip("/")
        return f"{'https' if self.tls else 'http'}://localhost:{self.port}"

    @property
    def piston_base(self) -> str:
        """The address of Piston's API without a slash at the end; empty: there is none."""
        return str(self.piston_url or "").rstrip("/")

    @property
    def people_limit(self) -> int:
        """How many people a room can hold at most, the teacher included."""
        return self.group_limit if self.livekit_url else self.room_limit

    @property
    def livekit_origins(self) -> list[str]:
        """Where a page's LiveKit client connects to: sockets, and requests that ask why a socket was refused."""
        if not self.livekit_url:
            return []
        server = urlsplit(self.livekit_url)
        http = server.scheme.replace("ws", "http")
        return [f"{scheme}://{server.netloc}" for scheme in (server.scheme, http)]

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")
