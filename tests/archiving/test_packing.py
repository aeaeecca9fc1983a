"""Packages of archived pages: read back by other readers, every digest, offset and refusal."""

from __future__ import annotations

import gzip
import hashlib
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from fastwarc.warc import ArchiveIterator

from gesta.archiving import Folders, Place, Wanted, faults, pack
from gesta.archiving.urlkeys import url_key
from gesta.errors import FormatError
from gesta.formats import read_with_provenance
from gesta.nouns.report import Report
from tests.formats.test_warc import FOUR, bare, record


def crawl(folder: Path, records: list[bytes] = FOUR, name: str = "news.warc.gz") -> Path:
    """A web archive of these records, each a gzip member."""
    file = folder / name
    file.write_bytes(b"".join(gzip.compress(one) for one in records))
    return file


def wanted(*files: Path) -> list[Wanted]:
    """The pages of files as reports name them."""
    found = []
    for report, provenance in read_with_provenance(files):
        assert isinstance(report, Report)
        assert provenance.archive is not None
        found.append(Wanted(provenance.archive, provenance.sha256, report.title, (report.id,)))
    return found


def packed(folder: Path) -> Path:
    pack(wanted(crawl(folder)), Folders(), folder / "news.wacz")
    return folder / "news.wacz"


def rewritten(file: Path, changed: dict[str, bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """The package with some of its files changed, or left out (None), and others added."""
    with ZipFile(file) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with ZipFile(file, "w", ZIP_STORED) as new:
        for name, content in {**held, **changed, **(more or {})}.items():
            if content is not None:
                new.writestr(name, content)
    return file


def test_the_package_is_laid_out_as_wacz_asks_and_every_digest_holds(tmp_path: Path) -> None:
    with ZipFile(packed(tmp_path)) as archive:
        assert archive.namelist() == [
            "archive/pages.warc.gz",
            "indexes/index.cdxj",
            "pages/pages.jsonl",
            "datapackage.json",
            "datapackage-digest.json",
        ]
        assert {member.compress_type for member in archive.infolist()} == {ZIP_STORED}
        manifest = json.loads(archive.read("datapackage.json"))
        seal = json.loads(archive.read("datapackage-digest.json"))
        for resource in manifest["resources"]:
            content = archive.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert resource["bytes"] == len(content)
        assert {each["path"] for each in manifest["resources"]} == set(archive.namelist()[:3])
        assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
        assert seal["hash"] == f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"


def test_each_line_of_the_index_leads_to_its_record_byte_for_byte(tmp_path: Path) -> None:
    with ZipFile(packed(tmp_path)) as archive:
        content = archive.read("archive/pages.warc.gz")
        lines = archive.read("indexes/index.cdxj").decode().splitlines()
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
    assert lines == sorted(lines)
    for line, original, page in zip(lines, (FOUR[0], FOUR[3]), pages[1:], strict=True):
        key, moment, rest = line.split(" ", 2)
        told = json.loads(rest)
        begin, length = int(told["offset"]), int(told["length"])
        assert gzip.decompress(content[begin : begin + length]) == original
        found = next(ArchiveIterator(BytesIO(content[begin : begin + length])))
        assert found.headers["WARC-Target-URI"] == told["url"] == page["url"]
        assert hashlib.sha256(found.reader.read()).hexdigest() == page["sha256"]
        assert (moment, page["ts"], told["status"]) == ("20240312093000", "2024-03-12T09:30:00Z", "200")
        assert key == url_key(told["url"])
        assert page["archive"].startswith("news.warc.gz@")
        assert len(page["reports"]) == 1
    assert pages[0]["format"] == "json-pages-1.0"


def test_a_package_is_read_as_the_same_reports_and_packed_again_from_itself(tmp_path: Path) -> None:
    file = packed(tmp_path)
    first = [(report, p.sha256, p.url, p.fetched) for report, p in read_with_provenance([tmp_path / "news.warc.gz"])]
    again = [(report, p.sha256, p.url, p.fetched) for report, p in read_with_provenance([file])]
    assert again == first
    pack(wanted(file), Folders(), tmp_path / "again.wacz")
    with ZipFile(file) as one, ZipFile(tmp_path / "again.wacz") as other:
        for name in ("archive/pages.warc.gz", "indexes/index.cdxj"):
            assert one.read(name) == other.read(name)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    first = packed(tmp_path).read_bytes()
    assert packed(tmp_path).read_bytes() == first


def test_pages_of_archives_that_are_not_compressed_are_found(tmp_path: Path) -> None:
    file = tmp_path / "plain.warc"
    file.write_bytes(b"".join(FOUR))
    assert pack(wanted(file), Folders(), tmp_path / "a.wacz").pages == 2


def test_a_file_that_was_moved_is_found_in_a_folder(tmp_path: Path) -> None:
    (one, _) = wanted(file := crawl(tmp_path))
    (tmp_path / "moved").mkdir()
    file.rename(tmp_path / "moved" / file.name)
    with pytest.raises(FormatError, match=r"file is not found – say with --pages FOLDER"):
        Folders().record(one.place, one.sha256)
    assert Folders((tmp_path / "moved",)).record(one.place, one.sha256)[0] == FOUR[0]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda file: file.unlink(), "is not found"),
        (lambda file: file.write_bytes(b""), "no record begins there"),
        (lambda file: file.write_bytes(file.read_bytes()[:200]), "cannot be read|cut off"),
        (lambda file: crawl(file.parent, [record(1, bare(7))]), "the report names"),
        (
            lambda file: crawl(file.parent, [FOUR[0].replace(b"WARC-Type: response", b"WARC-Type: metadata")]),
            "no answer",
        ),
    ],
)
def test_a_page_that_cannot_be_had_is_an_error_and_the_old_package_stays(
    tmp_path: Path, damage: object, said: str
) -> None:
    file = packed(tmp_path)
    before, pages = file.read_bytes(), wanted(tmp_path / "news.warc.gz")
    assert callable(damage)
    damage(tmp_path / "news.warc.gz")
    with pytest.raises(FormatError, match=said):
        pack(pages, Folders(), file)
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


