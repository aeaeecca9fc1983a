"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream for a new file that takes the place of `path` when all went well and vanishes otherwise.

    A pipe or a device cannot be replaced and is written to directly. Raises OSError.
    """
    if not is_regular(path):
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def is_regular(path: Path) -> bool:
    """False for a pipe or a device."""
    return not path.exists() or path.is_file() or path.is_dir()
