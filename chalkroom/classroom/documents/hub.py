"""Every document that somebody has open, in this process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.documents import parts, queries, service
from chalkroom.classroom.documents.connections import MEGABYTE, Bearer, Close, Connection, Standing
from chalkroom.classroom.documents.content import Content, Refused
from chalkroom.classroom.documents.document import Document
from chalkroom.classroom.documents.errors import DocumentFull
from chalkroom.classroom.documents.keeping import Keeper
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.classroom.documents.permissions import Scene, close_code
from chalkroom.classroom.documents.schemas import Copied, CopyOut
from chalkroom.kit.problems import NotFound, Problem
from chalkroom.kit.runtime import Runtime

logger = structlog.get_logger()

REVIEW_SECONDS = 60
"""How long somebody who signed out elsewhere may go on reading."""


@dataclass
class Place:
    """Where a document is while somebody has it open, or opens it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    document: Document | None = None
    keeper: Keeper | None = None


class Documents:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._places: dict[DocumentKey, Place] = {}

    @contextlib.asynccontextmanager
    async def opened(self, key: DocumentKey) -> AsyncIterator[Document]:
        """The document, for as long as the block lasts. The first one loads it, the last one saves it."""
        place = self._places.setdefault(key, Place())
        place.users += 1
        try:
            async with place.lock:
                document = place.document or await self._load(place, key)
            yield document
        finally:
            place.users -= 1
            await self._put_away(key, place)

    def state(self, key: DocumentKey) -> bytes | None:
        """Of a document that is open, as it is this moment."""
        place = self._places.get(key)
        return place.document.content.state() if place and place.document else None

    async def copy(self, source: UUID, target: UUID, name: DocumentName) -> Copied:
        """Take what is in one session's document into that of another, where people may be at work."""
        to = DocumentKey(target, name)
        async with self.opened(DocumentKey(source, name)) as copied, self.opened(to) as document:
            was_empty = not document.content.clocks
            with self._room_for_it():
                document.put(copied.content)
            await self._keeper(to).save()
            return Copied(bytes=document.content.size, merged=not was_empty)

    async def carry_over(self, state: bytes, place: str | None, to: DocumentKey) -> str:
        """A page or file, as it is in `state`, becomes a new one of another document; its id there.

        `place` None: the first one. NotFound if there is none.
        """
        async with self.opened(to) as document:
            made = await asyncio.to_thread(
                parts.carried_over, to.name, state=state, place=place, into=document.content.state()
            )
            with self._room_for_it():
                document.put_update(made.update)
            await self._keeper(to).save()
            return made.place

    async def standing(self, db: AsyncSession, key: DocumentKey, bearer: Bearer) -> Standing:
        """Raises the problem for which somebody may not read."""
        scene = await Scene.of(db, key.session_id, [bearer], {key.owner})
        if scene is None:
            raise NotFound()
        return scene.standing(bearer, key)

    async def copies(self, db: AsyncSession, shared: DocumentKey, bearer: Bearer) -> list[CopyOut]:
        """Whose copies of a document there are, as far as somebody may read them. Raises what `standing` does."""
        made = await queries.copies(db, shared)
        scene = await Scene.of(db, shared.session_id, [bearer], {owner.id for owner, _ in made})
        if scene is None:
            raise NotFound()
        scene.standing(bearer, shared)
        return [
            CopyOut(participant_id=owner.id, name=owner.shown_name, changed_at=at)
            for owner, at in made
            if scene.shows(bearer, replace(shared, owner=owner.id))
        ]

    async def review(self, session_id: UUID) -> None:
        """Something was decided about the session or its people, and is committed: from now on that holds here, too."""
        places = [place for key, place in self._places.items() if key.session_id == session_id]
        documents = [place.document for place in places if place.document]
        # Whoever comes meanwhile is not in the scene, and reviewed when they come.
        present = [(document, connection) for document in documents for connection in document.connections]
        if not present:
            return
        async with self._runtime.database.transaction() as db:
            bearers = [connection.bearer for _, connection in present]
            scene = await Scene.of(db, session_id, bearers, {document.key.owner for document in documents})
        for document, connection in present:
            _review(document, connection, scene)

    async def keep_reviewing(self) -> None:
        """For what nobody tells: somebody signed out, an account is gone."""
        while True:
            await asyncio.sleep(REVIEW_SECONDS)
            for session_id in {key.session_id for key in self._places}:
                try:
                    await self.review(session_id)
                except Exception as error:  # the database may be away; the next round tries again
                    logger.error("documents not reviewed", session_id=str(session_id), exc_info=error)

    async def close(self) -> None:
        """The process ends: what was accepted is saved."""
        for key, place in list(self._places.items()):
            if place.keeper:
                try:
                    await place.keeper.finish()
                except Exception as error:  # its pages still have what was not said to be saved
                    logger.error("document not saved", session_id=str(key.session_id), exc_info=error)

    @contextlib.contextmanager
    def _room_for_it(self) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            raise DocumentFull(limit_megabytes=self._runtime.settings.document_megabytes) from refused

    def _keeper(self, key: DocumentKey) -> Keeper:
        keeper = self._places[key].keeper
        assert keeper, "a document that is open has one"
        return keeper

    async def _load(self, place: Place, key: DocumentKey) -> Document:
        async with self._runtime.database.transaction() as db:
            loaded = await service.load(db, key)
            source = await service.source(db, key, is_new=not loaded.parts)
        limit = self._runtime.settings.document_megabytes * MEGABYTE
        content = Content(loaded.parts, types=loaded.types, limit=limit)
        place.keeper = Keeper(self._runtime.database, key, content, loaded)
        document = Document(key, content, place.keeper.add)
        if source:
            await self._begin(document, source)
        place.document = document
        return document

    async def _begin(self, document: Document, source: DocumentKey) -> None:
        """With what is in another one, unless both together are too large: then with what it has itself."""
        async with self.opened(source) as other:
            try:
                document.put(other.content)
            except Refused as refused:
                logger.warning("document begins without another", session_id=str(source.session_id), why=refused.reason)

    async def _put_away(self, key: DocumentKey, place: Place) -> None:
        """Unless somebody came meanwhile. What cannot be saved now stays, and the keeper goes on trying."""
        async with place.lock:
            if place.users or self._places.get(key) is not place:
                return
            if place.keeper:
                try:
                    await place.keeper.finish()
                except Exception as error:
                    logger.error("document not put away", session_id=str(key.session_id), exc_info=error)
                    return
            if not place.users:
                del self._places[key]


def _review(document: Document, connection: Connection, scene: Scene | None) -> None:
    if scene is None:
        connection.close(Close.GONE)
        return
    try:
        standing = scene.standing(connection.bearer, document.key)
    except Problem as problem:
        connection.close(close_code(problem))
        return
    if standing != connection.standing:
        connection.standing = standing
        document.tell_state(connection)
