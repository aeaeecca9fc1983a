"""The stage as a whole: actors, places and times of one invented report, with a small gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.event import ROLES, Event, Filler, Role
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Gap, Resolved
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.resolving import Knowledge, Told, resolve
from gesta.roster import load
from gesta.spans import Span
from tests import handmade
from tests.places.atlas import build_atlas

TEXT = (
    "Iraqi soldiers shelled a depot near Qwertzuburg in Mosul on Monday, the government said. The shelling lasted an "
    "hour. On 3 May 2014 gunmen raided Hajin."
)


def report(published: date | None = date(2019, 3, 12), text: str = TEXT) -> Report:
    return handmade.report(text, published=published, publisher="Plains Wire")


def at(words: str) -> Span:
    return handmade.words_at(TEXT, words)


def _event(number: int, trigger: str, same: str | None = None, **roles: str) -> Event:
    filled: dict[Role, tuple[Filler, ...]] = {role: (Filler(at(roles[role]), 1.0),) for role in ROLES if role in roles}
    return Event(f"e{number}", at(trigger), "ASSAULT", None, "actual", 1.0, filled, same=same)


SHELLED = _event(1, "shelled", actor="Iraqi soldiers", target="a depot", place="Mosul", time="Monday")
SHELLING = _event(2, "shelling", same="e1")
RAIDED = _event(3, "raided", actor="gunmen", place="Hajin", time="3 May 2014")
TOLD = Told(
    entities=(
        Mention(at("Qwertzuburg"), "GPE", 1.0),
        Mention(at("Mosul"), "GPE", 1.0),
        Mention(at("Hajin"), "GPE", 1.0),
    ),
    events=(SHELLED, SHELLING, RAIDED),
    claims=(Claim(Speaker(at("the government"), 1.0), "asserts", at("said"), ("e1",)),),
    referents={},
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    gazetteer = build_atlas(tmp_path_factory.mktemp("atlas") / "atlas.sqlite")
    yield Knowledge(load(), gazetteer)
    gazetteer.close()


@pytest.fixture(scope="module")
def found(knowledge: Knowledge) -> Resolution:
    return resolve(report(), TOLD, knowledge)


def test_every_word_that_was_asked_about_has_an_answer(found: Resolution) -> None:
    assert set(found.actors) == {at(w) for w in ("Iraqi soldiers", "a depot", "gunmen", "the government")}
    assert set(found.places) == {at(w) for w in ("Mosul", "Hajin", "Qwertzuburg")}
    assert set(found.times) == {at("Monday"), at("3 May 2014")}
    assert set(found.when) == set(found.where) == {"e1", "e2", "e3"}


def test_an_actor_is_composed_from_its_words(found: Resolution) -> None:
    soldiers = found.actors[at("Iraqi soldiers")]
    assert isinstance(soldiers, Resolved)
    assert (soldiers.value.country, soldiers.value.sector) == ("IRQ", "MIL")


def test_events_are_placed_and_dated(found: Resolution) -> None:
    where, when = found.where["e1"], found.when["e1"]
    assert isinstance(where, Resolved)
    assert isinstance(when, Resolved)
    assert (where.value.name, where.value.country) == ("Mosul", "IRQ")
    assert when.value.start is not None
    assert when.value.start.date() == date(2019, 3, 11)


def test_a_later_mention_has_the_date_of_the_first_and_no_place_of_its_own(found: Resolution) -> None:
    again = found.when["e2"]
    assert isinstance(again, Resolved)
    assert again.method == "the first mention of the same event"
    assert isinstance(found.where["e2"], Gap)


def test_what_nobody_knows_is_a_gap_with_its_reason(found: Resolution) -> None:
    nowhere = found.places[at("Qwertzuburg")]
    assert isinstance(nowhere, Gap)
    assert "Qwertzuburg" in nowhere.reason


def test_a_weekday_needs_the_date_of_the_report_and_a_full_date_does_not(knowledge: Knowledge) -> None:
    undated = resolve(report(published=None), TOLD, knowledge)
    assert isinstance(undated.when["e1"], Gap)
    assert isinstance(undated.when["e3"], Resolved)


def test_the_same_report_gives_the_same_referents(knowledge: Knowledge, found: Resolution) -> None:
    assert resolve(report(), TOLD, knowledge) == found


def test_nothing_to_resolve_is_no_referent(knowledge: Knowledge) -> None:
    nothing = resolve(report(), Told((), (), (), {}), knowledge)
    assert nothing == replace(nothing, actors={}, places={}, times={}, when={}, where={})


def test_a_publisher_of_the_roster_has_a_home(knowledge: Knowledge) -> None:
    media = next(entry for entry in knowledge.roster.entries.values() if entry.kind == "media" and entry.country)
    assert knowledge.home(media.name) is not None
    assert knowledge.home("Plains Wire of Nowhere") is None
    assert knowledge.home(None) is None
