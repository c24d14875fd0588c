"""Four people as browsers record them: a face that moves before a room that does not, and a voice."""

import math
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
from av.packet import Packet

WIDTH, HEIGHT, FRAMES_PER_SECOND = 1280, 720, 30
BITS = 1_500_000
"""A second, as MediaRecorder is told for 720p."""
LOOP_SECONDS = 10
FACE_WIDTH, FACE_HEIGHT = 400, 480


def film(target: Path, number: int, seconds: int) -> None:
    """VP8 in WebM: ten seconds are encoded, then repeated. Each number is another person."""
    with av.open(str(target), "w", format="webm") as written:
        stream = written.add_stream("libvpx", rate=FRAMES_PER_SECOND)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = WIDTH, HEIGHT, "yuv420p", BITS
        stream.options = {"deadline": "realtime", "cpu-used": "8", "g": "100"}
        tick = stream.codec_context.time_base = Fraction(1, FRAMES_PER_SECOND)
        loop = [
            (bytes(packet), packet.pts, packet.is_keyframe)
            for frame in chain(_frames(number), [None])
            for packet in stream.encode(frame)
        ]
        for turn in range(-(-seconds // LOOP_SECONDS)):
            for content, pts, is_key in loop:
                packet = Packet(content)
                packet.stream, packet.time_base, packet.is_keyframe = stream, tick, is_key
                packet.pts = packet.dts = pts + turn * LOOP_SECONDS * FRAMES_PER_SECOND
                if packet.pts < seconds * FRAMES_PER_SECOND:
                    written.mux_one(packet)


def _frames(number: int) -> Iterator[av.VideoFrame]:
    """One frame, painted again and again: each has to be encoded before the next is taken."""
    room = _texture(number)
    frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    bright, *colours = (memoryview(plane) for plane in frame.planes)
    for plane, value in zip(colours, (100 + 10 * number, 150 - 5 * number), strict=True):
        plane[:] = bytes([value]) * len(plane)
    line = frame.planes[0].line_size
    for y in range(HEIGHT):
        bright[y * line : y * line + WIDTH] = room[y][:WIDTH]
    for at in range(LOOP_SECONDS * FRAMES_PER_SECOND):
        x = 440 + round(60 * math.sin(at / 20 + number))
        y = 120 + round(20 * math.sin(at / 11))
        shift = 300 + round(100 * math.sin(at / 30))
        for row in range(FACE_HEIGHT):
            start = (y + row) * line + x
            bright[start : start + FACE_WIDTH] = room[row][shift : shift + FACE_WIDTH]
        frame.pts, frame.time_base = at, Fraction(1, FRAMES_PER_SECOND)
        yield frame


def _texture(number: int) -> list[bytes]:
    """Twice as wide as the picture: waves of light, with the noise of a camera."""
    dice = random.Random(number)
    return [
        bytes(
            128 + int(60 * math.sin(x / 37 + number) + 30 * math.cos((x + y) / 23)) + dice.randrange(-4, 5)
            for x in range(2 * WIDTH)
        )
        for y in range(HEIGHT)
    ]
