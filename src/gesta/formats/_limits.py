"""How much is read before Gesta refuses: limits that real news never meets and broken or hostile input does."""

from __future__ import annotations

MOST_TEXT = 2_000_000
"""Characters of one report's text: about 300 000 words, longer than any report and most books."""

MOST_FILE = 64 * 2**20
"""Bytes of a file that holds one report (text, html); JSONL and CSV are streamed and may be of any size."""

MOST_LINE = 16 * 2**20
"""Bytes of one line of JSONL or one row of CSV: a text of `MOST_TEXT` characters, each escaped, still fits."""

MOST_RATIO = 250
"""Times that a compressed file may grow when unpacked: news shrinks 3 to 20 times, a bomb over 1 000."""

FREE_OF_RATIO = 64 * 2**20
"""Bytes unpacked before `MOST_RATIO` is looked at: so much does no harm, whatever its ratio."""
