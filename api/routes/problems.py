"""Problems: looking at them, uploading packages, publishing versions."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.answers import answer, tagged
from api.base import Name
from api.deps import ServiceDep, UserDep
from api.documented import ETAG, LINK, LOCATION, NOT_MODIFIED, SIGNED_IN, errors
from api.pagination import cut, link_to
from api.schemas.problems import (
    Problem,
    ProblemEntry,
    ProblemPage,
    ProblemQuery,
    RuntimeHistogram,
    Starter,
    Verification,
    Version,
    VersionList,
)
from judge.service.packages import upload
from judge.service.problems import (
    get_package,
    get_problem,
    get_starter,
    get_version,
    list_problems,
    list_versions,
    publish,
)
from judge.service.runtimes import get_runtimes

router = APIRouter(tags=["problems"])

_ZIP_TYPES = ("application/zip", "application/x-zip-compressed", "application/octet-stream")
_MAX_NUMBER = 1_000_000_000

Number = Annotated[int, Path(ge=1, le=_MAX_NUMBER, examples=[3])]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/zip": _BINARY,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"package": {"type": "string", "format": "binary"}},
                    "required": ["package"],
                }
            },
        },
    }
}


@router.get(
    "/problems",
    response_model=ProblemPage,
    summary="List problems",
    responses={200: {"headers": {**LINK, **ETAG}}, **NOT_MODIFIED, **errors(*SIGNED_IN)},
)
def list_problems_(
    request: Request,
    query: Annotated[ProblemQuery, Query()],
    service: ServiceDep,
    user: UserDep,
) -> Response:
    """Published problems by name."""
    found = list_problems(
        service,
        search=query.search,
        tags=query.tag,
        difficulty=query.difficulty,
        after=query.cursor,
        limit=query.limit + 1,
    )
    page = cut(found, query.limit, lambda each: each.problem)
    entries = [ProblemEntry.of(each) for each in page.entries]
    return tagged(request, ProblemPage(items=entries, next=page.next), link_to(request, page.next))


@router.post(
    "/problems",
    status_code=202,
    response_model=Version,
    summary="Upload a problem package",
    openapi_extra=_UPLOAD_BODY,
    responses={
        200: {"model": Version, "description": "There is a version with this content already."},
        202: {"description": "Taken; it is being verified.", "headers": LOCATION},
        **errors(400, 404, 409, 415, 429, *SIGNED_IN),
    },
)
async def upload_problem(
    request: Request,
    service: ServiceDep,
    user: UserDep,
    name: Annotated[
        Name | None,
        Query(
            description="The problem's name; needed where the archive is not one folder of that name."
        ),
    ] = None,
    publish: Annotated[
        bool, Query(description="Whether it is published as soon as it passes verification.")
    ] = True,
) -> Response:
    """Take in a package as a zip archive. Who uploads a problem first owns it."""
    archive = await _archive(request)
    taken = await run_in_threadpool(upload, service, user, archive, name=name, publish=publish)
    version = taken.version
    location = f"/api/v1/problems/{version.problem}/versions/{version.number}"
    return answer(Version.of(version), 202 if taken.created else 200, {"Location": location})


async def _archive(request: Request) -> bytes:
    """The archive in a request, as its body or as the one file of a form.

    Raises:
        HTTPException: it is neither.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _ZIP_TYPES:
        return await request.body()
    if kind != "multipart/form-data":
        raise HTTPException(
            415, "expected a zip archive: application/zip, or multipart/form-data with `package`"
        )
    async with request.form(max_files=1, max_fields=0) as form:
        package = form.get("package")
        if not isinstance(package, UploadFile):
            raise HTTPException(400, "the form has no file `package`")
        return await package.read()


@router.get(
    "/problems/{problem}",
    response_model=Problem,
    summary="Show a problem",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_problem(request: Request, problem: Name, service: ServiceDep, user: UserDep) -> Response:
    """The published version: statement, signature, limits, samples."""
    return tagged(request, Problem.of(get_problem(service, problem)))


@router.get(
    "/problems/{problem}/starter/{language}",
    response_model=Starter,
    summary="Show starter code",
    responses=errors(404, *SIGNED_IN),
)
def show_starter(problem: Name, language: Name, service: ServiceDep, user: UserDep) -> Response:
    """What the problem gives to start from in a language."""
    source = get_starter(service, problem, language)
    return answer(Starter(problem=problem, language=language, source=source))


@router.get(
    "/problems/{problem}/runtimes",
    response_model=RuntimeHistogram,
    summary="Show how fast a problem was solved",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_runtimes(request: Request, problem: Name, service: ServiceDep, user: UserDep) -> Response:
    """A histogram of everybody's best ratio to the reference, without names."""
    return tagged(request, RuntimeHistogram.of(get_runtimes(service, problem)))


@router.get(
    "/problems/{problem}/versions",
    response_model=VersionList,
    summary="List a problem's versions",
    responses=errors(404, *SIGNED_IN),
)
def list_versions_(problem: Name, service: ServiceDep, user: UserDep) -> Response:
    """All versions, the latest first; for the problem's owner and admins."""
    found = list_versions(service, user, problem)
    return answer(VersionList(items=[Version.of(each) for each in found]))


@router.get(
    "/problems/{problem}/versions/{number}",
    response_model=Version,
    summary="Show a version",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_version(
    request: Request, problem: Name, number: Number, service: ServiceDep, user: UserDep
) -> Response:
    """One version; for the problem's owner and admins."""
    return tagged(request, Version.of(get_version(service, user, problem, number)))


@router.get(
    "/problems/{problem}/versions/{number}/verification",
    response_model=Verification,
    summary="Show what verifying found",
    responses=errors(404, *SIGNED_IN),
)
def show_verification(
    problem: Name, number: Number, service: ServiceDep, user: UserDep
) -> Response:
    """The report of the verification; for the problem's owner and admins."""
    version = get_version(service, user, problem, number)
    return answer(Verification(state=version.state, report=version.verification))


@router.get(
    "/problems/{problem}/versions/{number}/package",
    response_class=Response,
    summary="Download a package",
    responses={
        200: {"description": "The package.", "content": {"application/zip": _BINARY}},
        **errors(404, *SIGNED_IN),
    },
)
def download_package(problem: Name, number: Number, service: ServiceDep, user: UserDep) -> Response:
    """A version's package with its secret data; for the problem's owner and admins."""
    archive = get_package(service, user, problem, number)
    name = f"{problem}-{number}.zip"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(archive, 200, disposition, "application/zip")


@router.post(
    "/problems/{problem}/versions/{number}/publish",
    response_model=Version,
    summary="Publish a version",
    responses=errors(404, 409, *SIGNED_IN),
)
def publish_version(problem: Name, number: Number, service: ServiceDep, user: UserDep) -> Response:
    """Let new submissions be judged by a version that has passed verification."""
    return answer(Version.of(publish(service, user, problem, number)))
