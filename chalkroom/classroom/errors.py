"""What can go wrong at the door and in the room."""

from chalkroom.kit.problems import Problem


class NoSuchMeeting(Problem):
    """For an unknown meeting id and for a wrong passcode alike: the answer must not help a guesser."""

    status = 404
    code = "no_such_meeting"
    en = "There is no meeting with this code and passcode. Please check both, or ask your teacher for the link."
    fr = "Aucune réunion ne correspond à ce code. Vérifiez les deux codes, ou demandez le lien à l’enseignant."


class SessionOver(Problem):
    status = 410
    code = "session_ended"
    en = "This session is over. Nobody can enter its room any more."
    fr = "Cette séance est terminée. Plus personne ne peut entrer dans sa salle."


class NotPublished(Problem):
    status = 409
    code = "not_published"
    en = "This session is still a draft. Publish it, then open its room."
    fr = "Cette séance est encore un brouillon. Publiez-la, puis ouvrez sa salle."


class SignInNeeded(Problem):
    status = 401
    code = "sign_in_needed"
    en = "This session is for people with an account. Please sign in, then open the link again."
    fr = "Cette séance est réservée aux personnes inscrites. Connectez-vous, puis rouvrez le lien."
    headers = {"WWW-Authenticate": "Bearer"}


class Denied(Problem):
    status = 403
    code = "denied"
    en = "The teacher did not let you in. If you think this is a mistake, please write to your teacher."
    fr = "L’enseignant ne vous a pas laissé entrer. Si vous pensez à une erreur, écrivez-lui."


class Removed(Problem):
    status = 403
    code = "removed"
    en = "The teacher removed you from this session."
    fr = "L’enseignant vous a retiré de cette séance."


class RoomFull(Problem):
    status = 409
    code = "room_full"
    en = "This room is full. Please try again when someone has left."
    fr = "Cette salle est pleine. Réessayez quand quelqu’un sera parti."


class BadRoomToken(Problem):
    status = 401
    code = "bad_room_token"
    en = "This way into the room is no longer valid. Please join again from the session’s link."
    fr = "Cet accès à la salle n’est plus valable. Rejoignez la séance à nouveau depuis son lien."


class TooManySockets(Problem):
    status = 429
    code = "too_many_connections"
    en = "This place in the room is open in too many windows. Please close one of them."
    fr = "Cette place est ouverte dans trop de fenêtres. Fermez-en une."


class NotInRoom(Problem):
    status = 409
    code = "not_in_room"
    en = "You are not in the room yet."
    fr = "Vous n’êtes pas encore dans la salle."


class NoSuchParticipant(Problem):
    status = 404
    code = "no_such_participant"
    en = "This person is not in the room."
    fr = "Cette personne n’est pas dans la salle."


class UnknownEvent(Problem):
    status = 404
    code = "unknown_event"
    en = "The room does not know this event."
    fr = "La salle ne connaît pas cet événement."
