"""Who carries a room's media, as a state machine without input or output.

A room begins in a mesh (browser to browser), moves to the SFU (LiveKit) when it outgrows that, and back when few
remain. Each move has a number. Until it is *settled* those who were there keep the former carrier, so that nobody falls
silent between the two. Whoever runs the machine asks what is `due`, does it, and says so with the verb of that name.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["mesh", "sfu"]
LiveKitState = Literal["off", "unknown", "alive", "dead"]
Page = tuple[str, str]
"""One life of somebody's page: participant id and connection id."""

MOST_IN_MESH = 6
"""More people than this and their own lines could not carry a mesh."""
SETTLE_SECONDS = 12
"""For how long at most the former carrier is kept."""
FIRST_REST, LONGEST_REST = 30.0, 480.0
"""Seconds in the mesh after LiveKit failed a room: twice as long each time, so that it does not go to and fro."""


@dataclass(frozen=True)
class Limits:
    mesh: int
    """One more person than this moves the room to LiveKit."""
    return_seconds: float
    """A room in which no more than these have been for so long goes back."""


@dataclass(frozen=True)
class Census:
    """What there is to go by."""

    people: int
    """Also those who are reconnecting."""
    online: frozenset[Page]
    livekit: LiveKitState


@dataclass(frozen=True)
class Move:
    """Onto a carrier, with the next number."""

    to: Kind
    why: Literal["crowded", "quiet", "empty", "livekit_off", "livekit_away", "nobody_arrived"]


@dataclass(frozen=True)
class Settle:
    """Everybody is there, or has had the time: the former carrier is let go."""


@dataclass(frozen=True)
class Strand:
    """LiveKit is away, and there are too many people for a mesh: they are told, and wait."""


@dataclass(frozen=True)
class Rescue:
    """LiveKit is back: whoever was stranded gets a new way onto it."""


Step = Move | Settle | Strand | Rescue


@dataclass
class Carrier:
    kind: Kind = "mesh"
    number: int = 0
    settled: bool = True
    stranded: bool = False
    _movers: frozenset[Page] | None = field(default=None, repr=False)
    """Who has to arrive before the move is settled; None: not known any more, after a restart."""
    _arrived: set[Page] = field(default_factory=set[Page], repr=False)
    _moved_at: float = 0.0
    _fits_since: float | None = None
    """Since when the room would do with a mesh, without interruption."""
    _rests_until: float = 0.0
    _next_rest: float = FIRST_REST

    @classmethod
    def resumed(cls, kind: Kind, number: int, *, settled: bool, now: float) -> "Carrier":
        """As it was when the process ended. Who had arrived is forgotten: an unfinished move gets its time again."""
        return cls(kind, number, settled, _moved_at=now)

    @property
    def uses_livekit(self) -> bool:
        """Whether there is, or may still be, a room of LiveKit's that this one uses."""
        return self.kind == "sfu" or not self.settled

    def due(self, seen: Census, limits: Limits, now: float) -> Step | None:
        """What is to be done now, if anything. Asked whenever something changed, and about once a second."""
        if seen.people > limits.mesh:
            self._fits_since = None
        elif self._fits_since is None:
            self._fits_since = now
        step = self._from_mesh(seen, limits, now) if self.kind == "mesh" else self._from_sfu(seen, limits, now)
        if step is None and not self.settled and self._is_over(seen, now):
            if self.kind == "sfu" and self._nobody_arrived(seen):
                return Move("mesh", "nobody_arrived")
            return Settle()
        return step

    def ready(self, page: Page, number: int) -> None:
        """This page sends and hears over the carrier of this number."""
        if number == self.number:
            self._arrived.add(page)

    def move(self, step: Move, movers: frozenset[Page], now: float) -> None:
        if step.why in ("livekit_away", "nobody_arrived"):
            self._rests_until = now + self._next_rest
            self._next_rest = min(2 * self._next_rest, LONGEST_REST)
        self.kind = step.to
        self.number += 1
        self.settled = self.stranded = False
        self._movers, self._moved_at = movers, now
        self._arrived.clear()

    def settle(self) -> None:
        self.settled = True

    def strand(self) -> None:
        self.stranded = True

    def rescue(self) -> None:
        self.stranded = False

    def _from_mesh(self, seen: Census, limits: Limits, now: float) -> Step | None:
        if seen.livekit != "alive" or seen.people <= limits.mesh:
            return None
        # A room that a mesh cannot hold waits for nothing.
        may_wait = seen.people <= MOST_IN_MESH
        if may_wait and (not self.settled or now < self._rests_until):
            return None
        return Move("sfu", "crowded")

    def _from_sfu(self, seen: Census, limits: Limits, now: float) -> Step | None:
        if seen.livekit == "off":
            return Move("mesh", "livekit_off")
        if seen.people == 0:
            return Move("mesh", "empty")
        if seen.livekit == "dead":
            if seen.people <= MOST_IN_MESH:
                return Move("mesh", "livekit_away")
            return None if self.stranded else Strand()
        if self.stranded and seen.livekit == "alive":
            return Rescue()
        if self.settled and self._fits_since is not None and now - self._fits_since >= limits.return_seconds:
            return Move("mesh", "quiet")
        return None

    def _is_over(self, seen: Census, now: float) -> bool:
        if seen.people == 0 or now - self._moved_at >= SETTLE_SECONDS:
            return True
        if self._movers is None:
            return False
        # While all connections are broken, nobody can say that they arrived.
        expected = self._movers & seen.online
        return bool(seen.online) and expected <= self._arrived

    def _nobody_arrived(self, seen: Census) -> bool:
        """LiveKit answers us and no browser: its ports are closed, perhaps. The mesh still stands."""
        return bool(self._movers) and not self._arrived and 0 < seen.people <= MOST_IN_MESH
