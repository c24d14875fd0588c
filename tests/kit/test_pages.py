"""The built client's files, as a browser gets them."""

from pathlib import Path

import httpx
import pytest

from chalkroom.kit import pages


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "WEB", tmp_path)
    (tmp_path / "index.html").write_text("<title>Chalkroom</title>")
    (tmp_path / "sandbox.html").write_text("<title>Sandbox</title>")
    return tmp_path


def policy(answer: httpx.Response) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


async def test_the_sandbox_reaches_nothing_and_is_framed_by_our_own_pages_only(client: httpx.AsyncClient, web: Path):
    answer = await client.get("/sandbox.html")

    assert "Sandbox" in answer.text
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    # Without an entry of their own, these are as the default says.
    assert not {"connect-src", "frame-src", "child-src", "manifest-src", "object-src"} & rules.keys()
    assert rules["worker-src"] == "blob:"
    assert rules["sandbox"] == "allow-scripts"
    assert rules["frame-ancestors"] == "'self'"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["referrer-policy"] == "no-referrer"
    # Nothing in it is worth an old copy's risk.
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/", "/sessions", "/sandbox", "/index.html"])
async def test_no_other_page_gets_the_sandboxs_freedom(client: httpx.AsyncClient, web: Path, address: str):
    rules = policy(await client.get(address))

    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
