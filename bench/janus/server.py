"""Starts Janus with its videoroom and its page in one place of the lab."""

import asyncio
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.lab.places import LabError, Place

HERE = Path(__file__).parent
LIBRARY = HERE / "node_modules" / "janus-gateway"
MODULES = Path("/usr/lib/x86_64-linux-gnu/janus")
PAGE_PORT, SOCKET_PORT = 8087, 8188

#: One room without a limit on the bitrate, nothing logged, no plugin but the one that is used.
SETTINGS = {
    "janus.jcfg": """
        general: {{ configs_folder = "{folder}", plugins_folder = "{modules}/plugins",
                    transports_folder = "{modules}/transports", debug_level = 2, session_timeout = 60 }}
        nat: {{ ice_enforce_list = "{address}" }}
        plugins: {{ disable = "{unused_plugins}" }}
        transports: {{ disable = "{unused_transports}" }}
    """,
    "janus.transport.websockets.jcfg": """
        general: {{ json = "compact", ws = true, ws_port = {port}, ws_ip = "{address}", wss = false }}
    """,
    "janus.plugin.videoroom.jcfg": """
        room-1234: {{ description = "Bench", publishers = 6, bitrate = 0, record = false }}
    """,
}


async def start_janus(place: Place, folder: Path) -> str:
    """The address of the page's folder, once both servers answer. `folder` takes the configuration."""
    program = shutil.which("janus")
    if program is None:
        raise LabError("The benchmark's competitor is missing. Install it: apt-get install janus")
    _install_library()
    unused_plugins = _all_but("plugins", "videoroom")
    unused_transports = _all_but("transports", "websockets")
    for name, text in SETTINGS.items():
        (folder / name).write_text(
            text.format(
                folder=folder,
                modules=MODULES,
                address=place.address,
                port=SOCKET_PORT,
                unused_plugins=unused_plugins,
                unused_transports=unused_transports,
            )
        )
    quiet = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}
    await place.start(program, "--configs-folder", folder, **quiet)
    await place.start(
        sys.executable, "-m", "http.server", PAGE_PORT, "--bind", place.address, "--directory", HERE, **quiet
    )
    return f"http://{place.address}:{PAGE_PORT}"


def page_address(place: Place, *, prepared: bool = False) -> str:
    server = f"ws://{place.address}:{SOCKET_PORT}"
    return f"http://{place.address}:{PAGE_PORT}/videoroom.html?server={server}{'&prepared' if prepared else ''}"


def version() -> str:
    output = subprocess.run(["janus", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+\.\d+", output.stdout + output.stderr)
    return found[0] if found else "unknown"


def _all_but(kind: str, used: str) -> str:
    return ",".join(sorted(file.name for file in (MODULES / kind).glob("*.so") if used not in file.name))


def _install_library() -> None:
    if LIBRARY.is_dir():
        return
    if shutil.which("npm") is None:
        raise LabError("Janus's client library comes from npm, which is missing. Install it: apt-get install npm")
    print("Installing Janus's client library …")
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
