"""Every type and mode has its way into every other ontology, or a reason why it has none."""

from __future__ import annotations

import pytest

from gesta.errors import OntologyError
from gesta.ontologies import crosswalk, load
from gesta.ontologies.crosswalk import Crosswalk, parse, split

PLOVER = load()
WALKS = {name: crosswalk.load(name) for name in crosswalk.names()}
EVERY = [(name, label) for name in WALKS for label in PLOVER.labels]

# The one mode that CAMEO files under another root than PLOVER's own conversion of its type.
OTHER_ROOT = {"SANCTION.convict": "11"}
ROOTS = {f"{number:02d}" for number in range(1, 21)}
GOLDSTEIN = {
    "01": 0,
    "02": 3,
    "03": 4,
    "04": 1,
    "05": 3.5,
    "06": 6,
    "07": 7,
    "08": 5,
    "09": -2,
    "10": -5,
    "11": -2,
    "12": -4,
    "13": -6,
    "14": -6.5,
    "15": -7.2,
    "16": -4,
    "17": -7,
    "18": -9,
    "19": -10,
    "20": -10,
}
ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Explosions/Remote violence": {
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade"),
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Other"),
        *("Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory"),
    },
}

SMALL = """
name = "small"
title = "A small one"
reference = "nobody"
[conditions]
loud = "it is loud"
[codes]
A = {{ name = "a" }}
[crossings]
{crossings}
"""


def goals(walk: Crosswalk, label: str) -> set[str]:
    crossing = walk.crossings[label]
    return {*crossing.when.values(), *([crossing.code] if crossing.code else [])}


# ------------------------------------------------------------------------------------------------ every type and mode


def test_there_are_the_crosswalks_that_shapes_need() -> None:
    assert crosswalk.names() == ("acled", "cameo", "gdelt", "plover", "ucdp")


@pytest.mark.parametrize(("name", "label"), EVERY)
def test_each_label_goes_to_a_known_code_or_says_why_not(name: str, label: str) -> None:
    walk = WALKS[name]
    assert goals(walk, label) <= set(walk.codes)
    assert walk.crossings[label].code or walk.crossings[label].loss
    assert walk.code(*split(label), conditions=walk.conditions) is None or goals(walk, label)


@pytest.mark.parametrize("label", PLOVER.labels)
def test_cameo_codes_stand_under_a_root_that_the_ontology_names(label: str) -> None:
    type_, mode = split(label)
    roots = PLOVER.mode(type_, mode).cameo if mode else PLOVER.type(type_).cameo
    for code in goals(WALKS["cameo"], label):
        if type_ == "HARM":
            assert code in ("180", "190")
        else:
            assert code[:2] in {*roots, OTHER_ROOT.get(label)}


@pytest.mark.parametrize("label", PLOVER.labels)
def test_gdelt_classes_follow_the_root_of_the_cameo_code(label: str) -> None:
    def quad(code: str) -> str:
        return next((q for q, last in (("1", 5), ("2", 8), ("3", 13)) if int(code[:2]) <= last), "4")

    assert goals(WALKS["gdelt"], label) == {quad(code) for code in goals(WALKS["cameo"], label)}


@pytest.mark.parametrize("label", PLOVER.labels)
def test_where_gdelt_disagrees_with_plover_the_note_says_so(label: str) -> None:
    own, found = PLOVER.quad(split(label)[0]), goals(WALKS["gdelt"], label)
    if own is not None and found and found != {str(own)}:
        assert f"Gesta's class is {own}" in (WALKS["gdelt"].crossings[label].loss or "")


@pytest.mark.parametrize("label", PLOVER.labels)
def test_plover_as_published_holds_what_is_plovers(label: str) -> None:
    type_, mode = split(label)
    ours = PLOVER.mode(type_, mode).origin == "gesta" if mode else PLOVER.type(type_).origin == "gesta"
    crossing = WALKS["plover"].crossings[label]
    assert (crossing.code == label) != ours
    assert bool(crossing.loss) == ours


@pytest.mark.parametrize("label", PLOVER.labels)
def test_ucdp_takes_force_only(label: str) -> None:
    crossing = WALKS["ucdp"].crossings[label]
    assert crossing.code is None, "the type of violence follows from the sides, never from the mode"
    forceful = label.startswith("ASSAULT") or label in ("HARM.kill", "PROTEST.riot")
    assert bool(crossing.when) == forceful


@pytest.mark.parametrize("name", WALKS)
def test_each_code_is_read_back_as_a_label_of_ours(name: str) -> None:
    for code in WALKS[name].codes.values():
        if code.back is not None:
            PLOVER.check(*split(code.back))


# ------------------------------------------------------------------------------------------------- the lists of codes


def test_acled_has_its_6_types_and_25_sub_types() -> None:
    codes = WALKS["acled"].codes
    assert len(codes) == 25
    assert {g: {c.code for c in codes.values() if c.group == g} for g in ACLED} == ACLED


def test_acled_disorder_types() -> None:
    families = {code.family for code in WALKS["acled"].codes.values()}
    assert families == {
        *("Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations"),
    }


def test_cameo_has_20_roots_and_goldstein_scores() -> None:
    codes = WALKS["cameo"].codes
    assert {c.code for c in codes.values() if c.group is None} == ROOTS
    assert {c.code: c.score for c in codes.values() if c.group is None} == GOLDSTEIN
    leaves = {"042": 1.9, "043": 2.8, "0874": 10.0, "112": -2.0, "130": -4.4, "173": -5.0, "1823": -10.0, "191": -9.5}
    assert {code: codes[code].score for code in leaves} == leaves
    assert {c.code for c in codes.values() if c.score is None} == {"155", "176", "1834", "1951", "1952"}
    assert all(
        c.code.startswith(c.group) and c.code.isdigit() and len(c.code) in (3, 4) for c in codes.values() if c.group
    )


