"""The registry: one named object per module of a folder, so that a new format or exporter is one new file."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, TypeVar

from gesta.errors import GestaError


class Named(Protocol):
    """Anything with a name to be found under."""

    @property
    def name(self) -> str:
        """The name a user types."""


T = TypeVar("T", bound=Named)


def named_objects(package: str, constant: str, kind: type[T]) -> dict[str, T]:
    """The `kind` objects of a package's modules, by name and sorted: each module ends with `constant = kind(...)`.

    Left out are sub-packages, modules whose name begins with "_", and the module that defines `kind` itself.
    Raises GestaError when a module lacks the constant, when it is of another kind, and when two share a name: a
    forgotten or doubled entry must not vanish in silence.
    """
    found: dict[str, T] = {}
    for module in _modules(package, kind):
        named = _constant(module, constant, kind)
        if named.name in found:
            raise GestaError(f"{module}: the name {named.name!r} is taken by another module of {package}")
        found[named.name] = named
    return dict(sorted(found.items()))


def _modules(package: str, kind: type[Named]) -> list[str]:
    """The full names of the modules that must hold an object, in alphabetical order."""
    folder = importlib.import_module(package)
    names = (f"{package}.{m.name}" for m in pkgutil.iter_modules(folder.__path__) if _public(m))
    return sorted(name for name in names if name != kind.__module__)


def _public(module: pkgutil.ModuleInfo) -> bool:
    return not module.ispkg and not module.name.startswith("_")


def _constant(module: str, constant: str, kind: type[T]) -> T:
    """The module's object. Raises GestaError when it is missing or of another kind."""
    named = getattr(importlib.import_module(module), constant, None)
    if not isinstance(named, kind):
        raise GestaError(f"{module}: the module must end with {constant} = {kind.__name__}(...)")
    return named
