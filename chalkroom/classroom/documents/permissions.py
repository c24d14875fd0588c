"""Who may read a document, and who may change it.

Before the session its teacher writes and enrolled students read. While it is live everyone in it writes who has the
right to; afterwards everybody reads.

Where a document is private, everyone who is no host has a copy of their own to write in, and only reads the shared one.
A copy is read by its owner and by the hosts, and by everybody while it is on the stage.
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
from chalkroom.classroom.documents.models import RIGHT_TO_WRITE, DocumentKey
from chalkroom.classroom.errors import BadRoomToken, Removed
from chalkroom.classroom.models import Admission, Participant, ParticipantRole
from chalkroom.classroom.rights import Right, Rules, Stage, effective
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
    async def of(
        cls, db: AsyncSession, session_id: UUID, bearers: list[Bearer], owners: set[UUID | None]
    ) -> "Scene | None":
        """For these people, and for documents of these owners."""
        session = await sessions.by_id(db, session_id)
        if session is None:
            return None
        users = {bearer.user_id for bearer in bearers if bearer.user_id}
        ids = {known for known in {bearer.participant_id for bearer in bearers} | owners if known}
        return cls(
            session=session,
            rules=await rooms.rules(db, session_id),
            people=await queries.people(db, session_id, ids=ids, users=users),
            users=await queries.signed_in(db, {bearer.sign_in_id for bearer in bearers if bearer.sign_in_id}),
            enrolled=await queries.enrolled(db, session_id, users),
        )

    def standing(self, bearer: Bearer, key: DocumentKey) -> Standing:
        """Raises the problem for which somebody may not even read."""
        if bearer.participant_id:
            return self._of_participant(bearer.participant_id, key)
        user = self.users.get(bearer.sign_in_id) if bearer.sign_in_id else None
        if user is None:
            raise SignedOut()
        return self._of_account(user, key)

    def shows(self, bearer: Bearer, key: DocumentKey) -> bool:
        """Whether somebody may read it."""
        try:
            self.standing(bearer, key)
        except Problem:
            return False
        return True

    def _of_participant(self, participant_id: UUID, key: DocumentKey) -> Standing:
        participant = self._person(participant_id)
        if participant is None or self.session.is_over:
            raise BadRoomToken()
        if participant.admission is Admission.REMOVED:
            raise Removed()
        if participant.admission is not Admission.ADMITTED:
            raise NotInside()
        return self._standing(participant, key, sees_all=False)

    def _of_account(self, user: User, key: DocumentKey) -> Standing:
        participant = next((each for each in self.people if each.user_id == user.id), None)
        is_teacher = self.session.teacher_id == user.id
        is_admin = user.role is Role.ADMIN
        sees = user.id in self.enrolled and self.session.status is not Status.DRAFT
        if not (is_teacher or is_admin or sees):
            raise NotFound()
        if participant is None:
            self._require_sight(key, None, sees_all=is_teacher or is_admin)
            writes = is_teacher and self._is_open(key)
            return Standing(person=str(user.id), name=user.name, participant_id=None, may_write=writes)
        if participant.admission is Admission.REMOVED:
            raise Removed()
        return self._standing(participant, key, sees_all=is_admin)

    def _standing(self, participant: Participant, key: DocumentKey, *, sees_all: bool) -> Standing:
        self._require_sight(key, participant, sees_all=sees_all or _is_host(participant))
        return Standing(
            person=str(participant.id),
            name=participant.shown_name,
            participant_id=participant.id,
            may_write=self._is_open(key) and self._writes(participant, key),
        )

    def _require_sight(self, key: DocumentKey, participant: Participant | None, *, sees_all: bool) -> None:
        """A copy that somebody may not read is not there for them."""
        if key.owner is None:
            return
        is_own = participant is not None and participant.id == key.owner
        is_on_stage = self.rules.stage == Stage(key.name) and self.rules.copy_of == str(key.owner)
        if self._person(key.owner) is None or not (is_own or sees_all or is_on_stage):
            raise NotFound()

    def _is_open(self, key: DocumentKey) -> bool:
        """Whether anybody may write in it."""
        return not self.session.is_over and (key.owner is None or key.name in self.rules.private)

    def _writes(self, participant: Participant, key: DocumentKey) -> bool:
        if participant.role is ParticipantRole.TEACHER:
            return True
        if self.session.status is not Status.LIVE or participant.admission is not Admission.ADMITTED:
            return False
        if participant.co_host:
            return True
        is_theirs = key.owner == participant.id if key.name in self.rules.private else key.owner is None
        exceptions = {Right(named): given for named, given in participant.exceptions.items()}
        return is_theirs and RIGHT_TO_WRITE[key.name] in effective(self.rules, exceptions, host=False)

    def _person(self, participant_id: UUID) -> Participant | None:
        return next((each for each in self.people if each.id == participant_id), None)


def _is_host(participant: Participant) -> bool:
    return participant.role is ParticipantRole.TEACHER or participant.co_host


def close_code(problem: Problem) -> int:
    """Of a connection whose person may no longer read."""
    if isinstance(problem, Removed | NotInside):
        return Close.REMOVED
    return Close.GONE if isinstance(problem, NotFound) else Close.CREDENTIAL_ENDED
