"""Figures that may be another incident's: those of an episode that its own report rather holds to be something else.

A cluster can hold two episodes of one report that grouping did not bring together. Mostly one of them is a passing
mention of the incident; sometimes it is another incident that was joined by mistake. Where both give a figure for the
whole of one outcome and the figures differ, that of the episode told with fewer words is not heard: it would widen the
range by what may be somebody else's dead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gesta.nouns.episode import Episode, Figure, Statement

EVEN = 0.0  # log-odds of one incident below which grouping would rather have two


def doubtful(group: Sequence[Episode]) -> frozenset[str]:
    """The ids of the statements whose figures are not heard."""
    reports: dict[str, list[Episode]] = {}
    for episode in group:
        reports.setdefault(episode.card.key, []).append(episode)
    return frozenset(name for told in reports.values() for name in _of_report(told))


def _of_report(told: Sequence[Episode]) -> Iterator[str]:
    """Those of one report: of each episode but the one told most."""
    ordered = sorted(told, key=lambda episode: (-len(episode.tellings), episode.tellings[0].trigger.anchor))
    for place, episode in enumerate(ordered):
        for fuller in ordered[:place]:
            if dict(fuller.setting.kin).get(episode.id, EVEN) < EVEN:
                yield from _against(episode, fuller)


def _against(episode: Episode, fuller: Episode) -> Iterator[str]:
    """The figures of an episode for outcomes that the fuller one gives other figures for."""
    known: dict[str, set[tuple[int | None, int | None]]] = {}
    for _, figure in _wholes(fuller.statements):
        known.setdefault(figure.outcome, set()).add((figure.low, figure.high))
    for statement, figure in _wholes(episode.statements):
        if figure.outcome in known and (figure.low, figure.high) not in known[figure.outcome]:
            yield statement.id


def _wholes(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Figure]]:
    for statement in statements:
        if statement.figure is not None and not statement.figure.part and not statement.denied:
            yield statement, statement.figure
