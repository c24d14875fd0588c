"""What passes over the socket, as docs/protocol.md describes it. Payloads from clients are read strictly."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from chalkroom.classroom.e2ee.device import Device
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.presence import Person, Room, Waiting
from chalkroom.classroom.recording.models import RecordingState
from chalkroom.classroom.rights import DocumentName, Exceptions, Media, Right, Rules, Stage, in_order
from chalkroom.classroom.schemas import RoomSession
from chalkroom.kit import clock
from chalkroom.kit.validation import InvalidField

KILOBYTE = 1024
MOST_OFFERS = 16

Id = Annotated[str, StringConstraints(max_length=64)]
ConnectionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
OfferId = ConnectionId
Sdp = Annotated[str, StringConstraints(min_length=1, max_length=64 * KILOBYTE)]
CandidateText = Annotated[str, StringConstraints(max_length=2 * KILOBYTE)]
ShortText = Annotated[str, StringConstraints(max_length=256)]
StreamId = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,64}$")]


ADDRESS_LINES = ("a=candidate:", "a=rtcp:", "c=")


def _without_addresses(sdp: str) -> str:
    """Someone in the green room may read it, and has not told anything about themselves yet."""
    for line in sdp.splitlines():
        if line.startswith(ADDRESS_LINES) and not line.endswith("IN IP4 0.0.0.0"):
            raise InvalidField(
                "shows_address",
                "A standing offer must not show an address.",
                "Une offre permanente ne doit montrer aucune adresse.",
            )
    return sdp


SdpWithoutAddresses = Annotated[Sdp, AfterValidator(_without_addresses)]


# From clients. Unknown fields are ignored, above all a "from": who speaks is known from the connection.


class FromClient(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class Nothing(FromClient):
    pass


class Credentials(FromClient):
    """What `auth` of the socket's opening holds."""

    token: Annotated[str, StringConstraints(max_length=100)]
    language: Annotated[str, StringConstraints(max_length=35)] = "en"


class MediaState(FromClient):
    audio: bool
    video: bool
    screen: StreamId | None = None
    """Left out, the screen stays as it is."""

    def over(self, before: Media) -> Media:
        screen = self.screen if "screen" in self.model_fields_set else before.screen
        return Media(audio=self.audio, video=self.video, screen=screen)


class StandingOffer(FromClient):
    offer_id: OfferId
    sdp: SdpWithoutAddresses


class StandingAnswer(FromClient):
    offer_id: OfferId
    sdp: Sdp


class JoinRoom(MediaState):
    """With what was prepared for people known to be inside, by participant id."""

    connection_id: ConnectionId
    offers: Annotated[dict[Id, Sdp], Field(max_length=MOST_OFFERS)] | None = None
    answers: Annotated[dict[Id, StandingAnswer], Field(max_length=MOST_OFFERS)] | None = None
    device: Device | None = None
    recorded: bool | None = None
    """Whether this person agrees to be recorded; left out: as they said before."""
    can_record: bool = True
    """Whether the browser can: where it cannot, somebody else's records what it receives of them."""


class Description(FromClient):
    to: Id
    sdp: Sdp


class Candidate(FromClient):
    candidate: CandidateText
    sdpMid: ShortText | None = None
    sdpMLineIndex: Annotated[int, Field(ge=0, le=65535)] | None = None
    usernameFragment: ShortText | None = None


class IceCandidate(FromClient):
    to: Id
    candidate: Candidate | None


class AboutParticipant(FromClient):
    participant_id: Id


# To clients.