def test_what_cannot_be_had_is_left_out_and_told_when_asked(tmp_path: Path) -> None:
    pages = wanted(crawl(tmp_path), other := crawl(tmp_path, [record(5, bare(5))], "other.warc.gz"))
    other.unlink()
    came = pack(pages, Folders(), tmp_path / "a.wacz", partly=True)
    assert came.pages == 2
    assert [f"{other}@0" in str(error) for error in came.left_out] == [True]
    assert list(faults(tmp_path / "a.wacz")) == []
    with pytest.raises(FormatError, match="there is no page to pack"):
        pack(pages[2:], Folders(), tmp_path / "b.wacz", partly=True)
    assert not (tmp_path / "b.wacz").exists()


def test_a_whole_package_has_no_faults_and_each_change_is_one(tmp_path: Path) -> None:
    assert list(faults(packed(tmp_path))) == []
    (changed,) = faults(rewritten(packed(tmp_path), {"pages/pages.jsonl": b"{}"}))
    assert changed.startswith("pages/pages.jsonl: changed")
    (gone,) = faults(rewritten(packed(tmp_path), {"indexes/index.cdxj": None}))
    assert gone == "indexes/index.cdxj: named in datapackage.json, and not in the package"
    (more,) = faults(rewritten(packed(tmp_path), {}, {"archive/more.warc": b""}))
    assert more == "archive/more.warc: in the package, and not named in datapackage.json"
    (unsealed,) = faults(rewritten(packed(tmp_path), {"datapackage-digest.json": None}))
    assert "nothing vouches" in unsealed
    assert "datapackage.json: changed" in next(
        iter(faults(rewritten(packed(tmp_path), {"datapackage.json": b'{"resources": []}'})))
    )


@pytest.mark.parametrize("content", [b"", b"no zip archive"])
def test_what_is_no_package_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wacz").write_bytes(content)
    with pytest.raises(FormatError, match="the package cannot be read"):
        list(faults(tmp_path / "a.wacz"))
    with pytest.raises(FormatError, match="is missing"):
        list(faults(rewritten(packed(tmp_path), {"datapackage.json": None})))


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.lantern.example/News?b=2&a=1", "example,lantern)/news?a=1&b=2"),
        ("http://lantern.example:8080", "example,lantern:8080)/"),
        ("https://lantern.example:443/a b", "example,lantern)/a%20b"),
        ("urn:wire 12", "urn:wire%2012"),
    ],
)
def test_addresses_have_the_keys_that_readers_look_for(url: str, key: str) -> None:
    assert url_key(url) == key


def test_a_place_names_file_package_and_offset() -> None:
    assert Place.parse("a@b/news.warc.gz@1024") == Place("a@b/news.warc.gz", None, 1024)
    assert Place.parse("x/n.wacz/archive/a.warc@7") == Place("x/n.wacz", "archive/a.warc", 7)
    with pytest.raises(FormatError, match=r"a place is FILE\.warc\.gz@OFFSET"):
        Place.parse("news.warc.gz")
