"""A problem package on disk becomes a problem that can be judged.

`load.py` reads and checks what is written; `build.py` makes what is not (inputs of generators,
answers of the model solution, measured time limits) in a box; `verify.py` proves that a package keeps
its own promises. Programs of a package run behind the sandbox port only, never on the host. Knows
nothing of Docker, queues, tables or screens.
"""
