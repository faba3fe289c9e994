"""Runs: trials on samples and custom input."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.answers import answer, tagged
from api.base import Id
from api.deps import JSON_BODY, ServiceDep, UserDep, VersionsDep, WatcherDep
from api.documented import ETAG, JSON_SENT, LOCATION, NOT_MODIFIED, SIGNED_IN, errors
from api.requests import REPLAYED, IdempotencyKey, WaitSeconds
from api.schemas.runs import Run, RunRequest
from api.streams import LastEventId, LastEventParameter, stream
from api.waiting import wait_for
from judge.model.stored import Event
from judge.model.stored import Run as StoredRun
from judge.service.runs import get_run, start_run

router = APIRouter(tags=["runs"])

_AFTER_ALL_ATTEMPTS = 999_999_999


@router.post(
    "/runs",
    status_code=201,
    response_model=Run,
    summary="Try a program",
    dependencies=[JSON_BODY],
    responses={
        201: {
            "description": "Accepted, and finished if `wait` was long enough.",
            "headers": {**LOCATION, **REPLAYED},
        },
        **errors(404, 429, *JSON_SENT, *SIGNED_IN),
    },
)
async def create_run(
    sent: RunRequest,
    service: ServiceDep,
    versions: VersionsDep,
    watcher: WatcherDep,
    user: UserDep,
    wait: WaitSeconds = 0,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Run a program on the samples and on inputs of one's own; nothing is scored."""
    started = await run_in_threadpool(
        start_run, service, user, sent.new(), idempotency_key=idempotency_key
    )
    run = started.run
    if wait and run.result is None:

        async def is_over() -> bool:
            found = await run_in_threadpool(get_run, service, user, run.id)
            return found.result is not None

        await wait_for(watcher, run.id, wait, is_over)
        run = await run_in_threadpool(get_run, service, user, run.id)
    headers = {"Location": f"/api/v1/runs/{run.id}"}
    if started.replayed:
        headers["Idempotent-Replayed"] = "true"
    version = await run_in_threadpool(versions.__getitem__, run.version_id)
    return answer(Run.of(run, version), 201, headers)


@router.get(
    "/runs/{run_id}",
    response_model=Run,
    summary="Show a run",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_run(
    request: Request, run_id: Id, service: ServiceDep, versions: VersionsDep, user: UserDep
) -> Response:
    """A run with its result once it is done."""
    run = get_run(service, user, run_id)
    return tagged(request, Run.of(run, versions[run.version_id]))


@dataclass(frozen=True)
class Watched:
    """What an event stream is about."""

    run_id: str
    after: str | None


def _watched(
    run_id: Id,
    service: ServiceDep,
    user: UserDep,
    last_event_id: LastEventId = None,
    last_event: LastEventParameter = None,
) -> Watched:
    return Watched(get_run(service, user, run_id).id, last_event_id or last_event)


@router.get(
    "/runs/{run_id}/events",
    response_class=EventSourceResponse,
    summary="Watch a run",
    responses=errors(404, *SIGNED_IN),
)
async def watch_run(
    watched: Annotated[Watched, Depends(_watched)],
    service: ServiceDep,
    watcher: WatcherDep,
    user: UserDep,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events as for a submission; the stream ends with `done`."""

    async def told() -> Sequence[Event] | None:
        run = await run_in_threadpool(get_run, service, user, watched.run_id)
        return _events_of(run)

    async for event in stream(watcher, watched.run_id, watched.after, told):
        yield event


def _events_of(run: StoredRun) -> Sequence[Event] | None:
    """The end of a run that is over, behind whatever was told live; its result has the rest."""
    if run.result is None:
        return None
    data = {"verdict": run.result.get("verdict")}
    return [Event(attempt=_AFTER_ALL_ATTEMPTS, number=0, type="done", data=data)]
