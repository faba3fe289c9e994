"""What is due is sent, and what comes of it decides whether it is sent again.

Delivery is at least once: an attempt is noted after it, so whoever dies in between sends again, with
the same `webhook-id`.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from judge.model.stored import Delivery, DeliveryState, WebhookEndpoint
from judge.store.port import Store
from judge.webhooks.port import Answer, Letter, Sender

BACKOFF_S = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Pauses after each attempt that failed; after the one that follows the last, the delivery has failed."""

MAX_PAUSE_S = 86400
"""The longest that a `Retry-After` is obeyed."""

_BATCH = 100
_AT_ONCE_PER_ENDPOINT = 4
_PATIENCE_S = 10.0
"""How long after a batch was begun a further letter of it is."""

_LOOK_S = 0.2
_AGAIN_S = 60
"""When a delivery that was taken and came to nothing comes up again; longer than any batch takes."""

_GONE = 410


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def dispatch_due(
    store: Store,
    sender: Sender,
    clock: Callable[[], datetime] = utc_now,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due, a bounded number of letters, all endpoints at the same time.

    It takes as long as the slowest endpoint, which is bounded, and is meant to be called again and again,
    by several processes if need be.

    Args:
        stopped: asked several times a second; letters that are on their way once it holds are given up,
            and sent again later.

    Returns:
        How many letters were sent, whatever came of them. 0: nothing is due.

    Raises:
        StoreError: the store does not answer; what was not noted will be sent again.
    """
    now = clock()
    with store.write() as tx:
        due = tx.webhooks.take_due(now, now + timedelta(seconds=_AGAIN_S), _BATCH)
        endpoints = {each: tx.webhooks.get(each) for each in {one.endpoint_id for one in due}}
    if not due:
        return 0
    return asyncio.run(_Batch(store, sender, clock).send_all(due, endpoints, stopped))


class _Batch:
    """Letters that are sent at the same time, but to no endpoint many at once."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store, self._sender, self._clock = store, sender, clock
        self._began_s = monotonic()
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(_AT_ONCE_PER_ENDPOINT)
        )
        self._failing: set[str] = set()

    async def send_all(
        self,
        due: Sequence[Delivery],
        endpoints: Mapping[str, WebhookEndpoint | None],
        stopped: Callable[[], bool],
    ) -> int:
        """Send each; how many were really sent."""
        tasks = [asyncio.create_task(self._send(one, endpoints[one.endpoint_id])) for one in due]
        under_way = set(tasks)
        while under_way and not stopped():
            ended, under_way = await asyncio.wait(
                under_way, timeout=_LOOK_S, return_when=asyncio.FIRST_EXCEPTION
            )
            for task in ended:
                task.result()
        return sum(task.result() for task in tasks if task.done())

    async def _send(self, delivery: Delivery, endpoint: WebhookEndpoint | None) -> bool:
        """Send one in its turn, unless its endpoint has failed or taken too long until then."""
        if endpoint is None:  # removed in the meantime, and its deliveries with it
            return False
        async with self._turns[endpoint.id]:
            if endpoint.id in self._failing or monotonic() - self._began_s > _PATIENCE_S:
                return False
            if endpoint.disabled_at is not None:
                outcome = Outcome(DeliveryState.FAILED, "the endpoint is disabled", None)
                await asyncio.to_thread(self._note, delivery, outcome)
                return False
            answer = await self._sender.send(_letter(delivery, endpoint), self._clock())
            outcome = judge_answer(answer, delivery.attempts + 1)
            if outcome.state is not DeliveryState.DELIVERED:
                self._failing.add(endpoint.id)
            await asyncio.to_thread(self._note, delivery, outcome)
            return True

    def _note(self, delivery: Delivery, outcome: "Outcome") -> None:
        now = self._clock()
        next_at = now + timedelta(seconds=outcome.pause_s or 0)
        with self._store.write() as tx:
            tx.webhooks.note_attempt(delivery.id, outcome.state, outcome.response, next_at)
            if outcome.gone:
                tx.webhooks.disable(delivery.endpoint_id, now)


def _letter(delivery: Delivery, endpoint: WebhookEndpoint) -> Letter:
    body = json.dumps(delivery.payload, separators=(",", ":"))
    return Letter(id=delivery.id, url=endpoint.url, secret=endpoint.secret, body=body)


@dataclass(frozen=True)
class Outcome:
    """What an answer means for a delivery.

    Attributes:
        response: in words, for the endpoint's owner.
        pause_s: until the next attempt; None if there is none.
        gone: whether the endpoint wants no letters any more.
    """

    state: DeliveryState
    response: str
    pause_s: int | None
    gone: bool = False


def judge_answer(answer: Answer, attempt: int) -> Outcome:
    """Decide what an answer to the attempt of this number (the first is 1) means.

    Only 2xx is success. Redirections are not followed: where they lead has not been looked at. Every
    other answer may be a mistake that its owner mends, except 410, which is how one unsubscribes.
    """
    response = answer.problem or f"HTTP {answer.status}"
    if answer.status is not None and 200 <= answer.status < 300:
        return Outcome(DeliveryState.DELIVERED, response, None)
    if answer.status == _GONE:
        return Outcome(DeliveryState.FAILED, f"{response}: the endpoint is gone", None, gone=True)
    if answer.hopeless or attempt > len(BACKOFF_S):
        return Outcome(DeliveryState.FAILED, response, None)
    asked_s = min(answer.retry_after_s or 0, MAX_PAUSE_S)
    return Outcome(DeliveryState.PENDING, response, max(BACKOFF_S[attempt - 1], asked_s))
