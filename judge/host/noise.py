"""This host's noise floor: how much times of the same work differ here by chance, kept in the data folder.

`judge doctor --noise` measures it; whoever makes a sandbox reads it once and hands it on, so that every
result tells it.
"""

import tempfile
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from judge.errors import StoreError
from judge.model.base import Value

HOW_TO_MEASURE = "judge doctor --noise"
_FILE = "noise.json"


class HostNoise(Value):
    """What was measured, and where.

    Attributes:
        floor: spread of the times of one workload, as `Runtime.noise` is one: the interquartile range as a
            share of the median.
        runs: how often the workload was run.
        waiting: how many of these runs had to wait for a processor.
        cpu_model, kernel: of the machine that the boxes run on.
    """

    schema_: Literal["coderound.noise/1"] = Field(default="coderound.noise/1", alias="schema")
    floor: float = Field(ge=0, allow_inf_nan=False)
    runs: int = Field(ge=1)
    waiting: int = Field(ge=0)
    measured_at: AwareDatetime
    cpu_model: str
    kernel: str


def read_noise(data_dir: Path) -> HostNoise | None:
    """What was measured last; None if nothing ever was.

    Raises:
        StoreError: the record cannot be read, or is not one of ours.
    """
    path = data_dir / _FILE
    try:
        return HostNoise.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            f"{path}: the noise floor cannot be read: {error.strerror}; give this process the right to"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoreError(
            f"{path} is no record of a noise floor ({where or 'JSON'}: {first['msg']}); "
            f"`{HOW_TO_MEASURE}` writes a new one"
        ) from None


def write_noise(data_dir: Path, noise: HostNoise) -> None:
    """Keep it in the place of what was measured before; a reader sees the one or the other.

    Raises:
        StoreError: it cannot be written.
    """
    path = data_dir / _FILE
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".noise-", dir=data_dir) as scratch:
            new = Path(scratch) / _FILE
            new.write_text(noise.model_dump_json(by_alias=True, indent=2) + "\n", encoding="utf-8")
            new.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: the noise floor cannot be written: {error.strerror}; "
            "mend that, or set CODEROUND_DATA_DIR to another folder"
        ) from None
