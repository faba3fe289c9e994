"""Passwords as Argon2id hashes; the only place that knows how they are made."""

import functools
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's choice for servers: 19 MiB a try, so that many logins at once do not fill the memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The password's hash with all that is needed to verify it."""
    return _HASHER.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether a password is the one that was hashed; it takes as long without a hash as with one."""
    try:
        _HASHER.verify(hashed if hashed is not None else _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


@functools.cache
def _nobodys() -> str:
    """The hash of a password that nobody knows."""
    return _HASHER.hash(secrets.token_urlsafe())
