"""From measurements to scores: numbers in, numbers with intervals out.

Knows nothing of boxes, packages or verdicts, and does no input or output.
"""
