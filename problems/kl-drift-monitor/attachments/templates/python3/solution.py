class KLDriftMonitor:
    """Watches a stream of categories for drift away from reference counts."""

    def __init__(self, reference: list[int], window: int) -> None:
        """Begin with an empty window."""
        raise NotImplementedError("write your solution here")

    def observe(self, category: int) -> float | None:
        """Take an event; return the divergence, or None while the window is not full."""
        raise NotImplementedError("write your solution here")

    def alarm(self) -> bool:
        """Whether the monitor is in alarm."""
        raise NotImplementedError("write your solution here")

    def alarms(self) -> int:
        """How often an alarm went off."""
        raise NotImplementedError("write your solution here")

    def rebase(self) -> bool:
        """Make the full window the reference and empty it; False if it is not full."""
        raise NotImplementedError("write your solution here")
