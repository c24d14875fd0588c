"""The picture of the film, as its encoder takes it (YUV 4:2:0, BT.601), painted on in place."""

from av.video.frame import VideoFrame

from chalkroom.recordings.export.film.tiles import Box

Colour = tuple[int, int, int]


class Canvas:
    def __init__(self, width: int, height: int) -> None:
        self.frame = VideoFrame(width, height, "yuv420p")
        self.box = Box(0, 0, width, height)
        self._planes = [memoryview(plane) for plane in self.frame.planes]
        self._lines = [plane.line_size for plane in self.frame.planes]

    def fill(self, box: Box, colour: Colour) -> None:
        for number, value in enumerate(_yuv(colour)):
            half = 1 if number else 0
            line = bytes([value]) * (box.width >> half)
            for start in self._starts(box, number):
                self._planes[number][start : start + len(line)] = line

    def paint(self, box: Box, picture: VideoFrame) -> None:
        """A picture of the box's size, in YUV 4:2:0."""
        for number, plane in enumerate(picture.planes):
            width = box.width >> (1 if number else 0)
            source, target, line = memoryview(plane), self._planes[number], plane.line_size
            at = 0
            for start in self._starts(box, number):
                target[start : start + width] = source[at : at + width]
                at += line

    def _starts(self, box: Box, number: int) -> range:
        """Where each line of a box begins in a plane."""
        half, line = (1 if number else 0), self._lines[number]
        first = (box.y >> half) * line + (box.x >> half)
        return range(first, first + (box.height >> half) * line, line)


def _yuv(colour: Colour) -> tuple[int, int, int]:
    """ITU-R BT.601, with the range of television."""
    red, green, blue = (part / 255 for part in colour)
    bright = 0.299 * red + 0.587 * green + 0.114 * blue
    return (
        round(16 + 219 * bright),
        round(128 + 112 * (blue - bright) / 0.886),
        round(128 + 112 * (red - bright) / 0.701),
    )
