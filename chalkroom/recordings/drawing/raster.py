"""SVG becomes points, by resvg. Nothing is fetched or read from the disk but our own fonts.

resvg reads pictures by their path if they have one: what is given to it must name none, see pictures.py.
"""

import re
import struct
import zlib

import av
import resvg_py

from chalkroom.recordings.drawing import fonts

_FOREIGN = re.compile("[\u0700-\u0dff\u0e00-\u1cff\u2c00-\u2c5f\u2d30-\ufaff\U0001f000-\U0003ffff]")
"""Writing and pictures that none of our fonts has: for these the machine's own are asked."""


class CannotDraw(Exception):
    """resvg refuses a picture."""


def points(svg: str, size: tuple[int, int]) -> bytes:
    """Four bytes for each point (RGBA), line by line, of an SVG of this width and height. Raises CannotDraw."""
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=size[0],
            height=size[1],
            font_files=fonts.FILES,
            font_family=fonts.SANS,
            sans_serif_family=fonts.SANS,
            serif_family=fonts.SANS,
            monospace_family=fonts.CODE,
            skip_system_fonts=_FOREIGN.search(svg) is None,
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        raise CannotDraw(str(error)) from error
    return _unpacked(png)


def png(rgba: bytes | bytearray | memoryview, size: tuple[int, int]) -> bytes:
    """For handing points to resvg again: hardly packed. PNG (third edition), 5 and 9.2."""
    width, height = size
    row = width * 4
    lines = b"".join(b"\0" + bytes(rgba[at : at + row]) for at in range(0, row * height, row))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(lines, 1)), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _unpacked(png: bytes) -> bytes:
    codec = av.CodecContext.create("png", "r")
    frame = codec.decode(av.Packet(png))[0]
    plane, row = frame.planes[0], frame.width * 4
    if plane.line_size == row:
        return bytes(plane)[: row * frame.height]
    lines = memoryview(plane)
    starts = range(0, plane.line_size * frame.height, plane.line_size)
    return b"".join(lines[start : start + row] for start in starts)
