"""What operators need: the audit log, the queue, dead letters; and the languages there are."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer, tagged
from api.base import Id
from api.deps import ServiceDep, UserDep, VersionsDep
from api.documented import ETAG, LINK, NOT_MODIFIED, SIGNED_IN, errors
from api.pagination import PageQuery, cut, link_to
from api.schemas.accounts import Audited, AuditPage
from api.schemas.operations import DeadLetterPage, Language, LanguageList, Queue, Retried
from api.schemas.submissions import JudgingEntry
from judge.model.language import LANGUAGES
from judge.service.audit import list_audit
from judge.service.queue_view import dead_letters, queue_state, retry_dead

languages = APIRouter(tags=["languages"])
router = APIRouter(tags=["operations"])


@languages.get(
    "/languages",
    response_model=LanguageList,
    summary="List languages",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(*SIGNED_IN)},
)
def list_languages(request: Request, user: UserDep) -> Response:
    """The languages that submissions may be written in."""
    items = [
        Language(
            code=each.code,
            title=each.title,
            image=each.image,
            suffixes=each.suffixes,
            source_name=each.source_name,
        )
        for each in LANGUAGES.values()
    ]
    return tagged(request, LanguageList(items=items))


@router.get(
    "/audit",
    response_model=AuditPage,
    summary="List what admins and authors did",
    responses={200: {"headers": LINK}, **errors(*SIGNED_IN)},
)
def list_audit_(
    request: Request, query: Annotated[PageQuery, Query()], service: ServiceDep, user: UserDep
) -> Response:
    """The audit log, the latest first; for admins."""
    found = list_audit(service, user, before=query.cursor, limit=query.limit + 1)
    page = cut(found, query.limit, lambda each: each.id)
    items = [Audited.of(each) for each in page.entries]
    return answer(AuditPage(items=items, next=page.next), 200, link_to(request, page.next))


@router.get("/queue", response_model=Queue, summary="Show the queue", responses=errors(*SIGNED_IN))
def show_queue(service: ServiceDep, user: UserDep) -> Response:
    """What waits, what is being done and by whom; for admins."""
    return answer(Queue.of(queue_state(service, user)))


@router.get(
    "/queue/dead",
    response_model=DeadLetterPage,
    summary="List dead letters",
    responses={200: {"headers": LINK}, **errors(*SIGNED_IN)},
)
def list_dead_letters(
    request: Request,
    query: Annotated[PageQuery, Query()],
    service: ServiceDep,
    versions: VersionsDep,
    user: UserDep,
) -> Response:
    """Judgings that ended in JE, the latest first; for admins."""
    found = dead_letters(service, user, before=query.cursor, limit=query.limit + 1)
    page = cut(found, query.limit, lambda each: each.id)
    items = [JudgingEntry.of(each, versions[each.version_id]) for each in page.entries]
    return answer(DeadLetterPage(items=items, next=page.next), 200, link_to(request, page.next))


@router.post(
    "/queue/dead/{judging_id}/retry",
    status_code=202,
    response_model=Retried,
    summary="Judge a dead letter again",
    responses=errors(404, 409, *SIGNED_IN),
)
def retry_dead_letter(
    judging_id: Id, service: ServiceDep, versions: VersionsDep, user: UserDep
) -> Response:
    """Make a new judging, which counts at once; for admins."""
    judging = retry_dead(service, user, judging_id).judging
    return answer(Retried(judging=JudgingEntry.of(judging, versions[judging.version_id])), 202)
