"""Asking: redirections, robots, patience, pace, limits."""

from __future__ import annotations

import pytest

from gesta.errors import FetchError
from gesta.fetching import Fetched
from gesta.version import VERSION
from tests.fetching.world import SITE, World, client, no_answer, page

URL = f"{SITE}/news/1"


def got(found: Fetched | FetchError) -> Fetched:
    assert isinstance(found, Fetched), str(found)
    return found


def refused(found: Fetched | FetchError) -> FetchError:
    assert isinstance(found, FetchError)
    return found


def test_a_page_is_fetched_with_its_provenance() -> None:
    world = World()
    world.put(URL, "hello", etag='"1"', last_modified="Tue, 12 Mar 2024 08:00:00 GMT", set_cookie="a=b")
    found = got(client(world).fetch(URL))
    assert found.body == b"hello"
    told = found.provenance
    assert (told.url, told.fetched, told.archive) == (URL, world.now(), None)
    assert told.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert dict(told.headers) == {
        "content-type": "text/html",
        "etag": '"1"',
        "last-modified": "Tue, 12 Mar 2024 08:00:00 GMT",
    }


def test_gesta_says_who_it_is_and_whom_to_write_to() -> None:
    world = World()
    world.put(URL)
    client(world, contact="desk@records.example").fetch(URL)
    assert {r.headers["User-Agent"] for r in world.asked} == {f"Gesta/{VERSION} (+desk@records.example)"}


def test_a_contact_that_no_header_can_hold_is_refused() -> None:
    assert "is not plain ASCII" in str(refused(client(World(), contact="a\r\nCookie: b").fetch(URL)))


# ------------------------------------------------------------------------------------------------------ redirection


def test_a_redirection_is_followed_and_the_last_address_told() -> None:
    world = World()
    world.put(URL, status=301, location="/news/2")
    world.put(f"{SITE}/news/2", "there")
    assert got(client(world).fetch(URL)).provenance.url == f"{SITE}/news/2"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://127.0.0.1/latest", "127.0.0.1, which is no public address"),
        ("http://inside.example/", "169.254.169.254, which is no public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://2130706433/", "a number in disguise"),
        ("http://[::1", "no address"),
    ],
)
def test_a_redirection_to_a_private_place_is_not_followed(location: str, message: str) -> None:
    world = World(hosts={"inside.example": ["169.254.169.254"], "127.0.0.1": ["127.0.0.1"]})
    world.put(URL, status=302, location=location)
    assert message in str(refused(client(world).fetch(URL)))
    assert world.paths == [URL]


def test_a_name_that_changes_between_check_and_request_gains_nothing() -> None:
    class Rebinding(World):
        def addresses(self, host: str, port: int) -> list[str]:  # noqa: ARG002
            return [["93.184.216.34"], ["127.0.0.1"]][min(1, len(self.asked))]

    world = Rebinding()
    world.put(URL, "secret")
    assert "127.0.0.1, which is no public address" in str(refused(client(world).fetch(URL)))
    assert {request.address for request in world.asked} == {"93.184.216.34"}


def test_redirections_without_end_are_ended() -> None:
    world = World()
    world.put(URL, status=302, location=URL)
    assert "redirected more than 5 times" in str(refused(client(world).fetch(URL)))


# ----------------------------------------------------------------------------------------------------------- robots


def test_what_robots_txt_forbids_is_not_fetched() -> None:
    world = World()
    world.put(f"{SITE}/robots.txt", "User-agent: *\nDisallow: /news/\n", content_type="text/plain")
    world.put(URL, "hello")
    found = refused(client(world).fetch(URL))
    assert "robots.txt does not allow it – ask the publisher" in str(found)
    assert not found.temporary
    assert world.paths == []


def test_robots_txt_holds_for_where_a_redirection_leads() -> None:
    world = World()
    world.put("https://other.example/robots.txt", "User-agent: Gesta\nDisallow: /\n")
    world.put(URL, status=302, location="https://other.example/a")
    assert "other.example/a: robots.txt does not allow it" in str(refused(client(world).fetch(URL)))


