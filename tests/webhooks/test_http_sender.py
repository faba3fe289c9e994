"""Letters as they arrive at real servers, and what becomes of those that do not."""

import asyncio
import json
import socket
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from judge.webhooks.http_sender import Address, HttpSender, look_up
from judge.webhooks.port import Answer, Letter
from tests.webhooks.receiver import Receiver, answer, certificate_for, receiving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = json.dumps({"type": "judging.done", "data": {"problem": "größe"}})


def letter(url: str, **fields: str) -> Letter:
    return Letter(id="01JD", url=url, secret=fields.get("secret", SECRET), body=BODY)


def send(url: str, sender: HttpSender | None = None, now: datetime | None = None) -> Answer:
    sender = sender or HttpSender(private_allowed=True)
    return asyncio.run(sender.send(letter(url), now or datetime.now(UTC)))


class Resolver:
    """Tells the addresses that a test wants, and counts how often it was asked."""

    def __init__(self, *addresses: str) -> None:
        self.addresses, self.asked = addresses, 0

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked += 1
        return [ip_address(address) for address in self.addresses]


def test_a_letter_arrives_and_its_signature_is_good(receiver: Receiver) -> None:
    assert send(receiver.url("/hook?key=1")) == Answer(status=204)
    (received,) = receiver.received
    assert received.path == "/hook?key=1"
    assert received.headers["Content-Type"] == "application/json"
    assert received.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert Webhook(SECRET).verify(received.body, received.headers) == json.loads(BODY)


def test_a_changed_letter_or_another_secret_is_noticed(receiver: Receiver) -> None:
    send(receiver.url())
    (received,) = receiver.received
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(received.body + b" ", received.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 32).verify(received.body, received.headers)


def test_the_time_is_signed_along(receiver: Receiver) -> None:
    send(receiver.url(), now=datetime.now(UTC) - timedelta(hours=1))
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(SECRET).verify(receiver.received[0].body, receiver.received[0].headers)


def test_a_secret_is_not_shown_with_its_letter() -> None:
    assert SECRET not in repr(letter("http://example.com/"))


def test_a_redirection_is_not_followed(receiver: Receiver) -> None:
    receiver.responses["/hook"] = answer(307, Location=receiver.url("/secret"))
    assert send(receiver.url()) == Answer(status=307)
    assert [each.path for each in receiver.received] == ["/hook"]


def test_retry_after_is_read_in_both_its_forms(receiver: Receiver) -> None:
    now = datetime.now(UTC)
    in_an_hour = format_datetime(now + timedelta(hours=1), usegmt=True)
    for path, value in (("/a", "120"), ("/b", in_an_hour), ("/c", "soon"), ("/d", "-1")):
        receiver.responses[path] = answer(429, Retry_After=value)
    found = [send(receiver.url(path), now=now).retry_after_s for path in ("/a", "/b", "/c", "/d")]
    assert found[0] == 120
    assert found[1] is not None
    assert 3590 < found[1] <= 3600
    assert found[2:] == [None, None]


def test_a_name_is_looked_up_once_and_the_address_that_was_looked_at_is_used(
    receiver: Receiver,
) -> None:
    """Nothing else on this machine knows the name, so a second look-up would find nothing."""
    resolver = Resolver("127.0.0.1")
    sender = HttpSender(private_allowed=True, lookup=resolver)
    url = receiver.url(host="hooks.example")
    assert send(url, sender).status == 204
    assert resolver.asked == 1
    assert receiver.received[0].headers["Host"] == f"hooks.example:{receiver.port}"


def test_a_private_address_gets_no_connection_whatever_its_name(receiver: Receiver) -> None:
    resolver = Resolver("1.1.1.1", "127.0.0.1")
    sender = HttpSender(private_allowed=False, lookup=resolver)
    refused = send(receiver.url(host="hooks.example"), sender)
    assert refused.hopeless
    assert "127.0.0.1" not in (refused.problem or "")
    assert send(receiver.url(), sender).hopeless
    assert send(receiver.url(host="localhost"), HttpSender(private_allowed=False)).hopeless
    assert receiver.received == []


def test_an_address_that_takes_no_connection_is_passed_over(receiver: Receiver) -> None:
    sender = HttpSender(private_allowed=True, lookup=Resolver("::1", "127.0.0.1"))
    assert send(receiver.url(host="hooks.example"), sender).status == 204


def test_no_proxy_of_the_environment_is_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        assert send(receiver.url()).status == 204
        assert proxy.received == []


def test_tls_speaks_to_the_name_and_demands_its_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = certificate_for("hooks.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sender = HttpSender(private_allowed=True, lookup=Resolver("127.0.0.1"))
    with receiving(context) as server:
        good = send(server.url(host="hooks.example", scheme="https"), sender)
        other = send(server.url(host="other.example", scheme="https"), sender)
        assert server.asked_for == ["hooks.example", "other.example"]
        assert len(server.received) == 1
    assert good == Answer(status=204)
    assert "certificate" in (other.problem or "")
    assert not other.hopeless


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    _, context = certificate_for("hooks.example", tmp_path)
    sender = HttpSender(private_allowed=True, lookup=Resolver("127.0.0.1"))
    with receiving(context) as server:
        refused = send(server.url(host="hooks.example", scheme="https"), sender)
        assert server.received == []
    assert "certificate" in (refused.problem or "")


def _trickle(handler: BaseHTTPRequestHandler) -> None:
    """A header without end, a byte at a time, so that no single read takes long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(600):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _flood(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(4096):
        handler.wfile.write(b"x" * 65536)


def _endless_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(4096):
        handler.wfile.write(b"x" * 65536)


def _not_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def test_one_deadline_holds_for_everything(receiver: Receiver) -> None:
    receiver.responses["/hook"] = _trickle
    sender = HttpSender(private_allowed=True, timeout_s=0.5)
    began = time.monotonic()
    slow = send(receiver.url(), sender)
    assert slow == Answer(problem="no answer within 0.5 s")
    assert time.monotonic() - began < 10


def test_an_endless_head_is_no_answer(receiver: Receiver) -> None:
    receiver.responses["/hook"] = _flood
    assert send(receiver.url()).problem == "the answer was broken off or is not HTTP"


def test_a_body_is_not_read(receiver: Receiver) -> None:
    receiver.responses["/hook"] = _endless_body
    assert send(receiver.url()) == Answer(status=200)


def test_what_is_not_http_is_no_answer(receiver: Receiver) -> None:
    receiver.responses["/hook"] = _not_http
    assert send(receiver.url()).problem == "the answer was broken off or is not HTTP"


async def _unknown(host: str, port: int) -> Sequence[Address]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_nobody_listening_and_unknown_names_are_told_apart() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        refused = send(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert refused.problem == "the connection was refused or failed"
    unknown = send("http://hooks.example/", HttpSender(private_allowed=True, lookup=_unknown))
    assert unknown.problem == "the host's name cannot be resolved"


def test_a_url_that_is_none_is_hopeless() -> None:
    assert send("http://127.1/").hopeless


def test_a_name_is_looked_up_for_real() -> None:
    assert ip_address("127.0.0.1") in asyncio.run(look_up("localhost", 80))
