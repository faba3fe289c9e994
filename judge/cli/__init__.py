"""The command `judge`: parses a command line, calls the layers below, shows what they say.

Knows nothing of Docker, queues or tables, and decides nothing about a submission. One file per
command group; `main.py` is the way in and out, `render.py` the only user of Rich.

Modules here import at their top what costs nothing, and the rest inside the command that needs it:
Pydantic, numpy, Rich and the Docker client take longer to import than a small submission to judge.
"""
