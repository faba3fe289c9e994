"""Keys, logins and roles over HTTP, and what a browser may be made to do."""

import httpx
import pytest

from judge.model.users import Role
from tests.api.running import PROBLEM, SOURCE, Running, Somebody
from tests.api.test_bad_input import assert_problem

PASSWORD = "correct horse battery staple"
BODY = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
PUBLIC = ("/healthz", "/readyz", "/metrics", "/version", "/api/v1/openapi.json")


def logged_in(up: Running, name: str) -> httpx.Client:
    """A browser with a session."""
    browser = up.client()
    answer = browser.post("/api/v1/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return browser


@pytest.fixture
def browser(up: Running, solver: Somebody, admin: Somebody) -> httpx.Client:
    """A solver's browser."""
    url = f"/api/v1/users/{solver.user.id}/password"
    assert admin.http.put(url, json={"password": PASSWORD}).status_code == 204
    return logged_in(up, solver.user.name)


@pytest.mark.parametrize(
    "authorization",
    [None, "Bearer", "Bearer cr_nonsense", "Basic YTpi", "Bearer \xff", "Bearer '; --", "cr_x"],
)
def test_nobody_is_asked_to_sign_in(up: Running, authorization: str | None) -> None:
    headers = {} if authorization is None else {b"Authorization": authorization.encode("latin-1")}
    answer = up.client().get("/api/v1/me", headers=headers)
    assert_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_everything_but_a_few_addresses_asks_who_is_there(up: Running) -> None:
    nobody = up.client()
    document = nobody.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        for method in operations:
            url = path.replace("{number}", "1").replace("{problem}", PROBLEM)
            for name in ("submission_id", "judging_id", "run_id", "rejudge_id", "user_id"):
                url = url.replace(f"{{{name}}}", "0" * 26)
            url = url.replace("{key_id}", "0" * 26).replace("{webhook_id}", "0" * 26)
            url = url.replace("{language}", "python3")
            answer = nobody.request(method, url)
            if path in PUBLIC or (path, method) == ("/api/v1/session", "post"):
                assert answer.status_code != 401, path
            else:
                assert answer.status_code == 401, f"{method} {path}: {answer.text}"


def test_a_revoked_key_is_good_for_nothing(up: Running, solver: Somebody) -> None:
    made = solver.http.post("/api/v1/keys", json={"name": "laptop"})
    assert made.status_code == 201
    laptop = up.client(Authorization=f"Bearer {made.json()['secret']}")
    assert laptop.get("/api/v1/me").json()["id"] == solver.user.id
    revoked = solver.http.delete(f"/api/v1/keys/{made.json()['id']}")
    assert revoked.json()["revoked_at"] is not None
    assert_problem(laptop.get("/api/v1/me"), 401)
    assert_problem(solver.http.delete(f"/api/v1/keys/{made.json()['id']}"), 409)


def test_a_key_is_shown_once_and_known_by_its_beginning(solver: Somebody) -> None:
    made = solver.http.post("/api/v1/keys", json={"name": "laptop"}).json()
    listed = solver.http.get("/api/v1/keys")
    assert made["secret"] not in listed.text
    assert made["secret"].startswith(made["prefix"])
    assert made["prefix"] in [each["prefix"] for each in listed.json()["items"]]


def test_an_expired_key_cannot_be_made(solver: Somebody) -> None:
    body = {"name": "old", "expires_at": "2020-01-01T00:00:00Z"}
    assert_problem(solver.http.post("/api/v1/keys", json=body), 422)


def test_nobody_touches_somebody_elses_keys(solver: Somebody, author: Somebody) -> None:
    key = author.http.post("/api/v1/keys", json={"name": "mine"}).json()["id"]
    assert_problem(solver.http.delete(f"/api/v1/keys/{key}"), 404)
    assert_problem(solver.http.get(f"/api/v1/keys?user={author.user.id}"), 404)
    body = {"name": "theirs", "user": author.user.id}
    assert_problem(solver.http.post("/api/v1/keys", json=body), 404)


def test_an_admin_adds_users_and_makes_keys_for_them(up: Running, admin: Somebody) -> None:
    added = admin.http.post("/api/v1/users", json={"name": "newcomer", "role": "author"})
    assert added.status_code == 201
    assert admin.http.get(added.headers["Location"]).json() == added.json()
    assert "password" not in added.text.replace("has_password", "")
    taken = admin.http.post("/api/v1/users", json={"name": "newcomer", "role": "solver"})
    assert_problem(taken, 409)
    key = admin.http.post("/api/v1/keys", json={"name": "first", "user": added.json()["id"]})
    newcomer = up.client(Authorization=f"Bearer {key.json()['secret']}")
    assert newcomer.get("/api/v1/me").json()["name"] == "newcomer"


def test_an_admin_changes_roles_and_shuts_people_out(admin: Somebody, solver: Somebody) -> None:
    url = f"/api/v1/users/{solver.user.id}"
    assert admin.http.put(f"{url}/role", json={"role": "author"}).json()["role"] == "author"
    assert admin.http.post(f"{url}/disable").json()["disabled_at"] is not None
    assert_problem(solver.http.get("/api/v1/me"), 401)
    assert admin.http.post(f"{url}/enable").json()["disabled_at"] is None
    assert solver.http.get("/api/v1/me").json()["role"] == "author"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "users"),
        ("GET", "audit"),
        ("GET", "queue"),
        ("GET", "queue/dead"),
        ("GET", "rejudges"),
        ("POST", f"queue/dead/{'0' * 26}/retry"),
    ],
)
def test_a_solver_may_not(solver: Somebody, method: str, path: str) -> None:
    assert_problem(solver.http.request(method, f"/api/v1/{path}"), 403)


