"""Makes the finished file of a track: the same frames, in a container that can be seeked and knows how long it is.

Nothing is encoded again. All of it runs in a thread, over files on the disk: a track of two hours is never in memory.
"""

from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError

from chalkroom.recordings import speech


class NotPlayable(Exception):
    """There is no picture or sound in it that anybody could play."""


@dataclass(frozen=True)
class Finished:
    mime_type: str
    duration_ms: int
    width: int | None
    height: int | None
    speech: list[list[int]] | None


def is_mp4(mime_type: str) -> bool:
    return mime_type.partition(";")[0].endswith("/mp4")


def remux(source: Path, target: Path, *, mime_type: str, with_speech: bool) -> Finished:
    """`mime_type`: as the browser said. An MP4 stays one; all else (WebM, Ogg) becomes WebM. Raises NotPlayable."""
    mp4 = is_mp4(mime_type)
    # Where things are stands first, so that a player asks twice and not thrice; the same track gives the same bytes.
    options = {"movflags": "faststart"} if mp4 else {"cues_to_front": "1"}
    options |= {"fflags": "+bitexact", "avoid_negative_ts": "disabled"}
    try:
        with (
            av.open(str(source), "r") as read,
            av.open(str(target), "w", format="mp4" if mp4 else "webm", container_options=options) as written,
        ):
            ends_ms = _copy(read, written)
            picture = read.streams.video[0] if read.streams.video else None
            size = (picture.codec_context.width, picture.codec_context.height) if picture else (None, None)
            names = [stream.codec_context.name for stream in (*read.streams.video, *read.streams.audio)]
    except (FFmpegError, ValueError) as error:
        raise NotPlayable(str(error)) from error
    if ends_ms is None:
        raise NotPlayable("there is not one frame")
    codecs = ",".join(_CODECS.get(name, name) for name in names)
    kept_type = mime_type if mp4 or "/webm" in mime_type else f"{'video' if picture else 'audio'}/webm;codecs={codecs}"
    return Finished(kept_type, ends_ms, *size, speech=speech.spans(target) if with_speech else None)


def _copy(read: InputContainer, written: OutputContainer) -> int | None:
    """Where it ends in milliseconds; None where there was nothing."""
    wanted = (*read.streams.video, *read.streams.audio)
    streams = {stream.index: written.add_stream_from_template(stream) for stream in wanted}
    last: dict[int, int] = {}
    ends: float | None = None
    for packet in read.demux(*wanted):
        if packet.size == 0 or packet.dts is None or packet.pts is None:
            continue
        index = packet.stream.index
        if packet.dts <= last.get(index, packet.dts - 1):
            continue  # two frames of one moment: what follows a repaired place
        last[index] = packet.dts
        ends = max(ends or 0.0, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        packet.stream = streams[index]
        written.mux(packet)
    return None if ends is None else round(ends * 1000)


_CODECS = {"libvpx": "vp8", "libvpx-vp9": "vp9", "libopus": "opus"}
