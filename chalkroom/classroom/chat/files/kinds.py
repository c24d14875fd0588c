"""What a file is, by its content. Its name is believed only where that makes no difference to anybody's safety.

A picture is shown on a page only if its size in pixels can be read here. Everything else is downloaded, and so is
what a browser would run: HTML and SVG are text to us.
"""

from dataclasses import dataclass

HEAD = 256 * 1024
"""Bytes from the beginning that are looked at; cameras put a preview before the size of a JPEG."""
MOST_PIXELS = 50_000_000
"""Of a picture shown on a page: more would fill a phone's memory."""

ZIP = "application/zip"
TEXT = "text/plain"

# (where, what stands there, the type)
_SIGNATURES: list[tuple[int, bytes, str]] = [
    (0, b"%PDF-", "application/pdf"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
]
_OFFICE = "application/vnd.openxmlformats-officedocument."
# Office documents that are ZIP archives: between these and any other archive the name decides.
_ZIPPED = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
# What a text may hold, in UTF-8 or any of the encodings of one byte: everything but most control characters.
_IN_TEXT = b"\t\n\f\r\x1b" + bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Content:
    type: str
    width: int | None = None
    height: int | None = None


def recognise(head: bytes, ending: str) -> Content | None:
    """What begins like this; None for what is not accepted. `ending` is the end of its name, in small letters."""
    picture = _picture(head)
    if picture:
        return picture
    if head.startswith(b"PK\x03\x04"):
        return Content(_ZIPPED.get(ending, ZIP))
    if head.startswith(_OLE):
        return Content(_OLD_OFFICE[ending]) if ending in _OLD_OFFICE else None
    for at, signature, type_ in _SIGNATURES:
        if head.startswith(signature, at):
            return Content(type_)
    is_text = head.startswith(_UTF_16) or not head.translate(None, _IN_TEXT)
    return Content(TEXT) if is_text else None


def _picture(head: bytes) -> Content | None:
    """Of the four kinds that every browser shows. One whose size cannot be read is a file like any other."""
    for signature, type_, measure in (
        (b"\x89PNG\r\n\x1a\n", "image/png", _png),
        (b"\xff\xd8\xff", "image/jpeg", _jpeg),
        (b"GIF87a", "image/gif", _gif),
        (b"GIF89a", "image/gif", _gif),
        (b"RIFF", "image/webp", _webp),
    ):
        if not head.startswith(signature) or (signature == b"RIFF" and head[8:12] != b"WEBP"):
            continue
        width, height = measure(head) or (0, 0)
        if width and height and width * height <= MOST_PIXELS:
            return Content(type_, width, height)
        return Content(type_)
    return None


Size = tuple[int, int] | None


def _png(head: bytes) -> Size:
    """PNG (third edition), 11.2.1: the first chunk is IHDR, 13 bytes long."""
    if head[8:16] != b"\0\0\0\x0dIHDR" or len(head) < 24:
        return None
    return _big(head[16:20]), _big(head[20:24])


def _gif(head: bytes) -> Size:
    return (_little(head[6:8]), _little(head[8:10])) if len(head) >= 10 else None


def _webp(head: bytes) -> Size:
    """RFC 9649, sections 2.5 to 2.7 and 3.4; RFC 6386, section 9.1."""
    if len(head) < 30:
        return None
    chunk = head[12:16]
    if chunk == b"VP8X":
        return _little(head[24:27]) + 1, _little(head[27:30]) + 1
    if chunk == b"VP8L" and head[20] == 0x2F:
        bits = _little(head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
    return None


def _jpeg(head: bytes) -> Size:
    """ITU-T T.81, B.2.2: the size is in the frame header, the SOF segment; those before it are stepped over."""
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _big(head[at + 7 : at + 9]), _big(head[at + 5 : at + 7])
        length = _big(head[at + 2 : at + 4])
        if length < 2:
            return None
        at += 2 + length
    return None


def _big(number: bytes) -> int:
    return int.from_bytes(number, "big")


def _little(number: bytes) -> int:
    return int.from_bytes(number, "little")
