"""Run all benchmarks and write `bench/results.json` and `bench/results.md`."""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import command, overhead, reads, service

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
    return "\n".join(lines + _service(results["service"]) + _reads(results["reads"]))


def _service(measured: dict[str, Any]) -> list[str]:
    latency, throughput = measured["latency"], measured["throughput"]
    post, inside = latency["post_to_verdict_ms"], latency["judging_in_process_ms"]
    return [
        "## Service",
        "",
        f"20 tests with numpy, {latency['rounds']} times in turns; one submission's tests take bare "
        f"`python3` {latency['bare_python_ms']:.0f} ms.",
        "",
        "| | p50 | p99 | p50 to bare |",
        "|---|---|---|---|",
        f"| POST to verdict, over HTTP | {post['p50']:.0f} ms | {post['p99']:.0f} ms "
        f"| {latency['ratio_to_bare']:.3f} × |",
        f"| the same judged in one process | {inside['p50']:.0f} ms | {inside['p99']:.0f} ms "
        f"| {inside['p50'] / latency['bare_python_ms']:.3f} × |",
        "",
        f"Throughput of two workers, {throughput['submissions']} submissions: "
        f"{throughput['judged_per_s']:.1f} judged a second, which is {throughput['judged_per_bare_run']:.1f} "
        f"in the time of one bare run; {throughput['accepted_per_s']:.0f} accepted a second; "
        f"{throughput['lost']} lost.",
        "",
    ]


def _reads(measured: dict[str, Any]) -> list[str]:
    few, many = measured["few_ms"], measured["many_ms"]
    return [
        f"## Reads over HTTP, PostgreSQL, {measured['rows']:,} submissions",
        "",
        "| read | p50 | p99 | p50 with one submission | ratio |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {many[name]['p50']:.1f} ms | {many[name]['p99']:.1f} ms "
            f"| {few[name]['p50']:.1f} ms | {many[name]['p50'] / few[name]['p50']:.2f} |"
            for name in many
        ),
        "",
    ]


def main() -> None:
    results = {
        "machine": machine(),
        "overhead": overhead.measure_all(rounds=15, container_rounds=2),
        "command": command.measure(runs=7, verifications=3),
        "service": service.measure(rounds=200, submissions=1000),
        "reads": reads.measure(rows=1_000_000),
    }
    (FOLDER / "results.json").write_text(json.dumps(results, indent=2) + "\n")
    (FOLDER / "results.md").write_text(markdown(results))
    sys.stdout.write(markdown(results))


if __name__ == "__main__":
    main()
