"""Every problem of the repository keeps its promises, as its author would see it."""

from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.shell import Shell

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"


@pytest.mark.docker
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in PROBLEMS.iterdir()))
def test_every_example_gets_the_verdict_of_its_folder(shell: Shell, name: str) -> None:
    outcome = shell.judge(
        *("problem", "verify", name, "--json"), CODEROUND_PROBLEMS_DIR=str(PROBLEMS), timeout_s=300
    )
    (report,) = outcome.document()["packages"]
    assert (outcome.code, report["findings"]) == (0, [])
    examples = {example["name"]: example for example in report["examples"]}
    assert [name for name, example in examples.items() if example["ok"] is not True] == []
    for name, verdict in {"accepted": "AC", "wrong_answer": "WA", "run_time_error": "RTE"}.items():
        got = {example["got"] for path, example in examples.items() if path.startswith(f"{name}/")}
        assert got == {verdict}
    verdicts = Counter(example["got"] for example in examples.values())
    assert verdicts["AC"] >= 2
    assert verdicts.total() - verdicts["AC"] >= 5
    assert {"WA", "TLE", "RTE", "MLE"} <= set(verdicts)
