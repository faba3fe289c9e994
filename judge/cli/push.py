"""Packages on their way to a server: packed, uploaded, and followed until they are published or not."""

from time import sleep
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from judge.cli.client import Client
from judge.cli.progress import Bar
from judge.errors import ServerUnavailable
from judge.service.archives import pack

if TYPE_CHECKING:
    from judge.package.package import Package

_LOOK_S = 0.2
_MAX_LOOK_S = 3.0
_UNDER_WAY = ("verifying", "checking")


class PushedVersion(BaseModel):
    """The part of a problem's version that pushing takes; a newer server may tell more.

    Attributes:
        verification: what verifying found, or why it came to nothing as `{"message": …}`.
    """

    model_config = ConfigDict(frozen=True)

    problem: str
    number: int
    state: str
    verification: dict[str, Any] | None = None

    @classmethod
    def of(cls, document: dict[str, Any]) -> Self:
        """A server's answer.

        Raises:
            ServerUnavailable: it is something else.
        """
        try:
            return cls.model_validate(document)
        except ValidationError:
            raise ServerUnavailable(
                "the server tells of the version in a form that this version does not know"
            ) from None

    @property
    def is_over(self) -> bool:
        """Whether it is known what becomes of it."""
        return self.state not in _UNDER_WAY

    @property
    def passed(self) -> bool:
        """Whether it kept its promises."""
        return self.is_over and self.state != "rejected"


def upload(client: Client, package: "Package", *, publish: bool) -> PushedVersion:
    """Upload a package. The same content a second time is the version that it was the first time.

    Raises:
        ServerRefused: the server does not take it.
        ServerUnavailable: it does not answer, or fails.
    """
    params = {"name": package.name, "publish": "true" if publish else "false"}
    answer = client.upload("/problems", pack(package.root), "application/zip", params)
    return PushedVersion.of(answer)


def wait_until_verified(client: Client, version: PushedVersion, bar: Bar) -> PushedVersion:
    """Wait for a version's verification; the version as it is in the end.

    Raises:
        ServerRefused, ServerUnavailable: as `upload`.
    """
    bar.say(f"{version.problem}: version {version.number} is being verified")
    path = f"/problems/{version.problem}/versions/{version.number}/verification"
    pause_s = _LOOK_S
    while True:
        found = client.get(path)
        verification = {"state": found.get("state"), "verification": found.get("report")}
        version = PushedVersion.of(version.model_dump() | verification)
        if version.is_over:
            return version
        sleep(pause_s)
        pause_s = min(1.3 * pause_s, _MAX_LOOK_S)  # verifying takes seconds, or minutes
