"""Settings become implementations: the only module that picks them."""

from typing import Literal

from judge.sandbox.port import Sandbox
from judge.settings import Settings
from judge.webhooks.port import Sender

SandboxKind = Literal["docker", "local"]


def make_sandbox(settings: Settings, kind: SandboxKind = "docker") -> Sandbox:
    """A sandbox; the caller closes it.

    `local` isolates nothing. It is for one's own code, where a person asked for it, and nothing that
    serves other people may pass it.

    Raises:
        SandboxError: there can be none, such as because no engine answers.
    """
    # Imported here: the Docker client takes longer to import than a local sandbox to start.
    if kind == "local":
        from judge.sandbox.local_sandbox import LocalSandbox

        return LocalSandbox()
    from judge.sandbox.docker_sandbox import DockerSandbox

    return DockerSandbox(
        cpus=settings.box_cpus,
        runtime=settings.docker_runtime,
        reuse=settings.box_reuse,
        max_judgings=settings.box_max_judgings,
    )


def make_sender(settings: Settings) -> Sender:
    """What sends webhooks."""
    from judge.webhooks.http_sender import HttpSender

    return HttpSender(private_allowed=settings.webhook_private)
