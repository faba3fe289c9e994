"""A problem for PyTorch: 10 tests in a warm box, beside what `import torch` alone takes.

    .venv/bin/python -m bench.torch_problem [--rounds N]

Prints JSON. `import torch` is a bare `python3` that does nothing else, timed inside a container of the same
image, because the host need not have PyTorch; the container's own start is not counted. Each of the ten
tests would pay for one.
"""

import argparse
import json
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.common import end_on_sigterm, image_is_built, milliseconds, positive, summary_ms
from bench.containers import KeptContainer
from bench.programs import SOLUTIONS, accepted, make_problem, submission_of
from judge.judging.judge import box_spec
from judge.sandbox.docker_sandbox import DockerSandbox

IMAGE = "python-ml"
TESTS = 10
_TIMED_IMPORT = """\
import subprocess, sys, time
started = time.perf_counter()
subprocess.run([sys.executable, "-c", "import torch"], check=True)
print((time.perf_counter() - started) * 1000)
"""


def measure(rounds: int, imports: int) -> dict[str, Any]:
    """Judgings and imports, in turns; or why not."""
    if not image_is_built(IMAGE):
        return {"skipped": f"the runner image {IMAGE} is not built; see docs/images.md"}
    judgings: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as name, KeptContainer(IMAGE) as container:
        problem = make_problem(Path(name), tests=TESTS, image=IMAGE)
        submission = submission_of(SOLUTIONS["torch"])
        timed_import = partial(container.output_of, ["/usr/bin/python3", "-c", _TIMED_IMPORT])
        sandbox = DockerSandbox()
        try:
            sandbox.prewarm(box_spec(problem))
            timed_import()  # reads the files into the kernel's cache
            judged = partial(accepted, problem, submission, sandbox)
            started_ms = milliseconds(judged)
            for _ in range(imports):
                bare.append(float(timed_import()))
                judgings += [milliseconds(judged) for _ in range(rounds // imports)]
        finally:
            sandbox.close()
    import_ms = statistics.median(bare)
    taken = summary_ms(judgings)
    return {
        "tests": TESTS,
        "rounds": len(judgings),
        "warm_ms": taken,
        "first_ms": started_ms,
        "import_torch_ms": import_ms,
        "ratio_to_import": taken["p50"] / import_ms,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=positive, default=20)
    parser.add_argument("--imports", type=positive, default=4)
    options = parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(options.rounds, options.imports), indent=2))


if __name__ == "__main__":
    main()
