"""What a Docker engine tells of itself and of the host it runs on, as far as judging depends on it."""

from judge.model.base import Value


class EngineFacts(Value):
    """An engine that answers.

    Attributes:
        api_version: the newest version of its API, such as `1.41`.
        os_type: `linux` or `windows`: what its containers are.
        kernel: release of the kernel that boxes will run on.
        cgroup_version: 1 or 2; None if the engine does not say.
        cgroup_driver: `cgroupfs` or `systemd`; `none` where it cannot limit anything.
        memory_limit, swap_limit, pids_limit, cpu_limit: whether it can enforce these.
        seccomp: whether it can filter system calls.
        rootless: whether it runs without root.
        userns_remap: whether root in a container is another user on the host.
    """

    version: str
    api_version: str
    os_type: str
    kernel: str
    cgroup_version: int | None
    cgroup_driver: str
    memory_limit: bool
    swap_limit: bool
    pids_limit: bool
    cpu_limit: bool
    seccomp: bool
    rootless: bool
    userns_remap: bool
    storage_driver: str
    runtimes: tuple[str, ...]
    default_runtime: str


def read_engine_facts() -> EngineFacts:
    """Ask the engine that the environment names, or the local one.

    Raises:
        EngineUnavailable: none answers.
    """
    from judge.sandbox.images import connect

    client = connect()
    try:
        info, version = client.info(), client.version()
    finally:
        client.close()
    security = {option.split(",")[0] for option in info.get("SecurityOptions") or ()}
    cgroup_version = info.get("CgroupVersion")
    return EngineFacts(
        version=info["ServerVersion"],
        api_version=version["ApiVersion"],
        os_type=info["OSType"],
        kernel=info["KernelVersion"],
        cgroup_version=int(cgroup_version) if cgroup_version else None,
        cgroup_driver=info["CgroupDriver"],
        memory_limit=info["MemoryLimit"],
        swap_limit=info["SwapLimit"],
        pids_limit=info["PidsLimit"],
        cpu_limit=info["CpuCfsQuota"],
        seccomp="name=seccomp" in security,
        rootless="name=rootless" in security,
        userns_remap="name=userns" in security,
        storage_driver=info["Driver"],
        runtimes=tuple(sorted(info["Runtimes"])),
        default_runtime=info["DefaultRuntime"],
    )
