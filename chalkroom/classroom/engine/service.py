"""Has a program run by the engine, for somebody who may write it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import structlog

from chalkroom.classroom.documents.connections import Bearer, Standing
from chalkroom.classroom.documents.hub import Documents
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.classroom.engine.errors import EngineAway, EngineBusy, NotOffered, ProgramTooLarge
from chalkroom.classroom.engine.languages import ending, offered
from chalkroom.classroom.engine.schemas import Offer, RunAnswer, RunInput, Stage
from chalkroom.kit.piston import Piston, PistonAway, PistonBusy, Program
from chalkroom.kit.problems import NotAllowed
from chalkroom.kit.runtime import Runtime

logger = structlog.get_logger()

KILOBYTE = 1024
LARGEST_PROGRAM = 64
"""Kilobytes of source and input."""
LARGEST_STREAM = 32 * KILOBYTE
"""Characters of each stream that come back."""
PER_PERSON = "20/minute"


async def offer(piston: Piston | None) -> Offer:
    if piston is None:
        return Offer(endings=[])
    with _as_problems():
        return Offer(endings=sorted(offered(await piston.languages())))


async def require_author(runtime: Runtime, documents: Documents, session_id: UUID, bearer: Bearer) -> Standing:
    """Whoever may write the session's code: the shared one, or where everybody has a copy of their own, that one."""
    shared = DocumentKey(session_id, DocumentName.CODE)
    async with runtime.database.transaction() as db:
        standing = await documents.standing(db, shared, bearer)
        if not standing.may_write and standing.participant_id:
            standing = await documents.standing(db, replace(shared, owner=standing.participant_id), bearer)
    if not standing.may_write:
        raise NotAllowed()
    return standing


async def run(runtime: Runtime, asked: RunInput, *, person: str) -> RunAnswer:
    """Nothing of it is kept here. No transaction is open meanwhile."""
    size = sum(len(text.encode()) for text in (asked.stdin, *(file.content for file in asked.files)))
    if size > LARGEST_PROGRAM * KILOBYTE:
        raise ProgramTooLarge(limit_kilobytes=LARGEST_PROGRAM)
    if runtime.piston is None:
        raise NotOffered()
    await runtime.limiter.check(PER_PERSON, "engine", person)
    with _as_problems():
        language = offered(await runtime.piston.languages()).get(ending(asked.entry))
        if language is None:
            raise NotOffered()
        files = sorted(asked.files, key=lambda file: file.name != asked.entry)
        program = Program(language, [(file.name, file.content) for file in files], asked.stdin)
        outcome = await runtime.piston.execute(program)
    compiled, ran = (stage and Stage.of(stage, LARGEST_STREAM) for stage in (outcome.compile, outcome.run))
    return RunAnswer(compile=compiled, run=ran)


@contextmanager
def _as_problems() -> Iterator[None]:
    try:
        yield
    except PistonBusy as busy:
        logger.warning("code engine busy", reason=str(busy))
        raise EngineBusy() from busy
    except PistonAway as away:
        logger.warning("code engine away", reason=str(away))
        raise EngineAway() from away
