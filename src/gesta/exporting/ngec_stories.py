"""NGEC's input: one JSON object a line, one story each, with the types and modes found in it, for ngec_process.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gesta.exporting.exporter import Exporter
from gesta.exporting.ngec import particulars
from gesta.exporting.shaping.accounts import given, report_day, version
from gesta.exporting.shaping.stories import Object, Story, lines_writer
from gesta.nouns.coded import Coded


def lines(coded: Coded, stories: Iterable[Story]) -> Iterator[Object]:
    """The object of the report, with every type and mode once, in order of the text ("ACCUSE-allege")."""
    told = list(stories)
    report = coded.report
    yield {
        "id": report.key,
        "date": report_day(report.published),
        "event_type": list(dict.fromkeys(story.type for story in told)),
        "event_mode": list(dict.fromkeys(f"{story.type}-{story.mode}" for story in told if story.mode)),
        "event_text": given(report.text) or "",
        **particulars(report),
        "contexts": [],
        "version": version(coded.versions),
    }


EXPORTER = Exporter(
    name="ngec-stories",
    title="NGEC, its input of stories",
    row="report",
    reads="reports",
    suffix=".jsonl",
    loss=(
        "Of the events only types and modes: NGEC finds actors, places and dates by itself.",
        "Without the full text (--text full) NGEC has nothing to read.",
        "What PLOVER has no type for, and what is possible or denied, is left out.",
    ),
    write=lines_writer(lines),
)
