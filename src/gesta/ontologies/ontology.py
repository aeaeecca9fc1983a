"""An ontology: its types and modes, read from a .toml file beside this module, validated, and looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast, get_args

from gesta.errors import OntologyError

Origin = Literal["plover", "gesta"]
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]

INTENSITY_LIMIT = 10.0  # the manual's scale runs from -10 (conflict) to +10 (cooperation)
SUGGESTIONS = 3  # more than three close spellings help nobody

_TOP_KEYS = frozenset(
    {"name", "version", "title", "reference", "quads", "types", "defects", "contexts", "sectors", "countries"}
    | {"conventions"}
)
_MODE_KEYS = frozenset({"code", "definition", "example", "intensity", "cameo", "origin"})
_TYPE_KEYS = _MODE_KEYS | {"quad", "modes"}


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type was done. `intensity` is None where the manual's score is not known to us.

    `cameo` holds the CAMEO roots that correspond to it, as two-digit strings. `origin` says who defined the mode.
    """

    code: str
    definition: str
    example: str
    intensity: float | None
    cameo: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event. `quad` is None for a type that PLOVER does not have; `modes` keeps the order of the file."""

    code: str
    definition: str
    example: str
    quad: Quad | None
    intensity: float | None
    cameo: tuple[str, ...]
    origin: Origin
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Defect:
    """A place where the published manual contradicts itself: what it prints, and how we read it."""

    code: str
    printed: str
    reading: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """A closed set of types and modes, with the lists of codes that go with it; all keep the order of the file."""

    name: str
    version: str
    title: str
    reference: str
    types: Mapping[str, EventType]
    quads: Mapping[Quad, int]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    countries: Mapping[str, str]
    conventions: Mapping[str, str]
    defects: Mapping[str, Defect]

    @property
    def stamp(self) -> str:
        """Name and version as written into every output: "plover-2.0"."""
        return f"{self.name}-{self.version}"

    @property
    def labels(self) -> tuple[str, ...]:
        """Every type, each followed by its modes ("CONSULT", "CONSULT.visit"): the canonical order of labels."""
        return tuple(label for kind in self.types.values() for label in _labels(kind))

    def check(self, type: str, mode: str | None = None) -> None:  # noqa: A002 - "type" is the word of the contract
        """Nothing when the pair is in the ontology. Raises OntologyError, with close spellings, when it is not."""
        self.type(type)
        if mode is not None:
            self.mode(type, mode)

    def type(self, code: str) -> EventType:
        """The type of that code. Raises OntologyError, with close spellings, when there is none."""
        return _found(self.types, code, f"{self.stamp} has no type")

    def mode(self, type: str, mode: str) -> Mode:  # noqa: A002
        """The mode of that type. Raises OntologyError, with close spellings, when there is none."""
        return _found(self.type(type).modes, mode, f"{self.stamp}: {type} has no mode")

    def quad(self, type: str) -> int | None:  # noqa: A002
        """The number of the type's quad class, 1 to 4; None for a type without one. Raises OntologyError."""
        quad = self.type(type).quad
        return None if quad is None else self.quads[quad]

    def intensity(self, type: str, mode: str | None = None) -> float | None:  # noqa: A002
        """The score of exactly this type or mode, -10 to +10; None when not known. Raises OntologyError.

        A mode without a score does not borrow the score of its type: the manual scores modes apart.
        """
        return self.type(type).intensity if mode is None else self.mode(type, mode).intensity


def names() -> tuple[str, ...]:
    """The names of the ontologies that come with Gesta, sorted."""
    files_here = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files_here if name.endswith(".toml")))


def load(name: str = "plover") -> Ontology:
    """The ontology of that name, read once. Raises OntologyError when there is none or its file is not valid."""
    return _load(name)


