"""The fixed list of things a candidate may be told about a secret test.

A hint is one of these words or nothing, so that no text of the submission's own making can carry
hidden data out (see docs/security.md). The author of a package may turn hints off.
"""

from enum import StrEnum


class Hint(StrEnum):
    """What probably went wrong, in general words."""

    INDEX_ERROR = "index error"
    KEY_ERROR = "key error"
    TYPE_ERROR = "type error"
    VALUE_ERROR = "value error"
    ATTRIBUTE_ERROR = "attribute error"
    NAME_ERROR = "name error"
    ZERO_DIVISION = "division by zero"
    OVERFLOW = "arithmetic overflow"
    RECURSION = "recursion too deep"
    MEMORY = "out of memory"
    IMPORT_ERROR = "import error"
    ASSERTION = "assertion failed"
    STOP_ITERATION = "iterator exhausted"
    UNICODE = "text encoding error"
    LINALG = "linear algebra error"
    OTHER_EXCEPTION = "uncaught exception"
    ENDED_EARLY = "ended before it answered"
    MISSING_ENTRY = "entry point not found"
    WRONG_ARGUMENTS = "entry point takes other arguments"
    UNSUPPORTED_RETURN = "returned a value that is not data"
    RETURNED_NOTHING = "returned None"
    WRONG_TYPE = "wrong type"
    WRONG_LENGTH = "wrong length"
    WRONG_SHAPE = "wrong shape"
    WRONG_DTYPE = "wrong dtype"
    NOT_SORTED = "right elements in another order"
    NOT_FINITE = "nan or infinity where a finite number is expected"
    CLOSE = "close, but outside the tolerance"
    WRONG_CLUSTERS = "points grouped differently"
    TOO_LITTLE_OUTPUT = "output ends early"
    TOO_MUCH_OUTPUT = "output goes on after the answer"
