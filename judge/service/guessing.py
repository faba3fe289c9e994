"""Slows down those who guess passwords."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from judge.errors import TooManyRequests

MAX_WRONG = 10
"""Wrong passwords for one name within `WINDOW`; then nobody may try that name for a while."""

WINDOW = timedelta(minutes=15)

_MAX_NAMES = 10_000
"""Names that are remembered, so that made-up ones do not fill the memory."""


class GuessLimiter:
    """Counts wrong passwords by name, whether anybody has that name or not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, list[datetime]] = OrderedDict()

    def check(self, name: str, now: datetime) -> None:
        """Refuse another try if there were too many wrong ones.

        Raises:
            TooManyRequests: there were.
        """
        with self._lock:
            recent = self._recent(name, now)
        if len(recent) >= MAX_WRONG:
            wait = recent[-MAX_WRONG] + WINDOW - now
            raise TooManyRequests(
                f"there were {len(recent)} wrong passwords for this name; try again later",
                retry_after_s=max(1, -(-wait // timedelta(seconds=1))),
            )

    def note_wrong(self, name: str, now: datetime) -> None:
        """Remember a wrong password."""
        with self._lock:
            self._wrong[name] = [*self._recent(name, now), now][-MAX_WRONG:]
            self._wrong.move_to_end(name)
            while len(self._wrong) > _MAX_NAMES:
                self._wrong.popitem(last=False)

    def forgive(self, name: str) -> None:
        """Forget wrong passwords: the right one was given."""
        with self._lock:
            self._wrong.pop(name, None)

    def _recent(self, name: str, now: datetime) -> list[datetime]:
        return [at for at in self._wrong.get(name, ()) if at > now - WINDOW]
