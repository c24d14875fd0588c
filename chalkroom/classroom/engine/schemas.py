"""Programs and what they show, as they travel."""

from typing import Annotated

from pydantic import BaseModel, Field, model_validator

from chalkroom.kit import piston

FileName = Annotated[str, Field(max_length=60, pattern=r"^\w[\w .-]*$")]
"""As web/src/code/files takes them: no folders, nothing hidden."""


class Offer(BaseModel):
    endings: list[str]
    """Of the names of files that the engine runs. Nothing: there is no engine."""


class ProgramFile(BaseModel):
    name: FileName
    content: str


class RunInput(BaseModel):
    files: Annotated[list[ProgramFile], Field(min_length=1, max_length=50)]
    entry: FileName
    """The file that is run."""
    stdin: str = ""

    @model_validator(mode="after")
    def _entry_is_among_the_files(self) -> "RunInput":
        names = [file.name for file in self.files]
        if self.entry not in names or len(set(names)) < len(names):
            raise ValueError("entry names one of the files, and no two files have one name")
        return self


class Stage(BaseModel):
    stdout: str
    stderr: str
    code: int | None
    """The exit code; null: a signal ended it."""
    signal: str | None

    @classmethod
    def of(cls, stage: piston.Stage, limit: int) -> "Stage":
        """At most `limit` characters of each stream: its end, which says most."""
        return cls(stdout=stage.stdout[-limit:], stderr=stage.stderr[-limit:], code=stage.code, signal=stage.signal)


class RunAnswer(BaseModel):
    compile: Stage | None
    """Null: nothing is compiled in this language."""
    run: Stage | None
    """Null: it could not be compiled."""