class ToClient(BaseModel):
    def wire(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


class Participant(ToClient):
    id: str
    name: str
    role: ParticipantRole
    co_host: bool
    rights: list[Right]
    exceptions: Exceptions
    audio: bool
    video: bool
    screen: str | None
    recorded: bool | None
    """Whether they agreed to be recorded; None: they were not asked, and are not recorded."""
    can_record: bool
    copied_by: str | None
    """Whose page records what it receives of them, while their own cannot."""
    hand: datetime | None
    strained: bool
    """Their device cannot keep up with the call."""
    connection: Literal["online", "reconnecting"]
    connection_id: str
    joined_at: datetime
    device: Device | None

    @classmethod
    def of(cls, room: Room, person: Person) -> "Participant":
        return cls(
            id=person.id,
            name=person.name,
            role=person.role,
            co_host=person.co_host,
            rights=in_order(room.rights_of(person)),
            exceptions=person.exceptions,
            audio=person.media.audio,
            video=person.media.video,
            screen=person.media.screen,
            recorded=person.recorded,
            can_record=person.can_record,
            copied_by=person.copied_by,
            hand=person.hand,
            strained=person.strained,
            connection="online" if person.sid else "reconnecting",
            connection_id=person.connection_id,
            joined_at=person.joined_at,
            device=person.device,
        )


class RoomRules(ToClient):
    locked: bool
    join_muted: bool
    rights: list[Right]
    spotlight: str | None
    encrypted: bool
    stage: Stage
    follow: bool
    copy_of: str | None
    private: list[DocumentName]

    @classmethod
    def of(cls, rules: Rules, *, outside: bool = False) -> "RoomRules":
        """Those outside do not learn of anyone inside."""
        return cls(
            locked=rules.locked,
            join_muted=rules.join_muted,
            rights=in_order(rules.rights),
            spotlight=None if outside else rules.spotlight,
            encrypted=rules.encrypted,
            stage=rules.stage,
            follow=rules.follow,
            copy_of=None if outside else rules.copy_of,
            private=sorted(rules.private),
        )


class RoomRecording(ToClient):
    state: RecordingState
    since: datetime | None
    """Since when; None: nothing was recorded yet."""

    @classmethod
    def of(cls, room: Room) -> "RoomRecording":
        return cls(state=room.capture.state, since=room.capture.since)


class AtTheDoor(ToClient):
    id: str
    name: str
    since: datetime
    has_account: bool

    @classmethod
    def of(cls, waiting: Waiting) -> "AtTheDoor":
        person = waiting.person
        return cls(
            id=person.id,
            name=person.name,
            since=person.joined_at,
            has_account=person.role is not ParticipantRole.GUEST,
        )


class Lobby(ToClient):
    waiting: list[AtTheDoor]

    @classmethod
    def of(cls, room: Room) -> "Lobby":
        return cls(waiting=[AtTheDoor.of(waiting) for waiting in room.lobby()])


class LiveKitAccess(ToClient):
    url: str
    token: str


class Carrier(ToClient):
    """Who carries the room's media."""

    kind: Literal["mesh", "sfu"]
    number: int
    settled: bool
    livekit: LiveKitAccess | None
    """The way in of the person who is told; None in a mesh, and to those outside."""


class Admission(ToClient):
    """The acknowledgement of `join-room`, and the payload of `admitted`."""

    state: Literal["admitted", "waiting", "denied"]
    resumed: bool
    me: Annotated[Participant, Field(serialization_alias="self")]
    participants: list[Participant]
    answered: list[str]
    """Whose standing offer was answered by this entry."""
    lobby: list[AtTheDoor]
    """For hosts."""
    rules: RoomRules
    carrier: Carrier
    recording: RoomRecording
    session: RoomSession
    server_time: datetime

    @classmethod
    def inside(
        cls,
        room: Room,
        person: Person,
        session: RoomSession,
        carrier: Carrier,
        *,
        resumed: bool = False,
        answered: list[str] | None = None,
    ) -> "Admission":
        return cls(
            state="admitted",
            resumed=resumed,
            me=Participant.of(room, person),
            participants=[Participant.of(room, other) for other in room.others(person.id)],
            answered=answered or [],
            lobby=Lobby.of(room).waiting if person.is_host else [],
            rules=RoomRules.of(room.rules),
            carrier=carrier,
            recording=RoomRecording.of(room),
            session=session,
            server_time=clock.now(),
        )

    @classmethod
    def outside(
        cls,
        room: Room,
        person: Person,
        session: RoomSession,
        carrier: Carrier,
        *,
        state: Literal["waiting", "denied"],
    ) -> "Admission":
        return cls(
            state=state,
            resumed=False,
            me=Participant.of(room, person),
            participants=[],
            answered=[],
            lobby=[],
            rules=RoomRules.of(room.rules, outside=True),
            carrier=carrier,
            recording=RoomRecording.of(room),
            session=session,
            server_time=clock.now(),
        )


class OfferInside(ToClient):
    offer_id: str
    sdp: str


class InsidePerson(ToClient):
    id: str
    name: str
    role: ParticipantRole
    offer: OfferInside | None
    """Their standing offer."""

    @classmethod
    def of(cls, person: Person) -> "InsidePerson":
        standing = person.standing
        return cls(
            id=person.id,
            name=person.name,
            role=person.role,
            offer=OfferInside(offer_id=standing.offer_id, sdp=standing.sdp) if standing else None,
        )


class Inside(ToClient):
    teacher_present: bool
    inside: list[InsidePerson]


class UserLeft(ToClient):
    participant_id: str
    reason: Literal["left", "lost", "removed"]


class SessionEnded(ToClient):
    session: RoomSession
    ended_by: str | None
