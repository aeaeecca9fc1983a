"""Shapes for annotators and for training, and the contract: brat, Label Studio, corpus, jsonl."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from gesta.exporting import exporter_named
from gesta.exporting.brat import lines_of, settings
from gesta.nouns.mention import Mention
from gesta.nouns.report import Report, digest
from gesta.spans import Span
from tests.exporting import golden, invented
from tests.exporting.invented import Shelf

CORPUS = "id date text sentences events links attributions entities".split()


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in golden.exported(name).decode("utf-8").splitlines()]


# ------------------------------------------------------------------------------------------------------------- brat


@pytest.mark.parametrize("coded", invented.reports(), ids=lambda coded: coded.report.id)
def test_every_stretch_has_the_words_of_its_offsets(coded: Any) -> None:
    found = [line for line in lines_of(coded) if line.startswith("T")]
    assert found
    for line in found:
        match = re.fullmatch(r"T\d+\t\S+ ([\d; ]+)\t(.+)", line)
        assert match
        pieces = [tuple(map(int, piece.split())) for piece in match[1].split(";")]
        assert " ".join(coded.report.text[start:end] for start, end in pieces) == match[2]


@pytest.mark.parametrize("coded", invented.reports(), ids=lambda coded: coded.report.id)
def test_every_line_refers_to_lines_that_are_there(coded: Any) -> None:
    page = lines_of(coded)
    known = {line.partition("\t")[0] for line in page}
    assert len(known) == len(page)
    for line in page:
        if not line.startswith("T"):
            assert set(re.findall(r"\b[TE]\d+\b", line)) <= known


def test_every_label_is_in_the_settings() -> None:
    known = set(re.findall(r"^\s*([\w]+)", settings(), re.MULTILINE))
    for coded in invented.reports():
        for line in lines_of(coded):
            label = re.match(r"[TER]\d+\t(\w+)", line)
            assert label is None or label[1] in known


def test_a_span_over_two_lines_is_two_pieces() -> None:
    text = "the Army\nof Niger"
    report = Report("x", text, digest(text))
    coded = replace(
        invented.reports()[3], report=report, entities=(Mention(Span(4, 17), "ORG", 1.0),), events=(), claims=()
    )
    assert lines_of(coded) == ["T1\tORG 4 8;9 17\tArmy of Niger"]


def test_ids_that_no_file_may_have_get_a_name(tmp_path: Any) -> None:
    odd = [replace(c, report=replace(c.report, id=f"../../{'x' * 300}\0:*")) for c in invented.reports()]
    stream = io.BytesIO()
    exporter_named("brat").write(Shelf(odd, ()), stream)
    (tmp_path / "x.zip").write_bytes(stream.getvalue())
    from zipfile import ZipFile

    with ZipFile(tmp_path / "x.zip") as archive:
        names = archive.namelist()
    assert len(set(names)) == len(names) == 2 * len(odd) + 1
    assert all("/" not in name and len(name) < 120 for name in names)


# ----------------------------------------------------------------------------------------------------- Label Studio


def test_regions_and_relations_of_tasks_hold() -> None:
    tasks = json.loads(golden.exported("label-studio"))
    assert len(tasks) == len(invented.reports())
    for task in tasks:
        result = task["predictions"][0]["result"]
        regions = {one["id"]: one for one in result if one["type"] == "labels"}
        for region in regions.values():
            value = region["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        ties = [one for one in result if one["type"] == "relation"]
        assert all({tie["from_id"], tie["to_id"]} <= set(regions) for tie in ties)


# ----------------------------------------------------------------------------------------------- corpus and contract


def test_the_corpus_has_the_fields_of_our_corpus() -> None:
    for entry, coded in zip(lines("corpus"), invented.reports(), strict=True):
        assert list(entry) == CORPUS
        assert entry["text"] == coded.report.text
        for event in entry["events"]:
            assert set(event) - {"same", "part"} == {"id", "trigger", "type", "mode", "status", "roles"}
            assert entry["text"][slice(*event["trigger"])]
            assert all(event["roles"].values())


def test_the_contract_is_written_as_it_stands() -> None:
    assert lines("jsonl") == [coded.to_dict() for coded in invented.reports()]


def test_incidents_and_tombstones() -> None:
    found = lines("incidents-jsonl")
    assert [one["id"] for one in found] == [*(i.id for i in invented.incidents()), "inc-gone"]
    assert found[-1] == {"id": "inc-gone", "gone": True, "superseded_by": "inc-kurbo", "deleted": found[-1]["deleted"]}
