"""What a file is taken for, and what becomes of its name."""

import struct
import zlib

import pytest

from chalkroom.classroom.chat.files.kinds import MOST_PIXELS, Content, recognise
from chalkroom.classroom.chat.files.names import clean_name, runs_by_a_click


def png(width: int, height: int) -> bytes:
    """A whole picture, black."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    b"\xff\xe1\x00\x08Exif\0\0"  # stepped over
    b"\xff\xff\xc2\x00\x11\x08\x01\x2c\x02\x58\x03" + bytes(20)
)
WEBP = {
    "lossy": b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x58\x02\x2c\x01" + bytes(10),
    "lossless": b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (599 | 299 << 14).to_bytes(4, "little") + bytes(10),
    "extended": b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x57\x02\x00\x2b\x01\x00" + bytes(10),
}


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (png(600, 300), "image/png"),
        (JPEG, "image/jpeg"),
        (b"GIF89a\x58\x02\x2c\x01\0\0\0", "image/gif"),
        *[(webp, "image/webp") for webp in WEBP.values()],
    ],
)
def test_pictures_are_measured(head: bytes, type_: str) -> None:
    assert recognise(head, "txt") == Content(type_, 600, 300)


@pytest.mark.parametrize(
    ("head", "ending", "type_"),
    [
        (b"%PDF-1.7\n", "pdf", "application/pdf"),
        (b"PK\x03\x04....", "zip", "application/zip"),
        (b"PK\x03\x04....", "png", "application/zip"),
        (b"PK\x03\x04....", "odt", "application/vnd.oasis.opendocument.text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "doc", "application/msword"),
        (b"ID3\x04", "mp3", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav", "audio/wav"),
        (b"\0\0\0\x20ftypisom", "mp4", "video/mp4"),
        (b"\0\0\0\x20ftypheic", "heic", "image/heic"),
        ("Où est l’élève ?\n".encode(), "txt", "text/plain"),
        ("Où est".encode("latin-1"), "csv", "text/plain"),
        ("Où est".encode("utf-16"), "txt", "text/plain"),
        (b"<!doctype html><script>alert(1)</script>", "png", "text/plain"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "svg", "text/plain"),
        # Begins like a picture, and is none that could be measured: a file like any other, never shown.
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "png", "image/png"),
        (b"GIF89a", "gif", "image/gif"),
        (b"\xff\xd8\xff<html>", "jpg", "image/jpeg"),
        (b"\xff\xd8\xff\xe0\x00\x00", "jpg", "image/jpeg"),
        (png(1, 1)[:16] + struct.pack(">II", MOST_PIXELS, 2) + bytes(20), "png", "image/png"),
        (png(1, 1)[:16] + bytes(20), "png", "image/png"),
    ],
)
def test_everything_else_is_known_by_its_content(head: bytes, ending: str, type_: str) -> None:
    assert recognise(head, ending) == Content(type_)


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"MZ\x90\x00\x03\x00", "png"),
        (b"\x7fELF\x02\x01\x01\x00", "txt"),
        (b"\xcf\xfa\xed\xfe\x07\x00", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "msi"),
        (bytes(100), "bin"),
    ],
)
def test_programs_and_the_unknown_are_not_accepted(head: bytes, ending: str) -> None:
    assert recognise(head, ending) is None


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Devoir d’été.pdf", "Devoir d’été.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\x.png", "x.png"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("a\r\nSet-Cookie: x\0.txt", "a Set-Cookie_ x .txt"),
        ("photo\u202egnp.exe", "photo gnp.exe"),
        ("\ud800\u200b.png", "png"),
        ("name.  ", "name"),
        ("e\u0301.txt", "é.txt"),
        ("x" * 300 + ".tar.gz", "x" * 117 + ".gz"),
        ("x" * 300, "x" * 120),
        ("a." + "y" * 300, "a." + "y" * 118),
        ('say "hi"<b>.txt', "say _hi__b_.txt"),
    ],
)
def test_names_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_what_a_double_click_would_run_is_known_whatever_it_is_dressed_as() -> None:
    assert all(runs_by_a_click(clean_name(name)) for name in ("a.EXE", "photo.png.scr", "x.bat. . ", "y.lnk\u200b"))
    assert not any(runs_by_a_click(name) for name in ("exe", "lesson.js", "a.exe.txt"))
