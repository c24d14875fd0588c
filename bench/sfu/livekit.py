"""A LiveKit in a place of the lab."""

from pathlib import Path

from bench.chalkroom_room import PORT
from bench.lab.places import Place
from tests.classroom.sfu.livekit import KEY, SECRET, configured


async def start_livekit(here: Place, folder: Path) -> dict[str, str]:
    """Returns what a Chalkroom at the same place has to be told to use it: from the third person on."""
    server = configured(folder, f"http://{here.address}:{PORT}", address=here.address)
    with server.log.open("wb") as output:
        await here.start(*server.command, stdout=output, stderr=output)
    return {
        "CHALKROOM_LIVEKIT_URL": f"ws://{here.address}:{server.port}",
        "CHALKROOM_LIVEKIT_KEY": KEY,
        "CHALKROOM_LIVEKIT_SECRET": SECRET,
        "CHALKROOM_MESH_LIMIT": "2",
        "CHALKROOM_MESH_RETURN_SECONDS": "1",
    }
