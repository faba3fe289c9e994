"""Run once in a freshly built image: what the image promises must work there."""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
import scipy
import scipy.stats
import sklearn
import torch
from sklearn.linear_model import LinearRegression

assert sys.version_info[:2] == (3, 11), sys.version
assert np.linalg.solve(np.eye(3), np.arange(3.0)).tolist() == [0.0, 1.0, 2.0]
assert scipy.stats.norm.cdf(0.0) == 0.5
assert pd.DataFrame({"a": [1, 1, 2], "b": [3, 4, 5]}).groupby("a")["b"].sum().tolist() == [7, 5]
fitted = LinearRegression().fit([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
assert abs(fitted.coef_[0] - 2) < 1e-9, fitted.coef_

layer = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(layer.parameters())
layer(torch.ones(1, 2)).sum().backward()
optimizer.step()
assert layer.weight.grad.tolist() == [[1.0, 1.0]]
assert torch.from_numpy(np.ones(3)).numpy().sum() == 3
assert not torch.cuda.is_available()
assert torch.version.cuda is None, f"torch is built for CUDA {torch.version.cuda}"

for module in (json, np, pd, scipy, sklearn, torch):
    assert module.__cached__ is not None
    assert pathlib.Path(module.__cached__).exists(), f"{module.__name__} is not compiled"
libraries = (np, scipy, pd, sklearn, torch)
versions = ", ".join(f"{library.__name__} {library.__version__}" for library in libraries)
sys.stdout.write(f"Python {sys.version.split()[0]}, {versions}\n")
