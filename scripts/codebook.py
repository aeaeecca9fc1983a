"""The codebook page: every type, mode, status, role and stance with its definition, from the files that define them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from gesta.ontologies import EventType, Mode, Ontology, load

WORDS = Path(__file__).with_name("codebook.toml")

_HEAD = """# Codebook

<!-- Written by scripts/docs from src/gesta/ontologies/plover.toml and scripts/codebook.toml: change those. -->

What each code of a coded report means. The ontology is `{stamp}`: {title} ({reference}). All definitions and examples
are written for Gesta, and all incidents in them are invented. Every event is of exactly one type; a mode is added when
one fits and left out when none does.

*Quad* is the quad class of the type: {quads}. *Intensity* is the manual's score from -10 (conflict) to +10
(cooperation); where the manual gives none that can be relied on, there is none. *CAMEO* lists the roots of CAMEO that
correspond. Codes marked “Gesta” are not in the manual.
"""

_GROUPS = {
    "statuses": ("Status", "Whether it happened, as the report has it. A status is no judgement whether that is true."),
    "roles": ("Roles", "Each role holds the report's own words, as many phrases as there are parties, or none."),
    "stances": ("Stances", "How a speaker stands to what is said."),
    "outcomes": ("Outcomes of a toll", "What a number of people in a toll suffered."),
    "links": ("Links", "Between two events of one report."),
    "entities": ("Labels of named entities", "What the names and values of a report are."),
    "countries": (
        "Countries of actors",
        "A three-letter code of ISO 3166-1, or one of the manual's for bodies of no state. Where several codes can be "
        "defended, these rules say which is preferred. Written for Gesta after the manual's tables of actors.",
    ),
    "sectors": (
        "Sectors of actors",
        "The manual's codes; of several that can be defended the preferred one. The codes on the left in small letters "
        "are rules across them.",
    ),
}


def page() -> str:
    """The whole page."""
    ontology = load("plover")
    return "\n".join([*_head(ontology), *_types(ontology), *_groups(words()), *_defects(ontology)])


def words() -> Mapping[str, Mapping[str, str]]:
    """The definitions of the codes beside the types, by group."""
    return tomllib.loads(WORDS.read_text("utf-8"))


def _head(ontology: Ontology) -> Iterator[str]:
    quads = ", ".join(f"{number} {name.replace('-', ' ')}" for name, number in ontology.quads.items())
    yield _HEAD.format(stamp=ontology.stamp, title=ontology.title, reference=ontology.reference, quads=quads)


def _types(ontology: Ontology) -> Iterator[str]:
    yield "## Types and modes\n"
    for kind in ontology.types.values():
        yield f"### {kind.code}\n"
        yield f"{kind.definition} *{kind.example}*\n"
        yield f"{_particulars(ontology, kind)}\n"
        if kind.modes:
            yield "| mode | means | example | intensity |\n|---|---|---|---:|"
            yield from (_mode(mode) for mode in kind.modes.values())
            yield ""


def _particulars(ontology: Ontology, kind: EventType) -> str:
    quad = f"Quad {ontology.quads[kind.quad]}" if kind.quad else "No quad class"
    score = f"intensity {kind.intensity:+g}" if kind.intensity is not None else "no intensity of its own"
    cameo = f"CAMEO {', '.join(kind.cameo)}" if kind.cameo else "no CAMEO root"
    return " · ".join([quad, score, cameo, *(["Gesta"] if kind.origin == "gesta" else [])])


def _mode(mode: Mode) -> str:
    name = f"`{mode.code}`" + (" (Gesta)" if mode.origin == "gesta" else "")
    score = "" if mode.intensity is None else f"{mode.intensity:+g}"
    return f"| {name} | {mode.definition} | {mode.example} | {score} |"


def _groups(groups: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, (title, said) in _GROUPS.items():
        yield f"## {title}\n\n{said}\n\n| code | means |\n|---|---|"
        yield from (f"| {_code(code)} | {meaning} |" for code, meaning in groups[name].items())
        yield ""


def _code(word: str) -> str:
    """A code as code, a rule of several words or in full words as it is."""
    return word if " " in word or word in ("trade", "spokesmen") else f"`{word}`"


def _defects(ontology: Ontology) -> Iterator[str]:
    yield "## Where the manual contradicts itself\n\n| printed | our reading |\n|---|---|"
    yield from (f"| {defect.printed} | {defect.reading} |" for defect in ontology.defects.values())
    yield ""
