"""What can go wrong with what is captured."""

from chalkroom.kit.problems import Problem


class NotRecorded(Problem):
    """Said to a page, which then captures nothing."""

    status = 403
    code = "not_recorded"
    en = "Nothing of you is being recorded here at the moment."
    fr = "Rien de vous n’est enregistré ici en ce moment."


class NotTheCopier(Problem):
    status = 403
    code = "not_the_copier"
    en = "The recording of this person was not left to you at that time."
    fr = "L’enregistrement de cette personne ne vous était pas confié à ce moment-là."


class NoSuchTrack(Problem):
    """Also for a token that does not belong to it."""

    status = 404
    code = "no_such_track"
    en = "There is no such track, or this token does not belong to it."
    fr = "Cette piste n’existe pas, ou ce jeton n’est pas le sien."


class TrackGone(Problem):
    """The page may forget what it still has of it."""

    status = 410
    code = "track_gone"
    en = "This is not kept: the recording was deleted, or its person does not want to be recorded."
    fr = "Rien de cela n’est conservé : l’enregistrement a été supprimé, ou la personne n’en veut pas."


class ChunkDiffers(Problem):
    status = 409
    code = "chunk_differs"
    en = "This part of the track was stored before, with other content. The first one is kept."
    fr = "Cette partie de la piste a déjà été enregistrée avec un autre contenu. La première est conservée."


class TrackDiffers(Problem):
    status = 409
    code = "track_differs"
    en = "There is another track with this id already."
    fr = "Il existe déjà une autre piste avec cet identifiant."


class AfterTheEnd(Problem):
    status = 409
    code = "after_the_end"
    en = "This track was closed with fewer parts than that."
    fr = "Cette piste a été close avec moins de parties."


class DigestMissing(Problem):
    status = 400
    code = "digest_missing"
    en = "Content-Digest must hold the SHA-256 of the content, as RFC 9530 writes it."
    fr = "Content-Digest doit contenir le SHA-256 du contenu, écrit selon la RFC 9530."


class DigestMismatch(Problem):
    status = 400
    code = "digest_mismatch"
    en = "What arrived is not what was sent. Please send it again."
    fr = "Ce qui est arrivé n’est pas ce qui a été envoyé. Envoyez-le à nouveau."


class EmptyChunk(Problem):
    status = 422
    code = "empty_chunk"
    en = "There is nothing in this part of the track."
    fr = "Cette partie de la piste est vide."


class ChunkTooLarge(Problem):
    status = 413
    code = "chunk_too_large"
    en = "A part of a track takes at most {limit_bytes} bytes."
    fr = "Une partie de piste prend au plus {limit_bytes} octets."


class BadPart(Problem):
    status = 422
    code = "bad_part"
    en = "What is shown has to be at least a second of a recording that has ended."
    fr = "Ce qui est montré doit être au moins une seconde d’un enregistrement terminé."


class TooManyMarks(Problem):
    status = 409
    code = "too_many_marks"
    en = "A recording has at most {limit} chapters of its own. Delete one first."
    fr = "Un enregistrement a au plus {limit} chapitres ajoutés. Supprimez-en un d’abord."


class BadCaptions(Problem):
    status = 422
    code = "bad_captions"
    en = "This is no WebVTT file with captions: line {line} is not what belongs there. Check the file, and try again."
    fr = "Ce n’est pas un fichier WebVTT de sous-titres : la ligne {line} n’est pas correcte. Vérifiez-le et réessayez."


class TooManyCaptions(Problem):
    status = 409
    code = "too_many_captions"
    en = "A recording has captions in at most {limit} languages. Delete some first."
    fr = "Un enregistrement a des sous-titres en {limit} langues au plus. Supprimez-en d’abord."


class RecordingsFull(Problem):
    status = 507
    code = "recordings_full"
    en = "The recordings of this teacher take all of their {limit_gigabytes} GB. Delete some to record more."
    fr = "Les enregistrements de cet enseignant occupent déjà {limit_gigabytes} Go. Supprimez-en pour continuer."
