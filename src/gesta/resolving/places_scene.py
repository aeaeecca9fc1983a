"""The names of one report and their candidates as arrays, so that each feature is one short numpy expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesta.places.entry import ADMIN1, ADMIN2, Entry
from gesta.places.geometry import EARTH_KM
from gesta.resolving.places_candidates import Candidate, Name
from gesta.resolving.places_context import Setting

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WIDEST_POINT_KM = 300.0
"""Radius up to which a place has a point worth measuring distances to: the middle of Russia is near to nothing."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All candidates of all names of a report, one after another: `group` says which name each belongs to.

    `country`, `first` and `second` number the country and divisions a candidate lies in or is; -1 for none.
    `latitude` and `longitude` are in radians, NaN where a place has no useful point. `order` lists the names in the
    order of their mentions.
    """

    names: tuple[Name, ...]
    candidates: tuple[Candidate, ...]
    group: Ints
    country: Ints
    first: Ints
    second: Ints
    latitude: Floats
    longitude: Floats
    order: Ints
    dateline: int | None
    named: Floats
    home: Floats

    def shares(self, odds: Floats) -> Floats:
        """`odds` scaled so that they sum to one within each name."""
        total = np.bincount(self.group, weights=odds, minlength=len(self.names))
        return np.asarray(odds / total[self.group], dtype=np.float64)

    def best(self, odds: Floats) -> Ints:
        """The index of the likeliest candidate of each name."""
        starts = np.flatnonzero(np.r_[True, self.group[1:] != self.group[:-1]])
        ends = np.r_[starts[1:], len(self.group)]
        return np.array([s + int(np.argmax(odds[s:e])) for s, e in zip(starts, ends, strict=True)], dtype=np.int64)

    def distances(self, anchors: Ints) -> Floats:
        """Kilometres from every candidate to each of `anchors` (indices of candidates); infinite without points."""
        lat, lon = self.latitude[:, None], self.longitude[:, None]
        to_lat, to_lon = self.latitude[anchors], self.longitude[anchors]
        chord = np.sin((to_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        return np.asarray(np.where(np.isnan(km), np.inf, km), dtype=np.float64)


def scene(names: Sequence[Name], setting: Setting) -> Scene:
    """The scene of the names that have candidates (at least one name must)."""
    kept = tuple(name for name in names if name.candidates)
    flat = tuple(candidate for name in kept for candidate in name.candidates)
    entries = [candidate.entry for candidate in flat]
    points = [_point(entry) for entry in entries]
    return Scene(
        kept,
        flat,
        np.repeat(np.arange(len(kept)), [len(name.candidates) for name in kept]),
        _numbered(entry.country or "" for entry in entries),
        _numbered(_division(entry, entry.admin1, ADMIN1) for entry in entries),
        _numbered(_division(entry, entry.admin2, ADMIN2) for entry in entries),
        np.radians([latitude for latitude, _ in points]),
        np.radians([longitude for _, longitude in points]),
        _order(kept),
        _dateline(kept, setting),
        np.array([max((setting.named.get(c, 0.0) for c in e.countries), default=0.0) for e in entries]),
        np.array([float(setting.home in e.countries) for e in entries]),
    )


def _dateline(names: Sequence[Name], setting: Setting) -> int | None:
    """Which name is the dateline's; None when it is not among them."""
    if setting.dateline is None:
        return None
    return next((i for i, name in enumerate(names) if setting.dateline.span in name.spans), None)


def _point(entry: Entry) -> tuple[float, float]:
    if entry.latitude is None or entry.longitude is None or (entry.radius_km or 0) > WIDEST_POINT_KM:
        return np.nan, np.nan
    return entry.latitude, entry.longitude


def _division(entry: Entry, inside: str, feature: str) -> str:
    return entry.code if entry.feature == feature else inside


def _numbered(labels: Iterable[str]) -> Ints:
    numbers: dict[str, int] = {"": -1}
    return np.array([numbers.setdefault(label, len(numbers) - 1) for label in labels], dtype=np.int64)


def _order(names: Sequence[Name]) -> Ints:
    mentions = sorted((span.start, i) for i, name in enumerate(names) for span in name.spans)
    return np.array([i for _, i in mentions], dtype=np.int64)
