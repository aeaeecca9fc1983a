"""The ontology can be trusted: complete, free of doubled or lost entries, honest about what is not known."""

from __future__ import annotations

import re

import pytest

from gesta.errors import OntologyError
from gesta.ontologies import EventType, Mode, load, names
from gesta.ontologies.ontology import parse

MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "military humanitarian economic",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional clash",
    "HARM": "kill injure displace missing",
}

KNOWN_SCORES = {
    "CONSULT": 2.5,
    "CONSULT.phone": 1.5,
    "AID": 10.0,
    "RETREAT.ceasefire": 7.5,
    "REQUEST": 0.0,
    "ASSAULT": -9.0,
    "ASSAULT.aerial": -9.5,
    "ASSAULT.drone": -9.5,
    "ASSAULT.heavy-weapons": -9.5,
    "ASSAULT.unconventional": -10.0,
}

TYPES = list(MODES)
PLOVER = load()
ENTRIES: dict[str, EventType | Mode] = {}
for code, kind in PLOVER.types.items():
    ENTRIES |= {code: kind, **{f"{code}.{mode.code}": mode for mode in kind.modes.values()}}

SMALL = """
name = "small"
version = "1"
title = "A small one"
reference = "nobody"
quads = {verbal-cooperation = 1}
[[types]]
code = "MEET"
quad = "verbal-cooperation"
intensity = 1
cameo = ["04"]
definition = "They meet."
example = "They met."
[[types.modes]]
code = "phone"
definition = "By phone."
example = "They phoned."
"""


def test_all_types_and_modes_are_there_in_the_canonical_order() -> None:
    assert list(PLOVER.types) == TYPES
    assert {code: list(kind.modes) for code, kind in PLOVER.types.items()} == {c: m.split() for c, m in MODES.items()}


def test_labels_are_the_types_each_followed_by_its_modes() -> None:
    assert PLOVER.labels[:4] == ("AGREE", "CONSULT", "CONSULT.visit", "CONSULT.third-party")
    assert PLOVER.labels[-1] == "HARM.missing"
    assert list(PLOVER.labels) == list(ENTRIES)
    assert len(set(PLOVER.labels)) == len(PLOVER.labels) == 92


def test_what_the_manual_does_not_have_is_marked_as_ours() -> None:
    ours = {label for label, entry in ENTRIES.items() if entry.origin == "gesta"}
    aid = {"AID.military", "AID.humanitarian", "AID.economic"}
    harm = {"HARM", "HARM.kill", "HARM.injure", "HARM.displace", "HARM.missing"}
    assert ours == aid | harm | {"ASSAULT.clash"}


def test_harm_has_no_quad_class_no_score_and_no_cameo_root() -> None:
    harm = PLOVER.type("HARM")
    assert PLOVER.quad("HARM") is None
    assert harm.quad is None
    assert harm.cameo == ()
    assert PLOVER.intensity("HARM") is PLOVER.intensity("HARM", "kill") is None


def test_every_other_type_has_a_quad_class_and_a_cameo_root() -> None:
    by_quad: dict[int | None, list[str]] = {}
    for code in TYPES:
        by_quad.setdefault(PLOVER.quad(code), []).append(code)
    assert by_quad == {1: TYPES[:4], 2: TYPES[4:7], 3: TYPES[7:11], 4: TYPES[11:16], None: ["HARM"]}
    assert all(kind.cameo for code, kind in PLOVER.types.items() if code != "HARM")


@pytest.mark.parametrize(("label", "entry"), ENTRIES.items(), ids=ENTRIES)
def test_every_entry_is_explained_and_shown(label: str, entry: EventType | Mode) -> None:
    assert re.fullmatch(r"[A-Z].*[.]", entry.definition), label
    assert re.fullmatch(r"[A-Z].*[.]", entry.example), label
    assert all(re.fullmatch("[01][0-9]|20", root) for root in entry.cameo), label


def test_no_definition_of_a_type_and_no_example_is_used_twice() -> None:
    examples = [entry.example for entry in ENTRIES.values()]
    assert len(set(examples)) == len(examples)
    definitions = [kind.definition for kind in PLOVER.types.values()]
    assert len(set(definitions)) == len(definitions)


def test_only_scores_that_are_certain_are_written() -> None:
    assert {label: e.intensity for label, e in ENTRIES.items() if e.intensity is not None} == KNOWN_SCORES


def test_a_mode_without_a_score_does_not_borrow_that_of_its_type() -> None:
    assert PLOVER.intensity("ASSAULT") == -9.0
    assert PLOVER.intensity("ASSAULT", "drone") == -9.5
    assert PLOVER.intensity("ASSAULT", "beat") is None


def test_a_mode_has_the_cameo_roots_of_its_type_unless_it_says_otherwise() -> None:
    assert PLOVER.mode("CONSULT", "visit").cameo == ("04",)
    assert PLOVER.mode("ACCUSE", "investigate").cameo == ("09",)
    assert PLOVER.mode("ASSAULT", "unconventional").cameo == ("20",)


