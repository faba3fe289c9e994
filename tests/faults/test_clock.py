"""The clock of a host jumps while it judges: no judging is taken from a healthy worker."""

from pathlib import Path

import pytest

from tests.faults.conftest import QUICK, SLOW, instance
from tests.faults.deployment import JUDGE
from tests.servers import RedisServer

pytestmark = [pytest.mark.docker, pytest.mark.slow]
_LIBRARIES = Path("/usr/lib")


def library() -> str:
    """What puts another clock before a process; it reads the difference from a file, each second."""
    found = sorted(_LIBRARIES.glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        pytest.skip("libfaketime is not installed")
    return str(found[0])


def test_jumps_while_judging(tmp_path: Path, redis: RedisServer) -> None:
    clock = tmp_path / "clock"
    clock.write_text("+0")
    jumping = {
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with instance(tmp_path, redis, None) as deployment:
        deployment.start_api()
        worker = deployment.start([JUDGE, "worker", "--slots", "1"], **jumping)
        for jump in ("+2d", "-2d"):
            running, waiting = deployment.submit(SLOW), deployment.submit(QUICK)
            deployment.await_state(running, "running")
            clock.write_text(jump)
            assert deployment.judged_once(running) == "AC"
            assert deployment.judged_once(waiting) == "AC"
            assert deployment.attempts(running) == 1
        assert worker.running()
