"""The file beside an export: what is in it, what is not and why, what made it, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gesta.exporting.exporter import Exporter, Written
from gesta.exporting.redacting.profile import Profile
from gesta.exporting.redacting.quoting import ALLOWANCE, QUOTE_CHARACTERS
from gesta.exporting.redacting.text import DEFAULT_POLICY, TextPolicy
from gesta.version import VERSION

SUFFIX = ".meta.json"
IN_FOLDER = "export" + SUFFIX  # its name within the folder of a shape of several files


@dataclass(frozen=True, slots=True)
class Choices:
    """How an export is wanted: how much text, what is redacted, when the records were accessed, and by what filters
    they were chosen (told in the file beside the export; the records have been filtered already).

    `accessed` is given by the caller, so that the same records and choices give the same bytes.
    """

    text: TextPolicy = DEFAULT_POLICY
    redact: Profile | None = None
    accessed: date | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)


def beside(path: Path) -> Path:
    """Where the file beside an export lies: "x.csv.meta.json" for a file, within the folder for a folder."""
    return path / IN_FOLDER if path.is_dir() else path.with_name(path.name + SUFFIX)


def sidecar(
    exporter: Exporter, choices: Choices, written: Written, withheld: Mapping[str, int], versions: Mapping[str, str]
) -> str:
    """The file beside an export, as text."""
    told = {
        "format": exporter.name,
        "title": exporter.title,
        "row": exporter.row,
        "rows": written.rows,
        **({"tables": dict(written.tables)} if written.tables else {}),
        "left_out": dict(sorted(written.left_out.items())),
        "withheld": dict(sorted(withheld.items())),
        "loss": list(exporter.loss),
        "text": choices.text,
        "quote_characters": QUOTE_CHARACTERS if choices.text == "quotes" else None,
        "quoted_of_each_report": _allowed() if choices.text == "quotes" else None,
        "redaction": choices.redact.told if choices.redact else None,
        "filters": safe_filters(choices),
        "versions": dict(sorted({"gesta": VERSION, **versions}.items())),
        "accessed": choices.accessed.isoformat() if choices.accessed else None,
        "citation": citation(exporter, choices, versions),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _allowed() -> dict[str, Any]:
    """How much of the text of one report is quoted at most: a share of it, and so many characters."""
    return {"share": ALLOWANCE.share, "characters": ALLOWANCE.characters}


def citation(exporter: Exporter, choices: Choices, versions: Mapping[str, str]) -> str:
    """A sentence to cite the export by."""
    version = versions.get("gesta", VERSION)
    filters = "; ".join(f"{name}: {_worded(told)}" for name, told in sorted(safe_filters(choices).items()))
    chosen = f", chosen by {filters}" if filters else ""
    redacted = f", redacted by the profile {choices.redact.name}" if choices.redact else ""
    accessed = f" Accessed {choices.accessed.isoformat()}." if choices.accessed else ""
    return (
        f"Events coded from news reports by Gesta {version}, in the shape {exporter.name}{chosen}{redacted}.{accessed}"
    )


def _worded(told: Any) -> str:
    return ", ".join(map(str, told)) if isinstance(told, list) else str(told)


def safe_filters(choices: Choices) -> dict[str, Any]:
    """The filters; with redaction only their names, since their words may be the very ones to hide."""
    if choices.redact is None:
        return dict(sorted(choices.filters.items()))
    return dict.fromkeys(sorted(choices.filters), "not told")
