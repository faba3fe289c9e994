"""Submissions: sending, looking at them, watching them, giving up on them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.answers import answer, tagged
from api.base import Id
from api.deps import JSON_BODY, ServiceDep, UserDep, VersionsDep, WatcherDep
from api.documented import ETAG, JSON_SENT, LINK, LOCATION, NOT_MODIFIED, SIGNED_IN, errors
from api.pagination import cut, link_to
from api.requests import REPLAYED, IdempotencyKey, WaitSeconds
from api.schemas.submissions import (
    Judging,
    JudgingEntry,
    JudgingList,
    Submission,
    SubmissionEntry,
    SubmissionPage,
    SubmissionQuery,
    SubmissionRequest,
    SubmissionSource,
)
from api.streams import LastEventId, LastEventParameter, stream
from api.versions import VersionNumbers
from api.waiting import wait_for
from judge.model.stored import Event, StoredJudging, StoredSubmission
from judge.model.submission import JudgingState
from judge.model.users import User
from judge.service.context import Service
from judge.service.runtimes import get_position
from judge.service.submissions import (
    events_of,
    get_judging,
    get_source,
    get_submission,
    list_judgings,
    list_submissions,
)
from judge.service.submit import Submitted, cancel, submit

router = APIRouter(tags=["submissions"])


@router.post(
    "/submissions",
    status_code=201,
    response_model=Submission,
    summary="Submit a solution",
    dependencies=[JSON_BODY],
    responses={
        201: {
            "description": "Accepted, and finished if `wait` was long enough.",
            "headers": {**LOCATION, **REPLAYED},
        },
        **errors(404, 429, *JSON_SENT, *SIGNED_IN),
    },
)
async def create_submission(
    sent: SubmissionRequest,
    service: ServiceDep,
    versions: VersionsDep,
    watcher: WatcherDep,
    user: UserDep,
    wait: WaitSeconds = 0,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take a submission in. Once this is answered it is stored and will be judged, whatever happens."""

    def accept() -> tuple[Submitted, Submission]:
        taken = submit(service, user, sent.new(), idempotency_key=idempotency_key)
        return taken, _with_judging(service, versions, user, taken.submission)

    # One trip to a thread: each costs as much as a look into the store.
    submitted, shown = await run_in_threadpool(accept)
    if wait and not _is_over(shown.state):

        async def is_over() -> bool:
            found = await run_in_threadpool(get_submission, service, user, shown.id)
            return _is_over(found.state)

        await wait_for(watcher, shown.judging.id, wait, is_over)
        shown = await run_in_threadpool(_shown, service, versions, user, shown.id)
    headers = {"Location": f"/api/v1/submissions/{shown.id}"}
    if submitted.replayed:
        headers["Idempotent-Replayed"] = "true"
    return answer(shown, 201, headers)


def _is_over(state: JudgingState) -> bool:
    return state in (JudgingState.DONE, JudgingState.CANCELLED)


def _shown(
    service: Service, versions: VersionNumbers, user: User, submission_id: str
) -> Submission:
    return _with_judging(service, versions, user, get_submission(service, user, submission_id))


def _with_judging(
    service: Service, versions: VersionNumbers, user: User, stored: StoredSubmission
) -> Submission:
    judging = get_judging(service, user, stored.judging_id)
    position = get_position(service, stored, judging)
    return Submission.with_judging(stored, judging, versions[judging.version_id], position)


@router.get(
    "/submissions",
    response_model=SubmissionPage,
    summary="List submissions",
    responses={200: {"headers": {**LINK, **ETAG}}, **NOT_MODIFIED, **errors(*SIGNED_IN)},
)
def list_submissions_(
    request: Request,
    query: Annotated[SubmissionQuery, Query()],
    service: ServiceDep,
    user: UserDep,
) -> Response:
    """One's own, an author's by problem, or all for an admin; the latest first."""
    found = list_submissions(
        service, user, query.filter(), before=query.cursor, limit=query.limit + 1
    )
    page = cut(found, query.limit, lambda each: each.id)
    entries = [SubmissionEntry.of(each) for each in page.entries]
    return tagged(
        request, SubmissionPage(items=entries, next=page.next), link_to(request, page.next)
    )


@router.get(
    "/submissions/{submission_id}",
    response_model=Submission,
    summary="Show a submission",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_submission(
    request: Request,
    submission_id: Id,
    service: ServiceDep,
    versions: VersionsDep,
    user: UserDep,
) -> Response:
    """A submission with the judging that counts, and its result once that is done."""
    return tagged(request, _shown(service, versions, user, submission_id))


@router.get(
    "/submissions/{submission_id}/source",
    response_model=SubmissionSource,
    summary="Show a submission's source",
    responses=errors(404, *SIGNED_IN),
)
def show_source(submission_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """The files as they were submitted."""
    return answer(SubmissionSource.of(get_source(service, user, submission_id)))


@router.get(
    "/submissions/{submission_id}/judgings",
    response_model=JudgingList,
    summary="List a submission's judgings",
    responses=errors(404, *SIGNED_IN),
)
def list_judgings_(
    submission_id: Id, service: ServiceDep, versions: VersionsDep, user: UserDep
) -> Response:
    """All judgings, those that rejudges replaced too, the latest first."""
    found = list_judgings(service, user, submission_id)
    items = [JudgingEntry.of(each, versions[each.version_id]) for each in found]
    return answer(JudgingList(items=items))


@router.get(
    "/judgings/{judging_id}",
    response_model=Judging,
    summary="Show a judging",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_judging(
    request: Request,
    judging_id: Id,
    service: ServiceDep,
    versions: VersionsDep,
    user: UserDep,
) -> Response:
    """A judging with its result once it is done."""
    judging = get_judging(service, user, judging_id)
    version = versions[judging.version_id]
    return tagged(request, Judging.of(judging, version))


@router.post(
    "/submissions/{submission_id}/cancel",
    response_model=Submission,
    summary="Give up on a submission",
    responses=errors(404, 409, *SIGNED_IN),
)
def cancel_submission(
    submission_id: Id, service: ServiceDep, versions: VersionsDep, user: UserDep
) -> Response:
    """End its judging without a verdict, if that is not done yet."""
    cancel(service, user, submission_id)
    return answer(_shown(service, versions, user, submission_id))


@dataclass(frozen=True)
class Watched:
    """What an event stream is about."""

    judging: StoredJudging
    after: str | None


def _watched(
    submission_id: Id,
    service: ServiceDep,
    user: UserDep,
    last_event_id: LastEventId = None,
    last_event: LastEventParameter = None,
) -> Watched:
    # A dependency, because a stream has begun to be answered when its generator first runs.
    submission = get_submission(service, user, submission_id)
    judging = get_judging(service, user, submission.judging_id)
    return Watched(judging, last_event_id or last_event)


@router.get(
    "/submissions/{submission_id}/events",
    response_class=EventSourceResponse,
    summary="Watch a submission being judged",
    responses=errors(404, *SIGNED_IN),
)
async def watch_submission(
    watched: Annotated[Watched, Depends(_watched)],
    service: ServiceDep,
    watcher: WatcherDep,
    user: UserDep,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events, from the beginning or behind `Last-Event-ID`; the stream ends with `done`.

    `claimed`, `compiled`, a `case` for each test, `done`; `requeued` if a worker was lost. Ids are
    `attempt-number`.
    """
    judging_id = watched.judging.id

    async def told() -> Sequence[Event] | None:
        found = await run_in_threadpool(get_judging, service, user, judging_id)
        return events_of(found) or None

    async for event in stream(watcher, judging_id, watched.after, told):
        yield event
