from __future__ import annotations

from collections.abc import Iterator

import pytest

from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Gap, Place, Resolved
from gesta.nouns.report import Report, digest
from gesta.places.gazetteer import Gazetteer
from gesta.places.geometry import distance_km
from gesta.resolving.places import event_struck, event_where, resolve_places
from gesta.spans import Span
from tests.places.atlas import build_atlas

MOSUL = (36.335, 43.1189)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    gazetteer = build_atlas(tmp_path_factory.mktemp("atlas") / "atlas.sqlite")
    yield gazetteer
    gazetteer.close()


def resolved(text: str, gazetteer: Gazetteer, *words: str, url: str | None = None) -> list[Resolved[Place] | Gap]:
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in words]
    found = resolve_places(Report("r", text, digest(text), url=url), spans, gazetteer)
    return [found[span] for span in spans]


def place(text: str, gazetteer: Gazetteer, words: str) -> Place:
    (found,) = resolved(text, gazetteer, words)
    assert isinstance(found, Resolved), found
    return found.value


def test_a_town_is_a_point_with_its_chain(atlas: Gazetteer) -> None:
    mosul = place("A bomb went off in Mosul.", atlas, "Mosul")
    assert (mosul.id, mosul.country, mosul.admin, mosul.precision) == (
        "geonames:99072", "IRQ", ("Nīnawá", "Mosul District"), 1,
    )  # fmt: skip
    assert (mosul.latitude, mosul.longitude) == MOSUL


def test_a_first_order_division_has_a_middle_but_no_point(atlas: Gazetteer) -> None:
    helmand = place("A bomb went off in Helmand province.", atlas, "Helmand province")
    assert (helmand.id, helmand.precision, helmand.admin) == ("geonames:1140043", 4, ("Helmand",))
    assert helmand.latitude is None
    assert helmand.centre == (31.0, 64.0)
    assert helmand.radius_km == 150


@pytest.mark.parametrize("words", ["Iraq", "Iraqi"])
def test_a_country_stays_a_country(atlas: Gazetteer, words: str) -> None:
    iraq = place(f"The {words} army moved.", atlas, words)
    assert (iraq.id, iraq.country, iraq.admin, iraq.precision) == ("geonames:99237", "IRQ", (), 6)
    assert (iraq.latitude, iraq.longitude) == (None, None)


@pytest.mark.parametrize(
    ("text", "words", "id_"),
    [
        ("A strike in Paris, Texas, ended.", "Paris", "geonames:4717560"),
        ("A strike in Paris ended; French unions agreed.", "Paris", "geonames:2988507"),
        ("Police in Athens, Ga., arrested two men.", "Athens", "geonames:4180386"),
        ("Fighting in Kandahar province spread.", "Kandahar", "geonames:1138335"),
        ("Fighting in the city of Kandahar spread.", "Kandahar", "geonames:1138336"),
        ("Fighting in Kandahar spread.", "Kandahar", "geonames:1138336"),
        ("Police from Baton Rouge, La., came.", "La.", "geonames:4331987"),
        ("Egyptian police in Alexandria fired tear gas.", "Alexandria", "geonames:361058"),
    ],
)
def test_the_words_around_a_name_decide(atlas: Gazetteer, text: str, words: str, id_: str) -> None:
    assert place(text, atlas, words).id == id_


def test_another_transliteration_is_found_and_told(atlas: Gazetteer) -> None:
    (found,) = resolved("Jets struck Dair al Zour in eastern Syria.", atlas, "Dair al Zour")
    assert isinstance(found, Resolved)
    assert (found.method, found.value.name, found.value.country) == ("transliteration", "Dayr az Zawr", "SYR")


def test_another_transliteration_counts_only_in_a_country_of_the_report(atlas: Gazetteer) -> None:
    (found,) = resolved("Jets struck Dair al Zour.", atlas, "Dair al Zour")
    assert found == Gap("'Dair al Zour' is not in the gazetteer")


def test_a_town_is_no_less_sure_for_the_province_of_its_name(atlas: Gazetteer) -> None:
    (found,) = resolved("Fighting in Kandahar spread.", atlas, "Kandahar")
    assert isinstance(found, Resolved)
    assert found.score > 0.95
    assert [other.name for other in found.considered] == ["Kandahar, AFG · first-order division"]


