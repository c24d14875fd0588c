"""What can go wrong with a document."""

from chalkroom.kit.problems import Problem


class ReadOnly(Problem):
    status = 409
    code = "read_only"
    en = "This session is over. Its board and code can be read and copied to another session, but not changed."
    fr = "Cette séance est terminée. Son tableau et son code peuvent être lus ou copiés vers une autre, pas modifiés."


class DocumentFull(Problem):
    status = 409
    code = "document_full"
    en = "This would be more than a document may hold ({limit_megabytes} MB). Please delete something first."
    fr = "Cela dépasse la taille permise d’un document ({limit_megabytes} Mo). Supprimez d’abord quelque chose."


class NotInside(Problem):
    status = 403
    code = "not_admitted"
    en = "Board and code open once the teacher has let you in."
    fr = "Le tableau et le code s’ouvrent quand l’enseignant vous a fait entrer."
