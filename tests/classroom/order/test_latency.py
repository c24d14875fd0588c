"""Order costs nobody at the door anything."""

from typing import Any
from uuid import UUID

from sqlalchemy import event

from chalkroom.classroom.chat import service
from chalkroom.classroom.chat.messages import Chat
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.presence import Person
from chalkroom.classroom.rights import Media
from chalkroom.kit import clock
from tests.classroom.conftest import Class


async def test_a_join_does_not_wait_for_the_rules_of_the_room(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"join_muted": True})
    late = await room.lesson.page_of(await room.lesson.student("Late"))
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    engine = room.lesson.runtime.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    assert (await late.join())["rules"]["join_muted"] is True
    event.remove(engine, "before_cursor_execute", note)
    assert not any("room_rules" in statement for statement in statements), statements
    # The commit's mode; the session and its students; the participant, read and written; the log.
    assert len(statements) == 6, statements


async def test_who_enters_while_a_message_is_written_does_not_wait_for_it(room: Class) -> None:
    """The log's line points at the session's row, which an entry locks: neither waits for the other."""
    database = room.lesson.runtime.database
    late = await room.lesson.page_of(await room.lesson.student("Late"))
    async with database.transaction() as db:
        await service.write(
            db,
            session_id=UUID(room.lesson.session["id"]),
            author=Person(
                id=room.ada.id,
                name="Ada",
                role=ParticipantRole.STUDENT,
                connection_id="",
                media=Media(),
                joined_at=clock.now(),
                sid=None,
            ),
            said=Chat(client_id="one", text="still being written"),
        )
        assert (await late.join())["state"] == "admitted"
