"""What a person may set: environment variables with the prefix `CODEROUND_`, or a TOML file.

Built once per process by `load_settings` and handed on; nothing reads the environment at import.
The Docker engine itself is found as Docker's own client finds it (`DOCKER_HOST` and the like).
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from judge.errors import CallerMistake

PREFIX = "CODEROUND_"
CONFIG_VARIABLE = PREFIX + "CONFIG"
"""Names the TOML file; it cannot stand in the file itself."""

_URLS = {
    "database_url": ("postgresql://", "postgresql+psycopg://", "postgres://", "sqlite:///"),
    "redis_url": ("redis://", "rediss://", "unix:///"),
}

_CHECKOUT = Path(__file__).resolve().parents[1]


def _default_data_dir() -> Path:
    # The XDG rule; a relative path in XDG_DATA_HOME is invalid there and to be ignored.
    stated = Path(os.environ.get("XDG_DATA_HOME", ""))
    if stated.is_absolute():
        return stated / "coderound"
    try:
        return Path("~/.local/share").expanduser() / "coderound"
    except RuntimeError:  # neither HOME nor the user database tells
        raise CallerMistake(
            f"this user has no home folder to keep data in; set {PREFIX}DATA_DIR to a folder"
        ) from None


class Settings(BaseSettings):
    """Every setting. A variable of the environment wins over the TOML file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    problems_dir: Path = _CHECKOUT / "problems"
    """Folder whose problem packages are known by name."""

    data_dir: Path = Field(default_factory=_default_data_dir)
    """Folder for everything that is kept: database, Redis' data, caches."""

    docker_runtime: str | None = None
    """Docker runtime that boxes use, such as `runsc`; the engine's own default if not set."""

    box_reuse: Literal["proven", "never"] = "proven"
    """`proven`: a box that is proven clean serves further submissions; `never`: each gets its own."""

    box_max_judgings: int = Field(default=500, ge=1)
    """Submissions that one box serves before it is replaced, clean or not."""

    box_cpus: float = Field(default=1.5, gt=0)
    """Processors that a box may use at once, the agent's share included."""

    debian_image: str | None = None
    """Image that the base image starts from; the release's slim image if not set. If it is empty, no
    registry is asked."""

    debian_mirror: str | None = None
    """Mirror that the base image is made from where no registry answers."""

    host: str = "127.0.0.1"
    """Address that `judge serve` listens on."""

    port: int = Field(default=8000, ge=0, le=65535)
    """Port that `judge serve` listens on; 0 takes a free one."""

    workers: Annotated[int, Field(ge=0, le=1024)] | Literal["auto"] = "auto"
    """Judging processes of `judge serve` and `judge worker`; `auto`: one for each processor."""

    database_url: str | None = Field(default=None, repr=False)
    """Where everything is kept, such as `postgresql://user:password@host/name`; SQLite in the data
    folder if not set."""

    redis_url: str | None = Field(default=None, repr=False)
    """Redis of the queue; `judge serve` starts one of its own if not set."""

    public_url: str | None = None
    """Address under which people reach the service, for links; the one it listens on if not set."""

    lease_s: int = Field(default=30, ge=2)
    """A worker that has been silent for so long loses its judging to another one."""

    sweep_s: float = Field(default=5.0, gt=0)
    """Pause between two looks for lost work."""

    max_attempts: int = Field(default=3, ge=1)
    """How often a judging is begun before it ends in JE."""

    submissions_per_minute: int = Field(default=60, ge=1)
    """Submissions and runs that a solver may send in a minute."""

    queue_cap: int = Field(default=50, ge=1)
    """Submissions and runs of one user that may wait or be judged at once."""

    max_package_mib: int = Field(default=64, ge=1)
    """Size of an uploaded package, packed."""

    max_unpacked_mib: int = Field(default=512, ge=1)
    """Size of an uploaded package, unpacked."""

    session_hours: int = Field(default=24 * 14, ge=1)
    """How long a login lasts."""

    source_days: int | None = Field(default=None, ge=1)
    """Days after which submitted sources are deleted; never if not set."""

    feedback_days: int | None = Field(default=None, ge=1)
    """Days after which texts that programs printed are deleted from results; never if not set."""

    run_hours: int = Field(default=24, ge=1)
    """Hours after which runs are deleted."""

    event_hours: int = Field(default=1, ge=1)
    """Hours for which the progress of a judging can be followed from its start."""

    delivery_days: int = Field(default=7, ge=1)
    """Days after which records of webhook deliveries are deleted."""

    webhook_private: bool = False
    """Whether webhooks may go to private and local addresses."""

    log_format: Literal["auto", "console", "json"] = "auto"
    """Form of the service's log; `auto`: for people on a terminal, JSON elsewhere."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least that is logged."""

    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    """Port on which `judge worker` shows its metrics; `judge serve` shows them under /metrics."""

    server: str = "http://127.0.0.1:8000"
    """Address of the service that `judge submit` and `judge problem push` speak to."""

    api_key: str | None = Field(default=None, repr=False)
    """Key with which they do."""

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Take an empty variable for one that is not set, except where empty means something."""
        return {key: v for key, v in values.items() if v != "" or key == "debian_image"}

    @field_validator("database_url", "redis_url")
    @classmethod
    def _of_known_scheme(cls, url: str | None, field: ValidationInfo) -> str | None:
        known = _URLS[str(field.field_name)]
        if url is not None and not url.startswith(known):
            # The rest may hold a password.
            raise ValueError(f"it begins with none of {', '.join(known)}")
        return url

    @property
    def cache_dir(self) -> Path:
        """Where generated inputs and answers are kept; may be deleted at any time."""
        return self.data_dir / "cache"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the file that `CODEROUND_CONFIG` names."""
        sources = (init_settings, env_settings)
        file = os.environ.get(CONFIG_VARIABLE)
        return (*sources, TomlConfigSettingsSource(settings_cls, Path(file))) if file else sources


def load_settings(**stated: object) -> Settings:
    """The settings of this process.

    Args:
        stated: what the command line says, which wins over all else; what is None is not stated.

    Raises:
        CallerMistake: a value is unusable, or the TOML file is missing, malformed or holds a key
            that is no setting.
    """
    file = os.environ.get(CONFIG_VARIABLE)
    if file and not Path(file).is_file():
        raise CallerMistake(
            f"{CONFIG_VARIABLE}: {file} is not a file; expected the path of a TOML file, or unset it"
        )
    try:
        return Settings(**{name: value for name, value in stated.items() if value is not None})  # type: ignore[arg-type]  # checked there
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CallerMistake(f"{file}: not valid TOML: {error}") from None
    except OSError as error:
        raise CallerMistake(f"{file}: cannot be read: {error.strerror}") from None
    except SettingsError as error:
        raise CallerMistake(f"the settings cannot be read: {error}") from None
    except ValidationError as error:
        raise CallerMistake("; ".join(_explain(each) for each in error.errors())) from None


def _explain(error: ErrorDetails) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{name}: not a setting; there are: {', '.join(Settings.model_fields)}"
    setting = f"setting {name} ({PREFIX}{name.upper()})"
    if name in _URLS:
        return f"{setting}: {error['msg'].removeprefix('Value error, ')}"
    return f"{setting} is {error['input']!r}: {error['msg']}"
