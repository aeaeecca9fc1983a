"""A crosswalk: what each type and mode of our ontology is called in another one, and what is lost on the way.

One .toml file each in crosswalks/, with the closed list of the other side's codes. A file that forgets a type or mode,
names a code that is not in its list, or leaves something out without saying why, is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gesta.errors import OntologyError
from gesta.ontologies.ontology import Ontology
from gesta.ontologies.ontology import load as load_ontology

_TOP_KEYS = frozenset({"name", "title", "reference", "conditions", "codes", "crossings"})
_CODE_KEYS = frozenset({"name", "group", "family", "score", "back"})
_CROSSING_KEYS = frozenset({"code", "when", "loss"})


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the other side: its name, the group it belongs to and the family of the group, its score there, and the
    type and mode of ours that it is read as ("ASSAULT.clash"). Each is None where there is none."""

    code: str
    name: str
    group: str | None
    family: str | None
    score: float | None
    back: str | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where one label of ours goes: `code` in general, the code of `when` under the first condition that holds.

    No code at all: the other side does not record such events. `loss` says in a sentence what is lost or why there is
    none; None where nothing is lost.
    """

    label: str
    code: str | None
    when: Mapping[str, str]
    loss: str | None

    def under(self, conditions: Collection[str]) -> str | None:
        """The code under the conditions that hold; None when there is none."""
        return next((code for condition, code in self.when.items() if condition in conditions), self.code)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The whole way from our ontology to another. `conditions` says what each condition means."""

    name: str
    title: str
    reference: str
    conditions: Mapping[str, str]
    codes: Mapping[str, Code]
    crossings: Mapping[str, Crossing]

    def crossing(self, type: str, mode: str | None = None) -> Crossing:  # noqa: A002 - "type" is the word of the contract
        """Where this type and mode go. Raises OntologyError for a pair that is not in our ontology."""
        label = f"{type}.{mode}" if mode else type
        if label not in self.crossings:
            raise OntologyError(f"crosswalk {self.name}: there is no type or mode {label!r}")
        return self.crossings[label]

    def code(self, type: str, mode: str | None = None, conditions: Collection[str] = ()) -> Code | None:  # noqa: A002
        """The other side's code for this type and mode; None when it records no such event."""
        found = self.crossing(type, mode).under(conditions)
        return None if found is None else self.codes[found]

    def back(self, code: str) -> tuple[str, str | None] | None:
        """The type and mode of ours that a code of the other side is read as; None when it is read as none.

        A code that the list lacks is read as the longest code of the list that it begins with (CAMEO 1951 as 195).
        """
        known = next((code[:end] for end in range(len(code), 0, -1) if code[:end] in self.codes), None)
        label = self.codes[known].back if known is not None and (known == code or code.isdigit()) else None
        return None if label is None else split(label)


def split(label: str) -> tuple[str, str | None]:
    """Type and mode of a label ("ASSAULT.clash"); the mode is None when it has none."""
    type_, _, mode = label.partition(".")
    return type_, mode or None


def names() -> tuple[str, ...]:
    """The names of all crosswalks, sorted."""
    held = (entry.name for entry in files(__package__).joinpath("crosswalks").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in held if name.endswith(".toml")))


@cache
def load(name: str) -> Crosswalk:
    """The crosswalk of that name, read once. Raises OntologyError when there is none or its file breaks a rule."""
    if name not in names():
        raise OntologyError(f"no crosswalk {name!r}; there is {', '.join(names())}")
    file = files(__package__).joinpath("crosswalks", f"{name}.toml")
    return parse(file.read_text(encoding="utf-8"), file.name, load_ontology())


def parse(text: str, path: str, ontology: Ontology) -> Crosswalk:
    """The crosswalk that `text` describes; `path` is named in errors. Raises OntologyError at the first fault."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(f"{path}: not valid TOML: {error}") from error
    _only(table, _TOP_KEYS, path)
    codes = {code: _code(code, row, ontology, path) for code, row in table["codes"].items()}
    conditions = dict(table.get("conditions", {}))
    crossings = {label: _crossing(label, row, path) for label, row in table["crossings"].items()}
    _complete(crossings, ontology, path)
    for crossing in crossings.values():
        _sound(crossing, codes, conditions, path)
    read_only = (MappingProxyType(part) for part in (conditions, codes, crossings))
    return Crosswalk(table["name"], table["title"], table["reference"], *read_only)


def _code(code: str, row: Mapping[str, Any], ontology: Ontology, path: str) -> Code:
    _only(row, _CODE_KEYS, f"{path}: code {code}")
    back = row.get("back")
    if back is not None:
        ontology.check(*split(back))
    return Code(code, row["name"], row.get("group"), row.get("family"), row.get("score"), back)


def _crossing(label: str, row: Mapping[str, Any], path: str) -> Crossing:
    _only(row, _CROSSING_KEYS, f"{path}: {label}")
    return Crossing(label, row.get("code"), MappingProxyType(dict(row.get("when", {}))), row.get("loss"))


def _complete(crossings: Mapping[str, Crossing], ontology: Ontology, path: str) -> None:
    """Nothing, or OntologyError at a label of the ontology that is missing, or one that it does not have."""
    if missing := [label for label in ontology.labels if label not in crossings]:
        raise OntologyError(f"{path}: {missing[0]} is missing; say where it goes, or why it goes nowhere")
    for label in crossings:
        ontology.check(*split(label))


def _sound(crossing: Crossing, codes: Mapping[str, Code], conditions: Mapping[str, str], path: str) -> None:
    where = f"{path}: {crossing.label}"
    goals = [*crossing.when.values(), *([crossing.code] if crossing.code is not None else [])]
    if unknown := [code for code in goals if code not in codes]:
        raise OntologyError(f"{where}: {unknown[0]!r} is not in the list of codes")
    if strange := [condition for condition in crossing.when if condition not in conditions]:
        raise OntologyError(f"{where}: the condition {strange[0]!r} is not explained under [conditions]")
    if crossing.code is None and not crossing.loss:
        raise OntologyError(f"{where}: it goes nowhere and does not say why; add a loss note")


def _only(row: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    if unknown := sorted(set(row) - allowed):
        raise OntologyError(f"{where}: unknown key {unknown[0]!r}")
