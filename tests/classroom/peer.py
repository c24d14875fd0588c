"""A participant on an independent WebRTC stack (aiortc), written from docs/api.md and docs/protocol.md alone.

It knows nothing of Chalkroom's code. Against any server, as a guest or with an access token:

    python -m tests.classroom.peer http://localhost:8000 kqm-7hfa-2xz passcode --name Peer [--seconds 30]

prints a line of JSON for each thing that happens: {"event": "video", "from": …, "frames": 15, "width": …, …}.
"""

import argparse
import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import socketio
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.sdp import candidate_from_sdp
from av import AudioFrame, VideoFrame

from tests.classroom.synthetic import Picture, Tone, brightness, loudness

Report = Callable[[dict[str, Any]], None]
EVERY_FRAMES = {"video": 15, "audio": 50}  # about once a second


@dataclass
class Link:
    """The peer connection with one other participant."""

    connection_id: str
    pc: RTCPeerConnection
    offering: bool = False
    """Our offer is on its way and has no answer yet."""
    early: list[dict[str, Any]] = field(default_factory=list)
    """Candidates that came before the description that they belong to."""


class Peer:
    def __init__(self, address: str, entrance: dict[str, Any], report: Report) -> None:
        """`entrance` is the JoinAnswer of docs/api.md."""
        self.address = address
        self.id: str = entrance["participant"]["id"]
        self.report = report
        self.over = asyncio.Event()
        self._token = entrance["room_token"]
        self._servers = [RTCIceServer(**server) for server in entrance["ice_servers"]]
        self._connection_id = str(uuid4())
        self._links: dict[str, Link] = {}
        self._listening: set[asyncio.Task[None]] = set()
        self.sio = socketio.AsyncClient()
        handlers: dict[str, Callable[..., Any]] = {
            "connect": self._join,
            "admitted": self._enter,
            "user-joined": self._user_joined,
            "user-left": self._user_left,
            "offer": self._offer,
            "answer": self._answer,
            "ice-candidate": self._ice_candidate,
        }
        for event, handler in handlers.items():
            self.sio.on(event, handler)
        for event in ("session-ended", "denied", "removed", "replaced"):
            self.sio.on(event, self._last_word(event))

    async def start(self) -> None:
        await self.sio.connect(
            self.address, auth={"token": self._token, "language": "en"}, transports=["websocket"], wait_timeout=10
        )

    async def stop(self) -> None:
        if self.sio.connected and not self.over.is_set():
            await self._ask("leave-session", {})
        await self.sio.shutdown()
        for other in list(self._links):
            await self._close(other)
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)

    # Entering.

    async def _join(self) -> None:
        # In a task of its own: an acknowledgement cannot arrive while its connect event is still being handled.
        self._spawn(self._join_room())

    async def _join_room(self) -> None:
        answer = await self._ask("join-room", {"connection_id": self._connection_id, "audio": True, "video": True})
        self.report({"event": "joined", "state": answer.get("state"), "problem": answer.get("problem")})
        if answer.get("state") == "admitted" and not answer["resumed"]:
            await self._enter(answer)

    async def _enter(self, admission: dict[str, Any]) -> None:
        """The newcomer offers to everyone who is there."""
        for participant in admission["participants"]:
            await self._make_offer(participant["id"], await self._open(participant))

    async def _user_joined(self, news: dict[str, Any]) -> None:
        participant = news["participant"]
        self.report({"event": "user-joined", "from": participant["id"], "name": participant["name"]})
        await self._open(participant)
        if news.get("offer"):
            described = {"connection_id": participant["connection_id"], "sdp": news["offer"]}
            await self._offer({"from": participant["id"], **described})

    async def _user_left(self, news: dict[str, Any]) -> None:
        self.report({"event": "user-left", "from": news["participant_id"], "reason": news["reason"]})
        await self._close(news["participant_id"])

    def _last_word(self, event: str) -> Callable[[dict[str, Any]], Any]:
        async def hear(_payload: dict[str, Any]) -> None:
            self.report({"event": event})
            self.over.set()

        return hear

    # Negotiating: perfect negotiation (W3C WebRTC 1.0, 10.7). aiortc cannot roll back; a polite peer that has to drops
    # the whole connection instead, of which the other, who ignored its offer, has seen nothing.

    async def _make_offer(self, other: str, link: Link) -> None:
        link.offering = True
        await link.pc.setLocalDescription(await link.pc.createOffer())
        await self._ask("offer", {"to": other, "sdp": link.pc.localDescription.sdp})

    async def _offer(self, message: dict[str, Any]) -> None:
        link = self._link_of(message)
        if link is None:
            return
        other = message["from"]
        if link.offering:
            impolite = self.id < other
            if impolite:
                return
            link = await self._open({"id": other, "connection_id": link.connection_id})
        await link.pc.setRemoteDescription(RTCSessionDescription(_open_ended(message["sdp"]), "offer"))
        await self._add_early(link)
        await link.pc.setLocalDescription(await link.pc.createAnswer())
        await self._ask("answer", {"to": other, "sdp": link.pc.localDescription.sdp})

    async def _answer(self, message: dict[str, Any]) -> None:
        link = self._link_of(message)
        if link and link.offering:
            link.offering = False
            await link.pc.setRemoteDescription(RTCSessionDescription(message["sdp"], "answer"))
            await self._add_early(link)

    async def _ice_candidate(self, message: dict[str, Any]) -> None:
        link, given = self._link_of(message), message["candidate"]
        if link is None or not given or not given["candidate"]:
            return
        if link.pc.remoteDescription is None:
            link.early.append(given)
        else:
            await self._add_candidate(link, given)

    async def _add_early(self, link: Link) -> None:
        for given in link.early:
            await self._add_candidate(link, given)
        link.early.clear()

    async def _add_candidate(self, link: Link, given: dict[str, Any]) -> None:
        candidate = candidate_from_sdp(given["candidate"].removeprefix("candidate:"))
        candidate.sdpMid, candidate.sdpMLineIndex = given["sdpMid"], given["sdpMLineIndex"]
        await link.pc.addIceCandidate(candidate)

    def _link_of(self, message: dict[str, Any]) -> Link | None:
        """The connection with the sender, if it speaks of the life of its page that we know."""
        link = self._links.get(message["from"])
        return link if link and link.connection_id == message["connection_id"] else None

    # Media.

    async def _open(self, participant: dict[str, Any]) -> Link:
        """A fresh peer connection with somebody; an earlier one is closed."""
        other = participant["id"]
        await self._close(other)
        pc = RTCPeerConnection(RTCConfiguration(iceServers=self._servers))
        pc.addTrack(Tone())
        pc.addTrack(Picture())
        pc.on("track", lambda track: self._spawn(self._listen(other, track)))
        pc.on(
            "connectionstatechange",
            lambda: self.report({"event": "connection", "from": other, "state": pc.connectionState}),
        )
        self._links[other] = Link(participant["connection_id"], pc)
        return self._links[other]

    async def _close(self, other: str) -> None:
        link = self._links.pop(other, None)
        if link:
            await link.pc.close()

    async def _listen(self, other: str, track: MediaStreamTrack) -> None:
        frames, peak = 0, 0
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                frames += 1
                about: dict[str, Any] = {"event": track.kind, "from": other, "frames": frames}
                if isinstance(frame, AudioFrame):
                    peak = max(peak, loudness(frame))
                    about["peak"] = peak
                due = frames == 1 or frames % EVERY_FRAMES[track.kind] == 0
                if due and isinstance(frame, VideoFrame):
                    about |= {"width": frame.width, "height": frame.height, "brightness": brightness(frame)}
                if due:
                    self.report(about)
                    peak = 0

    async def _ask(self, event: str, payload: dict[str, Any]) -> dict[str, Any]:
        return await self.sio.call(event, payload, timeout=10)  # pyright: ignore[reportReturnType]

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)


