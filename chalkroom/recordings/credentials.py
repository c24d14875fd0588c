"""What is shown over HTTP about recordings by those who show no account."""

from typing import Annotated

from chalkroom.kit.credentials import shown_as

UploadToken = Annotated[str | None, shown_as("Track", "UploadToken")]
"""A page made it for one track: it adds to that, and opens nothing else."""

SharedToken = Annotated[str | None, shown_as("Link", "SharedLink")]
"""Of a link that a teacher gave away."""
