"""How the timeline of a recording becomes that of a film: only a part of it, and each pause a short card."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chalkroom.recordings.replay.schemas import ReplayGap

CARD_MS = 2000
"""Nobody waits in a film for a break to be over; without a word a cut would look like a fault."""


@dataclass(frozen=True)
class Piece:
    """So much of the recording is shown from this moment of the film on, or of the card that stands for it."""

    film_ms: int
    from_ms: int
    to_ms: int
    card: Literal["paused", "stopped"] | None = None

    @property
    def length_ms(self) -> int:
        length = self.to_ms - self.from_ms
        return min(CARD_MS, length) if self.card else length


@dataclass(frozen=True)
class RunningTime:
    pieces: list[Piece]

    @classmethod
    def of(cls, gaps: Iterable[ReplayGap], *, from_ms: int, to_ms: int) -> "RunningTime":
        """A gap at the beginning or the end is left out."""
        pieces: list[Piece] = []
        at, film_ms = from_ms, 0

        def show(until: int, card: Literal["paused", "stopped"] | None = None) -> None:
            nonlocal at, film_ms
            if until > at and not (card and film_ms == 0):
                pieces.append(Piece(film_ms, at, until, card))
                film_ms += pieces[-1].length_ms
            at = max(at, until)

        for gap in sorted(gaps, key=lambda gap: gap.from_ms):
            show(min(gap.from_ms, to_ms))
            show(min(gap.to_ms, to_ms), gap.reason)
        show(to_ms)
        if pieces and pieces[-1].card:
            pieces.pop()
        return cls(pieces)

    @property
    def length_ms(self) -> int:
        return self.pieces[-1].film_ms + self.pieces[-1].length_ms if self.pieces else 0

    def place(self, at_ms: int) -> int | None:
        """Where in the film a moment of the recording is; None where it is not in it."""
        for piece in self.pieces:
            if piece.from_ms <= at_ms < piece.to_ms:
                return piece.film_ms + (0 if piece.card else at_ms - piece.from_ms)
        return None