def test_the_other_places_of_a_report_decide(atlas: Gazetteer) -> None:
    text = "Storms passed Baton Rouge and Louisiana before they hit Alexandria."
    found = resolved(text, atlas, "Baton Rouge", "Louisiana", "Alexandria")
    ids = [one.value.id for one in found if isinstance(one, Resolved)]
    assert ids == ["geonames:4319435", "geonames:4331987", "geonames:4314550"]


def test_what_was_considered_is_told_with_a_reason(atlas: Gazetteer) -> None:
    (found,) = resolved("A strike in Paris, Texas, ended.", atlas, "Paris")
    assert isinstance(found, Resolved)
    (other,) = found.considered
    assert other.name == "Paris, FRA · city"
    assert "it lies there" in other.reason
    assert 0 < other.score < 0.5
    assert 0 <= found.score <= 1


def test_a_name_that_nothing_bears_is_a_gap(atlas: Gazetteer) -> None:
    (found,) = resolved("A bomb went off in Qwertzuburg.", atlas, "Qwertzuburg")
    assert found == Gap("'Qwertzuburg' is not in the gazetteer")


def test_words_without_a_name_are_a_gap(atlas: Gazetteer) -> None:
    (found,) = resolved("A bomb went off in the area.", atlas, "the area")
    assert found == Gap("no place is named in 'the area'")


def test_a_stated_distance_gives_a_point_and_a_radius(atlas: Gazetteer) -> None:
    found = place("It fell 15 km south of Mosul.", atlas, "15 km south of Mosul")
    assert found.latitude is not None
    assert found.longitude is not None
    assert distance_km(MOSUL, (found.latitude, found.longitude)) == pytest.approx(15, abs=0.1)
    assert found.latitude < MOSUL[0]
    assert (found.id, found.precision, found.country) == (None, 2, "IRQ")
    assert found.radius_km == pytest.approx(5.7, abs=0.1)


def test_near_a_town_is_within_25_km(atlas: Gazetteer) -> None:
    found = place("It fell near Mosul.", atlas, "near Mosul")
    assert (found.id, found.precision, found.radius_km) == (None, 2, 25)


def test_between_two_towns_is_half_way(atlas: Gazetteer) -> None:
    found = place("A mine lay between Mosul and Erbil.", atlas, "between Mosul and Erbil")
    assert found.latitude == pytest.approx(36.26, abs=0.02)
    assert (found.precision, found.country) == (3, "IRQ")
    assert found.radius_km == pytest.approx(40.7, abs=0.5)


@pytest.mark.parametrize(
    ("words", "country"),
    [("the Chad–Sudan border", None), ("near the Turkish border", "TUR"), ("the border with Syria", "SYR")],
)
def test_a_border_is_a_line_without_point(atlas: Gazetteer, words: str, country: str | None) -> None:
    found = place(f"Troops massed {words}.", atlas, words)
    assert (found.feature, found.precision, found.country) == ("border", 5, country)
    assert (found.latitude, found.longitude) == (None, None)


def test_waters_off_a_coast_have_no_point(atlas: Gazetteer) -> None:
    found = place("Pirates sailed off the coast of Somalia.", atlas, "off the coast of Somalia")
    assert (found.feature, found.precision, found.country, found.latitude) == ("coastal waters", 5, "SOM", None)


def test_a_part_of_a_country_is_no_better_placed_than_the_country(atlas: Gazetteer) -> None:
    found = place("Clashes shook northern Mali.", atlas, "northern Mali")
    assert (found.id, found.name, found.country, found.precision) == (None, "northern Mali", "MLI", 6)


def test_a_direction_may_only_describe_a_town(atlas: Gazetteer) -> None:
    mosul = place("Bombs fell on the northern Iraqi city of Mosul.", atlas, "the northern Iraqi city of Mosul")
    assert (mosul.id, mosul.feature, mosul.precision) == ("geonames:99072", "city", 1)


@pytest.mark.parametrize("words", ["the Iraqi capital", "Iraq's capital", "the capital of Iraq"])
def test_the_capital_of_a_country_is_its_town(atlas: Gazetteer, words: str) -> None:
    baghdad = place(f"Shots rang out in {words}.", atlas, words)
    assert (baghdad.name, baghdad.feature, baghdad.precision) == ("Baghdad", "city", 1)


def test_a_capital_that_the_gazetteer_lacks_leaves_the_country(atlas: Gazetteer) -> None:
    found = place("Shots rang out in the Malian capital.", atlas, "the Malian capital")
    assert (found.name, found.precision) == ("Mali", 6)


