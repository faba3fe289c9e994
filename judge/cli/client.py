"""The one way in which commands speak to a server: JSON over HTTP, refusals and failures told apart."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from types import TracebackType
from typing import Any, Self

import httpx

from judge.errors import CallerMistake, ServerAway, ServerRefused, ServerUnavailable

_PATH = "/api/v1"
_TIMEOUT = httpx.Timeout(60, connect=10)
_PAUSES_S = (0.5, 1.0, 2.0)
"""Before a request that may be repeated is."""

_AWAY = {502, 503, 504}
_MAX_EVENT_BYTES = 1 << 20


@dataclass(frozen=True)
class ServerEvent:
    """An event of a stream, as the server sent it."""

    id: str | None
    type: str
    data: dict[str, Any]


class Client:
    """A connection to a server, under somebody's key. Messages never hold the key."""

    def __init__(self, server: str, api_key: str | None) -> None:
        self._server = _checked_server(server)
        headers = {"Accept": "application/json", "User-Agent": "coderound-cli"}
        if api_key:
            headers["Authorization"] = f"Bearer {_checked_key(api_key)}"
        self._has_key = bool(api_key)
        self._http = httpx.Client(
            base_url=self._server + _PATH,
            headers=headers,
            timeout=_TIMEOUT,
            # Whoever we are led to would be given the key.
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, path: str) -> dict[str, Any]:
        """The document at a path below `/api/v1`.

        Raises:
            ServerRefused: the server says why not.
            ServerUnavailable: it does not answer, fails, or is no server of ours.
        """
        return self._document(self._repeated("GET", path))

    def post(
        self, path: str, document: Mapping[str, Any], *, idempotency_key: str
    ) -> dict[str, Any]:
        """Send a document; sent again if the connection breaks, which the key makes harmless.

        Raises:
            ServerRefused, ServerUnavailable: as `get`.
        """
        headers = {"Idempotency-Key": idempotency_key}
        return self._document(self._repeated("POST", path, headers=headers, json=document))

    def upload(
        self, path: str, content: bytes, media_type: str, params: Mapping[str, str]
    ) -> dict[str, Any]:
        """Send a file.

        Raises:
            ServerRefused, ServerUnavailable: as `get`.
        """
        headers = {"Content-Type": media_type}
        answer = self._asked("POST", path, content=content, params=params, headers=headers)
        return self._document(answer)

    @contextmanager
    def events(self, path: str, after: str | None) -> Iterator[Iterator[ServerEvent]]:
        """The stream of events at a path, those behind the id `after`.

        Raises:
            ServerRefused: there is no such stream.
            ServerUnavailable: as `get`; or the stream breaks off, while it is read too.
        """
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": after} if after else {})
        try:
            with self._http.stream("GET", path, headers=headers) as answer:
                if not answer.is_success:
                    answer.read()
                    self._refuse(answer)
                yield _parsed(_lines(answer.iter_bytes()))
        except httpx.TransportError as error:
            raise self._away(error) from None

    def _repeated(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask; ask again while the server is away. One that was never there is not waited for."""
        for number, pause_s in enumerate((*_PAUSES_S, None)):
            try:
                return self._asked(method, path, **request)
            except ServerAway as error:
                never_there = number == 0 and isinstance(error.__cause__, httpx.ConnectError)
                if pause_s is None or never_there:
                    raise
                sleep(pause_s)
        raise AssertionError("unreachable")

    def _asked(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **request)
        except httpx.TransportError as error:
            raise self._away(error) from error
        if not answer.is_success:
            self._refuse(answer)
        return answer

    def _document(self, answer: httpx.Response) -> dict[str, Any]:
        try:
            document = answer.json()
        except ValueError:
            document = None
        if not isinstance(document, dict):
            raise ServerUnavailable(f"{self._server} {_STRANGER}")
        return document

    def _refuse(self, answer: httpx.Response) -> None:
        """Raise what an answer that is no success means."""
        status, detail = answer.status_code, _detail(answer)
        if status in _AWAY:
            raise ServerAway(f"{self._server}: {detail or f'HTTP {status}'}; try again in a moment")
        if status == 401:
            how = (
                "the key in CODEROUND_API_KEY (or --key) is not known, revoked or expired"
                if self._has_key
                else "set CODEROUND_API_KEY to a key of yours, or use --key"
            )
            raise ServerRefused(f"{self._server}: not signed in; {how}")
        if answer.is_redirect:
            place = answer.headers.get("Location", "another place")
            raise ServerRefused(f"{self._server}: is at {place}; set CODEROUND_SERVER to that")
        if detail is None:
            raise ServerUnavailable(f"{self._server} {_STRANGER} (HTTP {status})")
        if status >= 500:
            raise ServerUnavailable(f"{self._server}: {detail}")
        raise ServerRefused(detail)

    def _away(self, error: httpx.TransportError) -> ServerAway:
        if isinstance(error, httpx.ConnectError):
            return ServerAway(
                f"no server answers at {self._server} ({error}); is `judge serve` running? Otherwise "
                "set CODEROUND_SERVER to the server's address"
            )
        if isinstance(error, httpx.TimeoutException):
            return ServerAway(f"{self._server}: no answer in time")
        return ServerAway(f"{self._server}: the connection broke off ({error})")


_STRANGER = "does not answer as a Coderound server does; check CODEROUND_SERVER"


def _checked_server(server: str) -> str:
    try:
        url = httpx.URL(server)
    except httpx.InvalidURL as error:
        raise CallerMistake(f"the server's address is no URL: {error}") from None
    if url.userinfo:
        raise CallerMistake(
            "the server's address holds a user or password; expected a key in CODEROUND_API_KEY"
        )
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise CallerMistake(
            f"the server's address is {server!r}; expected one such as https://judge.example"
        )
    return server.rstrip("/")


def _checked_key(key: str) -> str:
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise CallerMistake(
            "the API key holds characters that no key has (a line end, perhaps); check CODEROUND_API_KEY"
        )
    return key


def _detail(answer: httpx.Response) -> str | None:
    """What a problem document says, with what is wrong with each field; None if it is none."""
    try:
        document = answer.json()
    except ValueError:
        return None
    if not isinstance(document, dict) or not isinstance(document.get("detail"), str):
        return None
    detail: str = document["detail"]
    errors = document.get("errors")
    told = [_field(each) for each in errors if isinstance(each, dict)] if errors else []
    further = [each for each in told if each not in detail]
    return "; ".join([detail, *further])


def _field(error: Mapping[str, Any]) -> str:
    place = error.get("pointer") or error.get("parameter")
    return f"{place}: {error.get('detail')}" if place else str(error.get("detail"))


def _lines(chunks: Iterator[bytes]) -> Iterator[str]:
    """Lines of a stream. JSON may hold characters that end a line for Python, but not for us."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > _MAX_EVENT_BYTES:
            raise ServerUnavailable(f"a line of more than {_MAX_EVENT_BYTES} bytes came in")
        for line in whole:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")


def _parsed(lines: Iterator[str]) -> Iterator[ServerEvent]:
    """Events of a stream, as the WHATWG standard has it; those without JSON data are left out."""
    last_id: str | None = None
    kind, data = "message", ""
    for line in lines:
        if not line:
            event = _event(last_id, kind, data)
            if event is not None:
                yield event
            kind, data = "message", ""
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            last_id = value
        elif name == "event":
            kind = value
        elif name == "data":
            data = f"{data}\n{value}" if data else value
            if len(data) > _MAX_EVENT_BYTES:
                raise ServerUnavailable(f"an event of more than {_MAX_EVENT_BYTES} bytes came in")


def _event(event_id: str | None, kind: str, data: str) -> ServerEvent | None:
    try:
        content = json.loads(data)
    except ValueError:
        return None
    return ServerEvent(event_id, kind, content) if isinstance(content, dict) else None
