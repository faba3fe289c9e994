"""Run all benchmarks and write `bench/results.json` and `bench/results.md`.

    .venv/bin/python -m bench [SCRIPT …]

With names of scripts only these are run, and nothing is recorded; `--json FILE` keeps what they found.
"""

import argparse
import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import breakdown, command, memory, overhead, reads, scaling, service, torch_problem
from bench.common import end_on_sigterm
from bench.machine import facts
from bench.page import page, write

SCRIPTS: dict[str, Callable[[], Any]] = {
    "overhead": lambda: overhead.measure(rounds=8, slow_rounds=2),
    "torch": lambda: torch_problem.measure(rounds=20, imports=4),
    "service": lambda: service.measure(rounds=100, submissions=1000, fewer=100),
    "breakdown": lambda: breakdown.measure(rounds=100),
    "scaling": scaling.measure,
    "reads": reads.measure,
    "memory": memory.measure,
    "command": lambda: command.measure(runs=3, verifications=1, setups=3, workers=3),
}


def run(names: list[str], keep: Path | None = None) -> dict[str, Any]:
    """Run these scripts; one that fails says so in its place, and keeps nothing from the others.

    Args:
        keep: a file that holds the results so far after each script.
    """
    results: dict[str, Any] = {"machine": facts(), "took_s": {}}
    for name in names:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        began = time.monotonic()
        try:
            results[name] = SCRIPTS[name]()
        except Exception as error:
            traceback.print_exc()
            results[name] = {"failed": type(error).__name__}
        results["took_s"][name] = round(time.monotonic() - began, 1)
        if keep is not None:
            keep.write_text(json.dumps(results, indent=2) + "\n")
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scripts", nargs="*", metavar="SCRIPT", help=", ".join(SCRIPTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the results there")
    options = parser.parse_args()
    chosen = options.scripts
    if not SCRIPTS.keys() >= set(chosen):
        parser.error(f"these are no scripts: {', '.join(sorted(set(chosen) - SCRIPTS.keys()))}")
    end_on_sigterm()
    results = run(chosen or list(SCRIPTS), options.json)
    if not chosen:
        write(results)
    print(page(results))
    print(f"bench: seconds {results['took_s']}", file=sys.stderr)
    return int(any("failed" in results[name] for name in results["took_s"]))


if __name__ == "__main__":
    sys.exit(main())
