"""Sending a letter over HTTP, once.

What is on the other side may be slow, hostile or broken: it gets one deadline for everything, may not
send us elsewhere, and nothing of what it answers is read but status and `Retry-After`.
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from socket import SOCK_STREAM, gaierror

import httpx
from standardwebhooks import Webhook

from judge.errors import CallerMistake
from judge.webhooks.guard import Target, check_addresses, parse_target
from judge.webhooks.port import Answer, Letter

TIMEOUT_S = 10.0
"""For everything together: the name, the connection, TLS, the letter and the answer's head."""

_CONNECT_TIMEOUT_S = 4.0
"""For one address, so that there is time for another one."""

_SECONDS = re.compile(r"\d{1,9}")

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], Awaitable[Sequence[Address]]]


async def look_up(host: str, port: int) -> Sequence[Address]:
    """The addresses of a name, the best first.

    Raises:
        OSError: it has none.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=SOCK_STREAM)
    # A scope, as in fe80::1%eth0, is for link-local addresses only; they are refused with it.
    return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class HttpSender:
    """A `Sender`. Serves any number of letters at once, each over a connection of its own."""

    def __init__(
        self, *, private_allowed: bool, lookup: Lookup = look_up, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._private_allowed = private_allowed
        self._lookup = lookup
        self._timeout_s = timeout_s
        self._tls = httpx.create_ssl_context()

    async def send(self, letter: Letter, now: datetime) -> Answer:
        """See `Sender.send`."""
        try:
            async with asyncio.timeout(self._timeout_s):
                target = parse_target(letter.url)
                return await self._post(target, await self._addresses(target), letter, now)
        except CallerMistake as error:
            return Answer(problem=str(error), hopeless=True)
        except TimeoutError:
            return Answer(problem=f"no answer within {self._timeout_s:g} s")
        except httpx.TransportError as error:
            return Answer(problem=_in_words(error))
        except (gaierror, UnicodeError):
            return Answer(problem="the host's name cannot be resolved")

    async def _addresses(self, target: Target) -> Sequence[Address]:
        literal = target.address
        addresses = [literal] if literal else await self._lookup(target.host, target.port)
        check_addresses(addresses, private_allowed=self._private_allowed)
        return addresses

    async def _post(
        self, target: Target, addresses: Sequence[Address], letter: Letter, now: datetime
    ) -> Answer:
        """Send it to the first address that takes a connection; nothing is looked up again."""
        refusal: httpx.TransportError | None = None
        timeout = httpx.Timeout(self._timeout_s, connect=_CONNECT_TIMEOUT_S)
        async with httpx.AsyncClient(
            verify=self._tls, trust_env=False, follow_redirects=False, timeout=timeout
        ) as client:
            for address in addresses:
                try:
                    async with client.stream(
                        "POST",
                        target.url.copy_with(host=str(address)),
                        content=letter.body.encode(),
                        headers={"Host": target.authority, **_headers(letter, now)},
                        # TLS still speaks to the name, and the certificate has to be the name's.
                        extensions={"sni_hostname": target.host},
                    ) as response:
                        return Answer(
                            status=response.status_code,
                            retry_after_s=_retry_after(response.headers.get("Retry-After"), now),
                        )
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    refusal = error
        return Answer(problem=_in_words(refusal) if refusal else "the host has no address")


def _headers(letter: Letter, now: datetime) -> dict[str, str]:
    signature = Webhook(letter.secret).sign(msg_id=letter.id, timestamp=now, data=letter.body)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Coderound-Webhooks",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "webhook-id": letter.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }


def _retry_after(value: str | None, now: datetime) -> int | None:
    """The header in seconds, whichever of its two forms it has; None if there is none, or nonsense."""
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return int(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0, int((then - now).total_seconds()))


def _in_words(error: httpx.TransportError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate is not good: {cause.verify_message}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {_CONNECT_TIMEOUT_S:g} s"
    if isinstance(error, httpx.ConnectError):
        return "the connection was refused or failed"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return "the answer was broken off or is not HTTP"
