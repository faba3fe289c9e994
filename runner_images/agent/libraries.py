"""The libraries of a box, as the fork server gets them ready: what is done here, no run has to do.

Runs inherit the state of random generators as it is left here, and thread counts of one, so that
CPU time means work. Nothing here may leave a thread behind; the agent refuses a fork server that has any.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Sequence
from types import ModuleType

_OF_PYTHON = """
    abc argparse array base64 bisect cmath collections collections.abc copy csv dataclasses datetime
    decimal enum fractions functools hashlib heapq inspect io itertools json math numbers operator
    os.path pathlib pprint queue random re statistics string struct textwrap threading time traceback
    typing types uuid warnings
""".split()


def preload(names: Sequence[str]) -> dict[str, str]:
    """Import the modules a run may want; those that are not in this image are left out.

    Returns the versions of the libraries.
    """
    versions = {}
    for name in _OF_PYTHON:
        importlib.import_module(name)
    for name in names:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        if "." not in name:
            versions[name] = getattr(module, "__version__", "")
    return versions


def make_ready(seed: int) -> None:
    """Set threads to one and seeds to `seed`, once everything is imported."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
        _rehearse(torch)
        torch.manual_seed(seed)
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)


def _rehearse(torch: ModuleType) -> None:
    """Train small networks once: what torch looks up and allocates when it is first used, it has then.

    The first backward pass and step of a process take 50 ms, the later ones less than one. The
    machine code that is read from the disk on the way is then charged to the box and to no run.
    """
    functional = torch.nn.functional
    network = torch.nn.Sequential(
        torch.nn.Embedding(4, 8),
        torch.nn.TransformerEncoderLayer(8, 2, 16, batch_first=True),
        torch.nn.LSTM(8, 8, batch_first=True),
    )
    convolution = torch.nn.Sequential(
        torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.GELU(), torch.nn.MaxPool2d(2)
    )
    parameters = [*network.parameters(), *convolution.parameters()]
    for make in (torch.optim.SGD, torch.optim.AdamW):
        optimizer = make(parameters, lr=0.1)
        optimizer.zero_grad()
        output, _ = network(torch.tensor([[0, 1, 2, 3]]))
        images = convolution(torch.randn(2, 1, 8, 8))
        loss = functional.cross_entropy(output[0], torch.arange(4)) + functional.mse_loss(
            images, torch.zeros_like(images)
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
    with torch.no_grad():
        matrix = torch.randn(64, 64, dtype=torch.float64)
        torch.linalg.solve(matrix, torch.linalg.svd(matrix).S)
        torch.einsum("ij,kj->ik", matrix, matrix.softmax(-1)).masked_fill(
            matrix > 0, 0
        ).sum().item()
