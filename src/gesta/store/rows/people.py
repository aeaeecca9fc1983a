"""Judgements, corrections, failures and lines of history, as rows and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gesta.nouns.judgement import Judgement, Reason
from gesta.nouns.review import Change, Correction, Failure
from gesta.store.columns import writable
from gesta.store.rows.incidents import report_key
from gesta.store.rows.plain import written

Row = dict[str, Any]


def judgement_row(judgement: Judgement) -> Row:
    """The judgement's row, with the reports that its ends lie in."""
    return {
        "id": judgement.id,
        "matter": judgement.matter,
        "left_end": judgement.left,
        "right_end": judgement.right,
        "left_report": report_key(judgement.left),
        "right_report": report_key(judgement.right),
        "verdict": judgement.verdict,
        "score": float(judgement.score),
        "made_by": judgement.by,
        "made": written(judgement.made),
        "comment": judgement.comment,
        "withdrawn": judgement.withdrawn,
        "reasons": [[r.feature, float(r.value), float(r.weight), r.words] for r in judgement.reasons],
    }


def judgement_of(row: Any) -> Judgement:
    """The judgement of a row; one that was read without reasons has none."""
    return Judgement(
        left=row.left_end,
        right=row.right_end,
        verdict=row.verdict,
        score=row.score,
        by=row.made_by,
        reasons=tuple(Reason(*reason) for reason in getattr(row, "reasons", ())),
        made=datetime.fromisoformat(row.made) if row.made else None,
        comment=row.comment,
        matter=row.matter,
        withdrawn=row.withdrawn,
    )


def correction_row(correction: Correction) -> Row:
    """The correction's row, with the report that it is about."""
    return {
        "id": correction.id,
        "anchor": correction.anchor,
        "report_key": report_key(correction.anchor),
        "field": correction.field,
        "value": correction.value,
        "before": correction.before,
        "made_by": correction.by,
        "made": written(correction.made),
        "comment": correction.comment,
        "undoes": correction.undoes,
    }


def correction_of(row: Any) -> Correction:
    """The correction of a row."""
    return Correction(
        id=row.id,
        anchor=row.anchor,
        field=row.field,
        value=row.value,
        before=row.before,
        by=row.made_by,
        made=datetime.fromisoformat(row.made),
        comment=row.comment,
        undoes=row.undoes,
    )


def failure_row(failure: Failure) -> Row:
    """The failure's row; letters that no database can hold, as paths may have them, are written as escapes."""
    words = {name: writable(getattr(failure, name)) for name in ("target", "stage", "message")}
    return {"id": failure.id, **words, "made": written(failure.made), "tries": failure.tries}


def failure_of(row: Any) -> Failure:
    """The failure of a row."""
    return Failure(row.id, row.target, row.stage, row.message, datetime.fromisoformat(row.made), row.tries)


def change_of(row: Any) -> Change:
    """One line of the history."""
    made = datetime.fromisoformat(row.made)
    return Change(row.number, made, row.made_by, row.why, row.subject, row.key, row.before, row.after)
