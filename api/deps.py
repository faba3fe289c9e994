"""What routes are handed: the service, the watcher, and who is asking."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from api.errors import CrossSite
from api.versions import VersionNumbers
from judge.errors import NotSignedIn
from judge.model.users import User
from judge.queue.port import Watcher
from judge.service.accounts import who_has_key, who_has_session
from judge.service.context import Service
from judge.settings import Settings

SESSION_COOKIE = "coderound_session"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Parts:
    """What an app works with, from its start to its end."""

    settings: Settings
    service: Service
    watcher: Watcher
    versions: VersionNumbers


def parts_of(request: Request) -> Parts:
    """The parts of the app that a request came to."""
    parts: Parts = request.app.state.parts
    return parts


async def _parts(request: Request) -> Parts:
    return parts_of(request)


async def _service(request: Request) -> Service:
    return parts_of(request).service


async def _versions(request: Request) -> VersionNumbers:
    return parts_of(request).versions


async def _watcher(request: Request) -> Watcher:
    return parts_of(request).watcher


_key = HTTPBearer(auto_error=False, scheme_name="key", description="An API key: `Bearer cr_…`.")
_session = APIKeyCookie(
    name=SESSION_COOKIE,
    auto_error=False,
    scheme_name="session",
    description="A login session. Unsafe methods are refused from pages of other sites.",
)

PartsDep = Annotated[Parts, Depends(_parts)]
ServiceDep = Annotated[Service, Depends(_service)]
VersionsDep = Annotated[VersionNumbers, Depends(_versions)]
WatcherDep = Annotated[Watcher, Depends(_watcher)]


def _user(
    request: Request,
    service: ServiceDep,
    key: Annotated[HTTPAuthorizationCredentials | None, Depends(_key)],
    session: Annotated[str | None, Depends(_session)],
) -> User:
    """Who is asking.

    Raises:
        NotSignedIn: nobody we know.
        CrossSite: a page of another site makes a browser ask.
    """
    if key is not None:
        user = who_has_key(service, key.credentials)
    elif session is not None:
        if request.method not in _SAFE_METHODS:
            require_same_site(request)
        user = who_has_session(service, session)
    else:
        raise NotSignedIn("this takes an API key, as in: Authorization: Bearer cr_…")
    request.state.user_id = user.id
    return user


UserDep = Annotated[User, Depends(_user)]
"""Who is asking; 401 if it is nobody."""


def require_same_site(request: Request) -> None:
    """Demand that a browser says: the request comes from a page of ours.

    Raises:
        CrossSite: it says something else, or nothing.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    ours = site == "same-origin" if site is not None else origin in _own_origins(request)
    if not ours:
        raise CrossSite(
            "with a session cookie this is taken from pages of this site only; "
            "programs use an API key instead"
        )


def _own_origins(request: Request) -> set[str]:
    url = request.url
    origins = {f"{url.scheme}://{url.netloc}"}
    public_url = parts_of(request).settings.public_url
    if public_url is not None:
        origins.add(_origin_of(public_url))
    return origins


@lru_cache
def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_https(request: Request) -> bool:
    """Whether people reach us by https."""
    public_url = parts_of(request).settings.public_url or ""
    return request.url.scheme == "https" or public_url.startswith("https://")


async def require_json(request: Request) -> None:
    """Demand that a body says it is JSON.

    Raises:
        HTTPException: 415.
    """
    stated = request.headers.get("content-type")
    if stated is None and not await request.body():
        return
    kind = (stated or "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise HTTPException(415, "the body has to be JSON: Content-Type: application/json")


JSON_BODY = Depends(require_json)
"""For routes that take a JSON body."""
