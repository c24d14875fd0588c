"""A LiveKit in a place of the lab."""

import asyncio
from pathlib import Path
from typing import LiteralString

import psycopg

from bench.chalkroom_room import PORT
from bench.lab.places import Place
from chalkroom.kit.postgres import EmbeddedPostgres
from tests.classroom.sfu.livekit import KEY, SECRET, configured

#: Of all rooms together: the lab has only one.
IS_OVER_LIVEKIT: LiteralString = """
    select data->>'carrier' = 'sfu' and (data->>'settled')::boolean
    from room_log where kind = 'carrier' order by id desc limit 1"""


async def start_livekit(place: Place, folder: Path) -> dict[str, str]:
    """Returns what a Chalkroom at the same place has to be told to use it: from the third person on."""
    server = configured(folder, f"http://{place.address}:{PORT}", address=place.address)
    with server.log.open("wb") as output:
        await place.start(*server.command, stdout=output, stderr=output)
    return {
        "CHALKROOM_LIVEKIT_URL": f"ws://{place.address}:{server.port}",
        "CHALKROOM_LIVEKIT_KEY": KEY,
        "CHALKROOM_LIVEKIT_SECRET": SECRET,
        "CHALKROOM_MESH_LIMIT": "2",
        "CHALKROOM_MESH_RETURN_SECONDS": "1",
    }


async def until_moved(folder: Path, *, seconds: float) -> None:
    """Until the room is on LiveKit and has let go of the mesh. `folder`: the one that Chalkroom was started with."""
    url = EmbeddedPostgres(folder / "data" / "postgres").url
    async with asyncio.timeout(seconds), await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while await (await connection.execute(IS_OVER_LIVEKIT)).fetchone() != (True,):  # noqa: ASYNC110  (nobody tells)
            await asyncio.sleep(0.1)
