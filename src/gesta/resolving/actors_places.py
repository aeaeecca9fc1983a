"""Which words of a report name a place, and in which country it lies, as the resolver of places found.

A name that was resolved in one place of the report means the same wherever else it stands ("Danbury police").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gesta.nouns.referent import Gap, Place, Resolved
from gesta.resolving.actors_words import Word, within
from gesta.spans import Span

# Chance of being right that a place must have before its country is used. Namesakes of a place mostly lie in one
# country, so the country is right more often than the place; 0.3 and less did best on the tuning sets.
SURE_ENOUGH = 0.3
LONGEST = 5  # words of a name that is looked for elsewhere in the report
# "The North" is a part of the country that the report is about, and no region of that name elsewhere.
_COMPASS = frozenset("north south east west centre center central northern southern eastern western coast".split())
_SHORTEST = 4  # letters of such a name


def countries_of_places(
    places: Mapping[Span, Resolved[Place] | Gap], words: Sequence[Word]
) -> tuple[tuple[Span, str], ...]:
    """Every name of a resolved place with its country (ISO alpha-3), in order; no two overlap.

    A phrase that holds another place ("a town near Hajin") stands back for the name in it.
    """
    found = {span: country for span, country in _told(places) if not _holds_another(span, places)}
    for span, country in _repeated(found, words):
        if not any(span.overlaps(other) for other in found):
            found[span] = country
    return tuple(sorted(found.items()))


def _told(places: Mapping[Span, Resolved[Place] | Gap]) -> Iterator[tuple[Span, str]]:
    for span, answer in places.items():
        if isinstance(answer, Resolved) and answer.value.name.lower().removeprefix("the ") in _COMPASS:
            continue
        if isinstance(answer, Resolved) and answer.value.country and answer.score >= SURE_ENOUGH:
            yield span, answer.value.country


def _holds_another(span: Span, places: Mapping[Span, Resolved[Place] | Gap]) -> bool:
    return any(span != other and span.holds(other) for other in places)


def _repeated(found: Mapping[Span, str], words: Sequence[Word]) -> Iterator[tuple[Span, str]]:
    """The same names elsewhere in the report, written with a capital; names of two countries are left alone."""
    names: dict[tuple[str, ...], set[str]] = {}
    for span, country in found.items():
        key = tuple(word.folded for word in within(words, span))
        if 0 < len(key) <= LONGEST and sum(map(len, key)) >= _SHORTEST:
            names.setdefault(key, set()).add(country)
    single = {key: countries for key, countries in names.items() if len(countries) == 1}
    firsts = {key[0] for key in single}
    for place, word in enumerate(words):
        if word.folded not in firsts or not word.written[:1].isupper():
            continue
        for key, countries in single.items():
            run = words[place : place + len(key)]
            if tuple(w.folded for w in run) == key:
                yield Span(run[0].start, run[-1].stop), next(iter(countries))