@pytest.mark.parametrize("words", ["the Iraqi city, Mosul", "Iraq's Mosul", "the northern Iraqi city Mosul"])
def test_words_for_kind_and_country_lead_to_the_name_beside_them(atlas: Gazetteer, words: str) -> None:
    assert place(f"Bombs fell on {words}.", atlas, words).id == "geonames:99072"


def test_a_name_that_nobody_knows_is_placed_in_what_the_words_say_it_lies_in(atlas: Gazetteer) -> None:
    text = "A bomb went off in Karrada, Baghdad."
    (found, _) = resolved(text, atlas, "Karrada, Baghdad", "Baghdad")
    assert isinstance(found, Resolved)
    assert (found.value.id, found.value.name, found.value.feature) == (None, "Karrada, Baghdad", "part of a city")
    assert (found.value.precision, found.method) == (1, "within")


def test_a_town_that_nobody_knows_is_placed_in_the_country_that_the_words_name(atlas: Gazetteer) -> None:
    found = place("A bomb went off in the eastern Syrian town of Baghuz.", atlas, "the eastern Syrian town of Baghuz")
    assert (found.country, found.feature, found.precision) == ("SYR", "part of a country", 6)


def test_a_town_that_nobody_knows_is_not_placed_in_the_town_that_it_is_north_of(atlas: Gazetteer) -> None:
    text = "A bomb went off in Kanan, a town north of Baghdad."
    found, _ = resolved(text, atlas, "Kanan, a town north of Baghdad", "Baghdad")
    assert isinstance(found, Gap)


def test_the_countryside_of_a_town_is_its_surroundings(atlas: Gazetteer) -> None:
    found = place("Shells hit the Mosul countryside.", atlas, "the Mosul countryside")
    assert (found.name, found.precision, found.radius_km) == ("the Mosul countryside", 2, 25.0)


def test_a_list_of_places_is_several_places_without_a_point(atlas: Gazetteer) -> None:
    found = place("Clashes shook Kidal and Gao.", atlas, "Kidal and Gao")
    assert (found.name, found.feature, found.country) == ("Kidal and Gao", "several places", "MLI")
    assert (found.latitude, found.precision) == (None, 6)


def test_what_says_where_places_of_a_list_lie_is_none_of_them(atlas: Gazetteer) -> None:
    found = place("Raids in Kidal, Mali and Mosul, Iraq.", atlas, "Kidal, Mali and Mosul, Iraq")
    assert (found.name, found.country, found.precision) == ("Kidal and Mosul", None, 7)


def test_a_list_with_an_unknown_place_is_a_gap(atlas: Gazetteer) -> None:
    (found,) = resolved("Clashes shook Kidal and Qxqxvil.", atlas, "Kidal and Qxqxvil")
    assert found == Gap("'Qxqxvil' is not in the gazetteer")


def test_a_namesake_in_a_country_of_which_nothing_is_said_is_a_gap(atlas: Gazetteer) -> None:
    (alone,) = resolved("Syrian jets bombed the village of Hajin.", atlas, "Hajin")
    assert isinstance(alone, Resolved)
    (astray,) = resolved("Nigerian jets bombed the village of Hajin.", atlas, "Hajin")
    assert astray == Gap("'Hajin' is known only in a country of which the report says nothing")
    (city,) = resolved("Nigerian envoys flew to Mosul.", atlas, "Mosul")
    assert isinstance(city, Resolved)


def test_a_district_by_another_name_is_none_in_a_country_of_which_nothing_is_said(atlas: Gazetteer) -> None:
    (astray,) = resolved("Iraqi inmates died at the Litoral prison.", atlas, "Litoral")
    assert astray == Gap("'Litoral' is known only in a country of which the report says nothing")
    (named,) = resolved("Iraqi envoys flew to Littoral.", atlas, "Littoral")
    assert isinstance(named, Resolved)


def test_a_direction_is_no_region_of_a_country_of_which_nothing_is_said(atlas: Gazetteer) -> None:
    (astray,) = resolved("Seoul said hundreds were held in the North.", atlas, "the North")
    assert isinstance(astray, Gap)
    (there,) = resolved("Cameroon said hundreds were held in the North.", atlas, "the North")
    assert isinstance(there, Resolved)
    assert there.value.country == "CMR"


