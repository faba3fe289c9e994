"""Problems of the repository keep their promises, as their author would see it.

Verified here are those that have changed since `problems/verified.json` was written, and a share of the
others that changes from day to day; all of them are verified by `make verify-bank`.
"""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judge.package.bank import read_record, to_verify
from judge.package.find import list_packages
from judge.package.load import load_package
from judge.sandbox.image_stages import STANDARD_IMAGES
from tests.cli.command_line import Outcome, start_judge
from tests.conftest import image_is_built

PROBLEMS = Path(__file__).resolve().parents[1] / "problems"
TURN = [
    package.name
    for package in to_verify(
        [load_package(folder) for folder in list_packages(PROBLEMS)],
        read_record(PROBLEMS),
        datetime.now(UTC).date(),
    )
]


@pytest.mark.docker
@pytest.mark.slow
@pytest.mark.parametrize("name", TURN)
def test_a_package_keeps_its_promises_and_its_tests_are_strong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    image = load_package(PROBLEMS / name).image
    if image not in STANDARD_IMAGES and not image_is_built(image):
        pytest.skip(f"needs: judge images build {image}")
    monkeypatch.setenv("CODEROUND_PROBLEMS_DIR", str(PROBLEMS))
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(tmp_path))
    process = start_judge("problem", "verify", name, "--mutants", "--json")
    out, err = process.communicate(timeout=300)
    outcome = Outcome(process.returncode, out, err)
    (report,) = outcome.document()["packages"]
    assert (outcome.code, report["findings"]) == (0, [])
    examples = {example["name"]: example for example in report["examples"]}
    assert [name for name, example in examples.items() if example["ok"] is not True] == []
    for name, verdict in {"accepted": "AC", "wrong_answer": "WA", "run_time_error": "RTE"}.items():
        got = {example["got"] for path, example in examples.items() if path.startswith(f"{name}/")}
        assert got <= {verdict}
    verdicts = Counter(example["got"] for example in examples.values())
    assert verdicts["AC"] >= 2
    assert verdicts.total() - verdicts["AC"] >= 4
    fates = Counter(row["fate"] for row in report["mutants"]["rows"])
    assert fates["killed"] >= 0.95 * (fates["killed"] + fates["survived"]) > 0
