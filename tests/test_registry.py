"""The registry finds one object per module and never loses one in silence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gesta.errors import GestaError
from gesta.registry import named_objects

Shop = Callable[[dict[str, str]], str]

KIND = "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Tool:\n    name: str\n"
USE = "from {package}.tool import Tool\nTOOL = Tool({name!r})\n"


@dataclass(frozen=True)
class Elsewhere:
    name: str


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Writes a package of tools, "{package}" in the text standing for its name, and gives that name."""
    package = f"shop_{abs(hash(tmp_path))}"
    monkeypatch.syspath_prepend(str(tmp_path))

    def build(modules: dict[str, str]) -> str:
        (tmp_path / package).mkdir()
        for name, text in {"__init__": "", "tool": KIND, **modules}.items():
            (tmp_path / package / f"{name}.py").write_text(text.replace("{package}", package), encoding="utf-8")
        return package

    yield build
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]


def tool_names(package: str) -> list[str]:
    module = __import__(f"{package}.tool", fromlist=["Tool"])
    return list(named_objects(package, "TOOL", module.Tool))


def use(name: str) -> str:
    return USE.replace("{name!r}", repr(name))


def test_objects_are_found_by_name_and_sorted(shop: Shop) -> None:
    package = shop({"a_saw": use("saw"), "b_hammer": use("hammer")})
    assert tool_names(package) == ["hammer", "saw"]


def test_private_modules_and_sub_packages_are_left_out(shop: Shop, tmp_path: Path) -> None:
    package = shop({"saw": use("saw"), "_bench": "raise RuntimeError"})
    (tmp_path / package / "attic").mkdir()
    (tmp_path / package / "attic" / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    assert tool_names(package) == ["saw"]


def test_a_name_used_twice_is_an_error_that_names_the_module(shop: Shop) -> None:
    package = shop({"a": use("saw"), "b": use("saw")})
    with pytest.raises(GestaError, match=rf"{package}\.b: the name 'saw' is taken"):
        tool_names(package)


@pytest.mark.parametrize("text", ["", "TOOL = 'saw'\n", "class TOOL: name = 'saw'\n"])
def test_a_module_without_the_constant_is_an_error_that_says_what_to_write(shop: Shop, text: str) -> None:
    package = shop({"saw": text})
    with pytest.raises(GestaError, match=rf"{package}\.saw: the module must end with TOOL = Tool\(\.\.\.\)"):
        tool_names(package)


def test_an_object_of_another_kind_is_an_error(shop: Shop) -> None:
    package = shop({"saw": use("saw")})
    with pytest.raises(GestaError, match="must end with TOOL = Elsewhere"):
        named_objects(package, "TOOL", Elsewhere)


def test_a_package_without_modules_has_no_objects(shop: Shop) -> None:
    assert tool_names(shop({})) == []