def test_what_is_said_to_lie_in_a_country_is_no_namesake_elsewhere(atlas: Gazetteer) -> None:
    """The words beside the name are a word on its country too: what they contradict is a gap."""
    (astray,) = resolved("Shells fell on the Libyan town of Hajin.", atlas, "Hajin")
    assert astray == Gap("'Hajin' is known only in a country of which the report says nothing")
    (inside,) = resolved("Shells fell on the Syrian town of Hajin.", atlas, "Hajin")
    assert isinstance(inside, Resolved)


def test_a_distance_from_a_country_is_a_gap(atlas: Gazetteer) -> None:
    (found,) = resolved("A ship lay 90 miles from Somalia.", atlas, "90 miles from Somalia")
    assert isinstance(found, Gap)


def test_the_same_report_gives_the_same_places(atlas: Gazetteer) -> None:
    text = "Clashes in Kidal, Gao and Timbuktu shook Mali."
    words = ("Kidal", "Gao", "Timbuktu", "Mali")
    assert resolved(text, atlas, *words) == resolved(text, atlas, *words)


def where(text: str, gazetteer: Gazetteer, *words: str) -> Resolved[Place] | Gap:
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in words]
    found = resolve_places(Report("r", text, digest(text)), spans, gazetteer)
    return event_where([Filler(span, 1.0) for span in spans], found)


def test_an_event_is_at_the_most_specific_of_its_places(atlas: Gazetteer) -> None:
    found = where("Jets struck Hajin in Deir ez-Zor, Syria.", atlas, "Hajin", "Deir ez-Zor", "Syria")
    assert isinstance(found, Resolved)
    assert found.value.id == "geonames:173811"
    assert "Syria" in {other.name for other in found.considered}


def test_an_event_in_several_towns_is_in_several_places(atlas: Gazetteer) -> None:
    found = where("Shells hit Mosul and Erbil in Iraq.", atlas, "Mosul", "Erbil", "Iraq")
    assert isinstance(found, Resolved)
    assert (found.value.name, found.value.feature, found.value.country) == ("Mosul and Erbil", "several places", "IRQ")
    assert (found.value.precision, found.value.latitude) == (6, None)
    assert {other.name for other in found.considered} == {"Mosul", "Erbil"}


def test_an_event_without_a_stated_place_is_a_gap() -> None:
    assert event_where([], {}) == Gap("the report states no place for it")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("the Syrian consulate in Mosul", "Mosul"),
        ("near the Syrian consulate in Mosul", "near the Syrian consulate in Mosul"),
        ("a Syrian base", None),
        ("a town in Syria", "Syria"),
    ],
)
def test_a_state_that_owns_the_spot_is_not_where_it_stands(said: str, place: str | None, atlas: Gazetteer) -> None:
    (found,) = resolved(f"In Iraq a blast hit {said} on Monday.", atlas, said)
    assert (found.value.name if isinstance(found, Resolved) else None) == place
    assert isinstance(found, Gap) or found.value.country == ("SYR" if place == "Syria" else "IRQ")


@pytest.mark.parametrize(
    ("kind", "mode", "target", "place"),
    [
        ("COERCE", "seize", "Mosul", "Mosul"),
        ("ASSAULT", "heavy-weapons", "the cattle market of Mosul", "Mosul"),
        ("ASSAULT", None, "Iraq", None),
        ("ACCUSE", None, "Mosul", None),
        ("ASSAULT", None, "the convoy", None),
    ],
)
def test_what_is_struck_mostly_stands_where_it_is_named(
    kind: str, mode: str | None, target: str, place: str | None, atlas: Gazetteer
) -> None:
    text = "Rebels hit the convoy and the cattle market of Mosul, in northern Iraq."
    named = [Span(text.index(name), text.index(name) + len(name)) for name in ("Mosul", "Iraq")]
    places = resolve_places(Report("r", text, digest(text)), named, atlas)
    struck = Filler(Span(text.index(target), text.index(target) + len(target)), 1.0)
    found = event_struck(Event("e1", Span(7, 10), kind, mode, "actual", 1.0, {"target": (struck,)}), places)
    assert (found and found.value.name) == place
    assert found is None or found.method == "named in the target"


def test_an_event_at_an_unknown_village_keeps_what_is_known(atlas: Gazetteer) -> None:
    found = where("Shells hit Qwertzuburg in Iraq.", atlas, "Qwertzuburg", "Iraq")
    assert isinstance(found, Resolved)
    assert found.value.precision == 6
