"""The problems folder as a whole.

python scripts/bank.py verify [--jobs N] [NAME...]
    verify packages with their mutants, several side by side, a line for each as it is done; record
    those that pass, show all findings of the others, and renew the page. Exit 1 if one is broken.
python scripts/bank.py page [--check]
    write problems/README.md, or see whether it is up to date
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from judge.package.bank import Verified, overview, read_record, verified, write_record
from judge.package.find import list_packages
from judge.package.load import load_package
from judge.package.verify_report import VerifyReport

PROBLEMS = Path(__file__).parents[1] / "problems"
PAGE = PROBLEMS / "README.md"
JUDGE = Path(sys.executable).with_name("judge")
HEADINGS = ("problem", "tests", "accepted", "wrong", "mutants killed", "slowest", "took")
LAYOUT = "{:<32} {:>6} {:>9} {:>6} {:>20} {:>9} {:>7}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify the bank of problems, or describe it.")
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help="verify packages with their mutants")
    check = commands.add_parser("check", help="verify packages without their mutants")
    for each in (verify, check):
        each.add_argument("names", nargs="*", help="packages; all of them if none is named")
        each.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="packages at a time"
        )
    page = commands.add_parser("page", help="write problems/README.md")
    page.add_argument("--check", action="store_true", help="only see whether it is up to date")
    options = parser.parse_args(arguments)
    if options.command == "verify":
        return verify_bank(options.names, options.jobs)
    if options.command == "check":
        return check_bank(options.names, options.jobs)
    return check_page() if options.check else write_page()


def verify_bank(names: list[str], jobs: int) -> int:
    """Verify packages side by side, and record those that keep their promises."""
    wanted = names or [folder.name for folder in list_packages(PROBLEMS)]
    record = read_record(PROBLEMS)
    broken = []
    began = time.monotonic()
    print(LAYOUT.format(*HEADINGS), flush=True)
    with ThreadPoolExecutor(jobs) as pool:
        waiting = {pool.submit(verify_one, name): name for name in wanted}
        for done in as_completed(waiting):
            name, (found, words, took_s) = waiting[done], done.result()
            if found is None:
                broken.append(name)
                print(f"{name}: broken\n{words}", flush=True)
            else:
                record[name] = found
                print(line(name, found, took_s), flush=True)
    there = {folder.name for folder in list_packages(PROBLEMS)}
    write_record(PROBLEMS, {name: entry for name, entry in record.items() if name in there})
    write_page()
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    passed = f"{len(wanted) - len(broken)} of {len(wanted)} packages verified"
    print(f"{passed} in {minutes} min {seconds} s with {jobs} at a time")
    if broken:
        print(f"broken: {', '.join(sorted(broken))}")
    return 1 if broken else 0


def check_bank(names: list[str], jobs: int) -> int:
    """See whether packages keep their promises, side by side; the strength of their tests is not measured."""
    wanted = names or [folder.name for folder in list_packages(PROBLEMS)]
    with ThreadPoolExecutor(jobs) as pool:
        ended = dict(zip(wanted, pool.map(judge_verify, wanted), strict=True))
    broken = {name: run for name, run in ended.items() if run.returncode != 0}
    for name, run in broken.items():
        print(f"{name}: broken\n{run.stdout}\n{run.stderr}")
    print(f"{len(wanted) - len(broken)} of {len(wanted)} packages keep their promises")
    return 1 if broken else 0


def judge_verify(name: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """`judge problem verify` in a process of its own."""
    environment = {**os.environ, "CODEROUND_PROBLEMS_DIR": str(PROBLEMS)}
    return subprocess.run(
        [str(JUDGE), "problem", "verify", name, *options],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def verify_one(name: str) -> tuple[Verified | None, str, float]:
    """Verify one package in a process of its own; what to record, or what is wrong with it."""
    began = time.monotonic()
    ended = judge_verify(name, "--mutants", "--json")
    took_s = time.monotonic() - began
    try:
        (document,) = json.loads(ended.stdout)["packages"]
    except (ValueError, KeyError):
        return None, f"{ended.stdout}\n{ended.stderr}".strip(), took_s
    report = VerifyReport.model_validate(
        {key: value for key, value in document.items() if key not in ("schema", "ok")}
    )
    if report.ok:
        return verified(report), "", took_s
    findings = [f"  {each.severity.value} {each.where}: {each.message}" for each in report.findings]
    survivors = [
        f"  survived, {row.rule}: {row.file}:{row.line}\n    - {row.old}\n    + {row.new}"
        for row in (report.mutants.rows if report.mutants else ())
        if row.fate.value == "survived"
    ]
    return None, "\n".join([*findings, *survivors]), took_s


def line(name: str, found: Verified, took_s: float) -> str:
    share = found.killed / found.mutants if found.mutants else 1.0
    return LAYOUT.format(
        name,
        found.cases,
        found.accepted,
        found.wrong,
        f"{found.killed} of {found.mutants} = {share:.0%}",
        f"{found.slowest_ms:.0f} ms",
        f"{took_s:.0f} s",
    )


def current_page() -> str:
    packages = [load_package(folder) for folder in list_packages(PROBLEMS)]
    return overview(packages, read_record(PROBLEMS))


def write_page() -> int:
    PAGE.write_text(current_page(), encoding="utf-8")
    return 0


def check_page() -> int:
    """Whether the page says what the packages and the record say."""
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == current_page():
        return 0
    print(f"{PAGE.name} in problems/ is not up to date; renew it with `make bank-page`")
    return 1


if __name__ == "__main__":
    sys.exit(main())
