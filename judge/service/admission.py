"""How much one user may send, and what a request that comes twice makes."""

import bisect
import hashlib
import json
import re
from datetime import timedelta

from judge.errors import CallerMistake, KeyReused, TooManyRequests
from judge.model.users import Role, User
from judge.service.context import Service
from judge.service.texts import cut
from judge.store.port import Transaction

_WINDOW_S = 60
_CAP_RETRY_S = 5
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def admit(tx: Transaction, service: Service, user: User) -> None:
    """Refuse what is more than a user may send.

    Two requests at the very same moment may both be the last one that is admitted.

    Raises:
        TooManyRequests: the user sends too fast, or has too much waiting.
    """
    admit_job(tx, service, user)
    limit, now = service.policy.submissions_per_minute, service.clock()

    def free_again(after_s: int) -> bool:
        since = now - timedelta(seconds=_WINDOW_S - after_s)
        sent = tx.submissions.count_since(user.id, since) + tx.runs.count_since(user.id, since)
        return sent < limit

    if user.role is Role.ADMIN or free_again(0):
        return
    wait_s = 1 + bisect.bisect_left(range(1, _WINDOW_S), True, key=free_again)
    raise TooManyRequests(
        f"more than the {limit} submissions and runs a minute that one user may send",
        retry_after_s=wait_s,
    )


def admit_job(tx: Transaction, service: Service, user: User) -> None:
    """Refuse another job of a user who has too many waiting.

    Raises:
        TooManyRequests: that is so.
    """
    cap = service.policy.queue_cap
    if user.role is not Role.ADMIN and tx.jobs.active_of(user.id) >= cap:
        raise TooManyRequests(
            f"{cap} submissions and runs of yours wait or are being judged, which is the most one user"
            " may have; wait until some are done",
            retry_after_s=_CAP_RETRY_S,
        )


def made_before(
    tx: Transaction, service: Service, user: User, key: str | None, request: object, makes: str
) -> str | None:
    """The id of what the same request with this key made before; None if this is the first.

    Args:
        request: what tells this request from others, as JSON values.
        makes: the id of what is made now.

    Raises:
        CallerMistake: the key is none.
        KeyReused: it came with another request.
    """
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise CallerMistake(
            f"the idempotency key {cut(key)} is not usable; expected 1 to 255 printable ASCII"
            " characters without spaces"
        )
    fingerprint = hashlib.sha256(json.dumps(request).encode()).hexdigest()
    before = tx.idempotency.remember(user.id, key, fingerprint, makes, service.clock())
    if before is None:
        return None
    if before.fingerprint != fingerprint:
        raise KeyReused(
            f"the idempotency key {cut(key)} came with another request before; take a new key for a"
            " new request"
        )
    return before.resource
