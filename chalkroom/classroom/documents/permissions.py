"""Who may read a document, and who may change it.

Before the session its teacher writes and enrolled students read. While it is live everyone in it writes who has the
right to; afterwards everybody reads.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.errors import SignedOut
from chalkroom.accounts.models import Role, User
from chalkroom.classroom import queries as rooms
from chalkroom.classroom.documents import queries
from chalkroom.classroom.documents.connections import Bearer, Close, Standing
from chalkroom.classroom.documents.errors import NotInside
from chalkroom.classroom.documents.models import RIGHT_TO_WRITE, DocumentName
from chalkroom.classroom.errors import BadRoomToken, Removed
from chalkroom.classroom.models import Admission, Participant, ParticipantRole
from chalkroom.classroom.rights import Right, Rules, effective
from chalkroom.kit.problems import NotFound, Problem
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import Session, Status


@dataclass(frozen=True)
class Scene:
    """What decides about everybody in a session, read once for all of them."""

    session: Session
    rules: Rules
    people: list[Participant]
    users: dict[UUID, User]
    """Accounts, by their sign-in; those that are signed out are missing."""
    enrolled: set[UUID]

    @classmethod
    async def of(cls, db: AsyncSession, session_id: UUID, bearers: list[Bearer]) -> "Scene | None":
        session = await sessions.by_id(db, session_id)
        if session is None:
            return None
        users = {bearer.user_id for bearer in bearers if bearer.user_id}
        return cls(
            session=session,
            rules=await rooms.rules(db, session_id),
            people=await queries.people(
                db, session_id, ids={bearer.participant_id for bearer in bearers if bearer.participant_id}, users=users
            ),
            users=await queries.signed_in(db, {bearer.sign_in_id for bearer in bearers if bearer.sign_in_id}),
            enrolled=await queries.enrolled(db, session_id, users),
        )

    def standing(self, bearer: Bearer, name: DocumentName) -> Standing:
        """Raises the problem for which somebody may not even read."""
        if bearer.participant_id:
            return self._of_participant(bearer.participant_id, name)
        user = self.users.get(bearer.sign_in_id) if bearer.sign_in_id else None
        if user is None:
            raise SignedOut()
        return self._of_account(user, name)

    def _of_participant(self, participant_id: UUID, name: DocumentName) -> Standing:
        participant = next((each for each in self.people if each.id == participant_id), None)
        if participant is None or self.session.is_over:
            raise BadRoomToken()
        if participant.admission is Admission.REMOVED:
            raise Removed()
        if participant.admission is not Admission.ADMITTED:
            raise NotInside()
        return self._standing(participant, name)

    def _of_account(self, user: User, name: DocumentName) -> Standing:
        participant = next((each for each in self.people if each.user_id == user.id), None)
        is_teacher = self.session.teacher_id == user.id
        sees = user.id in self.enrolled and self.session.status is not Status.DRAFT
        if not (is_teacher or user.role is Role.ADMIN or sees):
            raise NotFound()
        if participant is None:
            writes = is_teacher and not self.session.is_over
            return Standing(person=str(user.id), name=user.name, participant_id=None, may_write=writes)
        if participant.admission is Admission.REMOVED:
            raise Removed()
        return self._standing(participant, name)

    def _standing(self, participant: Participant, name: DocumentName) -> Standing:
        return Standing(
            person=str(participant.id),
            name=participant.shown_name,
            participant_id=participant.id,
            may_write=not self.session.is_over and self._writes(participant, RIGHT_TO_WRITE[name]),
        )

    def _writes(self, participant: Participant, right: Right) -> bool:
        if participant.role is ParticipantRole.TEACHER:
            return True
        if self.session.status is not Status.LIVE or participant.admission is not Admission.ADMITTED:
            return False
        exceptions = {Right(named): given for named, given in participant.exceptions.items()}
        return right in effective(self.rules, exceptions, host=participant.co_host)


def close_code(problem: Problem) -> int:
    """Of a connection whose person may no longer read."""
    if isinstance(problem, Removed | NotInside):
        return Close.REMOVED
    return Close.GONE if isinstance(problem, NotFound) else Close.CREDENTIAL_ENDED
