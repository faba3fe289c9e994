"""Coderound's judge: everything that turns a problem and a submission into a verdict.

Layers, outermost first: `cli` -> `judging`, `scoring`, `package`, `checkers` -> `model`. Programs of
others run behind the port in `sandbox/port.py`; `wiring.py` alone chooses what stands behind it.
"""

__version__ = "0.1.0"
