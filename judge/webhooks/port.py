"""What is asked of whoever sends webhooks."""

from datetime import datetime
from typing import Protocol

from pydantic import Field

from judge.model.base import Value


class Letter(Value):
    """One event for one endpoint.

    Attributes:
        id: the same each time it is tried, so that its reader can tell a repetition.
        secret: `whsec_…`, which it is signed with.
        body: JSON, sent as it is.
    """

    id: str
    url: str
    secret: str = Field(repr=False)
    body: str


class Answer(Value):
    """What came of sending a letter once.

    Attributes:
        status: of the answer; None if there was none.
        retry_after_s: how long its reader asks to be left alone.
        problem: why there is no answer, in words for the endpoint's owner.
        hopeless: whether sending it again is no use, because it must not be sent there.
    """

    status: int | None = None
    retry_after_s: int | None = None
    problem: str | None = None
    hopeless: bool = False


class Sender(Protocol):
    """Sends letters."""

    async def send(self, letter: Letter, now: datetime) -> Answer:
        """Send a letter once, within a time of its own; whatever happens is an answer.

        Args:
            now: signed along, so that its reader can refuse old letters.
        """
