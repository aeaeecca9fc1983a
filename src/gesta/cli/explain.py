"""``gesta code --explain``: which events to explain, and the explanations instead of the account."""

from __future__ import annotations

from collections.abc import Iterable

import click

from gesta.cli import drawing
from gesta.cli.complaints import Complaints
from gesta.cli.outputs import Output
from gesta.errors import GestaError
from gesta.nouns.coded import Coded

ALL = "all"

HELP = (
    "Instead of the account, tell why each referent of EVENT (e3; all for every event) was chosen: method, score, "
    "the words it rests on, what else was considered, and why there is none where there is none. May be repeated."
)


def asked_for(typed: Iterable[str], form: str, resolving: bool) -> frozenset[str]:
    """The ids asked for, in lower case. Raises UsageError where there is no account or nothing to explain."""
    wanted = frozenset(word.lower() for word in typed)
    if wanted and form != "told":
        raise click.UsageError("--explain tells in words: leave out --format, or use --format told")
    if wanted and not resolving:
        raise click.UsageError("--no-resolve leaves nothing to explain: leave out one of the two")
    return wanted


def tell_reasons(output: Output, found: Iterable[Coded], wanted: frozenset[str], complaints: Complaints) -> None:
    """Draws the explanations of each report; an event that no report has is told as a fault."""
    missing = wanted - {ALL}
    for coded in found:
        missing -= drawing.reasons(output, coded, None if ALL in wanted else wanted)
    for event in sorted(missing):
        complaints.tell(GestaError(f"no report has an event {event}: gesta code without --explain lists the events"))
