"""Run all benchmarks and write `bench/results.json` and `bench/results.md`."""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import command, overhead

FOLDER = Path(__file__).parent
WAYS = ("bare python3", "warm box", "docker exec per test", "docker run per test")


def machine() -> dict[str, Any]:
    """What the numbers were measured on."""
    with Path("/proc/cpuinfo").open() as lines:
        models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": models[0] if models else platform.machine(),
        "cpus": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


def markdown(results: dict[str, Any]) -> str:
    """The results as a page; ratios first."""
    facts, tests = results["machine"], results["overhead"]
    lines = [
        "# Results",
        "",
        "Written by `make bench`; do not edit.",
        "",
        f"{facts['when']}, {facts['cpus']} × {facts['cpu']}, Linux {facts['kernel']}, "
        f"Python {facts['python']}, load {facts['load_before']:.2f} before the run.",
        "",
        "| 20 tests | " + " | ".join(WAYS) + " |",
        "|---" * (len(WAYS) + 1) + "|",
    ]
    for stack, ratios in tests["ratio_to_bare"].items():
        times = tests["medians_ms_for_20_tests"][stack]
        cells = (f"{ratios[way]:.3g} × ({times[way]:.0f} ms)" for way in WAYS)
        lines.append(f"| {stack} | " + " | ".join(cells) + " |")
    per_test = tests["overhead_ms_per_test"]
    lines += [
        "",
        f"A test whose program does nothing, in a warm box: {per_test['in_all']:.2f} ms, of which "
        f"{per_test['beyond_own_time']:.2f} ms are not the program's own CPU time.",
        "",
        "| command | median |",
        "|---|---|",
        *(f"| `{name}` | {took:.2f} s |" for name, took in results["command"].items()),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    results = {
        "machine": machine(),
        "overhead": overhead.measure_all(rounds=15, container_rounds=2),
        "command": command.measure(runs=7, verifications=3),
    }
    (FOLDER / "results.json").write_text(json.dumps(results, indent=2) + "\n")
    (FOLDER / "results.md").write_text(markdown(results))
    sys.stdout.write(markdown(results))


if __name__ == "__main__":
    main()
