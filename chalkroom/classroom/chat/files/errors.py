"""What can go wrong with a file."""

from chalkroom.kit.problems import Problem


class NoSuchFile(Problem):
    """Also for a file that the asker may not see, for one that was deleted, and for one that belongs elsewhere."""

    status = 404
    code = "no_such_file"
    en = "This file is not there any more, or it is not yours to see."
    fr = "Ce fichier n’existe plus, ou il ne vous est pas accessible."


class FileTooLarge(Problem):
    status = 413
    code = "file_too_large"
    en = "This file is too large: {limit_megabytes} MB at most. Make it smaller, or share a link to it."
    fr = "Ce fichier est trop volumineux : {limit_megabytes} Mo au plus. Réduisez-le, ou partagez un lien."


class SessionFilesFull(Problem):
    status = 409
    code = "session_files_full"
    en = "The files of this session would take more than {limit_megabytes} MB. Delete some, or share a link."
    fr = "Les fichiers de cette séance dépasseraient {limit_megabytes} Mo. Supprimez-en, ou partagez un lien."


class TooManyUnsent(Problem):
    status = 409
    code = "too_many_unsent"
    en = "You have attached {limit} files without sending them. Send or remove some first."
    fr = "Vous avez joint {limit} fichiers sans les envoyer. Envoyez-en ou retirez-en d’abord."


class EmptyFile(Problem):
    status = 422
    code = "empty_file"
    en = "This file is empty. Save it again on your device, then attach it once more."
    fr = "Ce fichier est vide. Enregistrez-le de nouveau sur votre appareil, puis joignez-le."


class KindNotAccepted(Problem):
    status = 415
    code = "file_type_not_accepted"
    en = (
        "Files of this kind are not accepted here. Pictures, PDF, office documents, sound, video, text and ZIP "
        "archives are; put anything else into a ZIP."
    )
    fr = (
        "Ce type de fichier n’est pas accepté ici. Images, PDF, documents bureautiques, sons, vidéos, textes et "
        "archives ZIP le sont ; mettez le reste dans un ZIP."
    )


class RangeNotThere(Problem):
    status = 416
    code = "range_not_there"
    en = "The file has no such part; it is {size} bytes long."
    fr = "Le fichier n’a pas cette partie ; il fait {size} octets."

    def __init__(self, size: int) -> None:
        super().__init__(size=size)
        self.headers = {"Content-Range": f"bytes */{size}"}
