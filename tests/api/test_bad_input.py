"""Whatever is sent, the answer is a problem document that says what is wrong and repeats little."""

import io
import json
import zipfile
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import orjson
import pytest

from api.middleware import MAX_HEADER_BYTES, MAX_JSON_BYTES
from tests.api.running import PROBLEM, SOURCE, Running, Somebody, zipped
from tests.service.conftest import FILES

JSON = {"Content-Type": "application/json"}
NASTY = {
    "sql": "'; DROP TABLE submissions; --",
    "html": "<script>alert(1)</script>",
    "nul": "a\0b",
    "surrogate": "a\ud800b",
    "percent": "%s%n{0}${x}",
    "unicode": "\u202e\u0000\uffff",
    "long": "x" * 70_000,
    "empty": "",
    "blank": " \n\t",
}


def post(who: Somebody, path: str, body: object) -> httpx.Response:
    # json.dumps writes half a surrogate pair as an escape, which is JSON; orjson and httpx refuse to.
    return who.http.post(f"/api/v1/{path}", content=json.dumps(body).encode(), headers=JSON)


def assert_problem(answer: httpx.Response, status: int | None = None) -> None:
    """It is a problem document, with this status."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    document = answer.json()
    assert document["status"] == answer.status_code
    assert {"type", "title", "detail", "request_id"} <= set(document)
    assert document["request_id"] == answer.headers["X-Request-ID"]
    assert len(answer.content) < 10_000
    if status is not None:
        assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"nonsense", b'{"a": 1,}', b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b'"\\x"'],
    ids=repr,
)
def test_a_body_that_is_no_json_is_refused(solver: Somebody, content: bytes) -> None:
    answer = solver.http.post("/api/v1/submissions", content=content, headers=JSON)
    assert_problem(answer)
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense"])
def test_a_body_of_another_kind_is_refused(solver: Somebody, kind: str) -> None:
    body = b'{"problem": "doubled"}'
    answer = solver.http.post("/api/v1/submissions", content=body, headers={"Content-Type": kind})
    assert_problem(answer, 415)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"language": None}, "#/language"),
        ({"problem": 7}, "#/problem"),
        ({"source": ["x"]}, "#/source"),
        ({"source": 1.5}, "#/source"),
        ({"files": {}}, "#/files"),
        ({"files": [{"name": "a.py"}]}, "#/files/0/content"),
        ({"files": []}, "#/files"),
        ({"bulk": "yes"}, "#/bulk"),
        ({"misspelt": 1}, "#/misspelt"),
        ({"a/b~c": 1}, "#/a~1b~0c"),
    ],
)
def test_a_wrong_field_is_pointed_at(
    solver: Somebody, change: dict[str, object], pointer: str
) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE, **change}
    answer = post(solver, "submissions", body)
    assert_problem(answer, 422)
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"problem": "unknown"}, 404),
        ({"problem": "../doubled"}, 422),
        ({"language": "cobol"}, 422),
        ({"source": "x" * 200_000}, 422),
        ({"source": ""}, 422),
        ({"source": None}, 422),
        ({"files": [{"name": "solution.py", "content": SOURCE}]}, 422),
        ({"source": None, "files": [{"name": "../../etc/passwd", "content": "x"}]}, 422),
        ({"source": None, "files": [{"name": "/solution.py", "content": "x"}]}, 422),
        ({"source": None, "files": [{"name": "a.py", "content": SOURCE}] * 2}, 422),
        ({"entry": "nowhere.py"}, 422),
    ],
    ids=str,
)
def test_a_submission_that_cannot_be_judged_is_refused(
    solver: Somebody, change: dict[str, object], status: int
) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE, **change}
    assert_problem(post(solver, "submissions", body), status)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("submissions", {"problem": PROBLEM, "language": "python3", "source": SOURCE}, "problem"),
        ("submissions", {"problem": PROBLEM, "language": "python3", "source": SOURCE}, "language"),
        ("submissions", {"problem": PROBLEM, "language": "python3"}, "source"),
        ("submissions", {"problem": PROBLEM, "language": "python3", "source": SOURCE}, "entry"),
        ("runs", {"problem": PROBLEM, "language": "python3"}, "source"),
        ("rejudges", {"filter": {"problem": PROBLEM}}, "reason"),
        ("keys", {}, "name"),
        ("users", {"role": "solver"}, "name"),
        ("users", {"role": "solver", "name": "somebody"}, "password"),
        ("session", {"password": "x" * 12}, "name"),
        ("session", {"name": "admin"}, "password"),
        ("webhooks", {"events": ["judging.done"]}, "url"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_nasty_text_is_refused_or_kept_as_it_is(
    admin: Somebody, path: str, body: dict[str, object], field: str, text: str
) -> None:
    answer = post(admin, path, {**body, field: text})
    if answer.status_code < 400:
        stored = answer.json()
        assert stored.get(field, text) == text
    else:
        assert_problem(answer)
        assert answer.status_code < 500
        assert "password" not in field or text not in answer.text or len(text) < 3


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_a_nasty_search_finds_nothing(solver: Somebody, text: str) -> None:
    params = {"search": text[:5000].encode("utf-8", "surrogatepass")}
    answer = solver.http.get(f"/api/v1/problems?{urlencode(params)}")
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("name", ["text", "list", "inputs"])
def test_nasty_inputs_of_a_run_are_refused(solver: Somebody, name: str) -> None:
    inputs = {"text": "1", "list": [1], "inputs": ["1"] * 11}[name]
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE, "inputs": inputs}
    assert_problem(post(solver, "runs", body), 422)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(solver: Somebody) -> None:
    answer = solver.http.post(
        "/api/v1/submissions", content=b" " * (MAX_JSON_BYTES + 1), headers=JSON
    )
    assert_problem(answer, 413)


@pytest.mark.parametrize("path", ["submissions", "problems"])
def test_a_body_of_unstated_size_is_counted(author: Somebody, path: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(64):
            yield b" " * 100_000

    kind = "application/zip" if path == "problems" else "application/json"
    answer = author.http.post(f"/api/v1/{path}", content=endless(), headers={"Content-Type": kind})
    assert_problem(answer, 413)


def test_headers_that_are_too_large_are_refused(solver: Somebody) -> None:
    answer = solver.http.get("/api/v1/me", headers={"X-Much": "x" * MAX_HEADER_BYTES})
    assert_problem(answer, 431)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/api/v2/problems", 404),
        ("GET", "/api/v1/problems/", 404),
        ("GET", "/api/v1/submissions/1", 404),
        ("GET", "/api/v1/submissions/%00", 404),
        ("GET", "/api/v1/problems/..%2f..%2fetc", 404),
        ("GET", "/api/v1/problems/unknown", 404),
        ("GET", "/api/v1/problems/doubled/starter/cobol", 404),
        ("GET", "/api/v1/problems/doubled/versions/99", 404),
        ("GET", "/api/v1/problems/doubled/versions/0", 404),
        ("GET", "/api/v1/problems/doubled/versions/99999999999999999999", 404),
        ("GET", f"/api/v1/rejudges/{'0' * 26}", 404),
        ("GET", f"/api/v1/runs/{'0' * 26}", 404),
        ("GET", f"/api/v1/users/{'0' * 26}", 404),
        ("DELETE", f"/api/v1/keys/{'0' * 26}", 404),
        ("DELETE", f"/api/v1/webhooks/{'0' * 26}", 404),
        ("POST", f"/api/v1/queue/dead/{'0' * 26}/retry", 404),
        ("DELETE", "/api/v1/submissions", 405),
        ("TRACE", "/api/v1/submissions", 405),
    ],
)
def test_what_is_not_there_is_not_found(
    admin: Somebody, method: str, path: str, status: int
) -> None:
    answer = admin.http.request(method, path)
    assert_problem(answer, status)
    if status == 405:
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("header", ["Idempotency-Key", "Last-Event-ID"])
@pytest.mark.parametrize("value", ["", "x" * 300, "two words", "\xe9"])
def test_a_nasty_header_is_refused(solver: Somebody, header: str, value: str) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
    headers = {header.encode(): value.encode("latin-1")}
    if header == "Idempotency-Key":
        answer = solver.http.post("/api/v1/submissions", json=body, headers=headers)
    else:
        submission = solver.http.post("/api/v1/submissions", json=body).json()["id"]
        answer = solver.http.get(f"/api/v1/submissions/{submission}/events", headers=headers)
    assert_problem(answer, 422)


def test_a_request_id_of_the_callers_own_is_kept_if_it_may_be(solver: Somebody) -> None:
    kept = solver.http.get("/api/v1/me", headers={"X-Request-ID": "abc-1"})
    assert kept.headers["X-Request-ID"] == "abc-1"
    replaced = solver.http.get("/api/v1/me", headers={"X-Request-ID": 'x" y'})
    assert '"' not in replaced.headers["X-Request-ID"]


def archive_with(name: str, content: bytes = b"x", mode: int = 0o100644) -> bytes:
    file = io.BytesIO(zipped(FILES))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x05\x06" + b"\0" * 18,
        b"nonsense",
        zipped(FILES)[:-30],
        zipped({name: text for name, text in FILES.items() if name != "problem.yaml"}),
        zipped({**FILES, "problem.yaml": "name: ["}),
        zipped({**FILES, "judge.yaml": "kind: telepathy\n"}),
        archive_with("../evil.py"),
        archive_with("/etc/passwd"),
        archive_with("doubled/data/secret/x.in", b"/etc/passwd", 0o120777),
        archive_with("doubled/data/secret/bomb.in", b"\0" * (8 * 1024 * 1024)),
        archive_with("doubled/pipe", b"", 0o010644),
    ],
    ids=[
        "nothing",
        "empty",
        "nonsense",
        "cut",
        "no-problem-yaml",
        "bad-yaml",
        "bad-kind",
        "slip",
        "absolute",
        "link",
        "bomb",
        "pipe",
    ],
)
@pytest.mark.parametrize("as_form", [False, True])
def test_a_package_that_is_none_is_refused(
    up: Running, author: Somebody, content: bytes, as_form: bool
) -> None:
    if as_form:
        answer = author.http.post(
            "/api/v1/problems?name=bad", files={"package": ("bad.zip", content)}
        )
    else:
        answer = author.http.post(
            "/api/v1/problems?name=bad",
            content=content,
            headers={"Content-Type": "application/zip"},
        )
    assert_problem(answer, 422)
    assert answer.json()["type"] in ("urn:coderound:package", "urn:coderound:not-supported")
    assert str(up.settings.data_dir) not in answer.text
    assert "/tmp" not in answer.text


def test_a_form_without_a_package_is_refused(author: Somebody) -> None:
    answer = author.http.post("/api/v1/problems", files={"other": ("x.zip", b"x")})
    assert_problem(answer, 400)
    answer = author.http.post("/api/v1/problems", data={"package": "text"})
    assert_problem(answer, 415)
    form = {"Content-Type": "multipart/form-data"}
    assert_problem(author.http.post("/api/v1/problems", content=b"x", headers=form), 400)


def test_errors_repeat_nothing_large(solver: Somebody) -> None:
    body = {f"{'k' * 5000}{number}": "v" * 5000 for number in range(50)}
    answer = solver.http.post("/api/v1/submissions", content=orjson.dumps(body), headers=JSON)
    assert_problem(answer, 422)
