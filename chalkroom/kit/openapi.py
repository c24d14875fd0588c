"""Problems in the OpenAPI document: every route may answer with one, so they are declared once for all of them."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field


class FieldError(BaseModel):
    field: str
    code: str
    message: str


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457). Some problems have members of their own beside these."""

    model_config = ConfigDict(extra="allow", title="Problem")

    type: str
    title: str
    status: int
    code: str = Field(description="stable, for programs")
    detail: str = Field(description="a sentence for people, in their language")
    errors: list[FieldError] = Field(default=[], description="of invalid input, field by field")


def _answer(description: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": reference}}}


# For include_router(responses=…). A range keeps FastAPI from adding its own shape of a 422, which we never send.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": _answer("The request was refused; `code` says why"),
    "503": _answer("The database does not answer"),
}


def describe_problems(api: FastAPI) -> None:
    """Add the schema that PROBLEMS refers to."""
    written = api.openapi

    def openapi() -> dict[str, Any]:
        document = written()
        schema = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        document.setdefault("components", {}).setdefault("schemas", {}).update(
            {**schema.pop("$defs"), "Problem": schema}
        )
        return document

    api.openapi = openapi
