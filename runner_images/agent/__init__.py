"""The agent: PID 1 of a box, and the only code of ours in there.

Theory of operation
-------------------
Three kinds of process live in a box:

    agent        reads requests on stdin, writes reports on stdout (`frames.py`), watches one run at a
                 time (`watch.py`), measures it (`usage.py`) and cleans up after it (`cleaning.py`).
                 It sees inputs and outputs, never parses or executes a submission's source, and no
                 process that runs a submission is forked from it: a fork would inherit its memory,
                 where earlier inputs may still lie.
    fork server  (`forkserver.py`) has imported the image's libraries and holds no data at all. For
                 each run it gets file descriptors and numbers, forks, and reports the new pid.
    run          (`child.py`) a fork of the fork server that gives up its rights before it looks at
                 anything of the submission, then compiles, imports or runs it. It is told its job over
                 a socket of its own, and its input is a memory file that exists for this run only.

Nothing said by a run is believed: its claim (`claims.py`) is carried to the host as bytes. What
decides limits is measured by the agent from the cgroup and the monotonic clock, and the host keeps
a deadline of its own.

Standard library only, Python >= 3.9.
"""

PROTOCOL = 5
"""Version of the frames between host and agent; both must name the same."""
