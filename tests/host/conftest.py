"""Workers on real stores, queues and boxes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from judge.model.problem import ProblemKind
from judge.package.new import create_package
from tests.host.house import House, house
from tests.servers import RedisServer


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    """A Redis of this module's own, for its queues have fixed names."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, redis: RedisServer) -> Iterator[House]:
    """A house on SQLite, with workers whose lease is 2 s."""
    with house(tmp_path / "data", redis.url) as built:
        yield built
        built.redis.flushall()


MakePackage = Callable[[dict[str, str]], Path]


@pytest.fixture
def package_with(tmp_path: Path) -> MakePackage:
    """Makes a small function problem with some files added or replaced."""

    def make(files: dict[str, str]) -> Path:
        root = tmp_path / "a-function"
        create_package(root, ProblemKind.FUNCTION)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return root

    return make


@pytest.fixture
def broken_checker(package_with: MakePackage) -> Path:
    """A problem whose own checker fails, with words that nobody may see."""
    judge_yaml = (
        'kind: function\nentry: largest_sum\nsignature: {numbers: "list[int]", returns: int}\n'
        "image: python\ncompare: checker\nscoring: {correctness: 100}\n"
        "model_solution: accepted/one_pass.py\n"
    )
    checker = "raise SystemExit('a secret')\n"
    return package_with({"judge.yaml": judge_yaml, "output_validator/validate.py": checker})


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small function problem."""
    root = tmp_path_factory.mktemp("packages") / "a-function"
    create_package(root, ProblemKind.FUNCTION)
    return root
