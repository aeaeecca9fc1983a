"""The house of the package: layers, budgets and manners of src/gesta, as tests/house.py defines them.

The first test applies every rule to the package. The others show that each rule can fail, and where it must not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from tests import house
from tests.house import LEVELS, RULES, Module, Rule, parse, read_house

PACKAGE = Path(__file__).parents[1] / "src" / "gesta"
LONG_BODY = "\n".join(f"    x = {n}" for n in range(60))


@cache
def the_house() -> tuple[Module, ...]:
    return tuple(read_house(PACKAGE))


def snippet(code: str, name: str = "gesta.coding.events") -> Module:
    return parse(dedent(code), name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    complaints = rule(the_house())
    assert not complaints, "\n" + "\n".join(complaints)


def test_the_package_was_read() -> None:
    names = {module.name for module in the_house()}
    assert {"gesta.errors", "gesta.spans", "gesta.registry", "gesta.nouns.event"} <= names


BAD: dict[str, tuple[Rule, str, str]] = {
    "a function of 61 lines": (house.functions_are_short, f"def f() -> None:\n{LONG_BODY}", "f has 61 lines"),
    "a parameter without type": (house.everything_is_annotated, "def f(a) -> None: ...", "parameter a has no type"),
    "starred parameters without type": (house.everything_is_annotated, "def f(*a, **b) -> None: ...", "parameter a"),
    "no return type": (house.everything_is_annotated, "class A:\n    def f(self): ...", "f: no return type"),
    "a nested function without types": (
        house.everything_is_annotated,
        "def f() -> None:\n    def g(x: int): ...",
        "events.py:2: g: no return type",
    ),
    "seven parameters": (
        house.parameters_are_few,
        "def f(a: int, b: int, c: int, d: int, *e: int, g: int, **h: int) -> None: ...",
        "f has 7 parameters",
    ),
    "an import upward": (house.imports_point_down, "from gesta.pipeline import code", "upward, from pipeline"),
    "an import of the façade": (house.imports_point_down, "from gesta import code_report", "upward, from gesta"),
    "an import of a neighbour": (house.imports_point_down, "import gesta.reading.reader", "its neighbour reading"),
    "an import inside a function": (
        house.imports_point_down,
        "def f() -> None:\n    from gesta.linking import pairs",
        "events.py:2: coding imports its neighbour linking",
    ),
    "an import of an unknown part": (house.imports_point_down, "import gesta.attic", "imports attic, which has no"),
    "TYPE_CHECKING": (house.type_checking_is_unused, "from typing import TYPE_CHECKING\nif TYPE_CHECKING: ...", ":2:"),
    "typing.TYPE_CHECKING": (house.type_checking_is_unused, "import typing\nif typing.TYPE_CHECKING: ...", ":2:"),
    "pickle": (house.pickle_is_unused, "import pickle", "pickle runs code"),
    "from pickle": (house.pickle_is_unused, "from pickle import loads", "pickle runs code"),
    "torch": (house.training_stays_out, "import torch.nn", "torch is for training"),
    "an opened connection": (house.network_is_opened_in_fetching, "from urllib import request", "opens the network"),
    "except Exception": (house.errors_are_named, "try: ...\nexcept Exception: ...", ":2: catches everything"),
    "except Exception among others": (house.errors_are_named, "try: ...\nexcept (OSError, Exception): ...", ":2:"),
    "a bare except": (house.errors_are_named, "try: ...\nexcept: ...", ":2:"),
    "suppress(Exception)": (house.errors_are_named, "with contextlib.suppress(Exception): ...", ":1:"),
    "print": (house.only_cli_talks, "def f() -> None:\n    print(1)", "events.py:2: print belongs in cli/"),
    "sys.exit": (house.only_cli_talks, "import sys\nsys.exit(1)", "sys.exit"),
    "raise SystemExit": (house.only_cli_talks, "raise SystemExit", "SystemExit"),
    "raise SystemExit(1)": (house.only_cli_talks, "raise SystemExit(1)", "SystemExit"),
    "logging set-up": (house.only_cli_talks, "import logging\nlogging.basicConfig()", "logging.basicConfig"),
    "a lower-case list": (house.globals_do_not_change, "seen = []", "seen can change"),
    "a lower-case dict": (house.globals_do_not_change, "seen: dict[str, int] = {}", "seen can change"),
    "a default dict": (house.globals_do_not_change, "SEEN = collections.defaultdict(list)", "SEEN can change"),
    "a list shared by a class": (house.globals_do_not_change, "class A:\n    seen = [1]", ":2: seen can change"),
    "an untyped upper-case dict": (house.globals_do_not_change, "NAMES = {'a': 1}", "NAMES can change"),
    "an upper-case set": (house.globals_do_not_change, "NAMES: set[str] = {'a'}", "NAMES can change"),
    "a changed constant": (
        house.globals_do_not_change,
        "NAMES: Mapping[str, int] = {}\ndef f() -> None:\n    NAMES['a'] = 1",
        ":3: NAMES is a constant",
    ),
    "a constant changed by a method": (house.globals_do_not_change, "N = tuple()\nN.append(1)", ":2: N is a constant"),
    "a constant changed by +=": (house.globals_do_not_change, "N = 1\nN += 1", ":2: N is a constant"),
    "global": (house.globals_do_not_change, "n = 1\ndef f() -> None:\n    global n\n    n = 2", ":3: global n"),
    "a file opened at import": (house.import_reads_nothing, "TEXT = open('a.txt').read()", "open is called"),
    "a path read at import": (house.import_reads_nothing, "TEXT = Path('a').read_text()", "read_text is called"),
    "a reader called at import": (
        house.import_reads_nothing,
        "def _a() -> str:\n    return open('a').read()\ndef _b() -> str:\n    return _a()\nTEXT = _b()",
        ":5: _b is called",
    ),
    "a read default": (house.import_reads_nothing, "def f(a: str = open('a').read()) -> None: ...", "open is called"),
    "a read class variable": (house.import_reads_nothing, "class A:\n    a = os.getenv('A')", "os.getenv is called"),
    "the environment at import": (house.import_reads_nothing, "HOME = os.environ['HOME']", "os.environ is called"),
    "a path of one machine": (house.paths_are_relative, "A = '/home/ann/weights'", "path of one machine"),
    "a path of one Windows machine": (house.paths_are_relative, "A = 'C:\\\\weights'", "path of one machine"),
    "a path in an f-string": (house.paths_are_relative, "A = f'/tmp/{1}'", "path of one machine"),
    "an avoided function name": (house.names_are_exact, "def handle() -> None: ...", "the name handle says nothing"),
    "an avoided word in a name": (house.names_are_exact, "def load_data() -> None: ...", "data is on the list"),
    "an avoided class name": (house.names_are_exact, "class EventInfo: ...", "info is on the list"),
    "an avoided parameter": (house.names_are_exact, "def f(source: str) -> None: ...", "source is on the list"),
    "an avoided field": (house.names_are_exact, "class A:\n    data: str", ":2: the name data"),
    "unfinished work": (house.nothing_is_unfinished, "a = 1  # TO" + "DO later", ":1: finish it"),
}


@pytest.mark.parametrize(("rule", "code", "complaint"), BAD.values(), ids=BAD.keys())
def test_a_bad_snippet_is_found(rule: Rule, code: str, complaint: str) -> None:
    found = rule([snippet(code)])
    assert any(complaint in line for line in found), found
    assert all(line.startswith("gesta/coding/events.py:") for line in found)


GOOD: dict[str, tuple[Rule, str]] = {
    "a long docstring": (house.functions_are_short, f'def f() -> None:\n    """A.\n{LONG_BODY}\n    """'),
    "self is no parameter": (
        house.parameters_are_few,
        "class A:\n    def f(self, a: int, b: int, c: int, d: int, e: int, g: int) -> None: ...",
    ),
    "imports down": (house.imports_point_down, "from gesta.nouns.event import Event\nfrom gesta import spans"),
    "imports within a part": (house.imports_point_down, "from gesta.coding.roles import fill"),
    "a named error": (house.errors_are_named, "try: ...\nexcept (OSError, ValueError): ..."),
    "typed read-only tables": (
        house.globals_do_not_change,
        "A: Mapping[str, int] = {'a': 1}\n__all__ = ['A']",
    ),
    "a frozenset and its union": (house.globals_do_not_change, "A = frozenset({1})\nB = A | {2}"),
    "a local list": (house.globals_do_not_change, "def f() -> None:\n    seen = []\n    seen.append(1)"),
    "a field with a factory": (house.globals_do_not_change, "class A:\n    a: list[int] = field(default_factory=list)"),
    "a file opened in a function": (house.import_reads_nothing, "def f() -> str:\n    return open('a').read()"),
    "a file opened in a lambda": (house.import_reads_nothing, "F = lambda: open('a')"),
    "a route and a fraction": (house.paths_are_relative, "A = '/api/reports'\nB = '1/2'\nC = '</p>'"),
    "words that hold avoided words": (house.names_are_exact, "def preprocessing(metadata: str) -> None: ..."),
    "names of other libraries": (house.names_are_exact, "import html.parser\nx = html.parser.handle_data"),
}


@pytest.mark.parametrize(("rule", "code"), GOOD.values(), ids=GOOD.keys())
def test_a_good_snippet_is_let_through(rule: Rule, code: str) -> None:
    known = [snippet("", "gesta.spans"), snippet("", "gesta.nouns.event"), snippet("", "gesta.coding.roles")]
    assert rule([snippet(code), *known]) == []


def test_the_exceptions_hold_only_where_they_are_meant() -> None:
    assert house.errors_are_named([snippet("try: ...\nexcept Exception: ...", "gesta.workspace.boundary")]) == []
    assert house.errors_are_named([snippet("try: ...\nexcept Exception: ...", "gesta.workspace.linker")]) != []
    assert house.only_cli_talks([snippet("print(1)", "gesta.cli.code")]) == []
    assert house.network_is_opened_in_fetching([snippet("import socket", "gesta.fetching.client")]) == []


def test_many_middling_functions_break_the_median_and_the_ninth_decile() -> None:
    nine_lines = "\n".join(f"def f{n}() -> None:\n" + "    x = 1\n" * 8 for n in range(3))
    assert "the median function has 9 lines" in house.functions_are_short([snippet(nine_lines)])[0]
    short = "\n".join(f"def f{n}() -> None: ..." for n in range(8))
    long = "\n".join(f"def g{n}() -> None:\n" + "    x = 1\n" * 25 for n in range(2))
    assert "one function in ten has 26 lines" in house.functions_are_short([snippet(f"{short}\n{long}")])[0]


def test_a_long_module_is_found() -> None:
    assert house.modules_are_short([snippet("\n" * 401)]) == ["gesta/coding/events.py:401: 401 lines, the most is 400"]


def test_a_module_name_may_not_be_an_avoided_word() -> None:
    found = house.names_are_exact([snippet("", "gesta.coding.utils")])
    assert found == ["gesta/coding/utils.py:1: the name utils says nothing: utils is on the list of avoided words"]


def test_a_part_without_a_level_is_found() -> None:
    assert house.imports_point_down([snippet("", "gesta.attic.box")]) == [
        "gesta/attic/box.py:1: attic has no level: add it to LEVELS"
    ]


def test_a_cycle_of_imports_is_told_once_and_in_order() -> None:
    a = snippet("from gesta.coding.b import x", "gesta.coding.a")
    b = snippet("from gesta.coding import c", "gesta.coding.b")
    c = snippet("def f() -> None:\n    import gesta.coding.a", "gesta.coding.c")
    assert house.imports_have_no_cycle([a, b, c]) == [
        "gesta/coding/a.py:1: import cycle gesta.coding.a -> gesta.coding.b -> gesta.coding.c -> gesta.coding.a"
    ]
    assert house.imports_have_no_cycle([a, b]) == []


def test_every_level_from_bottom_to_top_is_in_use() -> None:
    assert sorted(set(LEVELS.values())) == list(range(10))
