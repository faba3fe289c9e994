"""The machine that judges: what it is, and whether it is fit for judging.

Knows the engine by `sandbox/engine_facts.py`; no screen and no HTTP.
"""
