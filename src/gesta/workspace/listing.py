"""Which failures of one run are listed: of each file the first, then one line for all the others.

A table in which every row is broken would else fill the store, and the list, with a line for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from gesta.errors import FormatError, GestaError
from gesta.nouns.provenance import Provenance
from gesta.nouns.review import Failure

FAILURES_LISTED = 100  # of one file and run: more than anybody mends one by one
ID_DIGITS = 16  # of the digest that a failure is known by
_LINE = re.compile(r":\d+$")


@dataclass(slots=True)
class Listed:
    """Counts the failures of one run, file by file."""

    count: Counter[str] = field(default_factory=Counter)

    def of(self, failures: Iterable[Failure]) -> Iterator[Failure]:
        """Those to list, with one in place of all that are too many in their file."""
        for failed in failures:
            file = _LINE.sub("", failed.target)
            self.count[file] += 1
            if self.count[file] <= FAILURES_LISTED:
                yield failed
            elif self.count[file] == FAILURES_LISTED + 1:
                yield failure(_too_many(file), Provenance(path=file))


def failure(error: GestaError, provenance: Provenance) -> Failure:
    """The failure of an arrival: its target is what to read again. The same failure has the same id."""
    target = provenance.url or provenance.path or "unknown"
    content = "\\n".join((target, error.stage, str(error)))
    key = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
    return Failure(key, target, error.stage, str(error), datetime.now(UTC))


def _too_many(file: str) -> FormatError:
    """What stands for the failures that are not listed; its words are the same whatever their number."""
    message = f"more than {FAILURES_LISTED} failures in one file; the others are not listed"
    return FormatError(message, path=file, remedy="mend the file, or what is listed of it, and ingest it again")
