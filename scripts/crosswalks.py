"""The page of crosswalks: where each type and mode goes in other ontologies, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gesta.exporting import exporters
from gesta.ontologies import crosswalk, load
from gesta.ontologies.crosswalk import Crossing, Crosswalk

# Which shapes are written by which crosswalk, in the order of the page.
SHAPES: Mapping[str, tuple[str, ...]] = {
    "plover": ("plover", "polecat", "ngec", "ngec-stories"),
    "acled": ("acled",),
    "ucdp": ("ucdp-ged",),
    "cameo": ("cameo", "icews", "gdelt-events", "gdelt-mentions"),
    "gdelt": ("gdelt-events",),
}

_HEAD = """# Crosswalks

<!-- Written by scripts/docs from src/gesta/ontologies/crosswalks/*.toml: change those. -->

What each type and mode of the [codebook](codebook.md) is called in other people's event data, and what is lost on the
way. The crosswalks are files, `src/gesta/ontologies/crosswalks/*.toml`, and `gesta.ontologies.crosswalk` reads them: a
file that forgets a type or mode, or leaves one out without a reason, is refused.

A *condition* decides where the other side asks for more than the mode: who bears arms, whether somebody was harmed. The
first condition that holds decides; one that is not known does not hold. An event that has no code is left out of the
shape, and the file beside the export counts it with the reason. An unknown is an empty cell, never 0 or a likely value.

Codes of states and actors (ISO 3166-1 numeric, FIPS 10-4, Gleditsch & Ward, Correlates of War, CAMEO, ACLED, UCDP) are
in `src/gesta/ontologies/codes/`, with their origin at the head of each file.

## What a row is

| shape | row | what the shape loses |
|---|---|---|"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_shapes(), "", *(line for name in SHAPES for line in _section(crosswalk.load(name)))])


def _shapes() -> Iterator[str]:
    known = exporters()
    for name in dict.fromkeys(shape for shapes in SHAPES.values() for shape in shapes):
        yield f"| `{name}` | {known[name].row} | {' '.join(known[name].loss)} |"


def _section(walk: Crosswalk) -> Iterator[str]:
    shapes = ", ".join(f"`{name}`" for name in SHAPES[walk.name])
    yield f"## {walk.title}\n\nFor {shapes}. After: {walk.reference}.\n"
    if walk.conditions:
        yield "| condition | holds when |\n|---|---|"
        yield from (f"| {name} | {meaning} |" for name, meaning in walk.conditions.items())
        yield ""
    yield "| Gesta | there | under a condition | lost |\n|---|---|---|---|"
    yield from (_row(walk, walk.crossings[label]) for label in load().labels)
    yield ""


def _row(walk: Crosswalk, crossing: Crossing) -> str:
    code = _named(walk, crossing.code) if crossing.code else "–"
    under = "; ".join(f"{condition}: {_named(walk, goal)}" for condition, goal in crossing.when.items())
    return f"| `{crossing.label}` | {code} | {under} | {crossing.loss or ''} |"


def _named(walk: Crosswalk, code: str) -> str:
    """The code, with its name where that says more."""
    name = walk.codes[code].name
    return code if name.lower() == code.rpartition(".")[2].lower() else f"{code} {name}"
