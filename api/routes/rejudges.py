"""Rejudges: starting them, seeing what they would change, applying them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer, tagged
from api.base import Id
from api.deps import JSON_BODY, ServiceDep, UserDep
from api.documented import ETAG, JSON_SENT, LINK, LOCATION, NOT_MODIFIED, SIGNED_IN, errors
from api.pagination import PageQuery, cut, link_to
from api.schemas.rejudges import (
    Applied,
    Change,
    ChangePage,
    ChangeQuery,
    Rejudge,
    RejudgeEntry,
    RejudgePage,
    RejudgeRequest,
)
from judge.service.rejudge import (
    apply_rejudge,
    cancel_rejudge,
    get_rejudge,
    list_changes,
    list_rejudges,
    matrix,
    start_rejudge,
)

router = APIRouter(tags=["rejudges"])


@router.post(
    "/rejudges",
    status_code=201,
    response_model=RejudgeEntry,
    summary="Judge submissions again",
    dependencies=[JSON_BODY],
    responses={
        201: {"description": "Begun; nothing counts yet.", "headers": LOCATION},
        **errors(404, 409, *JSON_SENT, *SIGNED_IN),
    },
)
def create_rejudge(sent: RejudgeRequest, service: ServiceDep, user: UserDep) -> Response:
    """One submission or those that a filter means, by their problems' published versions."""
    started = start_rejudge(
        service,
        user,
        reason=sent.reason,
        submission_id=sent.submission,
        wanted=None if sent.filter is None else sent.filter.filter(),
    )
    location = {"Location": f"/api/v1/rejudges/{started.rejudge.id}"}
    return answer(RejudgeEntry.of(started.rejudge), 201, location)


@router.get(
    "/rejudges",
    response_model=RejudgePage,
    summary="List rejudges",
    responses={200: {"headers": {**LINK, **ETAG}}, **NOT_MODIFIED, **errors(*SIGNED_IN)},
)
def list_rejudges_(
    request: Request, query: Annotated[PageQuery, Query()], service: ServiceDep, user: UserDep
) -> Response:
    """An author's own, or all for an admin; the latest first."""
    found = list_rejudges(service, user, before=query.cursor, limit=query.limit + 1)
    page = cut(found, query.limit, lambda each: each.id)
    entries = [RejudgeEntry.of(each) for each in page.entries]
    return tagged(request, RejudgePage(items=entries, next=page.next), link_to(request, page.next))


@router.get(
    "/rejudges/{rejudge_id}",
    response_model=Rejudge,
    summary="Show a rejudge",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_rejudge(request: Request, rejudge_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """How far it is, and how many submissions go from one verdict to another."""
    stored = get_rejudge(service, user, rejudge_id)
    return tagged(request, Rejudge.with_matrix(stored, matrix(service, user, rejudge_id)))


@router.get(
    "/rejudges/{rejudge_id}/changes",
    response_model=ChangePage,
    summary="List what a rejudge changes",
    responses={200: {"headers": LINK}, **errors(404, *SIGNED_IN)},
)
def list_changes_(
    request: Request,
    rejudge_id: Id,
    query: Annotated[ChangeQuery, Query()],
    service: ServiceDep,
    user: UserDep,
) -> Response:
    """Submissions whose verdict or score changes, or with `all` every one."""
    found = list_changes(
        service,
        user,
        rejudge_id,
        after=query.cursor,
        limit=query.limit + 1,
        unchanged_too=query.all,
    )
    page = cut(found, query.limit, lambda each: each.submission_id)
    items = [Change.of(each) for each in page.entries]
    return answer(ChangePage(items=items, next=page.next), 200, link_to(request, page.next))


@router.post(
    "/rejudges/{rejudge_id}/apply",
    response_model=Applied,
    summary="Apply a rejudge",
    responses=errors(404, 409, *SIGNED_IN),
)
def apply_rejudge_(rejudge_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Let its judgings count, once all of them are done."""
    changed = apply_rejudge(service, user, rejudge_id)
    rejudge = RejudgeEntry.of(get_rejudge(service, user, rejudge_id))
    return answer(Applied(rejudge=rejudge, changed=changed))


@router.post(
    "/rejudges/{rejudge_id}/cancel",
    response_model=RejudgeEntry,
    summary="Drop a rejudge",
    responses=errors(404, 409, *SIGNED_IN),
)
def cancel_rejudge_(rejudge_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Forget its judgings; everything stays as it was."""
    return answer(RejudgeEntry.of(cancel_rejudge(service, user, rejudge_id)))
