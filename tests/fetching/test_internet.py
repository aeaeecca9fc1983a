"""The real client, against a server on this machine that a permit lets it speak to."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep

import pytest

from gesta.errors import FetchError
from gesta.fetching import Client, Fetched, Manners, Permit, fetch
from tests.fetching.world import page

PAGE = page().encode()


class Site(BaseHTTPRequestHandler):
    """A small site with good and bad pages."""

    def do_GET(self) -> None:
        answer = getattr(self, "do_" + self.path.strip("/").replace(".", "_"), self.do_missing)
        answer()

    def answer(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in {"content_type": "text/html", "content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_missing(self) -> None:
        self.send_error(404)

    def do_plain(self) -> None:
        self.answer(PAGE, x_host=self.headers["Host"])

    def do_packed(self) -> None:
        self.answer(gzip.compress(PAGE), content_encoding="gzip")

    def do_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 40 * 2**20), content_encoding="gzip")

    def do_torn(self) -> None:
        self.answer(PAGE[:10], content_length="5000")

    def do_nonsense(self) -> None:
        self.answer(b"no gzip at all", content_encoding="gzip")

    def do_slow(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"a")
            self.wfile.flush()
            sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(site: ThreadingHTTPServer, path: str, **manners: object) -> Fetched | FetchError:
    permit = Permit(("127.0.0.1/32",), site.server_port)
    polite = Manners(permit=permit, pause=0.0, tries=1, timeout=5.0, **manners)  # type: ignore[arg-type]
    return Client(polite).fetch(f"http://127.0.0.1:{site.server_port}/{path}")


def test_a_page_comes_as_it_was_sent(site: ThreadingHTTPServer) -> None:
    for path in ("plain", "packed"):
        found = ask(site, path)
        assert isinstance(found, Fetched), str(found)
        assert found.body == PAGE


def test_without_a_permit_this_machine_is_not_spoken_to(site: ThreadingHTTPServer) -> None:
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        found = fetch(f"http://{host}:{site.server_port}/plain", Manners(tries=1))
        assert isinstance(found, FetchError)
        assert "no public address" in str(found) or "not known" in str(found)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("bomb", "larger than 16,777,216 bytes"),
        ("torn", "no answer (it broke off)"),
        ("nonsense", "the answer cannot be unpacked"),
        ("missing", "answers 404 Not Found"),
    ],
)
def test_a_bad_answer_is_an_error(site: ThreadingHTTPServer, path: str, message: str) -> None:
    found = ask(site, path)
    assert isinstance(found, FetchError)
    assert message in str(found)


def test_a_server_that_drips_is_cut_off(site: ThreadingHTTPServer) -> None:
    begun = monotonic()
    found = ask(site, "slow", deadline=0.5)
    assert isinstance(found, FetchError)
    assert "not answered in full within 0.5 s" in str(found)
    assert monotonic() - begun < 2.0


def test_a_server_that_is_not_there_is_an_error() -> None:
    found = fetch("http://127.0.0.1:9/a", Manners(permit=Permit(("127.0.0.1/32",), 9), tries=1, pause=0.0))
    assert isinstance(found, FetchError)
    assert found.temporary
