"""The OpenAPI document is the contract: complete, with examples, and what is really answered."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from api.app import create_app
from api.errors import MEDIA_TYPE
from judge.settings import Settings

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document, without anything being opened."""
    folder = tmp_path_factory.mktemp("openapi")
    return create_app(Settings(data_dir=folder, redis_url="redis://127.0.0.1:1/0")).openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in METHODS
            yield f"{method.upper()} {path}", operation


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    known = {tag["name"] for tag in document["tags"]}
    ids = []
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert set(operation["tags"]) <= known, name
        assert re.fullmatch("[a-z_]+[a-z]", operation["operationId"]), name
        ids.append(operation["operationId"])
    assert len(ids) == len(set(ids))


def test_every_operation_tells_of_its_errors_as_problem_details(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        responses = operation["responses"]
        for status, response in responses.items():
            assert response["description"], f"{name} {status}"
            if int(status) >= 400:
                content = response["content"]
                assert list(content) == [MEDIA_TYPE], f"{name} {status}"
                schema = content[MEDIA_TYPE]["schema"]
                assert schema == {"$ref": "#/components/schemas/ProblemDetails"}
        if "/api/v1" in name:
            assert {"413", "422", "500", "503"} <= set(responses), name
        if operation.get("security"):
            assert {"401", "403"} <= set(responses), name
        if "{" in name:
            assert "404" in responses, name
        if "application/json" in operation.get("requestBody", {}).get("content", {}):
            assert {"400", "413", "415"} <= set(responses), name


def test_everything_versioned_takes_a_key_or_a_session(document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"]
    assert {each["type"] for each in schemes.values()} == {"http", "apiKey"}
    for name, operation in operations(document):
        if "/api/v1" in name and name != "POST /api/v1/session":
            assert {key for each in operation["security"] for key in each} == set(schemes), name


def test_every_body_and_answer_has_a_schema_with_an_example(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name, operation in operations(document):
        bodies = [operation["requestBody"]] if "requestBody" in operation else []
        answers = [each for status, each in operation["responses"].items() if status[0] == "2"]
        for described in (*bodies, *answers):
            for kind, content in described.get("content", {}).items():
                if kind != "application/json":
                    continue
                reference = content["schema"]["$ref"].rpartition("/")[2]
                assert _has_example(schemas, schemas[reference]), f"{name}: {reference}"


def _has_example(schemas: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Whether it has one itself, or each of its parts has."""
    if "examples" in schema or "const" in schema or "enum" in schema or "default" in schema:
        return True
    if "$ref" in schema:
        return _has_example(schemas, schemas[schema["$ref"].rpartition("/")[2]])
    if "items" in schema:
        return _has_example(schemas, schema["items"])
    return bool(schema.get("properties")) and all(
        _has_example(schemas, each) for each in schema["properties"].values()
    )


def test_examples_are_what_their_schemas_say(document: dict[str, Any]) -> None:
    checked = 0
    for name, schema in document["components"]["schemas"].items():
        whole = {**schema, "components": document["components"]}
        validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        for example in schema.get("examples", ()):
            errors = [str(error.message) for error in validator.iter_errors(example)]
            assert not errors, f"{name}: {errors}"
            checked += 1
    assert checked > 15
    problem = document["components"]["schemas"]["ProblemDetails"]
    validator = jsonschema_rs.Draft202012Validator(
        {**problem, "components": document["components"]}
    )
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get(MEDIA_TYPE, {})
            for example in content.get("examples", {}).values():
                validator.validate(example["value"])
                assert example["value"]["status"] == int(status), name


def test_nothing_of_the_framework_shows_through(document: dict[str, Any]) -> None:
    names = set(document["components"]["schemas"])
    assert not names & {"HTTPValidationError", "ValidationError"}
    assert not [name for name in names if "_" in name or "-" in name]


def test_the_paths_are_those_of_version_one_and_of_operators(document: dict[str, Any]) -> None:
    others = {path for path in document["paths"] if not path.startswith("/api/v1/")}
    assert others == {"/healthz", "/readyz", "/metrics", "/version"}


def test_no_page_loads_anything_from_elsewhere(up: Any) -> None:
    nobody = up.client()
    for path in ("/docs", "/redoc", "/api/v1/docs"):
        assert nobody.get(path).status_code == 404


def test_the_guide_names_every_operation(document: dict[str, Any]) -> None:
    guide = (Path(__file__).parents[2] / "docs/api.md").read_text()
    missing = [name for name, _ in operations(document) if f"`{name}`" not in guide]
    assert not missing
