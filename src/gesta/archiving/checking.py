"""Whether a WACZ package is whole: the digest of every file that it names and holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from gesta.errors import FormatError
from gesta.formats.wacz import package

MANIFEST, DIGEST = "datapackage.json", "datapackage-digest.json"
MOST_MANIFEST = 64 * 2**20  # bytes of a manifest: a line a file, and no package has more files than a million
BLOCK = 2**20  # bytes digested at once


def faults(path: Path) -> Iterator[str]:
    """What is wrong with a package, a line each; nothing when it is whole. Raises FormatError when it cannot be read.

    A package without the digest of its manifest may have been changed by anybody, and that is told too.
    """
    try:
        with path.open("rb") as stream, package(str(path), stream) as (archive, members):
            yield from _faults(path, archive, members)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FormatError(reason, path=str(path), remedy="check the path and its permissions") from None


def _faults(path: Path, archive: ZipFile, members: Mapping[str, ZipInfo]) -> Iterator[str]:
    content = _whole(path, archive, members, MANIFEST)
    yield from _sealed(path, archive, members, f"sha256:{hashlib.sha256(content).hexdigest()}")
    listed = {str(each.get("path")): each for each in _resources(path, content)}
    for name, said in listed.items():
        if name in members:
            yield from _changed(name, said, archive)
        else:
            yield f"{name}: named in {MANIFEST}, and not in the package"
    for name in members:
        if name not in listed and name not in (MANIFEST, DIGEST):
            yield f"{name}: in the package, and not named in {MANIFEST}"


def _sealed(path: Path, archive: ZipFile, members: Mapping[str, ZipInfo], found: str) -> Iterator[str]:
    """Whether the manifest is the one that the package vouches for."""
    if DIGEST not in members:
        yield f"{DIGEST}: missing, so nothing vouches for {MANIFEST}"
    elif _object(path, DIGEST, _whole(path, archive, members, DIGEST)).get("hash") != found:
        yield f"{MANIFEST}: changed: its digest is not the one in {DIGEST}"


def _changed(name: str, said: Mapping[str, Any], archive: ZipFile) -> Iterator[str]:
    """Whether a file has another digest or size than the manifest says."""
    kind, _, wanted = str(said.get("hash")).partition(":")
    if kind not in ("sha256", "md5"):
        yield f"{name}: its digest is of a kind that is not known: {kind!r}"
        return
    digest, size = hashlib.new(kind, usedforsecurity=False), 0
    with archive.open(name) as stream:
        while chunk := stream.read(BLOCK):
            digest.update(chunk)
            size += len(chunk)
    if digest.hexdigest() != wanted or said.get("bytes", size) != size:
        yield f"{name}: changed: it has the digest {kind}:{digest.hexdigest()}, {MANIFEST} names {said.get('hash')}"


def _whole(path: Path, archive: ZipFile, members: Mapping[str, ZipInfo], name: str) -> bytes:
    if name not in members or members[name].file_size > MOST_MANIFEST:
        why = "is missing" if name not in members else f"has more than {MOST_MANIFEST // 2**20} MB"
        raise FormatError(f"no WACZ package: {name} {why}", path=str(path), remedy="pack it anew")
    return archive.read(name)


def _resources(path: Path, content: bytes) -> list[dict[str, Any]]:
    found = _object(path, MANIFEST, content).get("resources")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise FormatError(f"{MANIFEST} has no list of resources", path=str(path), remedy="pack it anew")
    return found


def _object(path: Path, name: str, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FormatError(f"{name} is no JSON object", path=str(path), remedy="pack it anew")
    return found