def test_leaves_stand_below_a_code_of_the_list() -> None:
    codes = WALKS["cameo"].codes
    assert [c for c in codes if len(c) > 2 and c[:-1] not in codes] == []


@pytest.mark.parametrize(
    "code", ["036", "042", "043", "0871", "111", "1123", "138", "180", "190", "193", "194", "195", "196"]
)
def test_leaves_that_people_ask_for_are_there(code: str) -> None:
    assert code in WALKS["cameo"].codes


# ------------------------------------------------------------------------------------------------ conditions and pins


@pytest.mark.parametrize(
    ("name", "label", "conditions", "code"),
    [
        ("acled", "ASSAULT.firearms", {"civilians"}, "Attack"),
        ("acled", "ASSAULT.firearms", {"two-sided"}, "Armed clash"),
        ("acled", "ASSAULT.firearms", {"protest", "civilians"}, "Excessive force against protesters"),
        ("acled", "ASSAULT.firearms", set(), None),
        ("acled", "ASSAULT.explosives", {"grenade"}, "Grenade"),
        ("acled", "ASSAULT.drone", set(), "Air/drone strike"),
        ("acled", "AGREE", {"group"}, "Agreement"),
        ("acled", "AGREE", set(), None),
        ("acled", "COERCE.seize", set(), None),
        ("ucdp", "ASSAULT.aerial", {"state", "two-sided"}, "1"),
        ("ucdp", "ASSAULT.clash", {"two-sided"}, "2"),
        ("ucdp", "ASSAULT.aerial", {"civilians"}, "3"),
        ("cameo", "ASSAULT.targeted", {"killed"}, "186"),
        ("cameo", "ASSAULT.targeted", set(), "180"),
        ("cameo", "ASSAULT.unconventional", set(), "204"),
        ("cameo", "RETREAT.ceasefire", set(), "0871"),
        ("plover", "CONSULT.visit", {"future"}, "AGREE"),
        ("plover", "RETREAT.withdraw", {"future"}, "CONCEDE"),
        ("plover", "ASSAULT.clash", set(), "ASSAULT"),
        ("plover", "HARM.kill", set(), None),
        ("gdelt", "SANCTION.discontinue", set(), "4"),
    ],
)
def test_conditions_decide(name: str, label: str, conditions: set[str], code: str | None) -> None:
    found = WALKS[name].code(*split(label), conditions=conditions)
    assert (found.code if found else None) == code


def test_the_defects_of_the_manual_are_mended_on_the_way_back() -> None:
    cameo = WALKS["cameo"]
    assert cameo.back("20") == ("ASSAULT", "unconventional"), "FIGHT is no type"
    assert cameo.back("202") == ("ASSAULT", None), "massacre is no mode"
    assert cameo.back("203") == ("ASSAULT", None), "cleansing is no mode"
    assert cameo.back("186") == ("ASSAULT", "targeted"), "assassinate is no mode"
    assert cameo.back("011") is None, "a statement is no event"
    assert PLOVER.quad("SANCTION") == 4
    assert PLOVER.intensity("ACCUSE") is None
    assert PLOVER.intensity("PROTEST", "vandalize") is None
    assert "humanitarian" not in PLOVER.contexts


def test_a_code_of_a_later_list_is_read_as_the_one_it_stands_under() -> None:
    assert WALKS["cameo"].back("1959") == ("ASSAULT", "aerial")
    assert WALKS["acled"].back("Armed clash of another kind") is None
    assert WALKS["cameo"].back("99") is None


# ------------------------------------------------------------------------------------------------- files are refused


def small(**crossings: str) -> str:
    rows = dict.fromkeys(PLOVER.labels, '{ code = "A" }') | {k.replace("_", "."): v for k, v in crossings.items()}
    return SMALL.format(crossings="\n".join(f'"{label}" = {row}' for label, row in rows.items() if row))


def test_a_complete_file_is_taken() -> None:
    assert parse(small(), "small.toml", PLOVER).code("AGREE") is not None


@pytest.mark.parametrize(
    ("crossings", "complaint"),
    [
        ({"AGREE": ""}, "AGREE is missing"),
        ({"AGREE": '{ code = "B" }'}, "'B' is not in the list"),
        ({"AGREE": "{}"}, "goes nowhere"),
        ({"AGREE": '{ code = "A", when = { quiet = "A" } }'}, "'quiet' is not explained"),
        ({"AGREE": '{ cod = "A" }'}, "unknown key 'cod'"),
        ({"DANCE": '{ code = "A" }'}, "no type 'DANCE'"),
    ],
)
def test_a_file_with_a_fault_is_refused(crossings: dict[str, str], complaint: str) -> None:
    with pytest.raises(OntologyError, match=complaint):
        parse(small(**crossings), "small.toml", PLOVER)


def test_an_unknown_crosswalk_and_an_unknown_label_are_named() -> None:
    with pytest.raises(OntologyError, match="no crosswalk 'acld'"):
        crosswalk.load("acld")
    with pytest.raises(OntologyError, match=r"no type or mode 'AGREE\.never'"):
        WALKS["acled"].crossing("AGREE", "never")
