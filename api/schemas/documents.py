"""Documents that are kept as JSON and handed through as they are."""

from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from judge.model.submission import Judging


class _SchemaOfJudging:
    """Describes a stored judging by the model it was made from, without reading it again."""

    @staticmethod
    def __get_pydantic_json_schema__(
        _: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(Judging.__pydantic_core_schema__)


JudgingDocument = Annotated[dict[str, Any], _SchemaOfJudging]
"""The document `coderound.judging/1`."""

JUDGING_EXAMPLE: dict[str, Any] = {
    "schema": "coderound.judging/1",
    "problem": "interval-merge",
    "language": "python3",
    "verdict": "AC",
    "score": 100.0,
    "max_score": 100.0,
    "points": {"correctness": 80.0, "runtime": 20.0, "memory": None},
    "runtime": {
        "ratio": 1.21,
        "interval": [1.18, 1.25],
        "comparison": "slower",
        "rounds": 7,
        "repeated": 0,
        "throttled": 0,
        "noise": 0.02,
        "noise_floor": 0.03,
        "low_confidence": False,
        "submission_ms": 103.2,
        "reference_ms": 85.4,
        "import_ms": 0.3,
        "submission_memory_bytes": 18874368,
        "reference_memory_bytes": 17825792,
        "memory": {"ratio": 1.059, "interval": [0.941, 1.176], "comparison": "uncertain"},
    },
    "complexity": {
        "model": "n log n",
        "exponent": 1.1,
        "interval": [1.04, 1.16],
        "expected": "n log n",
        "worse": False,
        "times": [[1000, 0.41], [2000, 0.87], [4000, 1.9], [8000, 4.1]],
    },
    "groups": [{"name": "secret", "verdict": "AC", "score": 100.0, "max_score": 100.0}],
    "cases": [
        {
            "name": "secret/1",
            "group": "secret",
            "verdict": "AC",
            "cpu_time_ms": 1.2,
            "wall_time_ms": 1.9,
            "memory_bytes": 9437184,
            "score": None,
            "hint": None,
            "feedback": None,
        }
    ],
    "compile": {"ok": True, "message": None, "cpu_time_ms": 3.1},
    "message": None,
    "environment": {},
}