class TestDefectsOfTheManual:
    def test_sanction_is_material_conflict_as_in_its_section_not_verbal_as_in_the_table(self) -> None:
        assert PLOVER.quad("SANCTION") == 4
        assert "sanction-quad" in PLOVER.defects

    def test_accuse_has_no_score_because_its_sign_contradicts_that_of_its_modes(self) -> None:
        assert PLOVER.intensity("ACCUSE") is None
        assert [PLOVER.intensity("ACCUSE", mode) for mode in PLOVER.types["ACCUSE"].modes] == [None, None, None]
        assert "+3" in PLOVER.defects["accuse-score"].printed

    def test_fight_is_no_type_and_cameo_20_is_assault(self) -> None:
        assert [code for code, kind in PLOVER.types.items() if "20" in kind.cameo] == ["ASSAULT"]
        with pytest.raises(OntologyError):
            PLOVER.check("FIGHT")
        assert "FIGHT" in PLOVER.defects["cameo-20-fight"].printed

    @pytest.mark.parametrize("mode", ["assassinate", "massacre", "cleansing"])
    def test_modes_of_the_conversion_file_that_the_manual_lacks_are_refused(self, mode: str) -> None:
        with pytest.raises(OntologyError):
            PLOVER.check("ASSAULT", mode)
        assert mode in PLOVER.defects["conversion-file-modes"].printed

    def test_the_context_of_the_conversion_file_that_the_manual_lacks_is_absent(self) -> None:
        assert "humanitarian" not in PLOVER.contexts
        assert "humanitarian" in PLOVER.defects["conversion-file-context"].printed

    def test_vandalize_has_no_score(self) -> None:
        assert PLOVER.intensity("PROTEST", "vandalize") is None
        assert "vandalize" in PLOVER.defects["vandalize-score"].printed

    def test_every_defect_says_what_is_printed_and_how_we_read_it(self) -> None:
        assert len(PLOVER.defects) == 6
        assert all(defect.printed.endswith(".") and defect.reading.endswith(".") for defect in PLOVER.defects.values())


def test_the_lists_of_codes_are_complete() -> None:
    assert len(PLOVER.contexts) == 37
    assert {"military", "pro_autocracy", "cbrn", "trafficking"} <= set(PLOVER.contexts)
    sectors = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
    assert list(PLOVER.sectors) == sectors.split()
    assert list(PLOVER.countries) == ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "KOS"]
    assert "PRE" in PLOVER.conventions["breakaway"]


@pytest.mark.parametrize("label", PLOVER.labels)
def test_every_label_passes_the_check(label: str) -> None:
    kind, _, mode = label.partition(".")
    PLOVER.check(kind, mode or None)


@pytest.mark.parametrize(
    ("kind", "mode", "message"),
    [
        ("ASAULT", None, "plover-2.0 has no type 'ASAULT'; did you mean ASSAULT"),
        ("assault", None, "did you mean ASSAULT"),
        ("ASSAULT", "dron", "plover-2.0: ASSAULT has no mode 'dron'; did you mean drone"),
        ("HARM", "zzz", "HARM has no mode 'zzz'; there is kill, injure, displace, missing"),
        ("AGREE", "meet", "AGREE has no mode 'meet'; it has none"),
        ("ASSAULT", "", "ASSAULT has no mode ''; there is abduct"),
    ],
)
def test_a_wrong_code_is_refused_with_what_was_probably_meant(kind: str, mode: str | None, message: str) -> None:
    with pytest.raises(OntologyError, match=re.escape(message)):
        PLOVER.check(kind, mode)


def test_an_ontology_is_read_once_and_cannot_be_changed() -> None:
    assert load("plover") is load() is PLOVER
    assert PLOVER.stamp == "plover-2.0"
    with pytest.raises(TypeError):
        PLOVER.types["WAR"] = PLOVER.types["ASSAULT"]  # type: ignore[index]


def test_an_unknown_ontology_is_refused_with_what_was_probably_meant() -> None:
    assert names() == ("plover",)
    with pytest.raises(OntologyError, match=r"no ontology 'plovr'; did you mean plover\?"):
        load("plovr")


def test_a_small_ontology_is_read() -> None:
    small = parse(SMALL, "small.toml")
    assert small.labels == ("MEET", "MEET.phone")
    assert small.mode("MEET", "phone").cameo == ("04",)
    assert small.intensity("MEET") == 1.0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "small"', "name =", "small.toml: not valid TOML"),
        ('version = "1"', "version = 1", "small.toml: version must be a text"),
        ('quad = "verbal-cooperation"', 'quad = "talk"', "type MEET: quad must be one of verbal-cooperation"),
        ("intensity = 1", "intensity = 11", "intensity must be a number from -10 to 10, not 11"),
        ("intensity = 1", "intensity = true", "intensity must be a number"),
        ("intensity = 1", "intensty = 1", "unknown key 'intensty'; did you mean intensity?"),
        ('cameo = ["04"]', "cameo = [4]", "type MEET: cameo must be a list of strings"),
        ('cameo = ["04"]', 'cameo = ["21"]', "'21' is not a CAMEO root"),
        ('cameo = ["04"]', "", "type MEET: cameo must be a list of strings"),
        ('example = "They phoned."', "", "mode phone: example must be a text"),
        ('code = "phone"', 'code = "phone"\norigin = "me"', "mode phone: origin must be one of plover, gesta"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(OntologyError, match=re.escape(message)):
        parse(SMALL.replace(old, new), "small.toml")


def test_a_doubled_type_is_a_fault() -> None:
    twice = SMALL + SMALL[SMALL.index("[[types]]") :]
    with pytest.raises(OntologyError, match="MEET is defined twice"):
        parse(twice, "small.toml")
