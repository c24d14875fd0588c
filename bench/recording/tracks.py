"""Tracks as a browser's MediaRecorder writes them, of any length: ten seconds are encoded, then repeated."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.packet import Packet

CHUNK_MS = 2_000
LOOP_SECONDS = 10
WIDTH, HEIGHT, FRAMES_PER_SECOND = 640, 360, 15
RATE, SAMPLES = 48_000, 960
NOISE = 40
"""One part in so many of a picture never stands still, and takes about the bits that a face takes."""


@dataclass(frozen=True)
class Kind:
    name: str
    mime_type: str
    bitrate: int
    """Bits a second."""


CAMERA = Kind("camera", "video/webm;codecs=vp8", 1_000_000)
MICROPHONE = Kind("microphone", "audio/webm;codecs=opus", 64_000)


class _Growing:
    """A file that is only written, and never gone back in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def chunks(kind: Kind, seconds: int) -> Iterator[bytes]:
    """A live WebM, cut wherever two seconds of it are over; two tracks are never the same bytes."""
    file = _Growing()
    with av.open(file, "w", format="webm", options={"live": "1"}) as written:
        stream = _stream(written, kind)
        loop = _loop(stream, kind)
        length = round(LOOP_SECONDS / stream.codec_context.time_base)
        ends_ms, turn = CHUNK_MS, 0
        while turn * LOOP_SECONDS < seconds:
            for content, time, is_key in loop:
                packet = Packet(content)
                packet.stream, packet.time_base = stream, stream.codec_context.time_base
                packet.pts = packet.dts = time + turn * length
                packet.is_keyframe = is_key
                at_ms = float(packet.pts * packet.time_base) * 1000
                if at_ms >= ends_ms:
                    yield file.take()
                    ends_ms += CHUNK_MS
                written.mux_one(packet)
            turn += 1
    yield file.take()


def _stream(written: av.container.OutputContainer, kind: Kind):
    if kind is CAMERA:
        stream = written.add_stream("libvpx", rate=FRAMES_PER_SECOND)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"deadline": "realtime", "cpu-used": "8", "g": str(2 * FRAMES_PER_SECOND)}
        stream.codec_context.time_base = Fraction(1, FRAMES_PER_SECOND)
    else:
        stream = written.add_stream("libopus", rate=RATE, layout="mono")
        stream.codec_context.time_base = Fraction(1, RATE)
    stream.bit_rate = kind.bitrate
    return stream


def _loop(stream, kind: Kind) -> list[tuple[bytes, int, bool]]:
    """Ten seconds, encoded: packets, their times, and whether they are keys."""
    packets: list[tuple[bytes, int, bool]] = []
    frames = _pictures() if kind is CAMERA else _sounds()
    for frame in [*frames, None]:
        for packet in stream.encode(frame):
            packets.append((bytes(packet), packet.pts, packet.is_keyframe))
    return packets


def _pictures() -> Iterator[av.VideoFrame]:
    for number in range(LOOP_SECONDS * FRAMES_PER_SECOND):
        frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
        for plane in frame.planes:
            noise = plane.buffer_size // NOISE
            plane.update(os.urandom(noise) + bytes([number % 256]) * (plane.buffer_size - noise))
        frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
        yield frame


def _sounds() -> Iterator[av.AudioFrame]:
    for number in range(LOOP_SECONDS * RATE // SAMPLES):
        frame = av.AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(os.urandom(frame.planes[0].buffer_size))
        frame.pts, frame.sample_rate, frame.time_base = number * SAMPLES, RATE, Fraction(1, RATE)
        yield frame
