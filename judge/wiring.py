"""Settings become implementations: the only module that picks them."""

from typing import Literal

from judge.sandbox.port import Sandbox
from judge.settings import Settings

SandboxKind = Literal["docker", "local"]


def make_sandbox(
    settings: Settings, kind: SandboxKind = "docker", *, worker: str | None = None
) -> Sandbox:
    """A sandbox; the caller closes it.

    `local` isolates nothing. It is for one's own code, where a person asked for it, and nothing that
    serves other people may pass it.

    Args:
        worker: name of the worker whose boxes they are; it has a box ready at any time.

    Raises:
        SandboxError: there can be none, such as because no engine answers.
    """
    # Imported here: the Docker client takes longer to import than a local sandbox to start.
    if kind == "local":
        from judge.sandbox.local_sandbox import LocalSandbox

        return LocalSandbox()
    from judge.sandbox.docker_sandbox import DockerSandbox
    from judge.sandbox.orphans import worker_labels

    return DockerSandbox(
        cpus=settings.box_cpus,
        runtime=settings.docker_runtime,
        reuse=settings.box_reuse,
        max_judgings=settings.box_max_judgings,
        labels=None if worker is None else worker_labels(settings.data_dir, worker),
        standby=worker is not None,
    )


def reap_boxes(settings: Settings) -> int:
    """Remove boxes whose workers, of this host and data folder, are gone; how many it were.

    Raises:
        EngineUnavailable: the engine does not answer.
    """
    from judge.sandbox.orphans import remove_orphans

    return remove_orphans(settings.data_dir)
