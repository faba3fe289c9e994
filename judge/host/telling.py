"""What those who watch a job are told; the same words are made of its result once it is stored."""

from collections.abc import Callable
from typing import Any

from judge.host.attendant import Attendant
from judge.model.submission import CaseResult, CompileResult, Judging


class EventListener:
    """Tells watchers of every step, and ends the judging when nobody wants it any more."""

    def __init__(
        self, attendant: Attendant, on_compiled: Callable[[], None] = lambda: None
    ) -> None:
        self._attendant, self._on_compiled = attendant, on_compiled

    def compiled(self, result: CompileResult, case_count: int) -> None:
        """See `judge.judging.progress.Listener`."""
        self._on_compiled()
        self._attendant.check()
        data = {"ok": result.ok, "message": result.message, "case_count": case_count}
        self._attendant.tell("compiled", data)
        self._attendant.note_running()

    def case_done(self, result: CaseResult) -> None:
        """See `judge.judging.progress.Listener`."""
        self._attendant.check()
        self._attendant.tell("case", result.model_dump(mode="json"))


def done_data(judging: Judging) -> dict[str, Any]:
    """What watchers are told in the end."""
    return {
        "verdict": judging.verdict.value,
        "score": judging.score,
        "max_score": judging.max_score,
    }
