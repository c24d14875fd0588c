"""Bodies that are files: their size is announced, and they are counted as they arrive."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request
from starlette.requests import ClientDisconnect

from chalkroom.kit.problems import Problem

STALLED_SECONDS = 60
MOST_DIGITS = 15
"""More digits than any size has would be slow to read as a number."""


class LengthRequired(Problem):
    status = 411
    code = "length_required"
    en = "The size of the file was not announced (Content-Length)."
    fr = "La taille du fichier n’a pas été annoncée (Content-Length)."


class UploadIncomplete(Problem):
    status = 400
    code = "upload_incomplete"
    en = "The file did not arrive whole. Please send it again."
    fr = "Le fichier n’est pas arrivé en entier. Envoyez-le à nouveau."


class UploadStalled(Problem):
    status = 408
    code = "upload_stalled"
    en = "Nothing of the file arrived for a while. Please check your connection and send it again."
    fr = "Rien de ce fichier n’est arrivé depuis un moment. Vérifiez votre connexion, puis renvoyez-le."


def announced_size(request: Request) -> int:
    """Bytes, as Content-Length has them; more than anybody accepts where it has more digits than any size."""
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise LengthRequired()
    return int(length[:MOST_DIGITS])


async def arriving(request: Request, announced: int) -> AsyncIterator[bytes]:
    """The body, counted as it comes: neither more nor less than was announced."""
    received = 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(STALLED_SECONDS):
                piece = await anext(stream, None)
        except TimeoutError as error:
            raise UploadStalled() from error
        except ClientDisconnect as error:
            raise UploadIncomplete() from error
        if piece is None:
            break
        received += len(piece)
        if received > announced:
            raise UploadIncomplete()
        if piece:
            yield piece
    if received < announced:
        raise UploadIncomplete()
