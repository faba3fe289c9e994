"""Trials on samples and custom input."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from api.base import Document, Id, Shown, Source
from api.schemas.submissions import SOURCE_EXAMPLE, Program
from judge.model.stored import Run as StoredRun
from judge.service.runs import MAX_INPUTS, NewRun

RUN_EXAMPLE: dict[str, Any] = {
    "id": "01JD0G3Q8V6T5C2X9WZK4M7N1P",
    "language": "python3",
    "problem_version": 3,
    "created_at": "2026-01-31T12:00:00Z",
    "state": "pending",
    "result": None,
}


class RunRequest(Program):
    """A program to be tried on the samples and on inputs of one's own."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "problem": "interval-merge",
                    "language": "python3",
                    "source": SOURCE_EXAMPLE,
                    "inputs": ["[[[5, 6], [1, 2]]]"],
                }
            ]
        }
    )

    inputs: Annotated[list[Source], Field(max_length=MAX_INPUTS)] = []

    def new(self) -> NewRun:
        """As the service takes it."""
        return NewRun(
            problem=self.problem,
            language=self.language,
            source=self.source,
            files=self.new_files(),
            entry=self.entry,
            inputs=tuple(self.inputs),
        )


class Run(Shown):
    """A trial. It is forgotten after a while."""

    model_config = ConfigDict(json_schema_extra={"examples": [RUN_EXAMPLE]})

    id: Id
    language: str
    problem_version: int
    created_at: datetime
    state: Literal["pending", "done"]
    result: Document | None = Field(description="The document `coderound.run/1` once it is done.")

    @classmethod
    def of(cls, stored: StoredRun, version: int) -> "Run":
        """A stored run, and the number of its problem's version, as it is shown."""
        return cls(
            id=stored.id,
            language=stored.language,
            problem_version=version,
            created_at=stored.created_at,
            state="pending" if stored.result is None else "done",
            result=stored.result,
        )
