"""docs/packages.md names everything that an author can write."""

import re
from pathlib import Path

import pytest

from judge.model.signature import SIMPLE_WORDS
from judge.package import judge_yaml, problem_yaml
from judge.package.checker_spec import COMPARE_WORDS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "packages.md").read_text(encoding="utf-8")
FOLDERS = (
    "accepted", "rejected", "wrong_answer", "time_limit_exceeded", "run_time_error", "brute_force",
    "partially_accepted",
)  # fmt: skip


def keys_read_by(module_file: str | None) -> set[str]:
    """Keys that a module reads, as they stand in its source."""
    source = Path(str(module_file)).read_text(encoding="utf-8")
    call = r"\.(?:text|need_text|choice|boolean|number|whole|texts|mapping)\(\s*\"(\w+)\""
    return set(re.findall(call, source))


@pytest.mark.parametrize("word", [*SIMPLE_WORDS, *COMPARE_WORDS, *FOLDERS])
def test_every_word_is_documented(word: str) -> None:
    assert f"`{word}`" in DOCUMENT


@pytest.mark.parametrize("key", sorted(keys_read_by(judge_yaml.__file__)))
def test_every_key_of_judge_yaml_is_documented(key: str) -> None:
    assert re.search(rf"\b{key}\b", DOCUMENT)


@pytest.mark.parametrize(
    "key",
    sorted(
        keys_read_by(problem_yaml.__file__)
        - {"license", "grading", "objective", "time_multiplier", "time_safety_margin"}
    ),
)
def test_every_key_of_problem_yaml_that_matters_is_documented(key: str) -> None:
    assert re.search(rf"\b{key.partition('validation_')[0] or 'validation_'}", DOCUMENT)
