"""Run once in a freshly built image: what the image promises must work there."""

import json
import pathlib
import sys

import numpy as np

assert sys.version_info[:2] == (3, 11), sys.version
assert np.linalg.solve(np.eye(3), np.arange(3.0)).tolist() == [0.0, 1.0, 2.0]
for module in (json, np):
    assert module.__cached__ is not None
    assert pathlib.Path(module.__cached__).exists(), f"{module.__name__} is not compiled"
sys.stdout.write(f"Python {sys.version.split()[0]}, numpy {np.__version__}\n")
