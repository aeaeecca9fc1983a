"""The law: what a profile hides is found in no output of any shape, however packed, and what it keeps is there."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import IO, cast
from zipfile import ZipFile, is_zipfile

import polars
import pytest

from gesta.exporting import Choices, export, exporters
from gesta.exporting.redacting.phrases import folded, tokens
from gesta.exporting.redacting.profile import Profile
from tests.exporting import invented

ACCESSED = date(2026, 3, 1)
DESERT = "Desert Post"
EVERYTHING = Profile(
    "everything",
    persons="private",
    places="admin1",
    publishers=(DESERT,),
    speakers=("A hospital doctor", "niger-interior"),
)
NAMES = Profile("names", persons="private")
GRID = Profile("grid", places="grid", grid_degrees=0.1)
EMBARGO = Profile("embargo", embargo_from=date(2021, 7, 1))

REPORTS = {coded.report.id: coded.report for coded in invented.reports()}
PROTECTED = [report for report in REPORTS.values() if report.publisher == DESERT]
OTHERS = " ".join(" ".join(tokens(report.text)) for report in REPORTS.values() if report.publisher != DESERT)
INVENTED_IDS = re.compile(r"\b(inc|s)-kurbo")  # of incidents and statements; those that Gesta gives are digests
SHOWN = 4  # words in a row that lead a search engine to an article


def unpacked(content: bytes, name: str) -> str:
    """All text of an output: members of archives (workbooks are archives), cells of Parquet files, names of files."""
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{member}\n{unpacked(archive.read(member), member)}" for member in archive.namelist())
    if content.startswith(b"PAR1"):
        return polars.read_parquet(io.BytesIO(content)).write_csv()
    if content.startswith(b"\x1f\x8b"):
        return unpacked(gzip.decompress(content), name)
    if tarfile.is_tarfile(io.BytesIO(content)):
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            members = {entry.name: cast(IO[bytes], tar.extractfile(entry)).read() for entry in tar}
            return "\n".join(f"{member}\n{unpacked(held, member)}" for member, held in members.items())
    return content.decode("utf-8")


@cache
def written(name: str, profile: Profile | None, text: str = "full") -> str:
    """All text of what a shape writes, and of the file beside it."""
    stream = io.BytesIO()
    choices = Choices(text=text, redact=profile, accessed=ACCESSED, filters={"publishers": [DESERT]})  # type: ignore[arg-type]
    summary = export(name, invented.records(), stream, choices)
    return unpacked(stream.getvalue(), name) + summary.sidecar


def plain(text: str) -> str:
    """Folded and without anything but letters, digits and single spaces: no accent or hyphen hides a name."""
    return " ".join(tokens(text))


NAMES_OF_SHAPES = list(exporters())


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
@pytest.mark.parametrize("text", ["none", "quotes", "full"])
@pytest.mark.parametrize("profile", [EVERYTHING, NAMES], ids=lambda profile: profile.name)
def test_no_private_person_is_named(name: str, text: str, profile: Profile) -> None:
    found = plain(written(name, profile, text)).replace(" ", "")
    assert [private for private in invented.PRIVATE_NAMES if folded(private) in found] == []


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_no_reviewer_is_named(name: str) -> None:
    assert "Anna Reviewer" not in written(name, NAMES)


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_no_fine_place_is_named_or_pointed_at(name: str) -> None:
    found = written(name, EVERYTHING)
    assert "kurbo" not in plain(INVENTED_IDS.sub("", found)).split()
    for number in ("14.03", "0.912", "0.913", "5.556", "0.1969", "0.197", "900001", "2306104"):
        assert number not in found


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_no_point_is_finer_than_the_grid(name: str) -> None:
    found = written(name, GRID)
    for number in ("14.031", "0.9127", "0.913", "5.556", "0.1969", "0.197", "900001", "2306104"):
        assert number not in found


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_nothing_leads_to_a_protected_publisher(name: str) -> None:
    found = written(name, EVERYTHING)
    words = f" {plain(found)} "
    assert " desert post " not in words
    assert "desertpost" not in words
    for report in PROTECTED:
        assert report.key not in found
        assert report.digest not in found
        assert report.digest.removeprefix("sha256:") not in found
        assert not report.title or plain(report.title) not in words
        said = tokens(report.text)
        for start in range(len(said) - SHOWN + 1):
            phrase = " ".join(said[start : start + SHOWN])
            assert f" {phrase} " not in words or phrase in OTHERS


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_no_protected_speaker_is_named(name: str) -> None:
    words = f" {plain(written(name, EVERYTHING))} "
    assert " hospital doctor " not in words
    assert " interior ministry " not in words
    assert "niger-interior" not in written(name, EVERYTHING)


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_nothing_under_embargo_is_told(name: str) -> None:
    found = written(name, EMBARGO)
    for words in ("inc-accra", "inc-bomb", "inc-talks", "inc-dawn", "accra-1", "Hundreds of students"):
        assert words not in found


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_a_packed_file_is_redacted_as_well(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{'.tar' if exporters()[name].bundled else exporters()[name].suffix}.gz"
    export(name, invented.records(), path, Choices(redact=NAMES, accessed=ACCESSED))
    found = plain(unpacked(path.read_bytes(), name)).replace(" ", "")
    assert [private for private in invented.PRIVATE_NAMES if folded(private) in found] == []


def test_the_law_would_find_them() -> None:
    """Without redaction, every string that the law looks for is in some output."""
    everything = "".join(written(name, None) for name in NAMES_OF_SHAPES)
    folded_text = plain(everything)
    for private in invented.PRIVATE_NAMES:
        assert folded(private) in folded_text
    for words in (
        "Anna Reviewer",
        "Desert Post",
        "hospital doctor",
        "inc-dawn",
        "14.031",
        "900001",
        "Hundreds of students",
    ):
        assert words in everything
    assert all(report.key in everything and report.digest in everything for report in PROTECTED)


def test_what_is_not_hidden_is_there() -> None:
    found = written("jsonl", NAMES)
    assert invented.PUBLIC_NAME in found
    assert "Sahel Victory Front" in found
    assert DESERT in found
    assert "Kurbo" in found
    assert "14.03127" in found


def test_the_public_person_stays_public_beside_private_namesakes() -> None:
    assert "Hassan Birni" in written("incidents-jsonl", NAMES)


# ------------------------------------------------------------------------------------------------------ text policies


def phrases(length: int) -> list[str]:
    """Runs of words of the reports' texts."""
    found = []
    for report in REPORTS.values():
        said = tokens(report.text)
        found += [" ".join(said[start : start + length]) for start in range(len(said) - length + 1)]
    return found


