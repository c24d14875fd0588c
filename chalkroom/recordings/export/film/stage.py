"""Paints what a film shows at a moment. What did not change since is not painted again, and need not be encoded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from av.video.frame import VideoFrame

from chalkroom.classroom.rights import DocumentName
from chalkroom.kit.language import Language
from chalkroom.recordings.drawing.film import Still, film
from chalkroom.recordings.export.film import lettering, tiles
from chalkroom.recordings.export.film.cameras import cameras
from chalkroom.recordings.export.film.canvas import Canvas
from chalkroom.recordings.export.film.media import Parent, TrackFile
from chalkroom.recordings.export.film.order import Order
from chalkroom.recordings.export.film.pictures import Fitting, Moving
from chalkroom.recordings.export.film.scenes import Scene, Scenes
from chalkroom.recordings.export.film.tiles import Box, Tile
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.export.running_time import Piece


@dataclass
class _Place:
    """Where something is shown, and what was painted there last."""

    box: Box
    fitting: Fitting
    track: int | None = None
    document: int | None = None
    person: UUID | None = None
    """Whose camera, whichever track it is at the moment; without one, their initials."""
    shown: object = field(default=None)


class Stage:
    def __init__(self, order: Order, parent: Parent) -> None:
        assert order.layout
        self._replay = order.replay
        self._language: Language = order.language
        self.canvas = Canvas(order.height * 16 // 9, order.height)
        self._scenes = Scenes(order.replay, order.layout, from_ms=order.from_ms, to_ms=order.to_ms)
        self._names = {person.id: person.name or "" for person in order.replay.people}
        self._moving = [
            Moving(TrackFile(parent, number, size), track)
            for number, (track, size) in enumerate(zip(order.replay.tracks, order.sizes, strict=True))
        ]
        self._cameras = cameras(order.replay)
        large, _ = tiles.stage(1, self.canvas.box.width, self.canvas.box.height)
        self._documents = (
            [
                _Document(parent, number, document.name, large, order.to_ms, self._scenes)
                for number, document in enumerate(order.replay.documents)
            ]
            if order.layout is Layout.PRESENTATION
            else []
        )
        self._scene: Scene | None = None
        self._card: Piece | None = None
        self._places: list[_Place] = []

    @property
    def large(self) -> Box:
        """Where on the canvas that is which is large, or else all of it."""
        return self._places[0].box if self._scene and self._scene.large else self.canvas.box

    def show(self, ms: int) -> bool:
        """This moment of the recording, later each time. Whether the picture is another one now."""
        scene = self._scenes.at(ms)
        changed = scene != self._scene or self._card is not None
        if changed:
            self._arrange(scene)
        painted = [self._painted(place, ms) for place in self._places]
        return changed or any(painted)

    def show_card(self, piece: Piece) -> bool:
        """Instead of what is left out."""
        if self._card == piece:
            return False
        assert piece.card
        self._card, self._scene = piece, None
        lasted = piece.to_ms - piece.from_ms
        self.canvas.paint(self.canvas.box, lettering.card(piece.card, lasted, self._language, self.canvas.box))
        return True

    def _arrange(self, scene: Scene) -> None:
        self._scene, self._card = scene, None
        self.canvas.fill(self.canvas.box, lettering.GROUND)
        self._places = []
        width, height = self.canvas.box.width, self.canvas.box.height
        if scene.large is None:
            others = tiles.grid(len(scene.people), width, height) if scene.people else []
        else:
            room, others = tiles.stage(len(scene.people), width, height)
            whose = scene.large.person
            if scene.large.screen is not None:
                whose = self._replay.tracks[scene.large.screen].participant_id
            box = room
            if whose:
                tile = tiles.named(room)
                box = tile.picture
                self._write_name(whose, tile)
            fitting = Fitting(box, fill=False)
            self._places.append(_Place(box, fitting, scene.large.screen, scene.large.document, scene.large.person))
        for person, tile in zip(scene.people, others, strict=True):
            self._places.append(_Place(tile.picture, Fitting(tile.picture, fill=True), person=person))
            self._write_name(person, tile)

    def _write_name(self, person: UUID, tile: Tile) -> None:
        self.canvas.paint(tile.name, lettering.name(self._names[person], tile.name))

    def _painted(self, place: _Place, ms: int) -> bool:
        """Whether there is something new to be seen there."""
        picture = self._picture(place, ms)
        if picture is place.shown and place.shown is not None:
            return False
        if picture is None:
            name = self._names[place.person] if place.person else ""
            if place.shown == name:
                return False
            self.canvas.paint(place.box, lettering.initials(name, place.box))
            place.shown = name
            return True
        fitted, box = place.fitting.fit(picture)
        if box != place.box and not isinstance(place.shown, VideoFrame):
            self.canvas.fill(place.box, lettering.GROUND)
        self.canvas.paint(box, fitted)
        place.shown = picture
        return True

    def _picture(self, place: _Place, ms: int) -> VideoFrame | None:
        if place.document is not None:
            return self._documents[place.document].at(ms)
        if place.track is not None:
            return self._moving[place.track].at(ms)
        for seen in self._cameras.get(place.person, ()):
            if seen.from_ms <= ms < seen.to_ms:
                return self._moving[seen.track].at(ms)
        return None


class _Document:
    """A board or code as it grows, drawn only when it is to be seen."""

    def __init__(
        self, parent: Parent, number: int, name: DocumentName, box: Box, until_ms: int, scenes: Scenes
    ) -> None:
        self._parent, self._number, self._scenes = parent, number, scenes
        self._box = box
        self._stills = film(self._changes(), name, (box.width, box.height), until_ms=until_ms)
        self._now: VideoFrame | None = None
        self._next: Still | None = None
        self._begun = False

    def at(self, ms: int) -> VideoFrame | None:
        if not self._begun:
            self._begun, self._next = True, next(self._stills, None)
        newest: Still | None = None
        while self._next and self._next.at_ms <= ms:
            newest, self._next = self._next, next(self._stills, None)
        if newest:
            self._now = lettering.from_points(newest.rgba, self._box)
        return self._now

    def _changes(self) -> Iterator[tuple[int, bytes]]:
        """What changes out of sight comes all at once when it is seen again."""
        while (change := self._parent.next_change(self._number)) is not None:
            at = self._scenes.shown_from(self._number, change[0])
            if at is None:
                return
            yield at, change[1]
