"""The one seam to the outside world: names, connections, the clock. Tests put another `Outside` in its place."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPException
from threading import Timer
from typing import Protocol

import certifi
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)

from gesta.errors import FetchError
from gesta.fetching.addresses import Place

PIECE = 2**16
"""Bytes of a body read at a time."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask: `where`, at which of the host's addresses, and with what headers.

    `timeout` is seconds without a sign of life, `deadline` seconds in all; `most_bytes` as sent, before unpacking.
    """

    where: Place
    address: str
    headers: Mapping[str, str]
    timeout: float
    deadline: float
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by name in small letters, and the body piece by piece, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


class Outside(Protocol):
    """The outside world."""

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses that the host stands for; none when it is not known."""

    def ask(self, request: Request) -> AbstractContextManager[Answer]:
        """The answer. Raises FetchError, marked as temporary, when there is none."""

    def now(self) -> datetime:
        """The time of day, UTC."""

    def clock(self) -> float:
        """Seconds since some moment; never runs backward."""

    def sleep(self, seconds: float) -> None:
        """Waits."""


class Internet:
    """The real one. It connects to the address it is given, not to the name again: names may change in between.

    Proxies are not used: a proxy would look the name up itself, past every check.
    """

    def addresses(self, host: str, port: int) -> list[str]:
        """As the system's resolver has it."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return []
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    @contextmanager
    def ask(self, request: Request) -> Iterator[Answer]:
        """One connection, one answer; a redirection is an answer like another. Raises FetchError."""
        connection = _connection(request)
        with _Watch(request.deadline) as watch:
            try:
                response = _response(connection, request, watch)
                headers = {name.lower(): value for name, value in response.headers.items()}
                yield Answer(response.status, headers, _pieces(response, request, watch))
            except (OSError, HTTPException, HTTPError) as error:
                raise _no_answer(request, error, watch) from None
            finally:
                connection.close()

    def now(self) -> datetime:
        """The system's time."""
        return datetime.now(UTC)

    def clock(self) -> float:
        """The system's clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


def _connection(request: Request) -> HTTPConnection:
    """A connection to the address, which must show a certificate for the host's name when it is secure."""
    where = request.where
    if where.scheme == "http":
        return HTTPConnection(request.address, where.port, timeout=request.timeout)
    return HTTPSConnection(
        request.address,
        where.port,
        timeout=request.timeout,
        ssl_context=_trust(),
        server_hostname=where.host,
    )


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that the system trusts, and those that Mozilla does."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Watch:
    """Ends a connection that takes too long, wherever it stands: a server may send a byte a minute for ever."""

    def __init__(self, deadline: float) -> None:
        self._timer = Timer(deadline, self._cut)
        self._timer.daemon = True
        self.socket: socket.socket | None = None
        self.late = False

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.late = True
        with suppress(OSError):
            if self.socket:
                self.socket.shutdown(socket.SHUT_RDWR)


def _response(connection: HTTPConnection, request: Request, watch: _Watch) -> BaseHTTPResponse:
    connection.connect()
    watch.socket = connection.sock
    headers = {**request.headers, "Host": request.where.name, "Connection": "close"}
    connection.request("GET", request.where.target, headers=headers, preload_content=False, decode_content=True)
    return connection.getresponse()


def _pieces(response: BaseHTTPResponse, request: Request, watch: _Watch) -> Iterator[bytes]:
    """The body. Raises FetchError when more is sent than allowed: packed bytes are counted, not only unpacked ones."""
    while piece := response.read(PIECE):
        if response.tell() > request.most_bytes:
            raise FetchError(f"more than {request.most_bytes:,} bytes are sent", url=request.where.url)
        yield piece
    if watch.late:
        raise TimeoutError


def _no_answer(request: Request, error: Exception, watch: _Watch) -> FetchError:
    url = request.where.url
    if watch.late:
        message = f"not answered in full within {request.deadline:g} s"
        return FetchError(message, url=url, remedy="try again later", temporary=True)
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or "TLS failed"
        return FetchError(f"no secure connection: {reason}", url=url, remedy="look at the page in a browser")
    if isinstance(error, DecodeError):
        return FetchError("the answer cannot be unpacked", url=url, remedy="look at the page in a browser")
    return FetchError(f"no answer ({_reason(error)})", url=url, remedy="try again later", temporary=True)


def _reason(error: Exception) -> str:
    if isinstance(error, (TimeoutError, ReadTimeoutError, ConnectTimeoutError)):
        return "timed out"
    if isinstance(error, NewConnectionError):
        return "no connection"
    if isinstance(error, (ProtocolError, HTTPException)):
        return "it broke off"
    return str(getattr(error, "strerror", None) or type(error).__name__)
