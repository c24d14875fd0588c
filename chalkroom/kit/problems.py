"""Errors that people see: problem details (RFC 9457), one sentence in each language.

Every expected error of a feature is a subclass in its errors.py:

    class RoomFull(Problem):
        status = 409
        code = "room_full"
        en = "This room is full ({limit} people). Ask the teacher to make a place."
        fr = "…"

    raise RoomFull(limit=6)

What is passed by keyword fills the sentence and is sent along as a member of the problem.
"""

from http import HTTPStatus
from typing import Any

from chalkroom.kit.language import Language


class Problem(Exception):
    status: int = 400
    code: str = "bad_request"
    en: str
    fr: str
    headers: dict[str, str] | None = None

    def __init__(self, **members: Any) -> None:
        super().__init__(self.code)
        self.members = members

    def detail(self, language: Language) -> str:
        return (self.fr if language == "fr" else self.en).format(**self.members)

    def body(self, language: Language) -> dict[str, Any]:
        """The problem as JSON. Members that are not plain JSON belong in a subclass's own body()."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail(language),
            **self.members,
        }


class NotFound(Problem):
    status = 404
    code = "not_found"
    en = "There is nothing here, or it is not yours to see."
    fr = "Il n’y a rien ici, ou cela ne vous est pas accessible."


class NotAllowed(Problem):
    status = 403
    code = "not_allowed"
    en = "You may not do this here."
    fr = "Vous ne pouvez pas faire cela ici."


class Conflict(Problem):
    status = 409
    code = "conflict"
    en = "Someone else changed this at the same moment. Please load it again and repeat your change."
    fr = "Quelqu’un a modifié cela au même moment. Rechargez la page et refaites votre modification."


class ServerFault(Problem):
    status = 500
    code = "server_fault"
    en = "Something went wrong on our side. Nothing was changed; please try again in a moment."
    fr = "Une erreur s’est produite de notre côté. Rien n’a été modifié ; réessayez dans un instant."


class Malformed(Problem):
    status = 400
    code = "malformed"
    en = "The request could not be read. Please send valid JSON."
    fr = "La requête est illisible. Envoyez du JSON valide."


class TooLarge(Problem):
    status = 413
    code = "too_large"
    en = "The request is too large; at most {limit_bytes} bytes are accepted."
    fr = "La requête est trop volumineuse ; {limit_bytes} octets au plus sont acceptés."
