"""The OpenAPI document: the contract, with what the framework leaves out."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.base import Sent, Shown
from api.errors import ProblemDetails

API_PREFIX = "/api/v1"
DESCRIPTION = """\
Judges code written for coding rounds: problems with hidden tests and submissions in, verdicts out.

Every error is a problem document (RFC 9457). Lists come in pages: follow `next`, or the header `Link`.
"""
TAGS: list[dict[str, Any]] = [
    {"name": "problems", "description": "What is to be solved."},
    {"name": "submissions", "description": "Source sent by a solver, and its judgings."},
    {"name": "runs", "description": "Trials on samples and custom input."},
    {"name": "rejudges", "description": "Judging again, with a preview of what would change."},
    {"name": "languages", "description": "What submissions may be written in."},
    {"name": "accounts", "description": "Users, API keys and login sessions."},
    {"name": "webhooks", "description": "Being told of what happened (Standard Webhooks)."},
    {"name": "operations", "description": "For those who run the service."},
    {"name": "health", "description": "Is it there?"},
]


def complete(app: FastAPI) -> None:
    """Let an app's OpenAPI document describe errors as well."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to change it


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        tags=TAGS,
        routes=app.routes,
    )
    _, described = models_json_schema(
        [(ProblemDetails, "serialization")], ref_template="#/components/schemas/{model}"
    )
    schemas = document["components"]["schemas"]
    schemas.update(described["$defs"])
    # The framework drops what is null, in examples too.
    for model in (*_below(Sent), *_below(Shown)):
        extra = model.model_config.get("json_schema_extra")
        if model.__name__ in schemas and isinstance(extra, dict):
            schemas[model.__name__].update(extra)
    return document


def _below(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from _below(model)
