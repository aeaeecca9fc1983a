"""A small invented internet: hosts with addresses, pages with answers, and a clock that only moves when one waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from gesta.errors import FetchError
from gesta.fetching import Answer, Client, Manners, Request

SITE = "https://lantern.example"
ADDRESS = "93.184.216.34"
TEXT = "Six soldiers were hurt on Tuesday when gunmen attacked a post near Mokolo, the army said. "


@dataclass
class Said:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class World:
    """`pages` holds the answers by address, one after another (the last stays); `hosts` what hosts stand for."""

    pages: dict[str, list[Said | FetchError]] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    time: float = 1000.0

    def put(self, url: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        """Adds an answer: `content_type="text/html"` is the header content-type."""
        raw = body.encode() if isinstance(body, str) else body
        said = Said(raw, status, {name.replace("_", "-"): value for name, value in headers.items()})
        self.pages.setdefault(url, []).append(said)

    def addresses(self, host: str, port: int) -> list[str]:  # noqa: ARG002
        return self.hosts.get(host, [ADDRESS])

    @contextmanager
    def ask(self, request: Request) -> Iterator[Answer]:
        self.asked.append(request)
        self.time += 0.1
        known = self.pages.get(request.where.url, [Said(status=404)])
        said = known.pop(0) if len(known) > 1 else known[0]
        if isinstance(said, FetchError):
            raise said
        pieces = (said.body[at : at + 1000] for at in range(0, len(said.body), 1000))
        yield Answer(said.status, {"content-type": "text/html", **said.headers}, pieces)

    def now(self) -> datetime:
        return datetime(2024, 3, 12, 9, 30, tzinfo=UTC) + timedelta(seconds=self.time - 1000)

    def clock(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 1))
        self.time += seconds

    @property
    def paths(self) -> list[str]:
        """The addresses asked for, without those of robots.txt."""
        return [r.where.url for r in self.asked if not r.where.url.endswith("/robots.txt")]


def no_answer(url: str) -> FetchError:
    return FetchError("no answer (timed out)", url=url, temporary=True)


def client(world: World, **manners: object) -> Client:
    return Client(Manners(outside=world, **manners))  # type: ignore[arg-type]


def page(title: str = "Six hurt in clash", text: str = TEXT, head: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for _ in range(3))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"{paragraphs}</article></body></html>"
    )
