"""Gesta's own names, short forms and features, joined to the entries that come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gesta.places.entry import COUNTRY, Draft, Entry, GazetteerError, NameKind
from gesta.places.folding import fold
from gesta.places.gazetteer import Gazetteer
from gesta.places.knowledge import tables

NamesById = Mapping[str, tuple[tuple[str, NameKind], ...]]


def enriched(drafts: list[Draft]) -> list[Draft]:
    """`drafts` with the names, short forms and features of Gesta's tables."""
    keys = {(fold(row.name), row.country) for row, _ in _rows()}
    found: dict[tuple[str, str], list[Entry]] = {}
    for draft in drafts:
        key = fold(draft.entry.name), draft.entry.countries[0]
        if key in keys:
            found.setdefault(key, []).append(draft.entry)
    return list(feature_drafts(drafts, _named_places(found)))


def named_places(known: Gazetteer) -> NamesById:
    """The further names of Gesta's tables by the id of the place they belong to, found in a gazetteer.

    Raises GazetteerError when a row of the tables finds no place: a misspelt row must not vanish in silence.
    """
    rows = [row for row, _ in _rows()]
    return _named_places({(fold(r.name), r.country): [hit.entry for hit in known.named(r.name)] for r in rows})


def feature_drafts(drafts: Iterable[Draft], extra: NamesById) -> Iterator[Draft]:
    """The drafts with their further names; each feature of Gesta's table joins the entry of its id or comes last."""
    features = {row.id: row for row in tables.features()}
    for draft in drafts:
        row = features.pop(draft.entry.id, None)
        more = (*extra.get(draft.entry.id, ()), *(_feature_names(row) if row else ()))
        yield replace(draft, names=(*draft.names, *more)) if more else draft
    for row in features.values():
        yield Draft(_feature_entry(row), _feature_names(row))


def _rows() -> list[tuple[tables.NameRow, NameKind]]:
    names = [(row, NameKind.OTHER) for row in tables.names()]
    return names + [(row, NameKind.ABBREVIATION) for row in tables.abbreviations()]


def _named_places(found: Mapping[tuple[str, str], list[Entry]]) -> NamesById:
    extra: dict[str, tuple[tuple[str, NameKind], ...]] = {}
    for row, kind in _rows():
        id_ = _meant(row, found.get((fold(row.name), row.country), []))
        extra[id_] = (*extra.get(id_, ()), *((name, kind) for name in row.names))
    return extra


def _meant(row: tables.NameRow, entries: list[Entry]) -> str:
    """The most populous place of that name and kind in that country."""
    fitting = [e for e in entries if row.country in e.countries and row.feature in ("", e.feature)]
    fitting = [e for e in fitting if e.feature != COUNTRY]
    if not fitting:
        raise GazetteerError(f"the tables of places name {row.name!r} in {row.country}, which no package holds")
    return max(fitting, key=lambda entry: (entry.population, entry.id)).id


def _feature_names(row: tables.FeatureRow) -> tuple[tuple[str, NameKind], ...]:
    return ((row.name, NameKind.MAIN), *((alias, NameKind.OTHER) for alias in row.aliases))


def _feature_entry(row: tables.FeatureRow) -> Entry:
    latitude, longitude = row.point or (None, None)
    return Entry(
        row.id, row.name, row.feature, row.countries, latitude=latitude, longitude=longitude, radius_km=row.radius_km
    )