# A title is how a report is cited: these shapes cite reports, all others tell what happened.
CITING = frozenset(
    {"bibtex", "csl", "csv", "ftm", "gdelt-mentions", "jsonl", "label-studio", "ngec", "ngec-stories"}
) | {*("parquet", "plover", "timemap", "ucdp-ged", "xlsx")}
TITLES = [plain(report.title) for report in REPORTS.values() if report.title]


def without_titles(words: str) -> str:
    for title in sorted(TITLES, key=len, reverse=True):
        words = words.replace(f" {title} ", " | ")
    return words


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_without_text_no_four_words_in_a_row_are_told(name: str) -> None:
    words = without_titles(f" {plain(written(name, None, 'none'))} ")
    assert [phrase for phrase in phrases(SHOWN) if f" {phrase} " in words] == []


@pytest.mark.parametrize("name", NAMES_OF_SHAPES)
def test_a_title_is_told_where_reports_are_cited_and_only_there(name: str) -> None:
    words = f" {plain(unescape(written(name, None, 'none')))} "
    assert (without_titles(words) != words) == (name in CITING)
    begun = [title.split()[at : at + SHOWN] for title in TITLES for at in range(len(title.split()) - SHOWN + 1)]
    assert [run for run in begun if f" {' '.join(run)} " in without_titles(words)] == []


def test_the_runs_would_be_found() -> None:
    """With all text, each shape that tells any words of reports tells four in a row."""
    words = {name: f" {plain(written(name, None, 'full'))} " for name in NAMES_OF_SHAPES}
    telling = {name for name in words if any(f" {phrase} " in words[name] for phrase in phrases(SHOWN))}
    assert telling >= set(NAMES_OF_SHAPES) - {
        "bibtex",
        "cameo",
        "csl",
        "gdelt-events",
        "gdelt-mentions",
        "network",
        "series",
    }


def test_with_full_text_sentences_are_told() -> None:
    words = plain(written("brat", None, "full"))
    assert all(phrase in words for phrase in phrases(6))
