"""Where webhooks may go, decided without any network."""

from ipaddress import ip_address

import pytest

from judge.errors import CallerMistake
from judge.webhooks.guard import Forbidden, check_addresses, parse_target

LOCAL = """
    127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 100.127.255.255
    ::1 fc00::1 fdff::1 64:ff9b::7f00:1 64:ff9b::a00:1
""".split()
NEVER = """
    0.0.0.0 0.1.2.3 169.254.169.254 169.254.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1
    198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: fe80::1 fec0::1 ff02::1 ff0e::1 2001:db8::1 3fff::1 100::1 fd00:ec2::254 fd20:ce::254
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1
    2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001::1
    64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 64:ff9b:1::808:808 5f00::1 4000::1
""".split()
PUBLIC = """
    1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.63.255.255 100.128.0.1 192.167.0.1 11.0.0.1 223.255.255.254
    2606:4700:4700::1111 2a00:1450:4001::200e 64:ff9b::808:808
""".split()


@pytest.mark.parametrize("address", LOCAL + NEVER)
def test_what_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Forbidden, match="private, local or reserved"):
        check_addresses([ip_address(address)], private_allowed=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_allowed(address: str) -> None:
    check_addresses([ip_address(address)], private_allowed=False)


@pytest.mark.parametrize("address", PUBLIC + LOCAL)
def test_the_operator_may_allow_private_and_local_servers(address: str) -> None:
    check_addresses([ip_address(address)], private_allowed=True)


@pytest.mark.parametrize("address", NEVER)
def test_nothing_allows_metadata_link_local_or_reserved_addresses(address: str) -> None:
    with pytest.raises(Forbidden):
        check_addresses([ip_address(address)], private_allowed=True)


def test_one_bad_address_among_good_ones_is_enough() -> None:
    with pytest.raises(Forbidden):
        check_addresses([ip_address("1.1.1.1"), ip_address("10.0.0.1")], private_allowed=False)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com/hook",
        "//example.com/hook",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "javascript:alert(1)",
        "unix:///var/run/docker.sock",
        "http://",
        "http:///hook",
        "http://./hook",
        "http://user@example.com/",
        "http://user:password@example.com/",
        "http://example.com@127.0.0.1/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://example.com:-1/",
        "http://example.com:http/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://exa mple.com/",
        "http://bücher.example/",
        "http://example.com/#fragment",
        "http://example.com/\ud800",
        "http://example.com/\r\nX-Injected: 1",
        "http://example.com\x00.evil/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1../",
        "http://127.0.0.256/",
        "http://127.0.0.1%2f/",
        "http://①②⑦.⓪.⓪.①/",
        "http://-/" + "x" * 3000,
    ],
)
def test_odd_urls_are_no_endpoints(url: str) -> None:
    with pytest.raises(CallerMistake):
        parse_target(url)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://127.0.0.1./", "https://[::1]:8443/", "http://[::ffff:10.0.0.1]/"],
)
def test_an_address_in_a_url_is_known_without_asking_anybody(url: str) -> None:
    address = parse_target(url).address
    assert address is not None
    with pytest.raises(Forbidden):
        check_addresses([address], private_allowed=False)


@pytest.mark.parametrize(
    ("url", "host", "authority"),
    [
        ("https://Example.COM/hook?a=b", "example.com", "example.com"),
        ("https://example.com:443/", "example.com", "example.com"),
        ("https://example.com:8443/", "example.com", "example.com:8443"),
        ("http://example.com./", "example.com", "example.com"),
        ("http://xn--bcher-kva.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("http://[2606:4700::1]:8080/", "2606:4700::1", "[2606:4700::1]:8080"),
        ("http://3com.example/", "3com.example", "3com.example"),
    ],
)
def test_a_usual_url_is_read(url: str, host: str, authority: str) -> None:
    target = parse_target(url)
    assert (target.host, target.authority) == (host, authority)


@pytest.mark.parametrize("host", ["example.com", "example.com:http", "a b", "127.1", ""])
def test_a_password_in_a_url_is_not_repeated(host: str) -> None:
    with pytest.raises(CallerMistake) as refusal:
        parse_target(f"https://user:hunter2@{host}/")
    assert "hunter2" not in str(refusal.value)
