"""`judge doctor`, `judge images` and `judge demo` on this host."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from judge.sandbox.image_stages import image_reference
from tests.cli.command_line import Judge, start_judge


@pytest.mark.docker
def test_a_host_that_can_judge_is_told_so(judge: Judge) -> None:
    outcome = judge("doctor")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "This machine can judge."
    assert image_reference("python") in outcome.out


@pytest.mark.docker
def test_every_finding_has_a_status_and_a_reason(judge: Judge) -> None:
    document = judge("doctor", "--json").document()
    assert document["schema"] == "coderound.doctor/1"
    assert document["can_judge"] is True
    checks = {finding["check"]: finding for finding in document["findings"]}
    assert {"Docker engine", "cgroups", "memory limit", "swap limit", "process limit"} <= set(
        checks
    )
    assert {"seccomp", "image python", "swap", "CPU frequency", "SMT", "load"} <= set(checks)
    for finding in checks.values():
        assert finding["seen"]
        assert finding["why"]
        assert (finding["fix"] is None) is (finding["status"] == "ok")


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_the_rest_is_still_examined(workplace: Path) -> None:
    process = start_judge("doctor", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (3, "")
    document = json.loads(out)
    assert document["can_judge"] is False
    checks = {finding["check"]: finding for finding in document["findings"]}
    assert checks["Docker engine"]["status"] == "problem"
    assert "load" in checks


@pytest.mark.docker
def test_a_runtime_that_the_engine_lacks_is_a_problem(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_DOCKER_RUNTIME", "no-such-runtime")
    outcome = judge("doctor")
    assert outcome.code == 3
    assert "no-such-runtime is set" in outcome.out


@pytest.mark.docker
def test_the_noise_floor_is_measured_once_and_shown_from_then_on(
    judge: Judge, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(workplace / "data"))
    before = judge("doctor", "--json").document()
    assert before["noise"] is None
    assert "judge doctor --noise" in noise_finding(before)["seen"]
    measured = judge("doctor", "--noise", "--json").document()
    assert measured["noise"]["schema"] == "coderound.noise/1"
    assert 0 < measured["noise"]["floor"] < 2
    assert 0 <= measured["noise"]["waiting"] <= measured["noise"]["runs"] == 60
    assert "another system" not in noise_finding(measured)["why"]
    assert judge("doctor", "--json").document()["noise"] == measured["noise"]
    assert "times of the same work differ by" in " ".join(judge("doctor").out.split())
    (workplace / "data" / "noise.json").write_text("{}")
    damaged = judge("doctor", "--json").document()
    assert damaged["noise"] is None
    assert noise_finding(damaged)["status"] == "warning"


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_no_noise_is_measured(
    judge: Judge, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(workplace / "data"))
    outcome = judge("doctor", "--noise", "--json")
    assert outcome.code == 3
    assert outcome.document()["noise"] is None
    assert not (workplace / "data").exists()


def noise_finding(document: dict[str, Any]) -> dict[str, Any]:
    """What `judge doctor` says of the noise floor."""
    found = [each for each in document["findings"] if each["check"] == "noise floor"]
    assert len(found) == 1
    return dict(found[0])


@pytest.mark.docker
def test_images_are_listed_with_their_state(judge: Judge) -> None:
    document = judge("images", "list", "--json").document()
    assert document["schema"] == "coderound.images/1"
    images = {image["name"]: image for image in document["images"]}
    assert images["python"]["reference"] == image_reference("python")
    assert images["python"]["built"] is True
    rows = [line.split() for line in judge("images", "list").out.splitlines()]
    assert any(row[:3] == ["python", image_reference("python"), "built"] for row in rows)


@pytest.mark.docker
def test_an_image_that_is_there_is_not_built_again(judge: Judge) -> None:
    outcome = judge("images", "build", "python")
    assert (outcome.code, outcome.out) == (0, f"{image_reference('python')}\n")


@pytest.mark.docker
def test_an_unknown_image_is_the_callers_mistake(judge: Judge) -> None:
    outcome = judge("images", "build", "fortran")
    assert outcome.code == 2
    assert "python" in outcome.err


@pytest.mark.docker
def test_the_demo_ends_with_a_table_of_what_was_expected(judge: Judge, problems: Path) -> None:
    outcome = judge("demo")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    rows = [line.split() for line in lines]
    assert any(row[:4] == ["a-class", "accepted/one_number.py", "AC", "AC"] for row in rows)
    assert any(row[:4] == ["a-stdio", "wrong_answer/ignores_signs.py", "WA", "WA"] for row in rows)
    assert lines[-1] == "6 of 6 submissions judged as expected."


@pytest.mark.docker
def test_a_demo_with_a_surprise_fails(
    judge: Judge, problems: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workplace / "problems" / "a-function"
    shutil.copytree(problems / "a-function", folder)
    examples = folder / "submissions"
    (examples / "wrong_answer/never_empty.py").rename(examples / "accepted/a.py")
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(folder.parent))
    outcome = judge("demo")
    assert outcome.code == 1
    assert "a-function accepted/a.py: WA on secret/01-small/all-negative" in outcome.out


def test_a_demo_needs_problems(
    judge: Judge, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(workplace))
    outcome = judge("demo")
    assert outcome.code == 2
    assert "CODEROUND_PROBLEMS_DIR" in outcome.err
