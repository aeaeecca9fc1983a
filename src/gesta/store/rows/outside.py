"""Outside records and people's words on them, as rows and back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from gesta.nouns.outside import Outside, Suffered, Word
from gesta.store.columns import to_json, writable
from gesta.store.rows.incidents import report_key
from gesta.store.rows.plain import from_plain, to_plain, written

Row = dict[str, Any]
DIGEST_DIGITS = 32  # 128 bits: no two contents of one record meet by chance


def outside_row(record: Outside) -> Row:
    """The record's row, without who took it in and when. Its digest leaves out where it was read: the same row in
    another file is the same."""
    plain = to_plain(replace(record, row=""))
    killed = record.tolls.get("killed", Suffered(None, None, None))
    place = record.place
    return {
        "key": record.key,
        "dataset": record.dataset,
        "id": record.id,
        "digest": hashlib.sha256(to_json(plain).encode("utf-8")).hexdigest()[:DIGEST_DIGITS],
        "day": record.first or record.last,
        "last_day": record.last or record.first,
        "code": record.code,
        "type": record.type,
        "mode": record.mode,
        **{name: getattr(place, name, None) for name in ("country", "precision", "latitude", "longitude")},
        "place": place.name if place else None,
        **{f"killed_{bound}": getattr(killed, bound) for bound in ("low", "best", "high")},
        "path": writable(record.row),
        "noun": plain,
    }


def outside_of(row: Any) -> Outside:
    """The record of a row."""
    return replace(from_plain(row.noun, Outside), row=row.path)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Row, Row]:
    """What two plain records have in the fields in which they differ."""
    names = [one.name for one in fields(Outside) if before.get(one.name) != after.get(one.name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


def word_row(word: Word) -> Row:
    """The row of a person's word, with the report that its anchor lies in."""
    return {
        "record": word.record,
        "anchor": word.anchor,
        "report_key": report_key(word.anchor),
        "verdict": word.verdict,
        "made_by": word.by,
        "made": written(word.made),
        "comment": word.comment,
    }


def word_of(row: Any) -> Word:
    """The word of a row."""
    return Word(row.record, row.anchor, row.verdict, row.made_by, datetime.fromisoformat(row.made), row.comment)
