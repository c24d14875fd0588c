"""A film for a fake camera, small enough that two browsers without a graphics card drop none of its frames.

YUV4MPEG2, the format that Chromium reads such films in.
"""

from pathlib import Path

WIDTH, HEIGHT = 640, 360
FRAMES_PER_SECOND = 15
FRAMES = 30
BAR = 32
GROUND, BRIGHT = 60, 220
#: One hue for everything: what moves is brightness.
HUE = bytes([90]) * (WIDTH // 2 * HEIGHT // 2) + bytes([170]) * (WIDTH // 2 * HEIGHT // 2)


def camera(folder: Path) -> str:
    """Chromium's flag for a camera that sees two seconds of moving bars, again and again. Writes into the folder."""
    file = folder / "film.y4m"
    header = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_SECOND}:1 Ip A1:1 C420\n".encode()
    file.write_bytes(header + b"".join(b"FRAME\n" + _brightness(number) + HUE for number in range(FRAMES)))
    return f"--use-file-for-fake-video-capture={file}"


def _brightness(number: int) -> bytes:
    moved = min(number, FRAMES - number) * BAR // 4
    line = bytes(BRIGHT if (column + moved) // BAR % 4 == 0 else GROUND for column in range(WIDTH))
    other = bytes(BRIGHT if (column - moved) // BAR % 3 == 0 else GROUND for column in range(WIDTH))
    return b"".join(other if row // BAR % 2 else line for row in range(HEIGHT))
