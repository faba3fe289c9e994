"""What Prometheus is told, by processes of their own: the library measures a process once and for all."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from judge.errors import CallerMistake, StoreError
from judge.metrics import forget_boxes, render, show_metrics, start_metrics
from judge.model.stored import Priority
from judge.settings import Settings
from judge.store.port import QueueLength

NOW = datetime(2030, 1, 1, tzinfo=UTC)

PART = """
import sys
from judge.metrics import *
from judge.model.stored import JobKind
from judge.model.verdict import Verdict
from judge.settings import load_settings
start_metrics(load_settings(), sys.argv[1])
exec(sys.argv[2])
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, metrics_port=0)


def measured(settings: Settings, part: str, what: str) -> None:
    """Let a process measure something, and be killed."""
    program = f"{PART}\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    environment = os.environ | {"CODEROUND_DATA_DIR": str(settings.data_dir)}
    command = [sys.executable, "-c", program, part, what]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == -9, ended.stderr


def shown(
    settings: Settings, lengths: dict[Priority, QueueLength] | None = None
) -> dict[str, float]:
    """What is told now, by name with labels."""
    text = render(settings, lengths or {}, NOW).decode()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_parts_of_a_host_are_added_up(settings: Settings) -> None:
    verdict = "note_verdict(Verdict.AC); note_phase('run', 0.03); note_boxes(warm=2, in_use=1)"
    measured(settings, "slot-1", verdict)
    measured(settings, "slot-2", f"{verdict}; note_job(JobKind.JUDGING)")
    told = shown(settings)
    assert told['coderound_verdicts_total{verdict="AC"}'] == 2
    assert told['coderound_jobs_total{kind="judging"}'] == 1
    assert told['coderound_boxes{state="warm"}'] == 4
    assert told['coderound_judging_phase_seconds_bucket{le="0.025",phase="run"}'] == 0
    assert told['coderound_judging_phase_seconds_bucket{le="0.05",phase="run"}'] == 2


def test_a_part_that_is_restarted_counts_on_and_has_no_boxes(settings: Settings) -> None:
    for _ in range(3):
        measured(settings, "slot_1", "note_job(JobKind.RUN); note_boxes(warm=5, in_use=0)")
    assert shown(settings)['coderound_jobs_total{kind="run"}'] == 3
    measured(settings, "slot_1", "")
    assert shown(settings)['coderound_boxes{state="warm"}'] == 0


def test_a_host_with_fewer_slots_has_fewer_boxes(settings: Settings) -> None:
    measured(settings, "slot-1", "note_boxes(warm=5, in_use=0); note_box_ended('dirty', 2)")
    forget_boxes(settings)
    told = shown(settings)
    assert 'coderound_boxes{state="warm"}' not in told
    assert told['coderound_boxes_ended_total{reason="dirty"}'] == 2


def test_judge_errors_are_counted_by_cause(settings: Settings) -> None:
    measured(settings, "slot-1", "note_verdict(Verdict.JE, 'BoxDied'); note_verdict(Verdict.JE)")
    told = shown(settings)
    assert told['coderound_verdicts_total{verdict="JE"}'] == 2
    assert told['coderound_judge_errors_total{cause="BoxDied"}'] == 1
    assert told['coderound_judge_errors_total{cause="unknown"}'] == 1


def test_queues_are_as_the_store_knows_them(settings: Settings) -> None:
    oldest = NOW - timedelta(seconds=90)
    told = shown(settings, {Priority.BULK: QueueLength(waiting=7, oldest=oldest)})
    assert told['coderound_queue_jobs{queue="bulk"}'] == 7
    assert told['coderound_queue_oldest_seconds{queue="bulk"}'] == 90
    assert told['coderound_queue_jobs{queue="interactive"}'] == 0
    assert told['coderound_queue_oldest_seconds{queue="interactive"}'] == 0


def test_what_measures_nothing_may_note_anything(settings: Settings) -> None:
    program = (
        PART.replace("start_metrics(", "(") + "\nassert 'prometheus_client' not in sys.modules"
    )
    noted = "note_phase('run', 1.0); note_verdict(Verdict.AC); note_boxes(warm=1, in_use=1)"
    subprocess.run([sys.executable, "-c", program, "part", noted], check=True)


def test_a_folder_that_cannot_be_written_is_our_fault() -> None:
    with pytest.raises(StoreError, match="nothing can be measured"):
        start_metrics(Settings(data_dir=Path("/dev/full")), "slot-1")


def test_metrics_are_shown_over_http(settings: Settings) -> None:
    server = show_metrics(settings, lambda: render(settings, {}, NOW))
    assert server is not None
    address = f"http://{settings.host}:{server.server_port}"
    try:
        with urlopen(f"{address}/metrics", timeout=10) as answer:
            assert re.search(rb"^coderound_queue_jobs", answer.read(), re.M)
            assert answer.headers["Content-Type"].startswith("text/plain")
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}/", timeout=10)
    finally:
        server.shutdown()
        server.server_close()


def test_metrics_that_cannot_be_read_are_unavailable(settings: Settings) -> None:
    def fail() -> bytes:
        raise StoreError("the database is away")

    server = show_metrics(settings, fail)
    assert server is not None
    try:
        with pytest.raises(HTTPError, match="503"):
            urlopen(f"http://{settings.host}:{server.server_port}/metrics", timeout=10)
    finally:
        server.shutdown()
        server.server_close()


def test_a_port_that_is_taken_is_the_callers_mistake(settings: Settings) -> None:
    first = show_metrics(settings, bytes)
    assert first is not None
    try:
        taken = settings.model_copy(update={"metrics_port": first.server_port})
        with pytest.raises(CallerMistake, match=f"{first.server_port}.*METRICS_PORT"):
            show_metrics(taken, bytes)
    finally:
        first.shutdown()
        first.server_close()
