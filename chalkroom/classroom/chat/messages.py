"""The payloads of chat, as docs/protocol.md describes them."""

import re
import unicodedata
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from chalkroom.classroom.chat.files.service import FILES_PER_MESSAGE
from chalkroom.classroom.messages import ConnectionId, FromClient, Id
from chalkroom.kit.validation import InvalidField

LONGEST_TEXT = 4000
_UNTRIMMED = 2 * LONGEST_TEXT
LARGEST_ID = 2**53 - 1  # what every client's numbers hold exactly

# Overrides and isolates that nobody closes rewrite the order of what stands around them.
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\u2028\u2029]")
_BLANK_LINES_BEFORE = re.compile(r"\A(?:[^\S\n]*\n)+")


def _chat_text(typed: str) -> str:
    text = _trimmed(typed)
    if not text:
        raise _missing()
    return text


def _trimmed(typed: str) -> str:
    """As it was typed or pasted, indentation and all, without what nobody sees: a refusal would help nobody."""
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", typed))
    visible = "".join(letter for letter in lines if letter in "\n\t" or not _is_hidden(letter))
    text = _BLANK_LINES_BEFORE.sub("", visible).rstrip()
    if not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text):
        return ""
    if len(text) > LONGEST_TEXT:
        raise InvalidField(
            "string_too_long",
            f"Please write at most {LONGEST_TEXT} characters; a longer text fits into two messages.",
            f"Saisissez au plus {LONGEST_TEXT} caractères ; un texte plus long tient en deux messages.",
        )
    return text


def _missing() -> InvalidField:
    return InvalidField("missing", "Please write a message.", "Écrivez un message.")


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or letter in _BIDIRECTIONAL


AnyText = Annotated[str, StringConstraints(max_length=_UNTRIMMED), AfterValidator(_trimmed)]
ChatText = Annotated[str, StringConstraints(max_length=_UNTRIMMED), AfterValidator(_chat_text)]


def _each_once(files: list[UUID]) -> list[UUID]:
    return list(dict.fromkeys(files))


def _needed_without_files(text: str, before: ValidationInfo) -> str:
    if not text and not before.data.get("files"):
        raise _missing()
    return text


FileId = Annotated[UUID, Field(strict=False)]  # JSON has no UUIDs, only text
MessageId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Chat(FromClient):
    client_id: ConnectionId
    # Checked before the text, which may be empty where there are files.
    files: Annotated[list[FileId], Field(max_length=FILES_PER_MESSAGE), AfterValidator(_each_once)] = []
    text: Annotated[AnyText, AfterValidator(_needed_without_files)]
    to: Id | None = None
    reply_to: MessageId | None = None


class ChatEdit(FromClient):
    id: MessageId
    text: ChatText


class ChatDelete(FromClient):
    id: MessageId


class ChatHistoryAsked(FromClient):
    before: MessageId | None = None
