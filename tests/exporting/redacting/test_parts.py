"""The parts of redaction: profiles, phrases, places, the walk through nouns, the amount of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.errors import ExportError
from gesta.exporting.redacting.blocks import ELLIPSIS, REDACTED, UNQUOTED, unquoted
from gesta.exporting.redacting.phrases import Book, coordinates, found, masked
from gesta.exporting.redacting.places import coarsened
from gesta.exporting.redacting.profile import Profile, load_profile, profiles
from gesta.exporting.redacting.quoting import QUOTE_CHARACTERS
from gesta.exporting.redacting.records import redacted
from gesta.exporting.redacting.text import Worded, short
from gesta.exporting.redacting.walking import DEEPER, rebuilt
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Gap, Place
from gesta.nouns.report import digest
from tests.exporting import invented
from tests.exporting.invented import Shelf

VILLAGE = Place("geonames:1", "Kurbo", "town", "NER", ("Tillabéri", "Kurbo-Nord"), 1, 14.03127, 0.91274, 2.0)
STRICT = Profile("strict", persons="private", places="admin1", publishers=("Desert Post",))


# ---------------------------------------------------------------------------------------------------------- profiles


def test_the_profiles_that_ship_take_names_out() -> None:
    assert set(profiles()) == {"names", "public", "strict"}
    assert all(profile.persons == "private" and profile.title for profile in profiles().values())


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('persons = "private"\npublishers = ["Radio Kurbo"]\nembargo_from = 2021-07-01\n', encoding="utf-8")
    assert load_profile(str(path)) == Profile(
        "ours", persons="private", publishers=("Radio Kurbo",), embargo_from=date(2021, 7, 1)
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('person = "private"', "'person' is no key"),
        ('persons = "privat"', "use one of keep, private"),
        ('places = "town"', "use one of exact"),
        ("grid_degrees = 2", "between 0 and 0.5"),
        ("embargo_days = -1", "0 or more"),
        ("embargo_days = true", "0 or more"),
        ('embargo_from = "2021-07-01"', "without quotes"),
        ('publishers = "Radio"', "a list of names"),
        ('publishers = [""]', "a list of names"),
        ("persons = ", "is no TOML"),
    ],
)
def test_a_profile_that_would_hide_nothing_is_refused(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=told):
        load_profile(str(path))


@pytest.mark.parametrize(("name", "told"), [("nams", "use names, public, strict"), ("no.toml", "cannot be read")])
def test_an_unknown_profile_is_told(name: str, told: str) -> None:
    with pytest.raises(ExportError, match=told):
        load_profile(name)


def test_an_embargo_in_days_needs_the_day_of_access() -> None:
    profile = Profile("x", embargo_days=30)
    assert profile.embargo(date(2021, 7, 31)) == date(2021, 7, 1)
    with pytest.raises(ExportError, match="day of access"):
        profile.embargo(None)


# ----------------------------------------------------------------------------------------------------------- phrases


@pytest.fixture
def book() -> Any:
    with_names = Book()
    with_names.hide("Aïssata Maïga-Touré")
    with_names.keep("Rose Publique")
    yield with_names
    with_names.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AISSATA MAIGA TOURE died", "███████ █████ █████ died"),
        ("aissata-maiga-toure", "███████-█████-█████"),
        ("Aïssata Maïga, Touré", "███████ █████, █████"),
        ("Aissata went, Maiga came", "Aissata went, Maiga came"),
        ("Rose fell, a rose bloomed", "████ fell, a rose bloomed"),
        ("Rose Publique spoke of Rose", "Rose Publique spoke of ████"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, shown: str, book: Book) -> None:
    assert masked(text, found(text, book, frozenset({"rose"}))) == shown


def test_in_an_address_small_letters_count_too(book: Book) -> None:
    assert found("https://x.example/rose.html", book, frozenset({"rose"}), anywhere=True)


@pytest.mark.parametrize("text", ["at 14.03127, 0.91274", "14°01'52\"N 0°54'45\"E", "-14.031"])
def test_coordinates_in_words_are_found(text: str) -> None:
    assert coordinates(text)


@pytest.mark.parametrize("text", ["killed 14.5 per cent", "14,000 people", "version 3.11"])
def test_other_numbers_are_no_coordinates(text: str) -> None:
    assert not coordinates(text)


@given(st.text())
def test_masking_keeps_length_and_spaces(text: str) -> None:
    for changed in (unquoted(text), masked(text, coordinates(text))):
        assert len(changed) == len(text)
        assert [c.isspace() for c in changed] == [c.isspace() for c in text]


# ------------------------------------------------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("places", "name", "precision"),
    [
        ("exact", "Kurbo", 1),
        ("grid", "Kurbo", 2),
        ("admin2", "Kurbo-Nord", 3),
        ("admin1", "Tillabéri", 4),
        ("country", "NER", 6),
    ],
)
def test_a_place_is_as_coarse_as_asked_for(places: Any, name: str, precision: int) -> None:
    coarse = coarsened(VILLAGE, Profile("x", places=places))
    assert (coarse.name, coarse.precision) == (name, precision)
    assert (coarse.latitude is None) == (places not in ("exact", "grid"))
    assert (coarse.id is None) == (places != "exact")


def test_without_divisions_the_country_is_left_and_without_that_nothing() -> None:
    profile = Profile("x", places="admin1")
    assert coarsened(replace(VILLAGE, admin=()), profile).precision == 6
    assert coarsened(replace(VILLAGE, admin=(), country=None), profile).name == "unknown"


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([0.01, 0.1, 0.25, 0.5]))
def test_the_true_point_lies_within_the_radius_told(latitude: float, longitude: float, degrees: float) -> None:
    coarse = coarsened(
        replace(VILLAGE, latitude=latitude, longitude=longitude), Profile("x", places="grid", grid_degrees=degrees)
    )
    assert coarse.latitude is not None
    assert coarse.longitude is not None
    assert coarse.radius_km is not None
    assert abs(coarse.latitude - latitude) <= degrees / 2 + 1e-5
    assert abs(coarse.longitude - longitude) <= degrees / 2 + 1e-5
    assert coarse.radius_km >= degrees / 2 * 111


# ---------------------------------------------------------------------------------------------------------- the walk


def test_a_walk_that_changes_nothing_gives_the_same_noun() -> None:
    incident = invented.incidents()[1]
    assert rebuilt(incident, lambda _value, _field: DEEPER) == incident


def test_a_walk_reaches_every_string() -> None:
    incident = invented.incidents()[1]
    changed = rebuilt(incident, lambda value, _field: "x" if isinstance(value, str) else DEEPER)
    words = repr(incident.participants) + repr(incident.statements)
    assert "Kurbo" in words
    assert "Kurbo" not in repr(changed)
    assert "Tour" not in repr(changed)


# ---------------------------------------------------------------------------------------------------- redacted records


def test_spans_hold_after_redaction() -> None:
    with redacted(invented.records(), STRICT, date(2026, 1, 1)) as safe:
        for before, after in zip(invented.reports(), safe.reports(), strict=True):
            assert len(before.report.text) == len(after.report.text)
            assert [event.trigger for event in before.events] == [event.trigger for event in after.events]
            assert after.to_dict()["id"] == after.report.id


def test_keys_of_incidents_lead_to_reports_after_redaction() -> None:
    with redacted(invented.records(), STRICT, None) as safe:
        keys = {coded.report.key for coded in safe.reports()}
        ids = {coded.report.id for coded in safe.reports()}
        for incident in safe.incidents():
            assert {card.key for card in incident.cards} <= keys
            assert {card.id for card in incident.cards} <= ids
            assert {e.anchor.report for s in incident.statements for e in s.evidence} <= keys
            assert {told.rpartition(":")[0] for told in incident.episodes} <= keys


def test_a_protected_report_gets_a_number() -> None:
    with redacted(invented.records(), STRICT, None) as safe:
        protected = [coded.report for coded in safe.reports() if coded.report.publisher == "withheld"]
    assert [report.key for report in protected] == ["withheld-1", "withheld-2"]
    assert all(set(report.text) <= {UNQUOTED, " ", "\n"} for report in protected)


def test_a_name_learnt_in_the_last_report_is_hidden_in_the_first() -> None:
    first, last = invented.reports()[2], invented.reports()[0]
    text = first.report.text.replace("people", "Ousmane Touré and others")
    told = replace(first, report=replace(first.report, text=text, digest=digest(text)), events=(), claims=())
    with redacted(Shelf((told, last), ()), Profile("x", persons="private"), None) as safe:
        assert "Touré" not in next(safe.reports()).report.text


def test_a_victim_whom_the_network_saw_no_name_in_is_hidden() -> None:
    coded = invented.reports()[0]
    unseen = replace(coded, entities=tuple(m for m in coded.entities if m.label != "PER"))
    with redacted(Shelf((unseen,), ()), Profile("x", persons="private"), None) as safe:
        assert "Aïssata" not in next(safe.reports()).report.text


def test_a_private_person_who_is_a_protected_speaker_too() -> None:
    profile = Profile("x", speakers=("Ousmane Touré",))
    with redacted(invented.records(), profile, None) as safe:
        [report] = [coded.report for coded in safe.reports() if coded.report.id == "kurbo-1"]
    assert "Ousmane" not in report.text
    assert "Aïssata" in report.text


def test_the_embargo_counts_and_drops_relations_to_what_is_left_out() -> None:
    profile = Profile("x", embargo_from=date(2021, 6, 30))
    with redacted(invented.records(), profile, None) as safe:
        assert safe.withheld == {"reports: embargo": 5, "incidents: embargo": 5}
        assert [incident.id for incident in safe.incidents()] == ["inc-kurbo"]
    with redacted(invented.records(), Profile("x", embargo_from=date(2021, 6, 29)), None) as safe:
        assert list(safe.incidents()) == []


# ------------------------------------------------------------------------------------------------------ amount of text


def test_quotes_hold_the_cited_words_and_no_others() -> None:
    [coded] = [one for one in Worded(invented.records(), "quotes").reports() if one.report.id == "leaflet"]
    assert coded.report.text.startswith("░░░░░░ ░░░░░░░░░░ abducted ░░░░░░ ░░░░░░░ ░ ░░░░░░░")
    assert coded.report.text.endswith(" said░")
    for event in coded.events:
        assert UNQUOTED not in event.trigger.of(coded.report.text)


def test_no_quotation_is_longer_than_short() -> None:
    text = " ".join(["wordy"] * 300)
    report = replace(invented.reports()[3].report, text=text)
    whole = Mention(report.dateline or next(iter(invented.reports()[3].entities)).span, "ORG", 1.0)
    long = replace(whole, span=type(whole.span)(0, len(text)))
    coded = replace(invented.reports()[3], report=report, entities=(long,), events=(), claims=())
    [cut] = Worded(Shelf((coded,), ()), "quotes").reports()
    whole_words = QUOTE_CHARACTERS - QUOTE_CHARACTERS % len("wordy ")
    assert cut.report.text[:whole_words] == text[:whole_words]
    assert set(cut.report.text[whole_words:]) <= {UNQUOTED, " "}


@given(st.text(max_size=400))
def test_a_short_quotation_is_a_beginning(text: str) -> None:
    cut = short(text)
    assert len(cut) <= QUOTE_CHARACTERS + 1
    assert text.startswith(cut.removesuffix(ELLIPSIS)) or cut == text


def test_none_leaves_names_and_numbers() -> None:
    incident = next(i for i in Worded(invented.records(), "none").incidents() if i.id == "inc-kurbo")
    assert {evidence.text for statement in incident.statements for evidence in statement.evidence} == {""}
    assert incident.tolls["killed"].best == 13
    assert incident.participants[0].name == "Sahel Victory Front"


def test_full_is_as_it_was() -> None:
    assert tuple(Worded(invented.records(), "full").reports()) == invented.reports()


def test_blocks_differ() -> None:
    assert REDACTED != UNQUOTED


def test_long_words_of_a_protected_report_stand_nowhere_in_its_incident() -> None:
    words = "hundreds of students of the old port school"
    accra = next(incident for incident in invented.incidents() if incident.id == "inc-accra")
    told = replace(accra.participants[0], name=words, actor=Gap(f"{words!r} is nobody known"))
    said = replace(accra.statements[0], value=words)
    incident = replace(
        accra,
        headline=f"March of {words}",
        status_line=f"according to {words}",
        participants=(told,),
        statements=(said,),
    )
    with redacted(Shelf(invented.reports(), (incident,)), STRICT, None) as safe:
        [found_again] = safe.incidents()
    assert "school" not in repr(found_again)
    assert found_again.headline == "PROTEST demo, Greater █████, 2021-07-03"  # the town is hidden, in any name
    assert found_again.tolls == incident.tolls
