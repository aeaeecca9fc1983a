"""Where Gesta goes, and where no page can send it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.errors import FetchError
from gesta.fetching.addresses import PUBLIC, Permit, is_public, place, public_addresses


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0
    255.255.255.255 224.0.0.1 240.0.0.1 168.63.129.16 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1 fd00:ec2::254
    fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    ::127.0.0.1 2001:db8::1 2001:0:0:0:0:0:80ff:fffe""".split(),
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(FetchError, match="no public address"):
        public_addresses(place("https://lantern.example/"), [address], PUBLIC)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_spoken_to(address: str) -> None:
    assert public_addresses(place("https://lantern.example/"), [address], PUBLIC) == [address]


def test_one_private_address_among_public_ones_spoils_all() -> None:
    with pytest.raises(FetchError, match=r"stands for 10\.0\.0\.1"):
        public_addresses(place("https://lantern.example/"), ["8.8.8.8", "10.0.0.1"], PUBLIC)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_the_one_it_carries(address: IPv4Address) -> None:
    assert is_public(IPv6Address(f"::ffff:{address}")) == is_public(address)
    assert is_public(IPv6Address((0x64FF9B << 96) | int(address))) == is_public(address)


def test_a_permit_covers_its_networks_and_its_port_only() -> None:
    permit = Permit(("127.0.0.1/32",), 8080)
    assert public_addresses(place("http://localhost:8080/"), ["127.0.0.1"], permit) == ["127.0.0.1"]
    for url, address in [("http://localhost/", "127.0.0.1"), ("http://localhost:8080/", "127.0.0.2")]:
        with pytest.raises(FetchError):
            public_addresses(place(url), [address], permit)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://lantern.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://lantern.example", "only http and https"),
        ("lantern.example", "only http and https"),
        ("https:///a", "no host"),
        ("https://ann:secret@lantern.example/", "user name or password"),
        ("http://2130706433/", "a number in disguise"),
        ("http://0x7f000001/", "a number in disguise"),
        ("http://0x7f.1/", "a number in disguise"),
        ("http://017700000001/", "a number in disguise"),
        ("http://127.1/", "a number in disguise"),
        ("http://127.0.0.1.0x1/", "a number in disguise"),
        ("http://a\\@b.example/", "characters that none may hold"),
        ("http://a.example/\r\nHost: b", "characters that none may hold"),
        ("http://[::1", "no address"),
        ("http://a.example:99999/", "no address"),
        ("http://a.example/" + "a" * 3000, "too long"),
    ],
)
def test_strange_addresses_are_refused(url: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as caught:
        place(url)
    assert "secret" not in str(caught.value)


def test_an_address_is_taken_apart() -> None:
    there = place("HTTPS://Lantern.Example:8443/a b/../ä?q=1#part".replace(" ", "%20"))
    assert (there.scheme, there.host, there.port) == ("https", "lantern.example", 8443)
    assert there.target == "/%C3%A4?q=1"
    assert there.site == "https://lantern.example:8443"
    assert there.url == "https://lantern.example:8443/%C3%A4?q=1"


def test_hosts_with_letters_beyond_ascii_are_written_as_the_net_does() -> None:
    assert place("https://müller.example/").host == "xn--mller-kva.example"


def test_an_address_in_six_is_written_with_brackets() -> None:
    there = place("http://[2606:2800:220:1::1]/a")
    assert (there.host, there.name) == ("2606:2800:220:1::1", "[2606:2800:220:1::1]")


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_a_fetch_error(text: str) -> None:
    for url in (text, "https://" + text, "https://a.example/" + text):
        try:
            there = place(url)
        except FetchError:
            continue
        assert there.scheme in ("http", "https")
        assert there.host
