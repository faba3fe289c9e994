"""Names of what is stored: sortable by the time they were made, impossible to guess."""

import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26


def new_id() -> str:
    """A new ULID (github.com/ulid/spec): 48 bits of milliseconds and 80 of chance, in base 32.

    Later ids sort behind earlier ones to the millisecond, so that a list by id is a list by age.
    """
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
