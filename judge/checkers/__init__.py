"""Checkers decide whether an output is right, from input, answer and output alone.

They run outside the box, on data only: they know no submission, no time and no verdict. The one
exception, `program.py`, runs the package's own checker in a box of its own.
"""