def _open_ended(sdp: str) -> str:
    """aioice gives up on a complete description whose .local names nobody resolves, before it was reachable itself: a
    browser would go on and be found by the other side."""
    return sdp.replace("a=end-of-candidates\r\n", "")


async def ask_to_enter(
    address: str, meeting_id: str, passcode: str, *, name: str, access_token: str | None = None
) -> dict[str, Any]:
    """A JoinAnswer, by meeting id and passcode."""
    headers = {"Authorization": f"Bearer {access_token}"} if access_token else {}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=10) as http:
        answer = await http.post(f"/api/rooms/{meeting_id}/join", json={"passcode": passcode, "name": name})
        answer.raise_for_status()
        return answer.json()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("meeting_id")
    parser.add_argument("passcode")
    parser.add_argument("--name", default="Peer")
    parser.add_argument("--access-token", help="enter with an account")
    parser.add_argument("--seconds", type=float, help="leave after this time; otherwise when the session ends")
    given = parser.parse_args()
    entrance = await ask_to_enter(
        given.address, given.meeting_id, given.passcode, name=given.name, access_token=given.access_token
    )
    peer = Peer(given.address, entrance, lambda line: print(json.dumps(line), flush=True))
    await peer.start()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(peer.over.wait(), given.seconds)
    await peer.stop()


if __name__ == "__main__":
    asyncio.run(main())
