"""Formats: files and streams in, reports out. A new format is one new file here that ends in ``FORMAT = Format(...)``.

`read_reports` reads files, folders, patterns and standard input; what cannot be read comes out as an error among the
reports, so that the others go on.
"""

from __future__ import annotations

from gesta.formats._dates import parse_date
from gesta.formats._intake import known_formats, read_reports
from gesta.formats.format import Format, Hints, Input, Placed

__all__ = ["Format", "Hints", "Input", "Placed", "known_formats", "parse_date", "read_reports"]