def test_robots_txt_is_asked_for_once_a_site() -> None:
    world = World()
    world.put(URL)
    one = client(world)
    one.fetch(URL)
    one.fetch(URL)
    assert [r.where.target for r in world.asked] == ["/robots.txt", "/news/1", "/news/1"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_fetched_when_robots_txt_cannot_be_had(status: int) -> None:
    world = World()
    world.put(f"{SITE}/robots.txt", status=status)
    found = refused(client(world).fetch(URL))
    assert f"robots.txt could not be had (answers {status} " in str(found)
    assert found.temporary
    assert world.paths == []


def test_a_crawl_delay_longer_than_the_pause_counts() -> None:
    world = World()
    world.put(f"{SITE}/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    world.put(URL)
    one = client(world)
    one.fetch(URL)
    one.fetch(URL)
    assert world.slept == [7.0, 7.0]


def test_a_crawl_delay_beyond_measure_is_an_error() -> None:
    world = World()
    world.put(f"{SITE}/robots.txt", "User-agent: *\nCrawl-delay: 86400\n")
    assert "asks for 86400 s between two pages" in str(refused(client(world).fetch(URL)))


# ------------------------------------------------------------------------------------------------- pace and patience


def test_a_host_is_left_in_peace_between_two_requests_and_others_need_not_wait() -> None:
    world = World()
    one = client(world, pause=2.0)
    for url in (URL, "https://other.example/a"):
        world.put(url)
        one.fetch(url)
    assert world.slept == [2.0, 2.0]  # between robots.txt and the page, on each host; none between the hosts


def test_a_busy_host_is_asked_again_after_longer_and_longer_waits() -> None:
    world = World()
    world.put(URL, status=503)
    world.put(URL, status=502)
    world.put(URL, "at last")
    assert got(client(world).fetch(URL)).body == b"at last"
    assert world.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("asked", ["30", "Tue, 12 Mar 2024 09:30:31 GMT"])
def test_retry_after_is_heeded(asked: str) -> None:
    world = World()
    world.put(URL, status=429, retry_after=asked)
    world.put(URL, "at last")
    assert got(client(world).fetch(URL)).body == b"at last"
    assert 28 <= world.slept[-1] <= 30


def test_a_host_that_asks_for_too_long_a_wait_is_not_waited_for() -> None:
    world = World()
    world.put(URL, status=429, retry_after="3600")
    found = refused(client(world).fetch(URL))
    assert "asks to come back in 3600 s" in str(found)
    assert found.temporary


def test_patience_ends_and_the_last_answer_is_told() -> None:
    world = World()
    world.put(URL, status=503)
    found = refused(client(world).fetch(URL))
    assert (found.status, found.temporary, len(world.paths)) == (503, True, 3)
    assert str(found) == f"{URL}: answers 503 Service Unavailable – try again later"


def test_what_is_gone_is_asked_for_once() -> None:
    world = World()
    found = refused(client(world).fetch(URL))
    assert (found.status, found.temporary, len(world.paths)) == (404, False, 1)


def test_a_dead_host_is_left_alone_after_a_while() -> None:
    world = World()
    world.pages[URL] = [no_answer(URL)]
    one = client(world)
    assert "no answer" in str(refused(one.fetch(URL)))
    refused(one.fetch(URL))
    count = len(world.paths)
    assert "did not answer 4 times in a row" in str(refused(one.fetch(URL)))
    assert len(world.paths) == count


def test_the_second_address_is_tried_when_the_first_does_not_answer() -> None:
    world = World(hosts={"lantern.example": ["93.184.216.34", "93.184.216.35"]})
    world.put(f"{SITE}/robots.txt", "")
    world.pages[URL] = [no_answer(URL)]
    world.put(URL, "second")
    assert got(client(world).fetch(URL)).body == b"second"
    assert [r.address for r in world.asked][-1] == "93.184.216.35"


# ----------------------------------------------------------------------------------------------------------- limits


def test_a_body_beyond_the_cap_is_refused_whether_announced_or_not() -> None:
    announced, silent = World(), World()
    announced.put(URL, b"a" * 5001, content_length="5001")
    silent.put(URL, b"a" * 5001)
    for world in (announced, silent):
        found = refused(client(world, most_bytes=5000).fetch(URL))
        assert "larger than 5,000 bytes – download it and give the file" in str(found)


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "video/mp4"])
def test_an_answer_of_another_kind_is_refused(kind: str) -> None:
    world = World()
    world.put(URL, b"x", content_type=kind)
    assert f"answers with {kind}, which holds no reports" in str(refused(client(world).fetch(URL)))


def test_an_unknown_host_is_an_error() -> None:
    assert "the host is not known" in str(refused(client(World(hosts={"lantern.example": []})).fetch(URL)))


def test_a_page_is_not_asked_for_more_than_once_at_a_time() -> None:
    world = World()
    world.put(URL, page())
    got(client(world).fetch(URL))
    assert world.paths == [URL]
