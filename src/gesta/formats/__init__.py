"""Formats: files and streams in, reports out. A new format is one new file here that ends in ``FORMAT = Format(...)``.

`read_reports` reads files, folders, patterns and standard input; what cannot be read comes out as an error among the
reports, so that the others go on. `read_with_provenance` says besides where each came from.
"""

from __future__ import annotations

from gesta.formats._dates import parse_date
from gesta.formats._intake import files_of, known_formats, passed_over, read_body, read_reports, read_with_provenance
from gesta.formats._markup import root_name
from gesta.formats._unpacking import plain_name, unpacked, unpacked_body
from gesta.formats._web import host_of, kept_headers, page_encoding
from gesta.formats.format import Format, Hints, Input, Placed

__all__ = [
    "Format",
    "Hints",
    "Input",
    "Placed",
    "files_of",
    "host_of",
    "kept_headers",
    "known_formats",
    "page_encoding",
    "parse_date",
    "passed_over",
    "plain_name",
    "read_body",
    "read_reports",
    "read_with_provenance",
    "root_name",
    "unpacked",
    "unpacked_body",
]