def parse(text: str, path: str) -> Ontology:
    """The ontology that `text` describes; `path` is named in errors. Raises OntologyError at the first fault."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(f"{path}: not valid TOML: {error}") from error
    return _ontology(table, path)


@cache
def _load(name: str) -> Ontology:
    if name not in names():
        raise OntologyError(f"no ontology {name!r}{_hint(name, names())}")
    file: Traversable = files(__package__) / f"{name}.toml"
    return parse(file.read_text(encoding="utf-8"), file.name)


def _ontology(table: Mapping[str, Any], path: str) -> Ontology:
    _only(table, _TOP_KEYS, path)
    return Ontology(
        name=_text(table, "name", path),
        version=_text(table, "version", path),
        title=_text(table, "title", path),
        reference=_text(table, "reference", path),
        types=_by_code([_type(row, path) for row in table.get("types", ())], path),
        quads=MappingProxyType({cast(Quad, q): int(n) for q, n in table.get("quads", {}).items()}),
        contexts=MappingProxyType(dict(table.get("contexts", {}))),
        sectors=MappingProxyType(dict(table.get("sectors", {}))),
        countries=MappingProxyType(dict(table.get("countries", {}))),
        conventions=MappingProxyType(dict(table.get("conventions", {}))),
        defects=_by_code([_defect(row, path) for row in table.get("defects", ())], path),
    )


def _type(row: Mapping[str, Any], path: str) -> EventType:
    where = f"{path}: type {_text(row, 'code', path)}"
    _only(row, _TYPE_KEYS, where)
    cameo = _roots(row.get("cameo"), where)
    modes = [_mode(mode, cameo, where) for mode in row.get("modes", ())]
    return EventType(
        code=row["code"],
        definition=_text(row, "definition", where),
        example=_text(row, "example", where),
        quad=_one_of(row.get("quad"), get_args(Quad), f"{where}: quad"),
        intensity=_score(row.get("intensity"), where),
        cameo=cameo,
        origin=_origin(row, where),
        modes=_by_code(modes, where),
    )


def _mode(row: Mapping[str, Any], of_type: tuple[str, ...], path: str) -> Mode:
    where = f"{path}: mode {_text(row, 'code', path)}"
    _only(row, _MODE_KEYS, where)
    return Mode(
        code=row["code"],
        definition=_text(row, "definition", where),
        example=_text(row, "example", where),
        intensity=_score(row.get("intensity"), where),
        cameo=_roots(row["cameo"], where) if "cameo" in row else of_type,
        origin=_origin(row, where),
    )


def _defect(row: Mapping[str, Any], path: str) -> Defect:
    where = f"{path}: defect {_text(row, 'code', path)}"
    return Defect(row["code"], _text(row, "printed", where), _text(row, "reading", where))


def _origin(row: Mapping[str, Any], where: str) -> Origin:
    return cast(Origin, _one_of(row.get("origin", "plover"), get_args(Origin), f"{where}: origin"))


def _roots(value: object, where: str) -> tuple[str, ...]:
    """CAMEO roots "01" to "20"; strings, because a number would lose its leading zero."""
    if not isinstance(value, list) or not all(isinstance(root, str) for root in value):
        raise OntologyError(f"{where}: cameo must be a list of strings")
    if wrong := [root for root in value if not (len(root) == 2 and root.isdigit() and 1 <= int(root) <= 20)]:
        raise OntologyError(f"{where}: {wrong[0]!r} is not a CAMEO root (01 to 20)")
    return tuple(value)


def _score(value: object, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > INTENSITY_LIMIT:
        raise OntologyError(f"{where}: intensity must be a number from -10 to 10, not {value!r}")
    return float(value)


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise OntologyError(f"{where}: {key} must be a text")
    return value


def _one_of(value: Any, allowed: Sequence[str], where: str) -> Any:
    if value is not None and value not in allowed:
        raise OntologyError(f"{where} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def _only(row: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    """Nothing, or OntologyError at a key that nobody reads: a misspelt key must not be lost in silence."""
    if unknown := sorted(set(row) - allowed):
        raise OntologyError(f"{where}: unknown key {unknown[0]!r}{_hint(unknown[0], sorted(allowed))}")


Coded = TypeVar("Coded", EventType, Mode, Defect)
Found = TypeVar("Found")


def _by_code(rows: Iterable[Coded], where: str) -> Mapping[str, Coded]:
    found: dict[str, Coded] = {}
    for row in rows:
        if row.code in found:
            raise OntologyError(f"{where}: {row.code} is defined twice")
        found[row.code] = row
    return MappingProxyType(found)


def _found(table: Mapping[str, Found], code: str, complaint: str) -> Found:
    if code not in table:
        raise OntologyError(f"{complaint} {code!r}{_hint(code, table)}")
    return table[code]


def _labels(kind: EventType) -> tuple[str, ...]:
    return (kind.code, *(f"{kind.code}.{mode}" for mode in kind.modes))


def _hint(word: str, known: Iterable[str]) -> str:
    """Close spellings of `word` as the end of a message, whatever their case; else all there is, if anything."""
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), sorted(by_fold), n=SUGGESTIONS, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(by_fold[fold] for fold in close)}?"
    return f"; there is {', '.join(by_fold.values())}" if by_fold else "; it has none"
