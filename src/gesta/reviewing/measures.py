"""Agreement a field: how many were coded by two or more, how often they agree, and how far beyond chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gesta.nouns.review import CORRECTED_FIELDS
from gesta.reviewing.agreement import Distance, Unit, alpha, interval, kappa, nominal, paired, percent
from gesta.reviewing.ballots import OUTCOMES, PAIR, Ballot, figure


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: `units` coded by two or more of `coders`; percent 0–100; kappa of two coders, None for more or fewer;
    alpha at `level` (nominal, or interval for figures). None where a measure is not defined."""

    field: str
    level: str
    units: int
    coders: tuple[str, ...]
    percent: float | None
    kappa: float | None
    alpha: float | None


def measures(ballots: Iterable[Ballot]) -> list[Measure]:
    """A line a field, in order of the fields, figures last; those that no two coders decided are left out."""
    known = list(ballots)
    lines = [_measure(name, (_labels(b) for b in known if b.field == name)) for name in (PAIR, *CORRECTED_FIELDS)]
    figures = [_measure(outcome, _figures(known, outcome), interval) for outcome in OUTCOMES]
    return [line for line in (*lines, *figures) if line.units]


def _labels(ballot: Ballot) -> Unit:
    labels = ballot.labels
    return {coder: labels[coder] for coder in ballot.blind}


def _figures(ballots: Iterable[Ballot], outcome: str) -> Iterator[Unit]:
    """What coders give as figures of one outcome; who gives none has no value there."""
    wanted = next(each for each in OUTCOMES if each == outcome)
    for ballot in ballots:
        if ballot.field == "toll":
            given = {coder: figure(value, wanted) for coder, value in ballot.blind.items()}
            yield {coder: number for coder, number in given.items() if number is not None}


def _measure(name: str, units: Iterable[Unit], distance: Distance = nominal) -> Measure:
    both = paired(units)
    coders = tuple(sorted({coder for unit in both for coder in unit}))
    level = "interval" if distance is interval else "nominal"
    return Measure(name, level, len(both), coders, percent(both), kappa(both), alpha(both, distance))
