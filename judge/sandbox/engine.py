"""The connection to the Docker engine."""

import os
from functools import cache

import docker
import requests.exceptions
from docker.errors import DockerException
from docker.utils import kwargs_from_env

from judge.errors import EngineUnavailable

ENGINE_ERRORS = (DockerException, requests.exceptions.RequestException, OSError)
"""What calls of the SDK raise when the engine is away, slow or says no."""


ANSWER_S = 30
"""How long one call waits for the engine. Starting a container on a busy host takes a few seconds; an
engine that is silent for longer hangs, and a judging of which nobody hears is worse than a JE."""

_PING_S = 5


@cache
def engine(timeout_s: int = ANSWER_S) -> docker.APIClient:
    """A client of the engine that DOCKER_HOST or the default socket names.

    Raises:
        EngineUnavailable: no engine answers there.
    """
    try:
        return docker.APIClient(version="auto", timeout=timeout_s, **kwargs_from_env())
    except ENGINE_ERRORS as error:
        where = os.environ.get("DOCKER_HOST", "the default socket")
        raise EngineUnavailable(
            f"no Docker engine answers at {where} ({_reason(error)}); start it with `scripts/setup` or"
            " `systemctl start docker`, and see `judge doctor`"
        ) from None


def ping() -> None:
    """Make sure that the engine answers now.

    Raises:
        EngineUnavailable: it does not.
    """
    try:
        engine(_PING_S).ping()
    except ENGINE_ERRORS as error:
        raise EngineUnavailable(f"the Docker engine does not answer ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    text = str(error)
    for known in ("Permission denied", "No such file or directory", "Connection refused"):
        if known in text:
            return known.lower()
    if "Read timed out" in text:
        return f"it was silent for {ANSWER_S} s"
    return text[:200]
