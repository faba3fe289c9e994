"""The noise floor: measured or not at all, kept, and read again or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judge.errors import SandboxError, StoreError
from judge.host import measure_noise as measuring
from judge.host.measure_noise import measure_noise
from judge.host.noise import HostNoise, read_noise, write_noise
from judge.model.limits import Limits
from judge.sandbox.local_sandbox import LocalSandbox

RECORD = HostNoise(
    floor=0.03, runs=60, waiting=2, measured_at=datetime.now(UTC), cpu_model="Any", kernel="6.12.0"
)


def test_a_workload_that_is_cut_short_measures_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # A host so slow cannot be had on demand.
    short = measuring._LIMITS.model_dump() | {"cpu_time_ms": 1, "wall_time_ms": 1}
    monkeypatch.setattr(measuring, "_LIMITS", Limits.model_validate(short))
    with pytest.raises(SandboxError, match=r"did not end well in a box \(.*time"):
        measure_noise(LocalSandbox(), "6.12.0")


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    write_noise(folder, RECORD)
    assert read_noise(folder) == RECORD
    assert json.loads((folder / "noise.json").read_text())["schema"] == "coderound.noise/1"


def test_what_is_measured_later_takes_its_place(tmp_path: Path) -> None:
    write_noise(tmp_path, RECORD)
    write_noise(tmp_path, RECORD.model_copy(update={"floor": 0.2}))
    later = read_noise(tmp_path)
    assert later is not None
    assert later.floor == 0.2
    assert [path.name for path in tmp_path.iterdir()] == ["noise.json"]


def test_where_nothing_was_measured_nothing_is_known(tmp_path: Path) -> None:
    assert read_noise(tmp_path / "not-there") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        RECORD.model_dump_json(by_alias=True).encode()[:-9],
        RECORD.model_dump_json(by_alias=True).replace("noise/1", "noise/2").encode(),
        RECORD.model_dump_json(by_alias=True).replace("0.03", "-0.03").encode(),
        RECORD.model_dump_json(by_alias=True).replace("0.03", "NaN").encode(),
    ],
    ids=["empty", "no text", "cut", "another schema", "negative", "no number"],
)
def test_a_damaged_record_is_not_believed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "noise.json").write_bytes(content)
    with pytest.raises(StoreError, match=r"noise\.json is no record .*judge doctor --noise"):
        read_noise(tmp_path)


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "noise.json").mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        read_noise(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "noise.json").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        write_noise(tmp_path, RECORD)
    assert [path.name for path in tmp_path.iterdir()] == ["noise.json"]
