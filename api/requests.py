"""Parts of requests that several resources take."""

from typing import Annotated, Any

from fastapi import Header, Query

from api.waiting import MAX_WAIT_S

WaitSeconds = Annotated[
    float,
    Query(
        ge=0,
        le=MAX_WAIT_S,
        allow_inf_nan=False,
        description="Seconds to wait for the end; the answer comes as soon as it is there.",
    ),
]

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        pattern="^[!-~]+$",
        description=(
            "A request is done once for each key; again with the same body, it is answered with what "
            "the first one made."
        ),
        examples=["6f1c8a52-4d0e-4ff6-9a53-0d4f1d0c5b7e"],
    ),
]

REPLAYED: dict[str, Any] = {
    "Idempotent-Replayed": {
        "schema": {"type": "string", "enum": ["true"]},
        "description": "This was made before, by a request with the same idempotency key.",
    }
}
