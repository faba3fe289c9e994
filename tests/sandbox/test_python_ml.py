"""Boxes of the image python-ml: what is imported, how tensors travel, what is measured."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from judge.checkers.numeric import NumericChecker
from judge.model.checker import NumericSpec
from judge.model.hints import Hint
from judge.model.limits import MIB
from judge.model.values import Array, PlainValue, decode
from judge.sandbox.port import BoxSpec, LimitHit, RunReport
from tests.conftest import image_is_built

if TYPE_CHECKING:
    from judge.sandbox.docker_sandbox import DockerLease, DockerSandbox
    from tests.sandbox.conftest import Bench

pytestmark = pytest.mark.docker


@pytest.fixture
def lease(sandbox: "DockerSandbox", spec: BoxSpec) -> "Iterator[DockerLease]":
    """A box with torch."""
    if not image_is_built("python-ml"):
        pytest.skip("needs: judge images build python-ml")
    with sandbox.box(spec.model_copy(update={"image": "python-ml"})) as box:
        yield box


@pytest.fixture
def ml(lease: "DockerLease", bench_of: "type[Bench]") -> "Bench":
    return bench_of(lease)


def value_of(report: RunReport) -> PlainValue:
    """The value that a run claimed."""
    assert report.claim is not None, report
    assert report.claim.value is not None, report.claim
    return decode(report.claim.value)


def test_the_libraries_are_there_before_a_run_imports_them(ml: "Bench") -> None:
    assert {"numpy", "scipy", "pandas", "sklearn", "torch"} <= set(ml.box.info.libraries)
    source = """
        import sys
        KNOWN = ["scipy.stats", "pandas", "sklearn.linear_model", "torch.nn", "torch._dynamo"]
        def f():
            return [name for name in KNOWN if name not in sys.modules]
    """
    assert value_of(ml.call(source)) == []


def test_training_needs_little_time_and_memory_of_its_own(ml: "Bench") -> None:
    """Importing torch and making the first optimizer would take seconds and 200 MiB."""
    source = """
        import torch
        def f():
            layer = torch.nn.Linear(8, 1)
            optimizer = torch.optim.AdamW(layer.parameters())
            for _ in range(3):
                optimizer.zero_grad()
                layer(torch.ones(4, 8)).sum().backward()
                optimizer.step()
            return torch.get_num_threads()
    """
    report = ml.call(source)
    assert value_of(report) == 1
    assert report.cpu_time_us < 500_000
    assert report.memory_bytes < 40 * MIB


def test_tensors_arrive_with_their_dtype_also_within_other_types(ml: "Bench") -> None:
    source = """
        import torch
        def f(x, mask, scalar, weights):
            tensors = [x, mask, scalar, *weights.values()]
            return [[str(t.dtype), list(t.shape), t.tolist()] for t in tensors]
    """
    arguments = [[[1, 2], [3, {"$float": "inf"}]], [True, False], 7, {"w": [[0.5]], "b": []}]
    types = ("tensor[float32]", "tensor[bool]", "tensor[int64]", "dict[str, tensor[float64]]")
    assert value_of(ml.call(source, json.dumps(arguments).encode(), *types)) == [
        ["torch.float32", [2, 2], [[1.0, 2.0], [3.0, float("inf")]]],
        ["torch.bool", [2], [True, False]],
        ["torch.int64", [], 7],
        ["torch.float64", [1, 1], [[0.5]]],
        ["torch.float64", [0], []],
    ]


def test_a_returned_tensor_is_an_array_of_its_dtype(ml: "Bench") -> None:
    source = """
        import torch
        def f():
            x = torch.tensor([1.0, 2.0], requires_grad=True)
            return {
                "gradient": (x * x).sum(),
                "parameter": torch.nn.Parameter(torch.ones(1, dtype=torch.float64)),
                "transposed": torch.arange(6).reshape(2, 3).T,
                "conjugate": torch.tensor([1 + 2j]).conj(),
                "bfloat16": torch.tensor([1.5], dtype=torch.bfloat16),
                "sparse": torch.eye(2).to_sparse(),
            }
    """
    value = value_of(ml.call(source))
    assert isinstance(value, dict)
    arrays = {key: each for key, each in value.items() if isinstance(each, Array)}
    seen = {key: (each.dtype, each.nested()) for key, each in arrays.items()}
    assert seen == {
        "gradient": ("float32", 5.0),
        "parameter": ("float64", [1.0]),
        "transposed": ("int64", [[0, 3], [1, 4], [2, 5]]),
        "conjugate": ("complex64", [1 - 2j]),
        "bfloat16": ("float32", [1.5]),
        "sparse": ("float32", [[1.0, 0.0], [0.0, 1.0]]),
    }


def test_a_tensor_without_elements_of_its_own_cannot_be_returned(ml: "Bench") -> None:
    report = ml.call("import torch\ndef f(): return torch.ones(2, device='meta')")
    assert report.claim is not None
    assert report.claim.error == "unsupported return"


def test_a_tensor_of_another_dtype_is_told_as_such(ml: "Bench") -> None:
    source = "import torch\ndef f(x): return [x, x.double()]"
    value = value_of(ml.call(source, b"[[0.1, 0.2]]", "tensor[float32]"))
    assert isinstance(value, list)
    right, wrong = value
    checker = NumericChecker(NumericSpec(dtype="exact"))

    assert checker.compare(right, right).hint is None
    assert checker.compare(right, wrong).hint is Hint.WRONG_DTYPE


def test_no_run_changes_torch_for_the_next_one(lease: "DockerLease", ml: "Bench") -> None:
    source = """
        import torch
        def f():
            seen = [torch.rand(1).item(), str(torch.get_default_dtype()), hasattr(torch, "left")]
            torch.manual_seed(5)
            torch.set_default_dtype(torch.float64)
            torch.left = torch.ones(1000)
            torch.nn.Linear.forward = None
            return seen
    """
    first = value_of(ml.call(source))
    assert first == value_of(ml.call(source))
    assert first == [pytest.approx(0.49625658988952637), "torch.float32", False]
    assert lease.hold().agent.prove_clean()


def test_more_memory_than_the_limit_is_noticed_whatever_was_imported(ml: "Bench") -> None:
    """The libraries take 300 MiB; a limit below that is for the program alone."""
    source = "import torch\ndef f(n): return torch.ones(n << 18).sum()"
    within = ml.call(source, b"[40]", "int", memory_bytes=64 * MIB)
    assert value_of(within)
    assert not within.hits
    assert 40 * MIB <= within.memory_bytes < 64 * MIB
    beyond = ml.call(source, b"[100]", "int", memory_bytes=64 * MIB)
    assert LimitHit.MEMORY in beyond.hits
