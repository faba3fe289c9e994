"""A judging, step by step: compile, run each case, check, classify, aggregate.

Knows the sandbox and the checkers by their ports only; no queue, no store, no screen.
"""
