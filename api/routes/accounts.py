"""Users, keys and login sessions."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer, tagged
from api.base import Id
from api.deps import (
    JSON_BODY,
    SESSION_COOKIE,
    ServiceDep,
    UserDep,
    is_https,
    require_same_site,
)
from api.documented import ETAG, JSON_SENT, LINK, LOCATION, NOT_MODIFIED, SIGNED_IN, errors
from api.pagination import PageQuery, cut, link_to
from api.schemas.accounts import (
    CreatedKey,
    Key,
    KeyList,
    KeyQuery,
    KeyRequest,
    LoginRequest,
    PasswordRequest,
    RoleRequest,
    Session,
    User,
    UserPage,
    UserRequest,
)
from judge.service.accounts import (
    create_key,
    create_user,
    disable_user,
    enable_user,
    get_user,
    list_keys,
    list_users,
    login,
    logout,
    revoke_key,
    set_password,
    set_role,
)

router = APIRouter(tags=["accounts"])


@router.get(
    "/me",
    response_model=User,
    summary="Show oneself",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(*SIGNED_IN)},
)
def show_me(request: Request, user: UserDep) -> Response:
    """Whose key or session this is."""
    return tagged(request, User.of(user))


@router.get(
    "/users",
    response_model=UserPage,
    summary="List users",
    responses={200: {"headers": LINK}, **errors(*SIGNED_IN)},
)
def list_users_(
    request: Request, query: Annotated[PageQuery, Query()], service: ServiceDep, user: UserDep
) -> Response:
    """All users; for admins."""
    found = list_users(service, user, after=query.cursor, limit=query.limit + 1)
    page = cut(found, query.limit, lambda each: each.id)
    items = [User.of(each) for each in page.entries]
    return answer(UserPage(items=items, next=page.next), 200, link_to(request, page.next))


@router.post(
    "/users",
    status_code=201,
    response_model=User,
    summary="Add a user",
    dependencies=[JSON_BODY],
    responses={201: {"headers": LOCATION}, **errors(409, *JSON_SENT, *SIGNED_IN)},
)
def create_user_(sent: UserRequest, service: ServiceDep, user: UserDep) -> Response:
    """Add a user, with a password or for keys only; for admins."""
    added = create_user(service, user, name=sent.name, role=sent.role, password=sent.password)
    return answer(User.of(added), 201, {"Location": f"/api/v1/users/{added.id}"})


@router.get(
    "/users/{user_id}",
    response_model=User,
    summary="Show a user",
    responses={200: {"headers": ETAG}, **NOT_MODIFIED, **errors(404, *SIGNED_IN)},
)
def show_user(request: Request, user_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Oneself, or anybody for an admin."""
    return tagged(request, User.of(get_user(service, user, user_id)))


@router.put(
    "/users/{user_id}/role",
    response_model=User,
    summary="Change a role",
    dependencies=[JSON_BODY],
    responses=errors(404, 409, *JSON_SENT, *SIGNED_IN),
)
def set_role_(user_id: Id, sent: RoleRequest, service: ServiceDep, user: UserDep) -> Response:
    """Change what a user may do; for admins."""
    return answer(User.of(set_role(service, user, user_id, sent.role)))


@router.post(
    "/users/{user_id}/disable",
    response_model=User,
    summary="Shut a user out",
    responses=errors(404, 409, *SIGNED_IN),
)
def disable_user_(user_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Keys and sessions are good for nothing from now on; for admins."""
    return answer(User.of(disable_user(service, user, user_id)))


@router.post(
    "/users/{user_id}/enable",
    response_model=User,
    summary="Let a user in again",
    responses=errors(404, *SIGNED_IN),
)
def enable_user_(user_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Keys that were not revoked work again; for admins."""
    return answer(User.of(enable_user(service, user, user_id)))


@router.put(
    "/users/{user_id}/password",
    status_code=204,
    summary="Set a password",
    dependencies=[JSON_BODY],
    responses=errors(404, *JSON_SENT, *SIGNED_IN),
)
def set_password_(
    user_id: Id, sent: PasswordRequest, service: ServiceDep, user: UserDep
) -> Response:
    """Set one's own password, or anybody's as an admin. All sessions of the user end."""
    set_password(service, user, user_id, sent.password, old=sent.old)
    return Response(status_code=204)


@router.get(
    "/keys",
    response_model=KeyList,
    summary="List API keys",
    responses=errors(404, *SIGNED_IN),
)
def list_keys_(query: Annotated[KeyQuery, Query()], service: ServiceDep, user: UserDep) -> Response:
    """One's own keys, or anybody's for an admin; revoked ones too."""
    found = list_keys(service, user, query.user)
    return answer(KeyList(items=[Key.of(each) for each in found]))


@router.post(
    "/keys",
    status_code=201,
    response_model=CreatedKey,
    summary="Make an API key",
    dependencies=[JSON_BODY],
    responses=errors(404, 409, *JSON_SENT, *SIGNED_IN),
)
def create_key_(sent: KeyRequest, service: ServiceDep, user: UserDep) -> Response:
    """Make a key for oneself, or for anybody as an admin. The answer shows it this once."""
    made = create_key(service, user, name=sent.name, user_id=sent.user, expires_at=sent.expires_at)
    return answer(CreatedKey.with_secret(made), 201)


@router.delete(
    "/keys/{key_id}",
    response_model=Key,
    summary="Revoke an API key",
    responses=errors(404, 409, *SIGNED_IN),
)
def revoke_key_(key_id: Id, service: ServiceDep, user: UserDep) -> Response:
    """Make a key good for nothing."""
    return answer(Key.of(revoke_key(service, user, key_id)))


@router.post(
    "/session",
    status_code=201,
    response_model=Session,
    summary="Log in",
    dependencies=[JSON_BODY],
    responses={
        201: {
            "description": "Logged in.",
            "headers": {
                "Set-Cookie": {
                    "schema": {"type": "string"},
                    "description": f"`{SESSION_COOKIE}`, HttpOnly, SameSite=Lax.",
                }
            },
        },
        **errors(401, 403, 422, 429, 500, 503, 431, *JSON_SENT),
    },
)
def login_(request: Request, sent: LoginRequest, service: ServiceDep) -> Response:
    """Begin a session, for browsers."""
    if "origin" in request.headers or "sec-fetch-site" in request.headers:
        # Else another site could log somebody in as its own user, and see what they submit.
        require_same_site(request)
    begun = login(service, sent.name, sent.password)
    response = answer(Session(user=User.of(begun.user), expires_at=begun.expires_at), 201)
    response.set_cookie(
        SESSION_COOKIE,
        begun.token,
        expires=begun.expires_at,
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="lax",
    )
    return response


@router.delete(
    "/session",
    status_code=204,
    summary="Log out",
    responses=errors(*SIGNED_IN),
)
def logout_(request: Request, service: ServiceDep, user: UserDep) -> Response:
    """End the session whose cookie is sent."""
    token = request.cookies.get(SESSION_COOKIE)
    if token is not None:
        logout(service, token)
    response = Response(status_code=204)
    response.delete_cookie(
        SESSION_COOKIE, path="/", secure=is_https(request), httponly=True, samesite="lax"
    )
    return response
