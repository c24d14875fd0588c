"""What a page shows that adds to a track: the token that it made for it, which opens nothing else."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import APIKeyHeader

_Shown = Annotated[
    str | None,
    Depends(APIKeyHeader(name="Authorization", scheme_name="UploadToken", auto_error=False, description="Track …")),
]


def _upload_token(shown: _Shown) -> str | None:
    scheme, _, token = (shown or "").partition(" ")
    return token.strip() if scheme.lower() == "track" else None


UploadToken = Annotated[str | None, Depends(_upload_token)]
