"""Which part of a page is seen: all there is, with a calm margin, and without jumping at every stroke."""

from chalkroom.recordings.drawing.svg import Box

MARGIN = 40
"""Around the contents, in the board's own units."""
SLACK = 0.25
"""Where the contents outgrow what is seen, so much more is shown at once, of their width or height."""
LEAST = 960
"""Units across: a word in an empty page is not blown up."""
MOST = 3.0
"""Units in a point: smaller nobody could read. What is larger is seen in part, where something was done last."""


class View:
    """`size` in points. `box` has its shape, in the board's own units."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._shape = size[0] / size[1]
        self.box = self._shaped(Box(0, 0, LEAST, LEAST / self._shape))
        self._is_begun = False

    @property
    def scale(self) -> float:
        """Points in a unit."""
        return self._size[0] / self.box.width

    def may_hold(self, box: Box) -> bool:
        """What is larger than anything that is ever seen does not decide what is seen."""
        return max(box.width, box.height * self._shape) <= MOST * self._size[0]

    def follow(self, contents: Box | None, last: Box | None) -> bool:
        """`last`: where something was just done. Whether another part is seen now."""
        if contents is None:
            return False
        before = self.box
        wanted = contents.grown(MARGIN)
        whole = self._shaped(wanted)
        if whole.width <= MOST * self._size[0]:
            if not self._is_begun or not self.box.holds(contents):
                self.box = self._shaped(self._with_slack(wanted) if self._is_begun else wanted)
        elif (last and not self.box.holds(_within(last, self.box))) or not self._is_begun:
            width = MOST * self._size[0]
            middle = _middle(last or contents)
            height = width / self._shape
            self.box = Box(middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
        self._is_begun = True
        return self.box != before

    def _with_slack(self, wanted: Box) -> Box:
        """With room on the sides on which it has outgrown what is seen."""
        seen, across, down = self.box, SLACK * wanted.width, SLACK * wanted.height
        return Box(
            wanted.left - (across if wanted.left + MARGIN < seen.left else 0),
            wanted.top - (down if wanted.top + MARGIN < seen.top else 0),
            wanted.right + (across if wanted.right - MARGIN > seen.right else 0),
            wanted.bottom + (down if wanted.bottom - MARGIN > seen.bottom else 0),
        )

    def _shaped(self, box: Box) -> Box:
        """The smallest of the picture's shape around it."""
        width = max(box.width, box.height * self._shape, LEAST)
        height = width / self._shape
        x, y = _middle(box)
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _within(box: Box, seen: Box) -> Box:
    """What is itself larger than what is seen counts by its middle."""
    if box.width <= seen.width and box.height <= seen.height:
        return box
    x, y = _middle(box)
    return Box(x, y, x, y)


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2
