"""The results as a page; ratios first.

    .venv/bin/python -m bench.page

Writes `results.md` anew from `results.json`, for when its form has changed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.budgets import Line, Results, table
from bench.overhead import BARE, WAYS

RECORD = Path(__file__).parent / "results.json"
_LEAST_MS = 0.5
"""Parts that take less processor time for a submission are left out."""


def page(results: Results) -> str:
    """The whole page in Markdown."""
    parts = [
        [
            "# Results",
            "",
            "Written by `make bench`; do not edit. What it means: [README.md](README.md).",
        ],
        [_machine(results["machine"])],
        *([[results["note"]]] if "note" in results else []),
        ["## Budgets", "", *_budgets(table(results))],
        *(
            [f"## {title}", "", *_section(results.get(name), body)]
            for name, title, body in (
                ("overhead", "20 tests in different ways", _overhead),
                ("torch", "PyTorch", _torch),
                ("service", "The service", _service),
                ("breakdown", "Where the time goes", _breakdown),
                ("scaling", "How judging grows", _scaling),
                ("reads", "How reading grows", _reads),
                ("memory", "Memory", _memory),
                ("command", "At a shell", _command),
            )
        ),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table; what is in a cell must not hold a bar."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def number(value: float | None) -> str:
    """Three digits that count; whole numbers from 100 on."""
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _section(measured: Any, body: Any) -> list[str]:
    """What a script found, or why it found nothing."""
    if measured is None:
        return ["Not measured."]
    for key in ("skipped", "failed"):
        if key in measured:
            return [f"Not measured, {key}: {measured[key]}"]
    lines: list[str] = body(measured)
    return lines


def _machine(facts: Mapping[str, Any]) -> str:
    noise = facts["noise_floor"]
    return (
        f"{facts['when']}: {facts['cpus']} × {facts['cpu']}, {facts['memory_mib'] / 1024:.0f} GiB, "
        f"SMT {_known(facts['smt'])}, governor {', '.join(facts['governors']) or 'none'}; "
        f"Linux {facts['kernel']}, cgroup v{facts['cgroup_version']}, Docker {facts['engine']} "
        f"({facts['runtime']}, {facts['storage']}); Python {facts['python']}, in boxes "
        f"{facts['box_python']}; speculative store bypass in boxes: "
        f"{_known(facts['box_speculation_mitigation'])}. Load before the run {facts['load_before']:.2f}, "
        f"noise floor {noise:.1%}."
    )


def _known(fact: object) -> str:
    if fact is None:
        return "unknown"
    return {True: "on", False: "off"}[fact] if isinstance(fact, bool) else str(fact)


def _budgets(lines: Sequence[Line]) -> list[str]:
    answers = {True: "yes", False: "**no**", None: "?"}
    return markdown_table(
        ("what", "budget", "measured", "met"),
        [
            (
                line.budget.what,
                f"{'≥' if line.budget.at_least else '≤'} {number(line.budget.limit)} "
                f"{line.budget.unit}".rstrip(),
                f"{number(line.value)} {line.budget.unit if line.value is not None else ''}".rstrip(),
                answers[line.met],
            )
            for line in lines
        ],
    )


def _overhead(measured: Mapping[str, Any]) -> list[str]:
    ratios, times = measured["ratio_to_bare"], measured["medians_ms_for_20_tests"]
    per_test = measured["overhead_ms_per_test"]
    rows = [
        (
            way,
            *(
                f"{number(ratios[stack][way])} × ({number(times[stack][way])} ms)"
                for stack in ratios
            ),
        )
        for way in WAYS
    ]
    return [
        *markdown_table((f"20 tests, to {BARE}", *ratios), rows),
        "",
        f"A test whose program does nothing, in a warm box: {per_test['in_all']:.2f} ms, of which "
        f"{per_test['beyond_own_time']:.2f} ms are not the program's own CPU time.",
    ]


def _torch(measured: Mapping[str, Any]) -> list[str]:
    warm, import_ms = measured["warm_ms"], measured["import_torch_ms"]
    return [
        f"{measured['tests']} tests in a warm box, {measured['rounds']} times: p50 {number(warm['p50'])} ms, "
        f"p99 {number(warm['p99'])} ms. That is {measured['ratio_to_import']:.2g} × what bare `python3` "
        f"takes to import torch once ({number(import_ms)} ms), which it would do for each of the tests. The "
        f"first judging, which waits for the box to start: {measured['first_ms'] / 1000:.1f} s."
    ]


def _service(measured: Mapping[str, Any]) -> list[str]:
    latency, throughput = measured["latency"], measured["throughput"]
    waited = [
        (
            what,
            *(f"{latency[f'{key}_to_bare'][name]:.3f} × ({number(latency[times][name])} ms)"
            for name in ("p50", "p99")),
        )
        for what, key, times in (
            ("POST to verdict, over HTTP", "post", "post_to_verdict_ms"),
            ("the same judged in one process", "in_process", "judging_in_process_ms"),
        )
    ]  # fmt: skip
    judged = [
        (
            workers,
            str(each["submissions"]),
            f"{each['judged_per_bare_run']:.1f}",
            f"{each['judged_per_s']:.1f}",
            f"{each['accepted_per_s']:.0f}",
            str(each["lost"]),
        )
        for workers, each in throughput.items()
    ]
    return [
        f"20 tests with numpy, {latency['rounds']} times in turns, two workers; bare `python3` takes "
        f"{number(latency['bare_python_ms'])} ms for the tests of one submission.",
        "",
        *markdown_table(("to bare", "p50", "p99"), waited),
        "",
        *markdown_table(
            ("workers", "submissions", "judged per bare run", "judged /s", "accepted /s", "lost"),
            judged,
        ),
    ]


def _breakdown(measured: Mapping[str, Any]) -> list[str]:
    in_box, whole = measured["tests_in_box_ms"], measured["post_ms"]
    phases = measured["phases_ms"]
    elapsed = {
        "accepted by the API, and the answer's way back": measured["rest_ms"],
        "queue": phases["queue"],
        "claim": phases["claim"],
        "box, compilation": phases["compile"],
        "tests: in the program": in_box,
        "tests: agent, engine, judge": phases["run"] - in_box - measured["check_ms"],
        "tests: checked": measured["check_ms"],
        "recorded and published": phases["record"],
    }
    used = {part: ms for part, ms in measured["processor_ms"].items() if ms >= _LEAST_MS}
    return [
        f"A submission of 20 tests with numpy on the way from POST to verdict, one worker, mean of "
        f"{measured['rounds']}, in ms:",
        "",
        *markdown_table(
            ("elapsed time", "ms", "share"),
            [(what, number(ms), f"{ms / whole:.0%}") for what, ms in elapsed.items()],
        ),
        "",
        *markdown_table(
            ("processor time", "ms", "share"),
            [(part, number(ms), f"{ms / sum(used.values()):.0%}") for part, ms in used.items()],
        ),
    ]


def _scaling(measured: Mapping[str, Any]) -> list[str]:
    tests, sizes, packages = measured["tests"], measured["input_bytes"], measured["packages"]
    by_tests = [
        (f"{int(count):,}", number(each["ms"]), number(each["ms_per_test"]), grown)
        for (count, each), grown in zip(
            tests["steps"].items(), _grown(tests["growth"]), strict=True
        )
    ]
    by_size = [
        (
            f"{int(size):,}",
            number(each["ratio_to_bare"]),
            number(each["ms"]),
            number(each["bare_ms"]),
            grown,
        )
        for (size, each), grown in zip(sizes["steps"].items(), _grown(sizes["growth"]), strict=True)
    ]
    kinds = ("same_problem_ms", "another_problem_ms", "list_ms", "search_ms")
    grown_kinds = [_grown(packages["growth"][kind]) for kind in kinds]
    by_packages = [
        (
            f"{int(count):,}",
            *(
                f"{number(each[kind]['p50'])} / {number(each[kind]['p99'])} {grown[row]}".rstrip()
                for kind, grown in zip(kinds, grown_kinds, strict=True)
            ),
        )
        for row, (count, each) in enumerate(packages["steps"].items())
    ]
    return [
        *markdown_table(("tests of a submission", "ms", "ms a test", "growth"), by_tests),
        "",
        *markdown_table(("bytes of one input", "to bare", "ms", "bare ms", "growth"), by_size),
        "",
        "With more published packages, p50 / p99 in ms and the growth of p50:",
        "",
        *markdown_table(
            ("packages", "POST to verdict", "the same, a new problem each time", "list", "search"),
            by_packages,
        ),
    ]


def _grown(factors: Sequence[float]) -> list[str]:
    """The factor from the step before, for each step; the first has none."""
    return ["", *(f"× {factor:.2f}" for factor in factors)]


def _reads(measured: Mapping[str, Any]) -> list[str]:
    by_count = {int(count): step["ms"] for count, step in measured["steps"].items()}
    fewest, most = by_count[min(by_count)], by_count[max(by_count)]
    rows = [
        (
            read,
            *(f"{ms[read]['p50']:.1f} / {ms[read]['p99']:.1f}" for ms in by_count.values()),
            f"× {most[read]['p50'] / fewest[read]['p50']:.2f}",
        )
        for read in fewest
    ]
    return [
        "Over HTTP, PostgreSQL; p50 / p99 in ms by stored submissions, and what became of p50 in all:",
        "",
        *markdown_table(("read", *(f"{count:,}" for count in by_count), "growth"), rows),
    ]


def _memory(measured: Mapping[str, Any]) -> list[str]:
    boxes = [
        (
            image,
            *(
                f"{each[state]['all_mib']:.0f} ({each[state]['processes_mib']:.0f} + "
                f"{each[state]['cache_mib']:.0f})"
                for state in ("idle_fresh", "idle_used")
            ),
            "not told" if each["peak_mib"] is None else f"{each['peak_mib']:.0f}",
            f"{each['idle_used']['pss_mib']:.0f}",
        )
        for image, each in measured["boxes"].items()
    ]
    processes = [
        (
            name,
            f"{each['rss_mib']:.0f}",
            f"{each['most_rss_mib']:.0f}",
            f"{each['pss_mib']:.0f}",
        )
        for name, each in measured["service"].items()
    ]
    return [
        "Boxes, in MiB: all that their cgroup counts (processes + page cache).",
        "",
        *markdown_table(
            ("box of", "idle, new", "idle, used", "busy, at most", "PSS of its processes"), boxes
        ),
        "",
        "The service with two workers that have judged something, in MiB.",
        "",
        *markdown_table(("process", "resident, idle", "resident, at most", "PSS"), processes),
    ]


def _command(measured: Mapping[str, float]) -> list[str]:
    rows = [(name, f"{took:.2f} s") for name, took in measured.items()]
    return markdown_table(("what", "median"), rows)


def write(results: Results) -> None:
    """Record results, as numbers and as the page."""
    RECORD.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    RECORD.with_suffix(".md").write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    write(json.loads(RECORD.read_text(encoding="utf-8")))
