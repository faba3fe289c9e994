"""Whether the service lives, is ready, and what it is; without signing in."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from api.answers import answer
from api.deps import PartsDep, ServiceDep
from api.documented import errors
from api.errors import RETRY_AFTER_S, UNAVAILABLE, problem
from api.schemas.operations import Check, Liveness, Readiness, VersionInfo
from judge import __version__
from judge.errors import JudgeFault
from judge.logs import get_logger
from judge.metrics import CONTENT_TYPE, render
from judge.model.submission import JUDGING_SCHEMA
from judge.service.context import Service

router = APIRouter(tags=["health"])

_log = get_logger(__name__)


@router.get("/healthz", response_model=Liveness, summary="Is this process alive?")
async def healthz() -> Response:
    """Answers as long as the process does, whatever else is away."""
    return answer(Liveness())


@router.get(
    "/readyz",
    response_model=Readiness,
    summary="Are submissions taken and judged?",
    responses=errors(500, 503),
)
def readyz(request: Request, service: ServiceDep) -> Response:
    """Whether store and queue answer and at least one worker is there; 503 tells which is not."""
    checks = {
        "store": _check(service.store.check),
        "queue": _check(service.queue.ping),
        "workers": _check_workers(service),
    }
    if all(check.ok for check in checks.values()):
        return answer(Readiness(checks=checks))
    missing = ", ".join(name for name, check in checks.items() if not check.ok)
    return problem(
        request.scope,
        UNAVAILABLE,
        f"not ready: {missing}",
        headers={"Retry-After": str(RETRY_AFTER_S)},
        members={"checks": {name: check.model_dump() for name, check in checks.items()}},
    )


def _check(ask: Callable[[], None]) -> Check:
    try:
        ask()
    except JudgeFault as fault:
        # Anybody may ask; the text may name hosts and files of ours.
        _log.warning("not ready", error=str(fault))
        return Check(ok=False, detail="does not answer, or not as it should")
    return Check(ok=True, detail="answers")


def _check_workers(service: Service) -> Check:
    try:
        number = len(service.queue.workers())
    except JudgeFault:
        return Check(ok=False, detail="not known while the queue does not answer")
    return Check(ok=number > 0, detail=f"{number} alive")


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    summary="Measurements for Prometheus",
    responses=errors(500, 503),
)
def metrics(parts: PartsDep) -> Response:
    """Queues, judgings, verdicts and boxes, in Prometheus' text format."""
    service = parts.service
    with service.store.read() as tx:
        lengths = tx.jobs.lengths()
    return Response(render(parts.settings, lengths, service.clock()), media_type=CONTENT_TYPE)


@router.get("/version", response_model=VersionInfo, summary="What runs here?")
async def version() -> Response:
    """Versions of the service, its API and its documents."""
    return answer(VersionInfo(version=__version__, judging_schema=JUDGING_SCHEMA))
