"""Golden files: what each shape makes of the invented incidents, to be read by eye and compared byte for byte.

GESTA_GOLDEN=1 in the environment writes them anew; look at the difference before you keep it.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from zipfile import ZipFile

from gesta.exporting import exporter_named
from tests.exporting.invented import records

FOLDER = Path(__file__).with_name("golden")


def exported(name: str) -> bytes:
    """What the shape writes of the invented records."""
    stream = io.BytesIO()
    exporter_named(name).write(records(), stream)
    return stream.getvalue()


def files(name: str) -> dict[str, bytes]:
    """The files that the shape writes, by their names among the golden files; a shape of one file has its own name."""
    written, exporter = exported(name), exporter_named(name)
    if not exporter.bundled:
        return {name + exporter.suffix: written}
    with ZipFile(io.BytesIO(written)) as archive:
        return {f"{name}/{member}": archive.read(member) for member in archive.namelist()}


def check(name: str) -> None:
    """Fails when the shape writes something else than its golden files, or other files."""
    found = files(name)
    if os.environ.get("GESTA_GOLDEN"):
        for place, content in found.items():
            (FOLDER / place).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / place).write_bytes(content)
    for place, content in found.items():
        assert (FOLDER / place).read_bytes() == content, f"golden/{place} differs"
    if exporter_named(name).bundled:
        assert {p.relative_to(FOLDER).as_posix() for p in (FOLDER / name).rglob("*") if p.is_file()} == set(found)
