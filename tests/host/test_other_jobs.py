"""Runs, verifications and builds, on a real queue, store and engine."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from judge.model.ids import new_id
from judge.model.problem import ProblemKind
from judge.model.stored import JobKind, JobState, ProblemVersion, VersionState, WebhookEndpoint
from judge.package.new import create_package
from tests.host.conftest import MakePackage
from tests.host.house import House, until
from tests.host.solutions import BROKEN, RIGHT, WRONG

pytestmark = pytest.mark.docker


def result_of(home: House, run_id: str) -> dict[str, Any]:
    """The document of a run, once it is there."""

    def found() -> dict[str, Any] | None:
        with home.store.read() as tx:
            run = tx.runs.get(run_id)
        assert run is not None
        return run.result

    return until(found)


def version_when_done(home: House, version: ProblemVersion) -> ProblemVersion:
    """A version, once its job is done."""
    until(lambda: home.job_is(version.id, JobState.DONE))
    with home.store.read() as tx:
        found = tx.problems.version(version.id)
    assert found is not None
    return found


def wants_to_be_told(home: House) -> str:
    """An endpoint of the packages' author for what becomes of them."""
    endpoint = WebhookEndpoint(
        id=new_id(),
        user_id=home.user_id,
        url="https://example.org/",
        secret="whsec_",
        events=("problem.verified",),
        created_at=datetime.now(UTC),
    )
    with home.store.write() as tx:
        tx.webhooks.add(endpoint)
    return endpoint.id


def states_told(home: House, endpoint_id: str) -> list[str]:
    with home.store.read() as tx:
        sent = tx.webhooks.deliveries_of(endpoint_id, before=None, limit=9)
    return [delivery.payload["data"]["state"] for delivery in sent]


def test_a_run_shows_samples_and_answers_custom_inputs(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot():
        right = home.run(version, RIGHT, "[[1, -1, 5]]", '[["x"]]', "[[2000]]", "no JSON")
        wrong = home.run(version, WRONG, "[[3]]")
        broken = home.run(version, BROKEN, "[[3]]")
        result = result_of(home, right)
        failed, uncompiled = result_of(home, wrong), result_of(home, broken)
    assert result["schema"] == "coderound.run/1"
    assert (result["verdict"], result["compile"]["ok"]) == ("AC", True)
    sample, custom, *invalid = result["cases"]
    assert (sample["name"], sample["custom"], sample["verdict"]) == ("sample/1", False, "AC")
    assert (custom["name"], custom["custom"], custom["verdict"]) == ("custom/1", True, "AC")
    assert (custom["feedback"]["answer"], custom["feedback"]["output"]) == ("5", "5")
    assert [case["verdict"] for case in invalid] == [None, None, None]
    assert all(case["name"] in case["error"] for case in invalid)
    assert failed["verdict"] == "WA"
    assert [case["verdict"] for case in failed["cases"]] == ["AC", "WA"]
    assert (uncompiled["verdict"], uncompiled["cases"]) == ("CE", [])
    assert "solution.py" in uncompiled["compile"]["message"]
    until(lambda: home.told(right)[-1] == "done")


def test_custom_inputs_of_a_class_are_lists_of_operations(home: House, tmp_path: Path) -> None:
    root = tmp_path / "a-class"
    create_package(root, ProblemKind.CLASS)
    sample = (root / "data/sample/1.in").read_text()
    model = next((root / "submissions/accepted").iterdir()).read_text()
    version = home.add_problem(root)
    with home.slot():
        result = result_of(home, home.run(version, model, sample, "[]"))
    (_, custom, invalid) = result["cases"]
    assert custom["verdict"] == "AC"
    assert custom["feedback"]["answer"] == custom["feedback"]["output"]
    assert invalid["error"]


def test_without_a_model_solution_a_custom_input_has_no_expected_answer(
    home: House, tmp_path: Path
) -> None:
    root = tmp_path / "doubled"
    files = {
        "problem.yaml": 'problem_format_version: "2025-09"\nname: Doubled\n'
        "uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7d\nlimits: {time_limit: 1}\n",
        "data/sample/1.in": "1\n",
        "data/sample/1.ans": "2\n",
        "data/secret/1.in": "4\n",
        "data/secret/1.ans": "8\n",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    version = home.add_problem(root)
    with home.slot():
        result = result_of(home, home.run(version, "print(2 * int(input()))\n", "21\n", "x\n"))
    (_, custom, failing) = result["cases"]
    assert (custom["verdict"], custom["feedback"]["answer"]) == ("AC", None)
    assert custom["feedback"]["output"] == "42\n"
    assert failing["verdict"] == "RTE"


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        (VersionState.VERIFYING, VersionState.PUBLISHED),
        (VersionState.CHECKING, VersionState.VERIFIED),
    ],
)
def test_a_package_that_keeps_its_promises_passes(
    home: House, package: Path, asked: VersionState, then: VersionState
) -> None:
    version = home.add_problem(package, asked, JobKind.VERIFICATION)
    with home.slot():
        found = version_when_done(home, version)
    assert found.state is then
    assert found.verification is not None
    assert found.verification["ok"] is True
    assert found.manifest.limits is not None
    assert found.manifest.samples is not None
    assert [(each.name, each.answer) for each in found.manifest.samples] == [("sample/1", "7\n")]


def test_a_package_that_breaks_its_promises_is_rejected_with_what_was_found(
    home: House, package_with: MakePackage
) -> None:
    lying = package_with({"submissions/accepted/lies.py": "def largest_sum(n):\n    return 1\n"})
    version = home.add_problem(lying, VersionState.VERIFYING, JobKind.VERIFICATION)
    endpoint = wants_to_be_told(home)
    with home.slot():
        found = version_when_done(home, version)
    assert found.state is VersionState.REJECTED
    assert found.verification is not None
    assert found.verification["ok"] is False
    assert "lies.py" in str(found.verification["findings"])
    assert states_told(home, endpoint) == ["rejected"]


def test_a_package_that_cannot_be_built_is_rejected_with_the_reason(
    home: House, package_with: MakePackage
) -> None:
    failing = package_with({"generators/numbers.py": "raise SystemExit('no numbers today')"})
    version = home.add_problem(failing, VersionState.VERIFYING, JobKind.VERIFICATION)
    endpoint = wants_to_be_told(home)
    with home.slot():
        found = version_when_done(home, version)
    assert found.state is VersionState.REJECTED
    assert found.verification is not None
    assert "no numbers today" in found.verification["message"]
    assert str(home.settings.data_dir) not in found.verification["message"]
    assert states_told(home, endpoint) == ["rejected"]


def test_a_package_of_the_operators_own_is_built_and_stays_published(
    home: House, package: Path
) -> None:
    version = home.add_problem(package, VersionState.PUBLISHED, JobKind.BUILD)
    endpoint = wants_to_be_told(home)
    with home.slot():
        found = version_when_done(home, version)
    assert found.state is VersionState.PUBLISHED
    assert found.manifest.samples is not None
    assert found.manifest.limits is not None
    assert states_told(home, endpoint) == []
