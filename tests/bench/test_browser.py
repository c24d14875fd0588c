"""A browser in a place of the lab opens pages there and is clicked; its probe sees another person's first frame."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from bench.lab.browser import Browser, BrowserError
from bench.lab.places import places

pytestmark = [
    pytest.mark.skipif(
        os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="network namespaces need root and /dev/net/tun"
    ),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium: apt-get install chromium"),
]

#: Two peer connections of one page; the click makes them, the probe must not take the camera's own picture for theirs.
PAGE = """
<!doctype html>
<!-- On a line of its own: the picture, once it has its size, must not push it away from under the mouse. -->
<div><button id="go" hidden>Go</button></div>
<video id="self" autoplay muted playsinline></video>
<script type="module">
  const camera = await navigator.mediaDevices.getUserMedia({ video: true });
  document.getElementById("self").srcObject = camera;
  const button = document.getElementById("go");
  button.onclick = async () => {
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
    one.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate);
    other.onicecandidate = ({ candidate }) => one.addIceCandidate(candidate);
    other.ontrack = ({ track }) => {
      const video = Object.assign(document.createElement("video"), { autoplay: true, muted: true });
      video.srcObject = new MediaStream([track]);
      document.body.append(video);
    };
    one.addTrack(camera.getVideoTracks()[0]);
    await one.setLocalDescription();
    await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription();
    await one.setRemoteDescription(other.localDescription);
  };
  button.hidden = false;
</script>
"""


async def test_the_probe_times_the_first_remote_frame(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    async with places(1) as ((here,), _):
        origin = f"http://{here.address}:8000"
        await here.start(
            sys.executable, "-u", "-m", "http.server", 8000, "--bind", here.address, "--directory", tmp_path,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with Browser.start(here, [origin]) as browser:
            page = await browser.new_page()
            await page.open_once_served(origin)
            await page.until('document.getElementById("go")?.hidden === false')
            assert await page.evaluate("lab.result()") is None
            await page.click('document.getElementById("go")')
            result = await page.until("lab.result()")
            assert (result["width"], result["height"]) != (0, 0)
            assert 0 < result["milliseconds"] < 20_000
            assert "first frame" in [what for _, what in result["timeline"]]
            with pytest.raises(BrowserError, match="nothing here"):
                await page.evaluate("Promise.reject(new Error('nothing here'))")
