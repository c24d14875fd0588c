"""The OpenAPI document keeps its word: made-up requests, valid or not, are answered as it says, never by a fault."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.accounts.people import a_teacher
from tests.sessions.lessons import a_session

EXAMPLES = 6  # of valid and of invalid data, for each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OUGHT_TO_SUCCEED = {
    "GET /api/auth/me",
    "GET /api/health",
    "GET /api/sessions",
    "POST /api/sessions",
    "GET /api/sessions/{session_id}",
    "PUT /api/sessions/{session_id}",
    "PATCH /api/sessions/{session_id}",
    "PATCH /api/sessions/{session_id}/publish",
    "POST /api/sessions/{session_id}/cancel",
    "DELETE /api/sessions/{session_id}",
    "POST /api/sessions/{session_id}/join",
    "GET /api/sessions/{session_id}/chat",
    "GET /api/sessions/{session_id}/documents/{name}",
    "POST /api/sessions/{session_id}/documents/{name}/copy",
    "POST /api/rooms/{meeting_id}/preview",
    "POST /api/rooms/{meeting_id}/join",
    "POST /api/video/session",
    "GET /api/video/session",
}


@pytest.mark.parametrize("signed_in", [True, False], ids=["teacher", "nobody"])
async def test_every_answer_is_one_that_the_document_describes(server: str, signed_in: bool) -> None:
    async with httpx.AsyncClient(base_url=server, timeout=30) as client:
        document = (await client.get("/api/openapi.json")).json()
        teacher = await a_teacher(client)
        sessions = [await a_session(client, teacher, status=status) for status in ["draft", "scheduled"] * 20]
    trial = Trial(server, teacher.headers if signed_in else {}, cycle(sessions))
    # The server runs on this event loop; the requests come from another thread.
    await asyncio.to_thread(trial.of_everything, document)
    assert trial.wrong == []
    # That nothing was wrong says little where every request was refused.
    assert not signed_in or trial.succeeded >= OUGHT_TO_SUCCEED


@dataclass
class Trial:
    server: str
    headers: dict[str, str]
    sessions: Iterator[dict[str, Any]]
    wrong: list[str] = field(default_factory=list)
    succeeded: set[str] = field(default_factory=set)

    def of_everything(self, document: dict[str, Any]) -> None:
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            assert isinstance(found, Ok), found
            operation = found.ok()
            modes = [GenerationMode.POSITIVE]
            if operation.body or any(operation.iter_parameters()):
                modes.append(GenerationMode.NEGATIVE)
            for mode in modes:
                try:
                    self.of(operation.as_strategy(generation_mode=mode))
                except Exception as failure:  # collected, so that one run shows them all
                    self.wrong.append(f"{operation.label}, {mode.value} data: {failure}")

    def of(self, cases: SearchStrategy[Case]) -> None:
        numbers = cycle(range(3))

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(case=cases)
        def answered_as_described(case: Case) -> None:
            # Two times of three: made-up ids alone would only ever find a 404.
            if next(numbers):
                _make_true(case, next(self.sessions))
            response = case.call(base_url=self.server, headers=self.headers, timeout=30)
            case.validate_response(response, checks=CHECKS)
            if response.status_code < 300:
                self.succeeded.add(case.operation.label)

        answered_as_described()


def _make_true(case: Case, session: dict[str, Any]) -> None:
    """Put in what no schema can know: ids and secrets that exist, a time that is neither past nor left out.

    And no relay, where there is none.
    """
    there = {
        "session_id": session["id"],
        "video_session_id": session["id"],
        "from_session_id": session["id"],
        "continues_session_id": session["id"],
        "booking_id": session["id"],
        "bookingId": session["id"],
        "meeting_id": session["meeting_id"],
        "passcode": session["passcode"],
        "title": session["title"],
        "description": session["description"],
        "starts_at": session["starts_at"],
        "timezone": session["timezone"],
        "capacity": 2,
        "hide_addresses": False,
    }
    for values in (case.path_parameters, case.query, case.body):
        if isinstance(values, dict):
            values.update({name: there[name] for name in values.keys() & there.keys()})
