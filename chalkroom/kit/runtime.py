"""What lives as long as the process: made once in app.py and handed to routes, sockets and jobs."""

from dataclasses import dataclass
from typing import Annotated

import procrastinate
from fastapi import Depends
from fastapi.requests import HTTPConnection

from chalkroom.kit.database import Database
from chalkroom.kit.limiting import Limiter
from chalkroom.kit.piston import Piston
from chalkroom.kit.storage import Storage
from chalkroom.settings import Settings


@dataclass(frozen=True)
class Runtime:
    settings: Settings
    database: Database
    limiter: Limiter
    jobs: procrastinate.App
    storage: Storage
    piston: Piston | None
    """Runs programs that browsers cannot; None: nobody set one up."""


def _of_connection(connection: HTTPConnection) -> Runtime:
    return connection.app.state.runtime


Run = Annotated[Runtime, Depends(_of_connection)]