def test_users_come_in_pages(admin: Somebody, solver: Somebody, author: Somebody) -> None:
    first = admin.http.get("/api/v1/users?limit=1")
    assert len(first.json()["items"]) == 1
    walked = 1
    while "next" in first.links:
        first = admin.http.get(first.links["next"]["url"])
        walked += len(first.json()["items"])
    assert walked == len(admin.http.get("/api/v1/users?limit=100").json()["items"])


def test_a_wrong_password_is_refused_and_after_some_tries_everybody_waits(
    up: Running, solver: Somebody
) -> None:
    wrong = {"name": solver.user.name, "password": "wrong password"}
    answers = [up.client().post("/api/v1/session", json=wrong) for _ in range(30)]
    assert_problem(answers[0], 401)
    assert_problem(answers[-1], 429)
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_browser_logs_in_and_out(browser: httpx.Client, solver: Somebody) -> None:
    assert browser.get("/api/v1/me").json()["id"] == solver.user.id
    token = browser.cookies["coderound_session"]
    assert browser.delete("/api/v1/session", headers={"Sec-Fetch-Site": "same-origin"}).is_success
    assert "coderound_session" not in browser.cookies
    browser.cookies.set("coderound_session", token)
    assert_problem(browser.get("/api/v1/me"), 401)


def test_the_cookie_is_kept_from_scripts_and_other_sites(up: Running, solver: Somebody) -> None:
    up.somebody("cookie-monster", Role.SOLVER, PASSWORD)
    body = {"name": "cookie-monster", "password": PASSWORD}
    cookie = up.client().post("/api/v1/session", json=body).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "secure" not in cookie.lower()  # it would not come back over http


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "{own}"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "{own}.evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "{own}"}, 201),
    ],
    ids=str,
)
def test_other_sites_cannot_make_a_browser_submit(
    up: Running, browser: httpx.Client, headers: dict[str, str], status: int
) -> None:
    own = {name: value.replace("{own}", up.url) for name, value in headers.items()}
    answer = browser.post("/api/v1/submissions", json=BODY, headers=own)
    assert answer.status_code == status
    if status == 403:
        assert_problem(answer, 403)
        assert answer.json()["type"] == "urn:coderound:cross-site"
    assert browser.get("/api/v1/me", headers=own).status_code == 200


def test_other_sites_cannot_log_a_browser_in(up: Running) -> None:
    body = {"name": "admin", "password": PASSWORD}
    answer = up.client().post(
        "/api/v1/session", json=body, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert_problem(answer, 403)


def test_a_key_wins_over_a_cookie_and_needs_no_origin(
    browser: httpx.Client, author: Somebody
) -> None:
    key = {"Authorization": f"Bearer {author.key}"}
    assert browser.get("/api/v1/me", headers=key).json()["id"] == author.user.id
    assert browser.post("/api/v1/submissions", json=BODY, headers=key).status_code == 201


def test_a_new_password_takes_the_old_one_and_ends_sessions(
    up: Running, browser: httpx.Client, solver: Somebody
) -> None:
    url = f"/api/v1/users/{solver.user.id}/password"
    new = "another horse, another battery"
    refused = solver.http.put(url, json={"password": new, "old": "guessed it"})
    assert_problem(refused, 403)
    assert solver.http.put(url, json={"password": new, "old": PASSWORD}).status_code == 204
    assert_problem(browser.get("/api/v1/me"), 401)


def test_an_admins_deeds_are_audited(admin: Somebody, solver: Somebody) -> None:
    admin.http.put(f"/api/v1/users/{solver.user.id}/role", json={"role": "author"})
    latest = admin.http.get("/api/v1/audit?limit=1").json()["items"][0]
    assert (latest["user"], latest["subject"]) == (admin.user.id, solver.user.id)


def test_no_hash_and_no_key_is_ever_shown(admin: Somebody, solver: Somebody) -> None:
    for path in ("users", "keys", f"keys?user={solver.user.id}", "audit", "me"):
        shown = admin.http.get(f"/api/v1/{path}").text
        assert "argon2" not in shown
        assert "password_hash" not in shown
        assert solver.key not in shown
        assert admin.key not in shown
