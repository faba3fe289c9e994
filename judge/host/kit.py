"""What a worker works with."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from judge.errors import CallerMistake, EngineUnavailable, StoreError
from judge.host.attendant import Attendant
from judge.host.packages import Packages
from judge.model.stored import Claim
from judge.queue.port import Queue
from judge.sandbox.port import Sandbox
from judge.store.port import Store

_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 2.0
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Kit:
    """The parts of one worker.

    Attributes:
        worker: its name, unique among all hosts.
        host: the machine's name.
        max_attempts: how often a job is begun before it ends as a fault of ours.
        patience_s: how long a store that is away is waited for.
        stopping: whether the worker is to end.
    """

    worker: str
    host: str
    store: Store
    queue: Queue
    sandbox: Sandbox
    packages: Packages
    attendant: Attendant
    max_attempts: int
    patience_s: float
    stopping: Callable[[], bool]

    def worth_another_try(self, claim: Claim, error: Exception) -> bool:
        """Whether a job is to be begun again after this error.

        While the engine is away nothing can be learnt from trying, so that never counts.
        """
        if isinstance(error, CallerMistake):
            return False
        return isinstance(error, EngineUnavailable) or claim.counted_attempts < self.max_attempts

    def engine_answers(self) -> bool:
        """Whether boxes can be had at all."""
        try:
            self.sandbox.check()
        except EngineUnavailable:
            return False
        return True

    def patiently(self, action: Callable[[], _Result], *, though_stopping: bool = False) -> _Result:
        """Do something with the store, again and again while it is away.

        Args:
            though_stopping: whether it is worth to be waited for by a worker that is to end.

        Raises:
            StoreError: it is still away after `patience_s`, or when the worker is to end.
        """
        deadline, pause_s = time.monotonic() + self.patience_s, _FIRST_PAUSE_S
        while True:
            try:
                return action()
            except StoreError:
                hurried = self.stopping() and not though_stopping
                if hurried or time.monotonic() + pause_s > deadline:
                    raise
            time.sleep(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
