"""The service as an ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.deps import Parts
from api.errors import install
from api.middleware import Envelope, Limits
from api.openapi import API_PREFIX, DESCRIPTION, TAGS, complete
from api.routes import ROUTERS, UNVERSIONED
from api.versions import VersionNumbers
from judge import __version__
from judge.model.limits import MIB
from judge.settings import Settings
from judge.wiring import make_service, make_watcher


def create_app(settings: Settings) -> FastAPI:
    """The service under the given settings. Nothing is opened before its lifespan begins."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with _parts(settings) as parts:
            app.state.parts = parts
            yield

    app = FastAPI(
        title="Coderound",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        openapi_url=f"{API_PREFIX}/openapi.json",
        # Their pages load scripts from somebody else's host.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        redirect_slashes=False,
    )
    for router in ROUTERS:
        app.include_router(router, prefix=API_PREFIX)
    for router in UNVERSIONED:
        app.include_router(router)
    install(app)
    complete(app)
    app.add_middleware(
        Limits,
        max_package_bytes=settings.max_package_mib * MIB,
        package_path=f"{API_PREFIX}/problems",
    )
    app.add_middleware(Envelope)  # added last, so it is the outermost
    return app


@asynccontextmanager
async def _parts(settings: Settings) -> AsyncIterator[Parts]:
    """Everything that the routes work with, closed at the end."""
    service = make_service(settings)
    watcher = make_watcher(settings)
    try:
        yield Parts(settings, service, watcher, VersionNumbers(service))
    finally:
        await watcher.close()
        service.queue.close()
        service.store.close()


def _operation_id(route: APIRoute) -> str:
    return route.name.rstrip("_")
