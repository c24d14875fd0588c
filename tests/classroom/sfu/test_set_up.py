"""What is set about LiveKit: what of it makes sense, what `chalkroom doctor` finds out, and what pages may do then."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from chalkroom import doctor
from chalkroom.app import create_app
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings
from tests.classroom.sfu.conftest import free_port, set_livekit
from tests.classroom.sfu.livekit import livekit, needed


async def what_it_says(settings: Settings, database_url: str) -> tuple[str, str]:
    (finding,) = [found for found in await doctor.examine(settings, database_url) if found.what == "LiveKit"]
    return finding.state, finding.sentence


async def test_without_livekit_it_says_what_that_means(settings: Settings, database_url: str) -> None:
    state, sentence = await what_it_says(settings, database_url)
    assert (state, "a mesh" in sentence) == ("off", True)


async def test_it_really_asks(settings: Settings, database_url: str, tmp_path: Path) -> None:
    needed()
    with livekit(tmp_path, "http://127.0.0.1:9") as server:
        set_livekit(settings, server.url)
        assert await what_it_says(settings, database_url) == ("ok", "127.0.0.1 answers and knows our key.")

        settings.livekit_secret = "another-secret-that-is-long-enough-0123"
        refused = "Asked for its rooms: it does not accept our key and secret."
        assert await what_it_says(settings, database_url) == ("failed", refused)

        # Asked at its own address it answers; where browsers are sent, nobody does.
        set_livekit(settings, f"ws://127.0.0.1:{free_port()}")
        settings.livekit_api_url = server.url.replace("ws", "http")
        state, sentence = await what_it_says(settings, database_url)
        assert (state, sentence.startswith("It answers us, but not at ws://")) == ("failed", True)

        set_livekit(settings, server.url)
        settings.tls = True
        assert (await what_it_says(settings, database_url))[0] == "failed"


async def test_it_says_when_nobody_answers(settings: Settings, database_url: str) -> None:
    set_livekit(settings, f"ws://127.0.0.1:{free_port()}")
    state, sentence = await what_it_says(settings, database_url)
    assert (state, sentence.startswith("Asked for its rooms: ")) == ("failed", True)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"livekit_url": "wss://live.example"}, "go together"),
        ({"livekit_key": "key"}, "go together"),
        ({"livekit_api_url": "http://10.0.0.1:7880"}, "needs CHALKROOM_LIVEKIT_URL"),
        ({"livekit_url": "live.example", "livekit_key": "k", "livekit_secret": "s" * 32}, "wss?"),
        ({"livekit_url": "wss://live.example", "livekit_key": "k", "livekit_secret": "short"}, "32 characters"),
    ],
)
def test_settings_that_make_no_sense_are_refused(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match="validation error") as refused:
        Settings(**given)
    assert sentence in str(refused.value)


def test_pages_may_speak_to_livekit_only_where_it_is_set(settings: Settings) -> None:
    assert settings.livekit_origins == []
    set_livekit(settings, "wss://live.example:7443")
    assert settings.livekit_origins == ["wss://live.example:7443", "https://live.example:7443"]


async def test_pages_are_allowed_to_connect_there(client: httpx.AsyncClient, runtime: Runtime) -> None:
    assert "connect-src 'self';" in policy(await client.get("/api/health"))
    set_livekit(runtime.settings, "wss://live.example")
    app = create_app(runtime)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as again:
        allowed = policy(await again.get("/api/health"))
    assert "connect-src 'self' wss://live.example https://live.example;" in allowed


def policy(answer: httpx.Response) -> str:
    return answer.headers["Content-Security-Policy"]
