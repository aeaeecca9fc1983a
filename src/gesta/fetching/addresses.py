"""Where to: addresses are read strictly, and only hosts on the public internet are spoken to.

Else a page could make Gesta ask the machines behind its own firewall (server-side request forgery,
https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from gesta.errors import FetchError

MOST_ADDRESS = 2048
"""Characters of an address: sitemaps allow no more (https://www.sitemaps.org/protocol.html)."""

_PORTS = {"http": 80, "https": 443}.get
_NUMERIC_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\ufeff\\]")

_NEVER: tuple[IPv4Network | IPv6Network, ...] = (
    ip_network("168.63.129.16/32"),  # the metadata service of Azure, on a public address
    ip_network("fec0::/10"),  # site-local, withdrawn but still routed in places
)
_EMBEDDING: tuple[IPv6Network, ...] = (
    IPv6Network("64:ff9b::/96"),  # NAT64: the last 32 bits are an IPv4 address (RFC 6052)
    IPv6Network("64:ff9b:1::/48"),  # NAT64 in a network of its own (RFC 8215)
    IPv6Network("::/96"),  # IPv4-compatible, withdrawn (RFC 4291)
)


@dataclass(frozen=True, slots=True)
class Permit:
    """Networks that may be spoken to although they are not public, and the one port there. `PUBLIC` permits none.

    For tests against a server on the same machine; no command and no setting makes one.
    """

    networks: tuple[str, ...] = ()
    port: int | None = None

    def covers(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        """True when the address lies in a network permitted, and the port is the one."""
        return port == self.port and any(address in ip_network(network) for network in self.networks)


PUBLIC = Permit()


@dataclass(frozen=True, slots=True)
class Place:
    """An address on the web taken apart: `host` in ASCII and small letters, `target` the path with its query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: whose robots.txt holds."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}" + ("" if self.port == _PORTS(self.scheme) else f":{self.port}")

    @property
    def name(self) -> str:
        """Host and port as the Host header has them."""
        return self.site.partition("://")[2]

    def joined(self, location: str) -> Place:
        """Where a redirection leads. Raises FetchError as `place` does."""
        try:
            return place(urljoin(self.url, location.strip().replace(" ", "%20")))
        except ValueError:
            raise FetchError("redirected to what is no address", url=self.url) from None


def place(url: str) -> Place:
    """The address taken apart, its fragment left out. Raises FetchError for all that is not plainly http or https."""
    parts = _parsed(url)
    scheme, host = parts.scheme or "", (parts.host or "").strip("[]").rstrip(".")
    port = parts.port or _PORTS(scheme)
    if port is None:
        raise FetchError("only http and https are fetched", url=shown(url), remedy="give an address such as https://…")
    if not host:
        raise FetchError("the address has no host", url=shown(url), remedy="give an address such as https://…")
    if parts.auth is not None:
        remedy = "Gesta sends no passwords; save the page and give the file"
        raise FetchError("the address holds a user name or password", url=shown(url), remedy=remedy)
    if _NUMERIC_END.search(host) and not _is_address(host):
        raise FetchError("the host is a number in disguise", url=shown(url), remedy="write the host's name")
    name = f"[{host}]" if ":" in host else host
    whole = Url(scheme=scheme, host=name, port=parts.port, path=parts.path or "/", query=parts.query)
    return Place(whole.url, scheme, host, port, whole.request_uri)


def shown(url: str) -> str:
    """The address for messages: without a password, not longer than a line, nothing unseen in it."""
    return re.sub(r"//[^/@]*@", "//…@", _UNSEEN.sub("�", url))[:200]


def public_addresses(where: Place, found: Sequence[str], permit: Permit) -> list[str]:
    """The addresses that the host stands for, all of them public. Raises FetchError when one is not, or there is none.

    One that is not spoils all: a host with a public and a private address is a trick to get the private one asked.
    """
    for text in found:
        address = ip_address(text.partition("%")[0])
        if not (is_public(address) or permit.covers(address, where.port)):
            message = f"the host stands for {text}, which is no public address"
            raise FetchError(message, url=where.url, remedy="save the page and give the file")
    if not found:
        raise FetchError("the host is not known", url=where.url, remedy="check the address", temporary=True)
    return list(found)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for an address anyone on the internet can reach: not private, loopback, link-local, multicast or reserved.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as that one.
    """
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    refused = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not refused and not any(address in network for network in _NEVER)


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.teredo:
        return address.teredo[1]
    by_network = next((IPv4Address(int(address) & 0xFFFFFFFF) for net in _EMBEDDING if address in net), None)
    return address.ipv4_mapped or address.sixtofour or by_network


def _parsed(url: str) -> Url:
    """The parts of the address, as the client that connects reads them. Raises FetchError."""
    if len(url) > MOST_ADDRESS:
        raise FetchError("the address is too long", url=shown(url), remedy=f"at most {MOST_ADDRESS} characters")
    if _UNSEEN.search(url.strip()):
        remedy = "write it without blanks and backslashes"
        raise FetchError("the address holds characters that none may hold", url=shown(url), remedy=remedy)
    try:
        return parse_url(url.strip())
    except (LocationParseError, ValueError):
        raise FetchError("this is no address", url=shown(url), remedy="give an address such as https://…") from None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
