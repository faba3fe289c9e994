"""Where webhooks may go: to other people's servers, not into the network that we stand in.

Whoever names a URL makes us ask something of it from where we are. So a name is resolved once, every
address it leads to has to be public, and the connection goes to the very address that was looked
at: a second look-up might be told something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpx

from judge.errors import CallerMistake

MAX_URL_LENGTH = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}

_LOCAL = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 100.64.0.0/10 ::1/128 fc00::/7".split()
    )
)
"""Where people run servers of their own: allowed if the operator says so."""

_NEVER = tuple(
    ip_network(network)
    for network in (
        "100.100.100.200/32",  # metadata services of clouds, inside networks that may be allowed
        "fd00:ec2::254/128",
        "fd20:ce::254/128",
        "168.63.129.16/32",  # one of them stands at a public address
        "192.0.0.0/24",  # partly global for Python, but protocol assignments all the same
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4: an IPv4 address in disguise, on the way to any
        "3fff::/20",  # documentation
    )
)
_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is public; what maps or translates IPv4 lies outside it, save for 6to4 and Teredo."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""A translator's addresses, which on IPv6-only networks lead to every IPv4 address."""

_TEXT = re.compile(r"[!-~]*")
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_USERINFO = re.compile(r"//[^/]*@")
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$")


class Forbidden(CallerMistake):
    """A webhook must not go there."""


@dataclass(frozen=True)
class Target:
    """Where a URL leads.

    Attributes:
        host: name or address, without brackets and final period; what a certificate has to be for.
        authority: what the `Host` header says.
    """

    url: httpx.URL
    host: str
    port: int
    authority: str

    @property
    def address(self) -> IPv4Address | IPv6Address | None:
        """The host, if it is an address already."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def parse_target(url: str) -> Target:
    """Read a URL; where its host's name leads to is not asked.

    Raises:
        CallerMistake: it is none that can be posted to, or has parts that an endpoint's must not have.
    """
    if len(url) > MAX_URL_LENGTH or not _TEXT.fullmatch(url):
        raise _unusable(url, f"expected up to {MAX_URL_LENGTH} characters of ASCII, without spaces")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise _unusable(url, "it is no URL") from None
    host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
    if parsed.scheme not in _DEFAULT_PORTS:
        raise _unusable(url, "expected one that begins with https:// or http://")
    if parsed.userinfo or parsed.fragment:
        raise _unusable(url, "expected no user, password or #fragment in it")
    if not (_NAME.fullmatch(host) or ":" in host) or "%" in host:
        raise _unusable(url, "expected the name or address of a host")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise _unusable(url, "expected a port from 1 to 65535, or none")
    bracketed = f"[{host}]" if ":" in host else host
    authority = bracketed if parsed.port is None else f"{bracketed}:{parsed.port}"
    port = parsed.port or _DEFAULT_PORTS[parsed.scheme]
    target = Target(url=parsed, host=host, port=port, authority=authority)
    if target.address is None and _ENDS_IN_NUMBER.search(host):
        # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to one program and a name to the next.
        raise _unusable(url, "expected an address in its usual form, such as 192.0.2.1")
    return target


def check_addresses(
    addresses: Sequence[IPv4Address | IPv6Address], *, private_allowed: bool
) -> None:
    """Refuse a target unless every address that it has may be gone to.

    Raises:
        Forbidden: one may not. The address is not named: a name may lead to what its asker cannot see.
    """
    if not all(_allowed(address, private_allowed) for address in addresses):
        raise Forbidden(
            "the URL leads to an address that webhooks must not go to (private, local or reserved); "
            "CODEROUND_WEBHOOK_PRIVATE=true allows private and local ones"
        )


def _allowed(address: IPv4Address | IPv6Address, private_allowed: bool) -> bool:
    if isinstance(address, IPv6Address) and address in _NAT64:
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if _within(address, _NEVER):
        return False
    if private_allowed and _within(address, _LOCAL):
        return True
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _within(
    address: IPv4Address | IPv6Address, networks: Sequence[IPv4Network | IPv6Network]
) -> bool:
    return any(address in network for network in networks)


def _unusable(url: str, why: str) -> CallerMistake:
    shown = _USERINFO.sub("//…@", url)
    cut = shown if len(shown) <= 100 else f"{shown[:100]}…"
    return CallerMistake(f"the URL {cut!a} cannot be posted to: {why}")
