"""Makes the file: pictures and sound, encoded once, side by side. A film has one encoder however often it is arranged
anew, so nothing has to be joined. A picture that did not change is not encoded again: it lasts longer.
"""

import time
from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.container import OutputContainer

from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.film.media import Parent, TrackFile
from chalkroom.recordings.export.film.order import Order
from chalkroom.recordings.export.film.sound import PER_MS, RATE, Mixer, Voice
from chalkroom.recordings.export.film.stage import Stage
from chalkroom.recordings.export.running_time import Piece, RunningTime
from chalkroom.recordings.models import TrackKind

PICTURES_PER_SECOND = 25
PICTURE_MS = 1000 // PICTURES_PER_SECOND
LONGEST_STILL = 2 * PICTURES_PER_SECOND
"""Pictures of a film that one may last: players seek, and show where they are, by pictures."""
KEY_EVERY = 4 * PICTURES_PER_SECOND
SOUND_BLOCK = RATE // 10
VOICE_BITS = 96_000
TOLD_EVERY = 0.5  # seconds

X264 = {"preset": "superfast", "crf": "24", "g": str(KEY_EVERY), "profile": "high"}
"""Chosen by measuring: see docs/decisions/0038."""


def compose(order: Order, parent: Parent) -> None:
    """Raises Failed, and OSError for a disk that is full."""
    running = RunningTime.of(order.replay.gaps, from_ms=order.from_ms, to_ms=order.to_ms)
    if not order.replay.tracks or running.length_ms == 0:
        raise Failed(Failure.NOTHING_RECORDED)
    if order.layout is None and not _voices(order, parent, "mono"):
        raise Failed(Failure.NOTHING_RECORDED)
    with av.open(str(order.target), "w", format="mp4", container_options={"movflags": "faststart"}) as file:
        pictures = _Pictures(file, order, parent) if order.layout else None
        sound = _Sound(file, order, parent)
        told = 0.0
        for piece in running.pieces:
            for film_ms in range(_first_picture(piece), piece.film_ms + piece.length_ms, PICTURE_MS):
                if pictures:
                    pictures.until(film_ms, piece)
                sound.until(film_ms, piece)
                if time.monotonic() - told >= TOLD_EVERY:
                    told = time.monotonic()
                    parent.tell(progress=round(film_ms / running.length_ms, 4))
            sound.until(piece.film_ms + piece.length_ms, piece)
        if pictures:
            pictures.end(running.length_ms)
        sound.end()


class _Pictures:
    def __init__(self, file: OutputContainer, order: Order, parent: Parent) -> None:
        self._file, self._stage = file, Stage(order, parent)
        canvas = self._stage.canvas
        self._stream = stream = file.add_stream("libx264", rate=PICTURES_PER_SECOND, options=X264)
        stream.width, stream.height, stream.pix_fmt = canvas.box.width, canvas.box.height, "yuv420p"
        # Players take a film of this size for BT.709 unless they are told.
        stream.codec_context.colorspace = 6
        stream.codec_context.color_range = 1
        stream.codec_context.color_primaries = stream.codec_context.color_trc = 1
        self._last = -1

    def until(self, film_ms: int, piece: Piece) -> None:
        changed = (
            self._stage.show_card(piece) if piece.card else self._stage.show(piece.from_ms + film_ms - piece.film_ms)
        )
        number = film_ms // PICTURE_MS
        if changed or number - self._last >= LONGEST_STILL:
            self._encode(number)

    def end(self, length_ms: int) -> None:
        number = max(0, length_ms - 1) // PICTURE_MS
        if number > self._last:
            self._encode(number)
        self._file.mux(self._stream.encode(None))

    def _encode(self, number: int) -> None:
        self._last = number
        frame = self._stage.canvas.frame
        frame.pts, frame.time_base = number, Fraction(1, PICTURES_PER_SECOND)
        self._file.mux(self._stream.encode(frame))


class _Sound:
    def __init__(self, file: OutputContainer, order: Order, parent: Parent) -> None:
        # Voices have one channel; what is heard of a shared screen may have two.
        has_screen = any(track.kind is TrackKind.SCREEN for track in order.replay.tracks)
        layout = "stereo" if has_screen else "mono"
        self._file = file
        self._stream = file.add_stream("aac", rate=RATE, layout=layout)
        self._stream.bit_rate = VOICE_BITS * (2 if has_screen else 1)
        self._mixer = Mixer(_voices(order, parent, layout), layout)
        self._at = 0

    def until(self, film_ms: int, piece: Piece) -> None:
        """Up to a moment that lies in this piece, or at its end."""
        end = film_ms * PER_MS
        begins = piece.film_ms * PER_MS
        is_last = film_ms == piece.film_ms + piece.length_ms
        while end - self._at >= SOUND_BLOCK or (is_last and end > self._at):
            count = min(SOUND_BLOCK, end - self._at)
            if piece.card:
                self._encode(self._mixer.silent(count))
            else:
                self._encode(self._mixer.mixed(piece.from_ms * PER_MS + self._at - begins, count))
            self._at += count

    def end(self) -> None:
        self._encode(self._mixer.rest())
        self._file.mux(self._stream.encode(None))

    def _encode(self, frames: Iterator[AudioFrame]) -> None:
        for frame in frames:
            self._file.mux(self._stream.encode(frame))


def _voices(order: Order, parent: Parent, layout: str) -> list[Voice]:
    return [
        Voice(TrackFile(parent, number, size), track, layout)
        for number, (track, size) in enumerate(zip(order.replay.tracks, order.sizes, strict=True))
        if track.kind is not TrackKind.CAMERA
    ]


def _first_picture(piece: Piece) -> int:
    return -(-piece.film_ms // PICTURE_MS) * PICTURE_MS
