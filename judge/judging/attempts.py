"""What is done again when a box dies under it."""

from collections.abc import Callable
from typing import TypeVar

from judge.errors import BoxDied

ATTEMPTS = 3
"""How often something is tried in new boxes before their deaths count as our failure."""

_Result = TypeVar("_Result")


def in_a_living_box(action: Callable[[], _Result]) -> _Result:
    """Do something in a box that replaces itself when it died.

    Raises:
        BoxDied: every box died; or one died of the program, which had taken all its memory.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return action()
        except BoxDied as death:
            if death.out_of_memory:
                raise
    return action()
