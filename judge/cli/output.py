"""The two streams: results on stdout, everything else on stderr."""

import json
import os
import sys
from contextlib import suppress
from typing import Any

from judge.cli.exit_codes import exit_code_of
from judge.cli.text import printable
from judge.errors import StoreError

ERROR_SCHEMA = "coderound.error/1"


def emit(text: str) -> None:
    """Write a result to stdout.

    A reader who has seen enough (`judge problem list | head -1`) is no error: what is left is thrown
    away, and the exit code is what it would have been.

    Raises:
        StoreError: it cannot be written, such as to a full disk.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes stdout once more when it ends, and would complain then.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise StoreError(f"stdout cannot be written: {error.strerror}") from None


def emit_document(document: dict[str, Any]) -> None:
    """Write one JSON document; ASCII, so that no control or bidi character reaches a terminal."""
    emit(json.dumps(document, indent=2) + "\n")


def emit_error(error: Exception, message: str) -> None:
    """Write the JSON document of an error."""
    emit_document(
        {
            "schema": ERROR_SCHEMA,
            "error": {
                "type": type(error).__name__,
                "message": message,
                "exit_code": int(exit_code_of(error)),
            },
        }
    )


def say(message: str) -> None:
    """Tell a person something on stderr, if anyone is left there to be told."""
    with suppress(OSError):
        sys.stderr.write(f"{printable(message)}\n")
        sys.stderr.flush()
